import Foundation

/// How many times as long work takes on four times as much: about 4 where time grows with the input,
/// 16 where it grows with the square.
///
/// The time is that of the calling thread, so that tests beside it do not count; of three runs the
/// shortest counts.
public func growth(of size: Int, _ work: (Int) -> Void) -> Double {
    func seconds(_ size: Int) -> Double {
        (0..<3).map { _ in
            let start = threadSeconds()
            work(size)
            return threadSeconds() - start
        }.min() ?? 0
    }
    return seconds(4 * size) / seconds(size)
}

private func threadSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
