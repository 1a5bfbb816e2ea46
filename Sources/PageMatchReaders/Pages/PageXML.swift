import PageMatchCore

extension PageFormat {
    /// PAGE XML, the PRImA research lab's format, as Transkribus, eScriptorium and OCR-D write it.
    ///
    ///     <PcGts><Page imageWidth="1000" imageHeight="1500">
    ///      <ReadingOrder><OrderedGroup><RegionRefIndexed index="0" regionRef="r2"/>…
    ///      <TextRegion id="r2"><Coords points="10,10 90,10 90,40 10,40"/><TextLine><Word>
    ///       <Coords points="…"/><TextEquiv conf="0.93"><Unicode>Call</Unicode></TextEquiv>
    ///
    /// Regions are read in the reading order that is stated, the others after them. A line without
    /// words, or a region without lines, has its own text divided. Of several readings of one thing
    /// that with the lowest index counts.
    /// - Source: https://github.com/PRImA-Research-Lab/PAGE-XML
    static let pageXML = PageFormat(name: "PAGE XML") { content throws(ReaderError) in
        guard content.kind == .other(format: "PAGE XML") || content.isMarkup(with: "PcGts") else {
            return nil
        }
        return try MarkupStream.parseXML(content.bytes) { PageXMLPage() }.receiver.page
    }
}

/// Something on the page with its text: a region, a line, a word.
private struct PagePart {
    var box: Scan.Box?
    var text: [UInt8] = []
    var confidence: Double?
    /// Of the reading that ``text`` is.
    var readingIndex = Int.max
}

/// Makes a page of a document as its elements open and close.
private final class PageXMLPage: MarkupReceiver {
    private var text = ScannedText()
    private var isFound = false
    private var order = PageReadingOrder()
    private var names: [String] = []

    /// The regions, lines and words that are open, outermost first.
    private var parts: [(depth: Int, part: PagePart)] = []
    /// Whether the innermost open region or line has had text from what is in it.
    private var hasText: [Bool] = []
    private var reading: Reading?
    private var content: [UInt8]?

    /// One reading of a part.
    private struct Reading {
        var index: Int
        var confidence: Double?
    }

    /// The page; `nil` if there is none.
    var page: Page? { isFound ? text.page : nil }

    override func begin(_ tag: borrowing StartTag) {
        guard names.count < BookLimits.elementDepth, !text.isFull else {
            isStopped = true
            return
        }
        switch tag.name {
        case "page":
            isFound = true
            text.size =
                Scan.Size(
                    width: tag["imagewidth"].flatMap(decimal),
                    height: tag["imageheight"].flatMap(decimal)) ?? text.size
        case "orderedgroup", "orderedgroupindexed", "unorderedgroup", "unorderedgroupindexed":
            order.beginGroup(index: tag["index"].flatMap(decimal))
        case "regionrefindexed", "regionref":
            order.append(tag["regionref"] ?? [], index: tag["index"].flatMap(decimal))
        case "textregion":
            beginPart()
            text.beginBlock(rank: order.rank(of: tag["id"] ?? []))
        case "textline":
            beginPart()
            text.beginLine()
        case "word": beginPart()
        case "coords": takePoints(tag)
        case "textequiv" where parts.last?.depth == names.count - 1:
            reading = Reading(
                index: tag["index"].flatMap(decimal).map { Int(min(max($0, 0), 1e6)) } ?? 999_999,
                confidence: tag["conf"].flatMap(decimal).flatMap { 0...1 ~= $0 ? $0 : nil })
        case "unicode" where reading != nil: content = []
        default: break
        }
        names.append(tag.name)
    }

    private func beginPart() {
        parts.append((names.count, PagePart()))
        hasText.append(false)
    }

    /// Takes the outline of the innermost part; that of a character is not its.
    private func takePoints(_ tag: borrowing StartTag) {
        guard let last = parts.indices.last, parts[last].depth == names.count - 1,
            let points = tag["points"]
        else { return }
        parts[last].part.box = Self.box(around: points)
    }

    override func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
        content? += bytes
    }

    override func end() {
        guard !isStopped, let name = names.popLast() else { return }
        switch name {
        case "unicode":
            guard let content, let reading, let last = parts.indices.last else { break }
            self.content = nil
            if reading.index < parts[last].part.readingIndex {
                parts[last].part.text = content
                parts[last].part.confidence = reading.confidence
                parts[last].part.readingIndex = reading.index
            }
        case "textequiv": reading = nil
        case "orderedgroup", "orderedgroupindexed", "unorderedgroup", "unorderedgroupindexed":
            order.endGroup()
        case "word", "textline", "textregion": endPart(name)
        case "page": isStopped = true
        default: break
        }
    }

    /// Appends the text of a part, unless what is in it told it already.
    private func endPart(_ name: String) {
        guard let (_, part) = parts.popLast(), let isTold = hasText.popLast() else { return }
        if !isTold {
            switch name {
            case "word": text.append(part.text, box: part.box, confidence: part.confidence)
            case "textline":
                text.append(line: part.text, box: part.box, confidence: part.confidence)
            default: appendLines(of: part)
            }
        }
        if isTold || part.text.contains(where: { !isBlank($0) }), let last = hasText.indices.last {
            hasText[last] = true
        }
    }

    /// Appends the text of a region that has no lines: each line of it gets a strip of its box.
    private func appendLines(of region: PagePart) {
        let lines = region.text.split(separator: 0x0A)
        for (index, line) in lines.enumerated() {
            var strip = region.box
            if let box = region.box {
                strip?.y = box.y + box.height * index / lines.count
                strip?.height = box.height / lines.count
            }
            text.append(line: Array(line), box: strip, confidence: region.confidence)
        }
    }

    /// The box around points, `x,y x,y …`; `nil` for what is none.
    private static func box(around points: ArraySlice<UInt8>) -> Scan.Box? {
        var box: Scan.Box?
        for point in points.split(whereSeparator: isBlank) {
            let numbers = point.split(separator: UInt8(ascii: ",")).compactMap { decimal($0) }
            guard numbers.count == 2,
                let spot = Scan.Box(
                    left: numbers[0], top: numbers[1], right: numbers[0], bottom: numbers[1])
            else { continue }
            box = box?.union(spot) ?? spot
        }
        return box
    }
}

/// The order in which regions are to be read: groups in groups, each with its index in the one
/// around it.
private struct PageReadingOrder {
    /// Groups are not nested deeper: what lies in deeper ones counts as of the innermost.
    private static let deepest = 16

    private var path: [Double] = []
    private var groups = 0
    private var counts: [Double] = [0]
    private var regions: [(name: [UInt8], path: [Double])] = []
    /// Filled when the first rank is asked for; the order stands before the regions.
    private var ranks: [[UInt8]: Int]?

    mutating func beginGroup(index: Double?) {
        groups += 1
        guard groups <= Self.deepest else { return }
        path.append(next(index))
        counts.append(0)
    }

    mutating func endGroup() {
        if groups <= Self.deepest, !path.isEmpty {
            path.removeLast()
            counts.removeLast()
        }
        groups -= 1
    }

    mutating func append(_ region: ArraySlice<UInt8>, index: Double?) {
        guard regions.count < ScannedText.maximumWords else { return }
        regions.append((Array(region), path + [next(index)]))
    }

    /// The index that is stated, or the one after the last.
    private mutating func next(_ index: Double?) -> Double {
        let last = counts.count - 1
        counts[last] += 1
        return index.map { $0.isFinite ? $0 : counts[last] } ?? counts[last]
    }

    /// Where a region stands among those whose order is stated; behind them if its is not.
    mutating func rank(of region: ArraySlice<UInt8>) -> Int {
        if ranks == nil {
            let order = regions.indices.sorted {
                let (left, right) = (regions[$0].path, regions[$1].path)
                return left == right ? $0 < $1 : left.lexicographicallyPrecedes(right)
            }
            var ranks: [[UInt8]: Int] = [:]
            for (rank, index) in order.enumerated() {
                ranks[regions[index].name] = ranks[regions[index].name] ?? rank
            }
            self.ranks = ranks
        }
        return ranks?[Array(region)] ?? regions.count
    }
}
