/// The rules by which files become plain text: what is running text, what is hidden, where paragraphs
/// and sections end.
package enum ReaderRules {
    /// Goes up with each change that gives the same file another text: word positions then differ from
    /// those of an earlier version, as they do when folding, ICU or Unicode change.
    package static let version = 1
}
