"""What the makers of readings share: the voice in samples, a tape of pieces, M4B files.

Samples are floats from -1 to 1, one channel. Needs numpy, and ffmpeg on the path.
"""

from __future__ import annotations

import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import numpy as np

Samples = np.ndarray

WINDOW = 0.005
"""Seconds over which loudness is measured."""
THRESHOLD = 0.02
"""The part of a piece's greatest loudness at which the voice begins and ends: -34 dB."""
MARGIN = 0.03
"""Seconds kept before and after the voice, for breath and for consonants that fade."""
FADE = 0.005

FILE_RATE = 16_000
BIT_RATE = "24k"
"""Below this the recogniser errs more often in German and Japanese: the codec is what it hears."""

LEAD_IN = 0.7
LEAD_OUT = 2.0


@dataclass(frozen=True)
class Piece:
    """A stretch of speech, cut to the voice and its margins."""

    samples: Samples
    cut: float
    """Seconds that were cut off before it."""
    start: float
    """Where in it the voice begins, in seconds."""
    end: float
    """Where in it the voice ends."""


@dataclass
class Tape:
    """A track that is being made."""

    rate: int
    random: Random
    """Varies the pauses."""
    parts: list[Samples] = field(default_factory=list)
    length: int = 0

    @property
    def now(self) -> float:
        """The seconds that lie on it."""
        return self.length / self.rate

    def add(self, samples: Samples) -> float:
        """Lays samples on the tape and says at which second they begin."""
        start = self.now
        self.parts.append(samples)
        self.length += len(samples)
        return start

    def pause(self, seconds: float, spread: float = 0.15) -> None:
        """Silence, by up to `spread` of it longer or shorter."""
        varied = seconds * (1 + spread * (2 * self.random.random() - 1))
        self.add(np.zeros(round(varied * self.rate), dtype=np.float32))

    @property
    def samples(self) -> Samples:
        """All of it."""
        return np.concatenate(self.parts)


def piece(samples: Samples, rate: int) -> Piece:
    """Cuts speech to where the voice is."""
    width = round(WINDOW * rate)
    count = len(samples) // width
    loudness = np.sqrt(np.mean(samples[: count * width].reshape(count, width) ** 2, axis=1))
    voiced = np.flatnonzero(loudness > THRESHOLD * loudness.max())
    start, end = voiced[0] * width, (voiced[-1] + 1) * width
    margin = round(MARGIN * rate)
    first, last = max(0, start - margin), min(len(samples), end + margin)
    kept = samples[first:last].astype(np.float32)
    fade = np.linspace(0, 1, round(FADE * rate), dtype=np.float32)
    kept[: len(fade)] *= fade
    kept[-len(fade) :] *= fade[::-1]
    return Piece(kept, first / rate, (start - first) / rate, (end - first) / rate)


def write_m4b(
    path: Path, samples: Samples, rate: int, tags: dict[str, str],
    chapters: list[tuple[str, float]], bit_rate: str = BIT_RATE,
) -> None:
    """Writes an audiobook file: AAC with chapters, the same bytes from the same ffmpeg."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [";FFMETADATA1", *(f"{key}={value}" for key, value in tags.items())]
    ends = [start for _, start in chapters[1:]] + [len(samples) / rate]
    for (title, start), end in zip(chapters, ends):
        lines += ["[CHAPTER]", "TIMEBASE=1/1000", f"START={round(1000 * start)}",
                  f"END={round(1000 * end)}", f"title={title}"]
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as metadata:
        metadata.write("\n".join(lines) + "\n")
        metadata.flush()
        subprocess.run(
            ["ffmpeg", "-v", "error", "-y", "-f", "f32le", "-ar", str(rate), "-ac", "1",
             "-i", "-", "-i", metadata.name, "-map", "0:a", "-map_metadata", "1",
             "-map_chapters", "1", "-ar", str(FILE_RATE), "-c:a", "aac", "-b:a", bit_rate,
             "-fflags", "+bitexact", "-flags:a", "+bitexact", "-movflags", "+faststart",
             "-f", "ipod", str(path)],
            input=samples.astype("<f4").tobytes(), check=True,
        )


def decoded(path: Path, rate: int = FILE_RATE) -> Samples:
    """An audio file's samples, as a player hears them."""
    out = subprocess.run(
        ["ffmpeg", "-v", "error", "-i", str(path), "-f", "f32le", "-ac", "1", "-ar", str(rate),
         "-"],
        check=True, capture_output=True,
    ).stdout
    return np.frombuffer(out, dtype="<f4")


def delay(path: Path, samples: Samples, rate: int, at: float, seconds: float = 20) -> float:
    """By how many seconds the file runs behind the samples it was made from, around a second.

    The peak of the cross-correlation, within a tenth of a second.
    """
    first, count = round(at * rate), round(seconds * rate)
    before = samples[first : first + count]
    after = decoded(path, rate)[first : first + count]
    size = 1 << (2 * count).bit_length()
    product = np.fft.rfft(after, size) * np.conj(np.fft.rfft(before, size))
    correlation = np.fft.irfft(product)
    reach = rate // 10
    near = np.concatenate([correlation[-reach:], correlation[: reach + 1]])
    return (int(np.argmax(near)) - reach) / rate


def delays(path: Path, samples: Samples, rate: int) -> str:
    """The file's delay at its beginning, in its middle and at its end, to be printed."""
    end = len(samples) / rate
    found = [delay(path, samples, rate, at) for at in (0, end / 2, end - 30)]
    return ", ".join(f"{1000 * one:.2f}" for one in found) + " ms"
