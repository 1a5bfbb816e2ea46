"""Looks the same queries up with the engine and its peers, and tells how many are right and how long they take."""
import dataclasses
import statistics
import time
from collections.abc import Callable, Iterator

from engine import NAME, Lookup
from peer import Answer, Book, Peer, Search
from report import Progress, counted, label, percent, raised, table, times

KINDS = [("page", 0.05), ("page", 0.15), ("page", 0.3), ("page", 0.5), ("page, as heard", 0.12), ("25 words", 0.05),
         ("25 words", 0.15), ("25 words", 0.3), ("25 words, as heard", 0.12), ("10 words", 0.3), ("6 words", 0.0),
         ("6 words", 0.15), ("3 words", 0.0)]
FOREIGN = [("another book's page", 0.05), ("another book's page", 0.5),
           ("another book's page with ten words of this", 0.05), ("another book's 25 words", 0.05),
           ("another book's 10 words", 0.05), ("another book's 6 words", 0.0), ("another book's 3 words", 0.0)]
MOST_ERRORS = 0.45
LEAST_QUERIES = 3
ALIKE = 0.02


@dataclasses.dataclass
class Row:
    """`hits` counts what is right, and of another book's what is taken for this one's. `trouble` tells why none is."""
    what: str
    wrong: float
    program: str
    setting: str = ""
    prepare_ms: float | None = None
    queries: int = 0
    hits: int = 0
    p50_us: float = 0
    p99_us: float = 0
    unit: str = "words"
    trouble: str | None = None
    is_best: bool = True

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
        self.lookups: dict[tuple[str, float], list[Lookup]] = {}
        for lookup in lookups:
            self.lookups.setdefault(lookup.kind, []).append(lookup)

    def rows(self, peers: list[Peer]) -> tuple[list[Row], list[Row]]:
        """The rows of the book's own queries, and of another one's, kind by kind and the engine first."""
        own, foreign = list(self.engine(KINDS)), list(self.engine(FOREIGN))
        for peer in peers:
            made = list(self.peer(peer))
            mark_best(made)
            own += [row for row in made if (row.what, row.wrong) in KINDS]
            foreign += [row for row in made if (row.what, row.wrong) in FOREIGN]
        return (sorted(own, key=lambda row: KINDS.index((row.what, row.wrong))),
                sorted(foreign, key=lambda row: FOREIGN.index((row.what, row.wrong))))

    def engine(self, kinds: list[tuple[str, float]]) -> Iterator[Row]:
        for what, wrong in kinds:
            if lookups := self.lookups.get((what, wrong)):
                hits = [lookup.is_right == (kinds is KINDS) for lookup in lookups]
                yield Row(what, wrong, NAME, prepare_ms=self.index_ms).timed(
                    hits, [lookup.microseconds for lookup in lookups])

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
        lookups = self.lookups[row.what, row.wrong]
        is_hit = self.is_hit(peer)
        step = f"{label(row.program, row.setting)}, {row.what}, {percent(row.wrong, 0)}"
        hits: list[bool] = []
        microseconds: list[float] = []
        end = time.monotonic() + self.seconds
        try:
            for lookup in lookups:
                if len(hits) >= LEAST_QUERIES and time.monotonic() > end:
                    break
                began = time.perf_counter()
                answer = search(lookup.query)
                microseconds.append(1e6 * (time.perf_counter() - began))
                hits.append(is_hit(answer, lookup))
                self.progress.step(step, len(hits), len(lookups))
        except BaseException as error:
            return dataclasses.replace(row, trouble=raised(error))
        return row.timed(hits, microseconds)

    def is_hit(self, peer: Peer) -> Callable[[Answer, Lookup], bool]:
        def is_hit(answer: Answer, lookup: Lookup) -> bool:
            if lookup.query.first is None:
                return answer.errors is not None and answer.errors <= MOST_ERRORS
            return peer.is_right(answer, lookup.query, self.book)
        return is_hit


def mark_best(rows: list[Row]) -> None:
    """Of a peer's settings the quickest of those that are right about as often as the one that is most often."""
    for kind in {(row.what, row.wrong) for row in rows}:
        alike = [row for row in rows if (row.what, row.wrong) == kind]
        done = [row for row in alike if not row.trouble]
        if not done:
            best = alike[0]
        elif kind in FOREIGN:
            best = min(done, key=lambda row: (row.share, row.p50_us))
        else:
            most = max(row.share for row in done)
            best = min((row for row in done if row.share >= most - ALIKE), key=lambda row: row.p50_us)
        for row in alike:
            row.is_best = row is best or bool(done and row.trouble)


def lookup_table(rows: list[Row], share: str, shows_all: bool) -> str:
    engines = {(row.what, row.wrong): row.p50_us for row in rows if row.program == NAME}
    cells = []
    for row in rows:
        if not (shows_all or row.is_best):
            continue
        start = [row.what, percent(row.wrong, 0), label(row.program, row.setting)]
        if row.trouble:
            cells.append(start + [row.trouble])
            continue
        mark = "~" if row.unit == "windows" else ""
        prepare = "" if row.prepare_ms is None else f"{row.prepare_ms:,.1f}"
        cells.append(start + [str(row.queries), mark + percent(row.share, 1), *times(row.p50_us, row.p99_us),
                              counted(row.p50_us / engines[row.what, row.wrong]), prepare])
    return table(["what", "characters wrong", "program", "queries", share, "p50 µs", "p99 µs", "× the engine's p50",
                  "prepare ms"], cells)
