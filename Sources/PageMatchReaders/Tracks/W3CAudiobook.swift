extension TrackLengthFormat {
    /// A W3C audiobook manifest: lengths as ISO 8601 has them.
    ///
    ///     {"conformsTo": "https://www.w3.org/TR/audiobooks/", "type": "Audiobook",
    ///      "readingOrder": [{"url": "01.mp3", "duration": "PT10M51.4S", "name": "Loomings"}]}
    ///
    /// - Source: W3C Audiobooks. https://www.w3.org/TR/audiobooks/
    static let w3cAudiobook = TrackLengthFormat(
        name: "W3C audiobook manifest", read: readW3CAudiobook)
}

@Sendable
private func readW3CAudiobook(
    _ content: TrackLengthContent
) throws(ReaderError) -> [TrackLength]? {
    guard content.json.count == 1, let list = content.json.first?["readingOrder"] else {
        return nil
    }
    // A single entry may stand without a list, and an address without an object.
    let links = list.isArray ? Array(list.elements) : [list]
    var lengths: [TrackLength] = []
    for link in links {
        guard let duration = link["duration"], let text = duration.string else {
            throw .malformed(
                format: "W3C audiobook manifest", what: "an audio file without “duration”",
                entry: nil, line: link.line)
        }
        guard let seconds = isoSeconds(text), seconds <= longestTrackSeconds else {
            throw .malformed(
                format: "W3C audiobook manifest",
                what: "“\(text.prefix(40))” is no duration, as PT1H2M3.5S is", entry: nil,
                line: duration.line)
        }
        lengths.append(
            TrackLength(
                name: link["url"]?.string.flatMap(lastPathComponent) ?? link["name"]?.string,
                seconds: seconds))
    }
    return lengths
}

/// Seconds of an ISO 8601 duration of days and less: `PT1H2M3.5S`, `P1DT2H`; `nil` for all else.
func isoSeconds(_ text: String) -> Double? {
    var rest = text.utf8[...]
    guard text.utf8.count <= 40, rest.popFirst() == UInt8(ascii: "P"), !rest.isEmpty else {
        return nil
    }
    var total = 0.0
    var inTime = false
    var fields = 0
    // Each unit at most once, in this order.
    var units: [(UInt8, Double)] = [
        (UInt8(ascii: "W"), 604_800), (UInt8(ascii: "D"), 86_400), (UInt8(ascii: "H"), 3600),
        (UInt8(ascii: "M"), 60), (UInt8(ascii: "S"), 1),
    ]
    while let first = rest.first {
        if first == UInt8(ascii: "T"), !inTime {
            inTime = true
            units.removeAll { $0.1 > 3600 }
            rest = rest.dropFirst()
            continue
        }
        let digits = rest.prefix {
            isDigit($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",")
        }
        rest = rest.dropFirst(digits.count)
        let number = digits.map { $0 == UInt8(ascii: ",") ? UInt8(ascii: ".") : $0 }
        guard let unit = rest.popFirst(), let place = units.firstIndex(where: { $0.0 == unit }),
            inTime == (units[place].1 <= 3600),
            let value = Double(String(decoding: number, as: UTF8.self))
        else { return nil }
        total += value * units[place].1
        units.removeSubrange(...place)
        fields += 1
    }
    return fields > 0 ? total : nil
}
