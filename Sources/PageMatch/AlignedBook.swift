internal import Foundation
internal import PageMatchText

/// A book whose words know when they are spoken: made once by alignment, then looked up in.
///
/// A value over one immutable image: copying it costs nothing, and any number of threads may look
/// up in it at once.
public struct AlignedBook: Sendable {
    /// The name by which answers call the book; what a library files it under.
    public var id: String
    let opened: BookImage
    let timeline: Timeline

    /// Opens an image that ``image`` gave.
    ///
    /// - Throws: `imageDamaged` or `imageVersion`.
    public init(image bytes: some Collection<UInt8>, id: String? = nil) throws(PageMatchError) {
        try self.init(ImageBytes(bytes), id: id)
    }

    /// Maps an image file, which must not change while it is in use.
    ///
    /// - Throws: `cannotOpen`, `imageDamaged` or `imageVersion`.
    public init(mapping path: String, id: String? = nil) throws(PageMatchError) {
        do {
            try self.init(ImageBytes(mapping: path), id: id)
        } catch {
            throw error.at(file: path)
        }
    }

    private init(_ bytes: ImageBytes, id: String?) throws(PageMatchError) {
        opened = try BookImage(bytes)
        let opened = opened
        timeline = Timeline(
            opened.tracks.elements(in: 0..<opened.tracks.count).map {
                Track(
                    name: opened.string($0.name) ?? "",
                    duration: TrackTime(milliseconds: Int64($0.duration)),
                    estimated: $0.estimated != 0)
            },
            chapters: TrackChapters(
                report: opened.report.elements(in: 0..<opened.report.count)))
        self.id = id ?? Self.defaultID(title: opened.string(opened.book.title)) ?? "book"
    }

    /// The bytes of the book's image: all that there is to keep.
    ///
    /// - Complexity: O(bytes): they are copied.
    public var image: [UInt8] {
        opened.bytes.withElements(at: 0, count: opened.bytes.count) { (span: Span<UInt8>) in
            span.withUnsafeBufferPointer { Array($0) }
        }
    }

    /// The title that the book's file states.
    public var title: String? { opened.string(opened.book.title) }

    /// The authors that the book's file states.
    public var authors: [String] {
        opened.authors.elements(in: 0..<opened.authors.count).compactMap { opened.string($0) }
    }

    /// The book's language, a BCP 47 tag, as its file states it.
    public var language: String? { opened.string(opened.book.language) }

    /// The number of words of the text.
    public var wordCount: Int { opened.wordCount }

    /// The tracks in the order in which they were given.
    public var tracks: [Track] { (0..<timeline.count).map { timeline[$0] } }

    /// The length of the audiobook.
    public var duration: AudioTime { timeline.duration }

    /// The names of the sections in reading order.
    public var sectionNames: [String] {
        (0..<opened.sections.count).map { opened.string(opened.sections[$0].name) ?? "" }
    }

    /// The plain text of a section, in which the text offsets of answers count; `nil` when there is
    /// no section of that name.
    ///
    /// - Complexity: O(sections + text).
    public func text(ofSection name: String) -> String? {
        guard let section = sectionNames.firstIndex(of: name) else { return nil }
        let record = opened.sections[section]
        return opened.text(in: Int(record.textStart)..<Int(record.textEnd))
    }

    /// What the alignment found.
    ///
    /// - Throws: `imageDamaged` when the report in the image can't be read.
    public func report() throws(PageMatchError) -> AlignmentReport {
        let bytes = opened.report.elements(in: 0..<opened.report.count)
        do {
            var report = try JSONDecoder().decode(AlignmentReport.self, from: Data(bytes))
            report.book = id
            return report
        } catch {
            throw damaged("its report can't be read")
        }
    }

    /// The words ⇄ times of the whole book.
    ///
    /// - Complexity: O(words): a copy, for export.
    public var syncMap: SyncMap {
        SyncMap(
            runs: (0..<opened.runs.count).map { index in
                let run = opened.runs[index]
                return SyncRun(
                    track: Int(run.track), firstWord: Int(run.firstWord),
                    words: opened.spokenTimes.words(of: run),
                    precision: Int(run.precision))
            })
    }

    /// A title folded to `a-z`, `0-9` and `-`, at most 128 long; `nil` when nothing is left.
    ///
    /// This is how a library names a book that nobody named.
    public static func defaultID(title: String?) -> String? {
        guard let title else { return nil }
        let folded = title.folding(
            options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
        var id = ""
        for character in folded.unicodeScalars {
            switch character {
            case "a"..."z", "0"..."9": id.unicodeScalars.append(character)
            // "don't" is one word.
            case "'", "’": continue
            default: if !id.isEmpty, id.last != "-" { id += "-" }
            }
            if id.count >= 128 { break }
        }
        while id.last == "-" { id.removeLast() }
        return id.isEmpty ? nil : id
    }
}
