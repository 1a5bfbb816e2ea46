"""What the makers of the short books share: lines said on to one track, and the truth of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from lines import Line
from sound import LEAD_IN, LEAD_OUT, Piece, Samples, Tape, delays, piece, write_m4b

PAUSE_AFTER_SENTENCE = 0.5
PAUSE_AFTER_BLOCK = 0.85
PAUSE_AROUND_HEADING = 1.3
PAUSE_AFTER_SECTION = 2.2
VOLUME = 0.7

Say = Callable[[str], Samples]


def record(
    lines: list[Line], say: Say, rate: int, seed: int
) -> tuple[Tape, list[tuple[Line, float, float]], list[tuple[str, float]]]:
    """The track, what is said when, and the chapters."""
    tape = Tape(rate, Random(seed))
    told: list[tuple[Line, float, float]] = []
    chapters: list[tuple[str, float]] = []
    tape.pause(LEAD_IN, spread=0)
    for line in lines:
        if line.kind == "heading":
            chapters.append((line.printed, tape.now if chapters else 0.0))
        cut: Piece = piece(say(line.said), rate)
        at = tape.add(VOLUME * cut.samples / abs(cut.samples).max())
        told.append((line, at + cut.start, at + cut.end))
        if line.ends_section:
            tape.pause(PAUSE_AFTER_SECTION)
        elif line.kind == "heading":
            tape.pause(PAUSE_AROUND_HEADING)
        else:
            tape.pause(PAUSE_AFTER_BLOCK if line.ends_block else PAUSE_AFTER_SENTENCE)
    tape.pause(LEAD_OUT, spread=0)
    return tape, told, chapters


def write(
    folder: Path, book: str, lines: list[Line], unread: list[dict[str, Any]], unit: str,
    say: Say, rate: int, seed: int, tags: dict[str, str],
) -> None:
    """Writes a short book's `audio/` and `truth.json`, and prints how long it is."""
    tape, told, chapters = record(lines, say, rate, seed)
    name = f"01 - {tags['album']}"
    path = folder / "audio" / f"{name}.m4b"
    write_m4b(path, tape.samples, rate, {"title": name, "track": "1/1", **tags}, chapters)
    sentences = [
        {"section": line.section, "kind": line.kind, "first": line.first, unit: line.count,
         "track": 1, "start": round(start, 3), "end": round(end, 3)}
        for line, start, end in told
        if line.section is not None
    ]
    tracks = [{"number": 1, "name": f"{name}.json", "audio": f"audio/{name}.m4b",
               "duration": round(tape.now, 3)}]

    def rows(items: list[dict[str, Any]]) -> str:
        return ",\n".join("  " + json.dumps(item, ensure_ascii=False) for item in items)

    (folder / "truth.json").write_text(
        f'{{"book": "{book}",\n "tracks": [\n{rows(tracks)}\n ],\n'
        f' "sentences": [\n{rows(sentences)}\n ],\n "unread": [\n{rows(unread)}\n ]}}\n',
        encoding="utf-8",
    )
    late = delays(path, tape.samples, rate)
    count = sum(line.count for line in lines)
    print(
        f"{folder.name}: {tape.now / 60:.1f} minutes, {count} {unit}, "
        f"{60 * count / tape.now:.0f} a minute, {path.stat().st_size} bytes, the file late by "
        + late
    )
