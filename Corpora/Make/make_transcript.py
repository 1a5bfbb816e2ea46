"""Makes `transcript/` and `transcript-vtt/` of each reading from its audio, and measures them.

What is printed: each track's errors (words changed, left out and put in), against what the voice
was given, and against the words as they are printed (`heard.py`).

Usage: python3 make_transcript.py [FOLDER...]
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from heard import READINGS, Told, wrong
from listen import Recogniser, json_text, vtt_text
from master import CORPORA


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
        figures = [
            f"{count} of {of} ({100 * count / of:.1f} %)"
            for count, of in wrong(told, heard, language)
        ]
        print(
            f"{folder.name}, track {track['number']}: {figures[0]} wrong against what was said, "
            f"{figures[1]} against print; {len(segments)} segments"
        )


def main() -> None:
    """Transcribes the readings that are named, or all."""
    recogniser = Recogniser()
    for name in sys.argv[1:] or READINGS:
        language, tracks = READINGS[name]
        transcribe(recogniser, CORPORA / name, language, tracks())


if __name__ == "__main__":
    main()
