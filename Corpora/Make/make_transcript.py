"""Makes the transcripts of the reading (JSON and WebVTT) and `truth.json`.

Usage: python3 make_transcript.py
"""

from __future__ import annotations

import json
import re
from typing import Any

import master as master_module
import reading as reading_module
from master import (
    ABBREVIATIONS,
    Block,
    Master,
    Section,
    Sentence,
    Word,
    is_counted,
    sentences,
    words,
)
from reading import Reading
from recogniser import Heard, Recogniser

LONGEST_SEGMENT = 1_000
"""Centiseconds after which a segment ends at the next comma."""
LONGEST_PAUSE = 85
"""Centiseconds of silence at which a segment ends in any case."""
SHORTEST_SEGMENT = 250
"""Centiseconds before which a sentence's end does not end its segment."""


def segments(heard: list[Heard]) -> list[list[Heard]]:
    """The words in cues: a sentence or two, or part of a long one."""
    result: list[list[Heard]] = [[]]
    for word in heard:
        if result[-1] and word.start - result[-1][-1].end > LONGEST_PAUSE:
            result.append([])
        result[-1].append(word)
        length = word.end - result[-1][0].start
        ends_sentence = re.search(r"[.?!]$", word.text) and word.text not in ABBREVIATIONS
        ends_part = word.text.endswith(",") and length > LONGEST_SEGMENT
        if (ends_sentence and length > SHORTEST_SEGMENT) or ends_part:
            result.append([])
    return [segment for segment in result if segment]


def whisper(cues: list[list[Heard]]) -> str:
    """The JSON that openai-whisper writes with word times, as far as readers of it look."""
    text = ""
    lines: list[str] = []
    for number, cue in enumerate(cues):
        said = "".join(" " + word.text for word in cue)
        text += said
        segment = {
            "id": number,
            "start": cue[0].start / 100,
            "end": cue[-1].end / 100,
            "text": said,
            "words": [
                {"word": " " + word.text, "start": word.start / 100, "end": word.end / 100,
                 "probability": word.probability}
                for word in cue
            ],
        }
        lines.append(json.dumps(segment, ensure_ascii=False, separators=(",", ":")))
    whole = json.dumps(text, ensure_ascii=False)
    joined = ",\n".join(lines)
    return f'{{"text": {whole}, "segments": [\n{joined}\n], "language": "en"}}\n'


def timestamp(centiseconds: int) -> str:
    """Minutes, seconds and thousandths, as whisper writes them in WebVTT."""
    minutes, rest = divmod(centiseconds, 6000)
    return f"{minutes:02}:{rest // 100:02}.{rest % 100:02}0"


def webvtt(cues: list[list[Heard]]) -> str:
    """The same cues as WebVTT."""
    blocks = ["WEBVTT"]
    for cue in cues:
        text = " ".join(word.text for word in cue)
        blocks.append(f"{timestamp(cue[0].start)} --> {timestamp(cue[-1].end)}\n{text}")
    return "\n\n".join(blocks) + "\n"


def first_words(block: Block, found: list[Word], sentence: Sentence, limit: int = 6) -> str:
    """The book's text of the first words of a sentence, as it stands there."""
    counted = [word for word in found[sentence.first : sentence.last] if is_counted(word)]
    return block.text[counted[0].start : counted[:limit][-1].end].rstrip("—")


def sentence_truth(master: Master, reading: Reading) -> list[dict[str, Any]]:
    """Each sentence that is read, with its place and time."""
    spoken = {(word.section.name, word.block, word.word): word for word in reading.spoken}
    result: list[dict[str, Any]] = []
    for section, index, block, found, sentence in _all_sentences(master):
        first = spoken.get((section.name, index, sentence.first))
        if first is None:
            continue
        last = spoken[section.name, index, sentence.last - 1]
        result.append(
            {
                "section": section.path, "kind": block.kind,
                "first": first_words(block, found, sentence),
                "words": sum(map(is_counted, found[sentence.first : sentence.last])),
                "track": first.track, "start": first.start / 100, "end": last.end / 100,
            }
        )
    return result


def _all_sentences(master: Master) -> list[tuple[Section, int, Block, list[Word], Sentence]]:
    return [
        (section, index, block, found, sentence)
        for section in master.sections
        for index, block in enumerate(section.blocks)
        for found in [words(block.text)]
        for sentence in sentences(block)
    ]


def unread_truth(master: Master, reading: Reading) -> list[dict[str, Any]]:
    """The stretches of the book that are not read: whole sections, and blocks of chapters."""
    result: list[dict[str, Any]] = []
    for section in master.sections:
        blocks = [block for block in section.blocks if not section.read or _is_unread(block)]
        for group in [blocks] if not section.read else [[block] for block in blocks]:
            if not group:
                continue
            found = words(group[0].text)
            result.append(
                {
                    "section": section.path,
                    "kind": section.type if not section.read
                    else "footnote" if group[0].kind == "note" else "skipped",
                    "first": first_words(group[0], found, Sentence(0, len(found))),
                    "words": sum(is_counted(w) for block in group for w in words(block.text)),
                }
            )
    return result


def _is_unread(block: Block) -> bool:
    return block.skipped or block.kind == "note"


def truth(master: Master, reading: Reading, names: list[str]) -> str:
    """What `truth.json` holds: an object with one row a line."""
    def rows(items: list[dict[str, Any]]) -> str:
        return ",\n".join("  " + json.dumps(item, ensure_ascii=False) for item in items)

    tracks = [
        {"number": track.number, "name": name, "duration": track.duration / 100}
        for track, name in zip(reading.tracks, names)
    ]
    return (
        '{"book": "book.epub",\n'
        f' "tracks": [\n{rows(tracks)}\n ],\n'
        f' "sentences": [\n{rows(sentence_truth(master, reading))}\n ],\n'
        f' "unread": [\n{rows(unread_truth(master, reading))}\n ]}}\n'
    )


def main() -> None:
    """Writes `transcript/`, `transcript-vtt/` and `truth.json`."""
    master = master_module.load()
    reading = reading_module.read(master)
    recogniser = Recogniser()
    for folder in ("transcript", "transcript-vtt"):
        (master.folder / folder).mkdir(parents=True, exist_ok=True)
    names: list[str] = []
    for track in reading.tracks:
        cues = segments(recogniser.write(track.written))
        names.append(f"{track.number:02} - {master.header['title']}.json")
        (master.folder / "transcript" / names[-1]).write_text(whisper(cues), encoding="utf-8")
        vtt = master.folder / "transcript-vtt" / f"{track.number:02}.vtt"
        vtt.write_text(webvtt(cues), encoding="utf-8")
    (master.folder / "truth.json").write_text(truth(master, reading, names), encoding="utf-8")
    count = recogniser.count
    seconds = sum(track.duration for track in reading.tracks) / 100
    print(
        f"{count.words} words in {seconds / 60:.1f} minutes ({count.words * 60 / seconds:.0f} a "
        f"minute), {count.errors} errors ({100 * count.errors / count.words:.1f} %)"
    )


if __name__ == "__main__":
    main()
