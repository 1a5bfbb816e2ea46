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

    /// The clock of a document that sets none.
    init() {}

    /// The clock that the attributes of a `tt` element set; names may have any prefix.
    ///
    /// - Source: W3C TTML 2, §7.2 and §12.3.1.
    init(of tag: borrowing StartTag) {
        var attributes: [MarkupDocument.Attribute] = []
        tag.append(to: &attributes)
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
    func seconds(_ expression: ArraySlice<UInt8>) -> Double? {
        let (comma, point) = (UInt8(ascii: ","), UInt8(ascii: "."))
        guard expression.contains(comma) else { return seconds(expression.span) }
        let pointed = expression.map { $0 == comma ? point : $0 }
        return seconds(pointed.span)
    }

    private func seconds(_ text: Span<UInt8>) -> Double? {
        var (start, end) = (0, text.count)
        while start < end, text[start].isASCIISpace { start += 1 }
        while start < end, text[end - 1].isASCIISpace { end -= 1 }
        guard end - start <= 40 else { return nil }
        // Hours, minutes and seconds, or the last two of them; frames are a fourth field.
        var (clock, colons) = (0.0, 0)
        for at in start..<end where text[at] == UInt8(ascii: ":") {
            guard colons < 3, let field = Self.number(text, start, at) else { return nil }
            clock = clock * 60 + field
            colons += 1
            start = at + 1
        }
        switch colons {
        case 0: return offset(text, start, end)
        case 3: return frames(text, start, end).map { clock + $0 }
        default: return Self.number(text, start, end).map { clock * 60 + $0 }
        }
    }

    /// Seconds of a count of frames, whose fraction is a count of sub-frames.
    private func frames(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Double? {
        guard let number = Self.number(text, start, end) else { return nil }
        var dot = start
        while dot < end, text[dot] != UInt8(ascii: ".") { dot += 1 }
        let subFrames = dot < end ? Self.number(text, dot + 1, end) ?? 0 : 0
        return (number.rounded(.down) + subFrames / subFrameRate) / frameRate
    }

    /// Seconds of a number with a unit.
    private func offset(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Double? {
        var unit = end
        while unit > start, !isDigit(text[unit - 1]), text[unit - 1] != UInt8(ascii: ".") {
            unit -= 1
        }
        guard let value = Self.number(text, start, unit) else { return nil }
        switch end - unit {
        case 0: return value
        case 1:
            switch text[unit] | 0x20 {
            case UInt8(ascii: "h"): return value * 3600
            case UInt8(ascii: "m"): return value * 60
            case UInt8(ascii: "s"): return value
            case UInt8(ascii: "f"): return value / frameRate
            case UInt8(ascii: "t"): return value / tickRate
            default: return nil
            }
        case 2:
            let isMilliseconds =
                text[unit] | 0x20 == UInt8(ascii: "m") && text[unit + 1] | 0x20 == UInt8(ascii: "s")
            return isMilliseconds ? value / 1000 : nil
        default: return nil
        }
    }

    /// The number from `start` to `end`, which has digits and perhaps a point and nothing else.
    private static func number(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Double? {
        guard start < end, isDigit(text[start]) else { return nil }
        for at in start..<end where !isDigit(text[at]) && text[at] != UInt8(ascii: ".") {
            return nil
        }
        return jsonNumber(text, start, until: end)
    }
}
