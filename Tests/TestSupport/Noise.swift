/// What a recogniser makes of words: substitutes, drops and inserts some.
///
/// - Parameters:
///   - words: what was said.
///   - errors: the share of words that are hit.
///   - generator: where chance comes from.
/// - Returns: for each word of the result, the word and the index of the word that it stands for;
///   `nil` for an inserted one.
public func misheard(
    _ words: [String], errors: Double, using generator: inout SeededGenerator
) -> [(word: String, source: Int?)] {
    var heard: [(word: String, source: Int?)] = []
    for (index, word) in words.enumerated() {
        guard Double.random(in: 0..<1, using: &generator) < errors else {
            heard.append((word, index))
            continue
        }
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: break
        case 1:
            heard.append((word, index))
            heard.append(("uh", nil))
        default: heard.append((String(word.reversed()) + "x", index))
        }
    }
    return heard
}

/// What an OCR program makes of text: substitutes, drops and inserts letters.
///
/// - Parameters:
///   - text: what is printed.
///   - errors: the share of characters that are hit.
///   - generator: where chance comes from.
/// - Returns: the text with errors.
public func misread(
    _ text: String, errors: Double, using generator: inout SeededGenerator
) -> String {
    let letters = Array("etaoinshrdlucmfwypvbgkqjxz")
    var result = ""
    for character in text {
        guard Double.random(in: 0..<1, using: &generator) < errors else {
            result.append(character)
            continue
        }
        let other = letters.randomElement(using: &generator) ?? "e"
        switch Int.random(in: 0..<5, using: &generator) {
        case 0: break
        case 1:
            result.append(character)
            result.append(other)
        default: result.append(other)
        }
    }
    return result
}
