/// The layout of a book image, version 3.
///
/// All numbers are little-endian.
///
///     offset  size
///     0       8     magic "PageMtch"
///     8       4     format version
///     12      4     number of tables
///     16      8     length of the file in bytes
///     24      8     XXH64 of all bytes from 32 to the end
///     32      24·n  for each table: kind (4), 0 (4), offset (8), length in bytes (8)
///     …             the tables, each at a multiple of 64
///
/// A reader refuses other versions; it ignores kinds that it does not know.
enum ImageFormat {
    static let magic: [UInt8] = Array("PageMtch".utf8)
    static let version: UInt32 = 3
    static let headerSize = 32
    static let entrySize = 24
    static let alignment = 64
    /// More tables than any version will have.
    static let maximumTables = 1024

    /// What a table holds.
    enum Table: UInt32, CaseIterable {
        /// UTF-8 of all names, referred to by offset and length.
        case strings = 1
        /// One ``BookRecord``.
        case book
        /// References to the authors' names.
        case authors
        /// A ``SectionRecord`` each.
        case sections
        /// UTF-8 of the sections' texts, one after the other.
        case text
        /// A ``WordCheckpoint`` for each group of words (see ``WordMap``).
        case wordCheckpoints
        /// ``WordSizes`` of each word, whole groups of them.
        case wordSizes
        /// ``WideWordSizes`` of the groups that need them.
        case wideWordSizes
        /// The letters of all words, a byte each.
        case letters
        /// As in `LetterIndex`, UInt32.
        case bucketStarts
        /// As in `LetterIndex`, UInt32.
        case postings
        /// Positions of the words that begin a sentence, UInt32, ascending.
        case sentences
        /// A ``PageBreakRecord`` each, by text offset.
        case pageBreaks
        /// A ``SourceElementRecord`` each.
        case sourceElements
        /// A ``SourceRunRecord`` each.
        case sourceRuns
        /// A ``TrackRecord`` each.
        case tracks
        /// A ``RunRecord`` each, by track and time.
        case runs
        /// A ``TimeCheckpoint`` for each group of a run's words (see ``SpokenTimes``).
        case timeCheckpoints
        /// When each word of the runs is spoken, and whether it was heard, as bits.
        case timeBits
        /// The alignment report as JSON, for people; of it lookups tell the chapters alone, which are
        /// taken out when the image is opened.
        case report
    }
}

/// A name: offset and length in the strings; length ``StringReference/none`` where there is none.
struct StringReference: BitwiseCopyable, Sendable {
    static let none = UInt32.max
    var offset: UInt32
    var length: UInt32
}

/// What is said once of a book.
struct BookRecord: BitwiseCopyable, Sendable {
    var title: StringReference
    var language: StringReference
    /// Names the normal form that made words and letters: reader rules, folding rules, ICU, Unicode.
    var normalForm: StringReference
    /// The version of the folding rules alone: letters of another one are not comparable.
    var foldingRules: UInt32
    var seedLength: UInt32
    var wordCount: UInt32
    var reserved: UInt32
}

/// A section and where its parts begin in the tables; each ends where the next section's begins.
struct SectionRecord: BitwiseCopyable, Sendable {
    var name: StringReference
    var title: StringReference
    var textStart: UInt32
    var textEnd: UInt32
    var firstWord: UInt32
    var firstElement: UInt32
    var firstRun: UInt32
    var reserved: UInt32
}

/// Where a printed page begins.
struct PageBreakRecord: BitwiseCopyable, Sendable {
    var label: StringReference
    /// Offset in the text of the whole book.
    var textOffset: UInt32
    var reserved: UInt32
}

/// See `SourceElement`; `parent` is −1 for the root and counts within the section.
struct SourceElementRecord: BitwiseCopyable, Sendable {
    var name: StringReference
    var id: StringReference
    var parent: Int32
    var ordinal: UInt32
}

/// See `SourceRun`; `textOffset` counts within the section, `element` is −1 for none.
struct SourceRunRecord: BitwiseCopyable, Sendable {
    var textOffset: UInt32
    var element: Int32
    var childrenBefore: UInt32
    var sourceOffset: UInt32
}

/// A track and its length in milliseconds.
struct TrackRecord: BitwiseCopyable, Sendable {
    var name: StringReference
    var duration: UInt32
    /// 1 while the length is only known from the last cue.
    var estimated: UInt32
}

/// A run of the sync map; its words' times begin with the group `firstGroup`.
struct RunRecord: BitwiseCopyable, Sendable {
    var track: UInt32
    var firstWord: UInt32
    var count: UInt32
    var firstGroup: UInt32
    var precision: UInt32
    var reserved: UInt32
}
