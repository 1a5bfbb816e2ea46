extension Letter {
    /// Letters that look alike in print, in groups, as codes.
    ///
    /// Known by the shapes of the glyphs, small and capital, since folding makes them one: a `D` that
    /// is read as `O` is a `d` for an `o` here. What is read for two letters (`rn` for `m`, `cl` for
    /// `d`, `vv` for `w`) counts as one of the two read wrong and the other one left out; that needs
    /// no rule of its own.
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
        ("mn", "half of an m: rn, in, ni"),
        ("wv", "half of a w: vv"),
        ("dc", "the bowl of a d: cl"),
        ("dl", "the stem of a d: cl"),
        ("hl", "half of an h: li"),
    ]
}
