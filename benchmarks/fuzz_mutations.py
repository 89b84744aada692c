"""What ``fuzz.py`` does to a file: bytes that break it, and changes of its structure that leave it a file of its kind.

Each mutation is ``(raw, suffix, choice) -> raw``; one that does not fit the file gives it back as it is.
"""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable

import fuzz_texts as texts
import fuzz_trees as trees

NASTY = [
    *(b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\x80\x92", b"\xed\xa0\x80", b"\r", b"\r\n\r\n", b"\x0c", b"\x1b[0m"),
    *(b"\\", b'"', b"<", b">", b"&", b"&#0;", b"&#x110000;", b"&lt;b&gt;", b"]]>", b"<!--", b"-->", b"<p>", b"</p>"),
    *(b"<br>", b"<!DOCTYPE x>", b"{{", b"}}", b"{%", b"[[", b"](", b"`", b"```\n", b"$$", b"---\n", b"# ", b"- [ ] "),
    *(b"> ", b"|", b"::: ", b"00:00:01,000 --> 00:00:02,000\n", b"WEBVTT\n", b"\n\n12\n", b"{\\an8}", b"\n.\n"),
    *(b"Content-Type: text/html\n", b"=?utf-8?q?", "\u202e\u200b\u2028\ufffd\U000f0000\U0001f600".encode()),
    *("é".encode() * 50, "Ã©tÃ©".encode(), "n° 1 234,5 € ".encode()),
    *(b"A" * 5000, b"a " * 3000, b"(" * 2000, b"<b>" * 500, b"1" * 400),
]
Choice = random.Random


def _at(raw: bytes, choice: Choice) -> int:
    return choice.randrange(len(raw) + 1)


def changed(raw: bytes, choice: Choice) -> bytes:
    made = bytearray(raw)
    for _ in range(choice.choice((1, 1, 3, 20))):
        if made:
            made[choice.randrange(len(made))] = choice.randrange(256)
    return bytes(made)


def cut_off(raw: bytes, choice: Choice) -> bytes:
    return raw[: _at(raw, choice)]


def cut_out(raw: bytes, choice: Choice) -> bytes:
    start = _at(raw, choice)
    return raw[:start] + raw[start + choice.randrange(1, 200) :]


def doubled(raw: bytes, choice: Choice) -> bytes:
    start = _at(raw, choice)
    return raw[:start] + raw[start : start + choice.randrange(1, 400)] * choice.choice((2, 2, 5)) + raw[start:]


def put_in(raw: bytes, choice: Choice) -> bytes:
    start = _at(raw, choice)
    return raw[:start] + choice.choice(NASTY) + raw[start:]


def exchanged(raw: bytes, choice: Choice) -> bytes:
    """Two lines in each other's place."""
    lines = raw.splitlines(keepends=True)
    if len(lines) > 1:
        a, b = choice.sample(range(len(lines)), 2)
        lines[a], lines[b] = lines[b], lines[a]
    return b"".join(lines)


BROKEN = (changed, cut_off, cut_out, doubled, put_in, put_in, exchanged)


def broken(raw: bytes, suffix: str, choice: Choice) -> bytes:
    """Bytes that are wrong; most archives within a part, so that more than the archive's door is tried."""
    damage = choice.choice(BROKEN)
    if raw[:2] == b"PK" and choice.random() < 0.85:
        return _within(raw, choice, lambda part: damage(part, choice))
    return damage(raw, choice)


def structured(raw: bytes, suffix: str, choice: Choice) -> bytes:
    """Another file of the same kind, which says its words in another way."""
    if raw[:2] == b"PK":
        if choice.random() < 0.15:
            return _packed_otherwise(raw, choice)
        return _within(raw, choice, lambda part: trees.xml(part, choice))
    if suffix == "xhtml":
        return trees.xml(raw, choice)
    if suffix == "html" and choice.random() < 0.8:
        return trees.page(raw, choice)
    if suffix in ("eml", "mbox"):
        return texts.mail(raw, choice)
    if suffix == "jsonl":
        return texts.records(raw, choice)
    if suffix in ("csv", "tsv") and choice.random() < 0.5:
        return texts.dialect(raw, choice)
    if (texts.LIKE.get(suffix, suffix), "word") in texts.FORMS:
        return texts.text(raw, suffix, choice)
    return raw


def _within(raw: bytes, choice: Choice, change: Callable[[bytes], bytes]) -> bytes:
    try:
        parts = _parts(raw)
    except Exception:  # what zipfile and zlib say of an archive that is broken already
        return raw
    if not parts:
        return raw
    said = [name for name in parts if "passerelle" in parts[name].decode("utf-8", "replace")]
    name = choice.choice([*parts, *(name for name in said for _ in range(2 * len(parts)))])
    parts[name] = change(parts[name])
    return _packed(parts)


def _parts(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(parts: dict[str, bytes], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", kind) as archive:
        for part, content in parts.items():
            archive.writestr(part, content, zipfile.ZIP_STORED if part == "mimetype" else None)
    return buffer.getvalue()


def _packed_otherwise(raw: bytes, choice: Choice) -> bytes:
    """The parts in another order, stored, under another name with all that names it, behind other bytes."""
    parts = _parts(raw)
    kind = choice.randrange(4)
    if kind == 0:
        names = [name for name in parts if name != "mimetype"]
        choice.shuffle(names)
        parts = {name: parts[name] for name in ("mimetype", *names) if name in parts}
    elif kind == 1:
        return _packed(parts, zipfile.ZIP_STORED)
    elif kind == 2:
        old = choice.choice(["document.xml", "slide1.xml", "sharedStrings.xml", "sheet1.xml", "un.xhtml"])
        new = old.replace(".", "_neu.")
        parts = {
            name.replace(old, new): content.replace(f"/{old}".encode(), f"/{new}".encode()).replace(
                f'"{old}'.encode(), f'"{new}'.encode()
            )
            for name, content in parts.items()
        }
    else:
        return b"#!/bin/sh\n" * 3 + raw
    return _packed(parts)
