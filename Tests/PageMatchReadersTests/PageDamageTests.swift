import Foundation
import PageMatchCore
import PageMatchReaders
import TestSupport
import Testing

@Suite struct PageDamageTests {
    @Test("a damaged file is a page or an error, and a page keeps what it promises")
    func everyFormat() throws {
        let folder = Sample.project.appendingPathComponent("Tests/Fuzz/Seeds/page")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(files.count >= 8)
        for (number, file) in files.enumerated() {
            let original = Array(try Data(contentsOf: folder.appendingPathComponent(file)))
            var pages = 0
            for round in 0..<150 {
                let seed = UInt64(number * 1_000 + round)
                var generator = SeededGenerator(seed: seed)
                var bytes = original
                for _ in 0...round % 4 { generator.damage(&bytes) }
                guard let page = try? PageReader.read(bytes) else { continue }
                pages += 1
                #expect(keepsPromises(page), "\(file), seed \(seed)")
            }
            // JSON that breaks its rules is refused.
            #expect(pages > (file.hasSuffix(".json") ? 8 : 60), "\(file)")
        }
    }

    @Test(
        "a number that is none, or beyond all numbers, in any place is no number",
        arguments: ["nan", "-nan", "inf", "-inf", "infinity", "1e999", "-1e999", "0x1p4000"])
    func numbers(value: String) throws {
        let folder = Sample.project.appendingPathComponent("Tests/Fuzz/Seeds/page")
        for file in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
            let original = Array(try Data(contentsOf: folder.appendingPathComponent(file)))
            for number in numbers(in: original).prefix(40) {
                var bytes = original
                bytes.replaceSubrange(number, with: value.utf8)
                guard let page = try? PageReader.read(bytes) else { continue }
                #expect(keepsPromises(page), "\(file), byte \(number.lowerBound)")
            }
        }
    }

    /// Where numbers stand, a part of a name or not.
    private func numbers(in bytes: [UInt8]) -> [Range<Int>] {
        var numbers: [Range<Int>] = []
        for (index, byte) in bytes.enumerated() {
            guard (0x30...0x39).contains(byte) || byte == 0x2E && numbers.last?.upperBound == index
            else { continue }
            if let last = numbers.last, last.upperBound == index {
                numbers[numbers.count - 1] = last.lowerBound..<index + 1
            } else {
                numbers.append(index..<index + 1)
            }
        }
        return numbers
    }

    private func keepsPromises(_ page: Page) -> Bool {
        var end = 0
        var line = 0
        for word in page.scan?.words ?? [] {
            guard word.bytes.lowerBound >= end, word.bytes.upperBound <= page.text.utf8.count,
                word.box.width >= 0, word.box.height >= 0, word.line >= line,
                (0...1).contains(word.confidence ?? 0)
            else { return false }
            end = word.bytes.upperBound
            line = word.line
        }
        return true
    }
}

extension SeededGenerator {
    /// Changes, removes, repeats or cuts off a few bytes.
    fileprivate mutating func damage(_ bytes: inout [UInt8]) {
        guard !bytes.isEmpty else { return }
        let at = Int.random(in: 0..<bytes.count, using: &self)
        let end = min(at + Int.random(in: 1...40, using: &self), bytes.count)
        switch Int.random(in: 0..<6, using: &self) {
        case 0: bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &self)
        case 1: bytes.removeSubrange(at..<end)
        case 2: bytes.insert(contentsOf: bytes[at..<end], at: at)
        case 3: bytes[at] = [0x3C, 0x22, 0x2D, 0x39, 0x7D, 0x80].randomElement(using: &self) ?? 0
        case 4: bytes.insert(contentsOf: Array("1e999".utf8), at: at)
        default: bytes.removeSubrange(end...)
        }
    }
}
