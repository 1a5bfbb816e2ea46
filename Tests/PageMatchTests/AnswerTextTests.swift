import PageMatch
import Testing

@Suite struct AnswerTextTests {
    private struct Sample: Encodable {
        var zebra = "a/b “é”"
        var apple = 0.1
    }

    @Test func keysAreSortedAndSlashesStay() throws {
        #expect(try Sample().jsonText() == #"{"apple":0.1,"zebra":"a/b “é”"}"#)
        #expect(
            try Sample().jsonText(pretty: true) == """
                {
                  "apple" : 0.1,
                  "zebra" : "a/b “é”"
                }
                """)
    }

    @Test func aNumberThatJSONCanNotHoldIsAFaultOfOurs() {
        let error = #expect(throws: PageMatchError.self) {
            _ = try Sample(apple: .nan).jsonText()
        }
        #expect(error?.code == .internal)
    }

    @Test func anErrorTellsWhatProgramsNeed() throws {
        let error = PageMatchError(
            .malformed, "a cue ends before it starts", file: "a.vtt", line: 7, hint: "correct it")
        #expect(
            try ErrorAnswer(error).jsonText()
                == #"{"error":{"code":"malformed","exit":65,"file":"a.vtt","hint":"correct it","#
                + #""line":7,"message":"a cue ends before it starts"}}"#)
        let bare = PageMatchError(.usage, "which book?")
        #expect(
            try ErrorAnswer(bare, exit: 1).jsonText()
                == #"{"error":{"code":"usage","exit":1,"message":"which book?"}}"#)
    }

    @Test(
        "exit codes",
        arguments: [
            (.usage, 64), (.badQuery, 65), (.unrelated, 65), (.libraryNewer, 65),
            (.cannotOpen, 66), (.bookNotFound, 66), (.sectionNotFound, 66), (.internal, 70),
            (.cannotWrite, 73), (.idTaken, 73), (.io, 74), (.libraryLocked, 75), (.cancelled, 130),
        ] as [(PageMatchError.Code, Int32)])
    func exitCode(code: PageMatchError.Code, exit: Int32) {
        #expect(PageMatchError(code, "").exitCode == exit)
    }
}
