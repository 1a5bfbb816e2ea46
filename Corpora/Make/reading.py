"""The reading: what the reader of the audiobook says, and when.

No recording exists. The times are computed: a word lasts as long as its syllables and letters
suggest, a pause as its punctuation suggests, both with a seeded jitter.

All times are whole centiseconds from the start of their track.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from random import Random

from master import Block, Master, Section, Word, words

SEED = 1851

TRACK_BORDERS = ["chapter-3"]
"""The sections with which a new track begins."""

ANNOUNCEMENT = (
    "This is The Copyholder, a story in five chapters, by the contributors of Page Match, "
    "read by Maren Tolfrey. It may be copied freely by anyone, for any purpose."
)

CREDITS = (
    "This has been The Copyholder, read by Maren Tolfrey for Page Match. "
    "The reading, like the story, belongs to everybody. Thank you for listening."
)

CENTISECONDS_PER_WORD = 5
CENTISECONDS_PER_SYLLABLE = 17
CENTISECONDS_PER_LETTER = 1
JITTER = 0.18
"""A word or pause lasts between 1 − JITTER and 1 + JITTER times what its letters suggest."""

PAUSES = [("…", 64), (".", 58), ("?", 62), ("!", 58), (";", 42), (":", 42), ("—", 36), (",", 25)]
"""Centiseconds of silence after a mark; the first that a word ends with counts."""
PAUSE_AFTER_BLOCK = 46
PAUSE_AFTER_LINE_OF_VERSE = 24
PAUSE_AROUND_HEADING = 160
LEAD_IN = 70
LEAD_OUT = 240

# How the reader says a group of words (the first column, without quotation marks and final
# punctuation), and what a faultless recogniser writes for the group. Where a group of n words is
# given n sayings, separated by `|`, each word has its own time.
SAYINGS: list[tuple[str, str, str]] = [
    ("I. The Points", "chapter one | the | points", "Chapter 1. The Points"),
    ("II. The Deal Table", "chapter two | the | deal | table", "Chapter 2. The Deal Table"),
    ("III. High Water", "chapter three | high | water", "Chapter three. High Water"),
    ("IV. What Was There", "chapter four | what | was | there", "Chapter 4. What Was There"),
    ("V. The Pads", "chapter five | the | pads", "Chapter five. The Pads"),
    ("&", "and", "and"),
    ("No. 7", "number | seven", "number 7"),
    ("St.", "saint", "St."),
    ("1851", "eighteen fifty-one", "1851"),
    ("1879", "eighteen seventy-nine", "1879"),
    ("1885", "eighteen eighty-five", "1885"),
    ("1886", "eighteen eighty-six", "1886"),
    ("1936", "nineteen thirty-six", "1936"),
    ("Mr.", "mister", "Mr."),
    ("Mrs.", "missis", "Mrs."),
    ("Messrs.", "messers", "Messrs."),
    ("Dr.", "doctor", "Dr."),
    ("The Rev.", "the | reverend", "the Reverend"),
    ("A. H.", "ay | aitch", "A.H."),
    ("the A. was", "the | ay | was", "the A was"),
    ("A. Hask", "ay | hask", "A. Hask"),
    ("P.S.", "pea ess", "P.S."),
    ("S.W.", "southwest", "southwest"),
    ("forty-one miles", "forty-one | miles", "41 miles"),
    ("the eleventh of", "the | eleventh | of", "the 11th of"),
    ("thirteen years old", "thirteen | years | old", "13 years old"),
    ("a 6 will", "a | six | will", "a 6 will"),
    ("a 9 and", "a | nine | and", "a nine and"),
    ("£14 6s.", "fourteen pounds | six shillings", "14 pounds 6 shillings"),
    ("£16 4s.", "sixteen pounds | four shillings", "16 pounds 4 shillings"),
    ("the 16", "the | sixteen", "the 16"),
    ("wrote 14", "wrote | fourteen", "wrote 14"),
    ("and 6", "and | six", "and 6"),
    ("1s. 6d.", "one and | sixpence", "one and sixpence"),
    ("Saturday twenty-one", "Saturday | twenty-one", "Saturday 21"),
    ("seven forty-two", "seven | forty-two", "7.42"),
    ("Sunday twenty-two", "Sunday | twenty-two", "Sunday 22"),
    ("eight twenty-eight", "eight | twenty-eight", "8.28"),
    ("Monday twenty-three", "Monday | twenty-three", "Monday 23"),
    ("nine fifteen", "nine | fifteen", "9.15"),
    ("9.51", "nine fifty-one", "9.51"),
    ("9.15", "nine fifteen", "9.15"),
    ("twenty-third of May", "twenty-third | of | May", "23rd of May"),
    ("forty-nine years", "forty-nine | years", "49 years"),
    ("At 10.20 in", "at | ten-twenty | in", "At 10.20 in"),
    ("23 May 1887", "the twenty-third | of May | eighteen eighty-seven", "the 23rd of May 1887"),
    ("two hundred and eleven", "two | hundred | and | eleven", "211"),
    ("3,200 feet", "three thousand two hundred | feet", "3,200 feet"),
    ("thirty years", "thirty | years", "30 years"),
    ("9 June 1887", "the ninth | of June | eighteen eighty-seven", "9th June 1887"),
    ("asked 3s. for", "asked | three shillings | for", "asked 3 shillings for"),
    ("the 11th of November", "the | eleventh | of | November", "the 11th of November"),
    ("forty-four years", "forty-four | years", "44 years"),
    ("to-night", "tonight", "tonight"),
    ("hymn-sheets", "hymn sheets", "hymn sheets"),
    ("bed-rail", "bed rail", "bed rail"),
    ("harbour-master", "harbour master", "harbour master"),
    ("tide-table", "tide table", "tide table"),
    ("machine-room", "machine room", "machine room"),
    ("wages-book", "wages book", "wages book"),
    ("nutmeg-grater", "nutmeg grater", "nutmeg grater"),
    ("hen-coop", "hen coop", "hen coop"),
    ("ash-tray", "ash tray", "ashtray"),
]


@dataclass(frozen=True)
class Timed:
    """A word with its time."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Spoken:
    """A word of the book as it was read."""

    section: Section
    block: int
    word: int
    """The word's number in its block."""
    track: int
    """From 1."""
    start: int
    end: int


@dataclass
class Track:
    """One audio file of the reading."""

    number: int
    written: list[Timed] = field(default_factory=list)
    """What a faultless recogniser would write."""
    duration: int = 0


@dataclass
class Reading:
    """The whole reading."""

    tracks: list[Track]
    spoken: list[Spoken]
    """The words that were read, in reading order."""


class Clock:
    """Gives words and pauses their time, one after another."""

    def __init__(self, seed: int) -> None:
        """A clock at zero whose jitter follows from the seed."""
        self.random = Random(seed)
        self.now = 0

    def _jittered(self, centiseconds: float) -> int:
        return max(1, round(centiseconds * (1 + JITTER * (2 * self.random.random() - 1))))

    def restart(self) -> None:
        """Begins a new track."""
        self.now = LEAD_IN

    def say(self, saying: str) -> tuple[int, int]:
        """The start and end of a word that is said so."""
        start = self.now
        for part in saying.split():
            letters = len(re.sub(r"\W", "", part))
            self.now += self._jittered(
                CENTISECONDS_PER_WORD
                + CENTISECONDS_PER_SYLLABLE * syllables(part)
                + CENTISECONDS_PER_LETTER * letters
            )
        return start, self.now

    def pause(self, centiseconds: float) -> None:
        """Silence."""
        if centiseconds > 0:
            self.now += self._jittered(centiseconds)

    def pause_after(self, text: str) -> None:
        """The silence that the last punctuation of a word asks for."""
        end = text.rstrip("’”)'\"")
        self.pause(next((pause for mark, pause in PAUSES if end.endswith(mark)), 0))


def syllables(word: str) -> int:
    """A guess at the number of syllables of an English word."""
    count = 0
    for part in re.findall(r"[a-z]+", word.lower().replace("’", "")):
        vowels = len(re.findall(r"[aeiouy]+", part))
        if re.search(r"[^aeiouyl]es?$|[^aeiouytd]ed$", part) and vowels > 1:
            vowels -= 1
        count += max(1, vowels)
    return max(1, count)


def bare(text: str) -> str:
    """A word without quotation marks and without the punctuation that follows it."""
    return re.sub(r"[‘’“”,;:!?—…\s]+$", "", text.lstrip("‘“"))


def plain(text: str) -> str:
    """A word as a recogniser writes it: straight apostrophes, few marks, no quotation marks."""
    text = text.lstrip("‘“(").replace("…", "...").replace(" ", "")
    text = re.sub(r"[’”)]+(?=\W*$)", "", text)
    text = re.sub(r"[,.;:!?]*—$", ",", text)
    return text.replace("’", "'")


def read(master: Master) -> Reading:
    """Reads the chapters aloud, so to say."""
    clock = Clock(SEED)
    reading = Reading([], [])
    for section in master.sections:
        if not section.read:
            continue
        if not reading.tracks or section.name in TRACK_BORDERS:
            if reading.tracks:
                _close(reading.tracks[-1], clock)
            reading.tracks.append(Track(len(reading.tracks) + 1))
            clock.restart()
            if len(reading.tracks) == 1:
                _say_aside(ANNOUNCEMENT, reading.tracks[-1], clock)
                clock.pause(PAUSE_AROUND_HEADING)
        for index, block in enumerate(section.blocks):
            if block.kind != "note" and not block.skipped:
                _read_block(section, index, block, reading, clock)
    clock.pause(PAUSE_AROUND_HEADING)
    _say_aside(CREDITS, reading.tracks[-1], clock)
    _close(reading.tracks[-1], clock)
    return reading


def _close(track: Track, clock: Clock) -> None:
    clock.pause(LEAD_OUT)
    track.duration = clock.now


def _say_aside(text: str, track: Track, clock: Clock) -> None:
    for word in text.split():
        track.written.append(Timed(word, *clock.say(word)))
        clock.pause_after(word)
    clock.pause(PAUSE_AFTER_BLOCK)


def _read_block(
    section: Section, index: int, block: Block, reading: Reading, clock: Clock
) -> None:
    track = reading.tracks[-1]
    if block.kind == "heading":
        clock.pause(PAUSE_AROUND_HEADING)
    found = words(block.text)
    position = 0
    while position < len(found):
        count, sayings, written = _group(found, position)
        times: list[tuple[int, int]] = []
        for offset, saying in enumerate(sayings):
            word = found[position + offset]
            times.append(clock.say(saying))
            reading.spoken.append(
                Spoken(section, index, position + offset, track.number, *times[-1])
            )
            if offset + 1 < count:
                clock.pause_after(word.text if block.kind != "heading" else ",")
        track.written += _written(written, times)
        last = found[position + count - 1]
        clock.pause_after(last.text)
        if block.kind == "verse" and block.text[last.end : last.end + 1] == "\n":
            clock.pause(PAUSE_AFTER_LINE_OF_VERSE)
        position += count
    clock.pause(PAUSE_AROUND_HEADING if block.kind == "heading" else PAUSE_AFTER_BLOCK)


def _group(found: list[Word], position: int) -> tuple[int, list[str], list[str]]:
    """How many words are said together, how each is said, and what is written for them."""
    for pattern, said, written in SAYINGS:
        parts = pattern.split()
        group = found[position : position + len(parts)]
        if len(group) != len(parts) or bare(group[-1].text) not in {parts[-1], parts[-1] + "."}:
            continue
        texts = [word.text.lstrip("‘“") for word in group]
        if [text.rstrip(",") for text in texts[:-1]] != parts[:-1]:
            continue
        spellings = written.split()
        tail = plain("x" + texts[-1][len(parts[-1]) :])[1:]
        if spellings[-1].endswith(".") and tail.startswith("."):
            tail = tail[1:]
        if pattern[0].isdigit() or pattern[0].islower():
            spellings[0] = _with_case_of(texts[0], spellings[0])
        spellings[-1] += tail or ("." if re.match(r"[IV]+\.", pattern) else "")
        return len(parts), [part.strip() for part in said.split("|")], spellings
    text = found[position].text
    if re.search(r"\d", text):
        raise ValueError(f"how is {text!r} said?")
    return 1, [plain(text)], [plain(text)]


def _with_case_of(model: str, spelling: str) -> str:
    return spelling[0].upper() + spelling[1:] if model[:1].isupper() else spelling


def _written(spellings: list[str], times: list[tuple[int, int]]) -> list[Timed]:
    """Gives the written words of a group their times."""
    if len(spellings) == len(times):
        return [Timed(text, *time) for text, time in zip(spellings, times)]
    start, end = times[0][0], times[-1][1]
    letters = [len(text) for text in spellings]
    edges = [
        start + (end - start) * sum(letters[:index]) // sum(letters)
        for index in range(len(spellings) + 1)
    ]
    return [Timed(text, *edge) for text, edge in zip(spellings, zip(edges, edges[1:]))]
