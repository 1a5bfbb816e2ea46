internal import ArgumentParser
internal import Foundation
internal import PageMatch
internal import PageMatchLibrary

/// How a command speaks.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Print JSON for programs.")
    var json = false

    @Flag(help: "No progress and no notes on standard error.")
    var quiet = false
}

/// Which library a command works on.
struct LibraryOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The library's file.",
            discussion: """
                Default: $PAGEMATCH_LIBRARY, else $XDG_DATA_HOME/pagematch/library.sqlite, else \
                ~/.local/share/pagematch/library.sqlite.
                """,
            valueName: "file"),
        completion: .file())
    var library: String?

    /// The path that the option, the environment or the home folder gives.
    var path: String {
        let environment = ProcessInfo.processInfo.environment
        func stated(_ name: String) -> String? {
            environment[name].flatMap { $0.isEmpty ? nil : $0 }
        }
        if let path = library ?? stated("PAGEMATCH_LIBRARY") { return path }
        let data = stated("XDG_DATA_HOME") ?? NSHomeDirectory() + "/.local/share"
        return data + "/pagematch/library.sqlite"
    }

    /// Opens the library; only a command that writes creates one.
    func open(create: Bool = false) throws(PageMatchError) -> Library {
        try Library(path: path, create: create)
    }
}

/// Offers the ids of the library's books to the shell.
let bookCompletion = CompletionKind.custom { arguments, _, _ in
    let options = arguments.firstIndex(of: "--library").map { $0 + 1 }
    var library = LibraryOptions()
    library.library = options.flatMap { $0 < arguments.count ? arguments[$0] : nil }
    return (try? library.open().books().map(\.book)) ?? []
}
