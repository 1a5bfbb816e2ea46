import Dispatch

/// A time by which one program or several, one after the other, have to be done.
package struct TimeLimit: Sendable {
    /// How long it was when it began.
    package let seconds: Int
    let end: DispatchTime

    /// A limit that begins now.
    package init(seconds: Int) {
        self.seconds = seconds
        end = .now() + .seconds(seconds)
    }

    /// Whether no time is left.
    package var isOver: Bool { DispatchTime.now() >= end }
}
