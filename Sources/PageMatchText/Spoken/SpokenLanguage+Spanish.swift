extension SpokenLanguage {
    /// Spanish, with spellings of the editions of old books.
    static let spanish: SpokenLanguage = {
        var table = SpokenLanguage(code: "es")
        table.wholes = [
            "Sr": ["señor"], "Sra": ["señora"], "Srta": ["señorita"], "Sres": ["señores"],
            "D.": ["don"], "Da.": ["doña"], "Dª": ["doña"], "Dr": ["doctor"], "Dra": ["doctora"],
            "Ud": ["usted"], "Uds": ["ustedes"], "Vd": ["usted"], "Vds": ["ustedes"],
            "V.M": ["vuestra merced"], "S.M": ["su majestad"], "Sto": ["santo"],
            "Sta": ["santa"], "S.": ["san"], "núm": ["número"],
            "etc": ["etcétera"], "cap.": ["capítulo"], "pág.": ["página"], "vol.": ["volumen"],
            "EE.UU": ["estados unidos"], "al": ["a el"], "del": ["de el"], "dello": ["de ello"],
            "della": ["de ella"], "dellos": ["de ellos"], "dellas": ["de ellas"],
            "desto": ["de esto"], "desta": ["de esta"], "deste": ["de este"],
            "destos": ["de estos"], "destas": ["de estas"], "dese": ["de ese"],
            "desa": ["de esa"], "deso": ["de eso"], "desos": ["de esos"], "desas": ["de esas"],
            "esotro": ["ese otro"], "agora": ["ahora"], "mesmo": ["mismo"], "mesma": ["misma"],
            "asimesmo": ["asimismo"], "ansí": ["así"], "priesa": ["prisa"], "vido": ["vio"],
        ]
        table.spellings = [
            // dejar as dexar, cuando as quando, decirle as decille.
            SpellingRule(place: .anywhere, from: "x", to: "j"),
            SpellingRule(place: .start, from: "qua", to: "cua"),
            SpellingRule(
                place: .behindVowel, from: "ll", to: "rl",
                before: ["o", "a", "e", "os", "as", "es"]),
            SpellingRule(place: .anywhere, from: "ph", to: "f"),
            SpellingRule(place: .anywhere, from: "sc", to: "c", before: ["er", "ió", "ido"]),
            SpellingRule(place: .anywhere, from: "bs", to: "s"),
            SpellingRule(place: .anywhere, from: "ct", to: "t"),
        ]
        table.headings = [
            "capítulo", "libro", "parte", "tomo", "volumen", "acto", "escena", "canto", "carta",
            "número",
        ]
        table.beforeOrdinal = ["", "el", "la"]
        table.ordinalEndings = ["o", "a", "er", "os", "as"]
        table.and = ["y"]
        // veinte y uno, diez y seis, docientos, mil y seiscientos.
        table.numberBeginnings = [
            ("veinti", "veintey"), ("dieci", "diezy"), ("doscient", "docient"),
            ("trescient", "trecient"), ("mil", "mily"),
        ]
        table.decimalWords = ["coma", "punto"]
        table.signs = [
            "€": ["euro", "euros"], "$": ["dólar", "dólares"], "£": ["libra", "libras"],
            "%": ["por ciento", "por ciento"], "°": ["grado", "grados"],
        ]
        table.hundredths = ["€": ["céntimo", "céntimos"], "$": ["centavo", "centavos"]]
        table.units = [
            "m": ["metro", "metros"], "km": ["kilómetro", "kilómetros"], "kg": ["kilo", "kilos"],
        ]
        table.fractions = [
            "1/2": ["medio", "media", "y medio", "y media"], "1/4": ["un cuarto", "y cuarto"],
            "3/4": ["tres cuartos"], "1/3": ["un tercio"], "2/3": ["dos tercios"],
        ]
        return table
    }()
}
