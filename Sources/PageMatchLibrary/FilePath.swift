internal import Foundation

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// Questions to the file system that open no file.
///
/// SQLite's locks on a file end as soon as its process closes any descriptor of it; so nothing here
/// opens the library's own file.
enum FilePath {
    /// What is at a path.
    enum Kind: Equatable {
        case nothing
        case file(Stamp)
        case other
    }

    /// What tells a regular file from others, and from itself after a change.
    struct Stamp: Hashable {
        /// Its number on its device: another file of the same name has another.
        var inode: UInt64
        var device: UInt64
        /// Bytes.
        var size: Int
        /// When its bytes last changed, in nanoseconds since 1970.
        var modified: Int

        /// Whether both are of one file, changed or not.
        func isSameFile(as other: Stamp) -> Bool {
            inode == other.inode && device == other.device
        }
    }

    /// What is at `path`, behind symbolic links.
    ///
    /// - Throws: `cannotOpen` when that can't be told.
    static func kind(of path: String) throws(PageMatchError) -> Kind {
        var status = stat()
        guard stat(path, &status) == 0 else {
            if errno == ENOENT || errno == ENOTDIR { return .nothing }
            throw PageMatchError(
                .cannotOpen, "can't be opened: \(String(cString: strerror(errno)))", file: path)
        }
        guard status.st_mode & S_IFMT == S_IFREG else { return .other }
        return .file(
            Stamp(
                inode: UInt64(status.st_ino), device: UInt64(status.st_dev),
                size: Int(status.st_size),
                modified: status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec))
    }

    /// Whether there is anything at `path`.
    static func exists(_ path: String) -> Bool {
        access(path, F_OK) == 0
    }

    /// The absolute path of a file that need not exist, without symbolic links where they are known.
    ///
    /// Two names of one library must find the same images.
    static func canonical(_ path: String) -> String {
        if let real = real(path) { return real }
        let url = URL(fileURLWithPath: path).standardizedFileURL
        guard let folder = real(url.deletingLastPathComponent().path) else { return url.path }
        return folder == "/" ? "/" + url.lastPathComponent : folder + "/" + url.lastPathComponent
    }

    /// The folder in which a file lies.
    static func folder(of path: String) -> String {
        URL(fileURLWithPath: path).deletingLastPathComponent().path
    }

    private static func real(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
