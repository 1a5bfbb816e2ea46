import PageMatch
import Testing

@Suite struct LookupQueryTests {
    @Test func aQueryHasATextAndMayHaveMore() throws {
        #expect(try query(#"{"text":"call me"}"#) == LookupQuery("call me"))
        #expect(
            try query(#" {"near":862.5,"book":"moby","id":"q1","text":"é\n😀","new":[1]} "#)
                == LookupQuery(
                    "é\n😀", id: "q1", book: "moby",
                    near: .audiobook(AudioTime(milliseconds: 862_500))))
        #expect(try query(#"{"text":"","id":null,"book":null,"near":null}"#) == LookupQuery(""))
    }

    @Test(
        "an id is a string or a number, echoed as a string",
        arguments: [("7", "7"), ("-1", "-1"), (#""a""#, "a"), (#""""#, ""), ("1.5", "1.5")])
    func id(json: String, id: String) throws {
        #expect(try query(#"{"text":"a","id":\#(json)}"#).id == id)
    }

    @Test(
        "near is seconds or a time",
        arguments: [
            ("0", 0), ("862.5", 862_500), (#""14:22""#, 862_000), (#""862.5s""#, 862_500),
        ])
    func near(json: String, milliseconds: Int64) throws {
        #expect(
            try query(#"{"text":"a","near":\#(json)}"#).near
                == .audiobook(AudioTime(milliseconds: milliseconds)))
    }

    @Test(
        "what is wrong is said",
        arguments: [
            ("", "an empty query"), ("  \t", "an empty query"),
            ("{", "a query that is not JSON"), ("text", "a query that is not JSON"),
            (#"{"text":"a"} {"#, "a query that is not JSON"),
            ("{\"text\":\"\\ud800\"}", "a query that is not JSON"),
            ("[]", "a query that is no JSON object"), ("3", "a query that is no JSON object"),
            ("{}", "a query without a text"), (#"{"id":1}"#, "a query without a text"),
            (#"{"text":1}"#, "the query's text is not a string"),
            (#"{"text":null}"#, "the query's text is not a string"),
            (#"{"text":"a","book":1}"#, "the query's book is not a string"),
            (#"{"text":"a","id":[]}"#, "the query's id is neither a string nor a number"),
            (#"{"text":"a","id":true}"#, "the query's id is neither a string nor a number"),
            (#"{"text":"a","near":-1}"#, "the query's near is no time"),
            (#"{"text":"a","near":1e13}"#, "the query's near is no time"),
            (#"{"text":"a","near":"soon"}"#, "the query's near is no time"),
            (#"{"text":"a","near":true}"#, "the query's near is no time"),
        ])
    func wrong(json: String, message: String) {
        let error = #expect(throws: PageMatchError.self) { try query(json) }
        #expect(error?.code == .badQuery)
        #expect(error?.message == message)
        #expect(error?.hint?.isEmpty == false)
    }

    @Test func bytesThatAreNotUTF8AreNotJSON() {
        let error = #expect(throws: PageMatchError.self) {
            try LookupQuery(parsing: Array(#"{"text":""#.utf8) + [0xFF] + Array(#""}"#.utf8))
        }
        #expect(error?.message == "a query that is not JSON")
    }

    @Test func nestingDoesNotOverflowTheStack() {
        let deep = String(repeating: "[", count: 200_000)
        let error = #expect(throws: PageMatchError.self) { try query(#"{"text":\#(deep)"#) }
        #expect(error?.code == .badQuery)
    }

    @Test func aQueryIsReadAsItIsWritten() throws {
        let original = LookupQuery(
            "a/b", id: "7", book: "x", near: .audiobook(AudioTime(milliseconds: 1_250)))
        #expect(try query(original.jsonText()) == original)
    }

    private func query(_ json: String) throws(PageMatchError) -> LookupQuery {
        try LookupQuery(parsing: json.utf8)
    }
}
