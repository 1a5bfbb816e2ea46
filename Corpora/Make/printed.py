"""Reads back what is printed on the pages of a PDF, and where that stands in the text.

`pdftotext -bbox` gives the words with their boxes. Running heads and page numbers are told by where
they stand, notes by the size of their type. The letters and digits of all pages, in order, must be
those of the text, without exception: nothing is guessed.
"""

from __future__ import annotations

import itertools
import re
import statistics
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

from typeset import Design

HYPHEN = "\u2010"
"""The hyphen that the typesetter adds at the end of a line."""

POINT = 72 / 25.4


@dataclass(frozen=True)
class Box:
    """A word of the PDF and its box in points from the top left."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        """The height of its type."""
        return self.bottom - self.top


@dataclass
class Line:
    """A printed line."""

    zone: str
    """`head`, `body`, `note` or `foot`."""
    boxes: list[Box]
    words: list[Box] = field(default_factory=list)
    """The boxes without the signs of notes."""
    joined: bool = False
    """Whether its first box, a drop capital, is the beginning of the word that follows."""

    @property
    def letters(self) -> str:
        """Its letters and digits, without signs of notes."""
        return letters("".join(box.text for box in self.words))

    def text(self, is_seen: Callable[[Box], bool] = lambda box: True) -> str:
        """What is printed, as far as it is seen."""
        text = ""
        before: Box | None = None
        for box in filter(is_seen, self.boxes):
            is_near = before is not None and box.left - before.right < 0.1 * before.height
            is_small = before is not None and box.height < 0.7 * before.height
            is_sign = is_near and is_small and box.text.isdigit()
            is_rest = self.joined and before is self.boxes[0]
            text += ("" if before is None or is_sign or is_rest else " ") + box.text
            before = box
        return text.replace(HYPHEN, "-")


@dataclass
class Span:
    """Words `first ..< last` of a text."""

    first: int
    last: int


@dataclass
class Page:
    """A printed page."""

    index: int
    """Its place in the PDF."""
    lines: list[Line]
    body: Span = field(default_factory=lambda: Span(0, 0))
    """The words of the text that begin on the page."""
    notes: Span = field(default_factory=lambda: Span(0, 0))
    """The words of the notes that stand on it."""

    def text(self, is_seen: Callable[[Box], bool] = lambda box: True) -> str:
        """What is printed, line for line, as far as it is seen."""
        lines = [line.text(is_seen) for line in self.lines]
        return "".join(line + "\n" for line in lines if line)


def letters(text: str) -> str:
    """The letters and digits of a text, without their case."""
    return "".join(char for char in text.casefold() if char.isalnum())


def boxes(pdf: Path) -> list[list[Box]]:
    """The words of each page."""
    xml = subprocess.run(
        ["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, check=True
    ).stdout.decode("utf-8")
    number = r'"([-\d.]+)"'
    word = re.compile(
        rf"<word xMin={number} yMin={number} xMax={number} yMax={number}>(.*?)</word>"
    )
    return [
        [Box(unescape(w[4]), *map(float, w[:4])) for w in word.findall(page)]
        for page in xml.split("<page ")[1:]
    ]


def read(pdf: Path, design: Design) -> list[Page]:
    """The pages with their lines."""
    pages = boxes(pdf)
    heights = [box.height for page in pages for box in page]
    usual = statistics.median(heights) if heights else 1.0
    return [Page(index, _lines(found, design, usual)) for index, found in enumerate(pages)]


def _lines(found: list[Box], design: Design, usual: float) -> list[Line]:
    top = design.top * POINT
    bottom = (design.height - design.bottom) * POINT
    lines: list[Line] = []
    dropped: Box | None = None
    for box in found:
        middle = (box.top + box.bottom) / 2
        if box.height > 1.8 * usual and top < middle < bottom and len(letters(box.text)) == 1:
            dropped = box
            continue
        zone = "head" if middle < top else "foot" if middle > bottom else "body"
        last = lines[-1].boxes[-1] if lines else None
        is_new = (
            last is None or zone != lines[-1].zone or dropped is not None
            or (box.left < last.left and middle > last.bottom - 0.3 * last.height)
            or middle > last.bottom + 0.5 * last.height
        )
        if is_new:
            lines.append(Line(zone, [dropped] if dropped else []))
            dropped = None
        lines[-1].boxes.append(box)
    for line in lines:
        # The signs of notes are smaller than any word.
        line.words = [box for box in line.boxes if box.height > 0.7 * usual]
        tallest = max((box.height for box in line.words), default=0)
        if line.zone == "body" and tallest < 0.93 * usual:
            line.zone = "note"
    order = {"head": 0, "body": 1, "note": 2, "foot": 3}
    return sorted(lines, key=lambda line: order[line.zone])


@dataclass
class Stream:
    """A text as letters, each with the number of its word."""

    words: list[str]

    def __post_init__(self) -> None:
        found = [letters(word) for word in self.words]
        self.letters = "".join(found)
        self.starts = [0, *itertools.accumulate(map(len, found))][:-1]


def place(pages: list[Page], body: Stream, notes: Stream, whole: bool = True) -> None:
    """Finds the words of each page: its letters must be the next ones of the text."""
    for zone, stream in (("body", body), ("note", notes)):
        at = 0
        word = 0
        for page in pages:
            first = word
            for line in page.lines:
                if line.zone != zone:
                    continue
                _mend_initial(line, stream, at)
                wanted = stream.letters[at : at + len(line.letters)]
                if wanted != line.letters:
                    raise ValueError(
                        f"page {page.index + 1} has {line.letters!r} where the text has {wanted!r}"
                    )
                at += len(line.letters)
            while word < len(stream.starts) and stream.starts[word] < at:
                word += 1
            setattr(page, "body" if zone == "body" else "notes", Span(first, word))
        if whole and at != len(stream.letters):
            raise ValueError(f"the pages end before {stream.letters[at : at + 60]!r}")


def _mend_initial(line: Line, stream: Stream, at: int) -> None:
    """Joins a drop capital to the rest of its word, if it is not a word of its own."""
    if len(line.boxes) > 1 and line.boxes[0].height > 1.8 * line.boxes[1].height:
        line.joined = at + len(letters(line.boxes[0].text)) not in stream.starts
