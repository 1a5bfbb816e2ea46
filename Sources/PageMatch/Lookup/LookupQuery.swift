internal import Foundation

/// A lookup as programs send it: `{"id"?, "text", "book"?, "near"?}`, a line of a batch or the body
/// of a request.
public struct LookupQuery: Hashable, Sendable, Codable {
    /// The query's own name, for the answer to echo.
    ///
    /// In JSON a string or a number.
    public var id: String?
    /// The page; in JSON its text alone.
    public var page: Page
    /// The id of the book to look in; all books when nothing is said.
    public var book: String?
    /// Where the listener was.
    ///
    /// In JSON seconds, or a string as ``Moment/init(parsing:)`` reads it.
    public var near: Moment?

    private enum CodingKeys: String, CodingKey, CaseIterable { case id, text, book, near }

    /// A query for a page.
    public init(_ page: Page, id: String? = nil, book: String? = nil, near: Moment? = nil) {
        self.id = id
        self.page = page
        self.book = book
        self.near = near
    }

    /// A query for a text.
    public init(_ text: String, id: String? = nil, book: String? = nil, near: Moment? = nil) {
        self.init(Page(text), id: id, book: book, near: near)
    }

    /// Reads a query from its JSON.
    ///
    /// - Parameter json: UTF-8, one object; fields of other names are passed over.
    /// - Throws: `badQuery`, with words that tell what is wrong.
    public init(parsing json: some Collection<UInt8>) throws(PageMatchError) {
        do {
            self = try JSONDecoder().decode(LookupQuery.self, from: Data(json))
        } catch let error as PageMatchError {
            throw error
        } catch {
            throw badQuery(
                json.allSatisfy(isBlank) ? "an empty query" : "a query that is not JSON")
        }
    }

    public init(from decoder: any Decoder) throws {
        guard let fields = try? decoder.container(keyedBy: CodingKeys.self) else {
            throw badQuery("a query that is no JSON object")
        }
        guard fields.contains(.text) else { throw badQuery("a query without a text") }
        do {
            page = Page(try fields.decode(String.self, forKey: .text))
        } catch DecodingError.typeMismatch, DecodingError.valueNotFound {
            throw badQuery("the query's text is not a string")
        }
        id = try Self.value(.id, of: fields, "is neither a string nor a number", Self.name)
        book = try Self.value(.book, of: fields, "is not a string") {
            try? $0.decode(String.self, forKey: .book)
        }
        near = try Self.value(.near, of: fields, "is no time", Self.time)
    }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encodeIfPresent(id, forKey: .id)
        try fields.encode(page.text, forKey: .text)
        try fields.encodeIfPresent(book, forKey: .book)
        switch near {
        case .audiobook(let time): try fields.encode(time.seconds, forKey: .near)
        case .track(let number, let time):
            try fields.encode("\(number)@\(time.seconds)", forKey: .near)
        case nil: break
        }
    }

    private typealias Fields = KeyedDecodingContainer<CodingKeys>

    /// A field that may be missing or null, but not anything else than it should be.
    private static func value<Value>(
        _ key: CodingKeys, of fields: Fields, _ complaint: String, _ read: (Fields) -> Value?
    ) throws -> Value? {
        guard fields.contains(key), try !fields.decodeNil(forKey: key) else { return nil }
        guard let value = read(fields) else {
            throw badQuery("the query's \(key.rawValue) \(complaint)")
        }
        return value
    }

    private static func name(_ fields: Fields) -> String? {
        if let text = try? fields.decode(String.self, forKey: .id) { return text }
        if let number = try? fields.decode(Int64.self, forKey: .id) { return String(number) }
        return (try? fields.decode(Double.self, forKey: .id)).map { String($0) }
    }

    private static func time(_ fields: Fields) -> Moment? {
        if let text = try? fields.decode(String.self, forKey: .near) {
            return Moment(parsing: text)
        }
        guard let seconds = try? fields.decode(Double.self, forKey: .near), seconds >= 0 else {
            return nil
        }
        return AudioTime(seconds: seconds).map { .audiobook($0) }
    }

    /// A query of which nothing but the name is read.
    private struct Named: Decodable {
        var id: String?

        init(from decoder: any Decoder) throws {
            id = LookupQuery.name(try decoder.container(keyedBy: CodingKeys.self))
        }
    }

    /// The name of a query that can't be read otherwise, for the error to echo.
    public static func id(in json: some Collection<UInt8>) -> String? {
        (try? JSONDecoder().decode(Named.self, from: Data(json)))?.id
    }
}

private func badQuery(_ message: String) -> PageMatchError {
    PageMatchError(
        .badQuery, message,
        hint: #"write {"text": "words of the page"}, and if you like "id", "book" and "near""#)
}

private func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || (UInt8(ascii: "\t")...UInt8(ascii: "\r")).contains(byte)
}
