internal import Foundation

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// More than this is no book and no transcript.
private let maximumFileSize = 2 << 30
/// The same of a pipe or a device, which may never end.
private let maximumStreamSize = 64 << 20

/// All bytes of a regular file.
///
/// - Throws: `cannotOpen` with the system's reason, `tooLarge`, or `io` when reading fails midway.
func contents(of path: String) throws(PageMatchError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
        throw PageMatchError(
            .cannotOpen, "can't be opened: \(String(cString: strerror(errno)))", file: path)
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
        throw PageMatchError(.io, String(cString: strerror(errno)), file: path)
    }
    if status.st_mode & S_IFMT == S_IFDIR {
        throw PageMatchError(
            .cannotOpen, "is a folder", file: path, hint: "name the file in it that is meant")
    }
    if status.st_size > maximumFileSize {
        throw PageMatchError(.tooLarge, "is larger than 2 GiB", file: path)
    }
    let maximum = status.st_mode & S_IFMT == S_IFREG ? maximumFileSize : maximumStreamSize
    var bytes: [UInt8] = []
    // A pipe states no size: it is read until it ends, or until it is too much.
    var capacity = max(1 << 16, Int(status.st_size) + 1)
    while true {
        var result = 0
        let piece = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            repeat {
                result = read(descriptor, buffer.baseAddress, buffer.count)
            } while result < 0
                && errno == EINTR
            count = max(0, result)
        }
        if result < 0 { throw PageMatchError(.io, String(cString: strerror(errno)), file: path) }
        if result == 0 { return bytes }
        bytes = bytes.isEmpty ? piece : bytes + piece
        if bytes.count > maximum {
            throw PageMatchError(.tooLarge, "is larger than \(maximum >> 20) MiB", file: path)
        }
        capacity = max(1 << 16, bytes.count)
    }
}
