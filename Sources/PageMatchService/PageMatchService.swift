#if Service
    internal import Foundation
    internal import Hummingbird
    internal import Logging
    internal import NIOCore
    public import PageMatchLibrary
    internal import ServiceLifecycle
    internal import UnixSignals

    /// The HTTP service: a library's books, for programs on this machine.
    public enum PageMatchService {
        /// Listens and answers until the process is told to end by `SIGTERM` or `SIGINT`; then
        /// finishes the requests that are running, and returns.
        ///
        /// Once it listens it prints `Listening on http://HOST:PORT` to standard output. Each
        /// request is a line of log on standard error.
        ///
        /// - Parameters:
        ///   - library: the books that are asked about.
        ///   - host: a loopback address: nobody elsewhere may ask, since nobody has to log in.
        ///   - port: 0 takes a free one.
        ///   - quiet: whether only what goes wrong is logged.
        /// - Throws: `usage` for a host or a port that can't be listened on, `io` when listening
        ///   fails.
        public static func run(
            library: Library, host: String = "127.0.0.1", port: Int = 8765, quiet: Bool = false
        ) async throws(PageMatchError) {
            let address = try LoopbackAddress(host: host, port: port)
            let application = Application(
                router: Routes(library: library).router(),
                server: .http1(configuration: .init(idleTimeout: .seconds(idleSeconds))),
                configuration: ApplicationConfiguration(
                    address: .hostname(address.host, port: address.port)),
                onServerRunning: { channel in
                    announce(address, port: channel.localAddress?.port ?? address.port)
                },
                logger: logger(quiet: quiet))
            var lifecycle = ServiceGroupConfiguration(
                services: [application], gracefulShutdownSignals: [.sigterm, .sigint],
                logger: application.logger)
            lifecycle.maximumGracefulShutdownDuration = .seconds(shutdownSeconds)
            do {
                try await ServiceGroup(configuration: lifecycle).run()
            } catch is CancellationError {
                // A client that would not finish was let go of: the end that was asked for.
            } catch let error as IOError {
                throw PageMatchError(
                    .io,
                    "can't listen on \(address.authority(port: port)): "
                        + String(cString: strerror(error.errnoCode)),
                    hint: "--port 0 takes a free port")
            } catch {
                throw PageMatchError(
                    .io, "can't listen on \(address.authority(port: port)): \(error)",
                    hint: "--port 0 takes a free port")
            }
        }

        /// How long a connection may be silent between requests, or in the middle of one.
        private static let idleSeconds: Int64 = 30

        /// How long a request may go on after the process was told to end.
        private static let shutdownSeconds: Int64 = 5

        private static func logger(quiet: Bool) -> Logger {
            var logger = Logger(label: "pagematch") { StreamLogHandler.standardError(label: $0) }
            logger.logLevel = quiet ? .warning : .info
            return logger
        }

        private static func announce(_ address: LoopbackAddress, port: Int) {
            let line = "Listening on http://\(address.authority(port: port))\n"
            // Whoever started this may not care where it listens.
            try? FileHandle.standardOutput.write(contentsOf: Data(line.utf8))
        }
    }
#endif
