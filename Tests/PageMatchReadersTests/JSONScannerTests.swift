import TestSupport
import Testing

@testable import PageMatchReaders

/// The scanner against loops too simple to be wrong, at all places within and around a load.
@Suite struct JSONScannerTests {
    /// Bytes that mean something, and their neighbours by one bit, which careless tricks confuse.
    private static let alphabet: [UInt8] = [
        0x22, 0x5C, 0x23, 0x21, 0x5D, 0x5B, 0x20, 0x0A, 0x09, 0x0D, 0x00, 0x01, 0x7F, 0x80, 0xA2,
        0xDC, 0xFF, 0x30, 0x39, 0x2E, 0x2C, 0x7D, 0x65, 0x2B, 0x2D,
    ]

    private func texts() -> [[UInt8]] {
        var generator = SeededGenerator(seed: 11)
        return (0..<3_000).map { round in
            (0..<(round % 40)).map { _ in
                // Mostly plain, so that something is found late as well.
                Int.random(in: 0..<3, using: &generator) == 0
                    ? Self.alphabet[Int.random(in: 0..<Self.alphabet.count, using: &generator)]
                    : 0x61
            }
        }
    }

    @Test func stringsEndAtTheFirstQuoteThatIsNotEscaped() {
        for bytes in texts() {
            for start in 0...bytes.count {
                let (end, isEscaped) = JSONScanner.stringEnd(bytes.span, start)
                var expected = start
                var hasBackslash = false
                while expected < bytes.count, bytes[expected] != 0x22 {
                    if bytes[expected] == 0x5C { hasBackslash = true }
                    expected += bytes[expected] == 0x5C ? 2 : 1
                }
                #expect(min(end, bytes.count) == min(expected, bytes.count), "\(bytes) \(start)")
                #expect(isEscaped == hasBackslash, "\(bytes) \(start)")
            }
        }
    }

    @Test func whiteSpaceEndsAtTheFirstOtherByte() {
        var generator = SeededGenerator(seed: 12)
        for length in 0..<60 {
            for _ in 0..<40 {
                let bytes = (0..<length).map { _ -> UInt8 in
                    switch Int.random(in: 0..<40, using: &generator) {
                    case 0: 0x61
                    case 1: 0x00
                    case 2: 0x0A
                    case 3: 0x09
                    default: 0x20
                    }
                }
                for start in 0...length {
                    let expected =
                        bytes[start...].firstIndex { ![0x20, 0x0A, 0x0D, 0x09].contains($0) }
                        ?? length
                    #expect(JSONScanner.afterSpace(bytes.span, start) == expected, "\(bytes)")
                }
            }
        }
    }

    @Test func theFirstBytesOfANameAreANumber() {
        for bytes in texts() {
            for start in 0...bytes.count {
                let count = min(bytes.count - start, 11)
                var expected: UInt64 = 0
                for index in 0..<min(count, 8) {
                    expected |= UInt64(bytes[start + index]) << UInt64(8 * index)
                }
                #expect(JSONScanner.head(bytes.span, start, count) == expected, "\(bytes) \(start)")
            }
        }
    }

    @Test func namesAreComparedWhole() throws {
        let text = #"{"startOffsetUtf8": 1, "startOffsetUtf16": 2, "start": 3, "starts": 4, "": 5}"#
        try parseJSON(Array(text.utf8)).withRoot { root in
            #expect(root["startOffsetUtf16"]?.number == 2)
            #expect(root["startOffsetUtf8"]?.number == 1)
            #expect(root["startOffset"] == nil)
            #expect(root["start"]?.number == 3)
            #expect(root["starts"]?.number == 4)
            #expect(root[""]?.number == 5)
            #expect(root["startOffsetUtf17"] == nil)
        }
    }
}
