"""Makes `transcript/` and `transcript-vtt/` of each reading from its audio, and measures them.

What is printed: each track's errors (words changed, left out and put in), against what the voice
was given, and against the words as they are printed. Before they are compared, words lose case,
accents and punctuation; English numbers and abbreviations are written out for the first. Japanese
is compared letter by letter.

Usage: python3 make_transcript.py [FOLDER...]
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import german
import japanese
import master as master_module
import reading as reading_module
from master import CORPORA, words
from listen import Recogniser, errors, json_text, vtt_text

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
ORDINALS = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth",
            "nine": "ninth", "twelve": "twelfth"}
SPELLINGS = {"mr": "mister", "mrs": "missis", "dr": "doctor", "st": "saint", "no": "no"}


@dataclass(frozen=True)
class Told:
    """What a track holds: what the voice was given, and the same as it is printed."""

    said: str
    printed: str


def english() -> list[Told]:
    """The tracks of The Copyholder."""
    tracks: list[Told] = []
    for script in reading_module.script(master_module.load()):
        printed: list[str] = []
        for one in script:
            if one.section is None:
                printed.append(one.text)
                continue
            found = words(one.section.blocks[one.block].text)
            printed += [found[word.word].text for word in one.said]
        tracks.append(Told(" ".join(one.text for one in script), " ".join(printed)))
    return tracks


def number(value: int) -> str:
    """An English number below a million in words."""
    if value < 20:
        return ONES[value]
    if value < 100:
        return " ".join([TENS[value // 10 - 2]] + ([ONES[value % 10]] if value % 10 else []))
    size, name = (100, "hundred") if value < 1000 else (1000, "thousand")
    rest = value % size
    joint = [] if not rest else ["and", number(rest)] if rest < 100 else [number(rest)]
    return " ".join([number(value // size), name, *joint])


def _year(match: re.Match[str]) -> str:
    return f"{number(int(match[1]))} {number(int(match[2]))}"


def _ordinal(match: re.Match[str]) -> str:
    *before, last = number(int(match[1])).split()
    last = ORDINALS.get(last, last.removesuffix("y") + ("ieth" if last.endswith("y") else "th"))
    return " ".join([*before, last])


def spelt_out(text: str) -> str:
    """English text with its numbers in words."""
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    text = re.sub(r"£(\d+)", r"\1 pounds", text)
    text = re.sub(r"\b(1[1-9])([1-9]\d)\b", _year, text)
    text = re.sub(r"\b(\d+)(?:st|nd|rd|th)\b", _ordinal, text)
    return re.sub(r"\d+", lambda match: f" {number(int(match[0]))} ", text)


def folded(text: str) -> str:
    """Text without case, accents and apostrophes."""
    decomposed = unicodedata.normalize("NFKD", text.lower().replace("ß", "ss"))
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return re.sub(r"['’]", "", bare)


def said_words(text: str, language: str) -> list[str]:
    """The words to compare with what was said."""
    if language == "ja":
        return letters(text)
    text = folded(spelt_out(text).replace("&", " and ") if language == "en" else text)
    return [SPELLINGS.get(word, word) for word in re.findall(r"[^\W_]+", text)]


def printed_words(text: str, language: str) -> list[str]:
    """The words to compare with what is printed."""
    return letters(text) if language == "ja" else re.findall(r"[^\W_]+", folded(text))


def letters(text: str) -> list[str]:
    """Letters and digits of a Japanese text."""
    return re.findall(r"[^\W_]", unicodedata.normalize("NFKC", text))


def transcribe(
    recogniser: Recogniser, folder: Path, language: str, tracks: list[Told]
) -> None:
    """Writes a reading's transcripts and prints what is wrong in them."""
    truth: dict[str, Any] = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    for kind in ("transcript", "transcript-vtt"):
        (folder / kind).mkdir(exist_ok=True)
    for track, told in zip(truth["tracks"], tracks):
        segments = recogniser.segments(folder / track["audio"], language)
        name = track["name"]
        (folder / "transcript" / name).write_text(json_text(segments, language), encoding="utf-8")
        vtt = folder / "transcript-vtt" / f"{track['number']:02}.vtt"
        vtt.write_text(vtt_text(segments), encoding="utf-8")
        heard = "".join(segment["text"] for segment in segments)
        figures = []
        for fold, text in ((said_words, told.said), (printed_words, told.printed)):
            expected = fold(text, language)
            count = errors(expected, fold(heard, language))
            figures.append(f"{count} of {len(expected)} ({100 * count / len(expected):.1f} %)")
        print(
            f"{folder.name}, track {track['number']}: {figures[0]} wrong against what was said, "
            f"{figures[1]} against print; {len(segments)} segments"
        )


def main() -> None:
    """Transcribes the readings that are named, or all."""
    readings = {
        master_module.load().folder.name: ("en", english),
        german.FOLDER: ("de", lambda: [Told(*pair) for pair in german.tracks()]),
        japanese.FOLDER: ("ja", lambda: [Told(*pair) for pair in japanese.tracks()]),
    }
    recogniser = Recogniser()
    for name in sys.argv[1:] or readings:
        language, tracks = readings[name]
        transcribe(recogniser, CORPORA / name, language, tracks())


if __name__ == "__main__":
    main()
