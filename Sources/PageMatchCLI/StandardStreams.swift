internal import Foundation
internal import PageMatch

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// What programs and people read.
enum StandardOutput {
    /// Whether it is a terminal, where colour helps.
    static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

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

    /// The bytes that are there, at most 64 KiB, as soon as there are any; `nil` at the end.
    ///
    /// - Throws: `io`.
    static func readSome() throws(PageMatchError) -> [UInt8]? {
        var result = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
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
    let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
    if let underlying, underlying.domain == NSPOSIXErrorDomain {
        return String(cString: strerror(Int32(underlying.code)))
    }
    return (error as NSError).localizedDescription
}
