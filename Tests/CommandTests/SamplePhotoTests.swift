import TestSupport
import Testing

/// The sample's pictures of pages, as they come from a phone: Tesseract reads them on the way.
///
/// Each costs a second or more of reading, so that only those are here that differ in kind; what
/// Tesseract made of all of them is tested without it, from its tables.
@Suite(.enabled(if: Photo.canBeRead, "tesseract or ffmpeg is not installed"))
struct SamplePhotoTests {
    private let library: TestLibrary

    init() throws {
        library = try TestLibrary()
        try library.addSample()
    }

    @Test(
        "a picture of a page leads to its second, and to the lines in it",
        arguments: [
            // Turned by four degrees.
            ("01-first-chapter.jpg", [1200, 1600], 25),
            // Out of focus, and moved.
            ("04-second-rhyme.jpg", [1200, 1600], 20),
            ("05-note-on-the-type.jpg", [1200, 1600], 10),
            ("06-another-text.jpg", [1200, 1600], 0),
            // Stored on its side, as its EXIF orientation says.
            ("09-turned-6.jpg", [1200, 1600], 28),
            // Upside down, and nothing says so.
            ("11-upside-down.jpg", [1200, 1600], 27),
            ("14-e-reader.webp", [1200, 1600], 14),
            ("15-e-reader-screen.png", [1069, 1449], 13),
        ])
    func picture(name: String, size: [Int], lines: Int) throws {
        let page = try #require(try Sample.pages().first { $0.picture == name })
        let outcome = try library.run("lookup", Sample.path(ofPageFile: name), "--json")
        try expectStatus(outcome, of: page)
        let answer = try JSON(outcome.output)
        expectBeginning(answer, of: page)
        expectBoxes(answer, in: size, atLeast: lines, of: name)
        guard page.status != "no_match" else { return }
        // Boxes are in the order of reading: downwards, but in the picture that is upside down.
        let tops = (0..<(answer["boxes"].count ?? 0)).compactMap {
            answer["boxes"][$0]["y"].integer
        }
        let isUpsideDown = name == "11-upside-down.jpg"
        #expect(tops == (isUpsideDown ? tops.sorted(by: >) : tops.sorted()), "\(name): \(tops)")
    }
}
