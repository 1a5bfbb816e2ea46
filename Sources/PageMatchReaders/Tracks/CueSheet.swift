/// A CUE sheet: the titles of places in audio files.
///
///     FILE "walden.mp3" MP3
///       TRACK 01 AUDIO
///         TITLE "Economy"
///         INDEX 01 00:00:00         minutes, seconds, frames of 1/75 s
///
/// - Source: CDRWIN User's Guide, appendix A; in the wild names without quotes and any encoding.
package enum CueSheet {
    /// What people call the format.
    package static let formatName = "CUE sheet"
    /// Bytes of the largest sheet that is read; a line for each of a thousand chapters is 100 KB.
    static let maximumLength = 1 << 20

    /// The files that a sheet names, with their places as marks; their lengths are not told: 0.
    ///
    /// Names are paths, from the sheet's folder unless absolute, with `/` between folders.
    ///
    /// - Parameter bytes: The whole file, in any encoding.
    /// - Returns: In the sheet's order; `nil` if it is no CUE sheet.
    /// - Complexity: O(*bytes*).
    package static func read(_ bytes: [UInt8]) -> [TrackLength]? {
        guard bytes.count <= maximumLength else { return nil }
        var files: [TrackLength] = []
        var title: String?
        var track: Int?
        for line in TranscriptLines(DecodedText.decode(bytes)) {
            let text = trimmed(line.text)
            let command = text.prefix { !isBlank($0) }
            let rest = trimmed(text[command.endIndex...])
            switch String(decoding: command.prefix(16), as: UTF8.self).uppercased() {
            case "FILE":
                let name = fileName(rest)
                files.append(TrackLength(name: name.isEmpty ? nil : name, seconds: 0))
                track = nil
            case "TRACK":
                track = (track ?? 0) + 1
                title = nil
            case "TITLE" where track != nil: title = unquoted(rest)
            case "INDEX":
                guard let last = files.indices.last, let start = indexSeconds(rest) else { break }
                let number = files[last].marks.count + 1
                files[last].marks.append(
                    TrackLength.Mark(title: title ?? "Chapter \(number)", start: start))
            default: break
            }
        }
        return files.contains { !$0.marks.isEmpty } ? files : nil
    }

    /// The name in `"walden.mp3" MP3`, or in the same without quotes; folders may be of Windows.
    private static func fileName(_ text: ArraySlice<UInt8>) -> String {
        var name = text
        if text.first != UInt8(ascii: "\""), let space = text.lastIndex(where: isBlank) {
            name = text[..<space]
        }
        return unquoted(name).replacing("\\", with: "/")
    }

    private static func unquoted(_ text: ArraySlice<UInt8>) -> String {
        guard text.first == UInt8(ascii: "\"") else {
            return String(decoding: trimmed(text), as: UTF8.self)
        }
        let inside = text.dropFirst().prefix { $0 != UInt8(ascii: "\"") }
        return String(decoding: trimmed(inside), as: UTF8.self)
    }

    /// Seconds of `01 mm:ss:ff`; `nil` for other indices, which lie in the pause before or inside.
    private static func indexSeconds(_ text: ArraySlice<UInt8>) -> Double? {
        let fields = text.split(whereSeparator: isBlank)
        guard fields.count == 2, Int(String(decoding: fields[0], as: UTF8.self)) == 1 else {
            return nil
        }
        let parts = fields[1].split(separator: UInt8(ascii: ":")).map {
            $0.count <= 6 && $0.allSatisfy(isDigit) ? Int(String(decoding: $0, as: UTF8.self)) : nil
        }
        guard parts.count == 3, let minutes = parts[0], let seconds = parts[1],
            let frames = parts[2]
        else { return nil }
        return Double(minutes * 60 + seconds) + Double(frames) / 75
    }
}
