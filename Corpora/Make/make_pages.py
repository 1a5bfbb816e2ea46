"""Makes `pages/`: pages of another printed edition as an OCR program might give them.

The other edition has its own line and page breaks, double quotation marks and `tonight` without a
hyphen. The pages are set in lines, with running heads, page numbers and hyphens at line ends; then
characters are confused at a seeded rate.

Usage: python3 make_pages.py
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from random import Random
from typing import Any

import master as master_module
import reading as reading_module
from master import HERE, Block, Master, Section, Word, is_counted, words
from reading import Reading, Spoken

SEED = 1936
LINE_WIDTH = 56


@dataclass(frozen=True)
class Flow:
    """A word of the book in its place; a page is a run of them."""

    section: Section
    index: int
    """The block's number in its section."""
    number: int
    """The word's number in its block."""
    word: Word

    @property
    def block(self) -> Block:
        """The block that holds the word."""
        return self.section.blocks[self.index]


@dataclass(frozen=True)
class Plan:
    """A page to be made."""

    file: str
    begins: str
    """The book's words with which the page begins; found only once."""
    words: int
    """Words on the page at least; more are added until its last line is full."""
    number: int
    rate: float
    """The share of characters that the OCR program gets wrong."""
    status: str


PLANS = [
    Plan("1-first-chapter.txt", "I had it before I had my prayers", 222, 9, 0.015, "matched"),
    Plan("2-chapter-border.txt", "I did not set out to try", 218, 12, 0.02, "matched"),
    Plan("3-skipped-paragraph.txt", "When I got to the machine it", 224, 21, 0.01, "matched"),
    Plan("4-refrain.txt", "out of me and the lamp went dark", 220, 35, 0.03, "matched"),
    Plan("5-note-on-the-type.txt", "The text of this book is set", 226, 41, 0.02, "unaligned"),
]
"""The pages that show text of the book."""

OTHER = Plan("6-another-text.txt", "", 0, 118, 0.02, "no_match")
"""The page that shows a text of its own, `other.md`."""

CONFUSIONS: dict[str, list[str]] = {
    "rn": ["m"], "m": ["rn"], "cl": ["d"], "d": ["cl"], "fi": ["ﬁ", "h"], "fl": ["ﬂ", "H"],
    "ff": ["ﬀ"], "li": ["h"], "ri": ["n"], "vv": ["w"], "w": ["vv"], "ll": ["U"], "tt": ["lt"],
    "l": ["1", "I", "t"], "I": ["l", "1", "|"], "1": ["l", "I"], "i": ["l", "j", "í"],
    "t": ["f", "l"], "f": ["t"], "e": ["c", "o"], "c": ["e", "o"], "o": ["0", "e"], "a": ["u", "s"],
    "u": ["n", "ii"], "n": ["u", "ri"], "h": ["b", "li"], "b": ["h", "6"], "s": ["5", "a"],
    "S": ["5"], "B": ["8"], "O": ["0"], "g": ["q"], "y": ["v"], "v": ["y"], "p": ["n"], "r": ["t"],
    ".": [","], ",": ["."], ";": [":"], "—": ["-"], "’": ["'"], "“": ["‘‘"], "”": ["’’"],
}
"""Letters and groups of letters, and what they are taken for."""

UNBROKEN = {"ch", "ck", "gh", "ph", "sh", "th", "wh", "ng", "qu"}
"""Pairs of letters that no line end divides."""


def flow(master: Master) -> list[Flow]:
    """All words of the book in reading order, without contents and notes."""
    return [
        Flow(section, index, number, word)
        for section in master.sections
        if section.type != "toc"
        for index, block in enumerate(section.blocks)
        if block.kind != "note"
        for number, word in enumerate(words(block.text))
    ]


def find(whole: list[Flow], begins: str) -> int:
    """Where in the flow the page begins."""
    wanted = begins.split()
    places = [
        at
        for at in range(len(whole) - len(wanted) + 1)
        if [item.word.text.rstrip(",.;:—") for item in whole[at : at + len(wanted)]] == wanted
    ]
    if len(places) != 1:
        raise ValueError(f"{begins!r} stands {len(places)} times in the book")
    return places[0]


def restyled(text: str) -> str:
    """The text in the other edition's house style."""
    result = ""
    depth = 0
    for at, mark in enumerate(text):
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        if mark == "‘":
            depth += 1
            mark = "“"
        elif mark == "’" and depth > 0 and not (before.isalpha() and after.isalpha()):
            depth -= 1
            mark = "”"
        elif mark in "“”":
            mark = "‘" if mark == "“" else "’"
        result += mark
    return result.replace("to-night", "tonight")


def breaks(word: str) -> list[int]:
    """Where a line end may divide a word: between two consonants, each with a vowel beside it."""
    return [
        at
        for at in range(3, len(word) - 2)
        if re.fullmatch(r"[a-z]*[aeiouy][a-z]*", word[:at].lower())
        and re.fullmatch(r"[b-df-hj-np-tv-z][aeiouy]\w*\W*", word[at:])
        and re.search(r"[aeiouy][b-df-hj-np-tv-z]$", word[:at])
        and word[at - 1 : at + 1] not in UNBROKEN
        and not re.fullmatch(r"[a-z](ed|es)\W*", word[at:])
    ]


def set_lines(text: str) -> list[str]:
    """A paragraph in lines of the page's width, divided words among them."""
    lines = [""]
    for word in re.findall(r"[^\s—]+—?|—\S*", text):
        joint = "" if not lines[-1] or lines[-1].endswith("—") else " "
        if len(lines[-1] + joint + word) <= LINE_WIDTH:
            lines[-1] += joint + word
            continue
        lead = len(word) - len(word.lstrip("‘“"))
        room = LINE_WIDTH - len(lines[-1] + joint) - 1 - lead
        cuts = [at for at in breaks(word[lead:]) if at <= room]
        if cuts:
            cut = cuts[-1] + lead
            lines[-1] += joint + word[:cut] + "-"
            lines.append(word[cut:])
        else:
            lines.append(word)
    return lines


def body(page: list[Flow]) -> list[str]:
    """The lines of a page of the book; headings stand in capitals between empty lines."""
    lines: list[str] = []
    at = 0
    while at < len(page):
        block = page[at].block
        end = at
        while end < len(page) and page[end].block is block:
            end += 1
        whole = restyled(block.text)
        shift = len(whole) - len(block.text)
        # Only "to-night" changes the length, and no page begins or ends in its paragraph.
        stop = page[end - 1].word.end + (shift if end < len(page) else 0)
        text = whole[page[at].word.start : stop]
        if block.kind == "heading":
            number, _, title = text.partition(". ")
            lines += ["", number, "", title.upper(), ""] if title else [text.upper(), ""]
        elif block.kind == "verse":
            lines += ["", *text.split("\n"), ""]
        else:
            lines += set_lines(text)
        at = end
    return lines


def confused(text: str, rate: float, random: Random) -> tuple[str, int]:
    """The text as the OCR program gives it, and how many places it got wrong."""
    spots: list[tuple[int, str]] = []
    at = 0
    while at < len(text):
        key = next((text[at : at + n] for n in (2, 1) if text[at : at + n] in CONFUSIONS), None)
        if key is not None:
            spots.append((at, key))
        at += len(key or "x")
    chance = rate * len(text) / len(spots)
    result, at, errors = "", 0, 0
    for place, key in spots:
        if random.random() >= chance:
            continue
        choices = CONFUSIONS[key]
        result += text[at:place] + choices[int(random.random() * len(choices))]
        at = place + len(key)
        errors += 1
    return result + text[at:], errors


def framed(number: int, head: str, lines: list[str]) -> str:
    """A page with its running head: the number stands on the outside."""
    title = f"{number} {head}" if number % 2 == 0 else f"{head} {number}"
    return "\n".join([title, "", *lines]) + "\n"


def head(plan: Plan, section: Section, master: Master) -> str:
    """The running head: the book's title on even pages, the section's on odd ones."""
    if plan.number % 2 == 0:
        return master.header["title"].upper()
    return section.title.split(". ", 1)[-1].upper()


def filled(whole: list[Flow], at: int, count: int) -> list[Flow]:
    """The words from `at` on, at least `count`, that fill the last line they stand in."""
    end = at + count
    lines = len(body(whole[at:end]))
    while end < len(whole) and len(body(whole[at : end + 1])) == lines:
        end += 1
    return whole[at:end]


def page_truth(
    plan: Plan, page: list[Flow], reading: Reading, characters: int, errors: int
) -> dict[str, Any]:
    """The row of `truth.json` for a page of the book."""
    spoken: dict[tuple[str, int, int], Spoken] = {
        (word.section.name, word.block, word.word): word for word in reading.spoken
    }
    row: dict[str, Any] = {"file": plan.file, "status": plan.status}
    heard = [
        spoken[key]
        for key in ((item.section.name, item.index, item.number) for item in page)
        if key in spoken
    ]
    counted = [item for item in page if is_counted(item.word)]
    row["section"] = page[0].section.path
    row["first"] = page[0].block.text[page[0].word.start : counted[5].word.end]
    row["words"] = len(counted)
    row["read"] = len(heard)
    if heard:
        row["track"] = heard[0].track
        row["start"] = heard[0].start / 100
        row["end"] = heard[-1].end / 100
    row["errors"] = errors
    row["characters"] = characters
    return row


def main() -> None:
    """Writes `pages/*.txt` and `pages/truth.json`."""
    master = master_module.load()
    reading = reading_module.read(master)
    random = Random(SEED)
    whole = flow(master)
    folder = master.folder / "pages"
    folder.mkdir(parents=True, exist_ok=True)
    rows: list[dict[str, Any]] = []
    for plan in PLANS:
        at = find(whole, plan.begins)
        page = filled(whole, at, plan.words)
        clean = framed(plan.number, head(plan, page[0].section, master), body(page))
        text, errors = confused(clean, plan.rate, random)
        (folder / plan.file).write_text(text, encoding="utf-8")
        rows.append(page_truth(plan, page, reading, len(clean), errors))
    other = (HERE / "other.md").read_text(encoding="utf-8")
    clean = framed(OTHER.number, "THE COUNTRYMAN’S YEAR", set_lines(restyled(other)))
    text, errors = confused(clean, OTHER.rate, random)
    (folder / OTHER.file).write_text(text, encoding="utf-8")
    rows.append(
        {
            "file": OTHER.file, "status": OTHER.status,
            "first": " ".join(other.split()[:6]), "words": len(words(other)),
            "errors": errors, "characters": len(clean),
        }
    )
    joined = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in rows)
    (folder / "truth.json").write_text(f'{{"pages": [\n{joined}\n]}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
