internal import PageMatch

/// Lengths from a list, put together with the audio files that were found.
struct StatedLengths {
    /// For each audio file its length, under the name of the file.
    let files: [AudioFile]
    /// What people should know of it, a sentence.
    let note: String?

    /// Puts lengths and files together: by their names where all have one of their own, else in
    /// order.
    ///
    /// Folders and extensions do not count.
    ///
    /// - Parameters:
    ///   - lengths: In the order of the list.
    ///   - names: The audio files' names, in track order.
    ///   - list: The list's path, for messages.
    /// - Throws: `countMismatch`, and `malformed` where the order says one thing and some of the
    ///   names another.
    init(
        _ lengths: [AudioFile], of names: [String], list: String
    ) throws(PageMatchError) {
        guard lengths.count == names.count else {
            throw PageMatchError(
                .countMismatch,
                "there \(names.count == 1 ? "is 1 audio file" : "are \(names.count) audio files") and "
                    + "\(lengths.count) track \(lengths.count == 1 ? "length" : "lengths")",
                hint: "give one length for each audio file, in the same order")
        }
        let order = try Self.order(
            lengths.compactMap { $0.name.map(Self.stem) }, names.map(Self.stem), list)
        files = zip(names, order).map { name, place in
            AudioFile(
                name: name, duration: lengths[place].duration, chapters: lengths[place].chapters)
        }
        note =
            order == Array(lengths.indices)
            ? nil
            : "The lengths are listed in another order than the audio files: they were put together "
                + "by their names."
    }

    /// For each audio file the place of its length in the list.
    private static func order(
        _ stated: [String], _ found: [String], _ list: String
    ) throws(PageMatchError) -> [Int] {
        let places = Dictionary(
            stated.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        guard places.count == found.count, Set(found).count == found.count else {
            return Array(found.indices)
        }
        let order = found.compactMap { places[$0] }
        if order.count == found.count { return order }
        // Some names fit, others do not: in order is right only if those that fit agree with it.
        for (number, name) in found.enumerated() {
            guard let place = places[name], place != number else { continue }
            throw PageMatchError(
                .malformed,
                "the length of “\(name)” is number \(place + 1) in this list, but the file is "
                    + "number \(number + 1), and not all names are in both",
                file: list,
                hint: "name the files in the list as they are called, or give a list of numbers "
                    + "alone")
        }
        return Array(found.indices)
    }

    private static func stem(_ path: String) -> String {
        let name = path.split(separator: "/").last ?? ""
        return (name.lastIndex(of: ".").map { name[..<$0] } ?? name).lowercased()
    }
}
