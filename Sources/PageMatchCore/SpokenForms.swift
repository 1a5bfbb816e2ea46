/// What words of a text may be said or written as instead, where that is in other letters.
///
///     text       "Mr.     March    1851              couldn’t"
///     words       0       1        2                 3
///     places      0 ×1             2 ×1              3 ×1
///     forms       mister           eighteenfiftyone  couldnot
///                                  eighteenhundredandfiftyone
///                                  …
///
/// A sparse side table, made when text is divided into words and used only where a gap between
/// words that are equal anyway is closed: seeds never see it, so that nothing is found by it that
/// the words themselves don't point to.
///
/// Of two designs this is the one by *letters*. The other, sequences of word ids, needs one entry
/// for each way in which a number may be divided into words (“twenty-two”, “twentytwo”,
/// “zweiundzwanzig”); letters without borders need one for all, as do words that are joined or
/// split, and they hold in languages that write numbers in one word.
package struct SpokenForms: Sendable {
    /// Words that have forms.
    package struct Place: Sendable {
        /// Position of the first word.
        package var word: UInt32
        /// How many words the forms stand for; at least 1.
        package var count: UInt32
        /// The forms, as indices for ``letterRange(of:)``, half-open.
        package var firstForm: UInt32, endForm: UInt32

        /// A place whose forms are those from `firstForm` up to, not with, `endForm`.
        package init(word: UInt32, count: UInt32, firstForm: UInt32, endForm: UInt32) {
            self.word = word
            self.count = count
            self.firstForm = firstForm
            self.endForm = endForm
        }
    }

    /// Ascending by word; a word may have several places, and places may share forms.
    package private(set) var places: [Place] = []
    /// The letters of all forms (see `Letter`).
    package private(set) var letters: [UInt8] = []
    /// For each form the index of its first letter, and at the end the number of letters.
    private var letterStarts: [UInt32] = [0]

    /// For each word a bit: whether a place begins there.
    private var marks: [UInt64] = []

    /// No forms.
    package init() {}

    /// The number of different forms.
    package var formCount: Int { letterStarts.count - 1 }

    /// The letters of a form, as indices into ``letters``.
    package func letterRange(of form: Int) -> Range<Int> {
        Int(letterStarts[form])..<Int(letterStarts[form + 1])
    }

    /// Adds a form, for any number of places.
    ///
    /// - Returns: its index.
    @discardableResult
    package mutating func addForm(_ form: some Sequence<UInt8>) -> Int {
        letters.append(contentsOf: form)
        letterStarts.append(UInt32(letters.count))
        return letterStarts.count - 2
    }

    /// Adds a place; not before the last one's word.
    package mutating func add(_ place: Place) {
        places.append(place)
        let block = Int(place.word / 64)
        if block >= marks.count { marks += repeatElement(0, count: block + 1 - marks.count) }
        marks[block] |= 1 << UInt64(place.word % 64)
    }

    /// Whether a word has a place that begins there.
    ///
    /// - Complexity: O(1).
    package func hasPlace(at word: Int) -> Bool {
        word / 64 < marks.count && marks[word / 64] >> UInt64(word % 64) & 1 != 0
    }

    /// The places whose words lie in `words`, as indices into ``places``.
    ///
    /// - Complexity: O(words + log places).
    package func places(in words: Range<Int>) -> Range<Int> {
        guard words.contains(where: hasPlace) else { return 0..<0 }
        let first = places.indices.partitionPoint { Int(places[$0].word) < words.lowerBound }
        let end = places.indices.partitionPoint { Int(places[$0].word) < words.upperBound }
        return first..<max(first, end)
    }
}
