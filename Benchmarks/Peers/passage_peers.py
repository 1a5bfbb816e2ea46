"""Search engines, which tell a window of words (the book is cut into such), and one of them with edlib behind it."""
import collections
import importlib
import sqlite3
from collections.abc import Callable, Iterable

from peer import NOTHING, WINDOW, Answer, Book, Peer, Query, Search

STEP = WINDOW // 2
GRAM = 5
RAREST_WORDS = 12
RAREST_GRAMS = 128
TIES = 4
ALIKE = 1e-6

Pick = Callable[[Query], Iterable[str]]
Expression = Callable[[Book], Callable[[Query], str]]


def windows(book: Book) -> list[tuple[int, list[str]]]:
    return [(first, book.words[first:first + WINDOW]) for first in range(0, len(book.words), STEP)]


def grams(letters: str, size: int) -> list[str]:
    return list(dict.fromkeys(letters[first:first + size] for first in range(len(letters) - size + 1)))


def words_of(query: Query) -> Iterable[str]:
    return dict.fromkeys(query.words)


def grams_of(query: Query) -> Iterable[str]:
    return grams(query.letters, GRAM)


def rarest(counts: collections.Counter[str], terms: Pick, most: int) -> Pick:
    """The terms that stand in the fewest places, without those that stand nowhere."""
    def pick(query: Query) -> Iterable[str]:
        known = [term for term in terms(query) if term in counts]
        return sorted(known, key=counts.__getitem__)[:most]
    return pick


def any_word(book: Book) -> Pick:
    return words_of


def rarest_words(book: Book) -> Pick:
    return rarest(collections.Counter(book.words), words_of, RAREST_WORDS)


def any_gram(book: Book) -> Pick:
    return grams_of


def rarest_grams(book: Book) -> Pick:
    counts = collections.Counter(
        gram for _, words in windows(book) for gram in grams("".join(words), GRAM))
    return rarest(counts, grams_of, RAREST_GRAMS)


def best(hits: list[tuple[float, int]]) -> Answer:
    """The places of the hits that score what the first does."""
    return Answer([place for score, place in hits if abs(score - hits[0][0]) <= ALIKE * abs(score)])


def fts5(tokenizer: str, detail: str, expression: Expression) -> Callable[[Book], Search]:
    def prepare(book: Book) -> Search:
        base = sqlite3.connect(":memory:")
        base.execute(f"CREATE VIRTUAL TABLE passages USING fts5(text, tokenize={tokenizer}, detail={detail})")
        joint = "" if tokenizer == "trigram" else " "
        base.executemany("INSERT INTO passages (rowid, text) VALUES (?, ?)",
                         ((first + 1, joint.join(words)) for first, words in windows(book)))
        base.execute("INSERT INTO passages (passages) VALUES ('optimize')")
        wanted = expression(book)

        def search(query: Query) -> Answer:
            match = wanted(query)
            if not match:
                return NOTHING
            return best(base.execute(
                "SELECT rank, rowid - 1 FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT ?",
                (match, TIES)).fetchall())
        return search
    return prepare


def any_of(choice: Callable[[Book], Pick]) -> Expression:
    def expression(book: Book) -> Callable[[Query], str]:
        pick = choice(book)
        return lambda query: " OR ".join(f'"{term}"' for term in pick(query))
    return expression


def phrase(book: Book) -> Callable[[Query], str]:
    return lambda query: f'"{" ".join(query.words)}"'


def any_trigram(book: Book) -> Callable[[Query], str]:
    return lambda query: " OR ".join(f'"{gram}"' for gram in grams(query.letters, 3))


class Passages:
    """tantivy's index of the windows, of words or of grams of letters, in memory and in one segment."""

    def __init__(self, book: Book, tokenizer: str, option: str) -> None:
        self.tantivy = importlib.import_module("tantivy")
        builder = self.tantivy.SchemaBuilder()
        builder.add_integer_field("first", stored=True)
        builder.add_text_field("text", tokenizer_name=tokenizer, index_option=option)
        self.schema = builder.build()
        index = self.tantivy.Index(self.schema)
        tokens = self.tantivy.Tokenizer.ngram(min_gram=GRAM, max_gram=GRAM, prefix_only=False)
        index.register_tokenizer("grams", self.tantivy.TextAnalyzerBuilder(tokens).build())
        writer = index.writer(heap_size=256_000_000, num_threads=1)
        joint = "" if tokenizer == "grams" else " "
        for first, words in windows(book):
            writer.add_document(self.tantivy.Document(first=first, text=joint.join(words)))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self.searcher = index.searcher()

    def any_of(self, terms: Iterable[str]) -> Answer:
        occur, query = self.tantivy.Occur.Should, self.tantivy.Query
        return self.best(query.boolean_query(
            [(occur, query.term_query(self.schema, "text", term, index_option="freq")) for term in terms]))

    def best(self, query: object) -> Answer:
        hits = self.searcher.search(query, TIES, count=False).hits
        return best([(score, self.searcher.doc(address)["first"][0]) for score, address in hits])


def tantivy(tokenizer: str, choice: Callable[[Book], Pick]) -> Callable[[Book], Search]:
    def prepare(book: Book) -> Search:
        passages, pick = Passages(book, tokenizer, "freq"), choice(book)
        return lambda query: passages.any_of(pick(query))
    return prepare


def tantivy_phrase(book: Book) -> Search:
    passages = Passages(book, "whitespace", "position")

    def search(query: Query) -> Answer:
        if len(query.words) < 2:
            return passages.any_of(query.words)
        return passages.best(passages.tantivy.Query.phrase_query(passages.schema, "text", query.words))
    return search


def tantivy_then_edlib(choice: Callable[[Book], Pick]) -> Callable[[Book], Search]:
    """edlib's place around the windows that tantivy finds: as far as the query may reach from either end."""
    def prepare(book: Book) -> Search:
        align, find = importlib.import_module("edlib").align, tantivy("grams", choice)(book)

        def search(query: Query) -> Answer:
            places: list[tuple[int, int]] = []
            reach = int(1.3 * len(query.letters))
            for window in find(query).places:
                last = min(window + WINDOW, len(book.words)) - 1
                start = max(0, book.starts[window] - reach)
                around = book.letters[start:book.starts[last] + len(book.words[last]) + reach]
                found = align(query.letters, around, mode="HW", task="locations")
                places += [(found["editDistance"], start + (first or 0)) for first, _ in found["locations"]]
            if not places:
                return NOTHING
            least = min(places)[0]
            return Answer([place for errors, place in places if errors == least], least / len(query.letters))
        return search
    return prepare


PEERS = [
    Peer("FTS5", "windows", f"windows of {WINDOW} words, a new one every {STEP}, bm25; any of the query's words, any "
         f"of its {RAREST_WORDS} rarest, all of them as a phrase, or any of its trigrams of letters",
         {"any word": fts5("unicode61", "none", any_of(any_word)),
          f"{RAREST_WORDS} rarest words": fts5("unicode61", "none", any_of(rarest_words)),
          "phrase": fts5("unicode61", "full", phrase),
          "any trigram": fts5("trigram", "full", any_trigram)},
         version=lambda: f"of SQLite {sqlite3.sqlite_version}"),
    Peer("tantivy", "windows", f"the same windows, bm25; any word, any of the {RAREST_WORDS} rarest, a phrase, any "
         f"gram of {GRAM} letters, or any of the {RAREST_GRAMS} rarest of these",
         {"any word": tantivy("whitespace", any_word),
          f"{RAREST_WORDS} rarest words": tantivy("whitespace", rarest_words),
          "phrase": tantivy_phrase,
          f"any {GRAM}-gram": tantivy("grams", any_gram),
          f"{RAREST_GRAMS} rarest {GRAM}-grams": tantivy("grams", rarest_grams)},
         ("tantivy",), ("tantivy",)),
    Peer("tantivy + edlib", "letters", f"tantivy's best window by grams of {GRAM} letters, and in the letters around "
         "it edlib's `HW` locations",
         {f"any {GRAM}-gram": tantivy_then_edlib(any_gram),
          f"{RAREST_GRAMS} rarest {GRAM}-grams": tantivy_then_edlib(rarest_grams)},
         ("tantivy", "edlib"), ("tantivy", "edlib"), tells_errors=True),
]
