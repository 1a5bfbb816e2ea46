internal import Foundation
package import PageMatchCore
internal import TestSupport

/// A recogniser's transcript of a book, made by chance from its words, with the truth about each.
///
/// Eight words in a hundred are others (seven of ten of them one edit of letters away, the rest any
/// word of the book), two are left out, two are put in; an introduction and a closing of sixty words
/// of chance; one stretch, a fortieth of the book, is not read. A word is as long as its letters, but
/// for three tenths by chance, and one in twelve is followed by a pause: some 2.6 words a second.
package struct SpeechNoise: Sendable {
    /// The words said, lower case.
    package private(set) var said: [String] = []
    /// For each the position in the book of the word that it stands for; −1 for none.
    package private(set) var truth: [Int] = []
    /// When each begins, in milliseconds.
    package private(set) var starts: [Int64] = []
    /// The stretch of the book that is not read.
    package let unread: Range<Int>
    private let ends: [Int64]
    private let separator: String

    private enum Share {
        static let substituted = 0.08
        static let near = 0.7
        static let dropped = 0.02
        static let inserted = 0.02
        static let announcement = 60
    }

    private enum Pace {
        static let word = 60.0
        static let letter = 60.0
        static let chance = 0.7...1.3
        /// One word in so many is followed by a pause.
        static let pauseEvery = 12
        static let pause = 200.0...900.0
    }

    /// What is heard of `words`, which are lower case.
    ///
    /// - Parameters:
    ///   - words: the book's.
    ///   - script: how they are written.
    ///   - seed: of chance.
    package init(_ words: [String], _ script: Script, seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let unreadCount = words.count / 40
        let start = words.count / 3
        unread = start..<start + unreadCount
        separator = script.hasSpaces ? " " : ""
        var said: [String] = []
        var truth: [Int] = []
        func anyWord() -> String { words.randomElement(using: &generator) ?? "" }
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
                add(
                    isNear ? Self.edited(word, script.letters, &generator) : anyWord(), position)
            } else {
                add(word, position)
            }
            if Double.random(in: 0..<1, using: &generator) < Share.inserted { add(anyWord(), -1) }
        }
        for _ in 0..<Share.announcement { add(anyWord(), -1) }
        var ends: [Int64] = []
        var now = 0.0
        for word in said {
            starts.append(Int64(now))
            now +=
                (Pace.word + Pace.letter * Double(word.count))
                * Double.random(in: Pace.chance, using: &generator)
            ends.append(Int64(now))
            if Int.random(in: 0..<Pace.pauseEvery, using: &generator) == 0 {
                now += Double.random(in: Pace.pause, using: &generator)
            }
        }
        self.said = said
        self.truth = truth
        self.ends = ends
    }

    /// A word with one letter changed, put in or left out.
    private static func edited(
        _ word: String, _ alphabet: [Character], _ generator: inout SeededGenerator
    ) -> String {
        var letters = Array(word)
        let other = alphabet.randomElement(using: &generator) ?? "e"
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
    package func transcripts(_ count: Int = 1) -> [Transcript] {
        (0..<count).map { track in
            transcript(of: said.count * track / count..<said.count * (track + 1) / count)
        }
    }

    private func transcript(of words: Range<Int>) -> Transcript {
        var text = ""
        var spans: [TimedSpan] = []
        spans.reserveCapacity(words.count)
        for index in words {
            if !text.isEmpty { text += separator }
            let start = text.utf8.count
            text += said[index]
            spans.append(
                TimedSpan(
                    start: start, end: text.utf8.count,
                    from: TrackTime(milliseconds: starts[index]),
                    to: TrackTime(milliseconds: ends[index])))
        }
        return Transcript(text: text, spans: spans)
    }

    /// Milliseconds of speech after which a cue ends with its word.
    private static let cue: Int64 = 6000

    /// The same in one track, in cues of some six seconds without times of words.
    package func cues() -> Transcript {
        var transcript = transcript(of: said.indices)
        var cues: [TimedSpan] = []
        for span in transcript.spans {
            if let last = cues.last,
                last.to.milliseconds - last.from.milliseconds < Self.cue
            {
                cues[cues.count - 1].end = span.end
                cues[cues.count - 1].to = span.to
            } else {
                cues.append(span)
            }
        }
        transcript.spans = cues
        return transcript
    }
}
