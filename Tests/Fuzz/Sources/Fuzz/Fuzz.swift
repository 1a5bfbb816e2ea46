import CFuzzer
import PageMatch

/// What is fuzzed: `Fuzz TARGET [libFuzzer's options] [CORPUS…]`.
///
/// Each body reads bytes as a user's file would be read, and uses what came of it. A result and an
/// error are both fine; a crash, a hang or too much memory is not.
@main
struct Fuzz {
    private static let targets: [String: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt] = [
        "book": { bytes, count in
            use(try? Book(UnsafeBufferPointer(start: bytes, count: count)))
            return 0
        },
        "archive": { bytes, count in
            use(try? Book(archive(of: UnsafeBufferPointer(start: bytes, count: count))))
            return 0
        },
        "transcript": { bytes, count in
            if let heard = try? Transcript(UnsafeBufferPointer(start: bytes, count: count)) {
                check(heard)
            }
            return 0
        },
        "lengths": { bytes, count in
            let files = try? AudioFile.list(UnsafeBufferPointer(start: bytes, count: count))
            check(files ?? [])
            return 0
        },
        "cue": { bytes, count in
            check(AudioFile.cueSheet(UnsafeBufferPointer(start: bytes, count: count)) ?? [])
            return 0
        },
        "page": { bytes, count in
            _ = try? Page(Array(UnsafeBufferPointer(start: bytes, count: count)))
            return 0
        },
        "query": { bytes, count in
            _ = try? LookupQuery(parsing: UnsafeBufferPointer(start: bytes, count: count))
            return 0
        },
        "image": { bytes, count in
            use(image: UnsafeBufferPointer(start: bytes, count: count))
            return 0
        },
    ]

    static func main() {
        guard CommandLine.argc > 1, let name = CommandLine.unsafeArgv[1],
            let body = targets[String(cString: name)]
        else {
            print("Fuzz \(targets.keys.sorted().joined(separator: "|")) [OPTION…] [CORPUS…]")
            return
        }
        // libFuzzer reads the command line itself: all but the target's name.
        var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? =
            CommandLine.unsafeArgv + 1
        var count = CommandLine.argc - 1
        _ = LLVMFuzzerRunDriver(&count, &arguments, body)
    }
}

/// Looks at all of a book.
private func use(_ book: Book?) {
    guard let book else { return }
    for section in book.sections { check(section) }
    for transcript in book.overlayTranscripts { check(transcript) }
}

/// What a list of audio files promises of its times.
private func check(_ files: [AudioFile]) {
    for file in files {
        precondition(file.duration.milliseconds >= 0)
        precondition(file.chapters.allSatisfy { $0.start.milliseconds >= 0 })
    }
}

/// What a section promises of its source runs.
private func check(_ section: BookSection) {
    let length = section.text.utf8.count
    var previous = 0
    for run in section.source.runs {
        precondition(run.textOffset >= previous && run.textOffset <= length)
        precondition(run.element.map { $0 < section.source.elements.count } ?? true)
        previous = run.textOffset
    }
}

/// What a transcript promises of its spans.
private func check(_ transcript: Transcript) {
    let length = transcript.text.utf8.count
    var previous = 0
    for span in transcript.spans {
        precondition(span.start >= previous && span.end >= span.start && span.end <= length)
        precondition(span.from.milliseconds >= 0 && span.to >= span.from)
        previous = span.end
    }
}

/// Opens an image, its checksum made to fit, and uses all of it.
private func use(image bytes: UnsafeBufferPointer<UInt8>) {
    var image = Array(bytes)
    seal(&image)
    guard let book = try? AlignedBook(image: image) else { return }
    let words = (0..<min(40, book.wordCount)).map { "word\($0)" }.joined(separator: " ")
    _ = try? book.lookup(Page(words))
    if let name = book.sectionNames.first, let text = book.text(ofSection: name) {
        _ = try? book.lookup(Page(String(text.prefix(600))))
        _ = book.source(ofSection: name, at: text.utf8.count / 2)
    }
    for track in 1...3 {
        _ = try? book.locate(.track(number: track, TrackTime(milliseconds: 10_000)))
    }
    _ = try? book.report()
    _ = book.webVTT
    _ = book.tabSeparatedWords
}
