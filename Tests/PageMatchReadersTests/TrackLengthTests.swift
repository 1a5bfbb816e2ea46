import PageMatchReaders
import Testing

@Suite struct TrackLengthTests {
    private func lengths(_ content: String) throws -> [TrackLength] {
        try TrackLengthReader.read(Array(content.utf8))
    }

    private func error(_ content: String) -> ReaderError? {
        do throws(ReaderError) {
            _ = try TrackLengthReader.read(Array(content.utf8))
            return nil
        } catch {
            return error
        }
    }

    /// The line and phrase of a `malformed` error.
    private func fault(_ content: String) -> (what: String, line: Int?)? {
        guard case .malformed(_, let what, _, let line)? = error(content) else { return nil }
        return (what, line)
    }

    @Test func numbersOnLinesAreSeconds() throws {
        #expect(
            try lengths("651.4\r\n\r\n 1066\n17:46.5\n").map(\.seconds) == [651.4, 1066, 1066.5])
        #expect(fault("600\n\nten\n")?.line == 3)
        #expect(fault("600\n\nten\n")?.what == "“ten” is no number of seconds")
        for bad in ["-1", "nan", "inf", "1e300", "1 2"] { #expect(fault(bad)?.line == 1) }
        #expect(error(" \n") == .empty)
    }

    @Test func ffprobeIsReadOfOneFileAndOfMany() throws {
        let one = """
            {"streams": [{"codec_type": "video", "duration": "9.0"},
              {"codec_type": "audio", "duration": "651.400000"}],
             "chapters": [{"id": 0, "start_time": "0.000000", "tags": {"title": "Loomings"}},
              {"id": 1, "start_time": "300.5"}],
             "format": {"filename": "file:/books/01.mp3", "duration": "652.0"}}
            """
        let two = #"{"format": {"filename": "02.mp3", "duration": "1066.0"}}"#
        for content in [one + "\n" + two, "[" + one + "," + two + "]", one + two] {
            let read = try lengths(content)
            #expect(read.map(\.name) == ["01.mp3", "02.mp3"])
            #expect(read.map(\.seconds) == [651.4, 1066])
            #expect(
                read[0].marks == [
                    TrackLength.Mark(title: "Loomings", start: 0),
                    TrackLength.Mark(title: "Chapter 2", start: 300.5),
                ])
        }
        #expect(fault(one + "\n{\"format\": {\n\"duration\": \"N/A\"}}")?.line == 7)
        #expect(fault("{\"format\": {}}")?.what == "an entry without “duration”")
        #expect(
            fault(#"{"streams": [{"codec_type": "video"}], "format": {"duration": "1"}}"#)?.what
                == "there is no audio in it")
        #expect(
            fault(#"{"error": {"code": -2, "string": "No such file"}}"#)?.what == "No such file")
    }

    @Test func audiobookManifestsAreRead() throws {
        let readium = """
            {"metadata": {"conformsTo": "https://readium.org/webpub-manifest/profiles/audiobook"},
             "readingOrder": [
              {"href": "audio/01%20Loomings.mp3?x=1", "type": "audio/mpeg", "duration": 651.4},
              {"href": "audio/02.mp3", "duration": 1066, "title": "The Carpet-Bag"}]}
            """
        #expect(
            try lengths(readium) == [
                TrackLength(name: "01 Loomings.mp3", seconds: 651.4),
                TrackLength(name: "02.mp3", seconds: 1066),
            ])
        #expect(fault(readium.replacing(", \"duration\": 1066", with: ""))?.line == 4)
        let w3c = """
            {"conformsTo": "https://www.w3.org/TR/audiobooks/", "duration": "PT30M",
             "readingOrder": [
              {"type": "LinkedResource", "url": "01.mp3", "duration": "PT10M51.4S"},
              {"type": "LinkedResource", "url": "02.mp3", "duration": "P0DT0H17M46S"}]}
            """
        #expect(
            try lengths(w3c) == [
                TrackLength(name: "01.mp3", seconds: 651.4),
                TrackLength(name: "02.mp3", seconds: 1066),
            ])
        for bad in ["10:51", "PT", "P", "PT5", "P1M", "PTS", "PT-1S", "PT1S2M", "P1DT", ""] {
            #expect(fault(w3c.replacing("PT10M51.4S", with: bad))?.line == 3, "\(bad)")
        }
        #expect(
            fault(#"{"readingOrder": ["01.mp3"]}"#)?.what == "an audio file without “duration”")
    }

    @Test func namesOfFilesAreNotAddresses() throws {
        let names = ["file:/books/What? 100%25.mp3", "C:\\\\books\\\\02.mp3", "file:03.mp3"]
        let content = names.map { #"{"format": {"filename": "\#($0)", "duration": "1"}}"# }.joined()
        #expect(try lengths(content).map(\.name) == ["What? 100%25.mp3", "02.mp3", "03.mp3"])
    }

    @Test func otherFilesAreNamed() {
        #expect(error(#"{"name": "x"}"#) == .unexpectedKind(found: .other(format: "JSON")))
        #expect(
            error("FILE \"a.wav\" WAVE\nTRACK 01 AUDIO\nINDEX 01 01:02:03\n")
                == .unexpectedKind(found: .other(format: "CUE sheet")))
        #expect(
            error("RIFF$\0\0\0WAVEfmt ") == .unexpectedKind(found: .audio(format: "WAV")))
        #expect(
            error("1\n00:00:01,000 --> 00:00:02,000\nHi\n")
                == .unexpectedKind(found: .transcript(format: "SRT")))
        #expect(fault("{\"format\": ")?.line == 1)
        #expect(fault(#"{"media": {"tracks": []}}"#)?.what == "there is no track in it")
    }

    @Test func damagedListsAreReadOrRefused() {
        let samples = [
            "651.4\n1066\n", #"{"format": {"filename": "02.mp3", "duration": "1066.0"}}"#,
            #"{"readingOrder": [{"url": "01.mp3", "duration": "PT10M51.4S"}]}"#,
            #"{"media": {"tracks": [{"startOffset": 0, "duration": 651.4, "title": "01.mp3"}]}}"#,
        ]
        for (number, sample) in samples.enumerated() {
            var count = 0
            for (at, bytes) in damaged(sample) {
                guard let read = try? TrackLengthReader.read(bytes) else { continue }
                #expect(read.allSatisfy { $0.seconds >= 0 && $0.seconds < 1e10 }, "\(number) \(at)")
                count += 1
            }
            // Names and digits may change, brackets and keys may not.
            let share = Double(count) / Double(sample.utf8.count * 8)
            #expect(0.1...0.9 ~= share, "\(number): \(share) are read")
        }
    }

    @Test func aDamagedCueSheetIsReadOrNone() {
        let sample = "FILE \"a.wav\" WAVE\nTRACK 01 AUDIO\nTITLE \"One\"\nINDEX 01 01:02:03\n"
        var count = 0
        for (at, bytes) in damaged(sample) {
            guard let read = CueSheet.read(bytes) else { continue }
            let marks = read.flatMap(\.marks)
            #expect(!marks.isEmpty, "\(at)")
            #expect(marks.allSatisfy { 0...1e10 ~= $0.start }, "\(at)")
            count += 1
        }
        let share = Double(count) / Double(sample.utf8.count * 8)
        #expect(0.3...0.95 ~= share, "\(share) are read")
    }

    /// A text with each of its bits turned.
    private func damaged(_ sample: String) -> [(at: Int, bytes: [UInt8])] {
        (0..<sample.utf8.count * 8).map { at in
            var bytes = Array(sample.utf8)
            bytes[at / 8] ^= 1 << UInt8(at % 8)
            return (at, bytes)
        }
    }
}
