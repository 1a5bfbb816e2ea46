extension AlignedBook {
    /// Where a byte of a section's text stands in the document that it was taken from.
    ///
    /// - Parameters:
    ///   - name: the section's name.
    ///   - textOffset: UTF-8 offset in the section's plain text, as answers count.
    /// - Returns: the place; `nil` when there is no such section or offset, or the book was made
    ///   without a source.
    /// - Complexity: O(sections + log runs + depth).
    public func source(ofSection name: String, at textOffset: Int) -> SourcePosition? {
        guard let section = sectionNames.firstIndex(of: name) else { return nil }
        let record = opened.sections[section]
        guard textOffset >= 0, textOffset <= Int(record.textEnd - record.textStart),
            let run = opened.sourceRun(ofSection: section, at: textOffset)
        else { return nil }
        // Within a run one unit of text is one unit of source: count them in its own kind.
        let base = Int(record.textStart)
        let text = opened.text(in: base + Int(run.textOffset)..<base + textOffset)
        let isPlain = run.element < 0
        return SourcePosition(
            section: section, path: opened.path(toElement: Int(run.element), ofSection: section),
            childrenBefore: Int(run.childrenBefore),
            offset: Int(run.sourceOffset) + (isPlain ? text.utf8.count : text.utf16.count))
    }
}

extension BookImage {
    /// The run that holds a byte of a section's text.
    fileprivate func sourceRun(ofSection section: Int, at textOffset: Int) -> SourceRunRecord? {
        let next = section + 1
        let first = Int(sections[section].firstRun)
        let last = next < sections.count ? Int(sections[next].firstRun) : sourceRuns.count
        let end = (first..<last).partitionPoint { Int(sourceRuns[$0].textOffset) <= textOffset }
        return end > first ? sourceRuns[end - 1] : nil
    }

    /// The elements from the root of a section's document to one of them.
    fileprivate func path(toElement element: Int, ofSection section: Int) -> [SourcePosition.Step] {
        let first = Int(sections[section].firstElement)
        let end =
            section + 1 < sections.count
            ? Int(sections[section + 1].firstElement) : sourceElements.count
        var path: [SourcePosition.Step] = []
        var next = element
        // Each parent stands before its child: a damaged table can't make this endless.
        while next >= 0, first + next < end {
            let record = sourceElements[first + next]
            path.append(
                SourcePosition.Step(
                    name: string(record.name) ?? "", ordinal: Int(record.ordinal),
                    id: string(record.id)))
            guard Int(record.parent) < next else { break }
            next = Int(record.parent)
        }
        return path.reversed()
    }
}
