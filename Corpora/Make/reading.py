"""The reading: what the voice says for the book's words, in the order in which it says it.

`script` tells what is to be said; `make_voice.py` says it and measures when.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from master import Block, Master, Section, Word, sentences, words

TRACK_BORDERS = ["chapter-5"]
"""The sections with which a new track begins."""

ANNOUNCEMENT = (
    "This is The Copyholder, a story in seven chapters, by the contributors of Page Match. "
    "It is read by Joe, who is a machine. It may be copied freely by anyone, for any purpose."
)

CREDITS = (
    "This has been The Copyholder, read by Joe for Page Match. "
    "The story belongs to everybody. Thank you for listening."
)

WORD_TIMES = "truth-words.json"
"""The file, beside `truth.json`, that holds when each word is spoken."""

# How the reader says a group of words (the first column, without quotation marks and final
# punctuation). Where a group of n words is given n sayings, separated by `|`, each word has its own
# time.
SAYINGS: list[tuple[str, str]] = [
    ("I. The Points", "chapter one | the | points"),
    ("II. The Deal Table", "chapter two | the | deal | table"),
    ("III. High Water", "chapter three | high | water"),
    ("IV. What Was There", "chapter four | what | was | there"),
    ("V. An Out", "chapter five | an | out"),
    ("VI. Half Each", "chapter six | half | each"),
    ("VII. The Pads", "chapter seven | the | pads"),
    ("&", "and"),
    ("No. 7", "number | seven"),
    ("St.", "saint"),
    ("1838", "eighteen thirty-eight"),
    ("1888", "eighteen eighty-eight"),
    ("1889", "eighteen eighty-nine"),
    ("1890", "eighteen ninety"),
    ("1891", "eighteen ninety-one"),
    ("1892", "eighteen ninety-two"),
    ("1851", "eighteen fifty-one"),
    ("1879", "eighteen seventy-nine"),
    ("1885", "eighteen eighty-five"),
    ("1886", "eighteen eighty-six"),
    ("1936", "nineteen thirty-six"),
    ("Mr.", "mister"),
    ("Mrs.", "missis"),
    ("Messrs.", "messers"),
    ("Dr.", "doctor"),
    ("A. St. J. Threlkeld", "eigh | sin | jun | threlkeld"),
    ("Esq.", "esquire"),
    ("Wm.", "william"),
    ("Co.", "company"),
    ("Miss E. Quarrie", "miss | ee | quarrie"),
    ("Quarrie E.", "quarrie | ee"),
    ("The Rev.", "the | reverend"),
    ("A. H.", "eigh | aitch"),
    ("the A. was", "the | eigh | was"),
    ("A. Hask", "eigh | hask"),
    ("P.S.", "pea ess"),
    ("S.W.", "southwest"),
    ("forty-one miles", "forty-one | miles"),
    ("the eleventh of", "the | eleventh | of"),
    ("thirteen years old", "thirteen | years | old"),
    ("a 6 will", "a | six | will"),
    ("a 9 and", "a | nine | and"),
    ("£14 6s.", "fourteen pounds | six shillings"),
    ("£16 4s.", "sixteen pounds | four shillings"),
    ("the 16", "the | sixteen"),
    ("wrote 14", "wrote | fourteen"),
    ("and 6", "and | six"),
    ("£86 5s.", "eighty-six pounds | five shillings"),
    ("£4 12s. 6d.", "four pounds | twelve shillings | and sixpence"),
    ("£15", "fifteen pounds"),
    ("£31 10s.", "thirty-one pounds | ten shillings"),
    ("10s. 6d.", "ten and | six"),
    ("18s.", "eighteen shillings"),
    ("32s.", "thirty-two shillings"),
    ("price 4½d", "price | fourpence halfpenny"),
    ("1s. 6d.", "one and | sixpence"),
    ("Saturday twenty-one", "Saturday | twenty-one"),
    ("seven forty-two", "seven | forty-two"),
    ("Sunday twenty-two", "Sunday | twenty-two"),
    ("eight twenty-eight", "eight | twenty-eight"),
    ("Monday twenty-three", "Monday | twenty-three"),
    ("nine fifteen", "nine | fifteen"),
    ("9.51", "nine fifty-one"),
    ("9.15", "nine fifteen"),
    ("twenty-third of May", "twenty-third | of | May"),
    ("forty-nine years", "forty-nine | years"),
    ("At 10.20 in", "at | ten-twenty | in"),
    ("23 May 1887", "the twenty-third | of May | eighteen eighty-seven"),
    ("two hundred and eleven", "two | hundred | and | eleven"),
    ("3,200 feet", "three thousand two hundred | feet"),
    ("2 June", "the second | of June"),
    ("23 Marine Parade", "twenty-three | marine | parade"),
    ("4.15", "four fifteen"),
    ("a quarter past four", "a | quarter | past | four"),
    ("thirty-two pages", "thirty-two | pages"),
    ("twenty-ninth page", "twenty-ninth | page"),
    ("nine miles", "nine | miles"),
    ("7.30", "seven thirty"),
    ("the 2nd", "the | second"),
    ("the 18th of", "the | eighteenth | of"),
    ("a 30th of", "a | thirtieth | of"),
    ("seven hundred and seven tides", "seven | hundred | and | seven | tides"),
    ("stopped eleven times", "stopped | eleven | times"),
    ("6.42", "six forty-two"),
    ("6.24", "six twenty-four"),
    ("wrote 42", "wrote | forty-two"),
    ("5 March 1892", "the fifth | of March | eighteen ninety-two"),
    ("girl of thirteen", "girl | of | thirteen"),
    ("32 St.", "thirty-two | saint"),
    ("thirty years", "thirty | years"),
    ("9 June 1887", "the ninth | of June | eighteen eighty-seven"),
    ("asked 3s. for", "asked | three shillings | for"),
    ("the 11th of November", "the | eleventh | of | November"),
    ("forty-four years", "forty-four | years"),
    ("to-night", "tonight"),
    ("to-morrow", "tomorrow"),
    ("Good-bye", "goodbye"),
    ("fly-leaf", "fly leaf"),
    ("pencil-box", "pencil box"),
    ("paper-hanging", "paper hanging"),
    ("piano-stool", "piano stool"),
    ("feed-board", "feed board"),
    ("Con-so-me", "con so me"),
    ("hymn-sheets", "hymn sheets"),
    ("bed-rail", "bed rail"),
    ("harbour-master", "harbour master"),
    ("tide-table", "tide table"),
    ("machine-room", "machine room"),
    ("wages-book", "wages book"),
    ("nutmeg-grater", "nutmeg grater"),
    ("hen-coop", "hen coop"),
    ("ash-tray", "ash tray"),
]


@dataclass(frozen=True)
class Said:
    """A word of the book, or of the announcement, as it is to be said."""

    word: int
    """The word's number in its block."""
    saying: str
    stop: str
    """The punctuation after it that a voice heeds: one of `,;:.?!`, or nothing."""


@dataclass(frozen=True)
class Utterance:
    """A sentence to be said in one go."""

    section: Section | None
    """None if it is not from the book: the announcement and the credits."""
    block: int
    kind: str
    """The block's kind, or `aside`."""
    said: list[Said]
    ends_block: bool
    ends_section: bool

    @property
    def text(self) -> str:
        """What the voice is given."""
        return " ".join(word.saying + word.stop for word in self.said)


def script(master: Master) -> list[list[Utterance]]:
    """What is said, track by track."""
    tracks: list[list[Utterance]] = []
    for section in master.sections:
        if not section.read:
            continue
        if not tracks or section.name in TRACK_BORDERS:
            tracks.append(_aside(ANNOUNCEMENT) if not tracks else [])
        read = [
            (index, block)
            for index, block in enumerate(section.blocks)
            if block.kind != "note" and not block.skipped
        ]
        for index, block in read:
            tracks[-1] += _utterances(section, index, block, block is read[-1][1])
    tracks[-1] += _aside(CREDITS)
    return tracks


def bare(text: str) -> str:
    """A word without quotation marks and without the punctuation that follows it."""
    return re.sub(r"[‘’“”,;:!?—…\s]+$", "", text.lstrip("‘“"))


def stop(text: str) -> str:
    """The punctuation at a word's end as a voice heeds it: dashes and dots are short rests."""
    end = re.search(r"[^\w]*$", text)
    marks = re.sub(r"[’”)\s]", "", end[0]) if end else ""
    if not marks:
        return ""
    return "," if marks[-1] in "—…" else marks[-1] if marks[-1] in ",;:.?!" else ""


def _plain(text: str) -> str:
    """A word without its punctuation; what stands within it stays."""
    return re.sub(r"^\W+|\W+$", "", text).replace("’", "'")


def _aside(text: str) -> list[Utterance]:
    block = Block("aside", [])
    found = words(text)
    ends = [i for i, word in enumerate(found) if word.text.endswith(".")]
    starts = [0] + [end + 1 for end in ends]
    return [
        Utterance(
            None, 0, block.kind,
            [Said(i, _plain(found[i].text), stop(found[i].text)) for i in range(first, last + 1)],
            last == ends[-1], last == ends[-1],
        )
        for first, last in zip(starts, ends)
    ]


def _utterances(section: Section, index: int, block: Block, ends_section: bool) -> list[Utterance]:
    found = words(block.text)
    said: list[Said] = []
    while len(said) < len(found):
        group = _group(found, len(said), block.kind)
        said += group
    ends = [sentence.last for sentence in sentences(block)]
    return [
        Utterance(
            section, index, block.kind, said[sentence.first : sentence.last],
            sentence.last == ends[-1], ends_section and sentence.last == ends[-1],
        )
        for sentence in sentences(block)
    ]


def _group(found: list[Word], position: int, kind: str) -> list[Said]:
    """The words that are said together, with how each is said."""
    for pattern, saying in SAYINGS:
        parts = pattern.split()
        group = found[position : position + len(parts)]
        if len(group) != len(parts) or bare(group[-1].text) not in {parts[-1], parts[-1] + "."}:
            continue
        if [word.text.lstrip("‘“").rstrip(",") for word in group[:-1]] != parts[:-1]:
            continue
        last = group[-1].text
        # A full stop that belongs to an abbreviation ends no clause.
        ends = stop(last[last.index(parts[-1]) + len(parts[-1]) :] if parts[-1] in last else last)
        stops = ["," if word.text.endswith(",") else "" for word in group[:-1]] + [ends]
        if kind == "heading":
            stops[0], stops[-1] = ".", "."
        return [
            Said(position + offset, part.strip(), mark)
            for offset, (part, mark) in enumerate(zip(saying.split("|"), stops))
        ]
    text = found[position].text
    if re.search(r"\d", text):
        raise ValueError(f"how is {text!r} said?")
    return [Said(position, _plain(text), stop(text))]
