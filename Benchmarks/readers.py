#!/usr/bin/env python3
"""Times the readers of transcripts and books, beside Python's json and ebooklib on the same files.

    Benchmarks/readers.py [--corpus FOLDER] [--hours 60] [--runs 5] [--seed 1]

Transcripts: the words of one made audiobook of so many hours, 9,000 words each, in the project's own story's vocabulary,
written as each program writes them. Books: a novel of 120,000 such words as EPUB 3, plain and with a span and an overlay
for each sentence, and where FOLDER has `moby-dick/book.epub`, that. Speed is the best of the runs in one process, from
the file's path to its text; memory is the peak of a fresh process that reads the file once, less that of one that reads
a file of a few words. Words and spans are counted, so that a reader that left something out would show.

Prints Markdown tables. Needs a Swift toolchain; without `pip install ebooklib` that column stays empty.
"""
import argparse
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import textwrap
import time
import zipfile
from typing import Callable, Iterator, NamedTuple

ROOT = pathlib.Path(__file__).resolve().parent.parent
SCRATCH = ROOT / ".build-benchmarks"
PROGRAM = SCRATCH / "release/ReadFiles"


class Word(NamedTuple):
    text: str
    start: float
    end: float


def clock(seconds: float, mark: str = ".") -> str:
    whole, thousandth = divmod(round(seconds * 1000), 1000)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}{mark}{thousandth:03}"


def spoken(count: int, chance: random.Random) -> list[Word]:
    """That many words of the story's, at 2.5 a second."""
    vocabulary = re.findall(r"[a-z]+", (ROOT / "Corpora/Make/story.md").read_text().casefold())
    words = []
    for index in range(count):
        text = chance.choice(vocabulary) + ("." if index % 12 == 11 else "")
        words.append(Word(text, index * 0.4, index * 0.4 + chance.randint(10, 39) / 100))
    return words


def segments(words: list[Word]) -> Iterator[list[Word]]:
    for first in range(0, len(words), 12):
        yield words[first:first + 12]


def sentence(words: list[Word]) -> str:
    return " ".join(word.text for word in words)


# One function a format, each writing what its program writes.

def whisper(words: list[Word], chance: random.Random) -> str:
    return json.dumps({"text": " " + sentence(words), "segments": [{
        "id": number, "seek": int(part[0].start // 30) * 3000, "start": round(part[0].start, 2),
        "end": round(part[-1].end, 2), "text": " " + sentence(part),
        "tokens": [chance.randrange(50364) for _ in range(18)], "temperature": 0.0,
        "avg_logprob": -chance.random(), "compression_ratio": 1 + chance.random(),
        "no_speech_prob": chance.random() / 50,
        "words": [{"word": " " + word.text, "start": round(word.start, 2), "end": round(word.end, 2),
                   "probability": chance.random()} for word in part],
    } for number, part in enumerate(segments(words))], "language": "en"}, ensure_ascii=False)


def whisper_cpp(words: list[Word], chance: random.Random) -> str:
    def times(start: float, end: float) -> dict:
        return {"timestamps": {"from": clock(start, ","), "to": clock(end, ",")},
                "offsets": {"from": round(start * 1000), "to": round(end * 1000)}}
    return json.dumps({"systeminfo": "AVX = 1", "model": {"type": "base"}, "params": {"model": "base"},
                       "result": {"language": "en"}, "transcription": [{
                           **times(part[0].start, part[-1].end), "text": " " + sentence(part),
                           "tokens": [{"text": " " + word.text, **times(word.start, word.end),
                                       "id": chance.randrange(50364), "p": round(chance.random(), 6), "t_dtw": -1}
                                      for word in part]} for part in segments(words)]}, indent="\t")


def timeline(words: list[Word], chance: random.Random) -> str:
    entries, offset = [], 0
    for word in words:
        entries.append({"type": "word", "text": word.text, "startTime": word.start, "endTime": word.end,
                        "startOffsetUtf16": offset, "endOffsetUtf16": offset + len(word.text), "confidence": 1})
        offset += len(word.text) + 1
    return json.dumps({"transcript": sentence(words), "timeline": entries})


def vosk(words: list[Word], chance: random.Random) -> str:
    return "\n".join(json.dumps({"result": [{"conf": 1.0, "start": word.start, "end": word.end, "word": word.text}
                                            for word in part], "text": sentence(part)}, indent=2)
                     for part in segments(words))


def amazon(words: list[Word], chance: random.Random) -> str:
    return json.dumps({"jobName": "a", "results": {"transcripts": [{"transcript": sentence(words)}], "items": [
        {"start_time": f"{word.start:.3f}", "end_time": f"{word.end:.3f}", "type": "pronunciation",
         "alternatives": [{"confidence": "0.9987", "content": word.text}]} for word in words]}})


def web_vtt(words: list[Word], chance: random.Random) -> str:
    return "WEBVTT\n\n" + "".join(f"{clock(part[0].start)} --> {clock(part[-1].end)}\n{sentence(part)}\n\n"
                                  for part in segments(words))


def sub_rip(words: list[Word], chance: random.Random) -> str:
    return "".join(f"{number}\n{clock(part[0].start, ',')} --> {clock(part[-1].end, ',')}\n{sentence(part)}\n\n"
                   for number, part in enumerate(segments(words), 1))


def ttml(words: list[Word], chance: random.Random) -> str:
    return ('<?xml version="1.0"?>\n<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en"><body><div>\n' + "".join(
        f'<p begin="{clock(part[0].start)}" end="{clock(part[-1].end)}">'
        + " ".join(f'<span begin="{clock(word.start - part[0].start)}" end="{clock(word.end - part[0].start)}">'
                   f"{word.text}</span>" for word in part) + "</p>\n" for part in segments(words))
            + "</div></body></tt>\n")


def tsv(words: list[Word], chance: random.Random) -> str:
    return "start\tend\ttext\n" + "".join(
        f"{round(part[0].start * 1000)}\t{round(part[-1].end * 1000)}\t{sentence(part)}\n" for part in segments(words))


def ctm(words: list[Word], chance: random.Random) -> str:
    return "".join(f"book 1 {word.start:.2f} {word.end - word.start:.2f} {word.text} 0.98\n" for word in words)


def text_grid(words: list[Word], chance: random.Random) -> str:
    end = words[-1].end
    intervals, last = [], 0.0
    for word in words:
        if word.start > last:
            intervals.append((last, word.start, ""))
        intervals.append((word.start, word.end, word.text))
        last = word.end
    return (f'File type = "ooTextFile"\nObject class = "TextGrid"\n\nxmin = 0\nxmax = {end}\ntiers? <exists>\nsize = 1\n'
            f'item []:\n    item [1]:\n        class = "IntervalTier"\n        name = "words"\n        xmin = 0\n'
            f"        xmax = {end}\n        intervals: size = {len(intervals)}\n" + "".join(
                f"        intervals [{number}]:\n            xmin = {first}\n            xmax = {second}\n"
                f'            text = "{text}"\n' for number, (first, second, text) in enumerate(intervals, 1)))


TRANSCRIPTS: dict[str, tuple[str, Callable[[list[Word], random.Random], str]]] = {
    "openai-whisper JSON": ("json", whisper), "whisper.cpp JSON": ("json", whisper_cpp),
    "echogarden timeline": ("json", timeline), "Vosk": ("json", vosk), "Amazon Transcribe": ("json", amazon),
    "WebVTT": ("vtt", web_vtt), "SubRip": ("srt", sub_rip), "TTML": ("ttml", ttml), "TSV": ("tsv", tsv),
    "CTM": ("ctm", ctm), "TextGrid": ("TextGrid", text_grid),
}


def epub(path: pathlib.Path, words: list[Word], with_overlays: bool) -> None:
    """A novel of chapters of 4,000 words; with overlays, a span and a `par` for each sentence."""
    items, spine = [], []
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        archive.writestr("META-INF/container.xml", textwrap.dedent("""\
            <?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
            <rootfiles><rootfile full-path="OPS/p.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""))
        for chapter, first in enumerate(range(0, len(words), 4000), 1):
            body, pars = [], []
            for number, part in enumerate(segments(words[first:first + 4000])):
                text = sentence(part).capitalize()
                paragraph = "</p>\n<p>" if number % 5 == 4 else " "
                name = f"chapter{chapter}-sentence{number}"
                body.append((f'<span id="{name}">{text}</span>' if with_overlays else text) + paragraph)
                pars.append(f'<par id="{name}-par"><text src="../c{chapter}.xhtml#{name}"/>'
                            f'<audio src="../Audio/{chapter:05}.mp4" clipBegin="{part[0].start:.3f}s" '
                            f'clipEnd="{part[-1].end:.3f}s"/></par>\n')
            archive.writestr(f"OPS/c{chapter}.xhtml", textwrap.dedent(f"""\
                <?xml version="1.0" encoding="UTF-8"?>
                <html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en">
                <head><title>{chapter}</title></head><body><h1>Chapter {chapter}</h1>\n<p>""") + "".join(body)
                + "</p></body></html>")
            overlay = f' media-overlay="s{chapter}"' if with_overlays else ""
            items.append(f'<item id="c{chapter}" href="c{chapter}.xhtml" media-type="application/xhtml+xml"{overlay}/>')
            spine.append(f'<itemref idref="c{chapter}"/>')
            if with_overlays:
                items.append(f'<item id="s{chapter}" href="s/{chapter}.smil" media-type="application/smil+xml"/>')
                archive.writestr(f"OPS/s/{chapter}.smil", textwrap.dedent(f"""\
                    <smil xmlns="http://www.w3.org/ns/SMIL" xmlns:epub="http://www.idpf.org/2007/ops" version="3.0"><body>
                    <seq epub:textref="../c{chapter}.xhtml" epub:type="chapter">\n""") + "".join(pars)
                    + "</seq></body></smil>")
        archive.writestr("OPS/p.opf", textwrap.dedent("""\
            <?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i">
            <metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="i">made</dc:identifier>
            <dc:title>A Made Novel</dc:title><dc:language>en</dc:language></metadata>\n""")
            + "<manifest>" + "\n".join(items) + "</manifest>\n<spine>" + "".join(spine) + "</spine></package>")


def ours(kind: str, path: pathlib.Path, runs: int) -> dict:
    """What ReadFiles prints."""
    printed = subprocess.run([PROGRAM, kind, path, str(runs)], stdout=subprocess.PIPE, check=True).stdout
    return json.loads(printed)


def best(work: Callable[[], object], runs: int) -> float:
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def read_with_json(path: pathlib.Path) -> object:
    """One value, or several one after the other."""
    text, decoder, values, place = path.read_text(), json.JSONDecoder(), [], 0
    while place < len(text):
        value, place = decoder.raw_decode(text, place)
        values.append(value)
        place += len(text[place:place + 2]) - len(text[place:place + 2].lstrip())
    return values


def read_with_ebooklib(path: pathlib.Path) -> int:
    """The text of all documents, as ebooklib's users take it: from lxml, which it needs itself."""
    import ebooklib
    import lxml.html
    from ebooklib import epub as library
    book = library.read_epub(path, {"ignore_ncx": False})
    documents = book.get_items_of_type(ebooklib.ITEM_DOCUMENT)
    return sum(len(lxml.html.fromstring(document.get_content()).text_content()) for document in documents)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=pathlib.Path)
    parser.add_argument("--hours", type=int, default=60)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    subprocess.run(["swift", "build", "--package-path", ROOT / "Benchmarks", "--scratch-path", SCRATCH,
                    "--configuration", "release"], check=True, stdout=subprocess.DEVNULL)
    chance = random.Random(options.seed)
    words = spoken(options.hours * 9000, chance)
    letters = len(sentence(words))
    with tempfile.TemporaryDirectory() as folder:
        def memory(kind: str, path: pathlib.Path) -> float:
            small = pathlib.Path(folder, "small.vtt" if kind == "transcript" else "small.txt")
            small.write_text("WEBVTT\n\n00:00.000 --> 00:01.000\nCall me Ishmael.\n" if kind == "transcript"
                             else "CHAPTER I\n\nCall me Ishmael.\n")
            return (ours(kind, path, 1)["peak"] - ours(kind, small, 1)["peak"]) / 1024

        print(f"| transcript of {len(words):,} words | MB | ms | MB/s | peak MB | of the file | spans | json MB/s |")
        print("|---|---|---|---|---|---|---|---|")
        for name, (extension, write) in TRANSCRIPTS.items():
            path = pathlib.Path(folder, f"transcript.{extension}")
            path.write_text(write(words, chance))
            size = path.stat().st_size / 1e6
            read = ours("transcript", path, options.runs)
            if read["letters"] != letters:
                sys.exit(f"{name}: {read['letters']} bytes of text were read, {letters} written.")
            peak, seconds = memory("transcript", path), min(read["seconds"])
            python = f"{size / best(lambda: read_with_json(path), max(1, options.runs // 2)):.0f}" if extension == "json" else ""
            print(f"| {name} | {size:.1f} | {seconds * 1000:.0f} | {size / seconds:.0f} | {peak:.0f} | "
                  f"{peak * 1.048576 / size:.2f} | {read['spans']:,} | {python} |", flush=True)

        novel = words[:120_000]
        made = {"made novel, EPUB": False, "made novel, EPUB with overlays": True}
        books = {}
        for name, with_overlays in made.items():
            books[name] = pathlib.Path(folder, f"{len(books)}.epub")
            epub(books[name], novel, with_overlays)
        if options.corpus:
            books["Moby-Dick, EPUB"] = options.corpus / "moby-dick/book.epub"
        print("\n| book | MB | letters | overlay spans | ms | peak MB | ebooklib ms | ratio |")
        print("|---|---|---|---|---|---|---|---|")
        for name, path in books.items():
            read = ours("book", path, options.runs)
            seconds, peak = min(read["seconds"]), memory("book", path)
            try:
                peer = best(lambda: read_with_ebooklib(path), options.runs)
                beside = f"{peer * 1000:.0f} | {peer / seconds:.1f}"
            except ImportError:
                beside = "not installed | "
            print(f"| {name} | {path.stat().st_size / 1e6:.1f} | {read['letters']:,} | {read['spans']:,} | "
                  f"{seconds * 1000:.1f} | {peak:.0f} | {beside} |", flush=True)


if __name__ == "__main__":
    main()
