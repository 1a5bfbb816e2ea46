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
}
