"""Makes `pages/` of the two short books: a German page and a Japanese one, as `make_pages.py` does.

The Japanese page runs across, not down; readings stand above their words.

Usage: python3 make_short_pages.py [--times]
"""

from __future__ import annotations

import json
import re
import statistics
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import japanese
from make_pages import DENSITY, is_shown, known, shown_words, side_of_page, write
from master import CORPORA, is_counted, words
from photograph import Shot, photograph, render, save
from printed import Stream, letters, place, read
from recognise import rates, recognise
from typeset import Design, Part, typeset


@dataclass(frozen=True)
class Book:
    """A short book and the page of it that is photographed."""

    folder: str
    language: str
    """For Tesseract."""
    parts: Callable[[], list[tuple[str, Part, str]]]
    """For each part its section, how it is typeset, and its text."""
    design: Design
    holds: str
    picture: str
    shot: Shot
    troubles: list[str]
    unit: str
    """What is counted: `words`, or `letters` where words are not divided."""


def german_parts() -> list[tuple[str, Part, str]]:
    """The German book, from its Markdown."""
    result: list[tuple[str, Part, str]] = []
    section, opens = "", False
    for line in (CORPORA / "der-brueckenwaerter/book.md").read_text("utf-8").splitlines():
        if match := re.match(r"#+ (.+)", line):
            section, opens = match[1], True
            number, _, title = section.partition(". ")
            html = f'<span class="title">{escape(title or number, quote=False)}</span>'
            if title:
                html = f'<span class="number">{number}</span>{html}'
            result.append((section, Part("heading", html), section))
        elif line.strip():
            text = line.strip()
            result.append((section, Part("prose", escape(text, quote=False), opens), text))
            opens = False
    return result


def japanese_parts() -> list[tuple[str, Part, str]]:
    """The Japanese book, with readings above their words."""
    ruby = r'<span class="ruby"><span class="reading">\2</span>\1</span>'
    result: list[tuple[str, Part, str]] = []
    for section, kind, text in japanese.blocks():
        html = re.sub(japanese.RUBY, ruby, text)
        if kind == "heading":
            html = f'<span class="title">{html}</span>'
        result.append((section, Part(kind, html), re.sub(japanese.RUBY, r"\1", text)))
    return result


BOOKS = [
    Book(
        "der-brueckenwaerter", "deu", german_parts,
        Design(
            width=118, height=185, top=20, bottom=21, inner=17, outer=14,
            font="Linux Libertine O", size=10.2, leading=13, language="de-DE",
            head_left="Der Brückenwärter von Süderfließ", head_right="chapter",
            head_style="italic", number="foot", drop_cap=True, run_on=True, first=7,
        ),
        "Am 14. März 1912 kam das Eis", "1-maerz.jpg",
        Shot(seed=201, side="left", roll=-1.3, tilt=(4, 9), rise=6, bend=17, table="dark",
             light=(1.0, 0.92, 0.80), lamp=(-200, -160, 300), ambient=0.45, field=1.05,
             quality=50),
        ["warm light"], "words",
    ),
    Book(
        "tokeiya-no-ame", "jpn", japanese_parts,
        Design(
            width=105, height=148, top=16, bottom=17, inner=14, outer=12,
            font="Noto Serif CJK JP", size=9.6, leading=18, language="ja", hyphens=False,
            head_left="時計屋の雨", head_right="chapter", head_style="capitals", number="foot",
            run_on=True, first=3,
            css="""p { text-indent: 1em; }
            .ruby { position: relative; display: inline-block; text-indent: 0; line-height: 1; }
            .reading { position: absolute; left: -4mm; right: -4mm; top: -0.78em;
              font-size: 0.5em; line-height: 1; text-align: center; white-space: nowrap; }""",
        ),
        "だれの時計ですか", "1-ame.jpg",
        Shot(seed=202, side="left", roll=0.9, tilt=(3, 8), rise=5, bend=15, table="wood",
             paper=(0.84, 0.80, 0.71), field=1.04, quality=50),
        [], "letters",
    ),
]


def units(text: str, unit: str) -> list[str]:
    """The text's words or letters."""
    if unit == "letters":
        return list(letters(text))
    return [word.text for word in words(text) if is_counted(word)]


def times(book: Book, whole: list[str]) -> dict[int, tuple[int, float, float]]:
    """When each word is read, inside its sentence by letters."""
    path = CORPORA / book.folder / "truth.json"
    if not path.exists():
        return {}
    result: dict[int, tuple[int, float, float]] = {}
    bare = [letters(unit) for unit in whole]
    at = 0
    for said in json.loads(path.read_text(encoding="utf-8"))["sentences"]:
        wanted = [letters(unit) for unit in units(said["first"], book.unit)]
        count = said.get(book.unit, len(wanted))
        try:
            at = next(n for n in range(at, len(bare)) if bare[n : n + len(wanted)] == wanted)
        except StopIteration:
            raise ValueError(f"not in the book: {said['first']!r}") from None
        total = sum(map(len, whole[at : at + count]))
        pace = (said["end"] - said["start"]) / total
        before = 0
        for number in range(at, at + count):
            start = said["start"] + pace * before
            before += len(whole[number])
            result[number] = (
                said["track"], round(start, 2), round(said["start"] + pace * before, 2)
            )
        at += count
    return result


def make(book: Book, folder: Path) -> dict[str, Any]:
    """Makes the page, and its row of `truth.json` without times."""
    parts = book.parts()
    whole = [unit for _, _, text in parts for unit in units(text, book.unit)]
    sections = [s for s, _, text in parts for _ in units(text, book.unit)]
    design = book.design
    path = folder / book.picture
    with tempfile.TemporaryDirectory() as temporary:
        pdf = Path(temporary) / "pages.pdf"
        typeset([part for _, part, _ in parts], design, pdf)
        pages = read(pdf, design)
        stream = Stream(whole)
        place(pages, stream, Stream([]))
        at = stream.letters.index(letters(book.holds))
        number = sum(start <= at for start in stream.starts) - 1
        page = next(p for p in pages if p.body.first <= number < p.body.last)
        side = side_of_page(page, design)
        if side != book.shot.side:
            raise ValueError(f"{book.picture}: the page is a {side} one")
        inks = {p.index: render(pdf, p.index, DENSITY) for p in pages}
        blank = inks[page.index] * 0
        left = page.index if side == "left" else page.index - 1
        image, shown = photograph(
            book.shot, (design.width, design.height), inks.get(left, blank),
            inks.get(left + 1, blank), inks.get(page.index + (1 if side == "right" else -1)),
        )
    save(image, path, book.shot)
    seen = shown[side]
    # Readings are smaller than any word and are not counted.
    usual = statistics.median(box.height for line in page.lines for box in line.words)
    printed = page.text(lambda box: box.height > 0.55 * usual and is_shown(box, seen))
    if book.unit == "letters":
        printed = printed.replace(" ", "")
    recognised = recognise(path, path.with_suffix(""), book.language, ("txt", "tsv", "hocr"))
    (folder / "printed" / f"{path.stem}.txt").write_text(printed, encoding="utf-8")
    numbers = shown_words(page, "body", seen, page.body.first, stream)
    space = " " if book.unit == "words" else ""
    share = 6 if book.unit == "words" else 12
    row: dict[str, Any] = {
        "file": f"{path.stem}.txt", "picture": book.picture,
        "page": str(page.index + design.first), "status": "matched",
        "section": sections[numbers[0]], "from": numbers[0], "to": numbers[-1],
        "first": space.join(whole[n] for n in numbers[:share]),
        "last": space.join(whole[n] for n in numbers[-share:]), book.unit: len(numbers),
        "troubles": book.troubles, "levelled": recognised.angle,
    }
    characters, word_rate = rates(recognised.text, printed, book.unit == "words")
    row["cer"] = round(characters, 4)
    if book.unit == "words":
        row["wer"] = round(word_rate, 4)
    print(f"{book.picture}: {len(numbers)} {book.unit}, {path.stat().st_size // 1000} kB, "
          f"{100 * characters:.1f} % of characters wrong", flush=True)
    return row


def main(arguments: list[str]) -> None:
    """Writes `pages/` of both books."""
    for book in BOOKS:
        folder = CORPORA / book.folder / "pages"
        (folder / "printed").mkdir(parents=True, exist_ok=True)
        truth = folder / "truth.json"
        rows = known(truth) if "--times" in arguments else [make(book, folder)]
        whole = [unit for _, _, text in book.parts() for unit in units(text, book.unit)]
        spoken = times(book, whole)
        for row in rows:
            heard = [spoken[n] for n in range(row["from"], row["to"] + 1) if n in spoken]
            row["read"] = len(heard)
            if heard:
                row.update(track=heard[0][0], start=heard[0][1], end=heard[-1][2])
        write(truth, rows)


if __name__ == "__main__":
    main(sys.argv[1:])
