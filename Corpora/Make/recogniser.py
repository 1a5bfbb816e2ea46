"""A speech recogniser's errors, simulated: what it makes of words that it heard.

The errors are drawn with a seed from tables of what such programs confuse: names that they do
not know, words that sound alike, small words lost or put in, words joined or split.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random

from reading import Timed

SEED = 1887

NAME_RATE = 0.42
SOUND_ALIKE_RATE = 0.09
DROP_RATE = 0.018
INSERT_RATE = 0.006
SPELLING_RATE = 0.6
SPLIT_RATE = 0.12
MARK_RATE = 0.35
"""The share of semicolons that become full stops, and of colons that become commas."""
WORD_BORDER_ERROR = 5
"""Centiseconds by which a recognised word may begin too early or too late."""

NAMES: dict[str, list[str]] = {
    "Hask": ["Husk", "Hasck", "Haske"],
    "Hask's": ["Husk's", "Hasks"],
    "Haldersea": ["Aldersea", "Halder Sea", "Haldersey"],
    "Ammersby": ["Amersby", "Hammersby"],
    "Orran's": ["Orrin's", "Oran's"],
    "Ottaway": ["Otterway", "Attaway"],
    "Ottaway's": ["Otterway's"],
    "Laith": ["Lathe", "Leith"],
    "Dunmallet's": ["Dunmallit's", "Don Mallet's"],
    "Ruddick": ["Rudick", "Reddick"],
    "Jem": ["Jim", "Gem"],
    "Iveson": ["Iverson", "Ivison"],
    "Brackenholme": ["Brackenholm", "Bracken Home"],
    "Tolvey": ["Tolvy", "Tulvey"],
    "Lorning": ["Lawning", "Morning"],
    "Sault": ["Salt", "Solt"],
    "Saltreath": ["Saltwreath", "Salt Wreath"],
    "Amabel": ["Annabelle", "Amabelle"],
    "Rowe": ["Row", "Roe"],
    "Pardoe": ["Pardo"],
    "Maddern": ["Madden", "Madern"],
    "Quarrie": ["Quarry"],
    "Aldric's": ["Aldrich's", "Aldrick's"],
    "Tennick": ["Tenick", "Tennock"],
    "Tolfrey": ["Tolfry", "Tollfree"],
    "Maren": ["Marin"],
    "Marrow": ["Marrow", "Marrow", "Morrow"],
    "Almanack": ["Almanac"],
    "almanack": ["almanac"],
    "almanack's": ["almanac's"],
    "com": ["come", "calm", "comm"],
    "sem": ["semi", "Sem"],
    "copyholder": ["copy holder"],
    "copyholders": ["copy holders"],
    "baize": ["bays", "base"],
    "mangle": ["mango"],
    "galley": ["gallery"],
}
"""Words outside a recogniser's vocabulary, and what it writes for them."""

SOUND_ALIKES: dict[str, list[str]] = {
    "their": ["there"], "there": ["their"], "its": ["it's"], "it's": ["its"], "to": ["two"],
    "too": ["to"], "for": ["four"], "knew": ["new"], "read": ["red"], "right": ["write"],
    "heard": ["herd"], "wait": ["weight"], "weight": ["wait"], "no": ["know"], "one": ["won"],
    "hole": ["whole"], "whole": ["hole"], "through": ["threw"], "knock": ["not"],
    "knocked": ["not"], "beat": ["beet"], "proof": ["prove"], "stair": ["stare"],
    "wood": ["would"], "tides": ["ties"], "tide": ["tied"], "copy": ["coffee"],
    "lamp": ["lamb"], "felt": ["fell"], "said": ["says"], "and": ["in"], "in": ["and", "on"],
    "the": ["a"], "a": ["the"], "was": ["is"], "had": ["have"], "that": ["the"], "of": ["off"],
    "him": ["them"], "were": ["where"], "an": ["and"], "than": ["then"], "then": ["than"],
    "passed": ["past"], "past": ["passed"], "sat": ["set"], "set": ["sat"], "on": ["in"],
    "this": ["his"], "would": ["will"], "line": ["lion"], "deal": ["dill"], "out": ["hour"],
    "turned": ["turn"], "looked": ["look"], "wrote": ["rode"], "elbows": ["elbow"],
    "pencil": ["pencils"], "figures": ["figure"], "print": ["prince"], "bar": ["bah"],
    "cap": ["cat", "cup"], "screamer": ["streamer"], "trade": ["train"], "band": ["van"],
    "steamer": ["streamer"], "pad": ["bad"], "anchors": ["ankles"], "mouth": ["mouse"],
    "gilt": ["guilt"], "deaf": ["death"], "bill": ["bell"], "foot": ["food"], "coat": ["coast"],
    "goat": ["coat"], "cards": ["cars"], "tugs": ["tucks"], "letters": ["letter"],
    "looks": ["look"], "knocks": ["knock"], "words": ["word"], "stood": ["stands"],
    "table": ["tables"], "lay": ["laid"], "disc": ["disk"], "discs": ["disks"],
}
"""Words and others that sound much like them."""

SPELLINGS: dict[str, str] = {
    "harbour": "harbor", "neighbours": "neighbors", "spelt": "spelled",
    "inquiry": "enquiry", "moustaches": "mustaches", "learned": "learnt",
    "threepence": "three pence", "waistcoat": "waste coat", "ninepence": "nine pence",
}
"""Words that are written otherwise than the book has them."""

SPLITS: dict[str, str] = {
    "upstairs": "up stairs", "downstairs": "down stairs", "nobody": "no body",
    "anybody": "any body", "somebody": "some body", "everybody": "every body",
    "into": "in to", "upon": "up on", "herself": "her self", "himself": "him self",
    "wheeled": "wield", "penknife": "pen knife",
    "loudspeaker": "loud speaker", "everything": "every thing", "anyone": "any one",
    "doorway": "door way", "turntable": "turn table", "whereabouts": "where abouts",
}
"""One word written as two."""

JOINS: dict[tuple[str, str], str] = {
    ("any", "one"): "anyone", ("in", "to"): "into", ("on", "to"): "onto", ("at", "all"): "atoll",
    ("a", "while"): "awhile", ("some", "one"): "someone", ("for", "ever"): "forever",
    ("it", "is"): "it's", ("did", "not"): "didn't", ("could", "not"): "couldn't",
    ("I", "have"): "I've", ("do", "not"): "don't", ("I", "had"): "I'd", ("had", "not"): "hadn't",
}
"""Two words written as one."""

JOIN_RATE = 0.1
SMALL = {"a", "an", "the", "and", "of", "to", "that", "it", "at", "in", "had", "he", "was", "as"}
"""Words that are lost."""
INSERTED = ["and", "the", "a", "that", "so"]
"""Words that are put in."""


@dataclass(frozen=True)
class Heard:
    """A word as the recogniser wrote it."""

    text: str
    start: int
    end: int
    probability: float


@dataclass
class Count:
    """How many words were spoken, and how many words the recogniser got wrong."""

    words: int = 0
    errors: int = 0


class Recogniser:
    """Writes down the tracks of a reading."""

    def __init__(self, seed: int = SEED) -> None:
        """A recogniser whose errors follow from the seed."""
        self.random = Random(seed)
        self.count = Count()

    def write(self, words: list[Timed]) -> list[Heard]:
        """What is written for these words."""
        heard: list[Heard] = []
        index = 0
        capital = True
        while index < len(words):
            word = words[index]
            lead, core, tail = split(word.text)
            following = split(words[index + 1].text)[1] if index + 1 < len(words) else ""
            taken = 1
            self.count.words += 1
            text = self._misheard(core)
            joined = JOINS.get((core, following)) if not tail else None
            if joined is not None and self._chance(JOIN_RATE):
                text, tail, taken = joined, split(words[index + 1].text)[2], 2
                self.count.words += 1
            self.count.errors += text != core
            if core in SMALL and not tail and self._chance(DROP_RATE):
                self.count.errors += text == core
                index += 1
                continue
            tail, ends = self._marks(tail)
            if capital and text[0].islower():
                text = text[0].upper() + text[1:]
            start, end = word.start, words[index + taken - 1].end
            right = text.lower() == core.lower()
            if not capital and core[0].islower() and self._chance(INSERT_RATE):
                extra = INSERTED[int(self.random.random() * len(INSERTED))]
                middle = start + (end - start) // 4
                heard.append(Heard(extra, start, middle, self._probability(False)))
                start = middle
                self.count.errors += 1
            heard += self._timed(lead + text + tail, start, end, right)
            capital = ends
            index += taken
        return self._blurred(heard)

    def _chance(self, rate: float) -> bool:
        return self.random.random() < rate

    def _pick(self, choices: list[str]) -> str:
        return choices[int(self.random.random() * len(choices))]

    def _misheard(self, word: str) -> str:
        """The word, or what it was mistaken for."""
        small = word.lower()
        if word in NAMES:
            return self._pick(NAMES[word]) if self._chance(NAME_RATE) else word
        if small in SPELLINGS and self._chance(SPELLING_RATE):
            return _cased(word, SPELLINGS[small])
        if small in SPLITS and self._chance(SPLIT_RATE):
            return _cased(word, SPLITS[small])
        if small in SOUND_ALIKES and self._chance(self._sound_alike_rate(small)):
            return _cased(word, self._pick(SOUND_ALIKES[small]))
        return word

    def _sound_alike_rate(self, word: str) -> float:
        """Small words are common: what can be said of all of them together is said more rarely."""
        return SOUND_ALIKE_RATE / 4 if len(word) < 4 else SOUND_ALIKE_RATE

    def _marks(self, tail: str) -> tuple[str, bool]:
        """Punctuation as the recogniser writes it, and whether a sentence ends with it."""
        if tail.startswith(";"):
            tail = "." if self._chance(MARK_RATE) else ","
        elif tail.startswith(":") and self._chance(MARK_RATE):
            tail = ","
        elif tail.startswith("!"):
            tail = "." if self._chance(0.5) else "!"
        return tail, tail[:1] in {".", "?", "!"} and not tail.startswith("...")

    def _probability(self, right: bool) -> float:
        chance = self.random.random()
        return round(1 - 0.14 * chance**3 if right else 0.3 + 0.55 * chance, 3)

    def _timed(self, text: str, start: int, end: int, right: bool) -> list[Heard]:
        """One written word, or several that share the time of what was said."""
        parts = text.split()
        edges = [start + (end - start) * index // len(parts) for index in range(len(parts) + 1)]
        return [
            Heard(part, edges[index], edges[index + 1], self._probability(right))
            for index, part in enumerate(parts)
        ]

    def _blurred(self, heard: list[Heard]) -> list[Heard]:
        """The same words with borders a little off; they stay in order and don't overlap."""
        result: list[Heard] = []
        before = 0
        for word in heard:
            shift = round(WORD_BORDER_ERROR * (self.random.random() - self.random.random()))
            start = max(before, word.start + shift)
            end = max(start + 2, word.end + round(3 * (self.random.random() - 0.5)))
            result.append(Heard(word.text, start, end, word.probability))
            before = end
        return result


def split(text: str) -> tuple[str, str, str]:
    """What stands before a word, the word, and the punctuation after it."""
    match = re.fullmatch(r"(\W*?)([\w£].*?|)([,.;:!?]*)", text)
    if match is None or not match[2]:
        raise ValueError(f"no word in {text!r}")
    lead, core, tail = match.groups()
    if tail.startswith(".") and core in {"Mr", "Mrs", "Dr", "St", "Messrs", "P.S", "A.H", "A"}:
        core, tail = core + ".", tail[1:]
    return lead, core, tail


def _cased(model: str, text: str) -> str:
    return text[0].upper() + text[1:] if model[0].isupper() else text
