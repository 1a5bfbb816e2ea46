#!/usr/bin/env python3
"""The samples in tables: how often the recogniser and Tesseract erred, and how far off pages and sentences are found.

    Benchmarks/sample.py

Truth is what the samples carry (Corpora/README.md). Pages are looked up as text, as Tesseract's table and, where Tesseract
and its language are installed, as photos, once with the transcripts that have word times and once with cues only. Needs
the release build, or another one that PAGEMATCH_BINARY names, and Python 3.9 or later, nothing else.
"""
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
from typing import Any, Optional

PROJECT = pathlib.Path(__file__).resolve().parent.parent
CORPORA = PROJECT / "Corpora"
sys.path.insert(0, str(CORPORA / "Make"))
sys.dont_write_bytecode = True

import heard  # noqa: E402
from program import PROGRAM  # noqa: E402

BOOKS = {"the-copyholder": ("English", "book.epub"), "der-brueckenwaerter": ("German", "book.md"),
         "tokeiya-no-ame": ("Japanese", "book.epub")}
TRANSCRIPTS = {"json": "transcript", "vtt": "transcript-vtt"}


def read_json(path: pathlib.Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def table(*rows: list) -> None:
    """The first row is the head."""
    for number, row in enumerate(rows):
        print("| " + " | ".join(str(cell) for cell in row) + " |")
        if number == 0:
            print("|" + "---|" * len(row))
    print()


def percent(count: int, of: int) -> str:
    return f"{100 * count / max(1, of):.1f} %"


class Library:
    """A temporary library with each book twice: `FOLDER-json` and `FOLDER-vtt`."""

    def __init__(self, folder: str) -> None:
        self.environment = dict(os.environ, PAGEMATCH_LIBRARY=f"{folder}/library.sqlite")
        for name, (_, book) in BOOKS.items():
            for kind, transcripts in TRANSCRIPTS.items():
                self.run("add", CORPORA / name / book, CORPORA / name / transcripts, "--id", f"{name}-{kind}", "--quiet")

    def run(self, *arguments: object, text: str = "") -> subprocess.CompletedProcess:
        result = subprocess.run([PROGRAM, *map(str, arguments)], input=text, capture_output=True, text=True,
                                env=self.environment)
        # 1 says that there is no single time, 66 that a program is missing which reads photos.
        if result.returncode not in (0, 1, 66):
            raise SystemExit(f"{' '.join(map(str, arguments))}: {result.returncode}\n{result.stdout}{result.stderr}")
        return result

    def look_up(self, page: pathlib.Path, book: str) -> Optional[dict]:
        """The answer; `None` if there is no program here that reads the photo."""
        result = self.run("lookup", page, "--book", book, "--json")
        answer = json.loads(result.stdout)
        if "error" in answer and answer["error"]["code"] != "tool-missing":
            raise SystemExit(f"{page}: {answer['error']}")
        return None if "error" in answer else answer


def recogniser() -> None:
    """What Whisper heard, against what was said and what is printed."""
    rows: list = [["track", "words", "wrong", "against print"]]
    for name, (language, tracks) in heard.READINGS.items():
        for track, told in zip(read_json(CORPORA / name / "truth.json")["tracks"], tracks()):
            text = read_json(CORPORA / name / "transcript" / track["name"])["text"]
            (said, of_said), (printed, of_printed) = heard.wrong(told, text, language)
            unit = " letters" if language == "ja" else ""
            rows.append([f"{name} {track['number']}", f"{of_said:,}{unit}", percent(said, of_said),
                         percent(printed, of_printed)])
    table(*rows)


def begins(answer: dict) -> Optional[dict]:
    """Where a page begins: a page over two tracks is answered by one of them, and `parts` has both."""
    return answer["parts"][0] if "parts" in answer else answer.get("track")


def result(answer: Optional[dict], page: dict) -> str:
    """The error of a page's beginning in seconds, or the status if nothing is read; what is wrong is bold."""
    if answer is None:
        return "–"
    status, track = answer["status"], begins(answer)
    if status not in (page["status"], page.get("also")):
        return f"**{status}**"
    if status != "matched" or "start" not in page or track is None:
        return status
    if track["number"] != page["track"]:
        return f"**track {track['number']}**"
    return f"{track['start'] - page['start']:+.2f}"


def pages(library: Library) -> None:
    """Tesseract's errors, and where each page is found."""
    rows: list = [["picture", "trouble", "characters wrong", "words wrong", "text", "table", "photo", "photo, cues"]]
    for name in BOOKS:
        folder = CORPORA / name / "pages"
        for page in read_json(folder / "truth.json")["pages"]:
            read = (folder / page["file"]).read_text(encoding="utf-8").split()
            printed = (folder / "printed" / page["file"]).read_text(encoding="utf-8").split()
            # Japanese is printed without spaces: where Tesseract puts them says nothing.
            space = "" if name == "tokeiya-no-ame" else " "
            letters = space.join(printed)
            tsv = page["file"].replace(".txt", ".tsv")
            found = [(page["file"], "json"), (tsv, "json"), (page["picture"], "json"), (page["picture"], "vtt")]
            rows.append([
                f"`{page['picture']}`", ", ".join(page["troubles"]) or "none",
                percent(heard.errors(letters, space.join(read)), len(letters)),
                percent(heard.errors(printed, read), len(printed)) if space else "–",
                *(result(library.look_up(folder / file, f"{name}-{kind}"), page) for file, kind in found),
            ])
    table(*rows)


def sentences(library: Library) -> None:
    """How far off the beginnings of sentences are found that can stand but in one place: six words, fourteen letters."""
    rows: list = [["sample", "transcript", "sentences", "found", "median s", "95th percentile s", "beyond precision",
                   "error / precision"]]
    for name, (language, _) in BOOKS.items():
        truth = [one for one in read_json(CORPORA / name / "truth.json")["sentences"]
                 if one.get("words", 0) >= 6 or one.get("letters", 0) >= 14]
        for kind in TRANSCRIPTS:
            queries = "".join(json.dumps({"text": one["first"], "book": f"{name}-{kind}"}) + "\n" for one in truth)
            answers = [json.loads(line) for line in library.run("lookup", "--batch", text=queries).stdout.splitlines()]
            if len(answers) != len(truth):
                raise SystemExit(f"{name}: {len(answers)} answers to {len(truth)} queries")
            errors, ratios, astray = [], [], 0
            for one, answer in zip(truth, answers):
                if answer["status"] != "matched":
                    continue
                if answer["track"]["number"] != one["track"]:
                    astray += 1
                    continue
                errors.append(abs(answer["track"]["start"] - one["start"]))
                ratios.append(errors[-1] / answer["track"]["precision"])
            errors.sort()
            found = f"{len(errors)}" + (f", **{astray} in another track**" if astray else "")
            rows.append([language, "JSON, word times" if kind == "json" else "WebVTT, cues", len(truth), found,
                         f"{statistics.median(errors):.2f}", f"{errors[len(errors) * 95 // 100]:.2f}",
                         f"{100 * sum(ratio > 1 for ratio in ratios) / len(ratios):.0f} %",
                         f"{statistics.median(ratios):.2f}"])
    table(*rows)


def main() -> None:
    recogniser()
    with tempfile.TemporaryDirectory() as folder:
        library = Library(folder)
        pages(library)
        sentences(library)


if __name__ == "__main__":
    main()
