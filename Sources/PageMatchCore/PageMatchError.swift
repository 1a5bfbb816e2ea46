/// The one error that public calls throw.
///
/// Prints as one line: what, where, what to do.
public struct PageMatchError: Error, Hashable, Sendable {
    /// Stable words for programs; new ones may come, none is renamed.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// The command line, or a parameter of a request, is wrong.
        case usage
        /// A file that was named can't be opened.
        case cannotOpen = "cannot-open"
        /// No book of that id.
        case bookNotFound = "book-not-found"
        /// No section of that name in the book.
        case sectionNotFound = "section-not-found"
        /// A book of that id is there already.
        case idTaken = "id-taken"
        /// The content is of no format that is known here.
        case unknownFormat = "unknown-format"
        /// A known format, but damaged or contradictory.
        case malformed
        /// Larger than this program takes on.
        case tooLarge = "too-large"
        /// The book is encrypted.
        case encrypted
        /// Nothing to read in it: no words, or no times.
        case empty
        /// Two arguments stand in each other's place, or one is of another kind.
        case wrongKind = "wrong-kind"
        /// The number of tracks, lengths or files does not fit.
        case countMismatch = "count-mismatch"
        /// What was heard is not this book.
        case unrelated
        /// A program that reads such files for this one is not installed.
        case toolMissing = "tool-missing"
        /// A query that can't be read.
        case badQuery = "bad-query"
        /// A book image that is damaged.
        case imageDamaged = "image-damaged"
        /// A book image of a version that this program can't read.
        case imageVersion = "image-version"
        /// The library file is something else.
        case libraryForeign = "library-foreign"
        /// The library file is damaged.
        case libraryDamaged = "library-damaged"
        /// The library was written by a later version.
        case libraryNewer = "library-newer"
        /// Another process holds the library.
        case libraryLocked = "library-locked"
        /// An output can't be written.
        case cannotWrite = "cannot-write"
        /// Reading or writing failed midway.
        case io
        /// The caller cancelled.
        case cancelled
        /// A fault of this program.
        case `internal`
    }

    /// What went wrong, for programs.
    public var code: Code
    /// What went wrong, for people: a phrase without a full stop.
    public var message: String
    /// The file, entry or section at fault.
    public var file: String?
    /// Line in the file, from 1.
    public var line: Int?
    /// What to do about it: a phrase without a full stop.
    public var hint: String?

    /// An error with its place and its remedy.
    public init(
        _ code: Code, _ message: String, file: String? = nil, line: Int? = nil,
        hint: String? = nil
    ) {
        self.code = code
        self.message = message
        self.file = file
        self.line = line
        self.hint = hint
    }

    /// The same error, said of `file` unless it names a file already.
    public func at(file name: String?) -> PageMatchError {
        var error = self
        error.file = file ?? name
        return error
    }
}

extension PageMatchError: CustomStringConvertible {
    public var description: String {
        var place = file ?? ""
        if let line { place += place.isEmpty ? "line \(line)" : ", line \(line)" }
        var text = place.isEmpty ? message : "\(place): \(message)"
        if let hint { text += "; \(hint)" }
        return text
    }
}
