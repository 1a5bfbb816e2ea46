import Testing

@testable import PageMatchReaders

/// The bounds of a program that is run.
@Suite struct ExternalProgramTests {
    private let shell: ExternalProgram

    init() throws { shell = try #require(ExternalProgram(named: "sh")) }

    @Test("status, output and messages of a program are kept apart")
    func outcome() throws {
        let outcome = try shell.run(
            ["-c", "echo out; echo err >&2; exit 3"], seconds: 10, keeping: .all(limit: 100))
        #expect(outcome.status == 3)
        #expect(outcome.output == Array("out\n".utf8))
        #expect(outcome.messages == "err\n")
    }

    @Test("a program that takes too long is ended")
    func time() {
        let clock = ContinuousClock()
        let duration = clock.measure {
            #expect(throws: ExternalProgram.Failure.tookTooLong(seconds: 1)) {
                try shell.run(["-c", "exec sleep 60"], seconds: 1, keeping: .all(limit: 100))
            }
        }
        #expect(duration < .seconds(20))
    }

    @Test("a program that writes without end is ended")
    func output() throws {
        #expect(throws: ExternalProgram.Failure.wroteTooMuch(limit: 1 << 16)) {
            try shell.run(
                ["-c", "while :; do echo yes; done"], seconds: 20, keeping: .all(limit: 1 << 16))
        }
        let outcome = try shell.run(
            ["-c", "seq 1 100000; seq 1 100000 >&2"], seconds: 20, keeping: .end(length: 100))
        #expect(String(decoding: outcome.output, as: UTF8.self).hasSuffix("99999\n100000\n"))
        #expect(outcome.output.count < 70_000)
    }

    @Test("a program runs in the folder that is named")
    func folder() throws {
        let outcome = try shell.run(
            ["-c", "pwd"], in: "/", seconds: 10, keeping: .all(limit: 100))
        #expect(outcome.output == Array("/\n".utf8))
    }

    @Test("a program that is nowhere is nil")
    func missing() {
        #expect(ExternalProgram(named: "no-such-program-anywhere") == nil)
        #expect(ExternalProgram(named: "sh", searchPath: "/nowhere:/neither") == nil)
    }
}
