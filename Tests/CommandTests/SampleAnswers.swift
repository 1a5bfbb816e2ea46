import Foundation
import TestSupport
import Testing

/// Expects the status that the truth has for a page, and the exit code that goes with it.
func expectStatus(
    _ outcome: Program.Outcome, of page: Sample.Page, location: SourceLocation = #_sourceLocation
) throws {
    let status = try JSON(outcome.output)["status"].string
    #expect(
        status == page.status || (page.also != nil && status == page.also), "\(page.file)",
        sourceLocation: location)
    #expect(
        outcome.exit == (status == "matched" ? 0 : 1), "\(page.file)", sourceLocation: location)
}

/// Expects that an answer's times begin where a page does, and that it has none if the page is not read.
///
/// A page that goes from one track into the next is answered by the one that holds most of it; its
/// beginning is then in the first of its parts. Whether a word at the page's edge that the picture
/// shows in part is found, is open.
///
/// - Parameters:
///   - answer: of a lookup, in JSON.
///   - page: the truth.
///   - tolerance: seconds that the beginning may be off.
///   - location: where it is expected.
func expectBeginning(
    _ answer: JSON, of page: Sample.Page, within tolerance: Double = 1,
    location: SourceLocation = #_sourceLocation
) {
    guard let track = page.track, let start = page.start else {
        // What may be matched, too, has its time from elsewhere.
        guard answer["status"].string == page.status else { return }
        #expect(answer["time"].isMissing, "\(page.file)", sourceLocation: location)
        #expect(answer["track"].isMissing, "\(page.file)", sourceLocation: location)
        return
    }
    #expect(
        answer["parts"].isMissing == (page.endTrack == nil), "\(page.file)",
        sourceLocation: location)
    let found = page.endTrack == nil ? answer["track"] : answer["parts"][0]
    #expect(found["number"].integer == track, "\(page.file)", sourceLocation: location)
    if let end = page.endTrack {
        #expect(
            answer["parts"][1]["number"].integer == end, "\(page.file)", sourceLocation: location)
    }
    let begins = found["start"].number ?? -999
    #expect(
        ((page.earliest ?? start) - tolerance...start + tolerance).contains(begins),
        "\(page.file): \(begins) s, not \(start) s", sourceLocation: location)
    let confidence = answer["confidence"].number ?? 0
    #expect(
        confidence > 0.9 && confidence < 1, "\(page.file): \(confidence)",
        sourceLocation: location)
}

/// Expects the size of the upright picture, and boxes that lie in it: none of a page that is not found.
///
/// - Parameters:
///   - answer: of a lookup, in JSON.
///   - size: width and height in pixels.
///   - least: how many lines have to be found.
///   - name: what the answer is of.
///   - location: where it is expected.
func expectBoxes(
    _ answer: JSON, in size: [Int], atLeast least: Int, of name: String,
    location: SourceLocation = #_sourceLocation
) {
    let isFound = answer["status"].string != "no_match"
    #expect(answer["boxes"].isMissing == !isFound, "\(name)", sourceLocation: location)
    #expect(answer["image"].isMissing == !isFound, "\(name)", sourceLocation: location)
    guard isFound else { return }
    let image = ["width", "height"].map { answer["image"][$0].integer }
    #expect(image == size, "\(name)", sourceLocation: location)
    let boxes = (0..<(answer["boxes"].count ?? 0)).map { answer["boxes"][$0] }
    #expect(boxes.count >= least, "\(name)", sourceLocation: location)
    for box in boxes {
        for (from, length, limit) in [("x", "width", size[0]), ("y", "height", size[1])] {
            let (start, extent) = (box[from].integer ?? -1, box[length].integer ?? 0)
            #expect(
                start >= 0 && extent > 0 && start + extent <= limit,
                "\(name): \(from) \(start) + \(extent)", sourceLocation: location)
        }
    }
}

/// Looks the first words of sentences up, all at once, and expects that nearly all are found, and where.
///
/// - Parameters:
///   - library: what to ask.
///   - book: the id of the book in it.
///   - sentences: which have words enough that they can stand but in one place.
///   - found: the share that has to be matched.
///   - median: how many seconds the beginning of a sentence may be off in the median.
///   - most: how many, 95 times of a hundred.
///   - location: where it is expected.
/// - Throws: When the program can't be run, or does not answer each.
func expectSentences(
    _ library: TestLibrary, book: String, _ sentences: [Sample.Sentence], found: Double,
    median: Double, most: Double, location: SourceLocation = #_sourceLocation
) throws {
    let queries = try sentences.map { sentence in
        let query = ["text": sentence.first, "book": book]
        return String(
            decoding: try JSONEncoder().encode(query), as: UTF8.self) + "\n"
    }
    let outcome = try library.run("lookup", "--batch", input: queries.joined())
    let answers = outcome.output.split(separator: "\n")
    try #require(answers.count == sentences.count, sourceLocation: location)
    var errors: [Double] = []
    for (sentence, line) in zip(sentences, answers) {
        let answer = try JSON(String(line))
        guard answer["status"].string == "matched" else { continue }
        #expect(
            answer["track"]["number"].integer == sentence.track, "\(sentence.first)",
            sourceLocation: location)
        errors.append(abs((answer["track"]["start"].number ?? -99) - sentence.start))
    }
    errors.sort()
    #expect(
        Double(errors.count) >= found * Double(sentences.count),
        "\(errors.count) of \(sentences.count) matched", sourceLocation: location)
    try #require(!errors.isEmpty, sourceLocation: location)
    let middle = errors[errors.count / 2]
    #expect(middle <= median, "median \(middle) s", sourceLocation: location)
    let high = errors[errors.count * 95 / 100]
    #expect(high <= most, "95 of a hundred: \(high) s", sourceLocation: location)
}
