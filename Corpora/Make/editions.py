"""The story's printed editions: how the master becomes the parts that are typeset."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from master import Block, Master, Piece, Section, Word, is_counted, words
from typeset import Design, Part

POCKET = Design(
    width=111, height=178, top=19, bottom=20, inner=15, outer=12.5,
    font="Linux Libertine O", size=9.6, leading=11.9,
    head_left="Page Match contributors", head_right="The Copyholder", head_style="small-caps",
    number="foot", drop_cap=True, small_caps=True, run_on=True, first=9,
)
"""A small paperback: chapters run on, drop capitals, double quotation marks, `tonight`."""

LIBRARY = Design(
    width=134, height=208, top=24, bottom=22, inner=20, outer=17,
    font="EB Garamond", size=11.6, leading=14.6,
    head_left="The Copyholder", head_right="chapter", head_style="capitals",
    number="head", old_figures=True, small_caps=True, first=1,
)
"""A bound book: chapters on new pages, small capitals, figures with ascenders and descenders."""

LIBRARY_FRONT = Design(
    width=134, height=208, top=24, bottom=22, inner=20, outer=17,
    font="EB Garamond", size=11.6, leading=14.6, number="foot", roman=True, old_figures=True,
    css="""
    h2 { break-before: page; } h2.bare { display: none; }
    p { text-indent: 0; margin-bottom: 7pt; }
    .titlepage { text-align: center; } .titlepage.name { font-size: 2.1em; line-height: 1.3;
      margin: 32mm 0 10mm; letter-spacing: 0.04em; break-before: page; }
    .titlepage.last { margin-top: 75mm; letter-spacing: 0.03em; }
    .imprint { font-size: 1em; } .imprint.name { margin-top: 70mm; break-before: page; }
    .dedication { text-align: center; font-style: italic; }
    .dedication.name { margin-top: 45mm; break-before: right; font-style: normal; }
    .preface.name { break-before: right; margin: 22mm 0 8mm; text-align: center;
      font-size: 1.2em; }
    @page :first { @bottom-center { content: none; } }""",
)
"""Its front matter, with Roman numbers."""

READER = Design(
    width=90, height=122, top=7, bottom=12, inner=6, outer=6,
    font="Linux Biolinum O", size=12.5, leading=17.5, hyphens=False, justified=False,
    number="none", first=1,
    css="""p { text-indent: 0; margin-bottom: 8pt; }
    @page :left { @bottom-left { font-size: 8.5pt; } @bottom-right { font-size: 8.5pt; } }
    @page :right { @bottom-left { font-size: 8.5pt; } @bottom-right { font-size: 8.5pt; } }""",
)
"""A reading device: sans serif, large, ragged, undivided words; a line of state at the foot."""

OTHER = Design(
    width=118, height=182, top=22, bottom=22, inner=17, outer=14,
    font="EB Garamond", size=12, leading=15.5,
    head_right="The Countryman’s Year", head_style="italic", number="foot", first=119,
)
"""The book that the page of another text is from."""

DOUBLE = {"‘": "“", "“": "‘", "”": "’"}


@dataclass(frozen=True)
class Place:
    """A counted word of the book."""

    section: Section
    block: int
    number: int
    """Its number among the words of its block, those that are not counted among them."""
    word: Word


def places(master: Master) -> list[Place]:
    """The counted words of the book in reading order, without the contents page.

    Notes stand at the end of their section, as in the EPUB.
    """
    result: list[Place] = []
    for section in master.sections:
        if section.type == "toc":
            continue
        blocks = list(enumerate(section.blocks))
        for index, block in sorted(blocks, key=lambda item: item[1].kind == "note"):
            result += [
                Place(section, index, number, word)
                for number, word in enumerate(words(block.text))
                if is_counted(word)
            ]
    return result


def restyled(pieces: list[Piece]) -> list[Piece]:
    """The text in the pocket edition's house style: double quotation marks, `tonight`."""
    text = "".join(piece.text for piece in pieces)
    result = ""
    depth = 0
    for at, mark in enumerate(text):
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        if mark == "‘":
            depth += 1
        elif mark == "’" and depth > 0 and not (before.isalpha() and after.isalpha()):
            depth -= 1
            mark = "”"
            result += mark
            continue
        result += DOUBLE.get(mark, mark)
    styled: list[Piece] = []
    at = 0
    for piece in pieces:
        part = result[at : at + len(piece.text)]
        at += len(piece.text)
        for old, new in (("to-night", "tonight"), ("to-morrow", "tomorrow")):
            part = part.replace(old, new)
        styled.append(Piece(part, piece.italic, piece.note))
    return styled


def _html(block: Block, section: Section, is_double: bool) -> str:
    lines: list[str] = []
    for line in block.lines:
        html = ""
        for piece in restyled(line) if is_double else line:
            if piece.note is not None:
                note = next(other for other in section.blocks if other.note == piece.note)
                html += f'<span class="note">{_html(note, section, is_double)}</span>'
            else:
                text = escape(piece.text, quote=False)
                html += f"<i>{text}</i>" if piece.italic else text
        lines.append(html)
    return "<br>".join(lines)


def heading(title: str) -> str:
    """A heading, a chapter's number above its title."""
    number, _, rest = title.partition(". ")
    if not rest:
        return f'<span class="title">{escape(title)}</span>'
    return f'<span class="number">{number}</span><span class="title">{escape(rest)}</span>'


def story(master: Master, is_double: bool) -> list[Part]:
    """The chapters and the note on the type."""
    parts: list[Part] = []
    for section in master.sections:
        if section.type not in ("chapter", "colophon"):
            continue
        opens = False
        for block in section.blocks:
            if block.kind == "heading":
                parts.append(Part("heading", heading(section.title)))
                opens = True
            elif block.kind != "note":
                is_first = opens and block.kind == "prose"
                parts.append(Part(block.kind, _html(block, section, is_double), is_first))
                opens = False
    return parts


def front(master: Master) -> list[Part]:
    """What stands before the chapters, without the contents page."""
    parts: list[Part] = []
    for section in master.sections:
        if section.type in ("chapter", "colophon", "toc"):
            continue
        for index, block in enumerate(section.blocks):
            kind = f"{section.type} name" if index == 0 else section.type
            if index == len(section.blocks) - 1:
                kind += " last"
            parts.append(Part(kind, _html(block, section, False)))
    return parts
