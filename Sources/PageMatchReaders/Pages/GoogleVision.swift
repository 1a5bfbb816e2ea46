import PageMatchCore

extension PageFormat {
    /// What Google Cloud Vision answers when it is asked for the text of a document.
    ///
    ///     {"responses": [{"fullTextAnnotation": {"pages": [{"width": 1700, "height": 1363,
    ///      "blocks": [{"paragraphs": [{"words": [{"confidence": 0.98, "symbols": [
    ///       {"text": "C", "boundingBox": {"vertices": [{"x": 5}, {"x": 9}, {"x": 9, "y": 8}, …]},
    ///        "property": {"detectedBreak": {"type": "SPACE"}}}]}]}]}]}]}}]}
    ///
    /// Breaks alone part the words: what it calls one ends at every mark. A coordinate that is zero
    /// is left out. Python's clients write names with underscores and the types of breaks as
    /// numbers. Of several pages the first is read.
    /// - Source: `googleapis/googleapis` google/cloud/vision/v1/text_annotation.proto.
    static let googleVision = PageFormat(name: "Google Vision JSON") { content in
        guard let root = content.json, let answer = googleAnswer(in: root) else { return nil }
        let annotation = answer.first(of: "fullTextAnnotation", "full_text_annotation")
        guard let page = annotation?["pages"]?.elements.first else {
            return pageWithoutPlaces(annotation, answer)
        }
        var reader = GoogleVisionPage(page)
        for block in (page["blocks"]?.elements ?? page.elements) { reader.append(block) }
        return reader.text.page
    }
}

/// The text alone, where the words' places were not asked for: of the whole, or the first of the list
/// that a picture with little text has, which holds all of it.
private func pageWithoutPlaces(_ annotation: JSONValue?, _ answer: JSONValue) -> Page {
    let list = answer.first(of: "textAnnotations", "text_annotations")
    var text: [UInt8] = []
    (annotation?["text"] ?? list?.elements.first?["description"])?.append(to: &text)
    let blank = Scan(size: Scan.Size(width: 0, height: 0), words: [])
    return Page(String(decoding: text, as: UTF8.self), scan: text.isEmpty ? blank : nil)
}

/// The first answer that holds text, or the first of all if none does; `nil` for another JSON.
private func googleAnswer(in root: JSONValue) -> JSONValue? {
    let answers = root["responses"]?.elements ?? (root.isArray ? root.elements : root.alone)
    for answer in answers
    where answer.first(of: "fullTextAnnotation", "full_text_annotation") != nil
        || answer.first(of: "textAnnotations", "text_annotations") != nil
    {
        return answer
    }
    return root["responses"] == nil ? nil : answers.first
}

/// A page in the making, and the word that was begun.
private struct GoogleVisionPage {
    private(set) var text = ScannedText()
    private var word: [UInt8] = []
    private var box: Scan.Box?
    private var confidence: Double?

    private let width: Double
    private let height: Double

    init(_ page: JSONValue) {
        width = page["width"]?.number ?? 0
        height = page["height"]?.number ?? 0
        text.size = Scan.Size(width: width, height: height) ?? text.size
    }

    mutating func append(_ block: JSONValue) {
        for paragraph in block["paragraphs"]?.elements ?? block.elements {
            text.beginParagraph()
            for word in paragraph["words"]?.elements ?? paragraph.elements {
                guard !text.isFull else { return }
                let confidence = word["confidence"]?.number
                for symbol in word["symbols"]?.elements ?? word.elements {
                    append(symbol, confidence)
                }
            }
            endWord()
        }
    }

    private mutating func append(_ symbol: JSONValue, _ confidence: Double?) {
        let detected = symbol["property"]?.first(of: "detectedBreak", "detected_break")
        let isBefore = detected?.first(of: "isPrefix", "is_prefix")?.isTrue ?? false
        if let detected, isBefore { divide(detected["type"]) }
        symbol["text"]?.append(to: &word)
        if let own = symbol.first(of: "boundingBox", "bounding_box").flatMap(box) {
            box = box?.union(own) ?? own
        }
        if let confidence, 0...1 ~= confidence {
            self.confidence = min(self.confidence ?? 1, confidence)
        }
        if let detected, !isBefore { divide(detected["type"]) }
    }

    /// Ends the word that was begun, and if so the line.
    private mutating func divide(_ type: JSONValue?) {
        guard let type else { return }
        func isType(_ name: StaticString, _ number: Double) -> Bool {
            type.isString(name) || type.number == number
        }
        // The hyphen is not in the text.
        if isType("HYPHEN", 4) { word.append(UInt8(ascii: "-")) }
        endWord()
        if isType("EOL_SURE_SPACE", 3) || isType("HYPHEN", 4) || isType("LINE_BREAK", 5) {
            text.beginLine()
        }
    }

    private mutating func endWord() {
        text.append(word, box: box, confidence: confidence)
        word.removeAll(keepingCapacity: true)
        box = nil
        confidence = nil
    }

    /// The box around the corners of something.
    private func box(of polygon: JSONValue) -> Scan.Box? {
        var box: Scan.Box?
        let pixels = polygon["vertices"]?.elements
        let isShare = pixels?.isEmpty ?? true
        let shares = polygon.first(of: "normalizedVertices", "normalized_vertices")?.elements
        guard let corners = isShare ? shares : pixels else { return nil }
        for corner in corners.prefix(16) {
            let x = (corner["x"]?.number ?? 0) * (isShare ? width : 1)
            let y = (corner["y"]?.number ?? 0) * (isShare ? height : 1)
            guard let spot = Scan.Box(left: x, top: y, right: x, bottom: y) else { return nil }
            box = box?.union(spot) ?? spot
        }
        return box
    }
}
