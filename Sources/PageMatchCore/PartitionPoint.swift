extension Range where Bound == Int {
    /// The first position that is not `before` some border, where all that are stand first: binary
    /// search.
    ///
    /// - Complexity: O(log n).
    @inlinable
    package func partitionPoint(_ isBefore: (Int) -> Bool) -> Int {
        var low = lowerBound
        var high = upperBound
        while low < high {
            let middle = low + (high - low) / 2
            if isBefore(middle) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
