/// What somebody has before their eyes: a page, half a page or a phrase, to be looked up.
public struct Page: Hashable, Sendable {
    /// The words as they stand there, running heads, hyphens and reading errors included.
    public var text: String

    /// A page of plain text.
    public init(_ text: String) {
        self.text = text
    }
}
