/// What a parser tells of a document as it goes through it; each does with it what it likes.
///
/// A class because C callbacks reach it through one pointer.
class MarkupReceiver {
    /// The first error that makes the document not well-formed.
    final var error: (message: String, line: Int)?
    /// Set when nothing more is to be told; what is told all the same is ignored.
    final var isStopped = false { didSet { whenStopped() } }
    /// Called when ``isStopped`` is set.
    final var whenStopped: () -> Void = {}

    /// The buffers of start tags, between one and the next.
    private final var tag = StartTag()

    /// An element begins.
    ///
    /// - Parameters:
    ///   - name: Its local name in lower case.
    ///   - addAttributes: Adds its attributes to the tag.
    final func begin(_ name: String, addAttributes: (inout StartTag) -> Void) {
        // Taken out meanwhile: what is the function's own needs no counting of its buffers' users.
        var tag = StartTag()
        swap(&tag, &self.tag)
        tag.begin(name)
        addAttributes(&tag)
        begin(tag)
        swap(&tag, &self.tag)
    }

    /// An element begins.
    func begin(_ tag: borrowing StartTag) {}

    /// Characters within the innermost open element; a text may come in any number of parts.
    func characters(_ bytes: UnsafeBufferPointer<UInt8>) {}

    /// The innermost open element ends.
    func end() {}
}
