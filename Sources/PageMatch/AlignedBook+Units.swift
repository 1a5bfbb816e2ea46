internal import PageMatchText

/// A place in a section's plain text, in each of the units that reading systems count in.
public struct TextPosition: Hashable, Sendable {
    /// UTF-8 bytes from the section's start, as answers count.
    public var utf8: Int
    /// UTF-16 code units, as EPUB CFI and JavaScript count.
    public var utf16: Int
    /// Unicode code points, as KOReader and Python count.
    public var codePoints: Int
}

extension AlignedBook {
    /// A place in a section's plain text, in other units than bytes.
    ///
    /// - Parameters:
    ///   - name: the section's name.
    ///   - textOffset: UTF-8 offset in its plain text, as answers count.
    /// - Returns: `nil` when there is no such section or offset, or the offset lies inside a
    ///   character.
    /// - Complexity: O(sections + offset), some gigabytes a second.
    public func position(inSection name: String, at textOffset: Int) -> TextPosition? {
        guard let section = sectionNames.firstIndex(of: name) else { return nil }
        let record = opened.sections[section]
        guard textOffset >= 0, textOffset <= Int(record.textEnd - record.textStart) else {
            return nil
        }
        let start = Int(record.textStart)
        return opened.text.withSpan { text in
            let end = start + textOffset
            guard end == text.count || text[end] & 0xC0 != 0x80 else { return nil }
            let count = TextUnits.count(text, in: start..<end)
            return TextPosition(
                utf8: textOffset, utf16: count.utf16, codePoints: count.codePoints)
        }
    }
}
