#!/usr/bin/env python3
"""Aligns a whole book with a made transcript: the engine, and beside it programs that compare sequences, in one run.

    Benchmarks/alignment.py --book FILE [--runs 5] [--seed 1]

`Measure alignment` makes the transcript from the book's words (one in eight is wrong, a stretch is left out, an
announcement stands at either end), aligns both, and writes the words one a line with the truth. Then the same words go
to `git diff --no-index --patience`, as a process, and to rapidfuzz's opcodes and edlib's path where Python has them.
A word of the book is right when it is paired with exactly the word that was said for it; inside a stretch that differs,
lines are paired in their order. What is not installed has a row that says so.

Prints a Markdown table: the fastest of the runs, and each one's ratio to the engine's.
"""
import argparse
import importlib
import pathlib
import re
import subprocess
import tempfile
import time

PROJECT = pathlib.Path(__file__).parent.parent
HUNK = re.compile(r"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
SLOW_RUNS = 1


def engine(book: pathlib.Path, folder: str, options: argparse.Namespace) -> tuple[float, str]:
    """The engine's milliseconds, and the share that it says is right."""
    command = ["swift", "run", "-c", "release", "--disable-default-traits", "Measure"]
    if options.measure:
        command = [options.measure]
    command += ["alignment", str(book), "--folder", folder, "--seed", str(options.seed), "--rounds", "30"]
    lines = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True).stdout.splitlines()
    cells = [cell.strip() for cell in lines[-1].strip("|").split("|")]
    return float(cells[2]), cells[5]


def pairs_of_blocks(blocks: list[tuple[int, int, int, int]]) -> dict[int, int]:
    """Pairs from blocks (book start, book end, said start, said end), lines paired in their order."""
    pairs = {}
    for first, end, said, said_end in blocks:
        for offset in range(min(end - first, said_end - said)):
            pairs[said + offset] = first + offset
    return pairs


def git(folder: str, counts: tuple[int, int]) -> dict[int, int]:
    result = subprocess.run(
        ["git", "diff", "--no-index", "--patience", "-U0", "book.txt", "said.txt"],
        cwd=folder, capture_output=True, text=True)
    blocks = []
    book = said = 0
    for line in result.stdout.splitlines():
        hunk = HUNK.match(line)
        if not hunk:
            continue
        removed = int(hunk[2]) if hunk[2] else 1
        added = int(hunk[4]) if hunk[4] else 1
        # A side without lines is named by the line before.
        first = int(hunk[1]) - (1 if removed else 0)
        second = int(hunk[3]) - (1 if added else 0)
        blocks += [(book, first, said, second), (first, first + removed, second, second + added)]
        book, said = first + removed, second + added
    return pairs_of_blocks(blocks + [(book, counts[0], said, counts[1])])


def rapidfuzz(book: list[int], said: list[int]) -> dict[int, int]:
    opcodes = importlib.import_module("rapidfuzz.distance").Levenshtein.opcodes(book, said)
    return pairs_of_blocks([(o.src_start, o.src_end, o.dest_start, o.dest_end) for o in opcodes])


def edlib(book: str, said: str) -> dict[int, int]:
    path = importlib.import_module("edlib").align(said, book, mode="NW", task="path")["cigar"]
    blocks = []
    query = target = 0
    for count, step in re.findall(r"(\d+)([=XIDM])", path):
        queries = int(count) if step != "D" else 0
        targets = int(count) if step != "I" else 0
        blocks.append((target, target + targets, query, query + queries))
        query, target = query + queries, target + targets
    return pairs_of_blocks(blocks)


def words_of_letters(pairs: dict[int, int], book: list[str], said: list[str]) -> dict[int, int]:
    """Pairs of words from pairs of letters: a word stands where its first letter does."""
    owner = [index for index, word in enumerate(book) for _ in word + " "]
    result = {}
    start = 0
    for index, word in enumerate(said):
        if start in pairs:
            result[index] = owner[pairs[start]]
        start += len(word) + 1
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--book", type=pathlib.Path, required=True)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--measure", help="a Measure that is built already")
    parser.add_argument("--slow", action="store_true", help="edlib's path too, which takes about a minute")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        first, right = engine(options.book.resolve(), folder, options)
        book, said, truth = (
            (pathlib.Path(folder) / name).read_text().split() for name in ("book.txt", "said.txt", "truth.txt"))
        known = {index: int(word) for index, word in enumerate(truth) if word != "-1"}
        numbers: dict[str, int] = {}
        book_ids, said_ids = ([numbers.setdefault(word, len(numbers)) for word in words] for words in (book, said))

        rows: list[tuple[str, float | None, int]] = []

        def measure(name: str, runs: int, align) -> None:
            times = []
            pairs: dict[int, int] = {}
            for _ in range(runs):
                start = time.perf_counter()
                try:
                    pairs = align()
                except ModuleNotFoundError:
                    rows.append((name, None, 0))
                    return
                times.append((time.perf_counter() - start) * 1000)
            rows.append((name, min(times), sum(pairs.get(index) == word for index, word in known.items())))

        matched = git(folder, (len(book), len(said)))

        def bare_git() -> dict[int, int]:
            subprocess.run(["git", "diff", "--no-index", "--patience", "book.txt", "said.txt"], cwd=folder,
                           stdout=subprocess.DEVNULL)
            return matched

        measure("`git diff --no-index --patience`, the whole process", options.runs, bare_git)
        measure("rapidfuzz, Levenshtein opcodes of words", SLOW_RUNS, lambda: rapidfuzz(book_ids, said_ids))
        if options.slow:
            measure("edlib, global path of letters", SLOW_RUNS,
                    lambda: words_of_letters(edlib(" ".join(book), " ".join(said)), book, said))
        # Before and behind the others: what else the machine does changes within seconds.
        fastest = min(first, engine(options.book.resolve(), folder, options)[0])
        print(f"{len(book):,} words, {len(said):,} said\n")
        print("| what | ms | right | times the engine's |")
        print("|---|---|---|---|")
        print(f"| Page Match, from word ids to sync map | {fastest:.1f} | {right} | 1 |")
        for name, milliseconds, good in rows:
            if milliseconds is None:
                print(f"| {name} | not installed | | |")
            else:
                print(f"| {name} | {milliseconds:,.0f} | {100 * good / len(known):.2f} % | "
                      f"{milliseconds / fastest:,.1f} |")


if __name__ == "__main__":
    main()
