internal import ArgumentParser
internal import CAlignKernels
internal import Foundation
internal import PageMatch
internal import PageMatchCore
internal import PageMatchText
internal import TestSupport

/// Times each form of the alignment kernels, and the same in Swift.
struct KernelsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kernels",
        abstract: "What the forms of the alignment kernels take, beside the same in Swift.",
        discussion: """
            Gaps are of random letters and of a copy with 15 % errors, aligned from corner to \
            corner; a cell is a letter beside another one. In Swift they are aligned row by row by \
            the engine's `GapAligner`, which takes bridges and any scores, and by anti-diagonals as \
            the kernels do: cell after cell in a loop that the compiler may make vectors of, and by \
            the library's vectors of sixteen; both without following the directions to pairs. \
            Bands are of pages of random letters in a text that has them with 15 % errors. Words \
            are those of the corpus by chance; in Swift their distance is taken by a table of the \
            places of each letter. Equal letters are counted up to the first that differs.

            Ways of a row are timed in turn, each for two milliseconds at least; the best round \
            counts. That they agree is checked: in Swift by the score or distance, among the kernels \
            by the pairs and by what a band keeps, too.
            """)

    /// The columns of the table.
    static let ways = [
        "scalar", "any processor", "AVX2", "Swift", "Swift, diagonals", "Swift, vectors",
    ]

    @Option(help: "A folder of books, each a folder with book.* and transcript/.")
    var corpus: String
    @Option(help: "How often each way is timed.")
    var rounds = 30
    @Option(help: "A seed.")
    var seed: UInt64 = 1

    func run() async throws {
        print("| kernel | of | unit | \(Self.ways.joined(separator: " | ")) |")
        print("|---|---|---|" + String(repeating: "---|", count: Self.ways.count))
        for size in [16, 64, 256, 1000] {
            for hasGroups in [false, true] {
                print(try KernelRows.gap(size, hasGroups: hasGroups, rounds, seed))
            }
        }
        for size in [120, 1100, 20_000] {
            for row in try KernelRows.band(size, rounds, seed) { print(row) }
        }
        let words = try CorpusFolder.all(in: corpus).map { folder in
            let book = try folder.readBook()
            var spoken = try SpokenFormMaker(languageOf: book)
            return try BookWords(book, &spoken) {}.words
        }
        for others in [1, 50] {
            print(try KernelRows.distance(words, others: others, rounds, seed))
        }
        for length in [4, 16, 64, 1000] {
            print(try KernelRows.equalLetters(length, rounds, seed))
        }
    }
}

/// The rows of the table.
enum KernelRows {
    /// Letters of a random text, as codes.
    static func letters(_ count: Int, _ generator: inout SeededGenerator) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: 1...26, using: &generator) }
    }

    /// A copy in which 15 % of the letters are others, left out or put in.
    ///
    /// As many are left out as put in, in turn, so that it stays beside what was copied.
    static func misread(_ letters: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
        var copy: [UInt8] = []
        var isLeftOut = false
        for letter in letters {
            guard Int.random(in: 0..<100, using: &generator) < 15 else {
                copy.append(letter)
                continue
            }
            let other = UInt8.random(in: 1...26, using: &generator)
            if Int.random(in: 0..<3, using: &generator) == 0 {
                copy.append(other)
            } else {
                isLeftOut.toggle()
                if !isLeftOut { copy += [letter, other] }
            }
        }
        return copy
    }

    /// The forms that this processor has, the scalar one first.
    static var forms: [UnsafePointer<pm_align_kernels>?] {
        (0..<3).map { pm_align_kernels_at(Int32($0)) }
    }

    /// A line of the table.
    static func line(
        _ kernel: String, _ of: String, _ unit: String, _ values: [Double?]
    ) -> String {
        let missing = [Double?](repeating: nil, count: KernelsCommand.ways.count - values.count)
        let cells = (values + missing).map { value in
            value.map { String(format: $0 < 100 ? "%.2f" : "%.0f", $0) } ?? ""
        }
        return "| \(kernel) | \(of) | \(unit) | \(cells.joined(separator: " | ")) |"
    }

    // MARK: Words

    /// The distance of words of a corpus: of one that is set, with some that stand elsewhere.
    static func distance(
        _ books: [WordsAndLetters], others: Int, _ rounds: Int, _ seed: UInt64
    ) throws -> String {
        var generator = SeededGenerator(seed: seed)
        var words: [[UInt8]] = []
        for _ in 0..<200 {
            guard let book = books.randomElement(using: &generator), book.count > others else {
                throw ValidationError("the corpus has a book without words")
            }
            let first = Int.random(in: 0..<book.count - others, using: &generator)
            let set = Int.random(in: 0..<book.count, using: &generator)
            words += ([set] + Array(first..<first + others)).map {
                Array(book.letters[book.letterRange(of: $0)].prefix(64))
            }
        }
        let ways: [Ways.Way?] = [nil, { setWord(words, others) }, nil, { table(words, others) }]
        let seconds = try Ways("distance", ways, rounds: rounds).seconds()
        let mean = Double(words.reduce(0) { $0 + $1.count }) / Double(words.count)
        return line(
            "word distance", String(format: "%.1f letters, \(others) with each", mean), "ns a pair",
            seconds.map { $0.map { $0 * 1e9 / Double(200 * others) } })
    }

    /// The sum of the distances by the kernel.
    private static func setWord(_ words: [[UInt8]], _ others: Int) -> Int {
        var sum = 0
        for first in stride(from: 0, to: words.count, by: others + 1) {
            var word = pm_set_word()
            let letters = words[first]
            word.count = Int32(letters.count)
            withUnsafeMutableBytes(of: &word.letters) { bytes in
                for index in letters.indices { bytes[index] = letters[index] }
            }
            for other in words[first + 1...first + others] {
                sum += Int(pm_set_word_distance(&word, other, Int32(other.count)))
            }
        }
        return sum
    }

    /// The same by a table of the places of each letter, filled and cleared for each word that is
    /// set.
    private static func table(_ words: [[UInt8]], _ others: Int) -> Int {
        var places = [UInt64](repeating: 0, count: 256)
        var sum = 0
        for first in stride(from: 0, to: words.count, by: others + 1) {
            let letters = words[first]
            for (place, letter) in letters.enumerated() {
                places[Int(letter)] |= 1 << UInt64(place)
            }
            for other in words[first + 1...first + others] {
                sum += distance(letters.count, places, other)
            }
            for letter in letters { places[Int(letter)] = 0 }
        }
        return sum
    }

    /// As `pm_set_word_distance`.
    @inline(__always)
    private static func distance(_ count: Int, _ places: [UInt64], _ other: [UInt8]) -> Int {
        if count == 0 { return other.count }
        var distance = count
        let last = UInt64(truncatingIfNeeded: count - 1)
        var increases = UInt64.max
        var decreases: UInt64 = 0
        for letter in other {
            let equal = places[Int(letter)]
            let vertical = equal | decreases
            let horizontal = (((equal & increases) &+ increases) ^ increases) | equal
            var up = decreases | ~(horizontal | increases)
            var down = increases & horizontal
            distance &+= Int(truncatingIfNeeded: up &>> last & 1)
            distance &-= Int(truncatingIfNeeded: down &>> last & 1)
            up = up << 1 | 1
            down <<= 1
            increases = down | ~(vertical | up)
            decreases = up & vertical
        }
        return distance
    }

    // MARK: Equal letters

    /// Counting so many letters that are equal before one that is not.
    static func equalLetters(_ length: Int, _ rounds: Int, _ seed: UInt64) throws -> String {
        var generator = SeededGenerator(seed: seed)
        let places = 64
        let stride = length + 17
        let left = letters(places * stride, &generator)
        var right = left
        for place in 0..<places { right[place * stride + length] = 0 }
        func sum(_ count: (UnsafePointer<UInt8>, UnsafePointer<UInt8>, Int) -> Int) -> Int {
            left.withUnsafeBufferPointer { left in
                right.withUnsafeBufferPointer { right in
                    guard let left = left.baseAddress, let right = right.baseAddress else {
                        return 0
                    }
                    return (0..<places).reduce(0) { sum, place in
                        let start = place * stride
                        return sum + count(left + start, right + start, length + 16)
                    }
                }
            }
        }
        let ways: [Ways.Way?] = [
            { sum { pm_equal_letters_scalar($0, $1, $2) } },
            { sum { pm_equal_letters($0, $1, $2) } },
        ]
        let seconds = try Ways("equal letters", ways, rounds: rounds).seconds()
        return line(
            "equal letters", "\(length)", "ns a call",
            seconds.map { $0.map { $0 * 1e9 / Double(places) } })
    }
}
