/// An error as programs read it, `{"error": {…}}`; what the command line writes with `--json`.
public struct ErrorAnswer: Hashable, Sendable, Encodable {
    /// What went wrong and where.
    public struct Details: Hashable, Sendable, Encodable {
        /// A stable word; see ``PageMatchError/Code``.
        public var code: String
        /// What went wrong, for people.
        public var message: String
        /// The exit code of the command.
        public var exit: Int32
        /// The file, entry or section at fault.
        public var file: String?
        /// Line in the file, from 1.
        public var line: Int?
        /// What to do about it.
        public var hint: String?
    }

    /// What went wrong and where, one level down: an answer that is no error has no such key.
    public var error: Details

    /// The answer of a command that failed.
    ///
    /// - Parameters:
    ///   - error: why it failed.
    ///   - exit: what it exits with; the error's own exit code when nothing is said.
    public init(_ error: PageMatchError, exit: Int32? = nil) {
        self.error = Details(
            code: error.code.rawValue, message: error.message, exit: exit ?? error.exitCode,
            file: error.file, line: error.line, hint: error.hint)
    }
}

extension PageMatchError {
    /// The exit code of a command that fails with this error, after `sysexits.h`.
    public var exitCode: Int32 {
        switch code {
        case .usage: 64  // EX_USAGE
        case .unknownFormat, .malformed, .tooLarge, .encrypted, .empty, .wrongKind, .countMismatch,
            .unrelated, .badQuery, .imageDamaged, .imageVersion, .libraryForeign, .libraryDamaged,
            .libraryNewer:
            65  // EX_DATAERR
        case .cannotOpen, .toolMissing, .bookNotFound, .sectionNotFound: 66  // EX_NOINPUT
        case .internal: 70  // EX_SOFTWARE
        case .cannotWrite, .idTaken: 73  // EX_CANTCREAT
        case .io: 74  // EX_IOERR
        case .libraryLocked: 75  // EX_TEMPFAIL
        case .cancelled: 130  // as a shell says of a command that was interrupted
        }
    }
}
