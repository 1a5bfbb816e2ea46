internal import Foundation
internal import GRDB

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

extension PageMatchError {
    /// What was being done with the library.
    enum Access {
        case reading, writing
    }

    /// Puts an error of SQLite into words: what, in which file, what to do.
    init(_ error: DatabaseError, _ access: Access, file: String) {
        let detail = error.message.map { ": \($0)" } ?? ""
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL:
            self.init(
                .libraryLocked, "another process is writing to the library", file: file,
                hint: "try again when it is done")
        case .SQLITE_NOTADB:
            self = Self.foreign(file: file)
        case .SQLITE_CORRUPT, .SQLITE_FORMAT:
            self = Self.damaged(file: file, error.message ?? "SQLite can't read it")
        case .SQLITE_FULL:
            self.init(
                .cannotWrite, "the disk is full", file: file,
                hint: "free some space; the library is as it was")
        case .SQLITE_CANTOPEN where access == .reading:
            self.init(
                .cannotOpen, "the library can't be opened\(detail)", file: file,
                hint: "check that you may read it and the files beside it")
        case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
            self.init(
                .cannotWrite, "the library can't be written\(detail)", file: file,
                hint: "check that you may write it and its folder")
        case .SQLITE_IOERR:
            self.init(.io, "\(access) the library failed\(detail)", file: file)
        default:
            self.init(
                .internal, "SQLite failed with \(error.extendedResultCode.rawValue)\(detail)",
                file: file)
        }
    }

    /// Puts an error of the system, met on the way to a write, into words.
    init(system error: Int32, file: String) {
        let reason = String(cString: strerror(error))
        switch error {
        case EIO:
            self.init(.io, "writing failed: \(reason)", file: file)
        case ENOSPC, EDQUOT:
            self.init(.cannotWrite, "the disk is full", file: file, hint: "free some space")
        default:
            self.init(
                .cannotWrite, "can't be written: \(reason)", file: file,
                hint: "name another library with --library")
        }
    }

    /// The file is no library.
    static func foreign(file: String) -> PageMatchError {
        PageMatchError(
            .libraryForeign, "this file is not a library of Page Match", file: file,
            hint: "name another with --library; this one is left as it is")
    }

    /// The file is a library no more.
    static func damaged(file: String, _ what: String) -> PageMatchError {
        PageMatchError(
            .libraryDamaged, "the library is damaged: \(what)", file: file,
            hint: "restore it from a copy, or move it away and add the books again")
    }

    /// A later version has been here.
    static func newer(file: String) -> PageMatchError {
        PageMatchError(
            .libraryNewer, "a later version of Page Match has written this library", file: file,
            hint: "update Page Match, or name another library with --library")
    }
}
