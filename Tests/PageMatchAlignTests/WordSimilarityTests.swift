import PageMatchCore
import TestSupport
import Testing

@testable import PageMatchAlign

/// Edit distance by its definition, cell by cell.
private func naiveDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var rows = [Array(0...right.count)]
    for line in left.indices {
        var row = [line + 1]
        for column in right.indices {
            let substitution = rows[line][column] + (left[line] == right[column] ? 0 : 1)
            row.append(min(substitution, rows[line][column + 1] + 1, row[column] + 1))
        }
        rows.append(row)
    }
    return rows[left.count][right.count]
}

/// The codes of a word of a…z.
private func codes(_ word: String) -> [UInt8] {
    Array(word.utf8)
}

private func score(_ left: [UInt8], _ right: [UInt8]) -> Int32 {
    var similarity = WordSimilarity()
    similarity.set(left, 0..<left.count)
    var shape = WordSimilarity.Shape(right, 0..<right.count)
    return similarity.score(&shape, right)
}

private func sound(_ word: String) -> SoundKey {
    SoundKey(codes(word), 0..<word.utf8.count)
}

@Suite struct WordSimilarityTests {
    @Test("the distance by bits is the distance by cells")
    func differential() {
        var similarity = WordSimilarity()
        for seed in UInt64(0)..<2000 {
            var generator = SeededGenerator(seed: seed)
            let letters: ClosedRange<UInt8> = seed % 3 == 0 ? 1...255 : 1...4
            // All the bits of a word of the processor are taken, or all but some.
            let border = seed % 11 == 0 ? [1, 62, 63, 64].randomElement(using: &generator) : nil
            func word(_ most: Int) -> [UInt8] {
                (0..<(border ?? Int.random(in: 0...most, using: &generator))).map { _ in
                    UInt8.random(in: letters, using: &generator)
                }
            }
            let left = word(seed % 5 == 0 ? 64 : 12)
            let right = word(seed % 7 == 0 ? 80 : 12)
            // The same tables for all: nothing of an earlier word may be left in them.
            similarity.set(left, 0..<left.count)
            #expect(
                similarity.distance(to: right, 0..<right.count) == naiveDistance(left, right),
                "seed \(seed)")
        }
    }

    @Test("a pair scores the same whichever of both is set")
    func symmetry() {
        for seed in UInt64(0)..<2000 {
            var generator = SeededGenerator(seed: seed)
            func word() -> [UInt8] {
                (0..<Int.random(in: 0...9, using: &generator)).map { _ in
                    UInt8.random(in: UInt8(ascii: "a")...UInt8(ascii: "z"), using: &generator)
                }
            }
            let left = word()
            let right =
                Bool.random(using: &generator)
                ? word() : Array(left.dropFirst()) + [UInt8(ascii: "c")]
            #expect(score(left, right) == score(right, left), "seed \(seed)")
        }
    }

    @Test(
        "names and words that a recogniser spells otherwise are alike",
        arguments: [
            ("ishmael", "ishmail"), ("allan", "allen"), ("pelagea", "pelagia"),
            ("night", "knight"), ("phil", "fil"), ("through", "threw"),
            ("queequeg", "queakweg"), ("hatchway", "atchway"), ("recieve", "receive"),
        ])
    func alike(left: String, right: String) {
        #expect(score(codes(left), codes(right)) > 0)
    }

    @Test(
        "different words are not",
        arguments: [
            ("house", "garden"), ("a", "an"), ("in", "on"), ("captain", "whale"),
            ("morning", "evening"), ("never", "always"), ("", "and"),
        ])
    func different(left: String, right: String) {
        #expect(score(codes(left), codes(right)) < 0)
    }

    @Test("what is closer scores more")
    func graded() {
        let word = codes("ishmael")
        let scores = ["ishmaels", "ishmail", "ismial", "elephant"].map { score(word, codes($0)) }
        #expect(scores == scores.sorted(by: >))
        #expect(score(word, codes("ishmail")) > score(word, codes("ismial")))
        #expect(score(word, codes("ismial")) > score(word, codes("elephant")))
    }

    @Test("words of other scripts are compared by their letters alone")
    func otherScripts() {
        // Codes as Cyrillic and Greek letters have them.
        let word: [UInt8] = [200, 201, 202, 203, 204]
        #expect(score(word, [200, 201, 202, 203, 205]) > 0)
        #expect(score(word, [130, 131, 132, 133, 134]) < 0)
        #expect(SoundKey(word, 0..<5).count == 0)
    }

    @Test(
        "words that sound the same have one key",
        arguments: [
            ("night", "knight"), ("phil", "fil"), ("pelagea", "pelagia"), ("whole", "wole"),
            ("write", "right"), ("ours", "hours"), ("nation", "nashon"), ("back", "bak"),
            ("climb", "clim"), ("psalm", "salm"), ("bridge", "brij"), ("match", "mach"),
        ])
    func sounds(left: String, right: String) {
        #expect(sound(left) == sound(right))
        #expect(sound(left).count > 0)
    }

    @Test("one edit between keys is told from two")
    func edits() {
        for seed in UInt64(0)..<1000 {
            var generator = SeededGenerator(seed: seed)
            func key() -> String {
                String(
                    (0..<Int.random(in: 0...5, using: &generator)).map { _ in
                        "ptk".randomElement(using: &generator) ?? "p"
                    }.flatMap { [$0, "a"] })
            }
            let (left, right) = (sound(key()), sound(key()))
            func classes(_ key: SoundKey) -> [UInt8] {
                (0..<key.count).map { UInt8(key.classes >> (4 * UInt64($0)) & 15) }
            }
            #expect(
                left.isWithinOneEdit(of: right)
                    == (naiveDistance(classes(left), classes(right)) <= 1), "seed \(seed)")
        }
    }
}
