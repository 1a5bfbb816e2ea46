internal import PageMatchAlign

/// What is odd about the tracks of an alignment, a sentence each: foreign ones, doubled ones, a
/// wrong order.
struct TrackNotes {
    /// The sentences.
    let notes: [String]

    /// A track of which less stands in the book is of something else.
    private static let foreign = 0.2
    /// Tracks of fewer words are not judged: an announcement, a dedication.
    private static let fewestWords = 50
    /// A track of which more was read in an earlier one is a copy.
    private static let doubled = 0.5
    /// So many neighbours in the wrong order, as a share, are no chance.
    private static let disordered = 0.5

    init(_ alignment: BookAlignment, _ timed: [TimedWords], _ tracks: [Track]) {
        var notes: [String] = []
        for (number, heard) in alignment.explained.enumerated()
        where heard.count >= Self.fewestWords {
            let share = Double(heard.count(where: \.self)) / Double(heard.count)
            if share < Self.foreign {
                let percent = Int((share * 100).rounded())
                notes.append(
                    "Track \(number + 1), \(tracks[number].name), is not of this book: \(percent) % "
                        + "of its words stand in it.")
            }
        }
        let runs = Dictionary(grouping: alignment.syncMap.runs, by: \.track)
        notes += Self.doubles(runs, tracks)
        if let note = Self.disorder(runs) { notes.append(note) }
        self.notes = notes
    }

    private static func doubles(_ runs: [Int: [SyncRun]], _ tracks: [Track]) -> [String] {
        var reader: [Int: Int] = [:]
        var notes: [String] = []
        for track in runs.keys.sorted() {
            var twice: [Int: Int] = [:]
            var count = 0
            for word in (runs[track] ?? []).flatMap(\.wordRange) {
                count += 1
                if let earlier = reader[word], earlier != track {
                    twice[earlier, default: 0] += 1
                } else {
                    reader[word] = track
                }
            }
            guard let (earlier, words) = twice.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
                Double(words) > doubled * Double(count)
            else { continue }
            notes.append(
                "Track \(track + 1), \(tracks[track].name), reads what track \(earlier + 1), "
                    + "\(tracks[earlier].name), reads: is it given twice?")
        }
        return notes
    }

    private static func disorder(_ runs: [Int: [SyncRun]]) -> String? {
        let places = runs.keys.sorted().compactMap { track in
            runs[track]?.max { $0.words.count < $1.words.count }?.firstWord
        }
        let back = zip(places, places.dropFirst()).count { $1 < $0 }
        guard places.count > 2, Double(back) > disordered * Double(places.count - 1) else {
            return nil
        }
        return "The tracks are not in the order of the text: \(back) of \(places.count) go back. "
            + "Times of the whole audiobook follow the order in which they were given."
    }
}
