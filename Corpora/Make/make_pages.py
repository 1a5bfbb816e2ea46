"""Makes `pages/`: pictures of printed pages, what Tesseract reads on them, and the truth.

The story is typeset in three editions (`editions.py`), its pages are made to look photographed
(`photograph.py`), and Tesseract reads the pictures (`recognise.py`). Which words a picture shows is
known from where they stand on the page and from what the camera sees of it.

Usage: python3 make_pages.py [NAME...]    all pages, or those whose names begin so
       python3 make_pages.py --times      only adds the reading's times to `pages/truth.json`
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

import editions
import master as master_module
from editions import LIBRARY, LIBRARY_FRONT, OTHER, POCKET, READER, Place
from master import HERE, Master, Word, is_counted, sentences, words
from photograph import Array, Seen, Shot, photograph, render, save, scan
from printed import POINT, Box, Page, Stream, place, read
from recognise import Recognised, rates, recognise
from typeset import Design, Part, typeset

DENSITY = 11.0
"""Pixels a millimetre in which pages are drawn before they are photographed."""

BEZEL = (6.0, 7.0, 17.0)
"""The reading device's frame in millimetres: at the sides, above and below."""


@dataclass(frozen=True)
class Plan:
    """A picture to be made."""

    file: str
    edition: str
    holds: str
    """Words of the book that stand on the page, as the edition has them, without stops."""
    shot: Shot
    troubles: list[str] = field(default_factory=list)
    status: str = "matched"
    """What a lookup should answer."""
    also: str = ""
    """What is right too."""


PLANS = [
    Plan("01-first-chapter.jpg", "library", "I had it before I had my prayers",
         Shot(seed=101, side="left", roll=3.6, tilt=(3, 5), rise=4, bend=14, field=1.12,
              aim=(0.52, 0.5)),
         ["turned by 4 degrees"]),
    Plan("02-chapter-border.jpg", "pocket", "I gave him the Mayor of Haldersea as a haddock",
         Shot(seed=102, side="right", roll=-1.2, tilt=(-7, 17), rise=13, bend=19, field=1.02,
              aim=(0.47, 0.5), table="cloth", lamp=(230, -120, 260), ambient=0.42),
         ["curved towards the spine"]),
    Plan("03-skipped-paragraph.jpg", "library", "It hung in Mrs. Dunmallet’s above the fish paste",
         Shot(seed=103, side="left", roll=0.8, tilt=(2, 6), rise=4, light=(1.0, 0.80, 0.55),
              lamp=(-190, -150, 190), ambient=0.30, shadow=0.62, shadow_line=(1, 0.55, 0.10),
              exposure=1.05, noise=0.014, table="dark", field=1.06, quality=50),
         ["shadow", "uneven warm light"]),
    Plan("04-second-rhyme.jpg", "pocket", "at the fifth attempt I went through from end to end",
         Shot(seed=104, side="right", roll=1.1, tilt=(4, 4), rise=5, defocus=1.1,
              motion=(4.5, 25), noise=0.016, sharpen=0.2, field=1.03, quality=56),
         ["out of focus", "moved"]),
    Plan("05-note-on-the-type.jpg", "library", "The text of this book is set",
         Shot(seed=105, side="left", tilt=(24, 26), roll=5, rise=4, field=1.2,
              aim=(0.54, 0.52), uneven_focus=1.0, table="wood"),
         ["perspective"], "unaligned"),
    Plan("06-another-text.jpg", "other", "A dry wall is not held up",
         Shot(seed=106, side="right", roll=0.7, tilt=(3, 9), rise=5, table="cloth", field=1.1),
         [], "no_match"),
    Plan("07-title-page.jpg", "front", "A Story in Seven Chapters",
         Shot(seed=107, side="right", roll=-0.9, tilt=(-3, 7), rise=7, bend=16, field=1.08),
         ["few words"], "unaligned", also="matched"),  # The announcement says it.
    Plan("08-roman-number.jpg", "front", "Spelling and stops are the narrator’s own",
         Shot(seed=108, side="right", roll=1.4, tilt=(3, 3), rise=4, table="dark", field=1.04),
         ["few words"], "unaligned"),
    Plan("09-turned-6.jpg", "pocket", "So I taught myself to read upside down",
         Shot(seed=109, side="left", roll=-0.8, tilt=(2, 8), rise=5, table="wood", field=1.05,
              orientation=6),
         ["EXIF orientation 6"]),
    Plan("10-turned-8.jpg", "library", "that I have just been spoken to",
         Shot(seed=110, side="right", roll=1.6, tilt=(-5, 6), rise=4, table="cloth",
              light=(0.93, 0.97, 1.0), field=1.08, orientation=8),
         ["EXIF orientation 8"]),
    Plan("11-upside-down.jpg", "library", "I write to correct an error",
         Shot(seed=111, side="right", roll=0.9, tilt=(2, 7), rise=5, field=1.08,
              upside_down=True),
         ["upside down"]),
    Plan("12-half-page.jpg", "pocket", "His half lay across a pair of trestles",
         Shot(seed=112, side="left", roll=-1.5, tilt=(-4, 10), rise=5, field=0.62,
              landscape=True, aim=(0.52, 0.74), long_side=1400),
         ["half a page"]),
    Plan("13-spread.jpg", "pocket", "They took us in the order of our importance",
         Shot(seed=113, side="both", landscape=True, roll=0.9, tilt=(2, 9), rise=7, bend=17,
              field=1.09, long_side=1700, table="cloth", noise=0.004, quality=40),
         ["two pages"]),
    Plan("14-e-reader.webp", "reader", "Is there anything",
         Shot(seed=114, kind="device", roll=2.4, tilt=(5, 10), rise=0, block=8, field=1.08,
              table="wood", ambient=0.7, exposure=1.5, quality=66),
         ["reading device"]),
    Plan("15-e-reader-screen.png", "reader", "You would have had your eyes on the copy",
         Shot(seed=115, kind="screen", long_side=1448), ["reading device", "screenshot"]),
    Plan("16-thumb.jpg", "library", "There were seven hundred and seven tides",
         Shot(seed=116, side="right", roll=-1.8, tilt=(4, 6), rise=6, field=1.0,
              aim=(0.45, 0.53), thumb="bottom-right", table="wood"),
         ["thumb over a corner"]),
    Plan("17-low-resolution.jpg", "library", "It was a room hung all round with blankets",
         Shot(seed=117, side="left", roll=0.6, tilt=(2, 5), rise=4, field=1.02, small=0.62,
              quality=22, noise=0.012, table="dark"),
         ["low resolution", "JPEG artefacts"]),
    Plan("18-scan.tif", "library", "Nine mistakes in ten shout",
         Shot(seed=118, kind="scan", side="left", long_side=2100, roll=0.5, bilevel=True),
         ["scan in black and white", "footnote"]),
]


@dataclass
class Edition:
    """A typeset edition."""

    name: str
    design: Design
    pdf: Path
    pages: list[Page]
    body: list[int]
    """The numbers of its words in the book; notes apart. Empty for another text."""
    notes: list[int]
    texts: list[str]


def roman(number: int) -> str:
    """A small Roman number."""
    result = ""
    for value, sign in ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        while number >= value:
            result += sign
            number -= value
    return result


def make_edition(
    name: str, design: Design, parts: list[Part], pdf: Path, found: list[Place]
) -> Edition:
    """Typesets an edition and finds the words of its pages."""
    typeset(parts, design, pdf)
    pages = read(pdf, design)
    is_front = design.roman
    inside = [
        (number, item) for number, item in enumerate(found)
        if (item.section.type not in ("chapter", "colophon")) == is_front
    ]
    notes = [n for n, item in inside if item.section.blocks[item.block].kind == "note"]
    body = [n for n, item in inside if item.section.blocks[item.block].kind != "note"]
    place(pages, Stream([found[n].word.text for n in body]),
          Stream([found[n].word.text for n in notes]))
    texts = [found[n].word.text for n in body]
    return Edition(name, design, pdf, pages, body, notes, texts)


def make_other(pdf: Path) -> Edition:
    """Typesets the page of another text."""
    text = (HERE / "other.md").read_text(encoding="utf-8").strip()
    typeset([Part("prose", text)], OTHER, pdf)
    pages = read(pdf, OTHER)
    texts = [word.text for word in words(text) if is_counted(word)]
    place(pages, Stream(texts), Stream([]))
    return Edition("other", OTHER, pdf, pages, [], [], texts)


def status_lines(edition: Edition) -> str:
    """The reading device's line at the foot of each page: how far, and how long to go."""
    rules = ""
    ends = [page.body.last for page in edition.pages]
    heads = [page.index for page in edition.pages if page.lines[0].words[0].height > 15]
    for page in edition.pages:
        share = round(100 * page.body.last / ends[-1])
        chapter = min((index for index in heads if index > page.index), default=len(ends))
        left = max(1, round((ends[chapter - 1] - page.body.last) / 230))
        unit = "min" if left == 1 else "mins"
        rules += (
            f'@page :nth({page.index + 1}) {{ @bottom-left {{ content: "{share} %" }} '
            f'@bottom-right {{ content: "{left} {unit} left in chapter" }} }}\n'
        )
    return rules


def make_editions(master: Master, folder: Path) -> dict[str, Edition]:
    """All that is typeset."""
    found = editions.places(master)
    plain = editions.story(master, is_double=False)
    made = [
        make_edition("pocket", POCKET, editions.story(master, is_double=True),
                     folder / "pocket.pdf", found),
        make_edition("library", LIBRARY, plain, folder / "library.pdf", found),
        make_edition("front", LIBRARY_FRONT, editions.front(master), folder / "front.pdf", found),
        make_other(folder / "other.pdf"),
    ]
    reader = make_edition("reader", READER, plain, folder / "reader.pdf", found)
    with_state = Design(**{**READER.__dict__, "css": READER.css + status_lines(reader)})
    made.append(make_edition("reader", with_state, plain, folder / "reader.pdf", found))
    return {edition.name: edition for edition in made}


def page_holding(edition: Edition, holds: str) -> Page:
    """The page that the words stand on, all of them."""
    wanted = [word.strip(",.;:—!?‘’“”") for word in holds.split()]
    bare = [text.strip(",.;:—!?‘’“”") for text in edition.texts]
    at = [n for n in range(len(bare)) if bare[n : n + len(wanted)] == wanted]
    if len(at) != 1:
        raise ValueError(f"{holds!r} stands {len(at)} times in the text")
    return next(p for p in edition.pages if p.body.first <= at[0] < p.body.last)


def side_of_page(page: Page, design: Design) -> str:
    """Whether the page is a left or a right one."""
    return "right" if (page.index + design.first) % 2 else "left"


def device(ink: Array) -> Array:
    """A reading device with this on its screen."""
    side, above, below = (round(part * DENSITY) for part in BEZEL)
    screen = 0.16 + 0.76 * ink
    whole = np.full(
        (screen.shape[0] + above + below, screen.shape[1] + 2 * side), 0.955, np.float32
    )
    whole[above : above + screen.shape[0], side : side + screen.shape[1]] = screen
    return whole


def picture(plan: Plan, edition: Edition, page: Page, path: Path) -> dict[int, Seen | None]:
    """Makes the picture; says of the pages that are meant what it shows of them, None if all."""
    design, shot = edition.design, plan.shot
    size = (design.width, design.height)

    def ink(index: int) -> Array:
        if 0 <= index < len(edition.pages):
            return render(edition.pdf, index, DENSITY)
        return np.zeros((round(size[1] * DENSITY), round(size[0] * DENSITY)), np.float32)

    if shot.kind == "screen":
        scaled = render(edition.pdf, page.index, shot.long_side / design.height)
        levels = (np.round((1 - scaled) * 15) * 17).astype(np.uint8)
        save(Image.fromarray(levels), path, shot)
        return {page.index: None}
    if shot.kind == "scan":
        save(scan(shot, ink(page.index)), path, shot)
        return {page.index: None}
    if shot.kind == "device":
        side, above, below = BEZEL
        whole = (design.width + 2 * side, design.height + above + below)
        image, shown = photograph(shot, whole, None, device(ink(page.index)))
        cells = shown["right"].cells[int(above) :, int(side) :]
        save(image, path, shot)
        return {page.index: Seen(cells)}
    side_here = side_of_page(page, edition.design)
    if shot.side not in (side_here, "both"):
        raise ValueError(f"{plan.file}: page {page.index} is a {side_here} one")
    left = page.index if side_here == "left" else page.index - 1
    behind = ink(page.index + (1 if side_here == "right" else -1))
    image, shown = photograph(shot, size, ink(left), ink(left + 1), behind)
    save(image, path, shot)
    if shot.side == "both":
        return {left: shown["left"], left + 1: shown["right"]}
    return {page.index: shown[side_here]}


def is_shown(box: Box, seen: Seen | None) -> bool:
    """Whether the picture shows all of the word."""
    if seen is None:
        return True
    rim = 0.06 * box.height
    edges = (box.left, box.top + rim, box.right, box.bottom - rim)
    return seen.shows(*(edge / POINT for edge in edges))


def is_touched(box: Box, seen: Seen | None) -> bool:
    """Whether the picture shows anything of the word."""
    edges = (box.left, box.top, box.right, box.bottom)
    return seen is None or seen.touches(*(edge / POINT for edge in edges))


def shown_words(page: Page, zone: str, seen: Seen | None, first: int, stream: Stream,
                is_seen: Callable[[Box, Seen | None], bool] = is_shown) -> list[int]:
    """The words of the text, by number, that begin on the page and are seen."""
    result: list[int] = []
    at = stream.starts[first] if first < len(stream.starts) else len(stream.letters)
    # A word that began on the page before ends here.
    if zone == "body" and page.lines:
        total = sum(len(line.letters) for line in page.lines if line.zone == zone)
        begun = page.body.last < len(stream.starts)
        end = stream.starts[page.body.last] if begun else len(stream.letters)
        at = end - total if begun and total <= end else at
    number_at = {start: n for n, start in reversed(list(enumerate(stream.starts)))}
    for line in page.lines:
        if line.zone != zone:
            continue
        for box in line.words:
            length = len("".join(c for c in box.text.casefold() if c.isalnum()))
            if is_seen(box, seen):
                result += [number_at[n] for n in range(at, at + length) if n in number_at]
            at += length
    return result


def quoted(found: list[Place], numbers: list[int]) -> str:
    """The words as they stand in the book."""
    text = ""
    before: Place | None = None
    for item in (found[number] for number in numbers):
        whole = item.section.blocks[item.block].text
        here = (item.section.name, item.block)
        if before is not None and (before.section.name, before.block) == here:
            text += whole[before.word.end : item.word.end]
        else:
            text += (" " if text else "") + item.word.text
        before = item
    return " ".join(text.split()).rstrip("—")


def row(plan: Plan, edition: Edition, shown: dict[int, Seen | None], found: list[Place],
        recognised: Recognised, printed: str) -> dict[str, Any]:
    """The page's row of `truth.json`, without times."""
    stream = Stream(edition.texts)
    note_stream = Stream([found[n].word.text for n in edition.notes])
    body: list[int] = []
    notes: list[int] = []
    cut: list[int] = []
    for index, seen in shown.items():
        page = edition.pages[index]
        body += shown_words(page, "body", seen, page.body.first, stream)
        cut += shown_words(page, "body", seen, page.body.first, stream, is_touched)
        notes += shown_words(page, "note", seen, page.notes.first, note_stream)
    numbers = [index + edition.design.first for index in shown]
    labels = [roman(n) if edition.design.roman else str(n) for n in numbers]
    result: dict[str, Any] = {
        "file": Path(plan.file).with_suffix(".txt").name, "picture": plan.file,
        "edition": "library" if edition.name == "front" else edition.name,
    }
    if edition.name != "reader":
        result["page"] = "–".join(labels)
    result["status"] = plan.status
    if plan.also:
        result["also"] = plan.also
    if edition.body:
        first, last = found[edition.body[body[0]]], edition.body[body[-1]]
        result["section"] = first.section.path
        result["from"], result["to"] = edition.body[body[0]], last
        partly = [edition.body[cut[0]], edition.body[cut[-1]]]
        if partly != [result["from"], result["to"]]:
            result["partly"] = partly
        six = [edition.body[n] for n in body[:6]]
        ends = [edition.body[n] for n in body[-6:]]
    else:
        result["from"], result["to"] = body[0], body[-1]
        six, ends = body[:6], body[-6:]
    if edition.body:
        result["first"], result["last"] = quoted(found, six), quoted(found, ends)
    else:
        result["first"] = " ".join(edition.texts[n] for n in six)
        result["last"] = " ".join(edition.texts[n] for n in ends)
    result["words"] = len(body)
    if notes:
        result["notes"] = [edition.notes[notes[0]], edition.notes[notes[-1]]]
    result["troubles"] = plan.troubles
    result["levelled"] = recognised.angle
    characters, word_rate = rates(recognised.text, printed)
    result["cer"], result["wer"] = round(characters, 4), round(word_rate, 4)
    return result


Times = dict[int, tuple[int, float, float]]
"""Track, start and end of words, by their number in the book."""


def spoken_times(master: Master, found: list[Place]) -> Times:
    """When the words are read: as `truth-words.json` has it, or else inside their sentences.

    `truth.json` knows sentences; inside one, time is shared out by letters.
    """
    truth, exact = master.folder / "truth.json", master.folder / "truth-words.json"
    if not truth.exists():
        return {}
    spoken = json.loads(truth.read_text(encoding="utf-8"))["sentences"]
    known_words: dict[tuple[str, int, int], list[list[float]]] = {}
    if exact.exists():
        for said in json.loads(exact.read_text(encoding="utf-8"))["sentences"]:
            known_words[said["section"], said["block"], said["word"]] = said["times"]
    number_of = {(p.section.name, p.block, p.number): n for n, p in enumerate(found)}
    times: Times = {}
    at = 0
    for section in master.sections:
        for index, block in enumerate(section.blocks):
            inside = words(block.text)
            for sentence in sentences(block):
                taken = inside[sentence.first : sentence.last]
                counted = [word for word in taken if is_counted(word)]
                if at == len(spoken) or not counted:
                    continue
                begins = block.text[counted[0].start : counted[:6][-1].end].rstrip("—")
                said = spoken[at]
                if (said["section"], said["first"]) != (section.path, begins):
                    continue
                at += 1
                spans = known_words.get((section.path, index, sentence.first), [])
                if len(spans) != len(taken):
                    spans = shared_out(said, taken)
                for offset, (start, end) in enumerate(spans):
                    number = number_of.get((section.name, index, sentence.first + offset))
                    if number is not None:
                        times[number] = (said["track"], round(start, 2), round(end, 2))
    if at != len(spoken):
        raise ValueError(f"not a sentence of the book: {spoken[at]['first']!r}")
    return times


def shared_out(said: dict[str, Any], taken: list[Word]) -> list[list[float]]:
    """Start and end of a sentence's words, by their letters."""
    ends = [0, *accumulate(len(word.text) for word in taken)]
    pace = (said["end"] - said["start"]) / ends[-1]
    return [
        [said["start"] + pace * before, said["start"] + pace * after]
        for before, after in zip(ends, ends[1:])
    ]


def with_times(
    rows: list[dict[str, Any]], times: Times, found: list[Place]
) -> None:
    """Adds to each row how many of its words are read, and when."""
    for entry in rows:
        for key in ("read", "track", "start", "end_track", "end", "earliest"):
            entry.pop(key, None)
        if "section" not in entry or not times:
            continue
        heard = [
            times[n] for n in range(entry["from"], entry["to"] + 1)
            if n in times and found[n].section.blocks[found[n].block].kind != "note"
        ]
        entry["read"] = len(heard)
        if heard:
            entry["track"], entry["start"] = heard[0][0], heard[0][1]
            if heard[-1][0] != heard[0][0]:
                entry["end_track"] = heard[-1][0]
            entry["end"] = heard[-1][2]
            before = times.get(entry.get("partly", [entry["from"]])[0], heard[0])
            if before[0] == entry["track"] and before[1] < entry["start"]:
                entry["earliest"] = before[1]


def write(path: Path, rows: list[dict[str, Any]]) -> None:
    """Writes `truth.json`, a row a line."""
    joined = ",\n".join("  " + json.dumps(entry, ensure_ascii=False) for entry in rows)
    path.write_text(f'{{"pages": [\n{joined}\n]}}\n', encoding="utf-8")


def known(path: Path) -> list[dict[str, Any]]:
    """The rows that `truth.json` has."""
    return json.loads(path.read_text(encoding="utf-8"))["pages"] if path.exists() else []


def main(arguments: list[str]) -> None:
    """Writes `pages/`."""
    master = master_module.load()
    found = editions.places(master)
    folder = master.folder / "pages"
    (folder / "printed").mkdir(parents=True, exist_ok=True)
    truth = folder / "truth.json"
    rows = {entry["file"]: entry for entry in known(truth) if "picture" in entry}
    if "--times" not in arguments:
        with tempfile.TemporaryDirectory() as temporary:
            made = make_editions(master, Path(temporary))
            for plan in PLANS:
                if arguments and not any(plan.file.startswith(name) for name in arguments):
                    continue
                edition = made[plan.edition]
                page = page_holding(edition, plan.holds)
                path = folder / plan.file
                shown = picture(plan, edition, page, path)
                name = path.with_suffix("")
                recognised = recognise(path, name, "eng", ("txt", "tsv", "hocr"))
                printed = "".join(
                    edition.pages[index].text(lambda box, seen=seen: is_shown(box, seen))
                    for index, seen in shown.items()
                )
                (folder / "printed" / f"{path.stem}.txt").write_text(printed, encoding="utf-8")
                entry = row(plan, edition, shown, found, recognised, printed)
                rows[entry["file"]] = entry
                print(f"{plan.file}: {entry['words']} words, {path.stat().st_size // 1000} kB, "
                      f"{100 * entry['cer']:.1f} % of characters, "
                      f"{100 * entry['wer']:.1f} % of words wrong", flush=True)
    ordered = [rows[name] for name in sorted(rows)]
    with_times(ordered, spoken_times(master, found), found)
    write(truth, ordered)


if __name__ == "__main__":
    main(sys.argv[1:])
