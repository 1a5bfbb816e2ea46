import PageMatch
import TestSupport
import Testing

/// Every file that is not taken is answered with what it is and what to do.
@Suite struct RefusalTests {
    /// A file, what is said of it, and a part of the advice.
    struct Case: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var bytes: [UInt8]
        var says: String
        var advises: String

        init(_ name: String, _ bytes: some Sequence<UInt8>, _ says: String, _ advises: String) {
            testDescription = name
            self.bytes = Array(bytes)
            self.says = says
            self.advises = advises
        }
    }

    private static let archive: [UInt8] = {
        var zip = ZipWriter()
        zip.add("readme.txt", "x")
        return zip.finished()
    }()

    static let books = [
        Case(
            "ACSM", "<?xml version='1.0'?><fulfillmentToken/>".utf8, "Adobe's token",
            "Adobe Digital Editions"),
        Case("RAR", "Rar!\u{1A}\u{07}\u{01}\0".utf8, "an archive (RAR)", "unpack it first"),
        Case(
            "7z", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0, 4], "an archive (7z)", "unpack it first"),
        Case("gzip", [0x1F, 0x8B, 8, 0], "an archive (gzip)", "unpack it first"),
        Case("ZIP", archive, "a ZIP archive, but no EPUB", "unpack it first"),
        Case("OPF", "<?xml version='1.0'?><package/>".utf8, "one part of an EPUB", "whole EPUB"),
        Case("NCX", "<ncx>".utf8, "one part of an EPUB", "whole EPUB"),
        Case("JSON", "{\"name\": \"x\"}".utf8, "JSON, not a book", "EPUB, FB2"),
        Case("picture", [0xFF, 0xD8, 0xFF, 0xE0], "a picture (JPEG), not a book", "OCR first"),
        Case("cut", archive.prefix(40), "archive", "unpack it first"),
        Case("no text", "<html><body></body></html>".utf8, "no text", "OCR first"),
        Case("damaged", EPUBFixture(body: "x").bytes.prefix(300), "damaged", "download it again"),
        Case("empty", [], "empty", "download it again"),
        Case(
            "too large", repeatElement(0x61, count: 33 << 20), "more than 32 MiB",
            "one book alone"),
    ]

    @Test("what is no book", arguments: books)
    func bookFile(_ example: Case) {
        let error = #expect(throws: PageMatchError.self) { try Book(example.bytes, name: "x") }
        expect(error, example)
    }

    static let transcripts = [
        Case(
            "ASS", "[Script Info]\nTitle: x\n".utf8, "a subtitle file (ASS or SSA)",
            "ffmpeg -i FILE.ass FILE.srt"),
        Case("RAR", "Rar!\u{1A}\u{07}\u{01}\0".utf8, "an archive (RAR)", "unpack it first"),
        Case("ZIP", archive, "an archive (ZIP)", "unpack it first"),
        Case("SMIL", "<smil>".utf8, "SMIL", "whole EPUB"),
        Case("picture", [0xFF, 0xD8, 0xFF, 0xE0], "not a transcript", "lookup PICTURE"),
        Case(
            "damaged", "{\"segments\": [\n{\"start\": oops}]}".utf8, "damaged", "made again"),
    ]

    @Test("what is no transcript", arguments: transcripts)
    func transcriptFile(_ example: Case) {
        let error = #expect(throws: PageMatchError.self) {
            try Transcript(example.bytes, name: "x")
        }
        expect(error, example)
    }

    static let lengths = [
        Case("WAV", Wave.silence(seconds: 0.1), "audio (WAV), not a list", "--audio FILE"),
        Case(
            "CUE", "FILE \"a.wav\" WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\n".utf8, "a CUE sheet",
            "--audio AUDIO --audio SHEET"),
        Case("picture", [0xFF, 0xD8, 0xFF, 0xE0], "a picture (JPEG)", "a number of seconds"),
        Case("EPUB", EPUBFixture(body: "x").bytes, "a book (EPUB)", "a number of seconds"),
        Case("bytes", [0, 1, 2, 3, 0, 0xFF], "no list of lengths", "a number of seconds"),
    ]

    @Test("what is no list of lengths", arguments: lengths)
    func lengthsList(_ example: Case) {
        let error = #expect(throws: PageMatchError.self) {
            try AudioFile.list(example.bytes, name: "x")
        }
        expect(error, example)
    }

    private func expect(_ error: PageMatchError?, _ example: Case) {
        #expect(error?.message.contains(example.says) == true, "\(error?.message ?? "")")
        #expect(error?.hint?.contains(example.advises) == true, "\(error?.hint ?? "")")
        #expect(error?.file == "x")
        #expect(error?.message.contains("\n") == false)
    }
}
