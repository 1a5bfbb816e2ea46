import PageMatchCore

extension PageFormat {
    /// What Apple's Vision framework recognises, as programs around it write it: a list of lines.
    ///
    ///     [{"text": "Call me", "confidence": 1, "boundingBox": {"x": 0.1, "y": 0.9, …}}, …]
    ///     {"width": 1700, "height": 1363, "observations": [{"topCandidates": [{"string": "Call me",
    ///      "confidence": 1}], "boundingBox": [[0.1, 0.9], [0.5, 0.03]]}]}
    ///     [["Call me", 1.0, [0.1, 0.9, 0.5, 0.03]], …]
    ///
    /// There is no format of Apple's own. Boxes are shares of the picture's sides, counted from its
    /// lower left corner; numbers beyond 1 are pixels from the upper left one, as other programs
    /// have it. Each word gets its share of the line's box. If the size of the picture is not
    /// stated, each of its sides counts 10,000.
    /// - Source: `VNRecognizedTextObservation` and `CGRect` of Apple's developer documentation.
    static let appleVision = PageFormat(name: "Apple Vision JSON") { content in
        guard let root = content.json, let lines = visionLines(in: root),
            let first = lines.first.flatMap(VisionLine.init), first.box != nil
        else { return nil }
        var text = ScannedText()
        let stated = root.isObject ? root["size"] ?? root["imageSize"] ?? root : nil
        text.size =
            Scan.Size(
                width: stated?.first(of: "width", "imageWidth")?.number,
                height: stated?.first(of: "height", "imageHeight")?.number)
            ?? Scan.Size(width: 10_000, height: 10_000)
        for value in lines {
            guard !text.isFull else { break }
            guard let line = VisionLine(value) else { continue }
            text.append(
                line: line.text, box: line.box?.pixels(in: text.size), confidence: line.confidence)
        }
        return text.page
    }
}

/// The list of lines; `nil` if there is none.
private func visionLines(in root: JSONValue) -> JSONElements? {
    if root.isArray { return root.elements }
    let list = root.first(of: "observations", "results", "lines", "annotations", "texts")
    return list.flatMap { $0.isArray ? $0.elements : nil }
}

/// A line as Vision recognised it.
private struct VisionLine {
    var text: [UInt8]
    var confidence: Double?
    var box: VisionBox?

    /// A line of either shape; `nil` for what has no text.
    init?(_ value: JSONValue) {
        if value.isArray {
            let fields = Array(value.elements.prefix(3))
            guard fields.count == 3, let text = fields[0].utf8 else { return nil }
            self.init(text: Array(text), fields[1], fields[2])
        } else {
            let best = value["topCandidates"]?.elements.first ?? value
            guard let text = best.first(of: "string", "text")?.utf8 else { return nil }
            self.init(
                text: Array(text), best["confidence"] ?? value["confidence"],
                value.first(of: "boundingBox", "bounding_box", "box", "bbox", "frame"))
        }
    }

    private init(text: [UInt8], _ confidence: JSONValue?, _ box: JSONValue?) {
        self.text = text
        self.confidence = confidence?.number.flatMap { 0...1 ~= $0 ? $0 : nil }
        self.box = box.flatMap(VisionBox.init)
    }
}

/// A rectangle as it is written: four numbers, two pairs of them, or names.
private struct VisionBox {
    private let x: Double
    private let y: Double
    private let width: Double
    private let height: Double

    init?(_ value: JSONValue) {
        var numbers: [Double] = []
        if value.isArray {
            for element in value.elements.prefix(4) {
                if let number = element.number { numbers.append(number) }
                numbers += element.elements.prefix(2).compactMap(\.number)
            }
        } else {
            let origin = value["origin"] ?? value
            let size = value["size"] ?? value
            numbers = [
                origin["x"], origin["y"], size.first(of: "width", "w"),
                size.first(of: "height", "h"),
            ].compactMap { $0?.number }
        }
        guard numbers.count == 4, numbers.allSatisfy(\.isFinite) else { return nil }
        (x, y, width, height) = (numbers[0], numbers[1], numbers[2], numbers[3])
    }

    /// The rectangle in pixels, from the upper left corner.
    func pixels(in size: Scan.Size) -> Scan.Box? {
        // Vision's shares may lie a little outside of the picture.
        guard max(x, y, width, height) <= 1.05 else {
            return Scan.Box(left: x, top: y, right: x + width, bottom: y + height)
        }
        let (right, down) = (Double(size.width), Double(size.height))
        return Scan.Box(
            left: x * right, top: (1 - y - height) * down, right: (x + width) * right,
            bottom: (1 - y) * down)
    }
}
