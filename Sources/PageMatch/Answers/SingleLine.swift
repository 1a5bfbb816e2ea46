/// Text with each stretch of white space as one space, and none at its ends, for a quote on one line.
///
/// - Complexity: O(bytes).
func singleLine(_ text: String) -> String {
    var text = text
    return text.withUTF8 { bytes in
        String(unsafeUninitializedCapacity: bytes.count) { line in
            var count = 0
            var at = 0
            var isApart = false
            while at < bytes.count {
                let space = spaceLength(at: at, bytes)
                if space > 0 {
                    isApart = count > 0
                    at += space
                    continue
                }
                if isApart {
                    line[count] = 0x20
                    count += 1
                    isApart = false
                }
                line[count] = bytes[at]
                count += 1
                at += 1
            }
            return count
        }
    }
}

/// How many bytes the white space (White_Space, UAX #44) at a place has; 0 for anything else.
@inline(__always)
private func spaceLength(at place: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let byte = bytes[place]
    if byte < 0x80 { return byte == 0x20 || (0x09...0x0D).contains(byte) ? 1 : 0 }
    guard byte == 0xC2 || byte == 0xE1 || byte == 0xE2 || byte == 0xE3, place + 1 < bytes.count
    else { return 0 }
    let second = bytes[place + 1]
    if byte == 0xC2 { return second == 0x85 || second == 0xA0 ? 2 : 0 }
    guard place + 2 < bytes.count else { return 0 }
    let third = bytes[place + 2]
    let isSpace =
        switch (byte, second) {
        case (0xE1, 0x9A): third == 0x80
        case (0xE2, 0x80): third <= 0x8A || third == 0xA8 || third == 0xA9 || third == 0xAF
        case (0xE2, 0x81): third == 0x9F
        case (0xE3, 0x80): third == 0x80
        default: false
        }
    return isSpace ? 3 : 0
}
