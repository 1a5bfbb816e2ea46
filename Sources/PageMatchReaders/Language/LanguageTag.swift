/// Language tags as files write them, and the BCP 47 tags that they mean.
package enum LanguageTag {
    /// The BCP 47 tag that a file means.
    ///
    /// `en_US` is `en-US`, `eng` is `en`, `German` is `de`, `zh-hans-cn` is `zh-Hans-CN`.
    ///
    /// - Parameter text: What the file states.
    /// - Returns: `nil` for what is no language that is known: nothing, `und`, `eee`, `x-none`.
    /// - Complexity: O(length).
    package static func normalised(_ text: String) -> String? {
        // A locale of POSIX has an encoding or a variant behind its language: `de_DE.UTF-8@euro`.
        let whole = text.trimmingASCIISpace.lowercased()
        let locale = whole.prefix { $0 != "." && $0 != "@" && $0 != ";" && $0 != "," }
        let parts = locale.split(whereSeparator: { $0 == "-" || $0 == "_" }).map(String.init)
        if let first = parts.first, let language = code(of: first) {
            return ([language] + subtags(parts.dropFirst())).joined(separator: "-")
        }
        // A name, maybe with a country: `English (United States)`.
        let word = whole.split { !$0.isLetter }.first.map(String.init)
        return word.flatMap { names[$0] }
    }

    /// The first part of a tag: `en` of `en-US`.
    static func primary(_ tag: String) -> String {
        String(tag.prefix { $0 != "-" })
    }

    private static func code(of subtag: String) -> String? {
        switch subtag.utf8.count {
        case 2: mistaken[subtag] ?? (twoLetters.contains(subtag) ? subtag : nil)
        case 3: threeLetters[subtag] ?? (withoutTwoLetters.contains(subtag) ? subtag : nil)
        default: nil
        }
    }

    /// Script, region and variants as they should be written; what is none of them is dropped.
    private static func subtags(_ parts: ArraySlice<String>) -> [String] {
        var result: [String] = []
        for part in parts.prefix(4) {
            let isLetters = part.utf8.allSatisfy(\.isASCIILetter)
            let isDigits = part.utf8.allSatisfy(\.isASCIIDigit)
            switch part.utf8.count {
            case 2 where isLetters: result.append(part == "uk" ? "GB" : part.uppercased())
            case 3 where isDigits: result.append(part)
            case 4 where isLetters: result.append(part.prefix(1).uppercased() + part.dropFirst())
            case 5...8 where part.utf8.allSatisfy({ $0.isASCIILetter || $0.isASCIIDigit }):
                result.append(part)
            default: return result
            }
        }
        return result
    }

    // MARK: Tables

    /// ISO 639-1.
    private static let twoLetters = Set(
        """
        aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy
        da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht
        hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky
        la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny
        oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss
        st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo
        za zh zu
        """.split(whereSeparator: \.isWhitespace).map(String.init))

    /// Withdrawn codes, and countries that are written where their language should be.
    private static let mistaken = [
        "iw": "he", "in": "id", "ji": "yi", "mo": "ro", "jp": "ja", "cz": "cs", "dk": "da",
        "gr": "el", "sp": "es", "kp": "ko", "cn": "zh",
    ]

    /// ISO 639-2, both of its forms, where ISO 639-1 has a code.
    private static let threeLetters: [String: String] = {
        let pairs = """
            afr:af alb:sq sqi:sq amh:am ara:ar arm:hy hye:hy asm:as aze:az baq:eu eus:eu bel:be
            ben:bn bos:bs bre:br bul:bg bur:my mya:my cat:ca chi:zh zho:zh cmn:zh cos:co cze:cs
            ces:cs cym:cy wel:cy dan:da deu:de ger:de dut:nl nld:nl ell:el gre:el eng:en epo:eo
            est:et fao:fo fas:fa per:fa fin:fi fra:fr fre:fr fry:fy geo:ka kat:ka gla:gd gle:ga
            glg:gl guj:gu hat:ht hau:ha heb:he hin:hi hrv:hr hun:hu ice:is isl:is ina:ia ind:id
            ita:it jav:jv jpn:ja kan:kn kaz:kk khm:km kor:ko kur:ku lao:lo lat:la lav:lv lit:lt
            ltz:lb mac:mk mkd:mk mal:ml mao:mi mri:mi mar:mr may:ms msa:ms mlt:mt mon:mn nep:ne
            nob:nb nno:nn nor:no oci:oc pan:pa pol:pl por:pt roh:rm ron:ro rum:ro rus:ru san:sa
            sin:si slk:sk slo:sk slv:sl som:so spa:es srp:sr swa:sw swe:sv tam:ta tel:te tgl:tl
            tha:th tur:tr ukr:uk urd:ur uzb:uz vie:vi vol:vo wln:wa xho:xh yid:yi yor:yo zul:zu
            """
        return table(pairs)
    }()

    /// Languages that books are in and that only ISO 639-2 has a code for.
    private static let withoutTwoLetters: Set<String> = [
        "ang", "arc", "ast", "ceb", "chr", "dsb", "dum", "egy", "enm", "fil", "frm", "fro", "frr",
        "gmh", "goh", "grc", "gsw", "haw", "hsb", "lad", "mwl", "nah", "nap", "nds", "pms", "pro",
        "rom", "sco", "scn", "syc", "syr", "tlh", "yue", "zgh",
    ]

    /// Names of languages, in English and in themselves.
    private static let names: [String: String] = table(
        """
        english:en spanish:es español:es castellano:es french:fr français:fr francais:fr german:de
        deutsch:de italian:it italiano:it portuguese:pt português:pt portugues:pt dutch:nl
        nederlands:nl flemish:nl finnish:fi suomi:fi swedish:sv svenska:sv danish:da dansk:da
        norwegian:no norsk:no polish:pl polski:pl russian:ru русский:ru latin:la latina:la greek:el
        ελληνικά:el chinese:zh 中文:zh japanese:ja 日本語:ja korean:ko 한국어:ko hungarian:hu
        magyar:hu czech:cs čeština:cs esperanto:eo catalan:ca català:ca tagalog:tl filipino:tl
        welsh:cy afrikaans:af romanian:ro română:ro turkish:tr türkçe:tr ukrainian:uk
        українська:uk bulgarian:bg serbian:sr croatian:hr hebrew:he arabic:ar persian:fa farsi:fa
        hindi:hi icelandic:is irish:ga galician:gl slovak:sk slovenian:sl estonian:et latvian:lv
        lithuanian:lt vietnamese:vi thai:th indonesian:id frisian:fy breton:br yiddish:yi
        sanskrit:sa basque:eu
        """)

    private static func table(_ pairs: String) -> [String: String] {
        let entries = pairs.split(whereSeparator: \.isWhitespace).compactMap { pair in
            let sides = pair.split(separator: ":")
            return sides.count == 2 ? (String(sides[0]), String(sides[1])) : nil
        }
        return Dictionary(entries, uniquingKeysWith: { first, _ in first })
    }
}
