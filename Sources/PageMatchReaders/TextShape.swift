/// What a text is, told by how it begins.
struct TextShape {
    /// The head of the text, UTF-8.
    private let text: [UInt8]
    /// Its first lines that are not blank, without white space around them.
    private let lines: [String]

    /// Looks at the head of a text.
    init(_ text: [UInt8]) {
        self.text = text
        lines = text.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).lazy
            .map { String(decoding: $0.prefix(400), as: UTF8.self).trimmingASCIISpace }
            .filter { !$0.isEmpty }
            .prefix(12).map { $0 }
    }

    /// The kind; ``ContentKind/plainText`` when nothing speaks for another.
    var kind: ContentKind {
        guard let first = lines.first else { return .plainText }
        if first.hasPrefix("{") || first.hasPrefix("["),
            WhisperLogLine(Array(first.utf8)[...]) == nil, let kind = JSONShape(text).kind
        {
            return kind
        }
        return markupKind(first) ?? cueKind(first) ?? (isMarkdown ? .markdown : .plainText)
    }

    // MARK: Markup

    /// HTML, or what other XML it is, told by the first element.
    private func markupKind(_ first: String) -> ContentKind? {
        guard first.hasPrefix("<") else {
            // Some downloads have a stray line before the document.
            let head = text.prefix(1024)
            let opensLater = ["<html", "<!doctype html"].contains {
                head.firstOffset(of: Array($0.utf8), ignoringCase: true) != nil
            }
            return opensLater ? .html : nil
        }
        guard let name = firstElementName() else { return .plainText }
        switch name {
        case "html", "head", "body", "title", "meta", "h1", "h2", "h3", "p", "div", "pre",
            "section", "article", "main", "center", "table", "a", "!doctype html":
            return .html
        case "tt": return .transcript(format: "TTML")
        case "smil": return .other(format: "SMIL")
        case "svg": return .image(format: "SVG")
        case "fictionbook": return .fictionBook
        case "fulfillmenttoken": return .other(format: "Adobe ACSM")
        case "alto": return .other(format: "ALTO")
        case "pcgts": return .other(format: "PAGE XML")
        case "package", "container", "ncx": return .other(format: "EPUB part")
        default: return first.hasPrefix("<?xml") ? .other(format: "XML") : nil
        }
    }

    /// Name of the first element in lower case, past declarations and comments; of an HTML doctype
    /// `!doctype html`.
    private func firstElementName() -> String? {
        var rest = text[...]
        while let open = rest.firstIndex(of: 0x3C) {
            rest = rest[(open + 1)...]
            let end: String
            if rest.starts(with: "!--".utf8) {
                end = "-->"
            } else if rest.first == 0x3F {
                end = "?>"
            } else if rest.first == 0x21 {
                let declaration = String(decoding: rest.prefix(16), as: UTF8.self).lowercased()
                if declaration.hasPrefix("!doctype html") { return "!doctype html" }
                end = ">"
            } else {
                let name = rest.prefix { $0.isASCIILetter || $0.isASCIIDigit || $0 == 0x3A }
                let local = name.split(separator: 0x3A).last ?? name
                return String(decoding: local, as: UTF8.self).lowercased()
            }
            guard let close = rest.firstOffset(of: Array(end.utf8)) else { return nil }
            rest = rest[(close + end.utf8.count)...]
        }
        return nil
    }

    // MARK: Cues

    /// Transcripts that are no JSON, told by their first lines.
    private func cueKind(_ first: String) -> ContentKind? {
        let next = lines.count > 1 ? lines[1] : ""
        if first.hasPrefix("WEBVTT") { return .transcript(format: "WebVTT") }
        if first.isCueTiming || (first.isDigits && next.isCueTiming) {
            return .transcript(format: "SRT")
        }
        if first.hasPrefix("[Script Info]") { return .transcript(format: "ASS") }
        if first.isTextGridHeader { return .transcript(format: "TextGrid") }
        if let table = TableLayout(head: text), table.hasTimes {
            return .transcript(format: table.name)
        }
        if isWhisperLog(text) { return .transcript(format: "Whisper text") }
        if lines.filter(\.isLyricLine).count * 2 > lines.count { return .transcript(format: "LRC") }
        if first.isSBVTiming || isSubViewer2(first) { return .transcript(format: "SBV") }
        return areCTM(lines) ? .transcript(format: "CTM") : nil
    }

    /// Whether there is the header of SubViewer 2.
    private func isSubViewer2(_ first: String) -> Bool {
        first.uppercased() == "[INFORMATION]"
            && text[...].firstOffset(of: Array("[subtitle]".utf8), ignoringCase: true) != nil
    }

    // MARK: Markdown

    /// Whether there is a heading in Markdown's way, or front matter.
    private var isMarkdown: Bool {
        var previous: ArraySlice<UInt8> = []
        var number = 0
        for line in text.split(
            omittingEmptySubsequences: false, whereSeparator: { $0 == 0x0A })
        {
            let line = line.last == 0x0D ? line.dropLast() : line
            number += 1
            let hashes = line.prefix { $0 == 0x23 }.count
            if (1...6).contains(hashes), let after = line.dropFirst(hashes).first,
                after.isASCIISpace, line.dropFirst(hashes).contains(where: { !$0.isASCIISpace })
            {
                return true
            }
            let isUnderline = line.count >= 3 && line.allSatisfy { $0 == 0x3D }
            if isUnderline, previous.contains(where: { !$0.isASCIISpace }) { return true }
            if number == 2, previous.elementsEqual("---".utf8),
                let colon = line.firstIndex(of: 0x3A), colon > line.startIndex,
                line[..<colon].allSatisfy({ $0.isASCIILetter || $0 == 0x5F || $0 == 0x2D })
            {
                return true
            }
            previous = line
        }
        return false
    }
}

extension String {
    /// Without ASCII white space at both ends.
    var trimmingASCIISpace: String {
        let bytes = utf8
        guard let start = bytes.firstIndex(where: { !$0.isASCIISpace }),
            let last = bytes.lastIndex(where: { !$0.isASCIISpace })
        else { return "" }
        return String(self[start...last])
    }

    fileprivate var isDigits: Bool { !isEmpty && utf8.allSatisfy(\.isASCIIDigit) }

    /// `00:00:01,000 --> 00:00:02,000`, hours optional.
    fileprivate var isCueTiming: Bool {
        guard let first = utf8.first, first.isASCIIDigit else { return false }
        let parts = split(separator: " ", omittingEmptySubsequences: true)
        return parts.count >= 3 && parts[1] == "-->" && parts[0].contains(":")
            && parts[2].contains(":")
    }

    /// `[03:14.25] text`, or a tag of a lyrics file as `[by:whisper.cpp]`.
    fileprivate var isLyricLine: Bool {
        guard hasPrefix("["), let colon = firstIndex(of: ":"), let close = firstIndex(of: "]"),
            colon < close
        else { return false }
        let tag = self[index(after: startIndex)..<colon]
        if lyricTags.contains(String(tag)) { return true }
        let rest = self[index(after: colon)..<close]
        return !tag.isEmpty && tag.utf8.allSatisfy(\.isASCIIDigit) && !rest.isEmpty
            && rest.utf8.allSatisfy { $0.isASCIIDigit || $0 == 0x2E || $0 == 0x3A }
    }

    /// `0:00:00.599,0:00:04.160`.
    fileprivate var isSBVTiming: Bool {
        let sides = split(separator: ",", omittingEmptySubsequences: false)
        return sides.count == 2
            && sides.allSatisfy { side in
                side.split(separator: ":").count == 3
                    && side.utf8.allSatisfy { $0.isASCIIDigit || $0 == 0x3A || $0 == 0x2E }
            }
    }

    /// `File type = "ooTextFile"`, as Praat writes it with more or less around.
    fileprivate var isTextGridHeader: Bool {
        hasPrefix("File type") && contains("\"ooTextFile")
    }
}

/// What stands before the colon in the tags of a lyrics file: `[by:whisper.cpp]`.
let lyricTags: Set<String> = [
    "al", "ar", "au", "by", "encoding", "id", "la", "length", "lr", "offset", "re", "ti", "tool",
    "total", "ve",
]
