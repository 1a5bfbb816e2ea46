"""Typesets text as the pages of a printed edition: a PDF, made by WeasyPrint.

A book is given as a list of parts, so that the story and any other text can be set alike; a design
says how its pages look. Hyphens that the typesetter adds are U+2010 in the PDF, so that they can be
told from the book's own.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from html import escape
from pathlib import Path

from weasyprint import HTML

logging.getLogger("weasyprint").setLevel(logging.ERROR)
logging.getLogger("fontTools").setLevel(logging.ERROR)


@dataclass(frozen=True)
class Part:
    """A heading, a paragraph, a stanza or another stretch of text that stands by itself."""

    kind: str
    """`heading`, `prose`, `verse`, `letter`, or a kind of front matter."""
    html: str
    """The text with its inline markup; lines of verse are divided by `<br>`."""
    opens: bool = False
    """Whether it is the paragraph after a heading, which has no indent."""


@dataclass(frozen=True)
class Design:
    """How the pages of an edition look. Lengths are in millimetres, type sizes in points."""

    width: float = 130
    height: float = 200
    top: float = 21
    bottom: float = 22
    inner: float = 18
    outer: float = 16
    font: str = "EB Garamond"
    size: float = 11
    leading: float = 13.5
    language: str = "en-GB"
    hyphens: bool = True
    justified: bool = True
    head_left: str = ""
    """The running head of left pages: a text, or `chapter` for the chapter's title."""
    head_right: str = ""
    head_style: str = "capitals"
    """`capitals`, `small-caps` or `italic`."""
    number: str = "foot"
    """Where the page's number stands: `foot`, `head` (outer corner) or `none`."""
    old_figures: bool = False
    drop_cap: bool = False
    small_caps: bool = False
    """Whether a chapter's first words stand in small capitals."""
    run_on: bool = False
    """Whether chapters begin where the last one ended, not on a new page."""
    roman: bool = False
    first: int = 1
    """The number of the first page: odd, since it is a right one."""
    css: str = ""
    """Rules of this design alone."""


STYLE = r"""
html {{ font-family: "{font}"; font-size: {size}pt; line-height: {leading}pt;
  hyphens: {hyphens}; text-align: {align}; font-variant-numeric: {figures}; }}
body {{ margin: 0; }}
p {{ margin: 0; text-indent: {indent}pt; orphans: 2; widows: 2; hyphenate-limit-chars: 6 3 3; }}
p.opens, p.letter, p.verse {{ text-indent: 0; }}
h2 {{ font-weight: normal; font-size: 1.25em; text-align: center; hyphens: none; {new_page}
  break-after: avoid; line-height: 1.3; text-indent: 0;
  margin: {sink} 0 {leading}pt; }}
h2 .title {{ string-set: chapter content(text); }}
h2 .number {{ display: block; margin-bottom: 0.3em; letter-spacing: 0.12em; }}
p.verse {{ margin: {leading}pt 0 {leading}pt {verse}pt; hyphens: none; text-align: left;
  break-inside: avoid; }}
p.letter {{ margin: 0 {indent}pt {half}pt; }}
.small {{ text-transform: uppercase; font-variant-caps: all-small-caps; letter-spacing: 0.04em; }}
.drop {{ float: left; font-size: {drop}pt; line-height: {drop_line}pt; padding-right: 1.5pt;
  height: {two}pt; margin: 0; }}
.note {{ float: footnote; font-size: 0.82em; line-height: 1.2; text-indent: 0; }}
::footnote-marker {{ content: counter(footnote) "\a0"; font-size: 0.65em; vertical-align: super; }}
::footnote-call {{ content: counter(footnote); font-size: 0.65em; vertical-align: super;
  line-height: 0; }}
@page {{ size: {width}mm {height}mm;
  @footnote {{ border-top: 0.4pt solid black; padding-top: 4pt; margin-top: 6pt; }} }}
@page :left {{ margin: {top}mm {inner}mm {bottom}mm {outer}mm;
  @top-center {{ content: {head_left}; {head} }} {number_left} }}
@page :right {{ margin: {top}mm {outer}mm {bottom}mm {inner}mm;
  @top-center {{ content: {head_right}; {head} }} {number_right} }}
@page :first {{ counter-reset: page {before}; }}
"""

HEADS = {
    "capitals": "text-transform: uppercase; font-size: 0.76em; letter-spacing: 0.09em;",
    "small-caps": "text-transform: uppercase; font-variant-caps: all-small-caps; "
    "letter-spacing: 0.08em;",
    "italic": "font-style: italic; font-size: 0.95em;",
}


def _head(text: str) -> str:
    if text == "chapter":
        return "string(chapter, first-except)"
    return f'"{text}"' if text else "none"


def stylesheet(design: Design) -> str:
    """The design as CSS."""
    kind = "lower-roman" if design.roman else "decimal"
    below = "vertical-align: top; padding-top: 4mm;"
    above = "vertical-align: bottom; padding-bottom: 4mm;"
    number = f'content: counter(page, {kind}); font-size: 0.92em;'
    numbers = {
        "foot": (f"@bottom-center {{ {number} {below} }}",) * 2,
        "head": (f"@top-left {{ {number} {above} }}", f"@top-right {{ {number} {above} }}"),
        "none": ("", ""),
    }[design.number]
    rules = STYLE.format(
        font=design.font, size=design.size, leading=design.leading,
        hyphens="auto" if design.hyphens else "none",
        align="justify" if design.justified else "left",
        figures="oldstyle-nums" if design.old_figures else "lining-nums",
        indent=1.4 * design.size, half=design.leading / 2, verse=2.5 * design.size,
        new_page="" if design.run_on else "break-before: page;",
        sink=f"{2.2 * design.leading}pt" if design.run_on else "18%",
        drop=2.55 * design.leading, drop_line=2.05 * design.leading, two=2 * design.leading,
        width=design.width, height=design.height, top=design.top, bottom=design.bottom,
        inner=design.inner, outer=design.outer,
        head_left=_head(design.head_left), head_right=_head(design.head_right),
        head=HEADS[design.head_style] + above + " white-space: nowrap;",
        number_left=numbers[0], number_right=numbers[1],
        before=design.first,
    )
    return rules + design.css


def opening(html: str, design: Design) -> str:
    """A chapter's first paragraph with its drop capital or small capitals."""
    match = re.match(r"([‘“«¿¡„\"'(—]*)(\w)([^\s<]*)((?: [^\s<.,;:!?]+){0,3})", html)
    if match is None:
        return html
    marks, letter, rest, words = match.groups()
    small = f'<span class="small">{rest}{words}</span>' if rest + words else ""
    if not design.small_caps:
        small = rest + words
    if design.drop_cap:
        return f'<span class="drop">{marks}{letter}</span>{small}{html[match.end():]}'
    return f"{marks}{letter}{small}{html[match.end():]}"


def markup(parts: list[Part], design: Design) -> str:
    """The book as HTML."""
    rows: list[str] = []
    for part in parts:
        if part.kind == "heading":
            rows.append(f"<h2>{part.html}</h2>")
        else:
            html = opening(part.html, design) if part.opens else part.html
            names = f"{part.kind} opens" if part.opens else part.kind
            rows.append(f'<p class="{names}">{html}</p>')
    return (
        f'<!DOCTYPE html><html lang="{escape(design.language)}"><head><meta charset="utf-8">'
        f"<style>{stylesheet(design)}</style></head><body>{''.join(rows)}</body></html>"
    )


def typeset(parts: list[Part], design: Design, pdf: Path) -> None:
    """Writes the pages."""
    HTML(string=markup(parts, design)).write_pdf(pdf)
