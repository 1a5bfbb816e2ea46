internal import ArgumentParser
internal import Foundation

/// How much more memory this process has resident at its peak, while some work is done, than before.
///
/// What the allocator keeps of earlier work is given back first, so that the work can't have it for
/// nothing; the process's high-water mark is then set to what it has (Linux's `proc_pid_clear_refs`).
/// Everything counts that becomes resident: what the work returns, what it only needs on its way, and
/// the pages of code that run for the first time.
enum PeakMemory {
    /// The bytes by which `work` raises the peak.
    ///
    /// - Throws: When the kernel doesn't tell.
    static func bytes(of work: () -> Void) throws -> Int {
        giveBack()
        guard let mark = FileHandle(forWritingAtPath: "/proc/self/clear_refs") else {
            throw ValidationError("the kernel keeps no high-water mark of memory")
        }
        try mark.write(contentsOf: Data("5".utf8))
        try mark.close()
        let before = try kibibytes("VmRSS:")
        work()
        return try (kibibytes("VmHWM:") - before) * 1024
    }

    /// Has the allocator give its free pages back, where it can: glibc's `malloc_trim`, which Swift's
    /// module of glibc leaves out.
    private static func giveBack() {
        guard let symbol = dlsym(nil, "malloc_trim") else { return }
        typealias Trim = @convention(c) (_ pad: Int) -> CInt
        _ = unsafeBitCast(symbol, to: Trim.self)(0)
    }

    /// A figure of `/proc/self/status`.
    private static func kibibytes(_ name: String) throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix(name) }
        let figures = line?.split(whereSeparator: \.isWhitespace) ?? []
        guard figures.count > 1, let figure = Int(figures[1]) else {
            throw ValidationError("the kernel doesn't tell \(name)")
        }
        return figure
    }
}
