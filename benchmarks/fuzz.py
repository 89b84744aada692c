"""Broken and unusual files through ``dipx translate``: ``python benchmarks/fuzz.py --count 3000 --seed 1``.

A file of each format, made by another library than the one that reads it (``tests/formats/makers.py``), is changed in
its structure, in its bytes, or in both (``fuzz_mutations.py``), and translated by the fake engine. What must hold:

- the exit code is 0, or 1 with one line that begins with ``dipx:``; never a traceback;
- done within 20 seconds of the processor (two minutes by the clock), with less than 1 GB of memory more;
- nothing is lost in silence. Of every file: every letter of the document's text is in a block or left out with a
  reason, and every word of the French blocks is read again from a file that is written with them as its English,
  unless a note says that bytes were broken. Of a file whose bytes are sound, all that it says by another library's
  reading (``fuzz_words.py``) is as often in the file in its own format, in the JSON as English, left out or noted, and
  of a web page in its article (``--article``) or left out.

What breaks is kept in ``--keep`` with its seed. The exit code is 1 where anything broke.
"""

from __future__ import annotations

import argparse
import contextlib
import gzip
import json
import random
import re
import resource
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import fuzz_mutations as mutations
import fuzz_texts as texts
from fuzz_words import Words, either, said, words_of
from lxml import etree
from lxml.html import document_fromstring
from typer.testing import CliRunner, Result

from dipx import formats
from dipx.cli import app
from dipx.document import Document
from dipx.errors import DipxError
from dipx.formats.inline import UNWRITABLE
from dipx.text import idioms, keep_all
from dipx.translation import translate

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.formats.makers import MAKERS, TEXTS

SECONDS, WAITING, MEGABYTES = 20, 120, 1024
# A note that letters are others, or that a part of a page is passed over: it was French, and is said to be English now.
TOLD = ("broken bytes", "NUL characters", "damaged letters", "encodings", "no UTF-8", "in another language: en")
PAGES = ("html", "xhtml")
IN_PLACE = frozenset("md html xhtml docx pptx xlsx odt odp ods epub srt vtt ass ssa jsonl csv tsv".split())
TEXT = frozenset("txt md srt vtt ass ssa csv tsv".split())  # formats of a text in some encoding
PARAGRAPHS = [frozenset(either(word) for word in re.findall(r"[^\W\d_]{4,}", text)) for text in TEXTS]
KNOWN = frozenset().union(*PARAGRAPHS)
BEGINNING = 3  # words
# Columns, fields and cells with words: they are named, and not their words.
OTHERS = re.compile(r"not translated: other|more cells than the header")
texts.KNOWN.update(word for text in TEXTS for word in re.findall(r"[^\W\d_]{4,}", text))


def xhtml() -> bytes:
    """The page as XML."""
    page = str(etree.tostring(document_fromstring(MAKERS["html"]().decode()), encoding="unicode"))
    page = page.replace("<html", '<html xmlns="http://www.w3.org/1999/xhtml"', 1)
    return b"<?xml version='1.0'?>\n" + page.encode()


FILES: dict[str, Callable[[], bytes]] = {**MAKERS, "xhtml": xhtml, "html.gz": lambda: gzip.compress(MAKERS["html"]())}


@dataclass(frozen=True, slots=True)
class Case:
    """A file to try: its bytes (not compressed), their format and encoding, and whether none of them is broken."""

    file: Path
    raw: bytes
    suffix: str
    encoding: str
    is_sound: bool


def case_of(folder: Path, number: int, suffix: str, original: bytes, choice: random.Random) -> Case:
    """A changed file of the format, written to ``folder``."""
    inner = suffix.removesuffix(".gz")
    raw, encoding = gzip.decompress(original) if inner != suffix else original, "utf-8"
    is_sound = choice.random() < 0.7 and suffix != "pdf"
    for _ in range(choice.choice((1, 1, 2, 4)) if is_sound or choice.random() < 0.3 else 0):
        raw = mutations.structured(raw, inner, choice)
    if is_sound and inner in TEXT and choice.random() < 0.25:
        raw, encoding = texts.reencoded(raw, choice)
    packed = gzip.compress(raw) if inner != suffix else raw
    for _ in range(0 if is_sound else choice.choice((1, 1, 2, 4))):
        packed = mutations.broken(packed, inner, choice)
    file = folder / f"f{number}.{suffix}"
    file.write_bytes(packed)
    return Case(file, raw, inner, encoding, is_sound)


def faults(case: Case, ended: Counter[str]) -> Iterator[str]:
    """What is wrong with what dipx does with the file; how it ended is counted."""
    ending = formats.output_suffix(case.file) or ".txt"
    out = case.file.with_name(f"{case.file.name}.en{ending}")
    result = _run(case.file, "-o", str(out))
    if result.exception and not isinstance(result.exception, SystemExit):
        yield f"{type(result.exception).__name__}: {result.exception}"
        return
    ended["refused" if result.exit_code else "translated"] += 1
    if result.exit_code not in (0, 1) or (result.exit_code == 1 and "dipx:" not in result.stderr):
        yield f"exit code {result.exit_code}: {result.stderr[:200]!r}"
    if result.exit_code != 0:
        return
    with contextlib.suppress(DipxError):
        document = formats.read(case.file, whole=formats.is_page(case.file))
        yield from _lost(document, case.file.with_name("again"))
    if case.is_sound and not _is_told(result.stderr):
        yield from _not_there(case, out, result)


def _run(file: Path, *words: str) -> Result:
    given = ["translate", str(file), "--engine", "fake", "--lang", "fr", "--no-memory", *words]
    return CliRunner().invoke(app, given, catch_exceptions=True)


def _is_told(notes: str) -> bool:
    return any(word in notes for word in TOLD)


def _not_there(case: Case, out: Path, result: Result) -> Iterator[str]:
    """What the file says by another reader, and what was made of it does not."""
    texts = said(case.raw, case.suffix, case.encoding)
    if texts is None:
        return
    source = words_of(texts, KNOWN)
    report = case.file.with_name("report.json")
    _run(case.file, "--format", "json", "-o", str(report))
    entry = json.loads(report.read_text("utf-8"))["documents"][0]
    english = words_of([entry["english"]], KNOWN)
    named = _named([*(span["text"] for span in entry["left_out"]), *entry.get("notes", []), result.stderr], english)
    lost = sorted(source.keys() - english.keys() - named)
    if lost and not OTHERS.search(result.stderr):
        yield f"neither in the report nor named: {len(lost)} words, {lost[:5]}"
    if case.suffix not in IN_PLACE:
        made = words_of([out.read_text("utf-8")], KNOWN)
        if lost := sorted(source.keys() - made.keys() - named):
            yield f"neither in the text nor named: {len(lost)} words, {lost[:5]}"
        return
    made = words_of(said(out.read_bytes(), case.suffix, case.encoding) or [], KNOWN)
    yield from _compared("", source, made)
    if case.suffix in PAGES:
        page = out.with_name(f"article.{case.suffix}")
        _run(case.file, "--article", "-o", str(page))
        made = words_of(said(page.read_bytes(), "html") or [], KNOWN)
        if lost := sorted(source.keys() - made.keys() - named):
            yield f"--article: neither in the page nor named: {len(lost)} words, {lost[:5]}"


def _named(texts: Sequence[str], english: Words) -> set[str]:
    """The known words in what is said of a file. Of a long text only its beginning is: it stands for all of it."""
    named = set(words_of(texts, KNOWN))
    if len(PARAGRAPHS[0] & english.keys()) > 1:  # a title is told where the text does not say most of it
        named |= PARAGRAPHS[0]
    is_cut = any("…”" in text for text in texts)
    before = False
    for words in PARAGRAPHS:
        before = len(words & named) >= BEGINNING or (is_cut and before and english.keys().isdisjoint(words))
        named |= words if before else set()
    return named


def _compared(where: str, source: Words, made: Words) -> Iterator[str]:
    if lost := source - made:
        yield f"{where}{lost.total()} words are gone: {sorted(lost)[:5]}"
    if more := made - source:
        yield f"{where}{more.total()} words are there more often: {sorted(more)[:5]}"


def _lost(document: Document, out: Path) -> Iterator[str]:
    """Words that are in no block and not left out, or gone from a file written with the French as its English."""
    whole = keep_all(document)
    covered = bytearray(len(document.text))
    for block in whole.blocks:
        covered[block.start : block.end] = b"\1" * (block.end - block.start)
    hole = next((c for c, seen in zip(document.text, covered, strict=True) if not seen and c.isalnum()), None)
    if hole:
        yield f"{hole!r} is in no block and not left out"
    suffix = formats.output_suffix(Path(document.path))
    if not suffix or not document.blocks or (suffix == ".md" and ".md" not in document.path):  # pdf and mail
        return
    formats.write(document, [block.text for block in document.blocks], out.with_suffix(suffix))
    again = keep_all(formats.read(out.with_suffix(suffix), document.field, whole=document.whole))
    missing = _words(document) - _words(again)
    if missing and not any(word in note for note in (*document.notes, *again.notes) for word in TOLD):
        yield f"written and read again, {missing.total()} words are gone: {sorted(missing)[:5]}"


def _words(document: Document) -> Counter[str]:
    written = (UNWRITABLE.sub("", block.text) for block in document.blocks)  # a control sign is in no file
    return Counter(word for text in written for word in re.findall(r"[^\W\d_]{4,}", text))


def _ring(signum: int, _frame: object) -> None:
    raise TimeoutError(f"not done after {WAITING if signum == signal.SIGALRM else SECONDS} s")


def bounded(find: Callable[[], list[str]]) -> list[str]:
    """The faults found, with those of time, memory and the harness itself."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    signal.alarm(WAITING)
    try:
        found = find()
    except Exception as error:
        found = [f"{type(error).__name__}: {error}"]
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.alarm(0)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
    return found + ([f"{grown} MB of memory"] if grown > MEGABYTES else [])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, help="the number of one file, as its name in --keep has it")
    parser.add_argument("--formats", nargs="*", default=sorted(FILES))
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "dipx-fuzz")
    given = parser.parse_args()
    signal.signal(signal.SIGALRM, _ring)
    signal.signal(signal.SIGPROF, _ring)
    # The fake engine's words are no English: the dictionary's would be written for them, which are not the file's.
    translate.glossed = lambda text, source: (text, ())  # type: ignore[attr-defined]
    translate.switched = lambda candidates, *_: dict(candidates)  # type: ignore[attr-defined]
    idioms.plain_words = lambda text: text  # nor are plain French words the file's
    originals = {suffix: FILES[suffix]() for suffix in given.formats}
    ends: dict[str, Counter[str]] = {suffix: Counter() for suffix in given.formats}
    with tempfile.TemporaryDirectory() as folder:
        for number in range(given.count) if given.only is None else [given.only]:
            choice = random.Random(f"{given.seed} {number}")
            suffix = given.formats[number % len(given.formats)]
            case = case_of(Path(folder), number, suffix, originals[suffix], choice)
            found = bounded(lambda case=case, suffix=suffix: list(faults(case, ends[suffix])))  # type: ignore[misc]
            ends[suffix]["faulty"] += bool(found)
            for fault in found:
                print(f"{case.file.name}: {fault[:200]}", flush=True)
                given.keep.mkdir(parents=True, exist_ok=True)
                (given.keep / f"{given.seed}-{case.file.name}").write_bytes(case.file.read_bytes())
            for leftover in Path(folder).iterdir():
                leftover.unlink()
    told = {suffix: [counts[end] for end in ("translated", "refused", "faulty")] for suffix, counts in ends.items()}
    print(json.dumps({"seed": given.seed, "count": given.count, "translated, refused, with a fault": told}))
    return any(counts["faulty"] for counts in ends.values())


if __name__ == "__main__":
    sys.exit(main())
