import PageMatchCore

extension PageFormat {
    /// hOCR: HTML whose classes tell what an element is on the page, and whose titles tell where.
    ///
    ///     <div class='ocr_page' title='image "p.jpg"; bbox 0 0 1700 1363'>
    ///      <div class='ocr_carea' …><p class='ocr_par' …><span class='ocr_line' …>
    ///       <span class='ocrx_word' title='bbox 318 163 367 174; x_wconf 96'>PAGE</span>
    ///
    /// Of several pages the first is read. Lines may be headers, captions or text floats; a word
    /// may be made of characters, `ocrx_cinfo`, each with a box of its own; lines may hold mere
    /// text, of which each word then gets a share of the line's box.
    /// - Source: hOCR 1.2. https://kba.github.io/hocr-spec/1.2/
    static let hOCR = PageFormat(name: "hOCR") { content throws(ReaderError) in
        guard content.isMarkup(with: "ocr_page") else { return nil }
        return try MarkupStream.parseXML(content.bytes) { HOCRPage() }.receiver.page
    }
}

/// Makes a page of a document as its elements open and close.
private final class HOCRPage: MarkupReceiver {
    private var text = ScannedText()
    private var isFound = false
    private var open: [Element] = []
    private var word: Word?
    /// Text outside of words that was not appended so far.
    private var loose: [UInt8] = []

    private enum Role {
        case page, block, paragraph, line, word, character, other
    }

    private struct Element {
        var role: Role
        var box: Scan.Box?
    }

    /// The word that is being read.
    private struct Word {
        var text: [UInt8] = []
        var title: HOCRTitle
        /// How many elements are around it.
        var depth: Int
        /// Whether it is told character by character: white space between them then means nothing.
        var hasCharacters = false
    }

    /// The page; `nil` if there is none.
    var page: Page? { isFound ? text.page : nil }

    override func begin(_ tag: borrowing StartTag) {
        guard open.count < BookLimits.elementDepth, !text.isFull else {
            isStopped = true
            return
        }
        let role = tag["class"].map(Self.role) ?? .other
        let title = HOCRTitle(role == .other ? [] : tag["title"] ?? [])
        switch role {
        case .page:
            if isFound {
                isStopped = true
                return
            }
            isFound = true
            if let box = title.box {
                text.size = Scan.Size(width: box.x + box.width, height: box.y + box.height)
            }
        case .block, .paragraph:
            appendLoose()
            text.beginParagraph()
        case .line:
            appendLoose()
            text.beginLine()
        case .word:
            appendLoose()
            if word == nil, isFound {
                word = Word(title: title, depth: open.count)
                beginLine(before: title.box)
            }
        case .character: word?.hasCharacters = true
        case .other: break
        }
        open.append(Element(role: role, box: title.box))
    }

    /// Begins a line with a word that stands in none, by where it stands.
    private func beginLine(before box: Scan.Box?) {
        guard !open.contains(where: { $0.role == .line }), let box, let last = text.lastBox else {
            return
        }
        if box.x < last.x { text.beginLine() }
    }

    override func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard isFound, !isStopped else { return }
        if let word {
            let isBetween = word.hasCharacters && open.last?.role != .character
            self.word?.text += bytes.filter { !isBetween || !isBlank($0) }
        } else {
            loose += bytes
        }
    }

    override func end() {
        guard !isStopped, let element = open.popLast() else { return }
        if let word, word.depth == open.count {
            self.word = nil
            let around = open.last { $0.role == .line && $0.box != nil }
            text.append(
                word.text, box: word.title.box ?? around?.box, confidence: word.title.confidence)
        } else if word == nil, element.role != .other {
            appendLoose(in: element.role == .line ? element.box : nil)
        }
        if element.role == .page { isStopped = true }
    }

    /// Appends text that stands in no word.
    private func appendLoose(in box: Scan.Box? = nil) {
        guard !loose.isEmpty else { return }
        if loose.contains(where: { !isBlank($0) }) {
            let around = open.last { $0.role == .line }
            text.append(line: loose, box: box ?? around?.box)
        }
        loose.removeAll(keepingCapacity: true)
    }

    private static func role(_ classes: ArraySlice<UInt8>) -> Role {
        for name in classes.split(whereSeparator: isBlank) {
            switch String(decoding: name.prefix(20), as: UTF8.self) {
            case "ocr_page": return .page
            case "ocr_carea", "ocrx_block": return .block
            case "ocr_par": return .paragraph
            case "ocr_line", "ocrx_line", "ocr_header", "ocr_footer", "ocr_caption",
                "ocr_textfloat", "ocr_pageno":
                return .line
            case "ocrx_word", "ocr_word": return .word
            case "ocrx_cinfo", "ocr_cinfo": return .character
            default: continue
            }
        }
        return .other
    }
}

/// What the title of an element of hOCR tells: properties in any order, parted by semicolons.
///
///     image "a; b.jpg"; bbox 0 0 1700 1363; x_wconf 96
private struct HOCRTitle {
    /// Where the element stands.
    private(set) var box: Scan.Box?
    /// How sure the word is, 0…1.
    private(set) var confidence: Double?

    init(_ title: ArraySlice<UInt8>) {
        for property in Self.properties(of: title) {
            let parts = property.split(whereSeparator: isBlank)
            guard let name = parts.first else { continue }
            if name.elementsEqual("bbox".utf8), parts.count >= 5 {
                let edges = parts[1...4].compactMap { decimal($0) }
                guard edges.count == 4 else { continue }
                box = Scan.Box(left: edges[0], top: edges[1], right: edges[2], bottom: edges[3])
            } else if name.elementsEqual("x_wconf".utf8), parts.count >= 2 {
                confidence = decimal(parts[1]).flatMap { 0...100 ~= $0 ? $0 / 100 : nil }
            }
        }
    }

    /// The parts of a title between semicolons that stand in no quotes.
    private static func properties(of title: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        var properties: [ArraySlice<UInt8>] = []
        var start = title.startIndex
        var quote: UInt8?
        for index in title.indices {
            let byte = title[index]
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ";") {
                properties.append(title[start..<index])
                start = index + 1
            }
        }
        return properties + [title[start...]]
    }
}
