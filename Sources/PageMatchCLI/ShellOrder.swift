internal import PageMatch

/// The order in which a shell lists files, and which few people mean: `10.json` before `2.json`.
enum ShellOrder {
    /// That files were given in a shell's order, and their numbers are in another.
    ///
    /// - Parameters:
    ///   - paths: The files or folders, as given.
    ///   - what: What they are.
    /// - Returns: A sentence with what to do; `nil` if the numbers are in order, or the order is no
    ///   shell's: then somebody chose it.
    /// - Complexity: O(*n* log *n*) comparisons of names.
    static func note(_ paths: [String], of what: String) -> String? {
        let natural = Transcript.naturalOrder(paths)
        guard natural != Array(paths.indices),
            paths.contains(where: { $0.contains(where: \.isNumber) }),
            isListed(paths.map { $0.lowercased() }) || isListed(paths.map(lettersAndDigits))
        else { return nil }
        var rank = natural
        for (place, index) in natural.enumerated() { rank[index] = place }
        guard let early = paths.indices.dropLast().first(where: { rank[$0] > rank[$0 + 1] }) else {
            return nil
        }
        return
            "The \(what) were given in the order in which a shell lists them, \(shown(paths[early])) "
            + "before \(shown(paths[early + 1])), and taken in it: if their numbers are the order, "
            + "give the folder that they are in instead."
    }

    private static func isListed(_ keys: [String]) -> Bool {
        zip(keys, keys.dropFirst()).allSatisfy { $0 <= $1 }
    }

    /// What many locales sort by first.
    private static func lettersAndDigits(_ path: String) -> String {
        path.lowercased().filter { $0.isLetter || $0.isNumber }
    }
}
