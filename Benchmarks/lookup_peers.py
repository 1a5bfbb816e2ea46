#!/usr/bin/env python3
"""Looks the same misread pages up with the engine and with programs that search for strings with errors, in one run.

    Benchmarks/lookup_peers.py --corpus FOLDER [--book pride-and-prejudice] [--count 200] [--peer-count 20] [--seed 1]

`Measure accuracy --export` makes the pages, looks them up one after the other, and writes their letters and the book's.
The same letters go to sassy (best match of at most so many errors), edlib (`HW`, locations) and rapidfuzz
(`partial_ratio_alignment`), which scan the whole book for each page. A page is right when it begins within ten words
of its place. The engine's time is from the page's text to place, times and confidence; the peers' is their search
alone, on letters that are ready. What is not installed has a row that says so; a slow peer does `--peer-count` pages.

Prints a Markdown table: medians, and each one's ratio to the engine's.
"""
import argparse
import bisect
import csv
import importlib
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

PROJECT = pathlib.Path(__file__).parent.parent
KINDS = [("page", 0.05), ("page", 0.15), ("page", 0.3), ("25 words", 0.15), ("25 words", 0.3), ("6 words", 0.0)]
MOST_ERRORS = 0.45
NEAR = 10


def measure(options: argparse.Namespace, folder: str) -> None:
    command = ["swift", "run", "-c", "release", "--disable-default-traits", "Measure"]
    if options.measure:
        command = [options.measure]
    command += ["accuracy", "--corpus", options.corpus, "--books", options.book, "--count", options.count,
                "--seed", options.seed, "--export", folder]
    subprocess.run(list(map(str, command)), cwd=PROJECT, stdout=subprocess.DEVNULL, check=True)


def sassy(module, book: str):
    searcher, text = module.Searcher("ascii", rc=False), book.encode()

    def search(page: str) -> int | None:
        matches = searcher.search(page.encode(), text, int(len(page) * MOST_ERRORS))
        return min(matches, key=lambda match: match.cost).text_start if matches else None
    return search


def edlib(module, book: str):
    def search(page: str) -> int | None:
        locations = module.align(page, book, mode="HW", task="locations")["locations"]
        return locations[0][0] if locations else None
    return search


def rapidfuzz(module, book: str):
    def search(page: str) -> int | None:
        found = module.fuzz.partial_ratio_alignment(page, book)
        return found.dest_start if found else None
    return search


PEERS = [("sassy", "sassy", "sassy-rs", sassy), ("edlib", "edlib", "edlib", edlib),
         ("rapidfuzz", "rapidfuzz", "rapidfuzz", rapidfuzz)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--corpus", required=True, type=lambda path: pathlib.Path(path).resolve())
    parser.add_argument("--book", default="pride-and-prejudice")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--peer-count", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--measure", help="a built Measure")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(options, folder)
        files = pathlib.Path(folder) / options.book
        book = files.with_suffix(".letters").read_text(encoding="utf-8")
        starts = [int(line) for line in files.with_suffix(".words").read_text(encoding="utf-8").split()]
        with open(files.with_suffix(".tsv"), encoding="utf-8", newline="") as lines:
            rows = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    if not book.isascii():
        sys.exit("the peers take ASCII; name another book")
    print("| page | characters wrong | program | pages | right | p50 µs | ratio |")
    print("|---|---|---|---|---|---|---|")
    for name, share in KINDS:
        own = [row for row in rows if row[0] == name and float(row[1]) == share]
        ours = statistics.median(float(row[3]) for row in own)
        right = sum(row[4] in ("right", "ambiguous") for row in own)
        label = f"| {name} | {share:.0%} |"
        print(f"{label} Page Match | {len(own)} | {right / len(own):.1%} | {ours:.0f} | 1 |", flush=True)
        for peer, module, package, prepare in PEERS:
            try:
                search = prepare(importlib.import_module(module), book)
            except ImportError:
                print(f"{label} {peer} | not installed: pip install {package} | | | |")
                continue
            times, found = [], 0
            for row in own[:options.peer_count]:
                began = time.perf_counter()
                place = search(row[5])
                times.append(1e6 * (time.perf_counter() - began))
                word = bisect.bisect_right(starts, place) - 1 if place is not None else None
                found += word is not None and abs(word - int(row[2])) <= NEAR
            peers = statistics.median(times)
            print(f"{label} {peer} | {len(times)} | {found / len(times):.1%} | {peers:,.0f} | {peers / ours:,.0f} |",
                  flush=True)


if __name__ == "__main__":
    main()
