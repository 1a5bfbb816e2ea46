"""Reads the paragraphs of any book: plain text, Markdown, HTML, XHTML or EPUB."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import unquote
from xml.etree import ElementTree

BLOCKS = {"p", "div", "li", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "br", "hr", "pre",
          "td", "tr", "section", "body"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
SILENT = {"script", "style", "head", "title"}


@dataclass(frozen=True)
class Paragraph:
    """A paragraph or a heading, its white space made one."""

    text: str
    is_heading: bool = False


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[Paragraph] = []
        self.text = ""
        self.is_heading = False
        self.silent = 0
        self.in_pre = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT:
            self.silent += 1
        if tag == "pre":
            self.in_pre += 1
        if tag == "br":
            self.text += " "
        elif tag in BLOCKS:
            self.end()
            self.is_heading = tag in HEADINGS

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self.silent = max(0, self.silent - 1)
        if tag in BLOCKS - {"br"}:
            self.end()
        if tag == "pre":
            self.in_pre = max(0, self.in_pre - 1)

    def handle_data(self, data: str) -> None:
        if self.silent:
            return
        if self.in_pre and "\n\n" in data:
            for part in data.split("\n\n"):
                self.text += part
                self.end()
        else:
            self.text += data

    def end(self) -> None:
        text = " ".join(self.text.split())
        if text:
            self.paragraphs.append(Paragraph(text, self.is_heading))
        self.text, self.is_heading = "", False


def _html(content: str) -> list[Paragraph]:
    reader = _Reader()
    reader.feed(content)
    reader.close()
    reader.end()
    return reader.paragraphs


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _epub(path: Path) -> list[Paragraph]:
    with zipfile.ZipFile(path) as archive:
        container = ElementTree.fromstring(archive.read("META-INF/container.xml"))
        package = next(e.attrib["full-path"] for e in container.iter() if "full-path" in e.attrib)
        root = ElementTree.fromstring(archive.read(package))
        items = {e.attrib["id"]: e.attrib for e in root.iter() if e.tag.endswith("}item")}
        found: list[Paragraph] = []
        for reference in (e for e in root.iter() if e.tag.endswith("}itemref")):
            item = items[reference.attrib["idref"]]
            if "nav" in item.get("properties", "").split():
                continue
            name = PurePosixPath(package).parent / unquote(item["href"])
            found += _html(_decoded(archive.read(str(name))))
        return found


def _plain(content: str, is_markdown: bool) -> list[Paragraph]:
    found: list[Paragraph] = []
    for part in re.split(r"\n[ \t]*\n", content.replace("\r\n", "\n")):
        text = " ".join(part.split())
        is_heading = False
        if is_markdown:
            is_heading = text.startswith("#")
            text = re.sub(r"^(#+|>)\s*", "", text)
            text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
            text = re.sub(r"(\*{1,3})(?=\S)(.+?)(?<=\S)\1", r"\2", text)
            text = re.sub(r"(?<!\w)_(?=\S)(.+?)(?<=\S)_(?!\w)", r"\1", text)
        if re.search(r"\w", text):
            found.append(Paragraph(text, is_heading or len(text) < 50 and text.isupper()))
    return found


def paragraphs(path: Path) -> list[Paragraph]:
    """The book's paragraphs in order."""
    kind = path.suffix.lower()
    if kind == ".epub":
        return _epub(path)
    content = _decoded(path.read_bytes())
    if kind in (".htm", ".html", ".xhtml", ".xht"):
        return _html(content)
    return _plain(content, kind in (".md", ".markdown"))
