import CTextKernels
import PageMatchCore
import TestSupport
import Testing

@testable import PageMatchText

/// Rows that are only counted, beside those that are taken apart.
@Suite struct PageRowsTests {
    /// Lines of words, signs and what else pages have, some of them longer than a block of the kernel.
    private static func page(_ generator: inout SeededGenerator) -> String {
        let pieces = [
            "the", "a", "I", "Whale", "MOBY", "aaaa", "xXx", "l1", "12", "xiv", "—", "“Oh,”",
            "naïve", "|",
            "~~", "don't", "e.g.", "=", "ß", "時計屋", "iiiiii", "EEEn", "*", "¹", "nnn]", "…",
            "b\u{0}c",
        ]
        let spaces = [" ", "  ", "\t", " \u{B} "]
        let ends = ["\n", "\r\n", "\n\n", "\n \t\n"]
        var text = ""
        for _ in 0..<Int.random(in: 0...9, using: &generator) {
            if Bool.random(using: &generator) {
                text += spaces.randomElement(using: &generator) ?? ""
            }
            for _
                in 0..<Int.random(
                    in: 1...(Bool.random(using: &generator) ? 4 : 40), using: &generator)
            {
                text += pieces.randomElement(using: &generator) ?? ""
                text += spaces.randomElement(using: &generator) ?? ""
            }
            text += ends.randomElement(using: &generator) ?? ""
        }
        return Bool.random(using: &generator) ? text : String(text.dropLast())
    }

    @Test("rows are those of a page taken apart line by line, without debris")
    func naive() {
        for seed in UInt64(0)..<2_000 {
            var generator = SeededGenerator(seed: seed)
            let text = Self.page(&generator)
            let bytes = Array(text.utf8)
            let padded = bytes + [UInt8](repeating: 0, count: PageRows.padding)
            let rows = PageRows(of: Page(text), padded, in: 0..<bytes.count)
            var wanted: [PageRow] = []
            var isBlank = true
            var isDebris = false
            var start = 0
            for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
                var row = PageRow(start..<start + line.count, padded, followsBlank: isBlank)
                start += line.count + 1
                isBlank = row.pieces.isEmpty
                if isBlank { continue }
                row.followsDebris = isDebris
                isDebris = row.isDebris
                if !isDebris { wanted.append(row) }
            }
            #expect(rows.count == wanted.count, "seed \(seed)")
            #expect(rows.longest == wanted.map(\.characters).max() ?? 0, "seed \(seed)")
            guard rows.count == wanted.count else { continue }
            for (index, row) in wanted.enumerated() {
                #expect(rows[index].lines == row.lines, "seed \(seed)")
                #expect(rows[index].followsDebris == row.followsDebris, "seed \(seed)")
                #expect(rows.followsBlank(index) == row.followsBlank, "seed \(seed)")
                #expect(rows.goesOn(index) == (row.goesOn && !row.followsDebris), "seed \(seed)")
                #expect(rows.hasDigit(index..<index + 1) == row.hasDigit, "seed \(seed)")
                let last = row.pieces.last.map(row.mayBeNumber) ?? false
                #expect(
                    rows.mayEndInNumber(index) == (row.pieces.count > 1 && last), "seed \(seed)")
            }
        }
    }

    @Test("the classes of bytes are the same by both kernels, from every address")
    func masks() {
        func all(_ masks: pm_page_masks) -> [UInt64] {
            [
                masks.spaces, masks.small, masks.capitals, masks.digits, masks.high,
                masks.continuing,
                masks.strange, masks.signs, masks.repeated,
            ]
        }
        for seed in UInt64(0)..<200 {
            var generator = SeededGenerator(seed: seed)
            var bytes = (0..<96).map { _ in UInt8.random(in: 0...255, using: &generator) }
            for index in 1..<96 where Bool.random(using: &generator) {
                bytes[index] = bytes[index - 1]
            }
            if seed < 4 {
                for index in bytes.indices { bytes[index] = UInt8(seed) * 64 + UInt8(index % 64) }
            }
            bytes.withUnsafeBufferPointer { bytes in
                guard let base = bytes.baseAddress else { return }
                for offset in 0...32 {
                    #expect(
                        all(pm_page_masks_sse2(base + offset))
                            == all(pm_page_masks_scalar(base + offset)),
                        "seed \(seed)")
                }
            }
        }
    }
}
