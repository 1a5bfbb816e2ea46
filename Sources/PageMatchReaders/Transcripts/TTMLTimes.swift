import PageMatchCore

/// When an element of a TTML document is on the screen.
struct TTMLTiming {
    /// Seconds from the start of the file.
    fileprivate var start = 0.0
    /// Seconds from the start of the file.
    fileprivate var end: Double?
    /// What the element itself states.
    fileprivate var stated: Stated?
    /// Whether the elements in it follow one another.
    fileprivate var isSequence = false
    /// Whether there is such an element around it, so that nothing counts from the start of the
    /// file.
    fileprivate var isInSequence = false
    /// The number of the nearest element that states a usable time: itself, or one around it.
    fileprivate(set) var source: Int?
    /// The time that it states.
    fileprivate(set) var time: SpokenTime?

    init() {}

    /// What an element states, in seconds.
    fileprivate struct Stated {
        var begin: Double?
        var end: Double?
        var length: Double?
        /// Whether there is a begin that is no time, so that nothing is known of the others.
        var isUnusable = false
    }
}

/// When an element ends, as far as it has been read, in seconds from the start of the file.
struct TTMLExtent {
    /// What it states for its end.
    private let end: Double?
    /// The latest end of what is in it; its own start as long as there is nothing.
    private(set) var reach: Double

    /// The extent of an element that has just begun.
    init(of timing: TTMLTiming) {
        reach = timing.start
        end = timing.stated.flatMap { $0.end ?? $0.length } == nil ? nil : timing.end
    }

    /// Stretches it over an element in it that has ended.
    mutating func take(_ inner: TTMLExtent) {
        reach = max(reach, inner.end ?? inner.reach)
    }
}

/// Works out the times of elements in document order.
struct TTMLTimes {
    /// How the document counts.
    var clock = TTMLClock()

    /// Whether times inside an element with a time count from the start of the file; `nil` as long
    /// as it made no difference.
    private var countsFromStart: Bool?
    /// Whether the first times told it, not all of them.
    private let isGuess: Bool
    /// More than zero if more times lie within what is around them when they count from the start
    /// of the file than when they count from its start.
    private var votes = 0
    private var elements = 0

    init(countsFromStart: Bool?) {
        self.countsFromStart = countsFromStart
        isGuess = countsFromStart == nil
    }

    /// How times count by all votes, if it is not how they were taken to count.
    var laterInsight: Bool? {
        guard let countsFromStart, countsFromStart != (votes > 0) else { return nil }
        return votes > 0
    }

    /// Whether it is clear before the end already that the first times have deceived.
    var isMistaken: Bool { isGuess && abs(votes) >= 16 && laterInsight != nil }

    /// The times of an element.
    ///
    /// - Parameters:
    ///   - tag: Its start tag.
    ///   - around: The times of the element around it.
    ///   - before: How far that has come.
    ///   - builder: Counts the times that can't be used.
    /// - Returns: Its times; those of what is around if it states none.
    mutating func timing(
        of tag: borrowing StartTag, in around: TTMLTiming?, after before: TTMLExtent?,
        _ builder: inout TranscriptBuilder
    ) -> TTMLTiming {
        var timing = around ?? TTMLTiming()
        if timing.isSequence, let before { timing.start = before.reach }
        timing.isInSequence = timing.isSequence || timing.isInSequence
        timing.isSequence = tag["timecontainer"]?.elementsEqual("seq".utf8) == true
        timing.stated = stated(tag)
        guard let own = timing.stated else { return timing }
        elements += 1
        guard !own.isUnusable else {
            builder.oddities.unusableTimes += 1
            (timing.source, timing.time, timing.stated) = (elements, nil, nil)
            return timing
        }
        if !timing.isInSequence { vote(own, in: around?.stated) }
        let base = timing.isInSequence ? timing.start : base(for: own, in: timing.start)
        timing.start = own.begin.map { base + $0 } ?? timing.start
        timing.end =
            own.end.map { base + $0 } ?? own.length.map { timing.start + $0 } ?? timing.end
        // What only begins, and is no cue, says nothing of when its text is spoken.
        let isCue = timing.end != nil || tag.name == "p" || tag.name == "span"
        if isCue, let time = builder.time(from: timing.start, to: timing.end) {
            timing.source = elements
            timing.time = time
        }
        return timing
    }

    /// What the times of an element count from, in seconds.
    private mutating func base(for own: TTMLTiming.Stated, in start: Double) -> Double {
        guard start != 0, own.begin != nil || own.end != nil else { return start }
        let isFromStart = countsFromStart ?? (votes > 0)
        countsFromStart = isFromStart
        return isFromStart ? 0 : start
    }

    private mutating func vote(_ own: TTMLTiming.Stated, in outer: TTMLTiming.Stated?) {
        guard let begin = own.begin, let start = outer?.begin, start > 0,
            let length = outer?.end.map({ $0 - start }) ?? outer?.length
        else { return }
        // A span may begin a little early.
        let slack = 0.05
        if begin >= start - slack, begin <= start + length + slack { votes += 1 }
        if begin <= length + slack { votes -= 1 }
    }

    private func stated(_ tag: borrowing StartTag) -> TTMLTiming.Stated? {
        let begin = tag["begin"]
        var stated = TTMLTiming.Stated(
            begin: begin.flatMap(clock.seconds), end: tag["end"].flatMap(clock.seconds),
            length: tag["dur"].flatMap(clock.seconds))
        stated.isUnusable = stated.begin == nil && begin?.contains { !$0.isASCIISpace } == true
        let isEmpty =
            stated.begin == nil && stated.end == nil && stated.length == nil && !stated.isUnusable
        return isEmpty ? nil : stated
    }
}
