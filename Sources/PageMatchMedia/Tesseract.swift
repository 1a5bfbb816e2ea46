internal import Foundation
internal import PageMatch
internal import PageMatchReaders

/// The program `tesseract`, which reads text in pictures.
///
/// Another program rather than its library: what goes wrong in it on hostile pictures goes wrong in
/// a process of its own, which has limits.
struct Tesseract {
    /// Seconds that it may take to say which languages it has data of.
    private static let secondsToList = 20
    /// MiB that it may have.
    private static let memory = 4096
    /// Bytes that it may write: a hundred times a page of small print.
    private static let outputLimit = 32 << 20

    private let program: ExternalProgram

    /// Finds the program.
    ///
    /// - Throws: `toolMissing`, which names the package.
    init(searchPath: String?) throws(PageMatchError) {
        guard let program = ExternalProgram(named: "tesseract", searchPath: searchPath) else {
            throw PageMatchError(
                .toolMissing, "Tesseract, which reads photos, is not installed",
                hint: "install the package tesseract-ocr (apt-get install tesseract-ocr, "
                    + "brew install tesseract), or give the page's text")
        }
        self.program = program
    }

    /// The words of a picture with their boxes.
    ///
    /// - Parameters:
    ///   - picture: in a format that Tesseract knows.
    ///   - languages: BCP 47 tags, the likeliest first.
    ///   - known: what ``languages(within:)`` told.
    ///   - isScattered: whether words are looked for all over the picture, in no order, rather than
    ///     columns and lines.
    ///   - limit: when it has to be done.
    /// - Returns: the page, its boxes in pixels of that picture.
    /// - Throws: `toolMissing` for a language without data, `malformed`, `tooLarge`.
    func read(
        _ picture: UnnamedFile, _ languages: [String], of known: Set<String>,
        isScattered: Bool = false, within limit: TimeLimit
    ) throws(PageMatchError) -> Page {
        let languages = languages.isEmpty ? ["en"] : languages
        if let missing = languages.first(where: { !known.contains(Self.name(ofLanguage: $0)) }) {
            let package = Self.name(ofLanguage: missing).replacing("_", with: "-")
            // A code that nobody has defined names no package.
            let isKnown = Locale.current.localizedString(forLanguageCode: missing) != nil
            throw PageMatchError(
                .toolMissing, "Tesseract has no data for the language '\(missing)'",
                hint: isKnown
                    ? "install the package tesseract-ocr-\(package.lowercased()), or choose another "
                        + "language with --language"
                    : "a tag such as en, de or zh is needed")
        }
        // The first of each finds out how the page lies, for which Tesseract has data of its own.
        let segmentations = isScattered ? ("12", "11") : ("1", "3")
        let segmentation = known.contains("osd") ? segmentations.0 : segmentations.1
        let names = languages.map(Self.name(ofLanguage:)).joined(separator: "+")
        // Of a file of many pictures only the first is read.
        let outcome = try run(
            [
                UnnamedFile.path, "stdout", "-l", names, "--psm", segmentation, "-c",
                "tessedit_page_number=0", "tsv",
            ], reading: picture, within: limit)
        guard outcome.status == 0, let page = TesseractTable.page(outcome.output) else {
            let reason = outcome.messages.split(separator: "\n").last.map { ": \($0)" } ?? ""
            throw PageMatchError(.malformed, "Tesseract can't read the picture\(reason)")
        }
        return page
    }

    /// The names of the languages that there is data of, and `osd`.
    ///
    /// - Parameter limit: when it has to be done; in twenty seconds unless given.
    /// - Returns: names such as `deu`.
    /// - Throws: `toolMissing` when Tesseract does not tell.
    func languages(within limit: TimeLimit? = nil) throws(PageMatchError) -> Set<String> {
        let outcome = try run(
            ["--list-langs"], reading: nil,
            within: limit ?? TimeLimit(seconds: Self.secondsToList))
        guard outcome.status == 0 else {
            let reason = outcome.messages.split(separator: "\n").last.map { ": \($0)" } ?? ""
            throw PageMatchError(
                .toolMissing, "Tesseract does not tell which languages it has data of\(reason)",
                hint: "try tesseract --list-langs; TESSDATA_PREFIX may name a folder that is gone")
        }
        let lines = String(decoding: outcome.output, as: UTF8.self).split(separator: "\n")
        return Set(lines.dropFirst().map(String.init))
    }

    /// What Tesseract calls a language: three letters, and for Chinese the script.
    static func name(ofLanguage tag: String) -> String {
        let language = Locale.Language(identifier: tag)
        guard let code = language.languageCode else { return tag }
        // Both written forms of Norwegian have one set of data.
        if ["nb", "nn", "no"].contains(code.identifier) { return "nor" }
        if code.identifier == "zh" {
            return language.maximalIdentifier.contains("Hant") ? "chi_tra" : "chi_sim"
        }
        return code.identifier(.alpha3) ?? code.identifier
    }

    private func run(
        _ arguments: [String], reading picture: UnnamedFile?, within limit: TimeLimit
    ) throws(PageMatchError) -> ExternalProgram.Outcome {
        do {
            // More threads than one make it slower where several run, and hardly faster alone.
            return try program.run(
                arguments, reading: picture, environment: ["OMP_THREAD_LIMIT": "1"], within: limit,
                memory: Self.memory, keeping: .all(limit: Self.outputLimit))
        } catch {
            switch error {
            case .cannotStart(let reason):
                throw PageMatchError(.toolMissing, "Tesseract can't be started: \(reason)")
            case .tookTooLong(let seconds):
                throw PageMatchError(
                    .tooLarge, "the picture can't be read within \(seconds) s",
                    hint: "make it smaller, or show less than a spread")
            case .wroteTooMuch:
                throw PageMatchError(.tooLarge, "the picture holds more text than a page can")
            }
        }
    }
}
