"""Makes the audiobook and `truth.json` of `der-brueckenwaerter`; its text is `book.md` there.

The voice is SVOX Pico's de-DE, by py-nanotts. It holds something from one sentence to the next, so
that the samples come out the same only if all is said in this order.

Usage: python3 make_german.py
"""

from __future__ import annotations

import numpy as np
from py_nanotts import NanoTTS, Voice

import german
from master import CORPORA
from shortbook import write
from sound import Samples

SEED = 1912
RATE = 16_000
SPEED = 1.0
VOLUME = 0.5
"""Of the voice; louder, it is clipped."""


def main() -> None:
    """Writes `audio/` and `truth.json`."""
    voice = NanoTTS()

    def say(text: str) -> Samples:
        sound = voice.speak(text, voice=Voice.de_DE, speed=SPEED, volume=VOLUME)
        return np.frombuffer(sound, dtype="<i2").astype(np.float32) / 32768

    tags = {
        "album": "Der Brückenwärter von Süderfließ", "artist": "Pico",
        "album_artist": "Page Match contributors", "genre": "Audiobook", "date": "2025",
        "copyright": "CC0 1.0 Universal",
    }
    write(CORPORA / german.FOLDER, "book.md", german.lines(), german.unread(), "words",
          say, RATE, SEED, tags)


if __name__ == "__main__":
    main()
