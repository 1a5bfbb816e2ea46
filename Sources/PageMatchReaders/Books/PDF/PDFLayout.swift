/// The words of a PDF with their boxes, as `pdftotext -bbox-layout` writes them.
struct PDFLayout {
    /// A rectangle in points, from the page's upper left corner.
    struct Box: Hashable {
        var left = 0.0
        var top = 0.0
        var right = 0.0
        var bottom = 0.0

        /// Distance of the lower edge from the upper one.
        var height: Double { bottom - top }
    }

    /// A line of a column.
    struct Line: Hashable {
        /// Where it stands.
        var box: Box
        /// Its words, from left to right.
        var words: [String] = []
        /// Number of its block, which is a paragraph or a column of them.
        var block: Int
    }

    /// A page with its lines in reading order.
    struct Page: Hashable {
        /// Height of the page in points.
        var height: Double
        /// The lines, column by column.
        var lines: [Line] = []
    }

    /// The pages in order.
    private(set) var pages: [Page] = []
    /// The title that the file states.
    private(set) var title: String?
    /// The author that the file states.
    private(set) var author: String?

    private var references = CharacterReferences()
    private var block = 0

    /// Reads what the program wrote: one element a line, nothing nested but boxes.
    ///
    /// - Parameter output: The output; what is no line of it is passed over.
    /// - Complexity: O(*n*).
    init(_ output: [UInt8]) {
        for line in output.split(separator: 0x0A) {
            let tag = line.drop(while: \.isASCIISpace)
            guard tag.first == 0x3C, tag.count > 5 else { continue }
            switch tag.dropFirst().prefix(5) {
            case let name where name.elementsEqual("word ".utf8): addWord(tag)
            case let name where name.elementsEqual("line ".utf8):
                guard let box = Self.box(tag), !pages.isEmpty else { continue }
                pages[pages.count - 1].lines.append(Line(box: box, block: block))
            case let name where name.elementsEqual("block".utf8): block += 1
            case let name where name.elementsEqual("page ".utf8):
                pages.append(Page(height: Self.number("height", in: tag) ?? 0))
            case let name where name.elementsEqual("title".utf8):
                title = content(of: tag).flatMap { $0.isEmpty ? nil : $0 }
            case let name where name.elementsEqual("meta ".utf8): readMeta(tag)
            default: break
            }
        }
    }

    private mutating func addWord(_ tag: ArraySlice<UInt8>) {
        guard let page = pages.indices.last, let line = pages[page].lines.indices.last,
            let word = content(of: tag), !word.isEmpty
        else { return }
        pages[page].lines[line].words.append(word)
    }

    private mutating func readMeta(_ tag: ArraySlice<UInt8>) {
        guard author == nil, tag.firstOffset(of: Array("name=\"Author\"".utf8)) != nil,
            let value = Self.value(of: "content", in: tag)
        else { return }
        let text = decoded(value).trimmingASCIISpace
        author = text.isEmpty ? nil : text
    }

    // MARK: Parts of a tag

    /// The text between the first `>` and the next `<`.
    private mutating func content(of tag: ArraySlice<UInt8>) -> String? {
        guard let start = tag.firstIndex(of: 0x3E) else { return nil }
        return decoded(tag[(start + 1)...].prefix { $0 != 0x3C }).trimmingASCIISpace
    }

    /// Text with its character references resolved.
    private mutating func decoded(_ text: ArraySlice<UInt8>) -> String {
        guard text.contains(0x26) else { return String(decoding: text, as: UTF8.self) }
        var result: [UInt8] = []
        var index = text.startIndex
        while index < text.endIndex {
            if text[index] == 0x26,
                let found = references.read(text[index...], semicolonIsOptional: false)
            {
                result.append(utf8Of: found.codePoint)
                index += found.length
            } else {
                result.append(text[index])
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func box(_ tag: ArraySlice<UInt8>) -> Box? {
        guard let left = number("xMin", in: tag), let top = number("yMin", in: tag),
            let right = number("xMax", in: tag), let bottom = number("yMax", in: tag)
        else { return nil }
        return Box(left: left, top: top, right: right, bottom: bottom)
    }

    private static func number(_ name: String, in tag: ArraySlice<UInt8>) -> Double? {
        let number = value(of: name, in: tag).flatMap {
            Double(String(decoding: $0, as: UTF8.self))
        }
        return number.flatMap { $0.isFinite && abs($0) < 1e6 ? $0 : nil }
    }

    private static func value(
        of name: String, in tag: ArraySlice<UInt8>
    ) -> ArraySlice<UInt8>? {
        guard let start = tag.firstOffset(of: Array((name + "=\"").utf8)) else { return nil }
        return tag[(start + name.utf8.count + 2)...].prefix { $0 != 0x22 }
    }
}
