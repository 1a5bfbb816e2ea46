#!/usr/bin/env python3
"""Three small checks beside the novels: times inside cues, foreign audio, pages that an OCR program read.

    Benchmarks/checks.py --corpus FOLDER

FOLDER is laid out as for novels.py; `moby-dick` has a JSON with word times, and `jane-eyre` and `moby-dick` have `pages/`
with `NAME_qN.txt` (what the OCR program read) and `NAME_qN.gt.txt` (the exact text). Needs the release build and Python's
standard library.
"""
import argparse
import collections
import csv
import io
import json
import os
import pathlib
import random
import subprocess
import tempfile

from program import PROGRAM



def output(*arguments: object, **environment: str) -> str:
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True,
                          env=dict(os.environ, **environment)).stdout


def stamp(seconds: float) -> str:
    return f"{int(seconds // 3600):02}:{int(seconds // 60 % 60):02}:{seconds % 60:06.3f}"


def cue_times(folder: pathlib.Path, temporary: str) -> None:
    """Folds a transcript's word times into cues of 5-8 s, and compares what is restored with them."""
    source = next(folder.glob("transcript/*.json"))
    words = [word for word in json.loads(source.read_text())["wordTimeline"] if word["text"].strip()]
    chance, cues, first = random.Random(3), [], 0
    while first < len(words):
        length, end = chance.uniform(5, 8), first + 1
        while end < len(words) and words[end]["endTime"] - words[first]["startTime"] < length:
            end += 1
        text = " ".join(word["text"] for word in words[first:end])
        cues.append(f"{stamp(words[first]['startTime'])} --> {stamp(words[end - 1]['endTime'])}\n{text}")
        first = end
    folded = pathlib.Path(temporary, "folded.vtt")
    folded.write_text("WEBVTT\n\n" + "\n\n".join(cues) + "\n")

    def times(transcript: pathlib.Path) -> dict:
        table = output("align", next(folder.glob("book.*")), transcript, "--format", "tsv", "--quiet")
        rows = csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
        return {(row["section"], row["from"]): (float(row["start"]), row["heard"]) for row in rows}

    exact, restored = times(source), times(folded)
    errors = sorted(abs(exact[key][0] - restored[key][0]) for key in exact.keys() & restored.keys()
                    if exact[key][1] == "1")
    print(f"- Cue times: {len(errors):,} heard words, error median {errors[len(errors) // 2]:.2f} s, "
          f"90th percentile {errors[len(errors) * 9 // 10]:.2f} s.")


def foreign(corpus: pathlib.Path) -> None:
    """Aligns each novel with the next one's audiobook."""
    names = ["frankenstein", "jane-eyre", "pride-and-prejudice", "tom-sawyer", "treasure-island", "walden"]
    verdicts = []
    for name, other in zip(names, names[1:] + names[:1], strict=True):
        book = next((corpus / name).glob("book.*"))
        report = json.loads(output("align", book, corpus / other / "transcript", "--force", "--json"))
        verdicts.append((report["edition"], report["coverage"]["audio"]))
    print(f"- Foreign audio: {dict(collections.Counter(edition for edition, _ in verdicts))}, "
          f"at most {max(share for _, share in verdicts):.1%} of the audio explained.")


def pages(corpus: pathlib.Path, temporary: str) -> None:
    """Looks OCR pages up; right is the exact text's status, and its first word within ten (q2: a word of its page)."""
    counts: dict[str, collections.Counter] = collections.defaultdict(collections.Counter)
    for name in ["jane-eyre", "moby-dick"]:
        library = {"PAGEMATCH_LIBRARY": f"{temporary}/{name}.sqlite"}
        output("add", next((corpus / name).glob("book.*")), corpus / name / "transcript", "--id", "b", "--quiet",
               **library)
        for truth in sorted((corpus / name / "pages").glob("*.gt.txt")):
            page = truth.with_name(truth.name.replace(".gt.txt", ".txt"))
            found, exact = (json.loads(output("lookup", path, "--book", "b", "--json", **library))
                            for path in (page, truth))
            quality = page.stem.rsplit("_", 1)[1]
            if found["status"] == "no_match":
                verdict = "not found"
            else:
                start, words = found["words"]["start"], exact["words"]
                near = abs(start - words["start"]) <= 10
                inside = quality == "q2" and words["start"] - 10 <= start <= words["end"]
                verdict = "right" if found["status"] == exact["status"] and (near or inside) else "wrong"
            counts[quality][verdict] += 1
    for quality, verdicts in sorted(counts.items()):
        print(f"- OCR pages {quality}: {dict(verdicts)}.")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--corpus", type=pathlib.Path, required=True)
    corpus = parser.parse_args().corpus
    with tempfile.TemporaryDirectory() as temporary:
        cue_times(corpus / "moby-dick", temporary)
        foreign(corpus)
        pages(corpus, temporary)


if __name__ == "__main__":
    main()
