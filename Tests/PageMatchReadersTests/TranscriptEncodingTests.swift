import PageMatchCore
import Testing

@testable import PageMatchReaders

/// Line ends, byte order marks and character encodings, of every format.
@Suite struct TranscriptEncodingTests {
    @Test("lines may end as those of any system", arguments: ["\r\n", "\r"])
    func lineEnds(lineEnd: String) throws {
        for (format, content) in allTranscriptSamples {
            let changed = content.replacing("\n", with: lineEnd)
            #expect(changed != content || !content.contains("\n"))
            #expect(try transcript(changed) == transcript(content), "\(format)")
        }
    }

    @Test func aMarkBeforeUTF8IsPassedOver() throws {
        for (format, content) in allTranscriptSamples {
            #expect(try transcript("\u{FEFF}" + content) == transcript(content), "\(format)")
        }
    }

    @Test(
        "UTF-16 with and without a mark reads as UTF-8 does", arguments: [true, false],
        [true, false])
    func utf16(isBigEndian: Bool, hasMark: Bool) throws {
        for (format, content) in allTranscriptSamples {
            let bytes = utf16((hasMark ? "\u{FEFF}" : "") + content, isBigEndian: isBigEndian)
            let read = try TranscriptReader.read(bytes, name: nil)
            #expect(try read == transcript(content), "\(format)")
        }
    }

    @Test("half a character of UTF-16 costs itself", arguments: [true, false])
    func halves(isBigEndian: Bool) throws {
        var bytes = utf16(
            "\u{FEFF}WEBVTT\n\n00:01.000 --> 00:02.000\nCall", isBigEndian: isBigEndian)
        bytes += isBigEndian ? [0xD8, 0x3D] : [0x3D, 0xD8]
        bytes += utf16(" me 🐋", isBigEndian: isBigEndian)
        let whole = try TranscriptReader.read(bytes, name: nil)
        #expect(whole.lines == ["1000-2000 Call\u{FFFD} me 🐋"])
        // A byte more than the last character has.
        #expect(try TranscriptReader.read(bytes + [0x41], name: nil) == whole)
        let cut = try TranscriptReader.read(Array(bytes.dropLast()), name: nil)
        #expect(cut.lines == ["1000-2000 Call\u{FFFD} me \u{FFFD}"])
    }

    @Test func aFileBeyondTheLimitIsTooLarge() throws {
        let bytes = Array("WEBVTT\n\n00:01.000 --> 00:02.000\nCall me\n".utf8)
        #expect(
            throws: ReaderError.tooLarge(what: "a transcript", limit: "0 MiB"),
            performing: { try TranscriptReader.read(bytes, name: nil, upTo: bytes.count - 1) })
        #expect(
            try TranscriptReader.read(bytes, name: nil, upTo: bytes.count).text == "Call me")
    }

    private func utf16(_ text: String, isBigEndian: Bool) -> [UInt8] {
        text.utf16.flatMap { unit in
            let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
            return isBigEndian ? pair : pair.reversed()
        }
    }
}
