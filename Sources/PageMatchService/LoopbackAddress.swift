#if Service
    internal import PageMatchLibrary

    /// Where to listen so that only this machine can ask.
    struct LoopbackAddress {
        /// An IPv4 address, or an IPv6 address without brackets.
        let host: String
        let port: Int

        /// Checks a host and a port.
        ///
        /// - Throws: `usage` for a host that others can reach, and for no port.
        init(host: String, port: Int) throws(PageMatchError) {
            guard (0...65535).contains(port) else {
                throw PageMatchError(
                    .usage, "\(port) is no port", hint: "1 to 65535, or 0 for a free one")
            }
            switch host {
            // What a name stands for is the machine's to decide, so it is not asked.
            case "localhost": self.host = "127.0.0.1"
            case "::1", "[::1]": self.host = "::1"
            case _ where Self.isLoopbackIPv4(host): self.host = host
            default:
                throw PageMatchError(
                    .usage, "“\(host)” is no loopback address, and anybody could ask there",
                    hint: "leave --host out, or take 127.0.0.1 or ::1")
            }
            self.port = port
        }

        /// The address with a port, as URLs write it.
        func authority(port: Int) -> String {
            host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        }

        /// Whether a host as URLs write it is this machine.
        static func isLoopback(_ host: String) -> Bool {
            host.lowercased() == "localhost" || host == "[::1]" || isLoopbackIPv4(host)
        }

        /// Whether it is one of 127.0.0.0/8, written with four decimal numbers.
        private static func isLoopbackIPv4(_ host: String) -> Bool {
            let parts = host.split(separator: ".", omittingEmptySubsequences: false)
            return parts.count == 4 && parts[0] == "127"
                && parts.allSatisfy { UInt8($0).map { String($0) } == String($0) }
        }
    }
#endif
