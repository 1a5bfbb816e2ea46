/// The order in which people put the files of an audiobook.
package enum TrackOrder {
    /// Sorts paths so that `Part 2` comes before `Part 10`, and `Disc 1/12` before `Disc 2/01`.
    ///
    /// Folder by folder, then by name, the extension last: `walden.mp3` comes before
    /// `walden 1.mp3`, and all of `CD 1` before `CD 1 bonus`. Runs of ASCII digits are compared as
    /// numbers of any length, leading zeros not counting; everything else by lower-case Unicode
    /// scalars; digits come before letters.
    ///
    /// - Parameter paths: File names, or paths from a common folder with `/`.
    /// - Returns: Indices into `paths`, in order; equal names stay as they came.
    /// - Complexity: O(*n* log *n*) comparisons, each linear in the shorter path.
    package static func naturalOrder(_ paths: [String]) -> [Int] {
        let keys = paths.map(PathKey.init)
        return paths.indices.sorted { left, right in
            let order = keys[left].compared(to: keys[right])
            return order == 0 ? left < right : order < 0
        }
    }
}

/// A path cut into folders, name and extension.
private struct PathKey {
    private var parts: [NaturalKey]

    init(_ path: String) {
        var names = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        if let name = names.last, let dot = name.lastIndex(of: "."), dot > name.startIndex {
            let rest = name[name.index(after: dot)...]
            // "Vol. 2" and "1.5" have no extension.
            let isExtension =
                (1...5).contains(rest.utf8.count)
                && rest.utf8.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit }
                && rest.utf8.contains(where: \.isASCIILetter)
            if isExtension { names[names.count - 1] = String(name[..<dot]) }
        }
        parts = names.map(NaturalKey.init)
    }

    /// Negative, zero or positive as this key comes before, with or after `other`.
    func compared(to other: PathKey) -> Int {
        for (left, right) in zip(parts, other.parts) {
            let order = left.compared(to: right)
            if order != 0 { return order }
        }
        return parts.count - other.parts.count
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
