import Foundation
import PageMatchText
import TestSupport
import Testing

@testable import PageMatch

@Suite struct BookImageTests {
    private static let made = MadeBook(seed: 30, chapters: 2, words: 120, reading: [[0], [1]])

    @Test("an image that was stored answers as the book that it was made of")
    func roundTrip() async throws {
        let book = try await Self.made.aligned()
        let again = try AlignedBook(image: book.image)
        #expect(again.image == book.image)
        #expect(again.syncMap == book.syncMap)
        #expect(again.title == "A Made Book")
        #expect(again.id == "a-made-book")
        #expect(try again.report() == book.report())
        let page = Page(Self.made.page(30..<100))
        #expect(try again.lookup(page) == book.lookup(page))
    }

    @Test("aligning twice gives the same bytes but for the time that it took")
    func deterministic() async throws {
        let left = try await Self.made.aligned()
        let right = try await Self.made.aligned()
        #expect(left.syncMap == right.syncMap)
        #expect(left.opened.letters.count == right.opened.letters.count)
    }

    @Test("a flipped byte or a missing end is noticed")
    func damage() async throws {
        let image = try await Self.made.aligned().image
        var generator = SeededGenerator(seed: 31)
        for round in 0..<300 {
            var bytes = image
            if round % 3 == 0 {
                bytes.removeLast(Int.random(in: 1...bytes.count, using: &generator))
            } else {
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] ^=
                    UInt8.random(in: 1...255, using: &generator)
            }
            #expect("seed 31, round \(round)") {
                try AlignedBook(image: bytes)
            } throws: { error in
                let code = (error as? PageMatchError)?.code
                return code == .imageDamaged || code == .imageVersion
            }
        }
    }

    @Test("an image of a later version is refused with both versions")
    func laterVersion() async throws {
        var bytes = try await Self.made.aligned().image
        bytes[8] = 9
        #expect {
            try AlignedBook(image: bytes)
        } throws: { error in
            let error = error as? PageMatchError
            return error?.code == .imageVersion && error?.message.contains("version 9") == true
                && error?.message.contains("version \(ImageFormat.version)") == true
        }
    }

    @Test("letters that were folded by other rules are refused with both versions")
    func otherFolding() async throws {
        let image = try await Self.made.aligned().image
        let opened = try AlignedBook(image: image).opened
        var bytes = image
        let rules = withUnsafeBytes(of: opened.book) { Array($0) }
        // The record stands once in the image; its rules are the fourth field.
        let place = try #require(bytes.firstRange(of: rules)).lowerBound
        let field = try #require(MemoryLayout<BookRecord>.offset(of: \.foldingRules))
        bytes[place + field] = 1
        #expect {
            try AlignedBook(image: sealed(bytes))
        } throws: { error in
            let error = error as? PageMatchError
            return error?.code == .imageVersion && error?.message.contains("version 1") == true
                && error?.message.contains("version \(Tokenizer.rules)") == true
        }
        let name = try #require(opened.string(opened.book.normalForm))
        #expect(name.split(separator: "/").count == 4)
    }

    @Test("an image with a good checksum and bad contents is refused or harmless")
    func forged() async throws {
        let image = try await Self.made.aligned().image
        var generator = SeededGenerator(seed: 32)
        var refused = 0
        for _ in 0..<1500 {
            var bytes = image
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                // Where the tables begin, and anywhere: half and half.
                let end = Bool.random(using: &generator) ? 1024 : bytes.count
                bytes[Int.random(in: 32..<end, using: &generator)] =
                    [0, 1, 0x7F, 0xFF].randomElement(using: &generator) ?? 0
            }
            if !isUsable(sealed(bytes)) { refused += 1 }
        }
        #expect(refused > 100)
    }

    @Test("words before the first section are refused: nobody could say where they stand")
    func wordsWithoutSection() async throws {
        let image = try await Self.made.aligned().image
        var section = try AlignedBook(image: image).opened.sections[0]
        let place = try #require(
            image.firstRange(of: withUnsafeBytes(of: section) { Array($0) })
        ).lowerBound
        section.firstWord = 1
        var bytes = image
        withUnsafeBytes(of: section) {
            bytes.replaceSubrange(place..<place + $0.count, with: $0)
        }
        #expect {
            try AlignedBook(image: sealed(bytes))
        } throws: { error in
            let error = error as? PageMatchError
            return error?.code == .imageDamaged && error?.message.contains("sections") == true
        }
    }

    /// The image with the length and the checksum that it should have.
    private func sealed(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.count >= ImageFormat.headerSize else { return bytes }
        var bytes = bytes
        withUnsafeBytes(of: UInt64(bytes.count).littleEndian) {
            bytes.replaceSubrange(16..<24, with: $0)
        }
        let sum = checksum(bytes.span.extracting(ImageFormat.headerSize...))
        withUnsafeBytes(of: sum.littleEndian) { bytes.replaceSubrange(24..<32, with: $0) }
        return bytes
    }

    /// Whether an image is let in; then all of it is used, which must be safe, whatever it says.
    private func isUsable(_ image: [UInt8]) -> Bool {
        guard let book = try? AlignedBook(image: image) else { return false }
        _ = try? book.lookup(Page(Self.made.page(30..<100)))
        for name in book.sectionNames.prefix(3) {
            let text = book.text(ofSection: name) ?? ""
            _ = try? book.lookup(Page(String(text.prefix(600))))
            _ = book.source(ofSection: name, at: text.utf8.count / 2)
        }
        for track in 1...3 {
            _ = try? book.locate(.track(number: track, TrackTime(milliseconds: 20_000)))
        }
        _ = try? book.report()
        _ = book.webVTT
        _ = book.tabSeparatedWords
        _ = book.syncMap
        return true
    }

    @Test("the checksum is XXH64")
    func checksumVectors() {
        func sum(_ text: String) -> UInt64 { checksum(Array(text.utf8).span) }
        #expect(sum("") == 0xEF46_DB37_51D8_E999)
        #expect(sum("a") == 0xD24E_C4F1_A98C_6E5B)
        #expect(sum("abc") == 0x44BC_2CF5_AD77_0999)
        #expect(
            sum("Nobody inspects the spammish repetition") == 0xFBCE_A83C_8A37_8BF1)
    }

    @Test("a book without a title, authors or language is a book")
    func bare() async throws {
        var made = Self.made
        made.book.title = nil
        made.book.language = nil
        let book = try await made.aligned()
        #expect(book.title == nil)
        #expect(book.language == nil)
        #expect(book.authors.isEmpty)
        #expect(book.id == "book")
    }

    @Test(
        "ids are folded titles",
        arguments: [
            ("Moby-Dick; or, The Whale", "moby-dick-or-the-whale"), ("Don’t Look", "dont-look"),
            ("  Émile  ", "emile"), ("Straße 7", "strasse-7"),
        ])
    func ids(title: String, id: String) {
        #expect(AlignedBook.defaultID(title: title) == id)
    }

    @Test("a title of other scripts folds to nothing")
    func noID() {
        #expect(AlignedBook.defaultID(title: "吾輩は猫である") == nil)
        #expect(AlignedBook.defaultID(title: nil) == nil)
    }
}
