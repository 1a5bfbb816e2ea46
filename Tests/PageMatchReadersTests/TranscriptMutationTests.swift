import PageMatchCore
import PageMatchReaders
import TestSupport
import Testing

@Suite struct TranscriptMutationTests {
    /// Damaged files of each format; reading one takes some hundred microseconds.
    static let rounds = 600

    @Test(
        "a damaged file is read or refused, and what is read keeps every promise",
        arguments: allTranscriptSamples.indices)
    func damage(sample: Int) {
        let original = Array(allTranscriptSamples[sample].content.utf8)
        var readings = 0
        for seed in 0..<Self.rounds {
            var generator = SeededGenerator(
                seed: UInt64(seed * allTranscriptSamples.count + sample))
            var bytes = original
            for _ in 0..<generator.below(4) + 1 { generator.damage(&bytes) }
            guard let read = try? TranscriptReader.read(bytes, name: nil) else { continue }
            readings += 1
            let problems = read.brokenPromises
            #expect(problems.isEmpty, "\(allTranscriptSamples[sample].format), seed \(seed)")
        }
        #expect(readings > Self.rounds / 20, "hardly any damaged file was read")
    }
}

/// What chance does to files.
extension SeededGenerator {
    fileprivate mutating func below(_ limit: Int) -> Int {
        Int.random(in: 0..<max(limit, 1), using: &self)
    }

    /// Pieces that mean something to some format.
    private static let pieces = [
        "\"", "\\", "\n\n", "\t", ";", "[00:07.00]", "begin=\"9s\"", "<p", "<br/>", "!", "-->", "<",
        ">", "{", "]", ",", "NaN", "-1", "1e999", "\\ud83d",
        "<00:00:09.000>", "null", "\u{0}", "é", "鯨", "<u>", "</u>", "[[", " ",
    ].map { Array($0.utf8) }

    fileprivate mutating func damage(_ bytes: inout [UInt8]) {
        guard !bytes.isEmpty else { return }
        let at = below(bytes.count)
        let end = min(at + below(40), bytes.count)
        switch below(7) {
        case 0: bytes[at] ^= 1 << UInt8(below(8))
        case 1: bytes.removeSubrange(at..<end)
        case 2: bytes.insert(UInt8(below(256)), at: at)
        case 3: bytes.insert(contentsOf: bytes[at..<end], at: below(bytes.count))
        case 4: bytes.insert(contentsOf: Self.pieces[below(Self.pieces.count)], at: at)
        case 5: bytes[at] = UInt8(below(128)) | 0x80
        default: if below(8) == 0 { bytes.removeSubrange(at...) }
        }
    }
}
