import PageMatchCore

extension TranscriptFormat {
    /// The sync map of aeneas; seconds, in quotes.
    ///
    ///     {"fragments": [{"id": "f000001", "language": "eng", "lines": ["Call me"],
    ///         "begin": "0.000", "end": "2.640", "children": []}, …]}
    ///
    /// Of a map of several levels, whose fragments have children, the lowest is read: it is the
    /// finest. Fragments of head and tail have no lines.
    /// - Source: `readbeyond/aeneas` syncmap/smfjson.py.
    static let aeneas = TranscriptFormat(
        name: "aeneas JSON", kinds: ["aeneas JSON"], read: readAeneas)
}

@Sendable
private func readAeneas(_ content: TranscriptContent) throws(ReaderError) -> TranscriptBuilder? {
    guard let root = content.json, let fragments = root["fragments"], fragments.isArray else {
        return nil
    }
    if let first = fragments.elements.first, first.first(of: "begin", "lines") == nil {
        return nil
    }
    var builder = TranscriptBuilder(for: content)
    builder.language = fragments.elements.first?["language"]?.string
    builder.appendAeneasFragments(fragments.elements)
    return builder
}

extension TranscriptBuilder {
    /// Depth is bounded by that of the JSON text.
    fileprivate mutating func appendAeneasFragments(_ fragments: JSONElements) {
        for fragment in fragments {
            if let children = fragment["children"], !children.elements.isEmpty {
                appendAeneasFragments(children.elements)
                continue
            }
            guard let lines = fragment["lines"] else { continue }
            var whole: Range<Int>?
            for line in lines.elements {
                breakWord()
                let range = append(line)
                if !range.isEmpty { whole = (whole ?? range).lowerBound..<range.upperBound }
            }
            guard let whole else { continue }
            if let time = time(from: fragment["begin"]?.seconds, to: fragment["end"]?.seconds) {
                mark(whole, time)
            } else {
                oddities.untimedCues += 1
            }
        }
    }
}
