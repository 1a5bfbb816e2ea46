import PageMatchCore
import TestSupport
import Testing

@testable import PageMatchReaders

@Suite struct BookLanguageTests {
    @Test(
        "tags are made those of BCP 47",
        arguments: [
            ("en", "en"), ("EN", "en"), ("en_US", "en-US"), ("en-us", "en-US"), ("eng", "en"),
            ("ger", "de"), ("deu", "de"), ("fre", "fr"), ("English", "en"), ("Deutsch", "de"),
            ("español", "es"), ("zh-hans-cn", "zh-Hans-CN"), ("zh_TW", "zh-TW"), ("iw", "he"),
            ("jp", "ja"), ("en-UK", "en-GB"), ("de_DE.UTF-8", "de-DE"), ("es-419", "es-419"),
            ("de-1996", "de"), ("sl-rozaj", "sl-rozaj"), (" pt-BR ", "pt-BR"), ("grc", "grc"),
            ("English (United States)", "en"), ("en,fr", "en"),
        ])
    func tag(written: String, expected: String) {
        #expect(LanguageTag.normalised(written) == expected)
    }

    @Test(
        "what is no language is none",
        arguments: ["", " ", "und", "eee", "xx", "zxx", "mul", "x-none", "--", "Unknown", "0", "🙂"])
    func noTag(written: String) {
        #expect(LanguageTag.normalised(written) == nil)
    }

    static let prose: [(String, String)] = [
        ("en", "It was the best of times, and it was not what he had in mind for his friend."),
        (
            "de",
            "Es war einmal ein König, der hatte eine Tochter, und die war nicht mit sich im Reinen."
        ),
        (
            "fr",
            "Il était une fois dans une ville un homme qui ne se plaignait pas de son sort, mais il"
        ),
        (
            "es",
            "En un lugar de la Mancha, de cuyo nombre no quiero acordarme, no ha mucho tiempo que"
        ),
        (
            "it",
            "Nel mezzo del cammin di nostra vita mi ritrovai per una selva oscura che la diritta"
        ),
        ("pt", "Era uma vez um homem que não tinha mais do que uma casa e que vivia com os filhos"),
        (
            "nl",
            "Er was eens een man die niet meer wist wat hij met zijn leven zou doen, maar het was"
        ),
        (
            "sv",
            "Det var en gång en man som inte hade något att göra och han gick till staden för att"
        ),
        (
            "da",
            "Der var engang en mand, som ikke havde noget at gøre, og han gik op til byen for at"
        ),
        (
            "fi",
            "Hän ei ollut vielä tullut, mutta kun hän sitten tuli, niin se oli jo liian myöhäistä ja"
        ),
        (
            "pl",
            "Nie było go już w domu, ale jak tylko się pojawił, to wszyscy byli tak zdumieni, że"
        ),
        ("ru", "Все счастливые семьи похожи друг на друга, но он не знал, что она сказала ему за"),
        ("el", "Και όταν ήρθε στο σπίτι δεν ήταν κανείς, αλλά το φως ήταν από την άλλη πλευρά της"),
        ("ja", "吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。"),
        ("zh", "话说天下大势，分久必合，合久必分。周末七国分争，并入于秦。"),
        ("ko", "그는 집에 돌아와서 아무 말도 하지 않고 방으로 들어갔다. 그리고 잠이 들었다."),
    ]

    @Test("prose tells its language", arguments: prose)
    func vote(language: String, text: String) {
        let vote = LanguageVote(of: Array(text.utf8))
        #expect(vote.language == language)
        #expect(vote.isFair, "\(vote)")
    }

    @Test("what is no prose tells none", arguments: ["", "1 2 3", "Xyzzy plugh frotz", "…"])
    func noVote(text: String) {
        #expect(!LanguageVote(of: Array(text.utf8)).isFair)
    }

    private func book(_ language: String, _ text: String) throws -> Book {
        var fixture = EPUBFixture(body: "<p>\(text)</p>")
        fixture.metadata = "<dc:title>T</dc:title>\(language)"
        return try BookReader.read(fixture.bytes, name: nil)
    }

    private func manyLines(_ language: String) -> String {
        let text = Self.prose.first { $0.0 == language }?.1 ?? ""
        return Array(repeating: text, count: 40).joined(separator: "\n")
    }

    @Test func aMissingLanguageIsTakenFromTheTextWithAWarning() throws {
        for tag in ["", "<dc:language/>", "<dc:language> </dc:language>"] {
            let book = try book(tag, manyLines("de"))
            #expect(book.language == "de")
            #expect(book.warnings == ["No language is stated; it is taken for de by its text."])
        }
    }

    @Test func aLanguageThatIsNoneIsReplacedWithAWarning() throws {
        let book = try book("<dc:language>eee</dc:language>", manyLines("en"))
        #expect(book.language == "en")
        #expect(
            book.warnings == [
                "\"eee\" is no language that is known; it is taken for en by its text."
            ])
        let short = try self.book("<dc:language>eee</dc:language>", "Xyzzy.")
        #expect(short.language == nil)
        #expect(short.warnings == ["\"eee\" is no language that is known; none is assumed."])
    }

    @Test func aWrongLanguageIsCorrectedWithAWarning() throws {
        let book = try book("<dc:language>it</dc:language>", manyLines("en"))
        #expect(book.language == "en")
        #expect(
            book.warnings == [
                "The file says that its language is it, but its text reads as en; en is taken."
            ])
    }

    @Test func aRightOrUnheardOfLanguageStays() throws {
        #expect(try book("<dc:language>en_GB</dc:language>", manyLines("en")).language == "en-GB")
        // Near relatives and languages without a list of words are never contradicted.
        #expect(try book("<dc:language>no</dc:language>", manyLines("da")).language == "no")
        #expect(try book("<dc:language>eu</dc:language>", manyLines("en")).language == "eu")
        #expect(
            try book("<dc:language>fr</dc:language>", "The only sentence of it.").language == "fr")
    }

    @Test func textWithoutAnyPlaceForALanguageIsSilentlyTold() throws {
        let book = try BookReader.read(Array(manyLines("es").utf8), name: nil)
        #expect(book.language == "es")
        #expect(book.warnings.isEmpty)
    }

    // MARK: Encodings

    static let encodings: [(String, String, String)] = [
        ("CP1251", "ru", ""), ("KOI8-R", "ru", ""), ("CP866", "ru", ""), ("ISO-8859-5", "ru", ""),
        ("CP1253", "el", ""), ("CP1250", "pl", ""), ("ISO-8859-2", "pl", "są ją coś"),
        ("CP1252", "de", ""), ("CP1252", "fr", ""), ("CP850", "fr", ""),
        ("MACINTOSH", "es", "Había más años también, sí, él está así."),
        ("CP932", "ja", ""), ("EUC-JP", "ja", ""), ("GB18030", "zh", "他说这是我的了，不在那里"),
        ("CP949", "ko", ""), ("EUC-KR", "ko", ""), ("UTF-32LE", "fr", "BOM"),
        ("ISO-2022-JP", "ja", ""),
    ]

    @Test("text that does not name its encoding is decoded", arguments: encodings)
    func encoding(name: String, language: String, more: String) throws {
        let isMarked = more == "BOM"
        let extra = isMarked ? "" : String(repeating: more, count: 20)
        let text = manyLines(language) + extra + manyLines(language)
        let marked = (isMarked ? "\u{FEFF}" : "") + text
        let bytes = try #require(NamedEncodingEncoder.encode(marked, to: name))
        #expect(String(decoding: DecodedText.decode(bytes), as: UTF8.self) == text)
    }

    @Test func aFewStrayBytesAreNoForeignEncoding() {
        let bytes =
            Array("The na".utf8) + [0xEF] + Array("ve caf".utf8) + [0xE9] + Array(" of".utf8)
        #expect(String(decoding: DecodedText.decode(bytes), as: UTF8.self) == "The naïve café of")
    }
}
