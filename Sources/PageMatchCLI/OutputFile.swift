internal import Foundation
internal import PageMatch

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// A file that a command writes.
enum OutputFile {
    /// Writes a whole file.
    ///
    /// A regular file is replaced at once, so that a reader never sees half of it, and a link is
    /// followed. A device or a pipe is written to as it is.
    ///
    /// - Throws: `cannotWrite` with the system's reason.
    static func write(_ bytes: [UInt8], to path: String) throws(PageMatchError) {
        var status = stat()
        let exists = stat(path, &status) == 0
        if exists, status.st_mode & S_IFMT == S_IFDIR {
            throw PageMatchError(.cannotWrite, "is a folder", file: path)
        }
        if exists, status.st_mode & S_IFMT != S_IFREG {
            let descriptor = open(path, O_WRONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw failure(path) }
            defer { close(descriptor) }
            guard write(bytes, to: descriptor) else { throw failure(path) }
        } else {
            try replace(resolved(path), with: bytes, mode: exists ? status.st_mode : nil)
        }
    }

    /// What the system says of the call that has just failed.
    private static func failure(_ path: String) -> PageMatchError {
        PageMatchError(
            .cannotWrite, "can't be written: \(String(cString: strerror(errno)))", file: path)
    }

    /// The file that a link leads to; the path itself where it is none, or leads nowhere yet.
    private static func resolved(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }

    private static func replace(
        _ path: String, with bytes: [UInt8], mode: mode_t?
    ) throws(PageMatchError) {
        let temporary = "\(path).\(getpid()).tmp"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        if let mode { fchmod(descriptor, mode & 0o7777) }
        guard write(bytes, to: descriptor), fsync(descriptor) == 0, rename(temporary, path) == 0
        else {
            let error = failure(path)
            unlink(temporary)
            throw error
        }
    }

    /// Writes all bytes; `false`, with the reason in `errno`, when that fails.
    private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let result = Foundation.write(descriptor, rest.baseAddress, rest.count)
                if result < 0, errno == EINTR { continue }
                if result < 0 { return false }
                rest = rest.dropFirst(result)
            }
            return true
        }
    }
}

extension Slice where Base == UnsafeRawBufferPointer {
    fileprivate var baseAddress: UnsafeRawPointer? {
        UnsafeRawBufferPointer(rebasing: self).baseAddress
    }
}
