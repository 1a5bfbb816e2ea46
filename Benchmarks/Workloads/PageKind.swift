/// What is looked up.
package struct PageKind: Hashable, Sendable {
    /// What it is called, without its share of errors.
    package var name: String
    /// How many words it has.
    package var words: ClosedRange<Int>
    /// The share of its characters that are hit, or of its words where it is heard, 0…1.
    package var errors: Double
    /// Whether it is printed in lines, with a running head and a page number.
    package var hasHead = false
    /// Whether it is of a stretch that is not read aloud.
    package var isUnread = false
    /// Whether it is of another book than the one that is asked.
    package var isForeign = false
    /// How many words of the book that is asked stand in the middle of a page of another one.
    package var quoted = 0
    /// Whether it is in a recogniser's words: one in eight is another, left out, or put in.
    package var isHeard = false

    /// The kind of all that has a name with its share wrong, such as `page, 15 %`.
    ///
    /// - Precondition: There is one: names stand in code only.
    package static func named(_ name: String) -> PageKind {
        guard let kind = all.first(where: { $0.names[1] == name }) else {
            preconditionFailure("no kind of page is called \(name)")
        }
        return kind
    }

    /// What it is called, without how many letters in a hundred are wrong and with it.
    package var names: [String] { [name, "\(name), \(Int(errors * 100)) %"] }

    /// What of the stated mix it is: half is hard, a quarter foreign, a quarter easy.
    package var part: Part {
        if isForeign { return .foreign }
        let isHard =
            ["25 words", "3 words"].contains(name) || errors >= 0.3
            || name == "6 words" && errors > 0
        return isHard ? .hard : .easy
    }

    /// Whether it is usual: neither misread by half, nor a phrase that is short or spoilt.
    package var isUsual: Bool {
        errors <= 0.3 && quoted == 0 && !isHeard
            && (words.lowerBound >= 25 || words.lowerBound == 10 && isForeign
                || name == "6 words" && errors == 0)
    }

    /// A kind of this name.
    package init(
        name: String, words: ClosedRange<Int>, errors: Double, hasHead: Bool = false,
        isUnread: Bool = false, isForeign: Bool = false, quoted: Int = 0, isHeard: Bool = false
    ) {
        self.name = name
        self.words = words
        self.errors = errors
        self.hasHead = hasHead
        self.isUnread = isUnread
        self.isForeign = isForeign
        self.quoted = quoted
        self.isHeard = isHeard
    }

    /// A part of the stated mix.
    package enum Part: String, CaseIterable, Sendable {
        case hard, foreign, easy

        /// Its share of the weight.
        package var share: Double { self == .hard ? 0.5 : 0.25 }
    }

    /// What stands in the middle of a page of another book, if anything does.
    package static let quote = PageKind(name: "quotation", words: 10...10, errors: 0.05)

    /// All that are looked up, in the order of tables.
    package static let all: [PageKind] =
        [0.01, 0.05, 0.15, 0.30].map {
            PageKind(name: "page", words: 150...300, errors: $0, hasHead: true)
        }
        + [0.01, 0.05, 0.15, 0.30].map { PageKind(name: "25 words", words: 25...25, errors: $0) }
        + [
            PageKind(name: "page, as heard", words: 150...300, errors: 0.12, isHeard: true),
            PageKind(name: "25 words, as heard", words: 25...25, errors: 0.12, isHeard: true),
            PageKind(name: "6 words", words: 6...6, errors: 0),
            PageKind(name: "6 words", words: 6...6, errors: 0.15),
            PageKind(
                name: "unread page", words: 150...300, errors: 0.05, hasHead: true, isUnread: true),
            PageKind(
                name: "another book's page", words: 150...300, errors: 0.05, hasHead: true,
                isForeign: true),
            PageKind(
                name: "another book's 25 words", words: 25...25, errors: 0.05, isForeign: true),
            PageKind(name: "10 words", words: 10...10, errors: 0.30),
            PageKind(
                name: "another book's 10 words", words: 10...10, errors: 0.05, isForeign: true),
            PageKind(
                name: "another book's 10 words", words: 10...10, errors: 0.30, isForeign: true),
            PageKind(name: "another book's 6 words", words: 6...6, errors: 0, isForeign: true),
            PageKind(name: "3 words", words: 3...3, errors: 0),
            PageKind(name: "another book's 3 words", words: 3...3, errors: 0, isForeign: true),
            PageKind(name: "another book's word", words: 1...1, errors: 0, isForeign: true),
            PageKind(
                name: "another book's page with ten words of this", words: 150...300, errors: 0.05,
                hasHead: true, isForeign: true, quoted: 10),
            PageKind(
                name: "another book's page", words: 150...300, errors: 0.5, hasHead: true,
                isForeign: true),
            PageKind(name: "page", words: 150...300, errors: 0.5, hasHead: true),
        ]
}
