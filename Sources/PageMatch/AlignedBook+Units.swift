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
    ///   - textOffset: UTF-8 offset in its plain text, as answers count; of a byte inside a
    ///     character, the place behind that character.
    /// - Returns: `nil` when there is no such section or offset.
    /// - Complexity: O(sections + offset), some gigabytes a second.
    public func position(inSection name: String, at textOffset: Int) -> TextPosition? {
        guard let section = sectionNames.firstIndex(of: name) else { return nil }
        let record = opened.sections[section]
        guard textOffset >= 0, textOffset <= Int(record.textEnd - record.textStart) else {
            return nil
        }
        let start = Int(record.textStart)
        return opened.text.withSpan { text in
            let count = TextUnits.count(text, in: start..<start + textOffset)
            return TextPosition(
                utf8: textOffset, utf16: count.utf16, codePoints: count.codePoints)
        }
    }
}
