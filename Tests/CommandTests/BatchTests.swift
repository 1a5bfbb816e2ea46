import Foundation
import TestSupport
import Testing

@Suite struct BatchTests {
    private let library: TestLibrary

    init() throws {
        library = try TestLibrary()
        try library.addSample()
    }

    @Test("answers come in order, a line each, and a bad line does not end the stream")
    func order() throws {
        let queries = [
            #"{"id":"a","text":"I had it before I had my prayers"}"#,
            "", "nonsense", "{}", #"{"id":7,"text":"nothing of the kind is in it","book":"none"}"#,
            #"{"id":"b","text":"nothing of the kind is in it"}"#,
            #"{"id":"c","text":"I had it before I had my prayers","book":"the-copyholder","near":145}"#,
        ]
        let outcome = try library.run(
            "lookup", "--batch", "--timings", input: queries.joined(separator: "\n"))
        #expect(outcome.exit == 0)
        let answers = try outcome.output.split(separator: "\n").map { try JSON(String($0)) }
        #expect(
            answers.map(\.["status"].string)
                == ["matched", "error", "error", "error", "error", "no_match", "matched"])
        #expect(answers.map(\.["id"].string) == ["a", nil, nil, nil, "7", "b", "c"])
        #expect(answers[1]["error"]["code"].string == "bad-query")
        #expect(answers[4]["error"]["code"].string == "book-not-found")
        #expect((answers[0]["elapsed"].number ?? 0) > 0)
        #expect((answers[0]["elapsed"].number ?? 9) < 9)
    }

    @Test("of a thousand lines each has its answer in its place, however many are answered at once")
    func many() throws {
        let lines = (0..<1000).map { index in
            switch index % 4 {
            case 0: #"{"id":\#(index),"text":"I had it before I had my prayers"}"#
            case 1: "{\"id\":\(index)}"
            case 2: #"{"id":\#(index),"text":"nothing of the kind is in it"}"#
            default: #"{"id":\#(index),"text":"I had it","book":"none"}"#
            }
        }
        let outcome = try library.run("lookup", "--batch", input: lines.joined(separator: "\n"))
        #expect(outcome.exit == 0)
        let answers = try outcome.output.split(separator: "\n").map { try JSON(String($0)) }
        #expect(answers.map(\.["id"].string) == (0..<1000).map { String($0) })
        let statuses = ["matched", "error", "no_match", "error"]
        #expect(answers.map(\.["status"].string) == (0..<1000).map { statuses[$0 % 4] })
    }

    @Test(
        "a line that is too long is told, and the lines around it are answered", arguments: [0, 1])
    func tooLong(more: Int) throws {
        let frame = #"{"text":""}"#
        let text = String(repeating: "a", count: (16 << 20) - frame.utf8.count + more)
        let good = #"{"id":"g","text":"I had it before I had my prayers"}"#
        let lines = [good, #"{"text":"\#(text)"}"#] + Array(repeating: "", count: 2_000) + [good]
        let outcome = try library.run("lookup", "--batch", input: lines.joined(separator: "\n"))
        #expect(outcome.exit == 0)
        let answers = try outcome.output.split(separator: "\n").map { try JSON(String($0)) }
        #expect(answers.count == lines.count)
        #expect(answers.first?["status"].string == "matched")
        #expect(answers.last?["id"].string == "g")
        #expect(answers[1]["status"].string == (more == 0 ? "no_match" : "error"))
        #expect(answers[2]["error"]["code"].string == "bad-query")
    }

    @Test("each query is answered before the next one is asked", .timeLimit(.minutes(1)))
    func conversation() throws {
        let process = Program.process(
            ["lookup", "--batch"], environment: ["PAGEMATCH_LIBRARY": library.path])
        let (queries, answers) = (Pipe(), Pipe())
        process.standardInput = queries
        process.standardOutput = answers
        try process.run()
        for number in 0..<20 {
            let query = #"{"id":\#(number),"text":"I had it before I had my prayers"}"# + "\n"
            try queries.fileHandleForWriting.write(contentsOf: Data(query.utf8))
            var line = Data()
            while line.last != UInt8(ascii: "\n") {
                let more = answers.fileHandleForReading.availableData
                try #require(!more.isEmpty, "the program ended after \(number) answers")
                line += more
            }
            let answer = try JSON(String(decoding: line, as: UTF8.self))
            #expect(answer["id"].string == String(number))
        }
        try queries.fileHandleForWriting.close()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }

    @Test("an empty stream has no answers")
    func empty() throws {
        let outcome = try library.run("lookup", "--batch")
        #expect(outcome.exit == 0)
        #expect(outcome.output.isEmpty)
    }

    @Test("a line of megabytes is answered like any other")
    func longLine() throws {
        let text = String(repeating: "prayer ", count: 500_000)
        let outcome = try library.run(
            "lookup", "--batch", input: #"{"text":"\#(text)"}"# + "\n" + #"{"text":"a"}"# + "\n")
        #expect(outcome.exit == 0)
        #expect(outcome.output.split(separator: "\n").count == 2)
    }
}
