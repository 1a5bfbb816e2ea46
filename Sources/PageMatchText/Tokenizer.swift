internal import CICUText
internal import CTextKernels
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
/// Words are those of UAX #29 (Unicode Standard Annex 29, §4) that hold a letter or a digit, exactly
/// as ICU's root iterator divides, by its dictionaries where the script needs them (Chinese,
/// Japanese, Thai, Khmer, Lao, Burmese). Folding is NFKC_Casefold, then base letters and digits only:
/// no diacritics, apostrophes or hyphens; ligatures, joined and crossed letters, long s and full-width
/// forms resolved; kana and ideographs as they are.
///
/// Two ways lead there. Text in Latin, Greek and Cyrillic letters with its punctuation goes a quick one
/// (``WordScanner``, ``WordWriter``) that reads bits, not characters; stretches that it does not know
/// go to ICU, cut at white space. That a text has the same words and letters either way is what the
/// tests compare, text for text; what it gains stands in `Benchmarks/Studies.md`. The other design, a
/// table of states stepped through byte by byte, would have been one way for all of ASCII and Latin,
/// but each step has to wait for the one before.
///
/// A tokenizer keeps its buffers: make one for many texts.
package struct Tokenizer: ~Copyable {
    /// The version of the folding rules, of what words' letters and ids are; an image of another one
    /// can't be looked up in.
    package static var rules: Int { 2 }
    /// Names folding rules, ICU and Unicode.
    package static var version: String { "\(rules)/" + String(cString: pm_icu_version()) }

    /// Text is taken in pieces of about so many bytes, whose masks and words stay in the nearest
    /// caches.
    private static let chunkSize = 16 * 1024
    /// A piece without white space may be longer; from here on ICU takes it, in less memory.
    private static let longestChunk = 1 << 22

    private let isQuick: Bool
    private var scanner: WordScanner
    private var writer = WordWriter()
    /// Opened when it is first needed: most texts never need it, and it costs more than a page.
    private var handle: OpaquePointer?
    private var words: [pm_word] = []
    private var scalars: [UInt32] = []

    /// A tokenizer, ready for any language.
    ///
    /// - Parameter isQuick: false to go ICU's way alone, for comparison: it gives the same.
    /// - Throws: `unicodeLibrary` when ICU can't be opened.
    package init(isQuick: Bool = true) throws(NormalFormError) {
        try self.init(isQuick: isQuick, isScalar: pm_text_kernels_are_scalar() != 0)
    }

    /// A tokenizer that goes ICU's way alone, or the quick one with the kernels that are named.
    init(isQuick: Bool, isScalar: Bool) throws(NormalFormError) {
        let table = CharacterTable.installed
        self.isQuick = isQuick && table.isUsable
        scanner = WordScanner(isScalar: isScalar, colonJoins: table.colonJoins)
        let status = self.isQuick ? 0 : openICU()
        guard status == 0 else { throw .unicodeLibrary(code: status) }
    }

    deinit {
        if let handle { pm_tokenizer_close(handle) }
    }

    /// Appends the words of `text` to `result`; their offsets are raised by `offset`.
    ///
    /// - Complexity: O(bytes).
    package mutating func append(
        _ text: String, at offset: UInt32 = 0, to result: inout WordsAndLetters
    ) throws(NormalFormError) {
        var text = text
        guard text.utf8.count <= 1 << 30 else { throw .tooLong }
        let status = text.withUTF8 { bytes in
            isQuick
                ? appendQuickly(bytes, at: offset, to: &result)
                : appendByICU(bytes, 0..<bytes.count, at: offset, to: &result)
        }
        guard status == 0 else { throw .unicodeLibrary(code: status) }
    }

    // MARK: The quick way

    /// 0 or an ICU error.
    private mutating func appendQuickly(
        _ bytes: UnsafeBufferPointer<UInt8>, at offset: UInt32, to result: inout WordsAndLetters
    ) -> Int32 {
        let characters = CharacterTable.installed.entries
        let entries = characters.span
        var start = 0
        while start < bytes.count {
            let chunk = start..<Self.end(ofChunkAt: start, bytes)
            start = chunk.upperBound
            if chunk.count > Self.longestChunk {
                let status = appendByICU(bytes, chunk, at: offset, to: &result)
                if status != 0 { return status }
                continue
            }
            scanner.scan(bytes, chunk, entries)
            writer.reserve(chunk.count)
            var next = 0
            var unknown = 0
            while true {
                let stretch = unknown < scanner.unknown.count ? scanner.unknown[unknown] : nil
                let long = writer.write(
                    bytes, scanner, from: &next, limit: stretch?.lowerBound ?? chunk.upperBound,
                    offset: offset, letterBase: result.letters.count,
                    longest: Int(PM_WORD_LETTERS_MAX), entries)
                writer.flush(to: &result)
                if long == nil { unknown += 1 }
                guard let stretch = long ?? stretch else { break }
                let status = appendByICU(bytes, stretch, at: offset, to: &result)
                if status != 0 { return status }
            }
        }
        return 0
    }

    /// The last white space of the chunk, or the first behind it; the chunk's own first byte aside.
    private static func end(ofChunkAt start: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        if bytes.count - start <= chunkSize { return bytes.count }
        var end = start + chunkSize
        while end > start + 1, bytes[end] > 0x20 { end -= 1 }
        if end > start + 1 { return end }
        end = start + chunkSize
        while end < bytes.count, bytes[end] > 0x20 { end += 1 }
        return end
    }

    // MARK: ICU's way

    /// 0 or an ICU error.
    private mutating func openICU() -> Int32 {
        if handle != nil { return 0 }
        var status: Int32 = 0
        handle = pm_tokenizer_open(&status)
        words = Array(repeating: pm_word(), count: 512)
        scalars = Array(repeating: 0, count: 2 * PM_WORD_LETTERS_MAX)
        return status
    }

    /// 0 or an ICU error.
    private mutating func appendByICU(
        _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, at offset: UInt32,
        to result: inout WordsAndLetters
    ) -> Int32 {
        let opened = openICU()
        guard opened == 0, let handle else { return opened }
        let status = pm_tokenizer_set_text(
            handle, bytes.baseAddress.map { $0 + range.lowerBound }, Int64(range.count))
        guard status == 0 else { return status }
        let offset = offset &+ UInt32(truncatingIfNeeded: range.lowerBound)
        while true {
            var letterCount: Int64 = 0
            let wordCount = pm_tokenizer_next(
                handle, &words, Int64(words.count), &scalars, Int64(scalars.count), &letterCount)
            guard wordCount >= 0 else { return Int32(truncatingIfNeeded: -wordCount) }
            if wordCount == 0 { return 0 }
            store(Int(wordCount), at: offset, in: &result)
        }
    }

    private func store(_ count: Int, at offset: UInt32, in result: inout WordsAndLetters) {
        let found = words[..<count]
        result.wordStarts.append(contentsOf: found.lazy.map { offset &+ $0.start })
        result.wordEnds.append(contentsOf: found.lazy.map { offset &+ $0.end })
        var letterEnd = UInt32(truncatingIfNeeded: result.letters.count)
        result.letterStarts.append(
            contentsOf: found.map { word in
                letterEnd &+= word.letters
                return letterEnd
            })
        scalars.withUnsafeBufferPointer { scalars in
            var next = 0
            result.ids.append(
                contentsOf: found.map { word in
                    var hasher = WordID.Hasher()
                    let end = next + Int(word.letters)
                    while next < end {
                        hasher.combine(scalars[next])
                        next += 1
                    }
                    return hasher.finish()
                })
            result.letters.append(contentsOf: scalars[..<next].lazy.map { Letter.code($0) })
        }
    }
}
