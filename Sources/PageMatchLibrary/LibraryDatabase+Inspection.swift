internal import Foundation
internal import GRDB

extension LibraryDatabase {
    /// Makes sure that the file is a library that this version can use, and changes nothing: not
    /// the file, and nothing beside it.
    ///
    /// - Returns: Whether it is of this version, not of an earlier one.
    /// - Throws: `libraryForeign`, `libraryDamaged`, `libraryNewer`, `libraryLocked`, `cannotOpen`
    ///   or `io`.
    /// - Complexity: O(rows): SQLite checks the whole file.
    func inspect() throws(PageMatchError) -> Bool {
        // Only a file that others write to while it is looked at is looked at again.
        for _ in 0..<10 {
            let stamp = try stamp()
            let hadLog = hasLog
            do {
                let isCurrent = try describing(.reading) {
                    try unchanging().inDatabase { db in
                        // This much stands in the file from the start.
                        try requireOurs(db)
                        return hadLog ? nil : try judge(db, size: stamp.size)
                    }
                }
                if let isCurrent { return isCurrent }
                break
            } catch let error where error.code == .libraryForeign {
                throw error
            } catch let error {
                // What the file lacks may stand in the log, or have come to the file meanwhile.
                if hadLog { break }
                if try self.stamp() == stamp { throw error }
            }
        }
        return try describing(.reading) {
            try readOnly().inDatabase { try judge($0, size: nil) }
        }
    }

    private func stamp() throws(PageMatchError) -> FilePath.Stamp {
        guard case .file(let stamp) = try FilePath.kind(of: path) else {
            throw PageMatchError(
                .cannotOpen, "is not a file", file: path, hint: "name another with --library")
        }
        guard stamp.size > 0 else {
            throw PageMatchError(
                .libraryDamaged, "the library is an empty file", file: path,
                hint: "delete it to begin a new library, or restore it from a copy")
        }
        return stamp
    }

    /// Whether changes stand in a log beside the file and not in it, as they do while somebody
    /// writes and after somebody was killed.
    var hasLog: Bool {
        guard case .file(let stamp) = try? FilePath.kind(of: path + "-wal") else { return false }
        return stamp.size > 0
    }

    /// A connection that takes the file as it is: no lock, no log, no files beside it.
    ///
    /// What it sees is the library only while there is no log.
    func unchanging() throws -> DatabaseQueue {
        let escaped = path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed)
        guard let escaped else { return try readOnly() }
        do {
            return try DatabaseQueue(
                path: "file:\(escaped)?immutable=1", configuration: inspecting)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CANTOPEN {
            // An SQLite that was built without URIs.
            return try readOnly()
        }
    }

    private func readOnly() throws -> DatabaseQueue {
        try DatabaseQueue(path: path, configuration: inspecting)
    }

    private var inspecting: Configuration {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(busyTimeout)
        return configuration
    }

    private func requireOurs(_ db: Database) throws {
        let application = try Int.fetchOne(db, sql: "PRAGMA application_id")
        guard application == Schema.applicationID else {
            throw PageMatchError.foreign(file: path)
        }
    }

    /// Throws what is wrong with the file; else returns whether it is of this version.
    ///
    /// `size` is the file's size in bytes if the file must be whole, as it is without a log.
    private func judge(_ db: Database, size: Int?) throws -> Bool {
        try requireOurs(db)
        if try Schema.isNewer(db) { throw PageMatchError.newer(file: path) }
        let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
        let pageSize = try Int.fetchOne(db, sql: "PRAGMA page_size") ?? 0
        if let size, size < pages * pageSize {
            throw PageMatchError.damaged(file: path, "its end is missing")
        }
        let verdict = try String.fetchOne(db, sql: "PRAGMA quick_check(1)") ?? ""
        guard verdict == "ok" else { throw PageMatchError.damaged(file: path, verdict) }
        guard try db.tableExists("books") else {
            throw PageMatchError.damaged(file: path, "it has no table of books")
        }
        return try Schema.migrator.hasCompletedMigrations(db)
    }
}
