/// The encoding of text that says nothing about it and is not Unicode.
///
/// Every encoding that old texts are in is tried: bytes that are no character of it rule it out,
/// and of the rest the one wins whose text reads most like a language, by the share of its common
/// words or characters. A library's detector would bring tables of letter frequencies for the same
/// end; words tell more than letters, and need no table but the one that tells languages apart.
enum EncodingDetector {
    /// Bytes that are decoded in each encoding.
    private static let sampleLength = 8 * 1024

    /// Names that iconv knows, in the order in which they win a draw.
    private static let candidates = [
        "CP1251", "KOI8-U", "CP866", "ISO-8859-5", "CP1250", "ISO-8859-2", "CP1253", "CP1254",
        "CP1255", "CP1256", "CP850", "MACINTOSH", "CP932", "EUC-JP", "GB18030", "BIG5", "CP949",
    ]

    /// Where the letters of a language that is written in Latin are but for Western Europe.
    private static let usual = [
        "pl": "CP1250", "cs": "CP1250", "hu": "CP1250", "ro": "CP1250", "tr": "CP1254",
    ]

    /// Tells the encoding of text.
    ///
    /// - Parameter bytes: Text that is neither UTF-8 nor UTF-16.
    /// - Returns: A name for ``NamedEncoding``; `nil` if Windows-1252 is as likely as any.
    /// - Complexity: O(*n*) to find the sample, which is bounded.
    static func detect(_ bytes: ArraySlice<UInt8>) -> String? {
        // From the first byte beyond ASCII: the first of its character in every encoding.
        guard let start = bytes.firstIndex(where: { $0 >= 0x80 }) else { return nil }
        let sample = bytes[start...].prefix(sampleLength)
        guard sample.count(where: { $0 >= 0x80 }) >= 4 else { return nil }
        let western = Score(DecodedText.decodeWindows1252(sample))
        var best: (name: String, score: Score)?
        for name in candidates {
            guard let text = NamedEncoding.decode(sample, from: name),
                let score = Score(ruling: text)
            else { continue }
            let isUsual = score.language.flatMap { usual[$0] } == name
            let value = score.value + (isUsual ? 0.01 : 0)
            if value > (best?.score.value ?? 0) { best = (name, score) }
        }
        guard let best else { return nil }
        let isUsual = best.score.language.flatMap { usual[$0] } == best.name
        let margin = isUsual ? -0.01 : 0.02
        return best.score.value > western.value + margin ? best.name : nil
    }

    /// How much a text reads like a language.
    private struct Score {
        /// From 0 to 1, less for what no text has.
        let value: Double
        let language: String?

        init(_ text: [UInt8]) {
            let vote = LanguageVote(of: text)
            let census = ScalarCensus(text)
            language = vote.language
            let oddities = Double(census.symbolsInWords) / Double(max(1, vote.words))
            let share = vote.isOfScript ? census.commonShare : vote.share
            value = (vote.words < 4 && !vote.isOfScript ? 0 : share) - oddities
        }

        /// `nil` for text with characters that rule its encoding out.
        init?(ruling text: [UInt8]) {
            let census = ScalarCensus(text)
            guard census.impossible * 50 <= census.beyondASCII else { return nil }
            self.init(text)
        }
    }

    private struct ScalarCensus {
        var beyondASCII = 0
        /// Replacement characters, controls and characters for private use.
        var impossible = 0
        /// Signs such as `¹` and `±` right behind a letter.
        var symbolsInWords = 0
        /// The share of the commonest characters among those of scripts without spaces.
        var commonShare: Double { Double(common) / Double(max(1, eastern)) }

        private var common = 0
        private var eastern = 0

        init(_ text: [UInt8]) {
            var before: Unicode.Scalar?
            for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
                let value = scalar.value
                if value >= 0x80 {
                    beyondASCII += 1
                    switch value {
                    case 0x80..<0xA0, 0xE000..<0xF900, 0xFFFD: impossible += 1
                    case 0xAD, 0xAE, 0xB4, 0xBB: break
                    case 0xA1..<0xC0, 0x2020..<0x2023, 0x2030, 0x2190..<0x2C00:
                        let followsLetter = before?.properties.isAlphabetic == true
                        if followsLetter, !scalar.properties.isAlphabetic { symbolsInWords += 1 }
                    case 0x3041..<0x3100:
                        eastern += 1
                        common += 1
                    case 0x3400..<0xA000, 0xAC00..<0xD7B0, 0xFF61..<0xFFA0, 0x20000..<0x32000:
                        eastern += 1
                        if Self.commonest.contains(scalar) { common += 1 }
                    default: break
                    }
                }
                before = scalar
            }
        }

        /// The commonest characters of Chinese in both forms, and the commonest syllables of Korean.
        private static let commonest = Set(
            """
            的一是不了人我在有他这这個为之大来以到上们时要出就会可也你对生能而子那得于着下自里后
            說說说這來們時會對後裡個為還去過道小好看起天想也都把没沒起看見没
            이다는을의에가고지하도를은로사한어자기리나서그아니시인라해있었게대수만일보들여거것
            """.unicodeScalars.filter { $0.value > 0x80 })
    }
}
