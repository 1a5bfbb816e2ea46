"""Makes the EPUB, the audiobook and `truth.json` of `tokeiya-no-ame`.

The voice is "Mei" of Open JTalk, by pyopenjtalk-plus: the same samples each time.

Usage: python3 make_japanese.py
"""

from __future__ import annotations

import re
from html import escape

import numpy as np
import pyopenjtalk

import japanese
from japanese import RUBY, Block
from make_epub import CONTAINER, write as write_epub
from master import CORPORA
from shortbook import write
from sound import Samples

SEED = 1923
RATE = 48_000
SPEED = 1.05

IDENTIFIER = "urn:uuid:5d0e2f1c-7c1b-4b52-9a53-6d0c1a7f4e12"

XHTML = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" \
lang="ja" xml:lang="ja">
<head>
  <title>{title}</title>
  <link rel="stylesheet" type="text/css" href="style.css"/>
</head>
<body>
{body}
</body>
</html>
"""

CSS = """html { writing-mode: vertical-rl; -epub-writing-mode: vertical-rl; }
p { margin: 0; text-indent: 1em; line-height: 1.8; }
"""


def inline(text: str) -> str:
    """A text as XHTML, with ruby."""
    return re.sub(RUBY, r"<ruby>\1<rt>\2</rt></ruby>", escape(text, quote=False))


def sections() -> list[list[Block]]:
    """The blocks, section by section: the title page first."""
    result: list[list[Block]] = []
    for block in japanese.blocks():
        if block[1] == "heading":
            result.append([])
        result[-1].append(block)
    return result


def document(section: list[Block], level: int) -> str:
    """An XHTML file of the EPUB."""
    title, *paragraphs = section
    body = [f"<h{level}>{inline(title[2])}</h{level}>"]
    body += [f"<p>{inline(text)}</p>" for _, _, text in paragraphs]
    return XHTML.format(title=escape(title[2]), body="\n".join(body))


def files() -> list[tuple[str, str]]:
    """Path and content of each file in the EPUB, in the order of the archive."""
    found = sections()
    names = [section[0][0] for section in found]
    toc = "\n".join(
        f'    <li><a href="{name}">{escape(section[0][2])}</a></li>'
        for name, section in zip(names, found)
    )
    nav = XHTML.format(
        title="目次", body=f'<nav epub:type="toc">\n  <h2>目次</h2>\n  <ol>\n{toc}\n  </ol>\n</nav>'
    )
    items = "\n".join(
        f'    <item id="t{number}" href="{name}" media-type="application/xhtml+xml"/>'
        for number, name in enumerate(names)
    )
    spine = "\n".join(f'    <itemref idref="t{number}"/>' for number in range(len(names)))
    package = f"""<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="book-id" \
xml:lang="ja">
  <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
    <dc:identifier id="book-id">{IDENTIFIER}</dc:identifier>
    <dc:title>{escape(found[0][0][2])}</dc:title>
    <dc:creator>Page Match contributors</dc:creator>
    <dc:language>ja</dc:language>
    <dc:date>2025-11-01</dc:date>
    <dc:rights>CC0 1.0 Universal</dc:rights>
    <meta property="dcterms:modified">2025-11-01T00:00:00Z</meta>
  </metadata>
  <manifest>
    <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
{items}
    <item id="style" href="style.css" media-type="text/css"/>
  </manifest>
  <spine page-progression-direction="rtl">
{spine}
  </spine>
</package>
"""
    texts = [
        (name, document(section, 1 if number == 0 else 2))
        for number, (name, section) in enumerate(zip(names, found))
    ]
    return [
        ("mimetype", "application/epub+zip"), ("META-INF/container.xml", CONTAINER),
        ("package.opf", package), ("nav.xhtml", nav), *texts, ("style.css", CSS),
    ]


def say(text: str) -> Samples:
    """A sentence, spoken."""
    samples, rate = pyopenjtalk.tts(text, speed=SPEED)
    if rate != RATE:
        raise ValueError(f"the voice speaks at {rate} Hz")
    return (samples / 2**17).astype(np.float32)


def main() -> None:
    """Writes `book.epub`, `audio/` and `truth.json`."""
    folder = CORPORA / japanese.FOLDER
    write_epub(folder / "book.epub", files())
    tags = {
        "album": sections()[0][0][2], "artist": "Mei", "album_artist": "Page Match contributors",
        "genre": "Audiobook", "date": "2025", "copyright": "CC BY 3.0 (voice), CC0 1.0 (text)",
    }
    write(folder, "book.epub", japanese.lines(), japanese.unread(), "letters",
          say, RATE, SEED, tags)


if __name__ == "__main__":
    main()
