#if Service
    internal import ArgumentParser
    internal import PageMatch
    internal import PageMatchLibrary
    internal import PageMatchService

    /// Starts the HTTP service: `pagematch serve`.
    struct ServeCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "serve",
            abstract: "Answer lookups over HTTP, on this machine only.",
            discussion: """
                Examples:
                  pagematch serve
                  curl --data-binary @page.txt http://127.0.0.1:8765/v1/lookup
                """)

        @Option(help: "The address to listen on; a loopback address.")
        var host = "127.0.0.1"

        @Option(help: "The port to listen on; 0 takes a free one.")
        var port = 8765

        @OptionGroup var library: LibraryOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            try await PageMatchService.run(
                library: try library.open(), host: host, port: port,
                quiet: output.quiet)
        }
    }
#endif
