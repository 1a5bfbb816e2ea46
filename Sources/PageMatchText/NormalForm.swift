internal import CICUText
package import PageMatchCore

/// Why a text could not be brought to the normal form.
package enum NormalFormError: Error, Hashable, Sendable {
    /// ICU failed with this code: out of memory, or its data files are missing.
    case unicodeLibrary(code: Int32)
    /// More than 1 GiB of text in one piece.
    case tooLong
}

/// Divides text into words and folds them to the normal form, version ``version``.
///
/// Words are those of UAX #29 (Unicode Standard Annex 29, §4) that hold a letter or a digit.
/// Folding is NFKC_Casefold, then base letters and digits only: no diacritics, apostrophes or
/// hyphens, ligatures and full-width forms resolved, kana and ideographs as they are.
///
/// A tokenizer keeps ICU's iterator and its buffers: make one for many texts.
package struct Tokenizer: ~Copyable {
    /// Names folding rules, ICU and Unicode; stored in each book image.
    package static var version: String { "1/" + String(cString: pm_icu_version()) }

    private let handle: OpaquePointer
    private var words: [pm_word]
    private var scalars: [UInt32]

    /// A tokenizer, ready for any language.
    package init() throws(NormalFormError) {
        var status: Int32 = 0
        guard let handle = pm_tokenizer_open(&status) else {
            throw .unicodeLibrary(code: status)
        }
        self.handle = handle
        words = Array(repeating: pm_word(), count: 512)
        scalars = Array(repeating: 0, count: 2 * PM_WORD_LETTERS_MAX)
    }

    deinit {
        pm_tokenizer_close(handle)
    }

    /// Appends the words of `text` to `result`; their offsets are raised by `offset`.
    ///
    /// - Complexity: O(bytes).
    package mutating func append(
        _ text: String, at offset: UInt32 = 0, to result: inout WordsAndLetters
    ) throws(NormalFormError) {
        var text = text
        let bytes = text.utf8.count
        guard bytes <= 1 << 30 else { throw .tooLong }
        let status = text.withUTF8 { pm_tokenizer_set_text(handle, $0.baseAddress, Int64(bytes)) }
        guard status == 0 else { throw .unicodeLibrary(code: status) }
        while true {
            var letterCount: Int64 = 0
            let wordCount = pm_tokenizer_next(
                handle, &words, Int64(words.count), &scalars, Int64(scalars.count), &letterCount)
            guard wordCount >= 0 else { throw .unicodeLibrary(code: Int32(-wordCount)) }
            if wordCount == 0 { return }
            store(Int(wordCount), at: offset, in: &result)
        }
    }

    private func store(_ count: Int, at offset: UInt32, in result: inout WordsAndLetters) {
        var next = 0
        for word in words[..<count] {
            let end = next + Int(word.letters)
            result.wordStarts.append(offset + word.start)
            result.wordEnds.append(offset + word.end)
            result.ids.append(WordID.hash(scalars[next..<end]))
            for scalar in scalars[next..<end] { result.letters.append(Letter.code(scalar)) }
            result.letterStarts.append(UInt32(result.letters.count))
            next = end
        }
    }
}

/// Finds where the sentences of a text begin (UAX #29 §5).
///
/// - Parameters:
///   - text: any text.
///   - language: a BCP 47 tag; its abbreviations do not end sentences. An unknown one is as good
///     as none.
/// - Returns: UTF-8 offsets, ascending.
/// - Throws: `tooLong`, or `unicodeLibrary` when ICU fails.
/// - Complexity: O(bytes).
package func sentenceStarts(of text: String, language: String?) throws(NormalFormError) -> [UInt32]
{
    var text = text
    guard text.utf8.count <= 1 << 30 else { throw .tooLong }
    var starts = [UInt32](repeating: 0, count: text.utf8.count / 40 + 16)
    while true {
        let capacity = starts.count
        let count = text.withUTF8 { bytes in
            pm_sentence_starts(
                bytes.baseAddress, Int64(bytes.count), language ?? "", &starts, Int64(capacity))
        }
        guard count >= 0 else { throw .unicodeLibrary(code: Int32(-count)) }
        if count <= capacity {
            starts.removeLast(capacity - Int(count))
            return starts
        }
        starts = [UInt32](repeating: 0, count: Int(count))
    }
}
