package import PageMatchCore

/// Whether a sync map gives the words of an exact alignment a time within the cue in which they were
/// said: in the same track, from the cue's beginning to its end, both included, and not a millisecond
/// more.
///
/// A word that the map has in several runs is right if one of its times is.
package struct ReferenceTimes: Sendable {
    /// A word that has no time within its cue.
    package struct Miss: Sendable {
        /// The track, from 0.
        package var track: Int
        /// The word said and the word of the book.
        package var pair: ReferenceAlignment.Pair
        /// The cue that holds the word said.
        package var cue: TimedSpan
        /// The times that the map gives the word of the book, in any track.
        package var times: [(track: Int, start: TrackTime)]
    }

    /// How many words the exact alignment has that stand in a cue.
    package private(set) var count = 0
    /// Those without a time within their cue, in the order of the tracks.
    package private(set) var misses: [Miss] = []

    /// How many words have a time within their cue.
    package var right: Int { count - misses.count }

    /// The share of words that have a time within their cue; 0 without any.
    package var share: Double { count == 0 ? 0 : Double(right) / Double(count) }

    /// Compares a sync map with the exact alignment of each track.
    ///
    /// - Parameters:
    ///   - map: what is judged; its times are those of the transcripts.
    ///   - book: the ids of the book's words.
    ///   - tracks: for each track the words of its transcript, and the transcript.
    /// - Complexity: O(words said · words of the book).
    package init(
        of map: SyncMap, book: [UInt64],
        tracks: [(words: WordsAndLetters, transcript: Transcript)]
    ) {
        var times: [[(track: Int, start: TrackTime)]] = Array(repeating: [], count: book.count)
        for run in map.runs {
            for (word, spoken) in zip(run.wordRange, run.words) {
                times[word].append((run.track, spoken.start))
            }
        }
        let reference = ReferenceAlignment(book: book)
        for (number, (words, transcript)) in tracks.enumerated() {
            var cue = 0
            for pair in reference.words(with: words.ids) {
                let start = Int(words.wordStarts[pair.said])
                while cue < transcript.spans.count, transcript.spans[cue].end <= start { cue += 1 }
                guard cue < transcript.spans.count, transcript.spans[cue].start <= start else {
                    continue
                }
                let span = transcript.spans[cue]
                count += 1
                let isRight = times[pair.book].contains {
                    $0.track == number && (span.from...span.to).contains($0.start)
                }
                if isRight { continue }
                misses.append(Miss(track: number, pair: pair, cue: span, times: times[pair.book]))
            }
        }
    }
}
