import Foundation

/// A folder that only this user may look into, for as long as programs read and write in it.
package struct TemporaryFolder {
    /// Where it is.
    package let path: String

    /// A folder with one file in it.
    ///
    /// - Parameters:
    ///   - bytes: The file's content.
    ///   - name: Its name.
    /// - Throws: What the file system says.
    package init(holding bytes: [UInt8], as name: String) throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("page-match-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        path = folder.path
        do {
            try Data(bytes).write(to: folder.appendingPathComponent(name))
        } catch {
            remove()
            throw error
        }
    }

    /// Removes the folder with all that is in it.
    package func remove() { try? FileManager.default.removeItem(atPath: path) }
}
