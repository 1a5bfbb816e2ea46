import Foundation

/// Makes text of old encodings for tests.
enum NamedEncodingEncoder {
    /// `text` in an encoding that the system's iconv knows; `nil` if it has characters beyond it.
    static func encode(_ text: String, to name: String) -> [UInt8]? {
        guard let converter = iconv_open(name, "UTF-8"), Int(bitPattern: converter) != -1 else {
            return nil
        }
        defer { iconv_close(converter) }
        var source = Array(text.utf8)
        var left = source.count
        var isComplete = false
        let result = [UInt8](unsafeUninitializedCapacity: 4 * source.count + 64) { output, count in
            source.withUnsafeMutableBytes { input in
                var next = input.baseAddress?.assumingMemoryBound(to: CChar.self)
                output.withMemoryRebound(to: CChar.self) { buffer in
                    var end = buffer.baseAddress
                    var room = buffer.count
                    isComplete = iconv(converter, &next, &left, &end, &room) == 0
                    // Encodings with states end with the shift to their first one.
                    iconv(converter, nil, nil, &end, &room)
                    count = buffer.count - room
                }
            }
        }
        return isComplete ? result : nil
    }
}
