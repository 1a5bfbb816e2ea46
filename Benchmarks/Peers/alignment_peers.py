"""Aligns a whole book with a made transcript: the engine, and programs that compare sequences.

A word of the book is right when it is paired with exactly the word that was said for it; inside a stretch that differs,
words are paired in their order.
"""
import dataclasses
import difflib
import importlib
import pathlib
import re
import subprocess
import time
from collections.abc import Callable

from engine import NAME, ROUNDS, Engine
from report import Progress, counted, percent, raised, table

HUNK = re.compile(r"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
RUNS = 5

Pairs = dict[int, int]
Block = tuple[int, int, int, int]


class Texts:
    """The book's words and those that were said, in a folder that `Measure` wrote."""

    def __init__(self, folder: pathlib.Path) -> None:
        self.folder = folder
        self.book, self.said, truth = (
            (folder / name).read_text(encoding="utf-8").split() for name in ("book.txt", "said.txt", "truth.txt"))
        self.truth = {index: int(word) for index, word in enumerate(truth) if word != "-1"}
        ids: dict[str, int] = {}
        self.book_ids, self.said_ids = (
            [ids.setdefault(word, len(ids)) for word in words] for words in (self.book, self.said))


@dataclasses.dataclass(frozen=True)
class Aligner:
    """`run` is timed; `pairs` makes pairs (said, book) of what it returns."""
    name: str
    peer: str
    run: Callable[[Texts], object]
    pairs: Callable[[object, Texts], Pairs]
    runs: int = 1
    is_slow: bool = False


@dataclasses.dataclass
class Row:
    program: str
    ms: float | None = None
    right: float | None = None
    trouble: str | None = None


def pairs_of(blocks: list[Block], texts: Texts | None = None) -> Pairs:
    """Pairs from blocks (book start, book end, said start, said end), in their order."""
    return {said + offset: first + offset for first, end, said, said_end in blocks
            for offset in range(min(end - first, said_end - said))}


def git(strategy: str) -> Callable[[Texts], str]:
    # It ends with 1 where the files differ.
    return lambda texts: subprocess.run(
        ["git", "diff", "--no-index", "--no-color", f"--diff-algorithm={strategy}", "-U0", "book.txt", "said.txt"],
        cwd=texts.folder, stdout=subprocess.PIPE, text=True).stdout


def pairs_of_hunks(output: str, texts: Texts) -> Pairs:
    blocks: list[Block] = []
    book = said = 0
    for line in output.splitlines():
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
    return pairs_of(blocks + [(book, len(texts.book), said, len(texts.said))])


def rapidfuzz(texts: Texts) -> list[Block]:
    opcodes = importlib.import_module("rapidfuzz.distance").Levenshtein.opcodes(texts.book_ids, texts.said_ids)
    return [(step.src_start, step.src_end, step.dest_start, step.dest_end) for step in opcodes]


def difference(autojunk: bool) -> Callable[[Texts], list[Block]]:
    return lambda texts: [block[1:] for block in difflib.SequenceMatcher(
        None, texts.book, texts.said, autojunk=autojunk).get_opcodes()]


def edlib(texts: Texts) -> str:
    return importlib.import_module("edlib").align(
        " ".join(texts.said), " ".join(texts.book), mode="NW", task="path")["cigar"]


def pairs_of_letters(path: str, texts: Texts) -> Pairs:
    """A word is paired where its first letter is."""
    blocks: list[Block] = []
    said = book = 0
    for count, step in re.findall(r"(\d+)([=XID])", path):
        said_end = said + int(count) * (step != "D")
        book_end = book + int(count) * (step != "I")
        blocks.append((book, book_end, said, said_end))
        said, book = said_end, book_end
    letters = pairs_of(blocks)
    owner = [index for index, word in enumerate(texts.book) for _ in word + " "]
    pairs: Pairs = {}
    start = 0
    for index, word in enumerate(texts.said):
        if start in letters:
            pairs[index] = owner[letters[start]]
        start += len(word) + 1
    return pairs


ALIGNERS = [
    *(Aligner(f"`git diff --no-index --diff-algorithm={strategy}`, the whole process", "git", git(strategy),
              pairs_of_hunks, RUNS) for strategy in ("myers", "minimal", "patience", "histogram")),
    Aligner("rapidfuzz, `Levenshtein.opcodes` of word ids", "rapidfuzz", rapidfuzz, pairs_of),
    Aligner("edlib, `NW` path of letters", "edlib", edlib, pairs_of_letters, is_slow=True),
    Aligner("difflib, words, autojunk on", "difflib", difference(True), pairs_of, is_slow=True),
    Aligner("difflib, words, autojunk off", "difflib", difference(False), pairs_of, is_slow=True),
]
LEGEND = [
    f"- Aligning: {NAME}'s time is the fastest of 2 × {ROUNDS} rounds, from word ids in memory to the sync map; git's "
    f"the fastest of {RUNS} whole processes, start and reading of the files, one word a line, included; the others "
    "align once, on lists that are ready. Right is a word that is paired with exactly the one that was said for it.",
    "- sassy, parasail, FTS5 and tantivy have no row there: they do not align whole books.",
]


def aligned(aligner: Aligner, texts: Texts) -> Row:
    durations = []
    try:
        for _ in range(aligner.runs):
            began = time.perf_counter()
            result = aligner.run(texts)
            durations.append(1000 * (time.perf_counter() - began))
        pairs = aligner.pairs(result, texts)
    except (ModuleNotFoundError, FileNotFoundError):
        return Row(aligner.name, trouble="not installed")
    except BaseException as error:
        return Row(aligner.name, trouble=raised(error))
    right = sum(pairs.get(said) == word for said, word in texts.truth.items())
    return Row(aligner.name, min(durations), right / len(texts.truth))


def alignment_rows(engine: Engine, file: pathlib.Path, seed: int, folder: pathlib.Path, skipped: set[str],
                   takes_slow: bool, progress: Progress) -> list[Row]:
    progress.step(f"{NAME}, alignment")
    first, right = engine.alignment(file, seed, folder)
    texts = Texts(folder)
    rows = []
    for aligner in ALIGNERS:
        if aligner.peer in skipped:
            continue
        if aligner.is_slow and not takes_slow:
            rows.append(Row(aligner.name, trouble="left out: --slow"))
            continue
        progress.step(f"{aligner.name}, alignment")
        rows.append(aligned(aligner, texts))
    # Before and behind the others: what else the machine does changes within seconds.
    fastest = min(first, engine.alignment(file, seed, folder)[0])
    return [Row(f"{NAME}, from word ids to sync map", fastest, right), *rows]


def alignment_table(rows: list[Row]) -> str:
    fastest = rows[0].ms
    cells = []
    for row in rows:
        if row.trouble:
            cells.append([row.program, row.trouble])
            continue
        cells.append([row.program, f"{row.ms:,.1f}", percent(row.right, 2), counted(row.ms / fastest)])
    return table(["program", "ms", "right", "× the engine's"], cells)
