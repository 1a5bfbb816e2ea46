internal import Foundation

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// Writes that survive a power cut once they have returned.
enum DurableFile {
    /// Makes a folder, with those above it; nothing happens when it is there.
    ///
    /// - Throws: `cannotWrite`.
    static func makeFolder(_ path: String) throws(PageMatchError) {
        if mkdir(path, 0o777) == 0 { return try synchronise(folder: FilePath.folder(of: path)) }
        if errno == EEXIST { return }
        guard errno == ENOENT, path != "/" else { throw PageMatchError(system: errno, file: path) }
        try makeFolder(FilePath.folder(of: path))
        guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
            throw PageMatchError(system: errno, file: path)
        }
        try synchronise(folder: FilePath.folder(of: path))
    }

    /// Writes a new file and waits until it is on the disk; what was written of it is deleted when
    /// that fails.
    ///
    /// - Throws: `cannotWrite` or `io`.
    static func create(_ bytes: [UInt8], at path: String) throws(PageMatchError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw PageMatchError(system: errno, file: path) }
        var failure = writeAll(bytes, to: descriptor)
        if failure == 0, fsync(descriptor) != 0 { failure = errno }
        if close(descriptor) != 0, failure == 0 { failure = errno }
        if failure != 0 {
            unlink(path)
            throw PageMatchError(system: failure, file: path)
        }
    }

    /// Gives a file of the same folder another name; takes the place of what has it.
    ///
    /// - Throws: `cannotWrite` or `io`; the file then has its old name or none.
    static func move(_ old: String, to new: String) throws(PageMatchError) {
        guard rename(old, new) == 0 else {
            let failure = errno
            unlink(old)
            throw PageMatchError(system: failure, file: new)
        }
        try synchronise(folder: FilePath.folder(of: new))
    }

    /// Deletes a file if it is there and may be deleted.
    static func delete(_ path: String) {
        unlink(path)
    }

    private static func synchronise(folder path: String) throws(PageMatchError) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw PageMatchError(system: errno, file: path) }
        defer { close(descriptor) }
        // Some file systems can't do this, and need not.
        guard fsync(descriptor) == 0 || errno == EINVAL else {
            throw PageMatchError(system: errno, file: path)
        }
    }

    /// Writes all bytes; returns 0 or the system's error.
    private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
        bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let part = UnsafeRawBufferPointer(rebasing: rest)
                // Linux writes at most 2 GiB at once.
                let count = write(descriptor, part.baseAddress, min(part.count, 1 << 30))
                if count < 0, errno == EINTR { continue }
                if count < 0 { return errno }
                rest = rest.dropFirst(count)
            }
            return 0
        }
    }
}
