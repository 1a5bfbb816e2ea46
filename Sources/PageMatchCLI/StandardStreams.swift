internal import Foundation
internal import PageMatch

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// What programs and people read.
enum StandardOutput {
    /// Whether it is a terminal that shows colour, and nobody said that they want none
    /// (https://no-color.org).
    static let showsColour: Bool = {
        let environment = ProcessInfo.processInfo.environment
        return isatty(STDOUT_FILENO) == 1 && environment["TERM"] != "dumb"
            && environment["NO_COLOR", default: ""].isEmpty
    }()

    /// Writes a line (or several) at once.
    ///
    /// - Throws: `io` when the disk is full or nobody listens.
    static func write(_ text: String) throws(PageMatchError) {
        try writeRaw(Array((text.hasSuffix("\n") ? text : text + "\n").utf8))
    }

    /// Writes bytes as they are.
    static func writeRaw(_ bytes: [UInt8]) throws(PageMatchError) {
        do {
            try FileHandle.standardOutput.write(contentsOf: Data(bytes))
        } catch {
            throw PageMatchError(
                .io, "can't be written: \(reason(error))", file: "standard output")
        }
    }
}

/// What is piped in, or typed.
enum StandardInput {
    /// Whether somebody would have to type it.
    static var isTerminal: Bool { isatty(STDIN_FILENO) == 1 }

    /// The bytes that are there, at most 1 MiB, as soon as there are any; `nil` at the end.
    ///
    /// - Throws: `io`.
    static func readSome() throws(PageMatchError) -> [UInt8]? {
        var result = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 20) { buffer, count in
            repeat {
                result = read(STDIN_FILENO, buffer.baseAddress, buffer.count)
            } while result < 0 && errno == EINTR
            count = max(0, result)
        }
        if result < 0 {
            throw PageMatchError(
                .io, "can't be read: \(String(cString: strerror(errno)))", file: "standard input")
        }
        return result == 0 ? nil : bytes
    }
}

/// What people read beside the result.
enum Diagnostics {
    /// Whether it is a terminal, where a line can be written over.
    static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Writes a line to standard error.
    static func say(_ line: String) {
        write(line + "\n")
    }

    /// Writes text as it is; that nobody listens is no failure of the command.
    static func write(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }
}

/// The system's own words for an error of Foundation's.
func reason(_ error: any Error) -> String {
    let error = error as NSError
    if let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError,
        cause.domain == NSPOSIXErrorDomain
    {
        return String(cString: strerror(Int32(cause.code)))
    }
    switch CocoaError.Code(rawValue: error.code) {
    case .fileNoSuchFile, .fileReadNoSuchFile: return String(cString: strerror(ENOENT))
    case .fileReadNoPermission, .fileWriteNoPermission: return String(cString: strerror(EACCES))
    default: return error.localizedDescription
    }
}

/// Text from a file as a terminal may show it: control characters, which could move the cursor or
/// split a line, are replaced.
func shown(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { result.append(isControl(scalar) ? "\u{FFFD}" : scalar) }
    return String(result)
}

/// Controls, and what turns the direction of writing.
private func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
}
