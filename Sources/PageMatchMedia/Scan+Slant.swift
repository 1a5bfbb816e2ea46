internal import Foundation
internal import PageMatch

extension Scan {
    /// Lines of fewer words, or shorter than this share of the picture, say nothing of a slant.
    private static let fewestWords = 4
    private static let shortestShare = 0.25
    /// Radians between which a slant is worth to be made level: one degree, and fifteen, beyond
    /// which nobody holds a telephone.
    private static let slants = 0.0175...0.26

    /// How far the lines sink to the right, in radians, as most of them do; `nil` if they are about
    /// level, or if too few are there to tell.
    var slant: Double? {
        var slopes: [Double] = []
        var first = words.startIndex
        while first < words.endIndex {
            let line = words[first...].prefix { $0.line == words[first].line }
            if line.count >= Self.fewestWords, let start = line.first?.box, let end = line.last?.box
            {
                let across = Double(end.x - start.x)
                if abs(across) >= Self.shortestShare * Double(size.width) {
                    slopes.append((end.middle - start.middle) / across)
                }
            }
            first = line.endIndex
        }
        slopes.sort()
        guard slopes.count >= 3 else { return nil }
        let slant = atan(slopes[slopes.count / 2])
        return Self.slants ~= abs(slant) ? slant : nil
    }

    /// How much was read, and how surely: the sum of all words' confidences.
    var weight: Double { words.reduce(0) { $0 + ($1.confidence ?? 0) } }

    /// The scan of a picture whose lines were made level, in pixels of the picture as it was.
    ///
    /// - Parameter slant: how far its lines sink to the right, in radians.
    /// - Returns: the same words in other places.
    func slanted(by slant: Double) -> Scan {
        guard slant != 0 else { return self }
        let (middleX, middleY) = (Double(size.width) / 2, Double(size.height) / 2)
        var scan = self
        for index in scan.words.indices {
            let box = scan.words[index].box
            let x = Double(box.x) + Double(box.width) / 2 - middleX
            let y = Double(box.y) + Double(box.height) / 2 - middleY
            let across = middleX + x * cos(slant) - y * sin(slant)
            let down = middleY + x * sin(slant) + y * cos(slant)
            scan.words[index].box.x = Int((across - Double(box.width) / 2).rounded())
            scan.words[index].box.y = Int((down - Double(box.height) / 2).rounded())
        }
        return scan
    }
}

extension Scan.Box {
    /// How far down its middle is.
    fileprivate var middle: Double { Double(y) + Double(height) / 2 }
}
