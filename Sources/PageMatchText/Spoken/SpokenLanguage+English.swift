extension SpokenLanguage {
    /// English: British, American and older ways of writing.
    static let english: SpokenLanguage = {
        var table = SpokenLanguage(code: "en")
        table.wholes = titles.merging(measures) { $0 + $1 }.merging(contractions) { $0 + $1 }
            .merging(otherSpellings) { $0 + $1 }
        table.endings = [
            "n't": ["not"], "m": ["am"], "re": ["are"], "ve": ["have"], "ll": ["will", "shall"],
            "d": ["would", "had"], "s": ["is", "has", "as"],
            "n": ["than", "in"],
        ]
        table.spellings = spellingRules
        table.headings = [
            "chapter", "book", "part", "volume", "canto", "act", "scene", "letter", "stave",
            "section", "number", "no", "page", "lecture", "appendix", "vol", "chap", "ch",
        ]
        table.beforeOrdinal = ["", "the"]
        table.afterOrdinal = ["", "of"]
        table.ordinalEndings = ["st", "nd", "rd", "th", "d"]
        table.hundred = "hundred"
        table.and = ["and"]
        table.numberBeginnings = [("one", "a")]
        table.decimalSeparator = "."
        table.decimalWords = ["point"]
        table.signs = [
            "£": ["pound", "pounds"], "$": ["dollar", "dollars"], "€": ["euro", "euros"],
            "%": ["percent", "percent"], "°": ["degree", "degrees"],
        ]
        table.hundredths = [
            "$": ["cent", "cents"], "€": ["cent", "cents"], "£": ["penny", "pence"],
        ]
        table.units = [
            "s": ["shilling", "shillings"], "d": ["penny", "pence"], "l": ["pound", "pounds"],
            "ft": ["foot", "feet"], "in": ["inch", "inches"], "lb": ["pound", "pounds"],
            "lbs": ["pound", "pounds"], "oz": ["ounce", "ounces"], "m": ["metre", "metres"],
            "km": ["kilometre", "kilometres"], "kg": ["kilo", "kilos"], "am": ["a m", "am"],
            "pm": ["p m", "pm"], "cwt": ["hundredweight", "hundredweight"],
            "o": ["degree", "degrees"],
        ]
        table.fractions = [
            "1/2": ["a half", "one half", "half"], "1/4": ["a quarter", "one quarter", "quarter"],
            "3/4": ["three quarters"], "1/3": ["a third", "one third"], "2/3": ["two thirds"],
            "1/8": ["an eighth", "one eighth"],
        ]
        return table
    }()

    private static let titles = [
        "Mr": ["mister", "master"], "Mrs": ["missus", "misses", "mistress", "missis"],
        "Ms": ["miss", "miz"], "Messrs": ["messieurs", "messers"], "Dr": ["doctor"],
        "Drs": ["doctors"], "St": ["saint", "street"], "Ste": ["sainte"], "Rev": ["reverend"],
        "Revd": ["reverend"], "Hon": ["honorable", "honourable"], "Esq": ["esquire"],
        "Capt": ["captain"], "Col.": ["colonel"], "Lieut": ["lieutenant"], "Lt": ["lieutenant"],
        "Gen.": ["general"], "Maj": ["major"], "Sergt": ["sergeant"], "Sgt": ["sergeant"],
        "Prof": ["professor"], "Gov.": ["governor"], "Sen.": ["senator"], "Jr": ["junior"],
        "Jun.": ["junior"], "Sr": ["senior"], "Bros": ["brothers"], "Co.": ["company"],
        "Mme": ["madame"], "Mlle": ["mademoiselle"], "M.": ["monsieur"], "Bart": ["baronet"],
        "Thos": ["thomas"], "Wm": ["william"], "Geo": ["george"], "Chas": ["charles"],
        "Jas": ["james"],
    ]

    private static let measures = [
        "No.": ["number"], "Nos.": ["numbers"], "vol.": ["volume"], "vols": ["volumes"],
        "ch.": ["chapter"], "chap.": ["chapter"], "p.": ["page"], "pp.": ["pages"],
        "fig.": ["figure"], "etc": ["et cetera", "and so on", "and so forth"],
        "&c": ["et cetera", "etc", "and so on"], "viz": ["namely", "videlicet"],
        "i.e": ["that is"], "e.g": ["for example"], "vs": ["versus"], "Ave.": ["avenue"],
        "Mt": ["mount", "mountain"], "Jan.": ["january"], "Feb": ["february"],
        "Apr": ["april"], "Aug": ["august"], "Sept": ["september"], "Oct": ["october"],
        "Nov": ["november"], "Dec": ["december"], "inst.": ["instant"], "ult": ["ultimo"],
        "ft": ["feet", "foot"], "lb": ["pound"], "lbs": ["pounds"], "oz": ["ounces", "ounce"],
        "MS": ["manuscript"], "MSS": ["manuscripts"],
        "A.D": ["anno domini", "a d"], "B.C": ["before christ", "b c"], "O.K": ["okay"],
        "OK": ["okay"],
    ]

    private static let contractions = [
        "won't": ["will not"], "can't": ["can not"], "shan't": ["shall not"],
        "ain't": ["is not", "am not", "are not", "has not", "have not"], "let's": ["let us"],
        "tis": ["it is"], "twas": ["it was"], "twill": ["it will"], "twould": ["it would"],
        "twere": ["it were"], "isn't": ["is not"], "o'clock": ["of the clock"], "o'er": ["over"],
        "e'er": ["ever"], "ne'er": ["never"], "ma'am": ["madam"], "d'ye": ["do you"],
        "gimme": ["give me"], "gonna": ["going to"], "wanna": ["want to"], "gotta": ["got to"],
        "em": ["them"], "th": ["the"], "tho": ["though"], "thro": ["through"],
        "altho": ["although"], "thoro": ["thorough"], "bout": ["about"], "cause": ["because"],
        "mought": ["might"], "cannot": ["can't"], "s'pose": ["suppose"], "p'r'aps": ["perhaps"],
        "p'raps": ["perhaps"], "y'all": ["you all"], "d'you": ["do you"], "t'other": ["the other"],
        "tain't": ["it is not", "it ain't"],
    ]

    /// Spellings that no rule leads to each other.
    private static let otherSpellings = [
        "gaol": ["jail"], "gaoler": ["jailer"], "gaolers": ["jailers"], "gaols": ["jails"],
        "shew": ["show"], "shewed": ["showed"], "shewn": ["shown"], "shewing": ["showing"],
        "shews": ["shows"], "plough": ["plow"], "ploughed": ["plowed"], "ploughs": ["plows"],
        "ploughing": ["plowing"], "draught": ["draft"], "draughts": ["drafts"],
        "cheque": ["check"], "cheques": ["checks"], "kerb": ["curb"], "tyre": ["tire"],
        "tyres": ["tires"], "grey": ["gray"], "greyish": ["grayish"], "greys": ["grays"],
        "storey": ["story"], "storeys": ["stories"], "hiccough": ["hiccup"],
        "hiccoughs": ["hiccups"], "phantasy": ["fantasy"], "phantasies": ["fantasies"],
        "pedlar": ["peddler"], "pedlars": ["peddlers"], "despatch": ["dispatch"],
        "despatched": ["dispatched"], "waggon": ["wagon"], "waggons": ["wagons"],
        "connexion": ["connection"], "connexions": ["connections"], "clew": ["clue"],
        "clews": ["clues"], "reflexion": ["reflection"], "programme": ["program"],
        "programmes": ["programs"], "jewellery": ["jewelry"], "moustache": ["mustache"],
        "moustaches": ["mustaches"], "pyjamas": ["pajamas"], "sceptic": ["skeptic"],
        "sceptical": ["skeptical"], "scepticism": ["skepticism"], "staunch": ["stanch"],
        "burthen": ["burden"], "burthened": ["burdened"], "surprize": ["surprise"],
        "chuse": ["choose"], "staid": ["stayed"], "gipsy": ["gypsy"], "gipsies": ["gypsies"],
        "mediaeval": ["medieval"], "aluminium": ["aluminum"], "Ay": ["aye"], "vice": ["vise"],
        "whilst": ["while"], "amongst": ["among"], "towards": ["toward"], "learnt": ["learned"],
        "burnt": ["burned"], "dreamt": ["dreamed"], "leapt": ["leaped"], "spoilt": ["spoiled"],
        "spelt": ["spelled"], "smelt": ["smelled"], "knelt": ["kneeled"], "drest": ["dressed"],
        "stopt": ["stopped"], "dropt": ["dropped"], "wrapt": ["wrapped"], "past": ["passed"],
        "prest": ["pressed"], "crost": ["crossed"], "ancle": ["ankle"], "ancles": ["ankles"],
        "controul": ["control"], "befal": ["befall"], "eat": ["ate"], "sate": ["sat"],
    ]

    private static let spellingRules = [
        // honour, honor; a vowel before, so that four, hour and course stay.
        SpellingRule(place: .behindVowel, from: "our", to: "or"),
        SpellingRule(
            place: .behindVowel, from: "is", to: "iz",
            before: [
                "e", "ed", "es", "er", "ers", "ing", "ings", "ation", "ations", "able", "ement",
            ], except: ["premis", "promis"]),
        SpellingRule(
            place: .behindVowel, from: "ys", to: "yz", before: ["e", "ed", "es", "er", "ing"]),
        // centre, theatre, fibre, manoeuvre.
        SpellingRule(place: .behindVowel, from: "tre", to: "ter", before: ["", "s", "d"]),
        SpellingRule(place: .behindVowel, from: "bre", to: "ber", before: ["", "s", "d"]),
        SpellingRule(place: .behindVowel, from: "vre", to: "ver", before: ["", "s", "d"]),
        SpellingRule(place: .behindVowel, from: "chre", to: "cher", before: ["", "s"]),
        SpellingRule(place: .behindVowel, from: "gre", to: "ger", before: ["", "s"]),
        // travelled, jeweller; a vowel before the last one, so that called and filled stay.
        SpellingRule(
            place: .behindVowel, from: "ell", to: "el",
            before: ["ed", "ing", "er", "ers", "ous", "ously", "ings", "ist", "ors", "or"]),
        SpellingRule(place: .behindVowel, from: "all", to: "al", before: ["ed", "ing"]),
        SpellingRule(place: .behindVowel, from: "ill", to: "il", before: ["ed", "ing", "er", ""]),
        SpellingRule(place: .behindVowel, from: "pp", to: "p", before: ["ed", "ing", "er", "ers"]),
        SpellingRule(place: .behindVowel, from: "full", to: "ful", before: ["", "y", "ness"]),
        SpellingRule(place: .start, from: "skill", to: "skil", before: ["ful", "fully"]),
        SpellingRule(place: .start, from: "will", to: "wil", before: ["ful", "fully", "fulness"]),
        SpellingRule(place: .behindVowel, from: "oll", to: "ol", before: ["", "s", "ment"]),
        // catalogue, dialogue.
        SpellingRule(place: .end, from: "ogue", to: "og"),
        SpellingRule(place: .end, from: "ogues", to: "ogs"),
        // defence, licence, pretence.
        SpellingRule(place: .behindVowel, from: "ence", to: "ense", before: ["", "s", "less"]),
        // encyclopaedia, anaemia; foetus, manoeuvre; also as one letter.
        SpellingRule(place: .anywhere, from: "aeo", to: "eo"),
        SpellingRule(place: .anywhere, from: "paed", to: "ped"),
        SpellingRule(place: .anywhere, from: "aem", to: "em"),
        SpellingRule(place: .anywhere, from: "aest", to: "est"),
        SpellingRule(place: .anywhere, from: "oeuv", to: "euv"),
        SpellingRule(place: .start, from: "foet", to: "fet"),
        SpellingRule(place: .start, from: "oec", to: "ec"),
        SpellingRule(place: .anywhere, from: "æ", to: "e"),
        SpellingRule(place: .anywhere, from: "œ", to: "e"),
        // to enquire, to inclose; judgement, mould, axe.
        SpellingRule(place: .start, from: "enqui", to: "inqui"),
        SpellingRule(place: .start, from: "inclos", to: "enclos"),
        SpellingRule(place: .start, from: "intrust", to: "entrust"),
        SpellingRule(place: .start, from: "indors", to: "endors"),
        SpellingRule(place: .behindVowel, from: "dgement", to: "dgment"),
        SpellingRule(place: .anywhere, from: "mould", to: "mold"),
        SpellingRule(place: .anywhere, from: "smoulder", to: "smolder"),
    ]
}
