internal import CICUText

/// Finds where the sentences of a text begin (UAX #29 §5).
///
/// - Parameters:
///   - text: any text.
///   - language: a BCP 47 tag; its abbreviations do not end sentences. An unknown one is as good
///     as none.
/// - Returns: UTF-8 offsets, ascending.
/// - Throws: `tooLong`, or `unicodeLibrary` when ICU fails.
/// - Complexity: O(bytes).
package func sentenceStarts(of text: String, language: String?) throws(NormalFormError) -> [UInt32]
{
    var text = text
    guard text.utf8.count <= 1 << 30 else { throw .tooLong }
    var starts = [UInt32](repeating: 0, count: text.utf8.count / 40 + 16)
    while true {
        let capacity = starts.count
        let count = text.withUTF8 { bytes in
            pm_sentence_starts(
                bytes.baseAddress, Int64(bytes.count), language ?? "", &starts, Int64(capacity))
        }
        guard count >= 0 else { throw .unicodeLibrary(code: Int32(-count)) }
        if count <= capacity {
            starts.removeLast(capacity - Int(count))
            return starts
        }
        starts = [UInt32](repeating: 0, count: Int(count))
    }
}
