extension SpokenLanguage {
    /// French.
    static let french: SpokenLanguage = {
        var table = SpokenLanguage(code: "fr")
        table.wholes = [
            "M.": ["monsieur"], "MM.": ["messieurs"], "Mr": ["monsieur"], "Mme": ["madame"],
            "Mmes": ["mesdames"], "Mlle": ["mademoiselle"], "Mlles": ["mesdemoiselles"],
            "Dr": ["docteur"], "Me.": ["maître"], "Mgr": ["monseigneur"], "St": ["saint"],
            "Ste": ["sainte"], "no": ["numéro"], "etc": ["et cetera"],
            "chap.": ["chapitre"], "p.": ["page"], "t.": ["tome"], "vol.": ["volume"],
            "fr.": ["francs"], "poëte": ["poète"],
            "ça": ["cela"], "v'là": ["voilà"], "p'tit": ["petit"], "m'sieur": ["monsieur"],
        ]
        table.spellings = [
            // The imperfect before 1835: il avoit, ils étoient.
            SpellingRule(place: .behindVowel, from: "oit", to: "ait", before: [""]),
            SpellingRule(place: .behindVowel, from: "ois", to: "ais", before: [""]),
            SpellingRule(place: .behindVowel, from: "oient", to: "aient", before: [""]),
            // enfans, momens.
            SpellingRule(place: .behindVowel, from: "ans", to: "ants", before: [""]),
            SpellingRule(place: .behindVowel, from: "ens", to: "ents", before: [""]),
            SpellingRule(place: .anywhere, from: "œ", to: "oe"),
            SpellingRule(place: .anywhere, from: "æ", to: "ae"),
        ]
        table.headings = [
            "chapitre", "livre", "partie", "tome", "volume", "acte", "scène", "chant", "lettre",
            "numéro",
        ]
        table.beforeOrdinal = ["", "le", "la"]
        table.ordinalEndings = ["e", "er", "re", "ère", "ème", "ième", "nd", "nde"]
        table.and = ["et"]
        table.decimalWords = ["virgule"]
        table.signs = [
            "€": ["euro", "euros"], "$": ["dollar", "dollars"], "£": ["livre", "livres"],
            "%": ["pour cent", "pour cent"], "°": ["degré", "degrés"],
        ]
        table.hundredths = ["€": ["centime", "centimes"], "$": ["cent", "cents"]]
        table.units = [
            "f": ["franc", "francs"], "fr": ["franc", "francs"], "m": ["mètre", "mètres"],
            "km": ["kilomètre", "kilomètres"], "kg": ["kilo", "kilos"], "h": ["heure", "heures"],
        ]
        table.fractions = [
            "1/2": ["un demi", "et demi", "et demie", "demi"], "1/4": ["un quart", "et quart"],
            "3/4": ["trois quarts"], "1/3": ["un tiers"], "2/3": ["deux tiers"],
        ]
        return table
    }()
}
