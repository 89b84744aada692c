"""Which words a file says, read by other libraries than dipx's readers: what ``fuzz.py`` holds dipx to.

A word is counted whichever way round it is spelled (the fake engine turns French words round), and only if it is of
the article's vocabulary: whatever else a mutation brought is no word that must be found again.
"""

from __future__ import annotations

import email
import io
import json
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from email.policy import default
from html import unescape
from typing import Any

from lxml import etree
from lxml.html import document_fromstring

WORD = re.compile(r"[^\W\d_]{4,}")
# Elements whose text goes on in the next one's: within a word nothing parts them.
RUNS = frozenset(
    "r t rPr ins smartTag sdt sdtContent hyperlink customXml moveTo fldSimple dir bdo meta span a em b i label q mark"
    " small abbr cite u time font strong annotation".split()
)
SILENT = frozenset({"script", "style", "instrText", "delText"})
MARKS = {"md": r"[*_~`=^$\\]|<[^<>]*>", "srt": r"<[^<>]*>|\{[^{}]*\}", "ass": r"\{[^{}]*\}", "csv": r"[*_~`]"}
MARKS |= {"vtt": MARKS["srt"], "ssa": MARKS["ass"], "tsv": MARKS["csv"], "jsonl": MARKS["csv"]}
Words = Counter[str]


def words_of(texts: Iterable[str], known: frozenset[str]) -> Words:
    """How often each known word is in the texts, by ``either``."""
    found = (either(w) for text in texts for w in WORD.findall(unicodedata.normalize("NFC", text)))
    return Counter(word for word in found if word in known)


def either(word: str) -> str:
    """The word or its mirror image, whichever comes first."""
    small = word.lower()
    return min(small, small[::-1])


def said(raw: bytes, suffix: str, encoding: str = "utf-8") -> list[str] | None:
    """The texts of a file, ``None`` where it is none that the other library reads."""
    try:
        if raw[:2] == b"PK":
            return list(_of_parts(raw))
        if suffix == "xhtml":
            return list(_shown(etree.fromstring(raw)))
        if suffix == "html":
            return list(_shown(document_fromstring(_decoded(raw, encoding))))
        if suffix in ("eml", "mbox"):
            return list(_of_mail(raw.partition(b"\n")[2] if suffix == "mbox" else raw))
        text = _decoded(raw, encoding)
        texts = list(_strings(text)) if suffix == "jsonl" else [text]
        if suffix in ("ass", "ssa"):
            texts = [re.sub(r"\\[Nnh]", " ", text)]
    except (etree.LxmlError, ValueError, KeyError, LookupError, zipfile.BadZipFile):
        return None
    texts = [re.sub(r"(?s)<!--.*?-->", " ", text) for text in texts]
    return [re.sub(MARKS[suffix], " ", unescape(text)) if suffix in MARKS else text for text in texts]


def _decoded(raw: bytes, encoding: str) -> str:
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\0\0", "utf-32"), (b"\xff\xfe", "utf-16")):
        if raw.startswith(mark):
            return raw.decode(name)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode(encoding)


def _of_parts(raw: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        for name in archive.namelist():
            is_shown = name.endswith((".xml", ".xhtml")) and not name.startswith(("docProps/", "meta.xml"))
            if is_shown and (part := archive.read(name)):
                yield from _shown(etree.fromstring(part))


def _shown(root: Any) -> Iterator[str]:
    """The texts of a tree, one for what stands between two ends of a block."""
    parts: list[str] = []

    def walk(element: Any) -> None:
        name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        parts.append("" if name in RUNS or not name else "\n")
        if name and name not in SILENT:
            parts.append(element.text or "")
            for child in element:
                walk(child)
                parts.append(child.tail or "")
        parts.append("" if name in RUNS or not name else "\n")

    walk(root)
    yield "".join(parts)


def _of_mail(raw: bytes) -> Iterator[str]:
    message = email.message_from_bytes(raw, policy=default)
    yield str(message["subject"])
    for part in message.walk():
        if part.get_content_type() == "text/plain":
            yield part.get_content()
        elif part.get_content_type() == "text/html":
            yield from _shown(document_fromstring(part.get_content()))


def _strings(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        if line.strip():
            yield from _within(json.loads(line))


def _within(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for one in value.values() for text in _within(one))
    elif isinstance(value, list):
        yield from (text for one in value for text in _within(one))
