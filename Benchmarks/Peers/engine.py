"""Runs the project's `Measure`, and reads what it prints and writes."""
import csv
import pathlib
import subprocess

from environment import PROJECT
from peer import Book, Query

NAME = "Page Match"
ROUNDS = 30


class Lookup:
    """One line of what `Measure` wrote: a query and what the engine made of it."""

    def __init__(self, what: str, share: str, first: str, microseconds: str, outcome: str, words: str) -> None:
        self.kind = what, float(share)
        self.query = Query(words.split(), int(first) if first else None)
        self.microseconds = float(microseconds)
        self.is_right = outcome in ("right", "ambiguous")


class Engine:
    def __init__(self, measure: str | None) -> None:
        self.command = [str(pathlib.Path(measure).resolve())] if measure else [
            "swift", "run", "-c", "release", "--disable-default-traits", "Measure"]

    def run(self, *arguments: object) -> str:
        return subprocess.run(self.command + [str(argument) for argument in arguments], cwd=PROJECT,
                              stdout=subprocess.PIPE, text=True, check=True).stdout

    def lookups(self, corpus: pathlib.Path, book: str, other: str, count: int, seed: int,
                folder: pathlib.Path) -> tuple[Book, list[Lookup]]:
        self.run("accuracy", "--corpus", corpus, "--books", f"{book},{other}", "--count", count, "--seed", seed,
                 "--export", folder)
        words = (folder / f"{book}.txt").read_text(encoding="utf-8").split()
        with open(folder / f"{book}.tsv", encoding="utf-8", newline="") as lines:
            return Book(words), [Lookup(*row) for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]

    def index_milliseconds(self, corpus: pathlib.Path, book: str) -> float:
        return next(float(row["index ms"]) for row in rows_of(self.run("index", "--corpus", corpus, "--books", book))
                    if row["book"] == book)

    def alignment(self, file: pathlib.Path, seed: int, folder: pathlib.Path) -> tuple[float, float]:
        """The fastest round's milliseconds, and the share of words that are right."""
        row = rows_of(self.run("alignment", file, "--folder", folder, "--seed", seed, "--rounds", ROUNDS))[-1]
        return float(row["fastest ms"]), float(row["right"].rstrip(" %")) / 100


def rows_of(table: str) -> list[dict[str, str]]:
    """The rows of a Markdown table by the names of its columns."""
    lines = [[cell.strip() for cell in line.strip("|").split("|")]
             for line in table.splitlines() if line.startswith("|")]
    return [dict(zip(lines[0], cells)) for cells in lines[2:]]
