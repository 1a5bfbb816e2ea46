internal import Foundation
internal import PageMatch

/// The files of a folder of tracks.
struct FolderListing {
    /// Paths from the folder, in natural order: `CD1/12.mp3` before `CD2/01.mp3`.
    ///
    /// Hidden files are not among them, nor are pipes, devices and links that lead nowhere. Folders in the folder are gone into, but not further: discs
    /// and parts are kept so, and a whole library must not be read by a slip.
    let paths: [String]

    /// Lists a folder.
    ///
    /// - Throws: `cannotOpen`.
    init(_ folder: String) throws(PageMatchError) {
        var found: [String] = []
        for name in try Self.names(in: folder) {
            guard Self.isFolder("\(folder)/\(name)") else {
                found.append(name)
                continue
            }
            found += try Self.names(in: "\(folder)/\(name)").map { "\(name)/\($0)" }
                .filter { !Self.isFolder("\(folder)/\($0)") }
        }
        found = found.filter { Self.isRegular("\(folder)/\($0)") }
        paths = Transcript.naturalOrder(found).map { found[$0] }
    }

    private static func names(in folder: String) throws(PageMatchError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder)
                .filter { !$0.hasPrefix(".") }
        } catch {
            throw PageMatchError(.cannotOpen, "can't be listed: \(reason(error))", file: folder)
        }
    }

    /// Whether there is a folder at a path.
    static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            && isFolder.boolValue
    }

    /// Whether there is a regular file at a path, or where a link at it leads.
    private static func isRegular(_ path: String) -> Bool {
        let resolved = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let kind = try? FileManager.default.attributesOfItem(atPath: resolved)[.type]
        return kind as? FileAttributeType == .typeRegular
    }

    /// The first bytes of a file; by the first 64 KiB its kind is told.
    ///
    /// - Returns: `nil` for what is no regular file: of a pipe nothing must be read twice.
    /// - Throws: `cannotOpen`.
    static func head(of path: String, length: Int = 1 << 16) throws(PageMatchError) -> Data? {
        do {
            let kind = try FileManager.default.attributesOfItem(
                atPath: URL(fileURLWithPath: path).resolvingSymlinksInPath().path)[.type]
            guard kind as? FileAttributeType == .typeRegular else { return nil }
            let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { try? file.close() }
            return try file.read(upToCount: length) ?? Data()
        } catch {
            throw PageMatchError(.cannotOpen, "can't be opened: \(reason(error))", file: path)
        }
    }
}
