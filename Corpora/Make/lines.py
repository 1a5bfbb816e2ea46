"""What is said of the short books, line by line. Nothing but Python's own library is needed here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """A sentence of a short book, or one that only the reader says."""

    section: str | None
    """None if it is not in the book."""
    kind: str
    """`heading`, `prose` or `aside`."""
    printed: str
    said: str
    first: str
    """Its first words as they stand in the book."""
    count: int
    """Its words, or its letters where words are not divided."""
    ends_block: bool = False
    ends_section: bool = False


def arranged(
    blocks: list[tuple[str, str, str]], sentences: Callable[[str], list[str]],
    line: Callable[..., Line], announcement: list[Line], credits: str,
) -> list[Line]:
    """What is said, in order: the title, the announcement, the blocks that are read, the credits."""
    result: list[Line] = []
    for number, (section, kind, text) in enumerate(blocks):
        last_block = number + 1 == len(blocks) or blocks[number + 1][0] != section
        parts = [text] if kind == "heading" else sentences(text)
        for place, part in enumerate(parts, start=1):
            last = place == len(parts)
            ends_section = last and last_block and number > 0
            result.append(line(section, kind, part, ends_block=last, ends_section=ends_section))
        if number == 0:
            result += announcement
    return result + [line(None, "aside", part) for part in sentences(credits)]
