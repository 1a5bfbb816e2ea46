import PageMatchText
import Testing

@Suite struct ConfusableLetterTests {
    @Test("what looks alike in print shares a group, what does not has none in common")
    func shapes() {
        func isConfusable(_ left: Unicode.Scalar, _ right: Unicode.Scalar) -> Bool {
            let (left, right) = (Letter.code(left.value), Letter.code(right.value))
            return Letter.confusable.contains { $0.contains(left) && $0.contains(right) }
        }
        for (left, right) in [
            ("l", "1"), ("i", "l"), ("0", "o"), ("s", "f"), ("e", "c"), ("h", "b"), ("u", "n"),
            ("m", "n"), ("d", "l"), ("w", "v"),
        ] as [(Unicode.Scalar, Unicode.Scalar)] {
            #expect(isConfusable(left, right), "\(left) \(right)")
        }
        for (left, right) in [
            ("a", "t"), ("e", "s"), ("x", "m"), ("k", "0"), ("t", "n"), ("c", "l"), ("u", "i"),
            ("n", "i"),
        ] as [(Unicode.Scalar, Unicode.Scalar)] {
            #expect(!isConfusable(left, right), "\(left) \(right)")
        }
        #expect(Letter.confusable.count <= 32)
    }

    @Test("letters that look like two are known: m and rn, d and cl, w and vv")
    func divisions() {
        for (one, two) in [("m", "rn"), ("d", "cl"), ("w", "vv"), ("h", "li")] {
            let codes = (one + two).unicodeScalars.map { Letter.code($0.value) }
            #expect(
                Letter.divisible.contains {
                    $0.one == codes[0] && $0.first == codes[1] && $0.second == codes[2]
                }, "\(one) \(two)")
        }
    }
}
