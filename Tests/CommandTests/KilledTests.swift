import Foundation
import TestSupport
import Testing

/// What is left of a program that was killed.
struct KilledTests {
    @Test(
        "no copy of a photo or a book is left by a program that is killed while another one reads it"
    )
    func copies() throws {
        let library = try TestLibrary()
        try library.addSample()
        let temporary = library.file("temporary")
        try FileManager.default.createDirectory(
            atPath: temporary, withIntermediateDirectories: true)
        // Stands in for the programs: notes what it sees there, and kills who called it.
        let script = """
            #!/bin/sh
            case "$*" in *--list-langs*) printf 'List:\\neng\\n'; exit;; esac
            { echo "$0"; ls -A "$TMPDIR"; } >> '\(library.file("seen"))'
            kill -KILL $PPID
            """
        for name in ["tesseract", "ffmpeg", "pdftotext"] {
            let path = try library.write(Array(script.utf8), to: name)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        }
        let environment = [
            "PAGEMATCH_LIBRARY": library.path, "TMPDIR": temporary,
            "PATH": "\(library.folder.path):/usr/bin:/bin",
        ]
        let pdf = try library.write(Array("%PDF-1.7\n%%EOF\n".utf8), to: "book.pdf")
        for arguments in [
            ["lookup", Sample.path(ofPageFile: "09-turned-6.jpg")],
            ["add", pdf, Sample.transcripts],
        ] {
            let outcome = try Program.run(arguments, environment: environment)
            #expect(outcome.crashed, "\(arguments): \(outcome.errors)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: temporary) == [])
        }
        // Nor was anything there by a name while they ran.
        let seen = try String(contentsOfFile: library.file("seen"), encoding: .utf8)
        #expect(
            seen == ["ffmpeg", "pdftotext"].map { library.file($0) + "\n" }.joined())
    }
}
