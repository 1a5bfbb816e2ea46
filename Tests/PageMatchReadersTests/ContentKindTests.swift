import TestSupport
import Testing

@testable import PageMatchReaders

@Suite struct ContentKindTests {
    static let binaries: [(String, [UInt8], ContentKind)] = [
        ("PDF", Array("%PDF-1.7\n".utf8), .pdf),
        ("MOBI", [UInt8](repeating: 0, count: 60) + Array("BOOKMOBI".utf8), .other(format: "MOBI")),
        ("RAR", Array("Rar!\u{1A}\u{07}\u{00}".utf8), .other(format: "RAR")),
        ("gzip", [0x1F, 0x8B, 0x08, 0x00], .other(format: "gzip")),
        ("JPEG", [0xFF, 0xD8, 0xFF, 0xE0], .image(format: "JPEG")),
        ("PNG", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], .image(format: "PNG")),
        ("TIFF", [0x49, 0x49, 0x2A, 0x00], .image(format: "TIFF")),
        ("GIF", Array("GIF89a".utf8), .image(format: "GIF")),
        ("BMP", Array("BM\u{36}\u{10}\0\0\0\0\0\0\u{36}\0".utf8), .image(format: "BMP")),
        ("WebP", Array("RIFF....WEBPVP8 ".utf8), .image(format: "WebP")),
        ("HEIC", Array("\0\0\0\u{18}ftypheic".utf8), .image(format: "HEIC")),
        ("M4B", Array("\0\0\0\u{18}ftypM4B ".utf8), .audio(format: "MPEG-4")),
        ("MP3 with ID3", Array("ID3\u{04}\0\0".utf8), .audio(format: "MP3")),
        ("MP3 without ID3", [0xFF, 0xFB, 0x90, 0x64], .audio(format: "MP3")),
        ("AAC", [0xFF, 0xF1, 0x50, 0x80], .audio(format: "AAC")),
        ("FLAC", Array("fLaC\0\0".utf8), .audio(format: "FLAC")),
        ("Ogg", Array("OggS\0\u{02}".utf8), .audio(format: "Ogg")),
        ("WAV", Array("RIFF....WAVEfmt ".utf8), .audio(format: "WAV")),
        (
            "Matroska", [0x1A, 0x45, 0xDF, 0xA3] + Array("..matroska".utf8),
            .audio(format: "Matroska")
        ),
        ("WebM", [0x1A, 0x45, 0xDF, 0xA3] + Array("..webm".utf8), .audio(format: "WebM")),
        ("nothing", [], .unknown),
        ("noise", [0x00, 0x01, 0x02, 0x03, 0x9F, 0x00, 0x07, 0x01], .unknown),
    ]

    @Test("a binary file is told by its signature", arguments: binaries)
    func binary(name: String, bytes: [UInt8], kind: ContentKind) {
        #expect(ContentKind.recognise(bytes) == kind, "\(name)")
    }

    static let texts: [(String, ContentKind)] = [
        ("It was a dark and stormy night.\n\nThe rain fell.\n", .plainText),
        ("   \n\n", .plainText),
        ("It cost 3 < 4 shillings.\n", .plainText),
        ("# Walden\n\nWhen I wrote\n", .markdown),
        ("A preface of some lines.\n\n## Chapter 1\n\nText\n", .markdown),
        ("Walden\n======\n\nText\n", .markdown),
        ("---\ntitle: Walden\n---\n\nText\n", .markdown),
        ("#hashtag is no heading\n", .plainText),
        ("<!DOCTYPE html>\n<html><body>x</body></html>", .html),
        ("<?xml version=\"1.0\"?>\n<!-- c --><html xmlns=\"http://www.w3.org/1999/xhtml\">", .html),
        ("  <HTML><BODY>x", .html),
        ("<h1>Title</h1><p>Text", .html),
        ("<?xml version=\"1.0\"?><FictionBook>", .fictionBook),
        ("<?xml version=\"1.0\"?><unheard-of/>", .other(format: "XML")),
        ("WEBVTT\n\n00:00.000 --> 00:02.000\nHi\n", .transcript(format: "WebVTT")),
        ("1\n00:00:01,000 --> 00:00:02,000\nHi\n", .transcript(format: "SRT")),
        ("\n\n1\r\n00:00:01,000 --> 00:00:02,000\r\nHi\r\n", .transcript(format: "SRT")),
        ("[00:01.20]Hi\n[00:02.20]there\n", .transcript(format: "LRC")),
        ("File type = \"ooTextFile\"\n", .transcript(format: "TextGrid")),
        ("start\tend\ttext\n0\t1\tHi\n", .transcript(format: "TSV")),
        ("a 1 0.00 0.25 call\na 1 0.25 0.30 me\na 1 0.60 0.30 x\n", .transcript(format: "CTM")),
        ("<tt xmlns=\"http://www.w3.org/ns/ttml\">", .transcript(format: "TTML")),
        ("[Illustration]\n\nA book that begins in brackets.\n", .plainText),
    ]

    @Test("a text is told by how it begins", arguments: texts)
    func text(_ text: String, kind: ContentKind) {
        #expect(ContentKind.recognise(Array(text.utf8)) == kind)
    }

    static let transcripts = [
        (
            "{\"text\":\" Hi\",\"segments\":[{\"id\":0,\"start\":0.0,\"end\":1.0}]}",
            "openai-whisper"
        ),
        ("{\"systeminfo\":\"x\",\"transcription\":[{\"offsets\":{\"from\":0}}]}", "whisper.cpp"),
        ("{\"transcript\":\"Hi\",\"timeline\":[]}", "Storyteller"),
        ("{\"wordTimeline\":[]}", "Storyteller"),
        ("{\"results\":{\"channels\":[]}}", "Deepgram"),
        ("{\"results\":{\"transcripts\":[],\"items\":[]}}", "Amazon Transcribe"),
        ("{\"result\":[{\"conf\":1,\"word\":\"hi\"}]}", "Vosk"),
        ("{\"text\":\"hi\",\"words\":[{\"text\":\"hi\",\"start\":1}]}", "words"),
        ("[{\"start\":0,\"end\":1,\"text\":\"hi\"}]", ""),
        ("[[0, 0.0, 1.0, \"hi\"]]", "faster-whisper"),
        // Its head is all text: what follows is not seen.
        (
            "{\"text\":\"" + String(repeating: "a very long text \\\" ", count: 5_000)
                + "\",\"segments\":[]}", ""
        ),
    ]

    @Test("JSON with the keys of a transcript is one", arguments: transcripts)
    func transcript(_ json: String, program: String) {
        let format = program.isEmpty ? "JSON" : "\(program) JSON"
        #expect(ContentKind.recognise(Array(json.utf8)) == .transcript(format: format))
    }

    @Test func jsonOfAnotherKindIsNoTranscript() {
        let json = "{\"name\":\"package\",\"version\":[1,2]}"
        #expect(ContentKind.recognise(Array(json.utf8)) == .other(format: "JSON"))
    }

    @Test func byteOrderMarksAndUTF16AreSeenThrough() {
        let text = "WEBVTT\n\n00:00.000 --> 00:02.000\nHi\n"
        let little = text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        let big = text.utf16.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
        for bytes in [
            [0xEF, 0xBB, 0xBF] + Array(text.utf8), [0xFF, 0xFE] + little, [0xFE, 0xFF] + big,
            little,
        ] {
            #expect(ContentKind.recognise(bytes) == .transcript(format: "WebVTT"))
        }
    }

    @Test func anArchiveIsToldByItsEntries() {
        #expect(ContentKind.recognise(EPUBFixture(body: "<p>x</p>").bytes) == .epub)
        var reordered = ZipWriter()
        reordered.add("image.jpg", [UInt8](repeating: 7, count: 200_000))
        reordered.add("META-INF/container.xml", "<container/>")
        #expect(ContentKind.recognise(reordered.finished()) == .epub)
        var word = ZipWriter()
        word.add("[Content_Types].xml", "<Types/>")
        word.add("word/document.xml", "<w:document/>")
        #expect(ContentKind.recognise(word.finished()) == .docx)
        var other = ZipWriter()
        other.add("readme.txt", "x")
        #expect(ContentKind.recognise(other.finished()) == .other(format: "ZIP"))
    }

    @Test func anyBytesHaveAKind() {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<2_000 {
            let length = Int.random(in: 0..<300, using: &generator)
            _ = ContentKind.recognise(
                (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) })
            let text = (0..<length).map { _ in
                Array("{}[]\":,\\<!->#=\n 0-a".utf8).randomElement(using: &generator) ?? 0
            }
            _ = ContentKind.recognise(text)
        }
    }
}
