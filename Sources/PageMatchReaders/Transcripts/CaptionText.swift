import PageMatchCore

/// What a cue says, without its markup.
struct CaptionText: Hashable, Sendable {
    /// UTF-8 as far as the source is; lines end with a line feed, other white space is one space,
    /// none is at the ends.
    private(set) var text: [UInt8] = []
    /// Times inside the cue and the offsets in ``text`` from which they hold, in order of offset.
    private(set) var marks: [Mark] = []
    /// The first underlined stretch: players' and recognisers' way to show the word being spoken.
    private(set) var underlined: Range<Int>?

    struct Mark: Hashable, Sendable {
        var offset: Int
        var time: TrackTime
    }

    /// Reads the lines of a cue.
    ///
    /// Tags go, but for their times and underlines; so does the reading aid inside `<rt>`. A `<`
    /// that begins no tag stays. Character references are resolved.
    /// - Complexity: O(*source*).
    /// - Source: W3C WebVTT §6.4, WebVTT cue text parsing rules.
    init(_ source: ArraySlice<UInt8>) {
        var at = source.startIndex
        var tagEnds = ClosingFinder(UInt8(ascii: ">"))
        var styleEnds = ClosingFinder(UInt8(ascii: "}"))
        var underlineStart: Int?
        var isReadingAid = false
        while at < source.endIndex {
            let byte = source[at]
            let next = at + 1 < source.endIndex ? source[at + 1] : 0
            if byte == UInt8(ascii: "<"), let end = tagEnds.find(in: source, from: at),
                let tag = CaptionTag(source[at + 1..<end])
            {
                switch tag {
                case .time(let time): marks.append(Mark(offset: text.count, time: time))
                case .underline: underlineStart = text.count
                case .underlineEnd:
                    if let start = underlineStart, start < text.count {
                        underlined = underlined ?? start..<text.count
                    }
                    underlineStart = nil
                case .readingAid: isReadingAid = true
                case .readingAidEnd: isReadingAid = false
                case .other: break
                }
                at = end + 1
            } else if byte == UInt8(ascii: "{"), next == UInt8(ascii: "\\"),
                let end = styleEnds.find(in: source, from: at)
            {
                at = end + 1
            } else if byte == UInt8(ascii: "&"), let reference = CharacterReference(source[at...]) {
                if !isReadingAid { append(reference.scalar) }
                at += reference.length
            } else {
                if !isReadingAid { append(byte) }
                at += 1
            }
        }
        while let last = text.last, isBlank(last) { text.removeLast() }
    }

    private mutating func append(_ byte: UInt8) {
        guard isBlank(byte) else {
            text.append(byte)
            return
        }
        guard let last = text.last else { return }
        if byte == 0x0A {
            if isBlank(last) { text.removeLast() }
            text.append(0x0A)
        } else if !isBlank(last) {
            text.append(0x20)
        }
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        if scalar.isASCII || scalar == "\u{A0}" {
            append(scalar == "\u{A0}" ? 0x20 : UInt8(truncatingIfNeeded: scalar.value))
        } else {
            text.append(contentsOf: String(scalar).utf8)
        }
    }
}

/// What stands between `<` and `>`.
private enum CaptionTag {
    case time(TrackTime)
    case underline
    case underlineEnd
    case readingAid
    case readingAidEnd
    case other

    /// Bytes that are looked at: any number of `<` may share one `>` far behind them.
    private static let longestLook = 32

    /// `nil` for what is no tag: `< 3`, `<->`.
    ///
    /// - Complexity: O(1).
    init?(_ body: ArraySlice<UInt8>) {
        guard let first = body.first else { return nil }
        if isDigit(first) {
            guard body.count <= Self.longestLook, let time = captionTime(body) else { return nil }
            self = .time(time)
            return
        }
        let isEnd = first == UInt8(ascii: "/")
        let name = body.prefix(Self.longestLook).dropFirst(isEnd ? 1 : 0)
            .prefix { $0 != UInt8(ascii: ".") && !isBlank($0) }
        let isName = name.first.map { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 | 0x20 } ?? isEnd
        guard isName else { return nil }
        switch String(decoding: name.prefix(8), as: UTF8.self) {
        case "u": self = isEnd ? .underlineEnd : .underline
        case "rt": self = isEnd ? .readingAidEnd : .readingAid
        case "ruby": self = .readingAidEnd
        default: self = .other
        }
    }
}

/// Finds the next closing mark again and again in linear time, also where there is none.
private struct ClosingFinder {
    private let mark: UInt8
    private var found: Int?
    private var isExhausted = false

    init(_ mark: UInt8) {
        self.mark = mark
    }

    /// The first mark at or after `start`, which never goes back.
    mutating func find(in source: ArraySlice<UInt8>, from start: Int) -> Int? {
        if let found, found >= start { return found }
        guard !isExhausted else { return nil }
        found = source[start...].firstIndex(of: mark)
        isExhausted = found == nil
        return found
    }
}

/// A character reference: `&amp;`, `&#39;`, `&#x27;`.
private struct CharacterReference {
    let scalar: Unicode.Scalar
    /// Bytes, `&` and `;` counted.
    let length: Int

    /// `nil` if `text`, which starts with `&`, starts with no reference that is known.
    init?(_ text: ArraySlice<UInt8>) {
        let body = text.dropFirst().prefix(10)
        guard let end = body.firstIndex(of: UInt8(ascii: ";")) else { return nil }
        let name = String(decoding: body[..<end], as: UTF8.self)
        length = name.utf8.count + 2
        if let known = Self.named[name] {
            scalar = known
        } else if let number = Self.number(name), let known = Unicode.Scalar(number) {
            scalar = known
        } else {
            return nil
        }
    }

    private static func number(_ name: String) -> UInt32? {
        guard name.hasPrefix("#") else { return nil }
        let digits = name.dropFirst()
        return digits.first == "x" || digits.first == "X"
            ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    }

    private static let named: [String: Unicode.Scalar] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}",
        "lrm": "\u{200E}", "rlm": "\u{200F}", "hellip": "\u{2026}", "mdash": "\u{2014}",
        "ndash": "\u{2013}", "lsquo": "\u{2018}", "rsquo": "\u{2019}", "ldquo": "\u{201C}",
        "rdquo": "\u{201D}",
    ]
}
