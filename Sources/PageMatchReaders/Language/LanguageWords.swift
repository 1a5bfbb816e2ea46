/// The commonest words of the languages that most audiobooks are in.
///
/// Few words are enough: of any page of prose they are a quarter to a half. Words of one letter are
/// left out where they say nothing.
enum LanguageWords {
    /// The languages, each a bit of the masks in ``masks``.
    static let languages = lists.map(\.language)

    /// For each common word the languages that it is common in: bit *i* is ``languages``[*i*].
    static let masks: [String: UInt64] = {
        var masks: [String: UInt64] = [:]
        for (index, list) in lists.enumerated() {
            for word in list.words.split(whereSeparator: \.isWhitespace) {
                masks[String(word), default: 0] |= 1 << UInt64(index)
            }
        }
        return masks
    }()

    private static let lists: [(language: String, words: String)] = [
        (
            "en",
            """
            the and of to in that it was he his with as for had is not but at on be her she him they
            you which have this from all were so my what who
            """
        ),
        (
            "de",
            """
            der die und das nicht den ist sie zu ich mit sich er ein von dem des es auf eine war als
            auch wie aus aber noch hatte nach für einen über daß dass wenn ihr so
            """
        ),
        (
            "fr",
            """
            le de la les et des à il que en est un une dans pas qui se ne ce du au je elle sur plus
            son pour avec était vous lui cette mais par même c'est
            """
        ),
        (
            "es",
            """
            el de la que y en los se no las un por con una su lo del al para como más le era pero
            había sin sus dijo si muy cuando también
            """
        ),
        (
            "it",
            """
            il di che e la non un per si in le una con del era come da gli più della ma lo al suo mi
            sua aveva così nel alla dei perché anche
            """
        ),
        (
            "pt",
            """
            o que de a e não do da um em uma os se com para as no na por mais ao ele era dos como
            mas seu sua tinha foi lhe já também à
            """
        ),
        (
            "nl",
            """
            de het een en van in dat niet te is hij zijn op met was voor er aan ze maar ook naar haar
            zich hem als had om nog uit bij werd
            """
        ),
        (
            "sv",
            """
            och att det som en i han var på för den med inte av hon till sig ett jag hade de men om
            från så när sin då över mig
            """
        ),
        (
            "da",
            """
            og at det en i han var på for den med ikke af hun til sig et jeg havde de men om fra så
            der som ham sin da kunde op også
            """
        ),
        (
            "no",
            """
            og at det en i han var på for den med ikke av hun til seg et jeg hadde de men om fra så
            som ham sin da kunne opp også etter
            """
        ),
        (
            "fi",
            """
            ja on ei hän se oli että kun niin mutta en mitä ole minä sen kuin nyt joka vain sitten
            jos hänen olla minun mikä myös
            """
        ),
        (
            "pl",
            """
            i w nie się na że do z to jest jak był po ale co za od tak o jego już go przez tylko czy
            mnie ja jej było która który są ją coś
            """
        ),
        (
            "cs",
            """
            a se v na že to je si do s ale by jsem jako tak byl když co za po jeho ve už mu bylo jen
            při pro který z
            """
        ),
        (
            "hu",
            """
            a az és hogy nem egy is volt de meg csak mint már még el ez ki ha mert vagy azt én aki
            volna neki pedig ő
            """
        ),
        (
            "ro",
            """
            și şi de în a să nu la o cu că pe un se care din mai ce era lui pentru fi nici ca dar
            sa el au fost într-o
            """
        ),
        (
            "tr",
            """
            bir ve bu da de için çok ne o gibi daha ama ben sonra kadar var diye onun değil her ki
            mi olarak olan şey
            """
        ),
        (
            "ca",
            """
            de la i el que en els no un a les una per amb del se va al dels com més li és era però
            són aquest tot seva quan
            """
        ),
        (
            "la",
            """
            et in est non ut ad cum qui quod si sed quae per ab ex esse aut nec atque enim sunt hoc
            etiam se quam eius
            """
        ),
        (
            "ru",
            """
            и в не на что он с как я его но к это она то по так из же у за был все бы было сказал
            от а ее еще меня
            """
        ),
        (
            "uk",
            """
            і в не на що він з як я його але до це вона та по так із ж у за був усе б було сказав
            від а її ще мене й
            """
        ),
        (
            "bg",
            """
            и в не на че той с като аз го но към това тя се по така от за е да беше си бе ще му ли
            каза който
            """
        ),
        (
            "sr",
            """
            и у не на да је се он са као ја га али то она по тако из за био све би било рече од а
            му још
            """
        ),
        (
            "el",
            """
            και να το η ο του την της τα που με δεν των για στο από τον είναι οι τη θα στην μου ένα
            ήταν μια σε ότι
            """
        ),
        (
            "he",
            """
            של את לא על הוא כי היא אני גם זה אל אם כל מה עם היה או אבל רק לו יש
            """
        ),
        (
            "ar",
            """
            في من على إلى أن لا ما هذا التي كان عن الذي ثم لم هو قد كل إن هذه بين أو مع
            """
        ),
    ]
}
