internal import Foundation

/// The chapters that the audio files of a book state, to be asked by time.
struct TrackChapters: Sendable {
    /// Of each track, by their starts.
    private let chapters: [[AlignmentReport.Chapter]]

    /// Takes the chapters out of a report; `nil` if it tells of none.
    ///
    /// A report that can't be read tells of none, too: lookups do without it.
    ///
    /// - Parameter report: The report's JSON.
    /// - Complexity: O(bytes); parses only a report that has chapters.
    init?(report: [UInt8]) {
        let report = Data(report)
        // Within a string the quotes would be escaped: this is nothing but the key.
        guard report.range(of: Data("\"chapters\"".utf8)) != nil,
            let part = try? JSONDecoder().decode(ReportPart.self, from: report)
        else { return nil }
        chapters = part.tracks.map { ($0.chapters ?? []).sorted { $0.start < $1.start } }
    }

    /// The title of the chapter that holds a moment.
    ///
    /// - Parameters:
    ///   - time: The moment.
    ///   - track: The track, from 0.
    /// - Returns: `nil` before the first chapter, and for one without title.
    /// - Complexity: O(log chapters).
    func title(at time: TrackTime, in track: Int) -> String? {
        guard track < chapters.count else { return nil }
        let chapters = chapters[track]
        let next = (0..<chapters.count).partitionPoint { chapters[$0].start <= time.seconds }
        guard next > 0, !chapters[next - 1].title.isEmpty else { return nil }
        return chapters[next - 1].title
    }

    /// What is taken of an ``AlignmentReport``.
    private struct ReportPart: Decodable {
        struct Track: Decodable {
            let chapters: [AlignmentReport.Chapter]?
        }

        let tracks: [Track]
    }
}
