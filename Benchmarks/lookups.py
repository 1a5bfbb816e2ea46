#!/usr/bin/env python3
"""Looks pages of a novel up, misread by chance, and pages of another one: how many are right, and how long they take.

    Benchmarks/lookups.py --corpus FOLDER [--book pride-and-prejudice] [--other jane-eyre] [--pages 200] [--seed 1]

FOLDER holds a folder for each book: `book.*` and `transcript/`. Pages are stretches of the book's text as `pagematch
show --section` prints it, so that each one's place is known to the byte; of their letters a share is replaced by
others, dropped or doubled. An answer is right when the page is found in its section and begins within 60 bytes (some
ten words) of its place; a page of the other book is right when it is no match. Times are those that `lookup --batch
--timings` tells: from a page's bytes to its place, times and confidence.

Prints a Markdown table. Needs the release build, or another one that PAGEMATCH_BINARY names, and Python alone.
"""
import argparse
import json
import pathlib
import random
import subprocess
import tempfile

from program import PROGRAM

NEAR = 60
ROWS = [(220, 0), (220, 0.05), (220, 0.15), (220, 0.30), (25, 0), (25, 0.05), (25, 0.15), (25, 0.30), (6, 0)]
LETTERS = "etaoinshrdlucmfwypvbgkqjxz"


def run(library: str, *arguments: object, text: str = "") -> str:
    return subprocess.run([PROGRAM, *map(str, arguments), "--library", library], input=text, capture_output=True,
                          text=True, check=True).stdout


def added(library: str, folder: pathlib.Path) -> list[str]:
    """Adds a book; the names of the sections that are read."""
    book = next(folder.glob("book.*"))
    report = json.loads(run(library, "add", book, folder / "transcript", "--id", folder.name, "--json", "--quiet"))
    return [section["section"] for section in report["sections"] if section["read"] > 0.9 and section["words"] > 400]


def misread(text: str, share: float, chance: random.Random) -> str:
    result = []
    for character in text:
        if not character.isalpha() or chance.random() >= share:
            result.append(character)
            continue
        kind = chance.randrange(6)
        if kind > 0:
            result += [character, character] if kind == 1 else [chance.choice(LETTERS)]
    return "".join(result)


def pages(library: str, book: str, sections: list[str], size: int, count: int, chance: random.Random):
    """Stretches of `size` words with their section and the byte at which they begin."""
    for _ in range(count):
        section = chance.choice(sections)
        text = run(library, "show", book, "--section", section, "--text")
        words = text.split(" ")
        first = chance.randrange(max(1, len(words) - size))
        yield " ".join(words[first:first + size]), section, len(" ".join(words[:first] + [""]).encode())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--corpus", type=pathlib.Path, required=True)
    parser.add_argument("--book", default="pride-and-prejudice")
    parser.add_argument("--other", default="jane-eyre")
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        library, others = f"{folder}/own.sqlite", f"{folder}/other.sqlite"
        own = added(library, options.corpus / options.book)
        foreign = added(others, options.corpus / options.other)
        print("| page | characters wrong | pages | right | withheld | p50 ms | p99 ms |")
        print("|---|---|---|---|---|---|---|")
        rows = [(library, options.book, own, size, share) for size, share in ROWS]
        rows.append((others, options.other, foreign, 220, 0))
        for source, book, sections, size, share in rows:
            asked = list(pages(source, book, sections, size, options.pages, chance))
            queries = "".join(json.dumps({"text": misread(text, share, chance)}) + "\n" for text, _, _ in asked)
            lines = run(library, "lookup", "--batch", "--timings", text=queries).splitlines()
            answers = [json.loads(line) for line in lines]
            withheld = sum(answer["status"] == "no_match" for answer in answers)
            right = withheld if source == others else sum(
                answer["status"] in ("matched", "ambiguous", "unaligned") and any(
                    place.get("text", {}).get("section") == section
                    and abs(place["text"]["start"] - start) <= NEAR
                    for place in [answer] + (answer["alternatives"] if answer["status"] == "ambiguous" else []))
                for answer, (_, section, start) in zip(answers, asked))
            times = sorted(answer["elapsed"] * 1000 for answer in answers)
            name = "another book's" if source == others else f"{size} words"
            print(f"| {name} | {share:.0%} | {len(answers)} | {right} | {withheld} | "
                  f"{times[len(times) // 2]:.2f} | {times[int(len(times) * 0.99) - 1]:.2f} |")


if __name__ == "__main__":
    main()
