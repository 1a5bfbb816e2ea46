/// Why bytes could not be read as what they were given as.
///
/// Data, not words: the engine's facade turns a case into a sentence in one place.
package enum ReaderError: Error, Hashable, Sendable {
    /// There are no bytes, or nothing but white space.
    case empty
    /// The content is of a kind that can't be read in this role; `found` says what it looks like.
    case unexpectedKind(found: ContentKind)
    /// A known format that breaks its own rules. `what` is a phrase for people; `entry` names a
    /// file inside an archive; `line` counts from 1 in that entry or the file itself.
    case malformed(format: String, what: String, entry: String?, line: Int?)
    /// The content is encrypted; `scheme` names the protection.
    case encrypted(scheme: String)
    /// More than this reader takes on; `limit` is a phrase with a number: "2 GiB of text".
    case tooLarge(what: String, limit: String)
    /// The format is read with a program that is not installed; `package` brings it.
    case toolMissing(format: String, tool: String, package: String)
    /// Nothing in it to read aloud.
    case noText(format: String)
    /// A transcript without a single time.
    case noTimes(format: String)
}
