/// What pairings of words score where gaps are closed, and what leaving words out costs.
///
/// In quarters of what half an equal word is worth, so that likeness can be graded. The order is
/// what matters: equal words outweigh any likeness; a pair of words that are alike is worth a
/// little less than leaving one word out costs, so that likeness alone moves nothing; two
/// different words beside each other are cheaper than leaving out both.
enum WordCosts {
    /// Cost of beginning to leave words out, beside that of each.
    static let gapOpen: Int32 = -16
    /// Cost of each word left out.
    static let gapExtend: Int32 = -4
    /// The same word, or words that are the same when spoken.
    static let equal: Int32 = 16
    /// The same of ``shortLetters`` letters or fewer: equal by chance too often to count fully.
    static let equalShort: Int32 = 8
    static let shortLetters = 3
    /// One letter in five differs.
    static let close: Int32 = 12
    /// Two letters in five differ, or it sounds the same and not four in five do.
    static let alike: Int32 = 8
    /// It sounds nearly the same: enough to say that this word was heard, no more.
    static let faint: Int32 = 4
    /// Different words of which half the letters agree in order.
    static let opposite: Int32 = -6
    /// Different words.
    static let different: Int32 = -8
    /// A passage is not followed through so much that speaks against it.
    static let drop: Int32 = 240
}
