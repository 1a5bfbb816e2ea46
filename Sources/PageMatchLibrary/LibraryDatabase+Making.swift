internal import Foundation
internal import GRDB

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

extension LibraryDatabase {
    /// Makes an empty library, unless another process is faster.
    ///
    /// It is made whole under another name, so that no file of a library's name is ever half of
    /// one. An advisory lock on the folder of the images, which is there first, keeps two processes
    /// from making it at once; whoever dies on the way leaves files that the next one overwrites.
    ///
    /// - Throws: `libraryLocked`, `cannotWrite` or `io`.
    func makeLibrary() throws(PageMatchError) {
        try DurableFile.makeFolder(FilePath.folder(of: path))
        try images.make()
        let descriptor = open(images.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw PageMatchError(system: errno, file: images.path) }
        // Closing it ends the lock.
        defer { close(descriptor) }
        try lock(descriptor)
        guard try FilePath.kind(of: path) == .nothing else { return }

        let unfinished = path + ".new"
        for suffix in ["", "-wal", "-shm", "-journal"] { DurableFile.delete(unfinished + suffix) }
        do {
            try describing(.writing) {
                let connection = try DatabaseQueue(path: unfinished, configuration: writing)
                try Schema.migrator.migrate(connection)
                _ = try connection.inDatabase {
                    // Stays with the file; all connections to come find it.
                    try String.fetchOne($0, sql: "PRAGMA journal_mode = WAL")
                }
                try connection.close()
            }
            try DurableFile.move(unfinished, to: path)
        } catch {
            for suffix in ["", "-wal", "-shm", "-journal"] {
                DurableFile.delete(unfinished + suffix)
            }
            throw error
        }
    }

    private func lock(_ descriptor: Int32) throws(PageMatchError) {
        let clock = ContinuousClock()
        let end = clock.now + .seconds(busyTimeout)
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR else {
                throw PageMatchError(system: errno, file: images.path)
            }
            guard clock.now < end else {
                throw PageMatchError(
                    .libraryLocked, "another process is making the library", file: path,
                    hint: "try again when it is done")
            }
            usleep(5_000)
        }
    }
}
