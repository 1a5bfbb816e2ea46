import Testing

@testable import PageMatchReaders

@Suite struct TranscriptJSONTests {
    private func json(_ text: String) throws -> JSONValue {
        try parseJSON(Array(text.utf8)).root
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
        let root = try json(#" {"a": [1, {"b": "x", "c": null}, []], "d": {}, "e": true, "é": 2} "#)
        let list = Array(try #require(root["a"]).elements)
        #expect(list.count == 3)
        #expect(list[0].number == 1)
        #expect(list[1]["b"]?.string == "x")
        #expect(list[1]["c"] == nil)
        #expect(list[2].isArray && list[2].elements.isEmpty)
        #expect(root["d"]?.isObject == true)
        #expect(root["é"]?.number == 2)
        #expect(root["z"] == nil)
        #expect(root["e"]?["a"] == nil)
    }

    @Test func escapesAreResolved() throws {
        let text =
            #"["\" \\ \/ \b\f\n\r\t", "\u0041\u00e9\u9be8", "\ud83d\udc0b", "\ud83d", "\udc0b!", "\uD83Dx"]"#
        let strings = try json(text).elements.map { $0.string }
        #expect(strings[0] == "\" \\ / \u{8}\u{C}\n\r\t")
        #expect(strings[1] == "Aé鯨")
        #expect(strings[2] == "🐋")
        #expect(strings[3] == "\u{FFFD}")
        #expect(strings[4] == "\u{FFFD}!")
        #expect(strings[5] == "\u{FFFD}x")
        #expect(try json(#"{"\u0061": 1}"#)["a"]?.number == 1)
    }

    @Test(
        "numbers are those that Swift reads",
        arguments: [
            "0", "-0", "1", "-1.5", "2.2325000000000004", "123456789012345678901234567890", "1e3",
            "1.5E-3", "0.000000000000000000000000001", "1e400", "3.3000000000000003", "42.0",
            "999999999999.999", "0.1",
        ])
    func numbers(text: String) throws {
        let read = try #require(try json("[\(text)]").elements.first?.number)
        let expected = try #require(Double(text))
        #expect(read == expected || abs(read - expected) <= expected.ulp * 2)
    }

    @Test func numbersOfPythonAreNumbers() throws {
        let numbers = try json("[NaN, Infinity, -Infinity]").elements.compactMap(\.number)
        #expect(numbers.count == 3)
        #expect(numbers[0].isNaN)
        #expect(numbers[1] == .infinity)
        #expect(numbers[2] == -.infinity)
    }

    @Test func secondsMayBeQuoted() throws {
        let values = try json(#"["1.25", 1.25, "1.25 s", "", true]"#).elements.map(\.seconds)
        #expect(values == [1.25, 1.25, nil, nil, nil])
    }

    @Test func halfACharacterStaysHalf() throws {
        let value = try parseJSON(Array("[\"".utf8) + [0xE9, 0xAF] + Array("\"]".utf8)).root
        #expect(value.elements.first?.utf8.map(Array.init) == [0xE9, 0xAF])
        #expect(value.elements.first?.string == "\u{FFFD}")
    }

    @Test(
        "what breaks the rules is refused with its line",
        arguments: [
            ("{", 1), ("[1,]", 1), ("[1\n2]", 2), ("{\"a\"\r\n\r\n1}", 3), ("{\"a\":}", 1),
            ("[}", 1),
            ("[\"abc", 1), ("[\"abc\\", 1), ("[tru]", 1), ("[-]", 1), ("[]\n\n[]", 3),
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
