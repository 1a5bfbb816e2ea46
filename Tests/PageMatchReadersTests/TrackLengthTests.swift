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
        for bad in ["10:51", "PT", "P", "PT5", "PT1S2M", "P1M", "PTS", "PT-1S", ""] {
            #expect(fault(w3c.replacing("PT10M51.4S", with: bad))?.line == 3, "\(bad)")
        }
        #expect(
            fault(#"{"readingOrder": ["01.mp3"]}"#)?.what == "an audio file without “duration”")
    }

    @Test func anAudiobookshelfItemIsRead() throws {
        let files = """
            {"id": "li_1", "media": {"audioFiles": [
             {"index": 2, "duration": 1066, "metadata": {"filename": "02.mp3"}},
             {"index": 1, "duration": 651.4, "metadata": {"filename": "01.mp3"}},
             {"index": 3, "duration": 5, "metadata": {"filename": "jingle.mp3"}, "exclude": true}],
             "chapters": [{"id": 0, "start": 0, "end": 700, "title": "Loomings"},
             {"id": 1, "start": 751.4, "end": 1717.4, "title": "The Carpet-Bag"}]}}
            """
        let read = try lengths(files)
        #expect(read.map(\.name) == ["01.mp3", "02.mp3"])
        #expect(read.map(\.seconds) == [651.4, 1066])
        #expect(read[0].marks.map(\.title) == ["Loomings"])
        #expect(abs((read[1].marks.first?.start ?? 0) - 100) < 0.001)
        let tracks = """
            {"media": {"audioFiles": [], "tracks": [
             {"index": 1, "startOffset": 0, "duration": 651.4, "title": "01.mp3"},
             {"index": 2, "startOffset": 651.4, "duration": 1066, "title": "02.mp3"}]}}
            """
        #expect(try lengths(tracks).map(\.name) == ["01.mp3", "02.mp3"])
        #expect(fault(tracks.replacing("1066", with: "null"))?.line == 3)
    }

    @Test func aCueSheetTellsPlacesInFiles() throws {
        let sheet = """
            REM GENRE Audiobook\r
            TITLE "Walden"\r
            FILE "audio\\walden.mp3" MP3\r
              TRACK 01 AUDIO\r
                TITLE "Economy"\r
                INDEX 00 00:00:00\r
                INDEX 01 00:01:15\r
              TRACK 02 AUDIO\r
                INDEX 01 130:00:37\r
            FILE two parts.wav WAVE\r
              TRACK 03 AUDIO\r
                TITLE Reading\r
                INDEX 01 00:00:00\r
            """
        let files = try #require(CueSheet.read(Array(sheet.utf8)))
        #expect(files.map(\.name) == ["walden.mp3", "two parts.wav"])
        #expect(files[0].marks.map(\.title) == ["Economy", "Chapter 2"])
        #expect(files[0].marks.map(\.start) == [1.2, 7800 + 37.0 / 75])
        #expect(files[1].marks == [TrackLength.Mark(title: "Reading", start: 0)])
        #expect(CueSheet.read(Array("FILE \"a\" MP3\nINDEX 01 x\n".utf8)) == nil)
        #expect(CueSheet.read(Array("FILE under fiction\nTITLE page\n".utf8)) == nil)
    }

    @Test func otherFilesAreNamed() {
        #expect(error(#"{"name": "x"}"#) == .unexpectedKind(found: .other(format: "JSON")))
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
            for at in 0..<sample.utf8.count * 8 {
                var bytes = Array(sample.utf8)
                bytes[at / 8] ^= 1 << UInt8(at % 8)
                guard let read = try? TrackLengthReader.read(bytes) else { continue }
                #expect(read.allSatisfy { $0.seconds >= 0 && $0.seconds < 1e10 }, "\(number) \(at)")
            }
        }
    }
}
