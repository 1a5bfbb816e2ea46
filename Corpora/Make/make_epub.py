"""Makes `book.epub` from the master: EPUB 3, the same bytes each time.

Usage: python3 make_epub.py
"""

from __future__ import annotations

import zipfile
from html import escape
from pathlib import Path

import master as master_module
from master import Block, Master, PageStart, Section

XHTML = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" \
lang="{language}" xml:lang="{language}">
<head>
  <title>{title}</title>
  <link rel="stylesheet" type="text/css" href="{css}"/>
</head>
<body{matter}>
{body}
</body>
</html>
"""

CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles>
    <rootfile full-path="package.opf" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
"""

CSS = """body { margin: 5% 8%; line-height: 1.4; }
h1, h2 { text-align: center; font-weight: normal; margin: 2em 0 1.5em; }
p { margin: 0; text-indent: 1.4em; }
h1 + p, h2 + p, .letter p, .front p, .verse p { text-indent: 0; }
.verse { margin: 1em 0 1em 2em; }
.letter { margin: 1em 1.5em; }
.letter p { margin-bottom: 0.5em; }
.front { text-align: center; }
.imprint p, .preface p { margin-bottom: 0.7em; text-align: left; }
aside { margin-top: 2em; font-size: 0.85em; }
nav ol { list-style: none; }
"""

DOC_ROLES = {"chapter": "doc-chapter", "dedication": "doc-dedication", "preface": "doc-preface",
             "colophon": "doc-colophon"}
"""The DPUB-ARIA role of a section's type, where there is one."""

MATTER = {"chapter": "bodymatter", "colophon": "backmatter"}
"""The part of the book that a section's type belongs to; the others are front matter."""


def marker(label: str) -> str:
    """The page break of the printed edition's page `label`."""
    return (
        f'<span epub:type="pagebreak" role="doc-pagebreak" id="page-{label}" '
        f'aria-label="{label}"></span>'
    )


def inline(block: Block, starts: dict[int, str]) -> list[str]:
    """The lines of a block as XHTML; `starts` maps text offsets to the pages that begin there."""
    lines: list[str] = []
    offset = 0
    for line in block.lines:
        html = ""
        for piece in line:
            if piece.note is not None:
                html += (
                    f'<a epub:type="noteref" role="doc-noteref" id="noteref-{piece.note}" '
                    f'href="#note-{piece.note}">{piece.note}</a>'
                )
                continue
            end = offset + len(piece.text)
            cuts = [at for at in sorted(starts) if offset <= at < end]
            styled, done = "", 0
            for cut in cuts:
                styled += escape(piece.text[done : cut - offset], quote=False)
                styled += marker(starts[cut])
                done = cut - offset
            styled += escape(piece.text[done:], quote=False)
            html += f"<i>{styled}</i>" if piece.italic else styled
            offset = end
        offset += 1
        lines.append(html)
    return lines


def heading(section: Section, starts: dict[int, str]) -> str:
    """The heading of a section, with the number of a chapter marked up as such."""
    before = "".join(marker(label) for label in starts.values())
    level = "h1" if section.type == "titlepage" else "h2"
    if section.type != "chapter":
        return f"{before}<{level}>{escape(section.title)}</{level}>"
    number, title = section.title.split(". ", 1)
    ordinal = f'<span epub:type="ordinal">{number}.</span>'
    return f'{before}<{level} epub:type="title">{ordinal} {escape(title)}</{level}>'


def section_body(section: Section, pages: list[PageStart]) -> str:
    """The section element of an XHTML file."""
    html: list[str] = []
    notes: list[str] = []
    in_letter = False
    for index, block in enumerate(section.blocks):
        starts = {
            page.offset: page.label
            for page in pages
            if page.section == section.name and page.block == index
        }
        if in_letter and block.kind != "letter":
            html.append("</blockquote>")
            in_letter = False
        if block.kind == "heading":
            html.append(heading(section, starts))
            continue
        lines = inline(block, starts)
        if block.kind == "note":
            back = f'<a href="#noteref-{block.note}" role="doc-backlink">{block.note}</a>'
            notes.append(
                f'<aside epub:type="footnote" role="doc-footnote" id="note-{block.note}">'
                f"<p>{back} {lines[0]}</p></aside>"
            )
        elif block.kind == "verse":
            html.append('<div class="verse">')
            html.append("<p>" + "<br/>\n".join(lines) + "</p>")
            html.append("</div>")
        else:
            if block.kind == "letter" and not in_letter:
                html.append('<blockquote class="letter">')
                in_letter = True
            html.append(f"<p>{lines[0]}</p>")
    if in_letter:
        html.append("</blockquote>")
    role = f' role="{DOC_ROLES[section.type]}"' if section.type in DOC_ROLES else ""
    css = "" if section.read else f' class="front {section.type}"'
    kind = "copyright-page" if section.type == "imprint" else section.type
    label = f' aria-label="{escape(section.title)}"'
    return "\n".join(
        [f'<section epub:type="{kind}"{role}{css}{label}>', *html, *notes, "</section>"]
    )


def document(master: Master, section: Section, pages: list[PageStart]) -> str:
    """An XHTML file of the EPUB."""
    body = section_body(section, pages)
    matter = MATTER.get(section.type, "frontmatter")
    return XHTML.format(
        language=master.header["language"], title=escape(section.title),
        css="../style.css", matter=f' epub:type="{matter}"', body=body,
    )


def navigation(master: Master, section: Section, pages: list[PageStart]) -> str:
    """The navigation document, which is the printed contents page too."""
    targets = [other for other in master.sections if other is not section]
    toc = "\n".join(
        f'    <li><a href="{other.path}">{escape(other.title)}</a></li>' for other in targets
    )
    paths = {other.name: other.path for other in master.sections}
    page_list = "\n".join(
        f'    <li><a href="{paths[page.section]}#page-{page.label}">{page.label}</a></li>'
        for page in pages
    )
    first_chapter = next(other for other in master.sections if other.read)
    landmarks = [
        ("titlepage", "text/titlepage.xhtml", "Title Page"),
        ("toc", "nav.xhtml#toc", "Contents"),
        ("bodymatter", first_chapter.path, "Start of the Story"),
        ("backmatter", "text/colophon.xhtml", "A Note on the Type"),
    ]
    landmark_list = "\n".join(
        f'    <li><a epub:type="{kind}" href="{path}">{title}</a></li>'
        for kind, path, title in landmarks
    )
    own = next(page.label for page in pages if page.section == section.name)
    body = f"""{marker(own)}<nav epub:type="toc" role="doc-toc" id="toc">
  <h2>{escape(section.title)}</h2>
  <ol>
{toc}
  </ol>
</nav>
<nav epub:type="page-list" role="doc-pagelist" id="page-list" hidden="hidden">
  <h2>Pages</h2>
  <ol>
{page_list}
  </ol>
</nav>
<nav epub:type="landmarks" id="landmarks" hidden="hidden">
  <h2>Landmarks</h2>
  <ol>
{landmark_list}
  </ol>
</nav>"""
    return XHTML.format(
        language=master.header["language"], title=escape(section.title),
        css="style.css", matter="", body=body,
    )


def package(master: Master) -> str:
    """The package document."""
    header = master.header
    items = "\n".join(
        f'    <item id="{section.name}" href="{section.path}" media-type="application/xhtml+xml"'
        + (' properties="nav"' if section.type == "toc" else "") + "/>"
        for section in master.sections
    )
    spine = "\n".join(f'    <itemref idref="{section.name}"/>' for section in master.sections)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="book-id" \
xml:lang="{header["language"]}">
  <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
    <dc:identifier id="book-id">{header["identifier"]}</dc:identifier>
    <dc:title id="title">{header["title"]}</dc:title>
    <meta refines="#title" property="title-type">main</meta>
    <dc:title id="subtitle">{header["subtitle"]}</dc:title>
    <meta refines="#subtitle" property="title-type">subtitle</meta>
    <dc:creator id="creator">{header["creator"]}</dc:creator>
    <meta refines="#creator" property="role" scheme="marc:relators">aut</meta>
    <dc:publisher>{header["publisher"]}</dc:publisher>
    <dc:language>{header["language"]}</dc:language>
    <dc:date>{header["date"]}</dc:date>
    <dc:rights>{header["rights"]}</dc:rights>
    <dc:source id="print">{header["source"]}</dc:source>
    <meta refines="#print" property="source-of">pagination</meta>
    <meta property="dcterms:modified">{header["modified"]}</meta>
    <meta property="schema:accessMode">textual</meta>
    <meta property="schema:accessModeSufficient">textual</meta>
    <meta property="schema:accessibilityFeature">tableOfContents</meta>
    <meta property="schema:accessibilityFeature">pageNavigation</meta>
    <meta property="schema:accessibilityFeature">pageBreakMarkers</meta>
    <meta property="schema:accessibilityHazard">none</meta>
    <meta property="schema:accessibilitySummary">Text with contents and page list.</meta>
  </metadata>
  <manifest>
{items}
    <item id="style" href="style.css" media-type="text/css"/>
  </manifest>
  <spine>
{spine}
  </spine>
</package>
"""


def entries(master: Master) -> list[tuple[str, str]]:
    """Path and content of each file in the EPUB, in the order of the archive."""
    pages = master_module.page_starts(master)
    files = [
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", CONTAINER),
        ("package.opf", package(master)),
    ]
    for section in master.sections:
        make = navigation if section.type == "toc" else document
        files.append((section.path, make(master, section, pages)))
    return [*files, ("style.css", CSS)]


def write(path: Path, files: list[tuple[str, str]]) -> None:
    """Writes an EPUB: the same bytes each time."""
    path.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files:
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.create_system = 3
            info.external_attr = 0o644 << 16
            stored = name == "mimetype"
            info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(info, content.encode("utf-8"), compresslevel=None if stored else 9)


def main() -> None:
    """Writes `book.epub`."""
    master = master_module.load()
    write(master.folder / "book.epub", entries(master))


if __name__ == "__main__":
    main()
