import Testing

@testable import PageMatchReaders

/// The bounds of a program that is run.
@Suite struct ExternalProgramTests {
    private let shell: ExternalProgram

    init() throws { shell = try #require(ExternalProgram(named: "sh")) }

    @Test("status, output and messages of a program are kept apart")
    func outcome() throws {
        let outcome = try shell.run(
            ["-c", "echo out; echo err >&2; exit 3"], within: TimeLimit(seconds: 10),
            keeping: .all(limit: 100))
        #expect(outcome.status == 3)
        #expect(outcome.output == Array("out\n".utf8))
        #expect(outcome.messages == "err\n")
    }

    @Test("a program that takes too long is ended")
    func time() {
        let clock = ContinuousClock()
        let duration = clock.measure {
            #expect(throws: ExternalProgram.Failure.tookTooLong(seconds: 1)) {
                try shell.run(
                    ["-c", "exec sleep 60"], within: TimeLimit(seconds: 1),
                    keeping: .all(limit: 100))
            }
        }
        #expect(duration < .seconds(20))
    }

    @Test("a program that writes without end is ended")
    func output() throws {
        #expect(throws: ExternalProgram.Failure.wroteTooMuch(limit: 1 << 16)) {
            try shell.run(
                ["-c", "while :; do echo yes; done"], within: TimeLimit(seconds: 20),
                keeping: .all(limit: 1 << 16))
        }
        let outcome = try shell.run(
            ["-c", "seq 1 100000; seq 1 100000 >&2"], within: TimeLimit(seconds: 20),
            keeping: .end(length: 100))
        #expect(String(decoding: outcome.output, as: UTF8.self).hasSuffix("99999\n100000\n"))
        #expect(outcome.output.count < 70_000)
    }

    @Test("limits and surroundings of a program, its arguments as they are given")
    func surroundings() throws {
        let script = "ulimit -v; echo $PAGE_MATCH_TEST; printf '%s|' \"$@\""
        let arguments = ["-c", script, "sh", "a b", "$(echo c)", "d\ne", "\"'"]
        let outcome = try shell.run(
            arguments, environment: ["PAGE_MATCH_TEST": "set"], within: TimeLimit(seconds: 10),
            memory: 1000,
            keeping: .all(limit: 1000))
        #expect(
            String(decoding: outcome.output, as: UTF8.self)
                == "1024000\nset\na b|$(echo c)|d\ne|\"'|")
        // A lower limit stays.
        let inner = "ulimit -v 500000; exec sh -c 'ulimit -v 1024000 2>/dev/null; ulimit -v'"
        let lower = try shell.run(
            ["-c", inner], within: TimeLimit(seconds: 10), keeping: .all(limit: 100))
        #expect(lower.output == Array("500000\n".utf8))
    }

    @Test("a program that says much on its second output is not ended")
    func messages() throws {
        let outcome = try shell.run(
            ["-c", "seq 1 50000 >&2; echo done"], within: TimeLimit(seconds: 20),
            keeping: .all(limit: 100))
        #expect(outcome.status == 0)
        #expect(outcome.output == Array("done\n".utf8))
        #expect(outcome.messages.utf8.count == 1 << 16)
    }

    @Test("a program reads a file that has no name, from its beginning each time")
    func input() throws {
        let file = try UnnamedFile(holding: Array("words".utf8))
        for _ in 0..<2 {
            let outcome = try shell.run(
                ["-c", "cat; cat \(UnnamedFile.path)"], reading: file,
                within: TimeLimit(seconds: 10), keeping: .all(limit: 100))
            #expect(outcome.output == Array("wordswords".utf8))
        }
    }

    @Test("programs that share a limit do not begin once it is over")
    func sharedLimit() throws {
        let limit = TimeLimit(seconds: 1)
        #expect(throws: ExternalProgram.Failure.tookTooLong(seconds: 1)) {
            try shell.run(["-c", "exec sleep 60"], within: limit, keeping: .all(limit: 100))
        }
        #expect(throws: ExternalProgram.Failure.tookTooLong(seconds: 1)) {
            try shell.run(["-c", "true"], within: limit, keeping: .all(limit: 100))
        }
    }

    @Test("a program that is nowhere is nil")
    func missing() {
        #expect(ExternalProgram(named: "no-such-program-anywhere") == nil)
        #expect(ExternalProgram(named: "sh", searchPath: "/nowhere:/neither") == nil)
    }
}
