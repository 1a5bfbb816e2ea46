import PageMatchCore

/// Takes what captions repeat of each other out of them.
///
/// Two habits of writers, told by the whole file so that a speaker who repeats himself is left
/// alone:
///
///     rolling        "the whale" / "the whale was" / "the whale was\nwhite" / "white as snow"
///     highlighting   "<u>the</u> whale" / "the <u>whale</u>"
///
/// Rolling cues keep their new words only. Highlighting cues become one whose underlined words have
/// the times of their cues.
///
/// - Returns: What remains, and how many rolling cues there were.
/// - Complexity: O(*text*).
func withoutRepeats(_ captions: [Caption]) -> (captions: [Caption], rolling: Int) {
    let captions = joiningHighlights(captions)
    let overlaps = captions.indices.map { index in
        index == 0 ? 0 : overlap(captions[index - 1].text, captions[index].text)
    }
    let repeating = overlaps.count { $0 > 0 }
    let growing = captions.indices.contains {
        overlaps[$0] > 0 && overlaps[$0] < captions[$0].text.count
    }
    guard growing, repeating * 2 >= captions.count - 1 else { return (captions, 0) }
    var result: [Caption] = []
    for (var caption, length) in zip(captions, overlaps) {
        caption.dropPrefix(length)
        if caption.text.contains(where: { !isBlank($0) }) { result.append(caption) }
    }
    return (result, repeating)
}

extension Caption {
    /// Drops the first `length` bytes of text, with the words that end there.
    fileprivate mutating func dropPrefix(_ length: Int) {
        guard length > 0 else { return }
        text.removeFirst(length)
        words = words.compactMap { word in
            guard word.range.upperBound > length else { return nil }
            var word = word
            let start = max(word.range.lowerBound - length, 0)
            word.range = start..<word.range.upperBound - length
            return word
        }
    }
}

/// The bytes at the start of `next` that end `previous`, whole words or lines: the most there are.
///
/// The failure function of Knuth, Morris and Pratt over `next`, run over `previous`. A line feed
/// equals a space: lines are broken anew when they roll.
private func overlap(_ previous: [UInt8], _ next: [UInt8]) -> Int {
    guard let last = previous.last, next.contains(last) else { return 0 }
    var failure = [0]
    var length = 0
    for index in next.indices.dropFirst() {
        while length > 0, !isSame(next[index], next[length]) { length = failure[length - 1] }
        if isSame(next[index], next[length]) { length += 1 }
        failure.append(length)
    }
    length = 0
    for (index, byte) in previous.enumerated() {
        while length > 0, length == next.count || !isSame(byte, next[length]) {
            length = failure[length - 1]
        }
        if isSame(byte, next[length]) { length += 1 }
        if index == previous.count - 1 { break }
    }
    while length > 0, !isWhole(length, previous, next) { length = failure[length - 1] }
    return length
}

/// Whether the first `length` bytes of `next`, the last of `previous`, end at words in both.
private func isWhole(_ length: Int, _ previous: [UInt8], _ next: [UInt8]) -> Bool {
    let before = previous.count - length
    return (length == next.count || isBlank(next[length]))
        && (before == 0 || isBlank(previous[before - 1]))
}

private func isSame(_ left: UInt8, _ right: UInt8) -> Bool {
    left == right || isBlank(left) && isBlank(right)
}

/// Joins cues with the same text whose underline moves on.
private func joiningHighlights(_ captions: [Caption]) -> [Caption] {
    guard captions.contains(where: { $0.underlined != nil }) else { return captions }
    var result: [Caption] = []
    var hasHighlight = false
    for var caption in captions {
        let underlined = caption.underlined
        if let underlined, caption.words.isEmpty, underlined != 0..<caption.text.count {
            caption.words = [
                Caption.Word(range: underlined, from: caption.time.from, to: caption.time.to)
            ]
        }
        let known = result.last?.words.last?.range.upperBound ?? 0
        let movesOn = underlined.map { $0.lowerBound >= known } ?? true
        if let last = result.indices.last, result[last].text == caption.text, movesOn,
            hasHighlight || underlined != nil
        {
            result[last].time.to = max(result[last].time.to, caption.time.to)
            result[last].words += caption.words
            hasHighlight = true
        } else {
            result.append(caption)
            hasHighlight = underlined != nil
        }
    }
    return result
}
