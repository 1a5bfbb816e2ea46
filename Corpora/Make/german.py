"""Der Brückenwärter von Süderfließ, a short German book: its text, and what is said for it."""

from __future__ import annotations

import re
from typing import Any

from master import CORPORA
from lines import Line, arranged

FOLDER = "der-brueckenwaerter"

ANNOUNCEMENT = "Eine Erzählung von Page Match, vorgelesen von einer Maschine."
CREDITS = "Das war: Der Brückenwärter von Süderfließ. Vielen Dank fürs Zuhören."

UNREAD = ["Impressum"]

SAYINGS = {
    "III.": "Kapitel drei.", "II.": "Kapitel zwei.", "I.": "Kapitel eins.",
    "Der 14. März": "Der vierzehnte März", "am 14. März": "am vierzehnten März",
    "Am 14. März 1912": "Am vierzehnten März neunzehnhundertzwölf",
    "1931": "neunzehnhunderteinunddreißig", "kostete 20,": "kostete zwanzig,",
    "2.47 Uhr": "zwei Uhr siebenundvierzig", "3 Kilometer": "drei Kilometer",
    "8 Mark 65": "acht Mark fünfundsechzig",
}
"""How the reader says what is printed in figures."""


def said(text: str) -> str:
    """What the voice is given for a sentence."""
    for printed, saying in SAYINGS.items():
        text = text.replace(printed, saying)
    if re.search(r"\d", text):
        raise ValueError(f"how is {text!r} said?")
    return re.sub("([?!]),", r"\1", re.sub("[»«]", "", text))


def sentences(block: str) -> list[str]:
    """The sentences of a paragraph, each with its quotation marks."""
    return re.split(r"(?<=[.?!«])(?<![0-9I]\.)(?<![^.?!]«)\s+(?=[»A-ZÄÖÜ])", block)


def _words(text: str) -> list[re.Match[str]]:
    return [match for match in re.finditer(r"\S+", text) if re.search(r"\w", match[0])]


def _line(section: str | None, kind: str, text: str, **ends: bool) -> Line:
    found = _words(text)
    first = text[: found[:6][-1].end()]
    return Line(section, kind, text, said(text), first, len(found), **ends)


def _blocks() -> list[tuple[str, str, str]]:
    """Section, kind and text of each block of the book."""
    section = ""
    blocks: list[tuple[str, str, str]] = []
    for line in (CORPORA / FOLDER / "book.md").read_text(encoding="utf-8").splitlines():
        if match := re.match(r"#+ (.+)", line):
            section = match[1]
            blocks.append((section, "heading", section))
        elif line:
            blocks.append((section, "prose", line))
    return blocks


def lines() -> list[Line]:
    """What is said, in order."""
    read = [block for block in _blocks() if block[0] not in UNREAD]
    announcement = [_line(None, "aside", ANNOUNCEMENT, ends_section=True)]
    return arranged(read, sentences, _line, announcement, CREDITS)


def unread() -> list[dict[str, Any]]:
    """What is not read."""
    result = []
    for title in UNREAD:
        texts = [text for section, _, text in _blocks() if section == title]
        count = sum(len(_words(text)) for text in texts)
        result.append({"section": title, "kind": "imprint", "first": texts[0], "words": count})
    return result


def tracks() -> list[tuple[str, str]]:
    """Of the only track: what was said, and the same as it is printed."""
    spoken = lines()
    return [(" ".join(line.said for line in spoken), " ".join(line.printed for line in spoken))]
