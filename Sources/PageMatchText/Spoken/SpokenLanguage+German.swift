extension SpokenLanguage {
    /// German, with spellings from before 1901 and before 1996.
    static let german: SpokenLanguage = {
        var table = SpokenLanguage(code: "de")
        table.wholes = [
            "Dr": ["doktor"], "Hr": ["herr"], "Hrn": ["herrn"], "Fr.": ["frau"],
            "Frl": ["fräulein"], "St": ["sankt"], "Nr": ["nummer"], "Prof": ["professor"],
            "z.B": ["zum beispiel"], "d.h": ["das heißt"], "u.s.w": ["und so weiter"],
            "usw": ["und so weiter"], "etc": ["et cetera"], "u.a": ["unter anderem"],
            "Bd": ["band"], "Kap.": ["kapitel"], "Abt.": ["abteilung"], "S.": ["seite"],
            "Str.": ["straße"], "bzw": ["beziehungsweise"], "ca": ["circa", "zirka"],
            "im": ["in dem"], "am": ["an dem"], "zum": ["zu dem"], "zur": ["zu der"],
            "beim": ["bei dem"], "vom": ["von dem"], "ins": ["in das"], "ans": ["an das"],
            "aufs": ["auf das"], "fürs": ["für das"], "durchs": ["durch das"],
            "ums": ["um das"], "unters": ["unter das"], "übers": ["über das"],
            "vors": ["vor das"], "hinters": ["hinter das"], "unterm": ["unter dem"],
            "überm": ["über dem"], "vorm": ["vor dem"], "hinterm": ["hinter dem"],
            "sowas": ["so etwas"], "was": ["etwas"], "mal": ["einmal"], "nen": ["einen"],
            "ne": ["eine"], "nem": ["einem"], "ner": ["einer"], "runter": ["herunter"],
            "rauf": ["herauf"], "rein": ["herein"], "raus": ["heraus"], "rüber": ["herüber"],
            "seyn": ["sein"], "Mk.": ["mark"], "Pf.": ["pfennig"], "Thlr": ["taler"],
        ]
        table.endings = ["s": ["es"], "n": ["ein", "einen"], "ne": ["eine"]]
        table.spellings = [
            // That, Thür, roth, Muth; “th” in foreign words falls together with itself.
            SpellingRule(place: .anywhere, from: "th", to: "t"),
            SpellingRule(place: .anywhere, from: "ey", to: "ei"),
            SpellingRule(place: .end, from: "iren", to: "ieren"),
            SpellingRule(place: .start, from: "gieb", to: "gib"),
            SpellingRule(place: .end, from: "niß", to: "nis"),
            SpellingRule(place: .anywhere, from: "ph", to: "f"),
        ]
        table.headings = [
            "kapitel", "buch", "teil", "band", "akt", "szene", "gesang", "abschnitt", "brief",
            "nummer", "nr",
        ]
        table.beforeOrdinal = ["", "der", "die", "das", "den", "dem", "des"]
        table.and = ["und"]
        table.numberBeginnings = [
            ("einhundert", "hundert"), ("eintausend", "tausend"), ("eintausend", "eintausendund"),
        ]
        table.decimalWords = ["komma"]
        table.signs = [
            "€": ["euro", "euro"], "$": ["dollar", "dollar"], "£": ["pfund", "pfund"],
            "%": ["prozent", "prozent"], "°": ["grad", "grad"],
        ]
        table.hundredths = ["€": ["cent", "cent"], "$": ["cent", "cents"]]
        table.units = [
            "m": ["meter", "meter"], "km": ["kilometer", "kilometer"], "kg": ["kilo", "kilogramm"],
        ]
        table.fractions = [
            "1/2": ["ein halb", "einhalb", "eine halbe", "ein halber", "ein halbes"],
            "1/4": ["ein viertel"], "3/4": ["drei viertel"], "1/3": ["ein drittel"],
            "2/3": ["zwei drittel"],
        ]
        return table
    }()
}
