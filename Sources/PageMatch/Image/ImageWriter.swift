internal import PageMatchIndex

/// Lays the parts of an aligned book out as the bytes of an image.
struct ImageWriter {
    private var strings: [UInt8] = []
    private var tables: [(kind: ImageFormat.Table, bytes: [UInt8])] = []

    /// All that an image holds.
    struct Content {
        var book: Book
        var words: WordsAndLetters
        /// For each section the position of its first word.
        var firstWords: [Int]
        /// Positions of the words that begin a sentence.
        var sentences: [UInt32]
        /// Names the normal form that made ``words``, and the version of its folding rules.
        var normalForm: String
        var foldingRules: Int
        var tracks: [Track]
        var syncMap: SyncMap
        /// JSON of the report.
        var report: [UInt8]
    }

    /// The bytes of the image.
    ///
    /// - Complexity: O(text).
    static func image(of content: Content) -> [UInt8] {
        var writer = ImageWriter()
        writer.addBook(content)
        writer.addWords(content)
        writer.addSource(content.book)
        writer.addAudio(content)
        writer.add(.report, content.report)
        writer.add(.strings, writer.strings)
        return writer.assemble()
    }

    // MARK: Parts

    private mutating func addBook(_ content: Content) {
        let letters = content.words.letters
        let seedLength = BookImage.seedLength(
            letters: letters.count, words: content.words.count)
        let index = LetterIndex(letters: letters, seedLength: seedLength)
        add(.bucketStarts, index.bucketStarts)
        add(.postings, index.postings)
        let book = content.book
        add(
            .book,
            [
                BookRecord(
                    title: reference(book.title), language: reference(book.language),
                    normalForm: reference(content.normalForm),
                    foldingRules: UInt32(content.foldingRules), seedLength: UInt32(seedLength),
                    wordCount: UInt32(content.words.count), reserved: 0)
            ])
        add(.authors, book.authors.map { reference($0) })
    }

    private mutating func addWords(_ content: Content) {
        let map = WordMap.Tables(content.words)
        add(.wordCheckpoints, map.checkpoints)
        add(.wordSizes, map.sizes)
        add(.wideWordSizes, map.wideSizes)
        add(.letters, content.words.letters)
        add(.sentences, content.sentences)
        var text: [UInt8] = []
        var records: [SectionRecord] = []
        var breaks: [PageBreakRecord] = []
        var elements = 0
        var runs = 0
        for (number, section) in content.book.sections.enumerated() {
            let start = UInt32(text.count)
            text += section.text.utf8
            records.append(
                SectionRecord(
                    name: reference(section.name), title: reference(section.title),
                    textStart: start, textEnd: UInt32(text.count),
                    firstWord: UInt32(content.firstWords[number]), firstElement: UInt32(elements),
                    firstRun: UInt32(runs), reserved: 0))
            elements += section.source.elements.count
            runs += section.source.runs.count
            for page in content.book.pageBreaks where page.section == number {
                let offset = start + UInt32(min(section.text.utf8.count, max(0, page.textOffset)))
                breaks.append(
                    PageBreakRecord(label: reference(page.label), textOffset: offset, reserved: 0))
            }
        }
        breaks.sort { $0.textOffset < $1.textOffset }
        add(.text, text)
        add(.sections, records)
        add(.pageBreaks, breaks)
    }

    private mutating func addSource(_ book: Book) {
        var names: [String: StringReference] = [:]
        var elements: [SourceElementRecord] = []
        var runs: [SourceRunRecord] = []
        for section in book.sections {
            for element in section.source.elements {
                let name = names[element.name] ?? reference(element.name)
                names[element.name] = name
                elements.append(
                    SourceElementRecord(
                        name: name, id: reference(element.id),
                        parent: element.parent.map { Int32(clamping: $0) } ?? -1,
                        ordinal: UInt32(clamping: element.ordinal)))
            }
            for run in section.source.runs {
                runs.append(
                    SourceRunRecord(
                        textOffset: UInt32(clamping: run.textOffset),
                        element: run.element.map { Int32(clamping: $0) } ?? -1,
                        childrenBefore: UInt32(clamping: run.childrenBefore),
                        sourceOffset: UInt32(clamping: run.sourceOffset)))
            }
        }
        add(.sourceElements, elements)
        add(.sourceRuns, runs)
    }

    private mutating func addAudio(_ content: Content) {
        add(
            .tracks,
            content.tracks.map {
                TrackRecord(
                    name: reference($0.name), duration: Self.milliseconds($0.duration),
                    estimated: $0.estimated ? 1 : 0)
            })
        var records: [RunRecord] = []
        var times = SpokenTimes.Tables()
        for run in content.syncMap.runs {
            records.append(
                RunRecord(
                    track: UInt32(run.track), firstWord: UInt32(run.firstWord),
                    count: UInt32(run.words.count), firstGroup: times.add(run.words),
                    precision: UInt32(clamping: run.precision), reserved: 0))
        }
        times.finish()
        add(.runs, records)
        add(.timeCheckpoints, times.checkpoints)
        add(.timeBits, times.bits)
    }

    /// A time as the image holds it.
    ///
    /// Cut off silently it would be another time; ``HeardTracks`` refuses what does not fit.
    static func milliseconds(_ time: TrackTime) -> UInt32 {
        precondition(time.milliseconds <= UInt32.max, "a time that no image holds")
        return UInt32(max(0, time.milliseconds))
    }

    // MARK: Bytes

    private mutating func reference(_ string: String?) -> StringReference {
        guard let string else { return StringReference(offset: 0, length: StringReference.none) }
        let offset = strings.count
        strings += string.utf8
        return StringReference(offset: UInt32(offset), length: UInt32(strings.count - offset))
    }

    private mutating func add<Element: BitwiseCopyable>(
        _ kind: ImageFormat.Table, _ elements: [Element]
    ) {
        tables.append((kind, elements.withUnsafeBytes { Array($0) }))
    }

    private func assemble() -> [UInt8] {
        var offset = ImageFormat.headerSize + ImageFormat.entrySize * tables.count
        var places: [Int] = []
        for table in tables {
            offset = (offset + ImageFormat.alignment - 1) / ImageFormat.alignment
            offset *= ImageFormat.alignment
            places.append(offset)
            offset += table.bytes.count
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(offset)
        bytes += ImageFormat.magic
        append(ImageFormat.version, to: &bytes)
        append(UInt32(tables.count), to: &bytes)
        append(UInt64(offset), to: &bytes)
        append(UInt64(0), to: &bytes)
        for (table, place) in zip(tables, places) {
            append(table.kind.rawValue, to: &bytes)
            append(UInt32(0), to: &bytes)
            append(UInt64(place), to: &bytes)
            append(UInt64(table.bytes.count), to: &bytes)
        }
        for (table, place) in zip(tables, places) {
            bytes += repeatElement(0, count: place - bytes.count)
            bytes += table.bytes
        }
        let sum = checksum(bytes.span.extracting(ImageFormat.headerSize...))
        withUnsafeBytes(of: sum.littleEndian) { bytes.replaceSubrange(24..<32, with: $0) }
        return bytes
    }

    private func append(_ value: some FixedWidthInteger, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: value.littleEndian) { bytes += $0 }
    }
}
