internal import CICUText

/// Numbers in words, by ICU's rules for a language.
///
/// Opened by the first number that is asked for: that takes some milliseconds, and most texts have
/// no digits where it matters.
struct NumberSpeller: ~Copyable {
    /// A number in words, in all the forms that the language's rules know.
    struct Words {
        var cardinals: [String] = []
        var ordinals: [String] = []
    }

    /// Numbers of more digits are not said as such.
    static let maximumDigits = 15

    private let language: String
    private var handle: OpaquePointer?
    private var isOpen = false
    private var cardinalSets: [Int32] = []
    private var ordinalSets: [Int32] = []

    /// Rules for numbers, years included; ICU names all rule sets by these beginnings.
    private static let cardinalNames = ["%spellout-numbering", "%spellout-cardinal"]
    private static let ordinalNames = ["%spellout-ordinal"]

    init(language: String) {
        self.language = language
    }

    deinit {
        if let handle { pm_spellout_close(handle) }
    }

    /// A number of at most ``maximumDigits`` digits in words; no words where ICU has none.
    mutating func words(for number: Int64) -> Words {
        open()
        return Words(
            cardinals: cardinalSets.compactMap { spelled(number, $0) },
            ordinals: ordinalSets.compactMap { spelled(number, $0) })
    }

    private mutating func open() {
        if isOpen { return }
        isOpen = true
        var status: Int32 = 0
        handle = pm_spellout_open(language, &status)
        guard let handle else { return }
        for set in 0..<pm_spellout_rule_sets(handle) {
            let name = Self.text(of: 256) { pm_spellout_name(handle, set, $0, $1) } ?? ""
            if Self.cardinalNames.contains(where: name.hasPrefix) { cardinalSets.append(set) }
            if Self.ordinalNames.contains(where: name.hasPrefix) { ordinalSets.append(set) }
        }
    }

    private func spelled(_ number: Int64, _ set: Int32) -> String? {
        guard let handle else { return nil }
        return Self.text(of: 2048) { pm_spellout_format(handle, set, number, $0, $1) }
    }

    private static func text(
        of capacity: Int, _ write: (UnsafeMutablePointer<UInt8>?, Int32) -> Int32
    ) -> String? {
        var length: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            length = write(buffer.baseAddress, Int32(capacity))
            count = Int(max(0, length))
        }
        return length > 0 ? String(decoding: bytes, as: UTF8.self) : nil
    }
}
