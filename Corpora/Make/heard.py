"""How many words a recogniser got wrong of a reading: what was said, what is printed, what differs.

Before they are compared, words lose case, accents and punctuation; English numbers and
abbreviations are written out to be compared with what was said. Japanese is compared letter by
letter. Nothing but Python's own library is needed here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import german
import japanese
import master as master_module
import reading as reading_module
from master import words

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
ORDINALS = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth",
            "nine": "ninth", "twelve": "twelfth"}
SPELLINGS = {"mr": "mister", "mrs": "missis", "dr": "doctor", "st": "saint", "no": "no"}


@dataclass(frozen=True)
class Told:
    """What a track holds: what the voice was given, and the same as it is printed."""

    said: str
    printed: str


def english() -> list[Told]:
    """The tracks of The Copyholder."""
    tracks: list[Told] = []
    for script in reading_module.script(master_module.load()):
        printed: list[str] = []
        for one in script:
            if one.section is None:
                printed.append(one.text)
                continue
            found = words(one.section.blocks[one.block].text)
            printed += [found[word.word].text for word in one.said]
        tracks.append(Told(" ".join(one.text for one in script), " ".join(printed)))
    return tracks


def number(value: int) -> str:
    """An English number below a million in words."""
    if value < 20:
        return ONES[value]
    if value < 100:
        return " ".join([TENS[value // 10 - 2]] + ([ONES[value % 10]] if value % 10 else []))
    size, name = (100, "hundred") if value < 1000 else (1000, "thousand")
    rest = value % size
    joint = [] if not rest else ["and", number(rest)] if rest < 100 else [number(rest)]
    return " ".join([number(value // size), name, *joint])


def _year(match: re.Match[str]) -> str:
    return f"{number(int(match[1]))} {number(int(match[2]))}"


def _ordinal(match: re.Match[str]) -> str:
    *before, last = number(int(match[1])).split()
    last = ORDINALS.get(last, last.removesuffix("y") + ("ieth" if last.endswith("y") else "th"))
    return " ".join([*before, last])


def spelt_out(text: str) -> str:
    """English text with its numbers in words."""
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    text = re.sub(r"£(\d+)", r"\1 pounds", text)
    text = re.sub(r"\b(1[1-9])([1-9]\d)\b", _year, text)
    text = re.sub(r"\b(\d+)(?:st|nd|rd|th)\b", _ordinal, text)
    return re.sub(r"\d+", lambda match: f" {number(int(match[0]))} ", text)


def folded(text: str) -> str:
    """Text without case, accents and apostrophes."""
    decomposed = unicodedata.normalize("NFKD", text.lower().replace("ß", "ss"))
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return re.sub(r"['’]", "", bare)


def said_words(text: str, language: str) -> list[str]:
    """The words to compare with what was said."""
    if language == "ja":
        return letters(text)
    text = folded(spelt_out(text).replace("&", " and ") if language == "en" else text)
    return [SPELLINGS.get(word, word) for word in re.findall(r"[^\W_]+", text)]


def printed_words(text: str, language: str) -> list[str]:
    """The words to compare with what is printed."""
    return letters(text) if language == "ja" else re.findall(r"[^\W_]+", folded(text))


def letters(text: str) -> list[str]:
    """Letters and digits of a Japanese text."""
    return re.findall(r"[^\W_]", unicodedata.normalize("NFKC", text))


READINGS: dict[str, tuple[str, Callable[[], list[Told]]]] = {
    master_module.load().folder.name: ("en", english),
    german.FOLDER: ("de", lambda: [Told(*pair) for pair in german.tracks()]),
    japanese.FOLDER: ("ja", lambda: [Told(*pair) for pair in japanese.tracks()]),
}
"""Of each reading's folder the language, and what its tracks hold."""


def wrong(told: Told, heard: str, language: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """The words that are wrong and all words, against what was said and against what is printed."""
    figures = [
        (errors(expected, fold(heard, language)), len(expected))
        for fold, expected in (
            (said_words, said_words(told.said, language)),
            (printed_words, printed_words(told.printed, language)),
        )
    ]
    return figures[0], figures[1]


def errors(expected: Sequence[str], found: Sequence[str]) -> int:
    """The words or letters that have to be changed, left out and put in: edit distance.

    A column of the table at a time, its differences as the bits of two numbers: G. Myers, "A fast
    bit-vector algorithm for approximate string matching" (1999), as H. Hyyrö has it (2003).
    """
    places: dict[str, int] = {}
    for number, word in enumerate(expected):
        places[word] = places.get(word, 0) | 1 << number
    every = (1 << len(expected)) - 1
    last = every ^ every >> 1
    greater, smaller, distance = every, 0, len(expected)
    for word in found:
        equal = places.get(word, 0)
        diagonal = (((equal & greater) + greater) ^ greater) | equal | smaller
        more = smaller | every & ~(diagonal | greater)
        less = greater & diagonal
        # Of an empty row every word that is found is one more.
        distance += bool(more & last or not every) - bool(less & last)
        more = (more << 1 | 1) & every
        greater = less << 1 & every | every & ~(diagonal | more)
        smaller = more & diagonal
    return distance
