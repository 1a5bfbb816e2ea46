internal import Foundation
internal import PageMatch

/// Reads the page that a command is given.
enum PageInput {
    /// No page has more: the rest of a file is not read.
    private static let maximumBytes = 1 << 20

    /// The page in a file, or on standard input for `-` and `nil`.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - hint: what to do when there is no such file.
    /// - Returns: the page.
    /// - Throws: `cannotOpen`, `io`, or `wrongKind` for what is no text.
    static func read(_ path: String?, hint: String? = nil) throws(PageMatchError) -> Page {
        guard let path, path != "-" else { return try readStandardInput() }
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue
        {
            throw PageMatchError(
                .cannotOpen, "is a folder", file: path, hint: "name the page's file in it")
        }
        let handle: FileHandle
        do {
            handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        } catch {
            throw PageMatchError(
                .cannotOpen, "can't be opened: \(reason(error))", file: path, hint: hint)
        }
        defer { try? handle.close() }
        return try page(read(handle, path), name: path)
    }

    private static func readStandardInput() throws(PageMatchError) -> Page {
        if StandardInput.isTerminal {
            Diagnostics.say("Type or paste the page's text, then press Ctrl-D:")
        }
        var bytes: [UInt8] = []
        while bytes.count < maximumBytes, let piece = try StandardInput.readSome() {
            bytes += piece
        }
        return try page(bytes, name: "standard input")
    }

    private static func read(_ handle: FileHandle, _ name: String) throws(PageMatchError) -> [UInt8]
    {
        do {
            return Array(try handle.read(upToCount: maximumBytes) ?? Data())
        } catch {
            throw PageMatchError(.io, "can't be read: \(reason(error))", file: name)
        }
    }

    private static func page(_ bytes: [UInt8], name: String) throws(PageMatchError) -> Page {
        do {
            return try Page(bytes)
        } catch {
            throw error.at(file: name)
        }
    }
}
