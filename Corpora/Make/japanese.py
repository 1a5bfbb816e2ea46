"""時計屋の雨, a short Japanese book: its text (`tokeiya.md`), and what is said for it.

In the master `{漢字|かんじ}` is a word with its reading, which is set as ruby and read aloud.
"""

from __future__ import annotations

import re
from typing import Any

from master import HERE
from lines import Line, arranged

FOLDER = "tokeiya-no-ame"

ANNOUNCEMENT = "ページマッチの、みじかいお話です。機械の声で、お読みします。"
CREDITS = "時計屋の雨、これで終わりです。ありがとうございました。"

UNREAD = ["text-4.xhtml"]

RUBY = r"\{([^|}]+)\|([^}]+)\}"

Block = tuple[str, str, str]
"""Path in the EPUB, kind and text, with its markup."""


def blocks() -> list[Block]:
    """The blocks of the master."""
    path = ""
    result: list[Block] = []
    for line in (HERE / "tokeiya.md").read_text(encoding="utf-8").splitlines():
        if match := re.match(r"#+ (.+)", line):
            path = f"text-{sum(kind == 'heading' for _, kind, _ in result)}.xhtml"
            result.append((path, "heading", match[1]))
        elif line:
            result.append((path, "prose", line))
    return result


def printed(text: str) -> str:
    """A text without its readings."""
    return re.sub(RUBY, r"\1", text)


def said(text: str) -> str:
    """What the voice is given: readings for the words that have them, rests for brackets."""
    text = re.sub(RUBY, r"\2", text)
    return re.sub("^「|」$", "", text).replace("　", "、")


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph; those between brackets are sentences, too."""
    return [part for part in re.findall(r"[^。]+。?」?", text) if part]


def letters(text: str) -> list[re.Match[str]]:
    """Letters and digits."""
    return list(re.finditer(r"[^\W_]", text))


def _line(section: str | None, kind: str, text: str, **ends: bool) -> Line:
    bare = printed(text)
    found = letters(bare)
    first = bare[: found[:14][-1].end()]
    return Line(section, kind, bare, said(text), first, len(found), **ends)


def lines() -> list[Line]:
    """What is said, in order."""
    read = [block for block in blocks() if block[0] not in UNREAD]
    announcement = [_line(None, "aside", part) for part in sentences(ANNOUNCEMENT)]
    return arranged(read, sentences, _line, announcement, CREDITS)


def unread() -> list[dict[str, Any]]:
    """What is not read."""
    result = []
    for path in UNREAD:
        texts = [printed(text) for section, _, text in blocks() if section == path]
        count = sum(len(letters(text)) for text in texts)
        result.append({"section": path, "kind": "colophon", "first": texts[0], "letters": count})
    return result


def tracks() -> list[tuple[str, str]]:
    """Of the only track: what was said, and the same as it is printed."""
    spoken = lines()
    return [("".join(line.said for line in spoken), "".join(line.printed for line in spoken))]
