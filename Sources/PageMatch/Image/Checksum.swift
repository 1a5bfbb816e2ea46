/// XXH64 of a byte sequence, seed 0: fast, and enough against damage (not against forgery).
///
/// - Complexity: O(bytes), some bytes a cycle.
/// - Source: Y. Collet, *XXH64*, "xxHash fast digest algorithm" §3.
///   https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md
func checksum(_ bytes: Span<UInt8>) -> UInt64 {
    let raw = bytes.bytes
    var offset = 0
    var hash: UInt64
    if bytes.count >= 32 {
        var lanes = SIMD4<UInt64>(prime1 &+ prime2, prime2, 0, 0 &- prime1)
        while offset + 32 <= bytes.count {
            for lane in 0..<4 {
                lanes[lane] = round(
                    lanes[lane], raw.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
                offset += 8
            }
        }
        hash = rotate(lanes[0], 1) &+ rotate(lanes[1], 7)
        hash = hash &+ rotate(lanes[2], 12) &+ rotate(lanes[3], 18)
        for lane in 0..<4 { hash = (hash ^ round(0, lanes[lane])) &* prime1 &+ prime4 }
    } else {
        hash = prime5
    }
    hash = hash &+ UInt64(bytes.count)
    while offset + 8 <= bytes.count {
        hash ^= round(0, raw.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
        hash = rotate(hash, 27) &* prime1 &+ prime4
        offset += 8
    }
    if offset + 4 <= bytes.count {
        let word = raw.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self)
        hash = rotate(hash ^ UInt64(word) &* prime1, 23) &* prime2 &+ prime3
        offset += 4
    }
    while offset < bytes.count {
        hash = rotate(hash ^ UInt64(bytes[offset]) &* prime5, 11) &* prime1
        offset += 1
    }
    hash = (hash ^ hash >> 33) &* prime2
    hash = (hash ^ hash >> 29) &* prime3
    return hash ^ hash >> 32
}

private let prime1: UInt64 = 11_400_714_785_074_694_791
private let prime2: UInt64 = 14_029_467_366_897_019_727
private let prime3: UInt64 = 1_609_587_929_392_839_161
private let prime4: UInt64 = 9_650_029_242_287_828_579
private let prime5: UInt64 = 2_870_177_450_012_600_261

@inline(__always)
private func rotate(_ value: UInt64, _ bits: UInt64) -> UInt64 {
    value << bits | value >> (64 - bits)
}

@inline(__always)
private func round(_ lane: UInt64, _ input: UInt64) -> UInt64 {
    rotate(lane &+ input &* prime2, 31) &* prime1
}
