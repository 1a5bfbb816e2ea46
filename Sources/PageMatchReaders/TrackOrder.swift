/// The order in which people put the files of an audiobook.
package enum TrackOrder {
    /// Sorts names so that `Part 2` comes before `Part 10`.
    ///
    /// Runs of ASCII digits are compared as numbers of any length, leading zeros not counting;
    /// everything else by lower-case Unicode scalars; digits come before letters.
    ///
    /// - Parameter names: File names or paths.
    /// - Returns: Indices into `names`, in order; equal names stay as they came.
    /// - Complexity: O(*n* log *n*) comparisons, each linear in the shorter name.
    package static func naturalOrder(_ names: [String]) -> [Int] {
        let keys = names.map(NaturalKey.init)
        return names.indices.sorted { left, right in
            let order = keys[left].compared(to: keys[right])
            return order == 0 ? left < right : order < 0
        }
    }
}

/// A name cut into numbers and what lies between.
private struct NaturalKey {
    private var parts: [Part] = []

    private enum Part {
        /// Digits without leading zeros.
        case number([Unicode.Scalar])
        case other(Unicode.Scalar)
    }

    init(_ name: String) {
        var digits: [Unicode.Scalar]?
        for scalar in name.lowercased().unicodeScalars {
            if "0"..."9" ~= scalar {
                if scalar != "0" || digits?.isEmpty == false {
                    digits = (digits ?? []) + [scalar]
                } else {
                    digits = digits ?? []
                }
                continue
            }
            if let number = digits { parts.append(.number(number)) }
            digits = nil
            parts.append(.other(scalar))
        }
        if let number = digits { parts.append(.number(number)) }
    }

    /// Negative, zero or positive as this key comes before, with or after `other`.
    func compared(to other: NaturalKey) -> Int {
        for (left, right) in zip(parts, other.parts) {
            let order = Self.compare(left, right)
            if order != 0 { return order }
        }
        return parts.count - other.parts.count
    }

    private static func compare(_ left: Part, _ right: Part) -> Int {
        switch (left, right) {
        case (.number(let left), .number(let right)):
            if left.count != right.count { return left.count - right.count }
            if left == right { return 0 }
            return left.lexicographicallyPrecedes(right) ? -1 : 1
        case (.number, .other(let right)): return "0" < right ? -1 : 1
        case (.other(let left), .number): return left < "0" ? -1 : 1
        case (.other(let left), .other(let right)):
            return left == right ? 0 : left < right ? -1 : 1
        }
    }
}
