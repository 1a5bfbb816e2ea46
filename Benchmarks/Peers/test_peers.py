"""Tests what judges the peers and the engine: Python alone, `python3 -m unittest discover -s Benchmarks/Peers`."""
import importlib.util
import pathlib
import types
import unittest
from importlib.machinery import SourceFileLoader

from alignment_peers import pairs_of_hunks
from lookup_peers import FOREIGN, KINDS, Row, mark_best
from peer import WINDOW, Answer, Book, Peer, Query
from report import wilson

DIFFERENCE = """\
diff --git a/book.txt b/said.txt
index e9d6f63..d20529a 100644
--- a/book.txt
+++ b/said.txt
@@ -0,0 +1 @@
+hello
@@ -3 +4 @@ was
-a
+the
@@ -7 +7,0 @@ stormy
-night
@@ -9,0 +10,2 @@ the
+old
+big
@@ -10,0 +13 @@ town
+bye
"""
SCALE = """\
By words of a book, and more:

| words | page µs | right |
|---|---|---|
| 10 | 2.0 | 99.5 % |
| 1000 | 20.0 | 100.0 % |

By threads:

| threads | pages a second |
|---|---|
| 1 | 7 |
"""


def scale() -> types.ModuleType:
    path = pathlib.Path(__file__).resolve().parents[1] / "scale"
    loader = SourceFileLoader("scale", str(path))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("scale", loader))
    loader.exec_module(module)
    return module


def peer(unit: str) -> Peer:
    return Peer("peer", unit, "", {})


class AlignmentTests(unittest.TestCase):
    def test_pairs_of_hunks(self) -> None:
        book = "it was a dark and stormy night in the town".split()
        said = "hello it was the dark and stormy in the old big town bye".split()
        pairs = pairs_of_hunks(DIFFERENCE, types.SimpleNamespace(book=book, said=said))
        self.assertEqual(pairs, {1: 0, 2: 1, 3: 2, 4: 3, 5: 4, 6: 5, 7: 7, 8: 8, 11: 9})

    def test_texts_that_are_the_same_have_no_hunks(self) -> None:
        words = ["one", "two"]
        self.assertEqual(pairs_of_hunks("", types.SimpleNamespace(book=words, said=words)), {0: 0, 1: 1})


class RightTests(unittest.TestCase):
    book = Book(["word"] * 200)
    query = Query(["word"] * 5, 100)

    def is_right(self, unit: str, *places: int) -> bool:
        return peer(unit).is_right(Answer(places), self.query, self.book)

    def test_words(self) -> None:
        self.assertEqual([self.is_right("words", place) for place in (89, 90, 110, 111)], [False, True, True, False])

    def test_one_of_several_places(self) -> None:
        self.assertTrue(self.is_right("words", 3, 100))
        self.assertFalse(self.is_right("words"))

    def test_letters(self) -> None:
        self.assertEqual([self.is_right("letters", place) for place in (359, 360, 443, 444)],
                         [False, True, True, False])

    def test_windows(self) -> None:
        self.assertEqual([self.is_right("windows", place) for place in (100 - WINDOW, 101 - WINDOW, 104, 105)],
                         [False, True, True, False])


class BestTests(unittest.TestCase):
    def best(self, kind: tuple[str, float], *figures: tuple[int, float]) -> list[bool]:
        rows = [Row(*kind, "peer", queries=100, hits=hits, p50_us=p50) for hits, p50 in figures]
        mark_best(rows)
        return [row.is_best for row in rows]

    def test_most_right(self) -> None:
        self.assertEqual(self.best(KINDS[0], (98, 1), (99, 50)), [False, True])

    def test_quickest_of_those_that_are_as_right(self) -> None:
        self.assertEqual(self.best(KINDS[0], (99, 3), (99, 2), (90, 1)), [False, True, False])

    def test_fewest_accepted(self) -> None:
        self.assertEqual(self.best(FOREIGN[0], (2, 1), (1, 50)), [False, True])

    def test_what_failed_is_shown(self) -> None:
        failed, done = Row(*KINDS[0], "peer", trouble="raised"), Row(*KINDS[0], "peer", queries=1)
        mark_best([failed, done])
        self.assertTrue(failed.is_best and done.is_best)
        missing = [Row(*KINDS[0], "peer", trouble="not installed") for _ in range(2)]
        mark_best(missing)
        self.assertEqual([row.is_best for row in missing], [True, False])


class IntervalTests(unittest.TestCase):
    def test_wilson(self) -> None:
        for hits, count, low, high in [(0, 10, 0, 0.2775), (10, 10, 0.7225, 1), (81, 263, 0.2553, 0.3662)]:
            found = wilson(hits, count)
            self.assertAlmostEqual(found[0], low, places=4)
            self.assertAlmostEqual(found[1], high, places=4)


class ScaleTests(unittest.TestCase):
    scale = scale()

    def test_tables(self) -> None:
        words, threads = self.scale.tables(SCALE)
        self.assertEqual((words.title, threads.title), ("By words of a book", "By threads"))
        self.assertEqual(words.column("right"), [99.5, 100])
        self.assertEqual(threads.rows, [["1", "7"]])

    def test_slope(self) -> None:
        self.assertAlmostEqual(self.scale.slope([10, 1000], [2, 20]), 0.5)
        self.assertAlmostEqual(self.scale.slope([1, 10, 100], [3, 30, 300]), 1)
        self.assertIsNone(self.scale.slope([10, 10], [1, 2]))
        self.assertIsNone(self.scale.slope([1, 10], [0, 2]))


if __name__ == "__main__":
    unittest.main()
