internal import Foundation
internal import PageMatch
internal import PageMatchMedia

/// Reads the page that a command is given: text, what an OCR program tells, or a photo.
struct PageInput {
    /// No page of text has more: the rest of a file is not read.
    private static let maximumTextBytes = 1 << 20

    /// The languages that a photo may be in, asked for only if it is one.
    let languages: PageLanguages

    /// The page in a file, or on standard input for `-` and `nil`.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - hint: what to do when there is no such file.
    /// - Returns: the page.
    /// - Throws: `cannotOpen`, `io`, `wrongKind` for what is neither text nor a picture, or what
    ///   reading a photo throws.
    func read(_ path: String?, hint: String? = nil) throws(PageMatchError) -> Page {
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
        return try page(name: path) { () throws(PageMatchError) in
            do {
                return try handle.read(upToCount: 1 << 20).map(Array.init)
            } catch {
                throw PageMatchError(.io, "can't be read: \(reason(error))", file: path)
            }
        }
    }

    private func readStandardInput() throws(PageMatchError) -> Page {
        if StandardInput.isTerminal {
            Diagnostics.say("Type or paste the page's text, then press Ctrl-D:")
        }
        return try page(name: "standard input") { () throws(PageMatchError) in
            try StandardInput.readSome()
        }
    }

    /// The page of what `next` gives, piece by piece, until it gives nothing.
    private func page(
        name: String, next: () throws(PageMatchError) -> [UInt8]?
    ) throws(PageMatchError) -> Page {
        var bytes: [UInt8] = []
        var maximum = Self.maximumTextBytes
        while bytes.count < maximum, let piece = try next(), !piece.isEmpty {
            if bytes.count < 4096 {
                bytes += piece
                if PhotoReader.isPicture(bytes) { maximum = PhotoReader.maximumBytes + 1 }
            } else {
                bytes += piece
            }
        }
        if PhotoReader.isPicture(bytes) {
            let reader = try PhotoReader()
            return try reader.read(bytes, languages: languages.of(reader), name: name)
        }
        do {
            return try Page(Array(bytes.prefix(maximum)))
        } catch {
            throw error.at(file: name)
        }
    }
}
