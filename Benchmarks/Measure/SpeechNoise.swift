internal import Foundation
internal import PageMatchCore
internal import PageMatchText
internal import TestSupport

/// A recogniser's transcript of a book, made by chance from its words, with the truth about each.
///
/// Eight words in a hundred are others (seven of ten of them one edit of letters away, the rest any
/// word of the book), two are left out, two are put in; an introduction and a closing of sixty words
/// of chance; one stretch, a fortieth of the book, is not read. Words come at 2.6 a second.
struct SpeechNoise {
    /// The words said, lower case.
    private(set) var said: [String] = []
    /// For each the position in the book of the word that it stands for; −1 for none.
    private(set) var truth: [Int] = []
    /// The stretch of the book that is not read.
    let unread: Range<Int>

    private enum Share {
        static let substituted = 0.08
        static let near = 0.7
        static let dropped = 0.02
        static let inserted = 0.02
        static let announcement = 60
    }

    /// Milliseconds from one word's start to the next one's.
    static let pace: Int64 = 385

    /// What is heard of `words`, which are lower case.
    init(_ words: [String], seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let unreadCount = words.count / 40
        let start = words.count / 3
        unread = start..<start + unreadCount
        func anyWord() -> String {
            words.isEmpty ? "" : words[Int.random(in: 0..<words.count, using: &generator)]
        }
        func add(_ word: String, _ position: Int) {
            said.append(word)
            truth.append(position)
        }
        for _ in 0..<Share.announcement { add(anyWord(), -1) }
        for (position, word) in words.enumerated() where !unread.contains(position) {
            let chance = Double.random(in: 0..<1, using: &generator)
            if chance < Share.dropped { continue }
            if chance < Share.dropped + Share.substituted {
                let isNear = Double.random(in: 0..<1, using: &generator) < Share.near
                add(isNear ? Self.edited(word, &generator) : anyWord(), position)
            } else {
                add(word, position)
            }
            if Double.random(in: 0..<1, using: &generator) < Share.inserted { add(anyWord(), -1) }
        }
        for _ in 0..<Share.announcement { add(anyWord(), -1) }
    }

    /// A word with one letter changed, put in or left out.
    private static func edited(_ word: String, _ generator: inout SeededGenerator) -> String {
        var letters = Array(word)
        let other = Array("abcdefghilmnoprstuvwy").randomElement(using: &generator) ?? "e"
        let place = Int.random(in: 0..<max(1, letters.count), using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0 where letters.count > 2: letters.remove(at: place)
        case 1: letters.insert(other, at: place)
        default: if place < letters.count { letters[place] = other }
        }
        return String(letters)
    }

    /// The transcript with a span for each word, in so many tracks of as many words each; their times
    /// run on from track to track.
    func transcripts(_ count: Int) -> [Transcript] {
        (0..<count).map { track in
            transcript(of: said.count * track / count..<said.count * (track + 1) / count)
        }
    }

    private func transcript(of words: Range<Int>) -> Transcript {
        var text = ""
        var spans: [TimedSpan] = []
        spans.reserveCapacity(words.count)
        for index in words {
            if !text.isEmpty { text += " " }
            let start = text.utf8.count
            text += said[index]
            let from = Int64(index) * Self.pace
            spans.append(
                TimedSpan(
                    start: start, end: text.utf8.count, from: TrackTime(milliseconds: from),
                    to: TrackTime(milliseconds: from + Self.pace * 4 / 5)))
        }
        return Transcript(text: text, spans: spans)
    }
}
