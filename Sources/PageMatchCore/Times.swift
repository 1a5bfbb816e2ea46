/// A moment in one track, in whole milliseconds from the start of that audio file.
///
/// The truth of the project: a time that a player can seek to whatever the lengths of the tracks
/// before it.
public struct TrackTime: Hashable, Comparable, Sendable {
    /// Milliseconds from the start of the track.
    public var milliseconds: Int64

    /// A moment `milliseconds` after the start of the track.
    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// A moment `seconds` after the start of the track, rounded to the millisecond.
    ///
    /// `nil` for a number that is not finite or is beyond ± 10¹² seconds.
    public init?(seconds: Double) {
        guard let milliseconds = wholeMilliseconds(seconds) else { return nil }
        self.milliseconds = milliseconds
    }

    /// Seconds from the start of the track.
    public var seconds: Double { Double(milliseconds) / 1000 }

    public static func < (left: TrackTime, right: TrackTime) -> Bool {
        left.milliseconds < right.milliseconds
    }
}

/// A moment on an audiobook's timeline, in whole milliseconds from the start of its first track.
public struct AudioTime: Hashable, Comparable, Sendable {
    /// Milliseconds from the start of the whole audiobook, not of one track.
    public var milliseconds: Int64

    /// A moment `milliseconds` after the start of the audiobook.
    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// A moment `seconds` after the start of the audiobook, rounded to the millisecond.
    ///
    /// `nil` for a number that is not finite or is beyond ± 10¹² seconds.
    public init?(seconds: Double) {
        guard let milliseconds = wholeMilliseconds(seconds) else { return nil }
        self.milliseconds = milliseconds
    }

    /// Seconds from the start of the audiobook.
    public var seconds: Double { Double(milliseconds) / 1000 }

    public static func < (left: AudioTime, right: AudioTime) -> Bool {
        left.milliseconds < right.milliseconds
    }
}

private func wholeMilliseconds(_ seconds: Double) -> Int64? {
    guard seconds.isFinite, abs(seconds) <= 1e12 else { return nil }
    return Int64((seconds * 1000).rounded())
}
