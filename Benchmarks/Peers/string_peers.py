"""Programs that look for a string with errors: they get the letters without spaces, difflib the words."""
import difflib
import importlib
import platform
from collections.abc import Callable

from peer import NOTHING, Answer, Book, Peer, Query, Search


def sassy(shares: tuple[float, ...]) -> Callable[[Book], Search]:
    """The best match of at most so large a share of errors; the next share where there is none."""
    def prepare(book: Book) -> Search:
        searcher, text = importlib.import_module("sassy").Searcher("ascii", rc=False), book.letters.encode()

        def search(query: Query) -> Answer:
            for share in shares:
                if matches := searcher.search(query.bytes, text, int(len(query.bytes) * share)):
                    cost = min(match.cost for match in matches)
                    return Answer([match.text_start for match in matches if match.cost == cost],
                                  cost / len(query.bytes))
            return NOTHING
        return search
    return prepare


def edlib(shares: tuple[float | None, ...]) -> Callable[[Book], Search]:
    """All places with the fewest errors; None is any number of errors."""
    def prepare(book: Book) -> Search:
        align = importlib.import_module("edlib").align

        def search(query: Query) -> Answer:
            for share in shares:
                most = -1 if share is None else int(len(query.letters) * share)
                found = align(query.letters, book.letters, mode="HW", task="locations", k=most)
                if found["locations"]:
                    # A query that matches nothing at all stands before the first letter, with no start.
                    return Answer([start or 0 for start, _ in found["locations"]],
                                  found["editDistance"] / len(query.letters))
            return NOTHING
        return search
    return prepare


def rapidfuzz(book: Book) -> Search:
    align = importlib.import_module("rapidfuzz").fuzz.partial_ratio_alignment

    def search(query: Query) -> Answer:
        found = align(query.letters, book.letters)
        return Answer([found.dest_start], 1 - found.score / 100) if found else NOTHING
    return search


def parasail(book: Book) -> Search:
    """The end of the best local alignment, and its start by the same backwards over the letters before the end."""
    module = importlib.import_module("parasail")
    matrix = module.matrix_create("".join(sorted(set(book.letters))), 1, -1)

    def search(query: Query) -> Answer:
        profile = module.profile_create_sat(query.letters, matrix)
        found = module.sw_striped_profile_sat(profile, book.letters, 1, 1)
        head = query.letters[found.end_query::-1]
        end = found.end_ref + 1
        before = book.letters[max(0, end - 2 * len(head)):end][::-1]
        back = module.sw_striped_sat(head, before, 1, 1, matrix)
        unmatched = len(head) - 1 - back.end_query
        return Answer([max(0, end - 1 - back.end_ref - unmatched)])
    return search


def difference(autojunk: bool) -> Callable[[Book], Search]:
    """The longest run of words that are the same, and from it where the query would begin."""
    def prepare(book: Book) -> Search:
        matcher = difflib.SequenceMatcher(autojunk=autojunk)
        matcher.set_seq2(book.words)

        def search(query: Query) -> Answer:
            matcher.set_seq1(query.words)
            found = matcher.find_longest_match()
            return Answer([max(0, found.b - found.a)]) if found.size else NOTHING
        return search
    return prepare


PEERS = [
    Peer("sassy", "letters", "`Searcher(\"ascii\", rc=False).search`, the cheapest match; at most 45 % errors, or "
         "such bounds one after the other until something is found",
         {"45 %": sassy((0.45,)), "45/60 %": sassy((0.45, 0.6)), "8/20/40/60 %": sassy((0.08, 0.2, 0.4, 0.6))},
         ("sassy-rs",), ("sassy",), tells_errors=True),
    Peer("edlib", "letters", "`mode=\"HW\", task=\"locations\"`, without a bound of the errors, or with bounds of "
         "8, 20, 40 % before",
         {"no bound": edlib((None,)), "8/20/40 %/no bound": edlib((0.08, 0.2, 0.4, None))},
         ("edlib",), ("edlib",), tells_errors=True),
    Peer("rapidfuzz", "letters", "`fuzz.partial_ratio_alignment` without a cut-off; its errors are what the ratio "
         "lacks of 100 %",
         {"": rapidfuzz}, ("rapidfuzz",), ("rapidfuzz",), tells_errors=True),
    Peer("parasail", "letters", "`sw_striped_profile_sat` for the end, `sw_striped_sat` backwards from it for the "
         "start; a match is 1, all else −1", {"": parasail}, ("parasail",), ("parasail",)),
    Peer("difflib", "words", "`SequenceMatcher.find_longest_match` over words, the book's side cached, the start from "
         "the longest block", {"autojunk off": difference(False), "autojunk on": difference(True)},
         version=lambda: f"of Python {platform.python_version()}"),
]
