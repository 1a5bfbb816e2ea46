/// One audio file of an audiobook.
public struct Track: Hashable, Sendable {
    /// Its file name, or its transcript's; what people know it by.
    public var name: String
    /// Its length.
    public var duration: TrackTime
    /// Whether the length is only a lower bound: the end of the last cue.
    public var estimated: Bool

    /// A track of that length.
    public init(name: String, duration: TrackTime, estimated: Bool) {
        self.name = name
        self.duration = duration
        self.estimated = estimated
    }
}
