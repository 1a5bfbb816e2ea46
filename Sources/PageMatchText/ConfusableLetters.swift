extension Letter {
    /// Letters that look alike in print, in groups, as codes.
    ///
    /// Known by the shapes of the glyphs, small and capital, since folding makes them one: a `D` that
    /// is read as `O` is a `d` for an `o` here.
    package static let confusable: [[UInt8]] = shapes.map { group in
        group.letters.unicodeScalars.map { code($0.value) }
    }

    private static let shapes: [(letters: String, reason: String)] = [
        ("il1j", "a stem: i l I 1 | j"),
        ("ltf", "a stem with a stroke"),
        ("sf", "the long s, ſ"),
        ("s58", "S 5 8"),
        ("b86", "B 8, b 6"),
        ("z2", "Z 2"),
        ("gq9", "a bowl with a descender"),
        ("g6", "G 6"),
        ("o0dq", "O 0 D Q"),
        ("oec", "a bowl, open or with a bar"),
        ("ao", "a bowl with a stem"),
        ("hb", "a stem with an arch, open or closed"),
        ("hk", "a stem with a leg"),
        ("nu", "an arch, turned"),
        ("uv", "a cup"),
        ("vy", "a cup with a tail"),
        ("nr", "a stem with an arch, whole or half"),
        ("pr", "P R"),
        ("mn", "half of an m"),
        ("wv", "half of a w"),
        ("dc", "the bowl of a d"),
        ("dl", "the stem of a d"),
        ("hl", "the stem of an h"),
    ]

    /// Letters that look like two others side by side, as codes: `m` like `rn`.
    package static let divisible: [(one: UInt8, first: UInt8, second: UInt8)] =
        divisions.compactMap { division in
            let codes = division.unicodeScalars.map { code($0.value) }
            return codes.count == 3 ? (codes[0], codes[1], codes[2]) : nil
        }

    /// The letter, and what it is read as where its strokes come apart.
    private static let divisions = ["mrn", "min", "mni", "dcl", "wvv", "hli", "uii", "nri"]
}
