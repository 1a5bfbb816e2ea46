"""Looks the same queries up with the engine and its peers, and tells how many are right and how long they take."""
import dataclasses
import statistics
import sys
import time
from collections.abc import Callable, Iterator

from engine import NAME, Lookup
from peer import Answer, Book, Peer, Search
from report import Progress, counted, interval, label, percent, raised, table, times

AFTER = f"{NAME}, after the peers"
KINDS = [("page", 0.05), ("page", 0.15), ("page", 0.3), ("page", 0.5), ("page, as heard", 0.12), ("25 words", 0.05),
         ("25 words", 0.15), ("25 words", 0.3), ("25 words, as heard", 0.12), ("10 words", 0.3), ("6 words", 0.0),
         ("6 words", 0.15), ("3 words", 0.0)]
FOREIGN = [("another book's page", 0.05), ("another book's page", 0.5),
           ("another book's page with ten words of this", 0.05), ("another book's 25 words", 0.05),
           ("another book's 10 words", 0.05), ("another book's 6 words", 0.0), ("another book's 3 words", 0.0)]
MOST_ERRORS = 0.45
LEAST_QUERIES = 20

Kind = tuple[str, float]


@dataclasses.dataclass
class Row:
    """`hits` counts what is right, and of another book's what is taken for this one's. `trouble` tells why none is.

    `close` counts what is right with no more errors than is taken from another book's.
    """
    what: str
    wrong: float
    program: str
    setting: str = ""
    prepare_ms: float | None = None
    queries: int = 0
    hits: int = 0
    close: int | None = None
    p50_us: float = 0
    p99_us: float = 0
    unit: str = "words"
    trouble: str | None = None
    is_best: bool = True

    @property
    def kind(self) -> Kind:
        return self.what, self.wrong

    @property
    def share(self) -> float:
        return self.hits / self.queries

    def timed(self, hits: list[bool], microseconds: list[float]) -> "Row":
        ordered = sorted(microseconds)
        return dataclasses.replace(
            self, queries=len(hits), hits=sum(hits), p50_us=statistics.median(ordered),
            p99_us=ordered[min(len(ordered) - 1, int(0.99 * len(ordered)))])


class Comparison:
    def __init__(self, book: Book, lookups: list[Lookup], index_ms: float, seconds: float, progress: Progress) -> None:
        self.book, self.index_ms, self.seconds, self.progress = book, index_ms, seconds, progress
        self.lookups = by_kind(lookups)

    def rows(self, peers: list[Peer], again: Callable[[], list[Lookup]]) -> tuple[list[Row], list[Row]]:
        """The rows of the book's own queries, and of another one's, kind by kind and the engine first.

        The peers take long, and what else the machine does changes: the engine looks all up `again` after them.
        """
        made: list[Row] = []
        for peer in peers:
            settings = list(self.peer(peer))
            mark_best(settings)
            made += settings
        self.progress.step(AFTER)
        after = by_kind(again())
        if answers(after) != answers(self.lookups):
            sys.exit(f"{NAME} answers otherwise after the peers than before them")
        rows = [*engine_rows(NAME, self.lookups, self.index_ms), *engine_rows(AFTER, after), *made]
        own, foreign = (sorted((row for row in rows if row.kind in kinds), key=lambda row: kinds.index(row.kind))
                        for kinds in (KINDS, FOREIGN))
        return own, foreign

    def peer(self, peer: Peer) -> Iterator[Row]:
        kinds = [kind for kind in KINDS + FOREIGN * peer.tells_errors if kind in self.lookups]
        if not peer.is_installed():
            yield from (Row(*kind, peer.name, trouble="not installed") for kind in kinds)
            return
        for setting, prepare in peer.settings.items():
            blank = Row("", 0, peer.name, setting, unit=peer.unit)
            self.progress.step(label(peer.name, setting))
            try:
                began = time.perf_counter()
                search = prepare(self.book)
                blank.prepare_ms = 1000 * (time.perf_counter() - began)
                trouble = None if peer.passes(search, self.book) else "failed its check"
            except BaseException as error:
                trouble = raised(error)
            for what, wrong in kinds:
                row = dataclasses.replace(blank, what=what, wrong=wrong, trouble=trouble)
                yield row if trouble else self.timed(row, peer, search)

    def timed(self, row: Row, peer: Peer, search: Search) -> Row:
        lookups = self.lookups[row.kind]
        step = f"{label(row.program, row.setting)}, {row.what}, {percent(row.wrong, 0)}"
        hits: list[bool] = []
        close = 0
        microseconds: list[float] = []
        end = time.monotonic() + self.seconds
        try:
            for lookup in lookups:
                if len(hits) >= LEAST_QUERIES and time.monotonic() > end:
                    break
                began = time.perf_counter()
                answer = search(lookup.query)
                microseconds.append(1e6 * (time.perf_counter() - began))
                is_close = answer.errors is not None and answer.errors <= MOST_ERRORS
                hits.append(is_close if row.kind in FOREIGN else peer.is_right(answer, lookup.query, self.book))
                close += hits[-1] and is_close
                self.progress.step(step, len(hits), len(lookups))
        except BaseException as error:
            return dataclasses.replace(row, trouble=raised(error))
        return dataclasses.replace(row.timed(hits, microseconds), close=close if peer.tells_errors else None)


def by_kind(lookups: list[Lookup]) -> dict[Kind, list[Lookup]]:
    kinds: dict[Kind, list[Lookup]] = {}
    for lookup in lookups:
        kinds.setdefault(lookup.kind, []).append(lookup)
    return kinds


def answers(lookups: dict[Kind, list[Lookup]]) -> dict[Kind, list[tuple[list[str], bool]]]:
    return {kind: [(lookup.query.words, lookup.is_right) for lookup in alike] for kind, alike in lookups.items()}


def engine_rows(program: str, lookups: dict[Kind, list[Lookup]], index_ms: float | None = None) -> Iterator[Row]:
    for kind in KINDS + FOREIGN:
        if alike := lookups.get(kind):
            hits = [lookup.is_right == (kind in KINDS) for lookup in alike]
            row = Row(*kind, program, prepare_ms=index_ms, close=sum(hits))
            yield row.timed(hits, [lookup.microseconds for lookup in alike])


def mark_best(rows: list[Row]) -> None:
    """Of a peer's settings the one that is most often right, the quickest of several that are as often."""
    for kind in {row.kind for row in rows}:
        alike = [row for row in rows if row.kind == kind]
        done = [row for row in alike if not row.trouble]
        better = -1 if kind in KINDS else 1
        best = min(done, key=lambda row: (better * row.share, row.p50_us), default=alike[0])
        for row in alike:
            row.is_best = row is best or bool(done and row.trouble)


def lookup_table(rows: list[Row], is_foreign: bool, shows_all: bool) -> str:
    engines: dict[Kind, float] = {}
    for row in rows:
        if row.program in (NAME, AFTER):
            engines[row.kind] = min(row.p50_us, engines.get(row.kind, row.p50_us))
    cells = []
    for row in rows:
        if not (shows_all or row.is_best):
            continue
        start = [row.what, percent(row.wrong, 0), label(row.program, row.setting)]
        if row.trouble:
            cells.append(start + [row.trouble])
            continue
        mark = "~" if row.unit == "windows" else ""
        close = "" if row.close is None else percent(row.close / row.queries, 1)
        prepare = "" if row.prepare_ms is None else f"{row.prepare_ms:,.1f}"
        cells.append(start + [
            str(row.queries), mark + percent(row.share, 1), interval(row.hits, row.queries),
            *([] if is_foreign else [close]), *times(row.p50_us, row.p99_us),
            counted(row.p50_us / engines[row.kind]), prepare])
    shares = ["accepted", "95 % interval"] if is_foreign else [
        "right", "95 % interval", f"right with at most {percent(MOST_ERRORS, 0)} errors"]
    return table(["what", "characters wrong", "program", "queries", *shares, "p50 µs", "p99 µs",
                  "× the engine's p50", "prepare ms"], cells)
