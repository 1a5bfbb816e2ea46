public import Foundation

/// The sample book that the project carries, with its transcripts, pages and the truth about them.
public enum Sample {
    /// The project's folder.
    public static let project = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The sample's folder.
    public static let folder = project.appendingPathComponent("Corpora/the-copyholder")

    /// The book, an EPUB.
    public static let book = folder.appendingPathComponent("book.epub").path

    /// The folder of the audio, one M4B a track.
    public static let audio = folder.appendingPathComponent("audio").path

    /// The folder of the recogniser's JSON, one file a track.
    public static let transcripts = folder.appendingPathComponent("transcript").path

    /// The folder of the same as WebVTT.
    public static let cues = folder.appendingPathComponent("transcript-vtt").path

    /// The truth about one page.
    public struct Page: Decodable, Sendable {
        public var file: String
        /// The file of the photo, scan or screenshot that ``file`` was read from.
        public var picture: String
        /// What the answer should be: `matched`, `unaligned` or `no_match`.
        public var status: String
        /// What is right, too.
        public var also: String?
        /// The number that is printed on the page, or would be; `20–21` of two facing pages.
        public var page: String?
        /// The first six words.
        public var first: String
        /// Where the first word is spoken, if it is.
        public var track: Int?
        public var start: Double?
        /// Where the first word is spoken of which the picture shows a part, if it is another one.
        public var earliest: Double?
        /// The track in which the page ends, if not the one in which it begins.
        public var endTrack: Int?

        private enum CodingKeys: String, CodingKey {
            case file, picture, status, also, page, first, track, start, earliest
            case endTrack = "end_track"
        }
    }

    /// The truth about one sentence that is read.
    public struct Sentence: Decodable, Sendable {
        public var section: String
        /// `heading`, `prose` and so on.
        public var kind: String
        /// Its first words as the book has them: six, or fourteen letters in Japanese.
        public var first: String
        /// How many words it has, in a language that divides them.
        public var words: Int?
        /// How many letters it has, in one that does not.
        public var letters: Int?
        public var track: Int
        public var start: Double
    }

    /// The truth about a stretch of text that is not read.
    public struct Unread: Decodable, Sendable {
        public var section: String
        public var kind: String
        /// How many words it has, in a language that divides them.
        public var words: Int?
    }

    /// The truth about a track.
    public struct Track: Decodable, Sendable {
        public var audio: String
        public var duration: Double
    }

    /// What is read aloud and what is not.
    public struct Truth: Decodable, Sendable {
        public var tracks: [Track]
        public var sentences: [Sentence]
        public var unread: [Unread]
    }

    /// The pages, with what is true of them.
    ///
    /// - Parameter folder: The sample's, or that of another.
    /// - Returns: The truth about each, in the order of their names.
    /// - Throws: When the truth can't be read.
    public static func pages(in folder: URL = folder) throws -> [Page] {
        struct Truth: Decodable { var pages: [Page] }
        let data = try Data(contentsOf: folder.appendingPathComponent("pages/truth.json"))
        return try JSONDecoder().decode(Truth.self, from: data).pages
    }

    /// What is true of the reading.
    ///
    /// - Parameter folder: The sample's, or that of another.
    /// - Returns: What is read aloud, when, and what is not.
    /// - Throws: When the truth can't be read.
    public static func truth(in folder: URL = folder) throws -> Truth {
        let data = try Data(contentsOf: folder.appendingPathComponent("truth.json"))
        return try JSONDecoder().decode(Truth.self, from: data)
    }

    /// Where a page's text lies.
    public static func path(of page: Page) -> String { path(ofPageFile: page.file) }

    /// Where a file of the pages' folder lies.
    public static func path(ofPageFile name: String) -> String {
        folder.appendingPathComponent("pages/\(name)").path
    }
}
