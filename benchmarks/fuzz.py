"""Broken files through ``dipx translate``: ``python benchmarks/fuzz.py --count 3000 --seed 1``.

A file of each format, made by another library than the one that reads it (``tests/formats/makers.py``), is damaged in
one to four ways (bytes changed, cut, doubled, put in; in zip archives also within their parts) and translated by the
fake engine in its own format. What must hold of each:

- the exit code is 0, or 1 with one line that begins with ``dipx:``; never a traceback;
- done within 20 seconds of the processor (two minutes by the clock), with less than 1 GB of memory more;
- nothing is lost in silence: every letter of the document's text is in a block or left out with a reason, and every
  word of the French blocks is read again from a file that is written with them as its English, unless a note says that
  bytes were broken.

What breaks is kept in ``--keep`` with its seed. The exit code is 1 where anything broke.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import random
import re
import resource
import signal
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from typer.testing import CliRunner

from dipx import formats
from dipx.cli import app
from dipx.document import Document
from dipx.errors import DipxError
from dipx.formats.inline import UNWRITABLE
from dipx.text import keep_all

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.formats.makers import MAKERS

SECONDS, WAITING, MEGABYTES = 20, 120, 1024
# A note that letters are others, or that a part of a page is passed over: it was French, and is said to be English now.
TOLD = ("broken bytes", "NUL characters", "damaged letters", "encodings", "no UTF-8", "in another language: en")
NASTY = [
    *(
        b"\x00",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\x80\x92",
        b"\xed\xa0\x80",
        b"\r",
        b"\r\n\r\n",
        b"\x0c",
        b"\x1b[0m",
        b"\\",
        b'"',
    ),
    *(
        b"<",
        b">",
        b"&",
        b"&#0;",
        b"&#x110000;",
        b"&lt;b&gt;",
        b"]]>",
        b"<!--",
        b"-->",
        b"<p>",
        b"</p>",
        b"<br>",
        b"<!DOCTYPE x>",
    ),
    *(b"{{", b"}}", b"{%", b"[[", b"](", b"`", b"```\n", b"$$", b"---\n", b"# ", b"- [ ] ", b"> ", b"|", b"::: "),
    *(
        b"00:00:01,000 --> 00:00:02,000\n",
        b"WEBVTT\n",
        b"\n\n12\n",
        b"{\\an8}",
        b"Content-Type: text/html\n",
        b"\n.\n",
        b"=?utf-8?q?",
    ),
    *(
        "\u202e\u200b\u2028\ufffd\U000f0000\U0001f600".encode(),
        "é".encode() * 50,
        "Ã©tÃ©".encode(),
        "n° 1 234,5 € ".encode(),
    ),
    *(b"A" * 5000, b"a " * 3000, b"(" * 2000, b"<b>" * 500, b"1" * 400),
]
Damage = Callable[[bytes, random.Random], bytes]


def _at(raw: bytes, choice: random.Random) -> int:
    return choice.randrange(len(raw) + 1)


def changed(raw: bytes, choice: random.Random) -> bytes:
    made = bytearray(raw)
    for _ in range(choice.choice((1, 1, 3, 20))):
        if made:
            made[choice.randrange(len(made))] = choice.randrange(256)
    return bytes(made)


def cut_off(raw: bytes, choice: random.Random) -> bytes:
    return raw[: _at(raw, choice)]


def cut_out(raw: bytes, choice: random.Random) -> bytes:
    start = _at(raw, choice)
    return raw[:start] + raw[start + choice.randrange(1, 200) :]


def doubled(raw: bytes, choice: random.Random) -> bytes:
    start = _at(raw, choice)
    return raw[:start] + raw[start : start + choice.randrange(1, 400)] * choice.choice((2, 2, 5)) + raw[start:]


def put_in(raw: bytes, choice: random.Random) -> bytes:
    start = _at(raw, choice)
    return raw[:start] + choice.choice(NASTY) + raw[start:]


def exchanged(raw: bytes, choice: random.Random) -> bytes:
    """Two lines in each other's place."""
    lines = raw.splitlines(keepends=True)
    if len(lines) > 1:
        a, b = choice.sample(range(len(lines)), 2)
        lines[a], lines[b] = lines[b], lines[a]
    return b"".join(lines)


DAMAGES: tuple[Damage, ...] = (changed, cut_off, cut_out, doubled, put_in, put_in, exchanged)


def damaged(raw: bytes, choice: random.Random) -> bytes:
    """The file with something wrong; most archives within a part, so that more than the archive's door is tried."""
    for _ in range(choice.choice((1, 1, 2, 4))):
        if raw[:2] == b"PK" and choice.random() < 0.85:
            raw = _within(raw, choice)
        else:
            raw = choice.choice(DAMAGES)(raw, choice)
    return raw


def _within(raw: bytes, choice: random.Random) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except Exception:  # what zipfile and zlib say of an archive that is broken already
        return raw
    if not parts:
        return raw
    name = choice.choice([name for name in parts for _ in range(4 if name.endswith((".xml", ".xhtml")) else 1)])
    parts[name] = choice.choice(DAMAGES)(parts[name], choice)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return buffer.getvalue()


def faults(file: Path, out: Path, ended: Counter[int]) -> Iterator[str]:
    """What is wrong with what dipx does with the file; how it ended is counted."""
    runner = CliRunner()
    words = ["translate", str(file), "--engine", "fake", "--lang", "fr", "--no-memory"]
    result = runner.invoke(app, [*words, "-o", str(out)], catch_exceptions=True)
    if result.exception and not isinstance(result.exception, SystemExit):
        yield f"{type(result.exception).__name__}: {result.exception}"
        return
    ended[result.exit_code] += 1
    if result.exit_code not in (0, 1) or (result.exit_code == 1 and "dipx:" not in result.stderr):
        yield f"exit code {result.exit_code}: {result.stderr[:200]!r}"
    if result.exit_code != 0:
        return
    with contextlib.suppress(DipxError):
        yield from _lost(
            formats.read(file, whole=formats.is_page(file)), out.with_name(f"again{''.join(file.suffixes)}")
        )


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
    if not suffix or suffix == ".md" or not document.blocks:  # md for pdf and mail: not read again the same way
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


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--formats", nargs="*", default=sorted(MAKERS))
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "dipx-fuzz")
    given = parser.parse_args()
    signal.signal(signal.SIGALRM, _ring)
    signal.signal(signal.SIGPROF, _ring)
    originals = {suffix: MAKERS[suffix]() for suffix in given.formats}
    broken: Counter[str] = Counter()
    outcomes: Counter[str] = Counter()
    ended: Counter[int] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(given.count):
            choice = random.Random(f"{given.seed} {number}")
            suffix = given.formats[number % len(given.formats)]
            file = Path(folder) / f"f{number}.{suffix}"
            file.write_bytes(damaged(originals[suffix], choice))
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            signal.setitimer(signal.ITIMER_PROF, SECONDS)
            signal.alarm(WAITING)
            try:
                found = list(faults(file, Path(folder) / f"f{number}.en.{_ending(suffix)}", ended))
            except Exception as error:
                found = [f"{type(error).__name__}: {error}"]
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.alarm(0)
            grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
            found += [f"{grown} MB of memory"] if grown > MEGABYTES else []
            outcomes[suffix] += bool(found)
            for fault in found:
                broken[f"{suffix}: {fault[:160]}"] += 1
                given.keep.mkdir(parents=True, exist_ok=True)
                (given.keep / file.name).write_bytes(file.read_bytes())
            for leftover in Path(folder).iterdir():
                leftover.unlink()
    for fault, times in broken.most_common():
        print(f"{times:4} {fault}")
    print(f"{given.count} files, seed {given.seed}: {ended[0]} translated, {ended[1]} refused, ", end="")
    print(f"{sum(outcomes.values())} with a fault {dict(+outcomes)}")
    return bool(broken)


def _ending(suffix: str) -> str:
    return (formats.output_suffix(Path(f"a.{suffix}")) or ".txt")[1:]


if __name__ == "__main__":
    sys.exit(main())
