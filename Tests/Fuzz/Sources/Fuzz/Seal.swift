/// Writes length and checksum (XXH64 at byte 24, of all from 32 on) into an image, so that the fuzzer
/// gets past them.
func seal(_ image: inout [UInt8]) {
    guard image.count >= 32 else { return }
    store(UInt64(image.count), at: 16, in: &image)
    store(xxh64(image[32...]), at: 24, in: &image)
}

private func store(_ value: UInt64, at offset: Int, in image: inout [UInt8]) {
    for byte in 0..<8 { image[offset + byte] = UInt8(truncatingIfNeeded: value >> (8 * byte)) }
}

/// XXH64, seed 0.
///
/// - Source: https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md §3.
private func xxh64(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    let primes: [UInt64] = [
        0, 11_400_714_785_074_694_791, 14_029_467_366_897_019_727, 1_609_587_929_392_839_161,
        9_650_029_242_287_828_579, 2_870_177_450_012_600_261,
    ]
    func rotate(_ value: UInt64, _ bits: UInt64) -> UInt64 { value << bits | value >> (64 - bits) }
    func round(_ lane: UInt64, _ input: UInt64) -> UInt64 {
        rotate(lane &+ input &* primes[2], 31) &* primes[1]
    }
    var rest = bytes
    func next(_ count: Int) -> UInt64 {
        var value: UInt64 = 0
        for (index, byte) in rest.prefix(count).enumerated() {
            value |= UInt64(byte) << (8 * index)
        }
        rest = rest.dropFirst(count)
        return value
    }
    var hash = primes[5]
    if bytes.count >= 32 {
        var lanes = [primes[1] &+ primes[2], primes[2], 0, 0 &- primes[1]]
        while rest.count >= 32 {
            for lane in 0..<4 { lanes[lane] = round(lanes[lane], next(8)) }
        }
        hash = rotate(lanes[0], 1) &+ rotate(lanes[1], 7)
        hash = hash &+ rotate(lanes[2], 12) &+ rotate(lanes[3], 18)
        for lane in lanes { hash = (hash ^ round(0, lane)) &* primes[1] &+ primes[4] }
    }
    hash = hash &+ UInt64(bytes.count)
    while rest.count >= 8 { hash = rotate(hash ^ round(0, next(8)), 27) &* primes[1] &+ primes[4] }
    if rest.count >= 4 { hash = rotate(hash ^ next(4) &* primes[1], 23) &* primes[2] &+ primes[3] }
    while !rest.isEmpty { hash = rotate(hash ^ next(1) &* primes[5], 11) &* primes[1] }
    hash = (hash ^ hash >> 33) &* primes[2]
    hash = (hash ^ hash >> 29) &* primes[3]
    return hash ^ hash >> 32
}
