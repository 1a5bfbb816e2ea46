internal import PageMatchCore

/// Finds words of a transcript and of a book that are the same when spoken, though not one by one.
///
/// Both sides are compared by letters without borders:
///
///     joined or split     “any one”       anyone               “anyone”
///     a form of the book  “22”            twentytwo            “twenty two”
///     or the transcript   “Mister March”  mister               “Mr”
///     of both             “IV”            four                 “4”
struct SpokenMatcher {
    let book: WordsAndLetters
    let bookForms: SpokenForms
    let transcript: WordsAndLetters
    let transcriptForms: SpokenForms

    private enum Limits {
        /// So many words on either side may be one on the other.
        static let joined = 4
        /// No words that are joined somewhere have more letters together.
        static let joinedLetters = 64
        /// Larger gaps are no misheard phrase: in cells.
        static let cells = 16_384
    }

    /// Whether a word has forms, so that it may be the same as another one when spoken.
    func mayHaveBridges(_ heard: Int, _ printed: Int) -> Bool {
        transcriptForms.hasPlace(at: heard) || bookForms.hasPlace(at: printed)
    }

    /// The bridges of a gap, in words of transcript (query) and book (target).
    ///
    /// - Complexity: O(cells + forms · words) for at most 2^14 cells; none in larger gaps.
    func bridges(_ heard: Range<Int>, _ printed: Range<Int>) -> [GapBridge] {
        guard !heard.isEmpty, !printed.isEmpty, heard.count * printed.count <= Limits.cells
        else { return [] }
        let heardPlaces = transcriptForms.places[transcriptForms.places(in: heard)]
        let printedPlaces = bookForms.places[bookForms.places(in: printed)]
        var found: [GapBridge] = []
        addJoined(heard, printed, to: &found)
        for place in heardPlaces where fits(place, in: heard) {
            for start in printed {
                for end in ends(of: place, transcriptForms, from: start, book, printed.upperBound) {
                    found.append(bridge(words(of: place), start..<end.word, letters: end.letters))
                }
            }
        }
        for place in printedPlaces where fits(place, in: printed) {
            for start in heard {
                for end in ends(of: place, bookForms, from: start, transcript, heard.upperBound) {
                    found.append(bridge(start..<end.word, words(of: place), letters: end.letters))
                }
            }
        }
        if !heardPlaces.isEmpty, !printedPlaces.isEmpty {
            addFormsOfBoth(
                heardPlaces.filter { fits($0, in: heard) },
                printedPlaces.filter { fits($0, in: printed) }, to: &found)
        }
        return found
    }

    private func words(of place: SpokenForms.Place) -> Range<Int> {
        Int(place.word)..<Int(place.word + place.count)
    }

    private func fits(_ place: SpokenForms.Place, in range: Range<Int>) -> Bool {
        words(of: place).upperBound <= range.upperBound
    }

    private func bridge(_ heard: Range<Int>, _ printed: Range<Int>, letters: Int) -> GapBridge {
        GapBridge(
            query: heard, target: printed,
            score: letters > WordCosts.shortLetters ? WordCosts.equal : WordCosts.equalShort)
    }

    // MARK: Joined and split words

    private func addJoined(
        _ heard: Range<Int>, _ printed: Range<Int>, to found: inout [GapBridge]
    ) {
        for row in heard {
            let first = Int(transcript.letterStarts[row])
            guard first < transcript.letters.count else { continue }
            let letter = transcript.letters[first]
            for column in printed {
                let start = Int(book.letterStarts[column])
                // Words that are equal by themselves need no bridge.
                guard start < book.letters.count, book.letters[start] == letter,
                    transcript.ids[row] != book.ids[column]
                else { continue }
                if let joined = joined(row, column, heard.upperBound, printed.upperBound) {
                    found.append(joined)
                }
            }
        }
    }

    /// The fewest words from here on that have the same letters on both sides.
    private func joined(
        _ row: Int, _ column: Int, _ heardEnd: Int, _ printedEnd: Int
    ) -> GapBridge? {
        var heardWord = row + 1
        var printedWord = column + 1
        let heardStart = Int(transcript.letterStarts[row])
        let printedStart = Int(book.letterStarts[column])
        var compared = 0
        while heardWord <= min(row + Limits.joined, heardEnd),
            printedWord <= min(column + Limits.joined, printedEnd)
        {
            let heardLetters = Int(transcript.letterStarts[heardWord]) - heardStart
            let printedLetters = Int(book.letterStarts[printedWord]) - printedStart
            let common = min(heardLetters, printedLetters)
            guard common <= Limits.joinedLetters else { return nil }
            while compared < common {
                guard
                    transcript.letters[heardStart + compared]
                        == book.letters[printedStart + compared]
                else { return nil }
                compared += 1
            }
            if heardLetters == printedLetters {
                return bridge(row..<heardWord, column..<printedWord, letters: common)
            }
            if heardLetters < printedLetters { heardWord += 1 } else { printedWord += 1 }
        }
        return nil
    }

    // MARK: Forms

    /// Where words from `start` on end that have the letters of one of a place's forms: “four” and
    /// “four pounds” both stand for “£4”.
    private func ends(
        of place: SpokenForms.Place, _ forms: SpokenForms, from start: Int,
        _ words: WordsAndLetters, _ upperBound: Int
    ) -> [(word: Int, letters: Int)] {
        let first = Int(words.letterStarts[start])
        let limit = Int(words.letterStarts[upperBound])
        var ends: [(word: Int, letters: Int)] = []
        for form in Int(place.firstForm)..<Int(place.endForm) {
            let letters = forms.letterRange(of: form)
            guard first + letters.count <= limit,
                forms.letters[letters.lowerBound] == words.letters[first]
            else { continue }
            var end = start + 1
            let last = first + letters.count
            while Int(words.letterStarts[end]) < last { end += 1 }
            guard Int(words.letterStarts[end]) == last else { continue }
            var index = 1
            while index < letters.count,
                forms.letters[letters.lowerBound + index] == words.letters[first + index]
            { index += 1 }
            if index == letters.count { ends.append((end, letters.count)) }
        }
        return ends
    }

    private func addFormsOfBoth(
        _ heard: [SpokenForms.Place], _ printed: [SpokenForms.Place], to found: inout [GapBridge]
    ) {
        var places: [ArraySlice<UInt8>: [Int]] = [:]
        for (index, place) in heard.enumerated() {
            for form in Int(place.firstForm)..<Int(place.endForm) {
                places[transcriptForms.letters[transcriptForms.letterRange(of: form)], default: []]
                    .append(index)
            }
        }
        for place in printed {
            var seen: Set<Int> = []
            for form in Int(place.firstForm)..<Int(place.endForm) {
                let letters = bookForms.letters[bookForms.letterRange(of: form)]
                for index in places[letters] ?? [] where seen.insert(index).inserted {
                    found.append(
                        bridge(words(of: heard[index]), words(of: place), letters: letters.count))
                }
            }
        }
    }
}
