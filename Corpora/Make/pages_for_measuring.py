"""Makes many pages for measuring: typeset by chance, photographed by chance, read by Tesseract.

Each page is typeset from a place of a text in a design of its own, made to look photographed, and
read. Its truth is exact: the words of the text that the picture shows (see `make_pages.py`). Pages
that are there already are not made again, so the same command goes on where it was stopped.

Written to the folder: `texts/*.txt`, the texts as they were read, paragraphs between empty lines;
`pages/*.txt`, what Tesseract read; `printed/*.txt`, what the picture shows; `pages/*.json`, a
page's truth; `index.json`, all of them. Word numbers and byte offsets (UTF-8) are those of
`texts/*.txt`; a word is what stands between white space or em dashes and holds a letter or a digit.

Usage: python3 pages_for_measuring.py --text en BOOK [--text es BOOK]... [--count 1000]
       [--folder ../measured] [--seed 1] [--processes 2] [--pictures]
Languages: en, de, fr, es.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import re
import statistics
import tempfile
import time
from dataclasses import dataclass
from html import escape
from multiprocessing import Pool
from pathlib import Path
from random import Random
from typing import Any

import any_text
from make_pages import is_shown, shown_words, side_of_page
from master import CORPORA, Word, is_counted, words
from photograph import Seen, Shot, photograph, render, save, scan
from printed import Page, Stream, place, read
from recognise import rates, recognise
from typeset import Design, Part, typeset

LANGUAGES = {"en": ("en-GB", "eng"), "de": ("de-DE", "deu"), "fr": ("fr", "fra"),
             "es": ("es", "spa")}
"""For each language its name for hyphenation and for Tesseract."""

FONTS = ["EB Garamond", "EB Garamond", "Linux Libertine O", "Linux Libertine O", "DejaVu Serif",
         "Linux Biolinum O"]
WORDS_TAKEN = 1300
"""Words that are typeset for a page: it is one of the first that they fill."""
DENSITY = 9.0


@dataclass
class Source:
    """A text with its words."""

    name: str
    language: str
    paragraphs: list[any_text.Paragraph]
    text: str = ""

    def __post_init__(self) -> None:
        self.words: list[Word] = []
        self.first_words: list[int] = []
        at = 0
        for paragraph in self.paragraphs:
            self.first_words.append(len(self.words))
            self.words += [
                Word(at + word.start, at + word.end, word.text)
                for word in words(paragraph.text) if is_counted(word)
            ]
            at += len(paragraph.text) + 2
        self.text = "\n\n".join(paragraph.text for paragraph in self.paragraphs) + "\n"

    def bytes_before(self, offset: int) -> int:
        """The offset in UTF-8."""
        return len(self.text[:offset].encode("utf-8"))


def random_design(random: Random, language: str, title: str) -> Design:
    """A printed edition's look."""
    size = random.uniform(9.2, 12.5)
    font = random.choice(FONTS)
    if font == "DejaVu Serif":
        size *= 0.86
    width = random.uniform(104, 150)
    margin = random.uniform(0.10, 0.15) * width
    heads = random.choice([("", ""), (title, title), (title, "chapter"), ("chapter", "chapter")])
    return Design(
        width=round(width), height=round(width * random.uniform(1.45, 1.62)),
        top=round(random.uniform(17, 26)), bottom=round(random.uniform(17, 26)),
        inner=round(margin * random.uniform(1.0, 1.25)), outer=round(margin), font=font,
        size=round(size, 1), leading=round(size * random.uniform(1.2, 1.42), 1),
        language=LANGUAGES[language][0], hyphens=random.random() < 0.85,
        justified=random.random() < 0.9, head_left=heads[0], head_right=heads[1],
        head_style=random.choice(["capitals", "small-caps", "italic"]),
        number=random.choice(["foot", "foot", "head", "head", "none"]),
        old_figures=random.random() < 0.3, drop_cap=random.random() < 0.4,
        small_caps=random.random() < 0.4, run_on=True, first=2 * random.randint(1, 240) + 1,
    )


def random_shot(random: Random, side: str) -> tuple[Shot, str]:
    """How a page is taken, and a word for it."""
    seed = random.randrange(1 << 30)
    warm = random.uniform(0, 1) ** 2
    plain: dict[str, Any] = {
        "seed": seed, "side": side, "long_side": random.choice([1200, 1400, 1600, 2000]),
        "roll": round(random.gauss(0, 1.3), 1), "rise": round(random.uniform(1, 7), 1),
        "tilt": (round(random.gauss(0, 4), 1), round(random.gauss(6, 4), 1)),
        "field": round(random.uniform(0.98, 1.15), 2), "bend": round(random.uniform(12, 26)),
        "aim": (round(random.uniform(0.46, 0.54), 2), 0.5), "block": round(random.uniform(2, 12)),
        "table": random.choice(["wood", "cloth", "dark"]),
        "light": (1.0, round(0.98 - 0.16 * warm, 2), round(0.95 - 0.40 * warm, 2)),
        "lamp": (round(random.uniform(-250, 250)), round(random.uniform(-250, 100)),
                 round(random.uniform(230, 500))),
        "ambient": round(random.uniform(0.35, 0.75), 2),
        "noise": round(random.uniform(0.004, 0.016), 3),
        "exposure": round(random.uniform(0.75, 1.15), 2), "quality": random.randint(35, 80),
        "defocus": round(max(0.0, random.gauss(0.2, 0.4)), 2),
    }
    trouble = random.choices(
        ["photo", "scan", "turned", "curved", "blurred", "shadow", "thumb", "half", "perspective",
         "coarse", "upside-down", "exif"],
        [30, 14, 7, 8, 8, 9, 5, 7, 6, 5, 2, 2],
    )[0]
    inner = 0.47 if side == "right" else 0.53
    extra: dict[str, Any] = {
        "photo": {},
        "scan": {"kind": "scan", "long_side": random.choice([1400, 1800, 2200]),
                 "bilevel": random.random() < 0.4},
        "turned": {"roll": round(random.choice([-1, 1]) * random.uniform(3, 7), 1)},
        "curved": {"rise": round(random.uniform(9, 15), 1),
                   "tilt": (round(random.gauss(0, 6), 1), round(random.uniform(10, 20), 1)),
                   "ambient": 0.42, "aim": (inner, 0.5)},
        "blurred": {"defocus": round(random.uniform(0.6, 1.8), 2),
                    "motion": (round(random.uniform(0, 5), 1), round(random.uniform(0, 180))),
                    "sharpen": 0.2},
        "shadow": {"shadow": round(random.uniform(0.35, 0.75), 2), "ambient": 0.3,
                   "shadow_line": (1.0, round(random.uniform(-1, 1), 2),
                                   round(random.uniform(-0.3, 0.3), 2))},
        "thumb": {"thumb": f"bottom-{side}", "field": 1.0, "aim": (1 - inner, 0.52)},
        "half": {"landscape": True, "field": round(random.uniform(0.5, 0.65), 2),
                 "aim": (round(1 - inner, 2), random.choice([0.26, 0.5, 0.74]))},
        "perspective": {"tilt": (round(random.choice([-1, 1]) * random.uniform(12, 22), 1),
                                 round(random.uniform(10, 24), 1)), "field": 1.2},
        "coarse": {"small": round(random.uniform(0.5, 0.75), 2), "long_side": 1600,
                   "quality": random.randint(15, 30)},
        "upside-down": {"upside_down": True},
        "exif": {"orientation": random.choice([3, 6, 8])},
    }[trouble]
    return Shot(**{**plain, **extra}), trouble


def excerpt(source: Source, random: Random) -> tuple[int, int]:
    """The paragraphs `first ..< last` from which a page is typeset; not from the text's ends."""
    total = len(source.words)
    word = int(total * random.uniform(0.03, 0.97)) - WORDS_TAKEN
    first = next(
        (n for n, at in enumerate(source.first_words) if at >= word), 0
    )
    last = first
    while last < len(source.paragraphs) and (
        source.first_words[last] - source.first_words[first] < WORDS_TAKEN
    ):
        last += 1
    return first, last


def parts(source: Source, first: int, last: int) -> list[Part]:
    """The excerpt as it is typeset."""
    result: list[Part] = []
    opens = True
    for paragraph in source.paragraphs[first:last]:
        html = escape(re.sub(r"\s*--+\s*", "—", paragraph.text), quote=False)
        if paragraph.is_heading:
            # A long one would not fit in a running head.
            title = f'<span class="title">{html}</span>' if len(html) < 40 else html
            result.append(Part("heading", title))
        else:
            result.append(Part("prose", html, opens))
        opens = paragraph.is_heading
    return result


def picture(
    shot: Shot, design: Design, pdf: Path, page: Page, count: int, path: Path
) -> Seen | None:
    """Takes the picture; says what it shows of the page, None if all."""
    ink = render(pdf, page.index, DENSITY)
    if shot.kind == "scan":
        save(scan(shot, ink), path, shot)
        return None
    other = page.index + (1 if shot.side == "left" else -1)
    facing = render(pdf, other, DENSITY) if 0 <= other < count else ink * 0
    sheets = (ink, facing) if shot.side == "left" else (facing, ink)
    image, shown = photograph(shot, (design.width, design.height), *sheets)
    save(image, path, shot)
    return shown[shot.side]


def make(source: Source, number: int, seed: int, folder: Path, keep: bool) -> dict[str, Any]:
    """Makes a page; what the typesetter cannot be followed in is tried anew elsewhere."""
    name = f"{number:05}"
    refused = 0
    for attempt in range(5):
        random = Random(f"{seed} {source.name} {number} {attempt}")
        design = random_design(random, source.language, source.name.replace("-", " ").title())
        first, last = excerpt(source, random)
        with tempfile.TemporaryDirectory() as temporary:
            pdf = Path(temporary) / "pages.pdf"
            typeset(parts(source, first, last), design, pdf)
            pages = read(pdf, design)
            start = source.first_words[first]
            end = source.first_words[last] if last < len(source.paragraphs) else len(source.words)
            stream = Stream([word.text for word in source.words[start:end]])
            try:
                place(pages, stream, Stream([]))
            except ValueError:
                refused += 1
                continue
            page = random.choice(pages[: max(1, min(3, len(pages) - 1))])
            side = side_of_page(page, design)
            shot, trouble = random_shot(random, side)
            suffix = ".tif" if shot.bilevel else ".jpg"
            path = (folder / "pictures" if keep else Path(temporary)) / (name + suffix)
            seen = picture(shot, design, pdf, page, len(pages), path)
            shown = shown_words(page, "body", seen, page.body.first, stream)
            if len(shown) < 20:
                refused += 1
                continue
            printed = page.text(lambda box: is_shown(box, seen))
            recognised = recognise(path, folder / "pages" / name, LANGUAGES[source.language][1])
        (folder / "printed" / f"{name}.txt").write_text(printed, encoding="utf-8")
        characters, word_rate = rates(recognised.text, printed)
        begin, stop = source.words[start + shown[0]], source.words[start + shown[-1]]
        row = {
            "file": f"pages/{name}.txt", "printed": f"printed/{name}.txt",
            "source": f"texts/{source.name}.txt", "language": source.language,
            "from": start + shown[0], "to": start + shown[-1], "words": len(shown),
            "bytes": [source.bytes_before(begin.start), source.bytes_before(stop.end)],
            "first": source.text[begin.start : source.words[start + shown[0] + 5].end],
            "page": str(page.index + design.first), "trouble": trouble,
            "cer": round(characters, 4), "wer": round(word_rate, 4),
            "levelled": recognised.angle, "refused": refused,
            "design": {key: value for key, value in dataclasses.asdict(design).items() if value},
            "shot": dataclasses.asdict(shot),
        }
        (folder / "pages" / f"{name}.json").write_text(
            json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8"
        )
        return row
    raise ValueError(f"page {name} of {source.name} cannot be made")


_sources: list[Source] = []


def _begin(sources: list[Source]) -> None:
    _sources[:] = sources


def _job(task: tuple[int, int, Path, bool]) -> tuple[int, str]:
    number, seed, folder, keep = task
    try:
        row = make(_sources[number % len(_sources)], number, seed, folder, keep)
    except Exception as error:  # One page must not end the others.
        return number, f"failed: {error}"
    return number, f"{100 * row['cer']:.1f} % of characters wrong, {row['trouble']}"


def load(language: str, path: Path) -> Source:
    """Reads a text."""
    if language not in LANGUAGES:
        raise SystemExit(f"{language}: not one of {', '.join(LANGUAGES)}")
    name = path.parent.name if path.stem == "book" else path.stem
    return Source(re.sub(r"[^\w-]+", "-", name), language, any_text.paragraphs(path))


def write_index(folder: Path) -> list[dict[str, Any]]:
    """Writes `index.json` from the pages' own files."""
    rows = [
        json.loads(path.read_text(encoding="utf-8"))
        for path in sorted((folder / "pages").glob("*.json"))
    ]
    joined = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in rows)
    (folder / "index.json").write_text(f'{{"pages": [\n{joined}\n]}}\n', encoding="utf-8")
    return rows


def summary(rows: list[dict[str, Any]]) -> str:
    """How well the pages were read."""
    found = sorted(100 * row["cer"] for row in rows)
    if not found:
        return "no pages"
    parts = [f"{share} %: {found[min(len(found) - 1, share * len(found) // 100)]:.1f}"
             for share in (10, 25, 50, 75, 90, 95)]
    return (f"{len(found)} pages, characters wrong: mean {statistics.mean(found):.1f} %, "
            f"quantiles {', '.join(parts)}")


def main() -> None:
    """Makes the pages."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--text", nargs=2, action="append", required=True,
                        metavar=("LANGUAGE", "FILE"))
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--folder", type=Path, default=CORPORA / "measured")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--pictures", action="store_true", help="keep the pictures")
    options = parser.parse_args()
    sources = [load(language, Path(path)) for language, path in options.text]
    if len({source.name for source in sources}) < len(sources):
        raise SystemExit("two of the texts have the same name")
    folder: Path = options.folder
    for name in ("texts", "pages", "printed", *(["pictures"] if options.pictures else [])):
        (folder / name).mkdir(parents=True, exist_ok=True)
    made_with = {"seed": options.seed, "texts": [source.name for source in sources]}
    settings = folder / "settings.json"
    if settings.exists() and json.loads(settings.read_text(encoding="utf-8")) != made_with:
        raise SystemExit(f"{folder} was made with another seed or other texts: {settings.name}")
    settings.write_text(json.dumps(made_with, ensure_ascii=False) + "\n", encoding="utf-8")
    for source in sources:
        (folder / "texts" / f"{source.name}.txt").write_text(source.text, encoding="utf-8")
    tasks = [
        (number, options.seed, folder, options.pictures) for number in range(options.count)
        if not (folder / "pages" / f"{number:05}.json").exists()
    ]
    print(f"{options.count - len(tasks)} pages are there, {len(tasks)} to be made", flush=True)
    began = time.monotonic()
    failed = 0
    with Pool(options.processes, _begin, (sources,)) as pool:
        for done, (number, said) in enumerate(pool.imap_unordered(_job, tasks), 1):
            failed += said.startswith("failed")
            minutes = (time.monotonic() - began) / 60
            left = (len(tasks) - done) * minutes / done
            print(f"{done} of {len(tasks)}: page {number:05}, {said}; "
                  f"{done / minutes:.0f} a minute, {left:.0f} minutes left", flush=True)
    print(summary(write_index(folder)))
    if failed:
        raise SystemExit(f"{failed} pages could not be made; run it again, or give other texts")


if __name__ == "__main__":
    main()
