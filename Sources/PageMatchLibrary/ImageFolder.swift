internal import Foundation

/// The folder of a library's images: immutable files with random names.
///
/// Written and swept only while the library's write lock is held; see ``Library``.
struct ImageFolder: Sendable {
    private enum Suffix {
        static let image = ".image"
        static let temporary = ".temporary"
    }

    let path: String

    /// Makes the folder unless it is there.
    ///
    /// - Throws: `cannotWrite`.
    func make() throws(PageMatchError) {
        try DurableFile.makeFolder(path)
    }

    /// The path of an image.
    ///
    /// - Throws: `libraryDamaged` for a name that this library never gave: it may lead anywhere.
    func path(of image: String) throws(PageMatchError) -> String {
        guard Self.isOurs(image, suffix: Suffix.image) else {
            throw PageMatchError(
                .libraryDamaged, "a book has the image '\(image)', which is not one",
                file: path, hint: "remove the book and add it again")
        }
        return "\(path)/\(image)"
    }

    /// Writes an image; once this returns it is on the disk, and wholly.
    ///
    /// - Returns: the name that it was given.
    /// - Throws: `cannotWrite` or `io`; nothing is left of it then.
    func write(_ bytes: [UInt8]) throws(PageMatchError) -> String {
        let stem = Self.randomStem()
        let temporary = "\(path)/\(stem)\(Suffix.temporary)"
        try DurableFile.create(bytes, at: temporary)
        let name = stem + Suffix.image
        do {
            try DurableFile.move(temporary, to: "\(path)/\(name)")
        } catch {
            delete(name)
            throw error
        }
        return name
    }

    /// Deletes an image if it is there; what has it mapped reads on.
    func delete(_ image: String) {
        guard Self.isOurs(image, suffix: Suffix.image) else { return }
        DurableFile.delete("\(path)/\(image)")
    }

    /// Deletes images that are not among `named`, and what writers that died have left.
    ///
    /// Files of other names are left alone. What can't be deleted now is swept another time.
    func sweep(keeping named: Set<String>) {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        for file in files where !named.contains(file) {
            if Self.isOurs(file, suffix: Suffix.image)
                || Self.isOurs(file, suffix: Suffix.temporary)
            {
                DurableFile.delete("\(path)/\(file)")
            }
        }
    }

    /// 128 random bits as 32 hexadecimal digits.
    private static func randomStem() -> String {
        var stem = ""
        for _ in 0..<32 { stem += String(Int.random(in: 0..<16), radix: 16) }
        return stem
    }

    private static func isOurs(_ file: String, suffix: String) -> Bool {
        guard file.hasSuffix(suffix) else { return false }
        let stem = file.utf8.dropLast(suffix.utf8.count)
        return stem.count == 32
            && stem.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}
