import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A temporary file without a name, which a program reads as its standard input.
///
/// It is there for as long as somebody has it open: however this process ends, be it killed, nothing
/// is left of it. A file rather than a pipe, since programs go back and forth in what they read, and
/// since nobody must stand by to write.
package struct UnnamedFile {
    /// What a program that wants a file's name is given: the file on its standard input.
    package static let path = "/dev/stdin"

    let handle: FileHandle

    /// A file of some bytes, in the folder for temporary files.
    ///
    /// - Parameter bytes: its content.
    /// - Throws: What the file system says.
    package init(holding bytes: [UInt8]) throws {
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("page-match-\(UUID().uuidString)").path
        let file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
        handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
        // Before anything is in it.
        unlink(path)
        try handle.write(contentsOf: Data(bytes))
    }
}
