/// The seconds of a duration of ISO 8601 that has no years and months: `PT1H2M3.4S`, `P1DT2H`.
///
/// - Returns: `nil` for anything else; units that stand twice or out of order are no duration.
/// - Source: ISO 8601-1:2019 §5.5.2.3.
func isoSeconds(_ text: ArraySlice<UInt8>) -> Double? {
    guard text.first == UInt8(ascii: "P"), text.count <= 40 else { return nil }
    var units = isoUnits[...]
    var total = 0.0
    var isTime = false
    var isOpen = true
    var rest = text.dropFirst()
    while let first = rest.first {
        if first == UInt8(ascii: "T"), !isTime {
            isTime = true
            isOpen = true
            rest = rest.dropFirst()
            continue
        }
        // Both marks divide a fraction.
        let digits = rest.prefix {
            isDigit($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",")
        }
        let number = digits.map { $0 == UInt8(ascii: ",") ? UInt8(ascii: ".") : $0 }
        rest = rest.dropFirst(digits.count)
        guard let letter = rest.popFirst(),
            let place = units.firstIndex(where: { $0.letter == letter }),
            units[place].isTime == isTime,
            let value = jsonNumber(number.span, 0, until: number.count)
        else { return nil }
        total += value * units[place].seconds
        units = units[(place + 1)...]
        isOpen = false
    }
    return isOpen ? nil : total
}

private let isoUnits: [(letter: UInt8, seconds: Double, isTime: Bool)] = [
    (UInt8(ascii: "W"), 604_800, false), (UInt8(ascii: "D"), 86_400, false),
    (UInt8(ascii: "H"), 3600, true), (UInt8(ascii: "M"), 60, true),
    (UInt8(ascii: "S"), 1, true),
]
