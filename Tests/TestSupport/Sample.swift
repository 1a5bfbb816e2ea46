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

    /// The folder of the recogniser's JSON, one file a track.
    public static let transcripts = folder.appendingPathComponent("transcript").path

    /// The folder of the same as WebVTT.
    public static let cues = folder.appendingPathComponent("transcript-vtt").path

    /// The truth about one page.
    public struct Page: Decodable, Sendable {
        public var file: String
        /// What the answer should be: `matched`, `unaligned` or `no_match`.
        public var status: String
        /// The first six words.
        public var first: String
        /// Where the first word is spoken, if it is.
        public var track: Int?
        public var start: Double?
    }

    /// The pages, with what is true of them.
    public static func pages() throws -> [Page] {
        struct Truth: Decodable { var pages: [Page] }
        let data = try Data(contentsOf: folder.appendingPathComponent("pages/truth.json"))
        return try JSONDecoder().decode(Truth.self, from: data).pages
    }

    /// Where a page's text lies.
    public static func path(of page: Page) -> String {
        folder.appendingPathComponent("pages/\(page.file)").path
    }
}
