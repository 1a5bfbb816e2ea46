internal import Foundation

extension Encodable {
    /// The value as JSON text, the way all doors of the project write it.
    ///
    /// Keys are sorted, slashes are not escaped.
    ///
    /// - Parameter pretty: whether it is spread over lines, for people; else it is one line.
    /// - Returns: The text without a newline at its end.
    /// - Throws: `internal` for a number that JSON can't hold.
    public func jsonText(pretty: Bool = false) throws(PageMatchError) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        if pretty { encoder.outputFormatting.insert(.prettyPrinted) }
        do {
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        } catch {
            throw PageMatchError(.internal, "an answer can't be written as JSON: \(error)")
        }
    }
}
