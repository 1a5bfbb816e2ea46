"""Reads pictures of pages with Tesseract as a careful program would, and measures how well.

A picture is turned as its EXIF orientation says, made grey, its lines made level and its light
even; then it is handed over as PNG, of the same size. The command is

    tesseract stdin NAME -l LANGUAGE --oem 1 --psm 1 -c thresholding_method=2 txt tsv hocr

psm 1 finds out which way up the page is and where its blocks are; thresholding method 2 (Sauvola)
looks at the neighbourhood of each spot. Boxes in TSV and hOCR are those of the levelled picture.
"""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps
from rapidfuzz.distance import Levenshtein

OPTIONS = ["--oem", "1", "--psm", "1", "-c", "thresholding_method=2"]

Grey = NDArray[np.uint8]


@dataclass(frozen=True)
class Recognised:
    """What was read, and by how many degrees the picture was turned anticlockwise before."""

    text: str
    angle: float


def upright(picture: Path) -> Grey:
    """The picture in grey, turned as its EXIF orientation says."""
    with Image.open(picture) as image:
        return np.asarray(ImageOps.exif_transpose(image).convert("L"))


def slant(grey: Grey) -> float:
    """The angle in degrees at which rows of ink and rows of paper differ most."""
    scale = 900 / max(grey.shape)
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    values = small.astype(np.float32)
    ink = np.clip(cv2.blur(values, (25, 25)) - values - 8, 0, 60)
    rows, columns = ink.shape

    def contrast(angle: float) -> float:
        turn = cv2.getRotationMatrix2D((columns / 2, rows / 2), angle, 1)
        sums = cv2.warpAffine(ink, turn, (columns, rows)).sum(axis=1)
        return float((np.diff(sums) ** 2).sum())

    rough = max(np.arange(-8, 8.01, 0.5), key=contrast)
    fine = max(np.arange(rough - 0.4, rough + 0.41, 0.1), key=contrast)
    return round(float(fine), 1) + 0.0


def levelled(grey: Grey, angle: float) -> Grey:
    """The picture turned by so many degrees about its middle."""
    rows, columns = grey.shape
    turn = cv2.getRotationMatrix2D((columns / 2, rows / 2), angle, 1)
    return cv2.warpAffine(
        grey, turn, (columns, rows), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )


def evened(grey: Grey) -> Grey:
    """The picture as if its paper were equally light everywhere; what is dark all over stays so."""
    paper = cv2.morphologyEx(grey, cv2.MORPH_CLOSE, np.ones((25, 25), np.uint8))
    paper = cv2.GaussianBlur(paper, (0, 0), 12).astype(np.float32)
    least = 0.4 * np.percentile(paper, 90)
    share = grey / np.maximum(paper, least)
    black = float(np.percentile(share[paper > least], 1))
    return np.clip((share - black) / (0.97 - black) * 255, 0, 255).astype(np.uint8)


def recognise(
    picture: Path, name: Path, language: str = "eng", formats: tuple[str, ...] = ("txt",),
    options: list[str] = OPTIONS,
) -> Recognised:
    """Writes `name.txt` and so on."""
    grey = upright(picture)
    angle = slant(grey)
    png = cv2.imencode(".png", evened(levelled(grey, angle)))[1].tobytes()
    subprocess.run(
        ["tesseract", "stdin", str(name), "-l", language, *options, *formats],
        input=png, check=True, capture_output=True,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    )
    path = name.with_name(name.name + ".txt")
    # Tesseract ends the page with a form feed.
    text = path.read_text(encoding="utf-8").rstrip("\n\f") + "\n"
    path.write_text(text, encoding="utf-8")
    hocr = name.with_name(name.name + ".hocr")
    if hocr.exists():
        content = hocr.read_text(encoding="utf-8")
        content = content.replace('image "stdin"', f'image "{picture.name}"')
        hocr.write_text(content, encoding="utf-8")
    return Recognised(text, angle)


def rates(read: str, printed: str, has_spaces: bool = True) -> tuple[float, float]:
    """Edit distance over length: of characters (white space made one, or left out) and of words."""
    found, wanted = read.split(), printed.split()
    space = " " if has_spaces else ""
    characters = Levenshtein.distance(space.join(found), space.join(wanted))
    words = Levenshtein.distance(found, wanted)
    return (
        characters / max(1, len(space.join(wanted))),
        words / max(1, len(wanted)),
    )
