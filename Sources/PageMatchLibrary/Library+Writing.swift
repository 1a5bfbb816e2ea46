internal import GRDB

extension Library {
    /// Adds a book, wholly or not at all.
    ///
    /// - Parameters:
    ///   - book: the aligned book; its image is copied to the library.
    ///   - id: the id under which it is kept; see ``isValidID(_:)``.
    ///   - title: the title; the one that the book's file states when `nil`.
    ///   - author: the authors in one line; those that the book's file states when `nil`.
    ///   - language: a BCP 47 tag; the one that the book's file states when `nil`.
    ///   - replace: whether a book that has the id gives way.
    /// - Throws: `usage` for an id that can't be one; `idTaken`; `libraryLocked` when another
    ///   process writes for too long; `libraryNewer`, `cannotWrite` or `io`.
    public func add(
        _ book: AlignedBook, id: String, title: String?, author: String?, language: String?,
        replace: Bool
    ) throws(PageMatchError) {
        try checkFree(id: id, replace: replace)
        let entry = LibraryBook(
            book: id, title: title ?? book.title, author: author ?? Self.line(book.authors),
            language: language ?? book.language, words: book.wordCount,
            duration: book.duration.seconds)
        let image = book.image
        let images = database.images
        let replaced = try database.write { db in
            let old = try BookRow.find(id, db)
            if old != nil, !replace { throw self.idTaken(id) }
            try images.make()
            images.sweep(keeping: try BookRow.images(db))
            let name = try images.write(image)
            do {
                try BookRow(book: entry, image: name).save(db)
            } catch {
                images.delete(name)
                throw error
            }
            return old?.image
        }
        openBooks.forget(id)
        if let replaced { images.delete(replaced) }
    }

    /// Removes a book and its image.
    ///
    /// - Throws: `bookNotFound`; otherwise as ``add(_:id:title:author:language:replace:)``.
    public func remove(_ id: String) throws(PageMatchError) {
        // A library that isn't there, or that can't be written, still knows that it lacks the book.
        _ = try row(id)
        let images = database.images
        let removed = try database.write { db in
            guard let row = try BookRow.find(id, db) else { throw self.notFound(id) }
            images.sweep(keeping: try BookRow.images(db))
            try BookRow.delete(id, db)
            return row.image
        }
        openBooks.forget(id)
        images.delete(removed)
    }

    private static func line(_ authors: [String]) -> String? {
        authors.isEmpty ? nil : authors.joined(separator: ", ")
    }
}
