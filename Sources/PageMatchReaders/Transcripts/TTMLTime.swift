/// How a TTML document counts time: the parameters of its root, and the expressions they rule.
///
///     00:01:02.500      hours, minutes, seconds
///     00:01:02:12       with frames
///     62.5s  62500ms  1.5m  1h  1860f  625000000t
struct TTMLClock: Hashable, Sendable {
    /// Frames a second, after the multiplier.
    private var frameRate = 30.0
    private var subFrameRate = 1.0
    /// Ticks a second.
    private var tickRate = 1.0

    /// The clock that the attributes of a `tt` element set; names may have any prefix.
    ///
    /// - Source: W3C TTML 2, §7.2 and §12.3.1.
    init(attributes: some Sequence<MarkupDocument.Attribute>) {
        var stated: [Substring: String] = [:]
        for attribute in attributes {
            stated[attribute.name.split(separator: ":").last ?? ""] = attribute.value
        }
        func positive(_ name: Substring) -> Double? {
            stated[name].flatMap { Double($0.trimmingASCIISpace) }.flatMap {
                $0 > 0 && $0 <= 1e12 ? $0 : nil
            }
        }
        subFrameRate = positive("subframerate") ?? 1
        let rate = positive("framerate")
        // TTML 2 has a blank between numerator and denominator, DFXP a colon.
        let parts = (stated["frameratemultiplier"] ?? "").split { $0 == " " || $0 == ":" }
            .compactMap { Double($0) }
        let multiplier = parts.count == 2 && parts.allSatisfy { $0 > 0 } ? parts[0] / parts[1] : 1
        frameRate = (rate ?? 30) * multiplier
        tickRate = positive("tickrate") ?? rate.map { $0 * multiplier * subFrameRate } ?? 1
    }

    /// Seconds of a time expression; `nil` for what is none, as `wallclock(…)`.
    ///
    /// A number without a unit is taken as seconds, a comma as a decimal point.
    func seconds(_ expression: String) -> Double? {
        let text = expression.trimmingASCIISpace.utf8.map {
            $0 == UInt8(ascii: ",") ? UInt8(ascii: ".") : $0
        }
        guard text.count <= 40 else { return nil }
        let fields = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard fields.count > 1 else { return offset(text[...]) }
        let numbers = fields.compactMap { Self.number($0) }
        guard numbers.count == fields.count, fields.count <= 4 else { return nil }
        let clock = numbers.prefix(3).reduce(0) { $0 * 60 + $1 }
        guard numbers.count == 4 else { return clock }
        // The fraction of frames is a count of sub-frames.
        let frames = numbers[3].rounded(.down)
        let subFrames = fields[3].split(separator: UInt8(ascii: ".")).dropFirst().first
            .flatMap { Self.number($0) }
        return clock + (frames + (subFrames ?? 0) / subFrameRate) / frameRate
    }

    private func offset(_ text: ArraySlice<UInt8>) -> Double? {
        let end = text.lastIndex { isDigit($0) || $0 == UInt8(ascii: ".") }.map { $0 + 1 } ?? 0
        guard let value = Self.number(text[..<end]) else { return nil }
        return switch String(decoding: text[end...], as: UTF8.self).lowercased() {
        case "h": value * 3600
        case "m": value * 60
        case "s", "": value
        case "ms": value / 1000
        case "f": value / frameRate
        case "t": value / tickRate
        default: nil
        }
    }

    private static func number(_ text: ArraySlice<UInt8>) -> Double? {
        guard let first = text.first, isDigit(first),
            text.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: ".") })
        else { return nil }
        return Double(String(decoding: text, as: UTF8.self))
    }
}
