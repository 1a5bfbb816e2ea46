internal import Foundation
internal import PageMatchLibrary

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// A process for the library's tests to kill, and one without rights.
///
///     LibraryCrashHelper change LIBRARY IMAGES FIRST    changes the library until it is killed
///     LibraryCrashHelper list LIBRARY                   lists it as a user who may not write it
///
/// A change is a step with a number: every fourth step removes the book, the others add or replace
/// it by the image `STEP % 4`. Before each step `<STEP` goes to standard output, after it `>STEP`.
@main
enum LibraryCrashHelper {
    static func main() {
        let arguments = CommandLine.arguments
        do {
            switch arguments.dropFirst().first {
            case "change" where arguments.count == 5:
                try change(
                    library: arguments[2], images: arguments[3], from: Int(arguments[4]) ?? 0)
            case "list" where arguments.count == 3:
                try list(library: arguments[2])
            default:
                say("wrong arguments")
                exit(64)
            }
        } catch {
            say("error: \(error)")
            exit(1)
        }
    }

    private static func change(library path: String, images: String, from first: Int) throws {
        let books = try (0..<3).map { try AlignedBook(mapping: "\(images)/\($0).image") }
        say("ready")
        let library = try Library(path: path)
        var step = first
        while true {
            say("<\(step)")
            if step % 4 == 3 {
                try library.remove("book")
            } else {
                try library.add(
                    books[step % 4], id: "book", title: "step \(step)", author: nil, language: nil,
                    replace: true)
            }
            say(">\(step)")
            step += 1
        }
    }

    private static func list(library path: String) throws {
        // Root may write everything: be nobody.
        if geteuid() == 0, setgid(65_534) != 0 || setuid(65_534) != 0 { exit(70) }
        let library = try Library(path: path, create: false)
        for entry in try library.books() {
            let book = try library.book(entry.book)
            say("\(entry.book) \(book.wordCount)")
        }
    }

    /// Writes a line at once: a buffer would die with the process.
    private static func say(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        _ = write(STDOUT_FILENO, bytes, bytes.count)
    }
}
