internal import Foundation
internal import GRDB
internal import Synchronization

/// The SQLite file of a library, in WAL mode: readers never wait for a writer.
///
/// Reads share one connection; each write has its own for as long as it lasts, so that a library
/// that is only read is never opened for writing.
final class LibraryDatabase: Sendable {
    /// The file, without symbolic links.
    let path: String
    /// The folder of the images, beside the file.
    let images: ImageFolder
    /// How long to wait for other processes, in seconds.
    let busyTimeout: Double

    private let reader = Mutex<Reader?>(nil)
    /// Held while this process writes: its own writers wait without a limit.
    private let turn = NSLock()

    /// A connection, and the file that it was opened at.
    private struct Reader {
        var stamp: FilePath.Stamp
        var connection: DatabaseQueue
    }

    init(path: String, busyTimeout: Double) {
        self.path = FilePath.canonical(path)
        images = ImageFolder(path: self.path + ".books")
        self.busyTimeout = busyTimeout
    }

    /// Checks the file; makes it when it isn't there and `create` is true.
    func prepare(create: Bool) throws(PageMatchError) {
        if create, try FilePath.kind(of: path) == .nothing { try makeLibrary() }
        _ = try connection()
    }

    /// Reads; `nil` when there is no file.
    func read<Value>(
        _ body: (Database) throws -> Value
    ) throws(PageMatchError) -> Value? {
        guard let connection = try connection() else { return nil }
        return try describing(.reading) { try connection.inDatabase(body) }
    }

    /// Writes in one transaction that holds the write lock from its start and, when this returns,
    /// is on the disk.
    ///
    /// - Throws: what `body` throws, and then nothing has changed; `libraryLocked`, `libraryNewer`,
    ///   `cannotWrite` or `io`.
    func write<Value>(
        _ body: (Database) throws -> Value
    ) throws(PageMatchError) -> Value {
        guard try connection() != nil else {
            throw PageMatchError(.cannotOpen, "there is no library", file: path)
        }
        turn.lock()
        defer { turn.unlock() }
        return try describing(.writing) {
            let connection = try DatabaseQueue(path: path, configuration: writing)
            var value: Value?
            try connection.inTransaction(.immediate) { db in
                // A later version may have come since the file was opened.
                if try Schema.isNewer(db) { throw PageMatchError.newer(file: path) }
                value = try body(db)
                return .commit
            }
            guard let value else {
                throw PageMatchError(.internal, "a transaction has ended without its value")
            }
            return value
        }
    }

    /// Calls `body`; puts the errors of SQLite into words.
    func describing<Value>(
        _ access: PageMatchError.Access, _ body: () throws -> Value
    ) throws(PageMatchError) -> Value {
        do {
            return try body()
        } catch let error as PageMatchError {
            throw error.at(file: path)
        } catch let error as DatabaseError {
            throw PageMatchError(error, access, file: path)
        } catch {
            throw PageMatchError(.internal, "\(error)", file: path)
        }
    }

    // MARK: Connections

    /// The connection for reads; `nil` when there is no file.
    private func connection() throws(PageMatchError) -> DatabaseQueue? {
        let kind = try FilePath.kind(of: path)
        if kind == .nothing { return nil }
        if case .file(let stamp) = kind, let open = reader.withLock({ $0 }),
            open.stamp.isSameFile(as: stamp)
        {
            return open.connection
        }
        // The first time, or the file has given way to another.
        if try !inspect() { try migrate() }
        do {
            let connection = try describing(.reading) {
                try DatabaseQueue(path: path, configuration: reading)
            }
            if case .file(let stamp) = kind {
                reader.withLock { $0 = Reader(stamp: stamp, connection: connection) }
            }
            return connection
        } catch let error where error.code == .cannotOpen || error.code == .cannotWrite {
            // A folder that can't be written has no place for the files that readers and writers
            // of a WAL share. Without a WAL the file is all there is. Somebody who has the right
            // may change it later, so this connection is not kept.
            guard !hasLog else { throw error }
            return try describing(.reading) { try unchanging() }
        }
    }

    /// Brings a library of an earlier version up to this one.
    private func migrate() throws(PageMatchError) {
        try describing(.writing) {
            try Schema.migrator.migrate(DatabaseQueue(path: path, configuration: writing))
        }
    }

    /// For reads: opened for writing where the file permits it, so that the last connection cleans
    /// up what readers and writers share; but it never writes.
    private var reading: Configuration {
        var configuration = writing
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA query_only = ON") }
        return configuration
    }

    /// For writes that are on the disk when they return.
    var writing: Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(busyTimeout)
        // Images are deleted after the commit that no longer names them: it must not be undone by
        // a power cut. `NORMAL` would let it.
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        return configuration
    }
}
