extension [AudioFile.Chapter] {
    /// The chapters that begin before `end`, by their starts; those of one start as they came.
    ///
    /// - Complexity: O(*n* log *n*).
    func inOrder(until end: TrackTime) -> [AudioFile.Chapter] {
        enumerated().filter { $1.start < end }
            .sorted { ($0.element.start, $0.offset) < ($1.element.start, $1.offset) }
            .map(\.element)
    }
}
