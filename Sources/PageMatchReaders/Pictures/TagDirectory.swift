/// How a stored picture must be turned to stand upright, by the numbers of TIFF and EXIF.
package enum Orientation: Int, Hashable, Sendable {
    case upright = 1
    case mirrored
    case upsideDown
    case mirroredUpsideDown
    case mirroredTurnedLeft
    /// To be turned to the right by a quarter, as a telephone's that was held upright.
    case turnedLeft
    case mirroredTurnedRight
    case turnedRight

    /// Whether rows become columns.
    package var swapsSides: Bool { rawValue >= 5 }
}

/// The first directory of tags in a TIFF file, which is also what EXIF is.
///
/// - Source: TIFF 6.0 §2; Exif 2.32 §4.6.
struct TagDirectory {
    private(set) var width: Int?
    private(set) var height: Int?
    private(set) var orientation: Orientation?

    /// Reads a directory; `nil` where there is none.
    init?(_ bytes: PictureBytes) {
        let isLittle = bytes.has("II\u{2A}\u{0}", at: 0)
        guard isLittle || bytes.has("MM\u{0}\u{2A}", at: 0) else { return nil }
        func number(_ offset: Int, _ length: Int) -> Int? {
            isLittle ? bytes.little(offset, length) : bytes.big(offset, length)
        }
        guard let start = number(4, 4), let count = number(start, 2) else { return nil }
        for entry in 0..<count {
            let place = start + 2 + 12 * entry
            guard let tag = number(place, 2), let type = number(place + 2, 2) else { break }
            // 3 is a number of two bytes, 4 one of four; shorter ones stand at the field's beginning.
            let value = number(place + 8, type == 3 ? 2 : 4)
            guard type == 3 || type == 4, let value else { continue }
            switch tag {
            case 0x100: width = value
            case 0x101: height = value
            case 0x112: orientation = Orientation(rawValue: value)
            default: break
            }
        }
    }
}
