internal import PageMatch

/// The tag that an option states.
///
/// - Throws: `usage` for what has not the form of one.
func languageTag(_ text: some StringProtocol) throws(PageMatchError) -> String {
    let text = String(text)
    guard text.wholeMatch(of: /[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*/) != nil else {
        throw PageMatchError(
            .usage, "“\(shown(text))” is no language", hint: "a tag such as en, de-AT or zh")
    }
    return text
}
