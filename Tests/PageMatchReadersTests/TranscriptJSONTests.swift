import Testing

@testable import PageMatchReaders

@Suite struct TranscriptJSONTests {
    /// Calls `body` with the value that a text is.
    private func json<Result>(
        _ text: String, _ body: (JSONValue) throws -> Result
    ) throws -> Result {
        try parseJSON(Array(text.utf8)).withRoot { root in try body(root) }
    }

    private func failure(_ text: String) -> ReaderError? {
        do throws(ReaderError) {
            _ = try parseJSON(Array(text.utf8))
            return nil
        } catch {
            return error
        }
    }

    @Test func membersAndElementsAreFound() throws {
        let text = #" {"a": [1, {"b": "x", "c": null}, []], "d": {}, "e": true, "é": 2} "#
        try json(text) { root in
            let list = Array(try #require(root["a"]).elements)
            #expect(list.count == 3)
            #expect(list[0].number == 1)
            #expect(list[1]["b"]?.string == "x")
            #expect(list[1]["c"] == nil)
            #expect(list[2].isArray && list[2].elements.isEmpty)
            #expect(root["d"]?.isObject == true)
            #expect(root["d"]?.members.isEmpty == true)
            #expect(root["é"]?.number == 2)
            #expect(root["z"] == nil)
            #expect(root["e"]?["a"] == nil)
            #expect(root["e"]?.isTrue == true)
            #expect(root["a"]?.members.isEmpty == true && root["d"]?.elements.isEmpty == true)
        }
    }

    @Test func valuesOneAfterTheOtherAreAList() throws {
        let texts = [
            "{\"a\": 1}\n{\"a\": [2]}\n", "{\"a\":1}{\"a\":[2]}",
            "\r\n {\"a\":1}\r\n\r\n{\"a\":[2]}",
            "\u{FEFF}{\"a\":1} {\"a\":[2]}",
        ]
        for text in texts {
            try json(text) { root in
                #expect(root.isArray)
                let values = Array(root.elements)
                #expect(values.count == 2)
                #expect(values.first?["a"]?.number == 1)
                #expect(values.last?["a"]?.elements.first?.number == 2)
            }
        }
        try json("\u{FEFF}[1]") { root in #expect(root.elements.map(\.number) == [1]) }
    }

    @Test func valuesKnowTheirLines() throws {
        try json("{\"a\":\n[1,\r\n{}]}") { root in
            #expect(root.line == 1)
            #expect(root["a"]?.line == 2)
            #expect(root["a"]?.elements.map(\.line) == [2, 3])
        }
    }

    @Test func escapesAreResolved() throws {
        let text =
            #"["\" \\ \/ \b\f\n\r\t", "\u0041\u00e9\u9be8", "\ud83d\udc0b", "\ud83d", "\udc0b!", "\uD83Dx"]"#
        let strings = try json(text) { root in root.elements.map { $0.string } }
        #expect(strings[0] == "\" \\ / \u{8}\u{C}\n\r\t")
        #expect(strings[1] == "Aé鯨")
        #expect(strings[2] == "🐋")
        #expect(strings[3] == "\u{FFFD}")
        #expect(strings[4] == "\u{FFFD}!")
        #expect(strings[5] == "\u{FFFD}x")
        #expect(try json(#"{"\u0061": 1}"#) { $0["a"]?.number } == 1)
        #expect(try json(#"["\u0061b"]"#) { $0.elements.first?.isString("ab") } == true)
    }

    @Test(
        "numbers are those that Swift reads",
        arguments: [
            "0", "-0", "1", "-1.5", "2.2325000000000004", "123456789012345678901234567890", "1e3",
            "1.5E-3", "0.000000000000000000000000001", "1e400", "3.3000000000000003", "42.0",
            "999999999999.999", "0.1", "9999999999999999999", "0.1234567890123456789", "7.",
        ])
    func numbers(text: String) throws {
        for surrounded in ["[\(text)]", "[\(text) ]", "[\(text),1]", "{\"a\":\(text)}"] {
            let value = try json(surrounded) { $0.elements.first?.number ?? $0["a"]?.number }
            let read = try #require(value)
            let expected = try #require(Double(text))
            #expect(read == expected || abs(read - expected) <= expected.ulp * 2)
        }
    }

    @Test func numbersOfPythonAreNumbers() throws {
        let numbers = try json("[NaN, Infinity, -Infinity, 1.2.3, 1-2]") {
            $0.elements.compactMap(\.number)
        }
        #expect(numbers.count == 5)
        #expect(numbers[0].isNaN && numbers[3].isNaN && numbers[4].isNaN)
        #expect(numbers[1] == .infinity)
        #expect(numbers[2] == -.infinity)
    }

    @Test func secondsMayBeQuoted() throws {
        let values = try json(#"["1.25", 1.25, "1.25 s", "", true]"#) { $0.elements.map(\.seconds) }
        #expect(values == [1.25, 1.25, nil, nil, nil])
    }

    @Test func durationsAreReadInEveryForm() throws {
        let text =
            #"["1.300s", "2s", {"seconds": "1", "nanos": 5e8}, {}, "PT1H2M3.5S", "P1DT1S", "PT0.5S", 4]"#
        let values = try json(text) { $0.elements.map(\.statedSeconds) }
        #expect(values == [1.3, 2, 1.5, 0, 3723.5, 86401, 0.5, 4])
        let others = try json(#"["s", "1.3 s", "P", "PT", "PT1", "PTS", "P1Y", {"a": 1}, null]"#) {
            $0.elements.map(\.statedSeconds)
        }
        #expect(others == Array(repeating: nil, count: 9))
    }

    @Test func halfACharacterStaysHalf() throws {
        let bytes = Array("[\"".utf8) + [0xE9, 0xAF] + Array("\"]".utf8)
        try parseJSON(bytes).withRoot { root in
            #expect(root.elements.first?.utf8.map(Array.init) == [0xE9, 0xAF])
            #expect(root.elements.first?.string == "\u{FFFD}")
        }
    }

    @Test(
        "what breaks the rules is refused with its line",
        arguments: [
            ("{", 1), ("[1,]", 1), ("[1\n2]", 2), ("{\"a\"\r\n\r\n1}", 3), ("{\"a\":}", 1),
            ("[}", 1),
            ("[\"abc", 1), ("[\"abc\\", 1), ("[tru]", 1), ("[-]", 1), ("[]\n\n]", 3), ("[]\n2", 2),
            ("1 []", 1), ("{}\n{", 2),
            ("{1: 2}", 1),
            ("[nul", 1), ("", 1), ("[1 ,\n", 2),
        ])
    func refused(text: String, line: Int) {
        guard case .malformed(let format, _, nil, let found) = failure(text) else {
            Issue.record("\(text) was read")
            return
        }
        #expect(format == "JSON")
        #expect(found == line, "\(text)")
    }

    @Test func nestingIsBounded() {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(failure(nested(JSONParser.maximumDepth)) == nil)
        #expect(failure(nested(JSONParser.maximumDepth + 1)) != nil)
        #expect(failure(String(repeating: "{\"a\":[", count: 100_000)) != nil)
    }
}
