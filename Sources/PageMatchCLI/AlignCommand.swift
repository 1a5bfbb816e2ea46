internal import ArgumentParser
internal import Foundation
internal import PageMatch

/// Aligns without a library: `pagematch align BOOK TRANSCRIPT...`.
struct AlignCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "align",
        abstract: "Align once, without a library: report what is found, or write the result.",
        discussion: """
            Examples:
              pagematch align moby-dick.epub transcripts/
              pagematch align moby-dick.epub transcripts/ --format vtt -o moby-dick.vtt
            """)

    @OptionGroup var input: AlignmentInput
    @OptionGroup var target: ExportTarget

    @Flag(help: "Tell how long the alignment took.")
    var timings = false

    // Taken by every command, so that scripts may pass it to all; nothing is read or kept there.
    @OptionGroup(visibility: .hidden) var library: LibraryOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let progress = ProgressLine("align", quiet: output.quiet)
        defer { progress.finish() }
        let (book, transcripts, notes) = try input.read(progress)
        let aligned = try await input.align(
            book, transcripts, id: nil, notes: notes, progress)
        progress.finish()
        var report = try aligned.report()
        if !timings { report.elapsed = nil }
        if target.isStated {
            try target.write(aligned)
            if !output.quiet, let note = target.note(on: aligned) { Diagnostics.say(note) }
            // The result goes to standard output: the report must not.
            if target.goesToStandardOutput {
                if !output.quiet { Diagnostics.say(ReportText(report).text) }
                return
            }
        }
        let text = output.json ? try report.jsonText() : ReportText(report).text
        try StandardOutput.write(text)
    }
}
