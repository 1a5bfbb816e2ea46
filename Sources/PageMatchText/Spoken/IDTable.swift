/// A table from word ids to small numbers: open addressing, the ids being hashes already.
struct IDTable {
    private var keys: [UInt64] = Array(repeating: 0, count: 256)
    private var values: [Int32] = Array(repeating: 0, count: 256)
    private var count = 0

    /// The number of `id`; `nil` when there is none.
    subscript(id: UInt64) -> Int32? {
        let slot = slot(of: id)
        return keys[slot] == id && id != 0 ? values[slot] : nil
    }

    /// Sets the number of `id`.
    mutating func set(_ id: UInt64, to value: Int32) {
        // 0 marks a free slot; a word of that id is never found.
        guard id != 0 else { return }
        var slot = slot(of: id)
        if keys[slot] != id {
            if count * 2 >= keys.count {
                grow()
                slot = self.slot(of: id)
            }
            count += 1
        }
        keys[slot] = id
        values[slot] = value
    }

    /// The slot that holds `id` or is free for it.
    private func slot(of id: UInt64) -> Int {
        let mask = keys.count - 1
        var slot = Int(truncatingIfNeeded: id) & mask
        while keys[slot] != 0, keys[slot] != id { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func grow() {
        let (oldKeys, oldValues) = (keys, values)
        keys = Array(repeating: 0, count: oldKeys.count * 2)
        values = Array(repeating: 0, count: oldKeys.count * 2)
        for (key, value) in zip(oldKeys, oldValues) where key != 0 {
            let slot = slot(of: key)
            keys[slot] = key
            values[slot] = value
        }
    }
}
