internal import ArgumentParser
internal import Foundation
internal import PageMatch

/// The program `pagematch`.
@main
struct PageMatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pagematch",
        abstract: "A page of a book finds its second in the audiobook, and back.",
        discussion: """
            Add a book once, with a transcript of its audiobook; then look pages up in it.

              pagematch add moby-dick.epub transcripts/
              pagematch lookup page.txt
              pagematch lookup --text "Call me Ishmael. Some years ago"
              pagematch locate --book moby-dick 1:02:03

            Exit codes: 0 done or matched; 1 no single confident time; 64 wrong usage; 65 bad input; \
            66 an input can't be opened, or no such book; 70 a fault of this program; 73 an output \
            can't be written, or the id is taken; 74 an I/O error; 75 the library is locked.
            """,
        version: version,
        subcommands: subcommands)

    static let version = "0.1.0"

    private static var subcommands: [any ParsableCommand.Type] {
        var commands: [any ParsableCommand.Type] = [
            AddCommand.self, LookupCommand.self, LocateCommand.self, ListCommand.self,
            ShowCommand.self, RemoveCommand.self, AlignCommand.self, ExportCommand.self,
        ]
        #if Service
            commands.append(ServeCommand.self)
        #endif
        return commands
    }

    /// Runs the command line; every error becomes one line and an exit code here.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let error as PageMatchError {
            fail(error)
        } catch let code as ExitCode {
            Foundation.exit(code.rawValue)
        } catch {
            let code = exitCode(for: error)
            // Help and version are no errors: the parser knows how to print them.
            if code == .success { exit(withError: error) }
            let line = message(for: error).split(separator: "\n").joined(separator: " ")
            fail(PageMatchError(.usage, line, hint: "see \(helpCommand)"))
        }
    }

    /// The help that fits what was typed.
    private static var helpCommand: String {
        var typed = ""
        for command in subcommands {
            guard let name = command.configuration.commandName else { continue }
            if CommandLine.arguments.dropFirst().first == name { typed = " " + name }
        }
        return "pagematch\(typed) --help"
    }

    private static func fail(_ error: PageMatchError) -> Never {
        let exit = error.exitCode
        Diagnostics.say("pagematch: \(shown("\(error)"))")
        if CommandLine.arguments.contains("--json") {
            // Nothing more can be done when not even this can be written.
            try? StandardOutput.write((try? ErrorAnswer(error).jsonText()) ?? "{}")
        }
        Foundation.exit(exit)
    }
}
