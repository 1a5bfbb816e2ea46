import PageMatchCore

extension PageFormat {
    /// ALTO, the Library of Congress' format for the layout of scanned pages, versions 1 to 4.
    ///
    ///     <alto><Description><MeasurementUnit>pixel</MeasurementUnit>…</Description><Layout>
    ///      <Page WIDTH="1069" HEIGHT="1449"><PrintSpace …><TextBlock …><TextLine …>
    ///       <String CONTENT="kit" HPOS="76" VPOS="103" WIDTH="40" HEIGHT="34" WC="0.96"
    ///               SUBS_TYPE="HypPart1" SUBS_CONTENT="kitchen"/><HYP CONTENT="-"/>
    ///
    /// Of several pages the first is read. A word that is divided stays divided as it is printed:
    /// `SUBS_CONTENT`, which stands at both halves, would double it. What is measured on paper
    /// (`mm10`, `inch1200`) is told in pixels of 300 to an inch.
    ///
    /// Tesseract writes a confidence as `0.` and a whole number of percent, so that 100 % is
    /// `0.100` and 7 % is `0.7`; its files are known by the program's name and read that way.
    /// - Source: https://www.loc.gov/standards/alto/; Tesseract's `src/api/altorenderer.cpp`.
    static let alto = PageFormat(name: "ALTO") { content throws(ReaderError) in
        guard content.kind == .other(format: "ALTO") || content.isMarkup(with: "<alto") else {
            return nil
        }
        return try MarkupStream.parseXML(content.bytes) { ALTOPage() }.receiver.page
    }
}

/// Makes a page of a document as its elements open and close.
private final class ALTOPage: MarkupReceiver {
    private var text = ScannedText()
    private var isFound = false
    private var depth = 0
    /// Pixels for one of the file's units.
    private var scale = 1.0
    private var isTesseract = false
    /// The content of the element that is being read, if it is one that counts.
    private var content: [UInt8]?

    /// The order in which the parts of a page are read, whatever their order in the file.
    private enum Rank {
        static let top = 0
        static let body = 1
        static let foot = 2
    }
    private var rank = Rank.body

    /// The page; `nil` if there is none.
    var page: Page? { isFound ? text.page : nil }

    override func begin(_ tag: borrowing StartTag) {
        guard depth < BookLimits.elementDepth, !text.isFull else {
            isStopped = true
            return
        }
        depth += 1
        switch tag.name {
        case "measurementunit", "softwarename": content = []
        case "page":
            if isFound {
                isStopped = true
                return
            }
            isFound = true
            text.size =
                Scan.Size(width: length("width", tag), height: length("height", tag)) ?? text.size
        case "topmargin": rank = Rank.top
        case "bottommargin": rank = Rank.foot
        case "leftmargin", "rightmargin", "printspace": rank = Rank.body
        case "textblock": text.beginBlock(rank: rank)
        case "textline": text.beginLine()
        case "string":
            text.append(
                tag["content"] ?? [], box: box(tag), confidence: tag["wc"].flatMap(confidence))
        case "hyp": text.extend(with: tag["content"] ?? [UInt8(ascii: "-")], box: box(tag))
        default: break
        }
    }

    override func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
        content? += bytes
    }

    override func end() {
        depth -= 1
        guard let content else { return }
        self.content = nil
        let words = String(decoding: content.prefix(100), as: UTF8.self).lowercased()
        switch words.trimmingASCIISpace {
        case "mm10": scale = 300.0 / 254
        case "inch1200": scale = 300.0 / 1200
        case let name where name.contains("tesseract"): isTesseract = true
        default: break
        }
    }

    /// A measure in pixels.
    private func length(_ name: String, _ tag: borrowing StartTag) -> Double? {
        tag[name].flatMap(decimal).map { $0 * scale }
    }

    private func box(_ tag: borrowing StartTag) -> Scan.Box? {
        guard let left = length("hpos", tag), let top = length("vpos", tag),
            let width = length("width", tag), let height = length("height", tag)
        else { return nil }
        return Scan.Box(left: left, top: top, right: left + width, bottom: top + height)
    }

    private func confidence(_ value: ArraySlice<UInt8>) -> Double? {
        if isTesseract, value.starts(with: "0.".utf8), value.dropFirst(2).allSatisfy(isDigit),
            let percent = decimal(value.dropFirst(2))
        {
            return percent <= 100 ? percent / 100 : nil
        }
        return decimal(value).flatMap { 0...1 ~= $0 ? $0 : nil }
    }
}
