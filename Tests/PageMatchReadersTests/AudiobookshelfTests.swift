import PageMatchReaders
import Testing

/// Items and sessions of Audiobookshelf.
@Suite struct AudiobookshelfTests {
    private func lengths(_ content: String) throws(ReaderError) -> [TrackLength] {
        try TrackLengthReader.read(Array(content.utf8))
    }

    /// The line and phrase of a `malformed` error.
    private func fault(_ content: String) -> (what: String, line: Int?)? {
        do {
            _ = try lengths(content)
        } catch .malformed("Audiobookshelf item", let what, _, let line) {
            return (what, line)
        } catch {}
        return nil
    }

    private static let files = """
        [{"index": 2, "duration": 1066, "metadata": {"filename": "02.mp3"}},
         {"index": 1, "duration": 651.4, "metadata": {"filename": "01.mp3"}},
         {"index": 3, "duration": 5, "metadata": {"filename": "jingle.mp3"}, "exclude": true}]
        """
    private static let tracks = """
        [{"index": 1, "startOffset": 0, "duration": 651.4, "title": "01.mp3"},
         {"index": 2, "startOffset": 651.4, "duration": 1066, "title": "02.mp3"}]
        """
    private static let chapters = """
        [{"id": 0, "start": 0, "end": 700, "title": "Loomings"},
         {"id": 1, "start": 751.4, "end": 1717.4, "title": "The Carpet-Bag"}]
        """

    static let shapes = [
        #"{"id": "li_1", "media": {"audioFiles": \#(files), "chapters": \#(chapters)}}"#,
        #"{"media": {"audioFiles": [], "tracks": \#(tracks), "chapters": \#(chapters)}}"#,
        #"{"media": {"tracks": [], "audioFiles": \#(files), "chapters": \#(chapters)}}"#,
        #"{"media": {"audioTracks": \#(tracks), "chapters": \#(chapters)}}"#,
        #"{"libraryItem": {"media": {"audioFiles": \#(files), "chapters": \#(chapters)}}}"#,
        #"{"libraryItem": {"media": {"numTracks": 2}}, "audioTracks": \#(tracks), "#
            + #""chapters": \#(chapters)}"#,
        #"{"audioTracks": \#(tracks), "chapters": \#(chapters)}"#,
    ]

    @Test("items, expanded or not, and sessions are read", arguments: shapes)
    func read(_ content: String) throws {
        let read = try lengths(content)
        #expect(read.map(\.name) == ["01.mp3", "02.mp3"])
        #expect(read.map(\.seconds) == [651.4, 1066])
        #expect(read[0].marks.map(\.title) == ["Loomings"])
        #expect(read[1].marks.map(\.title) == ["The Carpet-Bag"])
        #expect(abs((read[1].marks.first?.start ?? 0) - 100) < 0.001)
    }

    @Test("a track without a length is named")
    func noLength() {
        for duration in [
            #""duration": null"#, #""duration": 0"#, #""duration": "0""#, #""size": 7"#,
        ] {
            let tracks = Self.tracks.replacing(#""duration": 1066"#, with: duration)
            let fault = fault(#"{"media": {"tracks": \#(tracks)}}"#)
            #expect(fault?.what == "“02.mp3” has no length", "\(duration)")
            #expect(fault?.line == 2, "\(duration)")
            let unnamed = tracks.replacing(#", "title": "02.mp3""#, with: "")
            #expect(
                self.fault(#"{"audioTracks": \#(unnamed)}"#)?.what == "track 2 has no length",
                "\(duration)")
        }
        // Where it is the only one, too.
        let alone = #"{"media": {"audioFiles": [{"metadata": {"filename": "01.mp3"}}]}}"#
        #expect(fault(alone)?.what == "“01.mp3” has no length")
        #expect(
            fault(alone.replacing("}}]", with: #"}, "duration": "long"}]"#))?.what
                == "a duration that is no number of seconds")
    }

    @Test("what has no audio is no such item")
    func nothing() {
        #expect(
            fault(#"{"media": {"tracks": [], "audioFiles": []}}"#)?.what
                == "there is no track in it")
        #expect(throws: ReaderError.unexpectedKind(found: .other(format: "JSON"))) {
            try lengths(#"{"media": {"episodes": [{"duration": 5}]}}"#)
        }
    }
}
