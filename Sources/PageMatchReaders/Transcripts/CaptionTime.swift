import PageMatchCore

/// The times of a cue, `00:01.000 --> 00:02.500`, and whatever settings follow; `nil` if the line
/// is no such line.
func captionTimes(_ line: ArraySlice<UInt8>) -> (from: TrackTime, to: TrackTime)? {
    guard let arrow = captionArrow(in: line), let from = captionTime(line[..<arrow]) else {
        return nil
    }
    let rest = trimmed(line[(arrow + 3)...])
    let end = rest.firstIndex(where: isBlank) ?? rest.endIndex
    guard let to = captionTime(rest[..<end]) else { return nil }
    return (from, to)
}

/// Where `-->` begins in a line.
func captionArrow(in line: ArraySlice<UInt8>) -> Int? {
    guard line.count >= 3 else { return nil }
    for at in line.startIndex...line.endIndex - 3
    where line[at] == UInt8(ascii: "-") && line[at + 1] == UInt8(ascii: "-")
        && line[at + 2] == UInt8(ascii: ">")
    {
        return at
    }
    return nil
}

/// A time of WebVTT or SRT, and nothing else: `[hours:]minutes:seconds[.fraction]`, with a comma or
/// a dot; `nil` for anything else, and beyond ``longestTrackSeconds``.
///
/// Minutes and seconds above 59 are taken as they are. The fraction is cut to milliseconds.
func captionTime(_ text: ArraySlice<UInt8>) -> TrackTime? {
    let text = trimmed(text)
    var at = text.startIndex
    var seconds: Int64 = 0
    var fields = 0
    while true {
        guard let field = digits(text, &at) else { return nil }
        seconds = seconds * 60 + field
        fields += 1
        guard fields < 3, at < text.endIndex, text[at] == UInt8(ascii: ":") else { break }
        at += 1
    }
    guard fields >= 2, seconds <= Int64(longestTrackSeconds) else { return nil }
    guard at < text.endIndex else { return TrackTime(milliseconds: seconds * 1000) }
    guard text[at] == UInt8(ascii: ".") || text[at] == UInt8(ascii: ",") else { return nil }
    let fraction = text[(at + 1)...]
    guard !fraction.isEmpty, fraction.count <= 9, fraction.allSatisfy(isDigit) else { return nil }
    var milliseconds: Int64 = 0
    for place in 0..<3 {
        let index = fraction.startIndex + place
        let digit = index < fraction.endIndex ? fraction[index] - UInt8(ascii: "0") : 0
        milliseconds = milliseconds * 10 + Int64(digit)
    }
    return TrackTime(milliseconds: seconds * 1000 + milliseconds)
}

/// The number at `at`, of one to nine digits, which are passed over.
private func digits(_ text: ArraySlice<UInt8>, _ at: inout Int) -> Int64? {
    var value: Int64 = 0
    let start = at
    while at < text.endIndex, at - start < 9, isDigit(text[at]) {
        value = value * 10 + Int64(text[at] - UInt8(ascii: "0"))
        at += 1
    }
    return at > start ? value : nil
}
