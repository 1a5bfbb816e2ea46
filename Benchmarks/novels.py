#!/usr/bin/env python3
"""Adds whole novels and looks exact pages up in them, against a truth that is made without the engine.

    Benchmarks/novels.py --corpus FOLDER [--pages 20] [--seed 1]

FOLDER holds a folder for each book: `book.*` and `transcript/` with one WebVTT (or one JSON with a `wordTimeline`) a
track. For each book a fresh library is made with `pagematch add`, as a process; its wall time, processor time and peak
memory are the operating system's own figures. Then pages of 250 words are taken from the book's text, each beginning
with six words that stand exactly once in the book and exactly once in the transcript. The truth of a page is the cue
(or word) of the transcript that holds its first word. A page is right when the answer is `matched`, in that track, and
begins within the cue, half a second allowed at either end.

Prints a Markdown table. Needs nothing but the release build and Python's standard library.
"""
import argparse
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import time
import unicodedata

from program import PROGRAM

SLACK = 0.5
PAGE_WORDS = 250
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def folded(text: str) -> list[str]:
    """The words of a text, without case, diacritics and apostrophes."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return [re.sub(r"['’]", "", word) for word in WORD.findall(plain)]


def seconds(stamp: str) -> float:
    parts = [float(part) for part in stamp.split(":")]
    return sum(part * 60**power for power, part in enumerate(reversed(parts)))


def heard(path: pathlib.Path) -> list[tuple[str, float, float]]:
    """The words of a track, each with the start and end of the cue, or of itself, in seconds."""
    if path.suffix == ".json":
        timeline = json.loads(path.read_text())["wordTimeline"]
        return [(word, item["startTime"], item["endTime"]) for item in timeline for word in folded(item["text"])]
    words = []
    for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8-sig")):
        match = re.search(r"([\d:.]+) --> ([\d:.]+).*\n([\s\S]*)", block)
        if match:
            start, end = seconds(match[1]), seconds(match[2])
            words += [(word, start, end) for word in folded(match[3])]
    return words


def natural(name: str) -> list:
    return [int(part) if part.isdigit() else part.casefold() for part in re.split(r"(\d+)", name)]


def counted(words: list[str]) -> dict[tuple[str, ...], list[int]]:
    """Where each run of six words begins."""
    places: dict[tuple[str, ...], list[int]] = {}
    for start in range(len(words) - 5):
        places.setdefault(tuple(words[start:start + 6]), []).append(start)
    return places


def run(arguments: list[str], **options) -> tuple[int, str, float, float, float]:
    """Exit code, output, wall and processor seconds and peak MB of a process."""
    begin = time.monotonic()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(arguments, stdout=output, **options)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.monotonic() - begin
        output.seek(0)
        text = output.read().decode()
    return process.returncode, text, wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000


def pages(texts: list[str], tracks: list[list[tuple[str, float, float]]], count: int, chance: random.Random):
    """Pages, each with its track from 1 and the start and end of the cue that holds its first word."""
    raw = [(word, text, match.start(), match.end()) for text in texts for match in WORD.finditer(text)
           for word in folded(match[0])[:1]]
    book = counted([word for word, *_ in raw])
    spoken = [(word, number, start, end) for number, track in enumerate(tracks, 1) for word, start, end in track]
    said = counted([word for word, *_ in spoken])
    unique = [(places[0], said[six][0]) for six, places in book.items()
              if len(places) == 1 and len(said.get(six, ())) == 1 and places[0] + PAGE_WORDS < len(raw)]
    for place, spot in chance.sample(unique, min(count, len(unique))):
        _, text, start, _ = raw[place]
        last = place + PAGE_WORDS
        while raw[last][1] is not text:
            last -= 1
        yield text[start:raw[last][3]], spoken[spot][1:]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--corpus", type=pathlib.Path, required=True)
    parser.add_argument("--pages", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print("| book | words | wall s | cpu s | peak MB | read | audio explained | right | error p50 s |")
    print("|---|---|---|---|---|---|---|---|---|")
    folders = sorted(path.parent for path in options.corpus.glob("*/transcript"))
    with tempfile.TemporaryDirectory() as temporary:
        # All books first: a process' peak memory counts that of the one that started it, which is small now.
        added = {folder.name: run([PROGRAM, "add", str(next(folder.glob("book.*"))), str(folder / "transcript"),
                                   "--id", "book", "--json", "--quiet"], env=library(temporary, folder))
                 for folder in folders}
        rights, total = report_all(temporary, folders, added, options)
    print(f"\n{rights} of {total} pages right ({rights / max(1, total):.2%}).")
    return 0


def library(temporary: str, folder: pathlib.Path) -> dict[str, str]:
    """The environment in which a book has a library of its own."""
    return dict(os.environ, PAGEMATCH_LIBRARY=f"{temporary}/{folder.name}.sqlite")


def report_all(temporary: str, folders: list[pathlib.Path], added: dict, options) -> tuple[int, int]:
    """Prints a row for each book; how many pages were right, of how many."""
    rights = total = 0
    for folder in folders:
        code, output, wall, cpu, peak = added[folder.name]
        if code != 0:
            print(f"| {folder.name} | refused with {code} |" + " |" * 7)
            continue
        environment = library(temporary, folder)
        report = json.loads(output)
        names = [s["section"] for s in report["sections"] if s["words"]]
        texts = [subprocess.run([PROGRAM, "show", "book", "--section", name, "--text"], env=environment,
                                capture_output=True, text=True, check=True).stdout for name in names]
        tracks = [heard(path) for path in sorted(folder.glob("transcript/*"), key=lambda p: natural(p.name))]
        chosen = list(pages(texts, tracks, options.pages, random.Random(options.seed)))
        queries = "".join(json.dumps({"text": page}) + "\n" for page, _ in chosen)
        answers = subprocess.run([PROGRAM, "lookup", "--batch"], input=queries, env=environment,
                                 capture_output=True, text=True, check=True).stdout.splitlines()
        right, errors = 0, []
        for (page, (number, start, end)), line in zip(chosen, answers, strict=True):
            answer = json.loads(line)
            track = answer.get("track") or {"number": 0, "start": -1e9}
            outside = max(start - track["start"], track["start"] - end, 0)
            if answer["status"] == "matched" and track["number"] == number and outside <= SLACK:
                right += 1
            else:
                print(f"{folder.name}: {answer['status']} in track {track['number']} at {track['start']}, "
                      f"not {number} at {start}…{end}: {page[:60]!r}", file=sys.stderr)
            errors.append(outside)
        rights += right
        total += len(chosen)
        errors.sort()
        print(f"| {folder.name} | {report['words']:,} | {wall:.2f} | {cpu:.2f} | {peak:.0f} "
              f"| {report['coverage']['text']:.1%} | {report['coverage']['audio']:.1%} | {right} of {len(chosen)} "
              f"| {errors[len(errors) // 2]:.2f} |", flush=True)
    return rights, total


if __name__ == "__main__":
    sys.exit(main())
