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
        "a book of a format that is not read is refused with the program to convert it",
        arguments: [
            ("MOBI", [UInt8](repeating: 0, count: 60) + Array("BOOKMOBI".utf8)),
            ("KFX", Array("CONT\u{02}\0xyz".utf8)),
        ])
    func kindle(format: String, bytes: [UInt8]) {
        let error = #expect(throws: PageMatchError.self) { try Book(bytes, name: "book.azw") }
        #expect(error?.code == .unknownFormat)
        #expect(error?.message == "\(format) is not read")
        #expect(error?.hint?.contains("Calibre's ebook-convert") == true)
    }

    @Test("a book with DRM is refused by its scheme")
    func protection() {
        let bytes = [0xEA] + Array("DRMION".utf8) + [0xEE, 1]
        let error = #expect(throws: PageMatchError.self) { try Book(bytes) }
        #expect(error?.code == .encrypted)
        #expect(error?.message == "the book is encrypted (Kindle)")
        #expect(error?.hint == "only a copy without DRM can be read")
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
