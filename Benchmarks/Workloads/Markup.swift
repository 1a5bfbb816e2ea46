internal import Foundation

/// What all formats in markup share.
enum Markup {
    /// A text in which no letter is taken for markup.
    static func escaped(_ text: some StringProtocol) -> String {
        text.replacingOccurrences(of: "&", with: "&amp;")
            .replacingOccurrences(of: "<", with: "&lt;")
    }
}
