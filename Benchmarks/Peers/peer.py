"""What a book, a query, an answer and a peer are."""
import bisect
import dataclasses
import importlib
import importlib.metadata
from collections.abc import Callable, Sequence
from typing import NamedTuple

NEAR = 10
WINDOW = 50


class Book:
    """A book's words, and the same without spaces."""

    def __init__(self, words: list[str]) -> None:
        self.words = words
        self.letters = "".join(words)
        self.starts: list[int] = []
        position = 0
        for word in words:
            self.starts.append(position)
            position += len(word)

    def word_at(self, letter: int) -> int:
        return bisect.bisect_right(self.starts, letter) - 1


class Query:
    """What is looked up. `first` is the word of the book at which it begins, None for another book's."""

    def __init__(self, words: list[str], first: int | None) -> None:
        self.words = words
        self.letters = "".join(words)
        self.bytes = self.letters.encode()
        self.first = first


class Answer(NamedTuple):
    """Places that are equally good, and the share of the query's letters that are wrong there, where it is told."""
    places: Sequence[int]
    errors: float | None = None


NOTHING = Answer([])
Search = Callable[[Query], Answer]


@dataclasses.dataclass(frozen=True)
class Peer:
    """A program with its settings, each of which makes a search from a book.

    `unit` is what a place counts: letters, words, or the first word of a window of words.
    """
    name: str
    unit: str
    note: str
    settings: dict[str, Callable[[Book], Search]]
    packages: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()
    tells_errors: bool = False
    version: Callable[[], str] | None = None

    def versions(self) -> str:
        if self.version:
            return self.version()
        return ", ".join(importlib.metadata.version(package) for package in self.packages)

    def is_installed(self) -> bool:
        try:
            for module in self.modules:
                importlib.import_module(module)
        except ImportError:
            return False
        return True

    def is_right(self, answer: Answer, query: Query, book: Book) -> bool:
        if self.unit == "windows":
            end = query.first + len(query.words)
            return any(place < end and place + WINDOW > query.first for place in answer.places)
        return any(abs(first - query.first) <= NEAR for first in self.first_words(answer, book))

    def passes(self, search: Search, book: Book) -> bool:
        """Whether it finds 25 words of the book exactly as they stand there."""
        first = len(book.words) // 3
        query = Query(book.words[first:first + 25], first)
        answer = search(query)
        if self.unit == "windows":
            return self.is_right(answer, query, book)
        return first in self.first_words(answer, book)

    def first_words(self, answer: Answer, book: Book) -> list[int]:
        return [book.word_at(place) if self.unit == "letters" else place for place in answer.places]
