extension Library {
    /// A book, ready for lookups.
    ///
    /// Its image is mapped once and stays so: asking again costs one row.
    ///
    /// - Throws: `bookNotFound`; `libraryDamaged` when its image is gone; `imageDamaged`,
    ///   `imageVersion`, `libraryLocked` or `io`.
    public func book(_ id: String) throws(PageMatchError) -> AlignedBook {
        try open(try row(id))
    }

    /// One book, or all of them, ready for lookups: as the library is now.
    ///
    /// - Parameter book: the id of the book; `nil` for all books.
    /// - Returns: the books that the library has at this moment.
    /// - Throws: as ``book(_:)``; one damaged book of several is an error, too, since an answer
    ///   without it could be wrong.
    package func catalogue(of book: String?) throws(PageMatchError) -> Catalogue {
        if let book { return Catalogue([try self.book(book)]) }
        return Catalogue(try allBooks())
    }

    /// Finds where a page stands, and when it is read aloud.
    ///
    /// - Parameters:
    ///   - page: a page, half a page or a phrase of a few words.
    ///   - book: the id of the book that the page is from; `nil` to ask all books.
    ///   - near: where the listener was; decides between places that are equally good.
    ///   - limit: how many alternatives are told at most.
    /// - Returns: An answer in any case: a page that is not found is one, too.
    /// - Throws: as ``catalogue(of:)``.
    /// - Complexity: a lookup in each book that is asked.
    public func lookup(
        _ page: Page, book: String?, near: Moment?, limit: Int
    ) throws(PageMatchError) -> LookupAnswer {
        try catalogue(of: book).lookup(page, near: near, limit: limit)
    }

    /// Answers a query as a program sent it.
    ///
    /// - Parameters:
    ///   - query: what is looked up; what it says of book and time goes before `defaults`.
    ///   - defaults: what holds for what the query does not say.
    /// - Returns: An answer with the query's own name.
    /// - Throws: as ``catalogue(of:)``.
    public func answer(
        to query: LookupQuery, _ defaults: LookupDefaults
    ) throws(PageMatchError) -> LookupAnswer {
        try catalogue(of: query.book ?? defaults.book).answer(to: query, defaults)
    }

    /// What the alignment of a book found, under the title and language that the library knows it by.
    ///
    /// - Throws: as ``book(_:)``.
    public func report(_ id: String) throws(PageMatchError) -> AlignmentReport {
        let entry = try entry(id)
        var report = try book(id).report()
        report.title = entry.title
        report.language = entry.language
        report.elapsed = nil
        return report
    }

    private func allBooks() throws(PageMatchError) -> [AlignedBook] {
        let rows = try database.read { try BookRow.all($0) } ?? []
        openBooks.keepOnly(Set(rows.map(\.book.book)))
        var books: [AlignedBook] = []
        for row in rows {
            do {
                books.append(try open(row))
            } catch let error where error.code == .bookNotFound {
                // Removed since the rows were read.
                continue
            }
        }
        return books
    }

    /// Maps the image that a row names, or the one that has replaced it meanwhile.
    private func open(_ row: BookRow) throws(PageMatchError) -> AlignedBook {
        var row = row
        while true {
            if let book = openBooks[row] { return book }
            let path = try database.images.path(of: row.image)
            do {
                let book = try AlignedBook(mapping: path, id: row.book.book)
                openBooks.insert(book, for: row)
                return book
            } catch let error where error.code == .cannotOpen && !FilePath.exists(path) {
                let current = try self.row(row.book.book)
                guard current.image != row.image else { throw imageGone(row, path) }
                row = current
            } catch let error where error.code == .imageDamaged || error.code == .imageVersion {
                var error = error
                error.message += " (the book '\(row.book.book)')"
                error.hint = addAgain(row)
                throw error
            }
        }
    }

    private func imageGone(_ row: BookRow, _ path: String) -> PageMatchError {
        PageMatchError(
            .libraryDamaged, "the image of the book '\(row.book.book)' is gone", file: path,
            hint: addAgain(row))
    }

    private func addAgain(_ row: BookRow) -> String {
        "add the book again with --replace --id \(row.book.book), or remove it"
    }
}

extension Catalogue {
    /// Answers a query as a program sent it; which book it names has been decided by whoever chose the
    /// catalogue.
    ///
    /// - Parameters:
    ///   - query: what is looked up; what it says of the time goes before `defaults`.
    ///   - defaults: what holds for what the query does not say.
    /// - Returns: An answer with the query's own name.
    /// - Throws: `internal` when the Unicode library fails.
    package func answer(
        to query: LookupQuery, _ defaults: LookupDefaults
    ) throws(PageMatchError) -> LookupAnswer {
        let clock = ContinuousClock()
        let start = clock.now
        var answer = try lookup(
            query.page, near: query.near ?? defaults.near, limit: defaults.limit,
            matchedFrom: defaults.matchedFrom)
        if defaults.timings { answer.elapsed = start.duration(to: clock.now) / .seconds(1) }
        answer.id = query.id
        return answer
    }
}
