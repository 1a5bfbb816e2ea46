extension AlignedBook {
    /// What is taken for the size of a page.
    private enum PageSize {
        /// Fewer words of mere text are a phrase, or lines of a page, and don't tell its size; a
        /// telephone shows more at once.
        static let fewestWords = 50
        /// The block of text of a page that fills its picture is half of it or more; what was read
        /// must be the half of that block.
        static let leastShare = 0.25
        /// What is read on a table, a thumb or a blot is read with less confidence.
        static let confidence = 0.5
    }

    /// About how many words of this book a page like the one in hand holds.
    ///
    /// What was found of a page may be a few of its lines. A picture tells how much of the page that
    /// is: words spread evenly over the area in which any were read. Where it does not, because
    /// little was read at all, the book's own list of printed pages has to do.
    ///
    /// - Parameters:
    ///   - query: the page in hand.
    ///   - place: where it was found.
    /// - Returns: `nil` if nothing tells.
    /// - Complexity: O(words of the page + pages of the list × log words of the book).
    func wordsOfPage(_ query: borrowing PageQuery, at place: Place) -> Double? {
        let found = Double(place.words.count)
        if let scan = query.scan {
            let foundArea = Self.area(around: scan.boxes(around: place.explained))
            let readArea = Self.area(
                around: scan.words.filter { $0.confidence ?? 1 >= PageSize.confidence }.map(\.box))
            let all = Double(scan.size.width) * Double(scan.size.height)
            if foundArea > 0, readArea >= PageSize.leastShare * all {
                return found * max(1, readArea / foundArea)
            }
        } else {
            let read = max(found, Double(query.words.count))
            if read >= Double(PageSize.fewestWords) { return read }
        }
        return wordsOfPrintedPage
    }

    /// The area of the rectangle around some boxes, in pixels.
    private static func area(around boxes: [Scan.Box]) -> Double {
        guard let first = boxes.first else { return 0 }
        let hull = boxes.dropFirst().reduce(first) { $0.union($1) }
        return Double(max(0, hull.width)) * Double(max(0, hull.height))
    }

    /// The words between two page breaks of the book's list, in the median; `nil` without a list.
    private var wordsOfPrintedPage: Double? {
        let starts = (0..<opened.pageBreaks.count).map { index in
            let offset = Int(opened.pageBreaks[index].textOffset)
            return (0..<wordCount).partitionPoint { opened.wordMap[$0].text.lowerBound < offset }
        }
        // Blank pages, and pages of sections that are not read as text, hold none.
        let counts = zip(starts, starts.dropFirst()).map { $1 - $0 }.filter { $0 > 0 }.sorted()
        return counts.isEmpty ? nil : Double(counts[counts.count / 2])
    }
}
