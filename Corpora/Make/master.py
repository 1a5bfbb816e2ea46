"""Reads the master (`story.md`) into sections, blocks, words and sentences.

Everything else in the sample is made from what this module returns. The markup is small:

    ---                     key: value lines between two rules
    ## [type] Title         a section; a chapter's title begins with its Roman number
    *text*                  italics
    word[^1]                a reference to the note `[^1]: …` of the same section
    ::: verse … :::         lines of verse, one a line
    ::: letter … :::        paragraphs of a letter
    ::: skipped … :::       a paragraph that the reader of the audiobook leaves out
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
CORPORA = HERE.parent

WORDS_PER_PAGE = 280
"""Words on a page of the (imaginary) printed edition that the EPUB's page list follows."""

ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"]

ABBREVIATIONS = {"Mr.", "Mrs.", "Dr.", "Rev.", "St.", "No.", "Messrs.", "P.S.", "S.W.",
                 "Wm.", "Esq.", "Co."}
"""Words whose full stop does not end a sentence."""


@dataclass(frozen=True)
class Piece:
    """A stretch of a line in one style, or a reference to a note (then `text` is empty)."""

    text: str
    italic: bool = False
    note: str | None = None


@dataclass
class Block:
    """A heading, a paragraph, a stanza or a note."""

    kind: str
    """`heading`, `prose`, `verse`, `letter` or `note`."""
    lines: list[list[Piece]]
    skipped: bool = False
    note: str | None = None

    @property
    def text(self) -> str:
        """The plain text, without references to notes; lines end in a newline, except the last."""
        return "\n".join("".join(piece.text for piece in line) for line in self.lines)


@dataclass(frozen=True)
class Word:
    """A word with its punctuation: `text` is `block.text[start:end]`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Sentence:
    """Words `first ..< last` of a block."""

    first: int
    last: int


@dataclass
class Section:
    """A chapter, or a part of the front or back matter: one XHTML file of the EPUB."""

    name: str
    """Unique: `chapter-1`, `imprint`."""
    type: str
    """The EPUB's semantic type: `chapter`, `titlepage`, `colophon`."""
    title: str
    blocks: list[Block] = field(default_factory=list)

    @property
    def read(self) -> bool:
        """Whether the section is read aloud."""
        return self.type == "chapter"

    @property
    def path(self) -> str:
        """The path in the EPUB."""
        return "nav.xhtml" if self.type == "toc" else f"text/{self.name}.xhtml"


@dataclass
class Master:
    """The whole of the master: its header and its sections in reading order."""

    header: dict[str, str]
    sections: list[Section]

    @property
    def folder(self) -> Path:
        """Where the sample's files are written."""
        return CORPORA / self.header["slug"]


@dataclass(frozen=True)
class PageStart:
    """Where a page of the printed edition begins: at `offset` in the text of a block."""

    label: str
    section: str
    block: int
    offset: int


def load(path: Path = HERE / "story.md") -> Master:
    """Reads the master."""
    _, header_text, body = path.read_text(encoding="utf-8").split("---\n", 2)
    header: dict[str, str] = {}
    for line in header_text.strip().splitlines():
        key, value = line.split(": ", 1)
        header[key] = value
    sections: list[Section] = []
    fence: str | None = None
    fenced: list[str] = []
    for line in body.splitlines():
        line = line.strip()
        if line.startswith("## "):
            match = re.fullmatch(r"## \[(\w+)\] (.+)", line)
            if match is None:
                raise ValueError(f"not a section heading: {line}")
            sections.append(_section(match[1], match[2], sections))
        elif line == ":::" and fence is not None:
            sections[-1].blocks += _fenced_blocks(fence, fenced)
            fence, fenced = None, []
        elif line.startswith("::: "):
            fence = line[4:]
        elif fence is not None:
            fenced.append(line)
        elif note := re.fullmatch(r"\[\^(\w+)\]: (.+)", line):
            sections[-1].blocks.append(Block("note", [_pieces(note[2])], note=note[1]))
        elif line:
            sections[-1].blocks.append(Block("prose", [_pieces(line)]))
    return Master(header, sections)


def _section(kind: str, title: str, before: list[Section]) -> Section:
    number = 1 + sum(section.type == "chapter" for section in before)
    name = f"chapter-{number}" if kind == "chapter" else kind
    return Section(name, kind, title, [Block("heading", [[Piece(title)]])])


def _fenced_blocks(fence: str, lines: list[str]) -> list[Block]:
    if fence == "verse":
        return [Block("verse", [_pieces(line) for line in lines if line])]
    kind = "letter" if fence == "letter" else "prose"
    return [
        Block(kind, [_pieces(line)], skipped=fence == "skipped") for line in lines if line
    ]


def _pieces(line: str) -> list[Piece]:
    pieces: list[Piece] = []
    for part in re.split(r"(\*[^*]+\*|\[\^\w+\])", line):
        if part.startswith("*"):
            pieces.append(Piece(part[1:-1], italic=True))
        elif part.startswith("[^"):
            pieces.append(Piece("", note=part[2:-1]))
        elif part:
            pieces.append(Piece(part))
    return pieces


def words(text: str) -> list[Word]:
    """The words of a text in order, punctuation attached.

    Split at white space and after an em dash; what holds neither letter nor digit nor `&` belongs
    to the word before it.
    """
    found: list[Word] = []
    for match in re.finditer(r"[^\s—]+—?|—", text):
        if found and not re.search(r"[\w&]", match[0]):
            before = found.pop()
            found.append(Word(before.start, match.end(), text[before.start : match.end()]))
        else:
            found.append(Word(match.start(), match.end(), match[0]))
    return found


def is_counted(word: Word) -> bool:
    """Whether the word holds a letter or a digit (`&` does not)."""
    return re.search(r"\w", word.text) is not None


def sentences(block: Block) -> list[Sentence]:
    """The sentences of a block; a heading is one."""
    found = words(block.text)
    if block.kind == "heading":
        return [Sentence(0, len(found))]
    result: list[Sentence] = []
    first = 0
    for index, word in enumerate(found):
        is_last = index + 1 == len(found)
        if is_last or _ends_sentence(word.text, found[index + 1].text):
            result.append(Sentence(first, index + 1))
            first = index + 1
    return result


def _ends_sentence(word: str, following: str) -> bool:
    bare = word.strip("‘’“”(),")
    if bare in ABBREVIATIONS or re.fullmatch(r"[A-Z]\.|\d+[sd]\.", bare):
        return False
    return (
        re.search(r"[.?!][’”)]*$", word) is not None
        and re.match(r"[‘“(]*[A-Z0-9]", following) is not None
    )


def page_starts(master: Master) -> list[PageStart]:
    """Where the pages of the printed edition begin: Roman labels, then Arabic from chapter I."""
    starts: list[PageStart] = []
    arabic = 0
    in_front = True
    for section in master.sections:
        in_front = in_front and not section.read
        flow = [
            (index, word)
            for index, block in enumerate(section.blocks)
            if block.kind != "note"
            for word in words(block.text)
        ]
        count = 1 if in_front else max(1, round(len(flow) / WORDS_PER_PAGE))
        for page in range(count):
            block, word = flow[page * len(flow) // count]
            if in_front:
                label = ROMAN[len(starts)]
            else:
                arabic += 1
                label = str(arabic)
            starts.append(PageStart(label, section.name, block, word.start))
    return starts
