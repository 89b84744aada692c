"""Is a report still true? Its spans against the source files, its bullets against their sources."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dipx import formats
from dipx.bullets.receipts import support
from dipx.document import Segment, Translation
from dipx.errors import InputError

TOLERANCE = 0.001  # support is written with three decimals


def verify_report(report: Path, root: Path | None = None) -> list[str]:
    """What does not hold any more, a sentence each; empty when all does.

    Every segment, left-out span and bullet source is looked up at its offsets in the source file, read again
    (below ``root``, if given, where its path is relative), and every bullet's support is computed again.
    Raises ``InputError`` when ``report`` is no report of dipx.
    """
    try:
        documents = json.loads(report.read_text("utf-8"))["documents"]
        return [problem for document in documents for problem in _document(document, root)]
    except OSError as error:
        raise InputError(f"{report} cannot be read: {error.strerror}") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{report} is no JSON report of dipx: {error!r}") from error


def _document(entry: dict[str, Any], root: Path | None) -> Iterator[str]:
    path = Path(entry["path"])
    try:
        text = formats.read(root / path if root else path).text
    except InputError as error:
        yield str(error)
        return
    for span in entry["segments"]:
        yield from _span(path, text, span, span["source"])
    for span in entry["left_out"]:
        yield from _span(path, text, span, span["text"])
    known = {(s["start"], s["end"]): (s["source"], s["target"]) for s in entry["segments"]}
    for bullet in entry.get("bullets", ()):
        yield from _bullet(path, bullet, known)


def _span(path: Path, text: str, span: dict[str, Any], expected: str) -> Iterator[str]:
    found = text[span["start"] : span["end"]]
    if found != expected:
        yield f"{path}: at {span['start']}–{span['end']} stands {found[:60]!r}, not {expected[:60]!r}"


def _bullet(path: Path, bullet: dict[str, Any], known: dict[tuple[int, int], tuple[str, str]]) -> Iterator[str]:
    sources = []
    for source in bullet["sources"]:
        place = (source["start"], source["end"])
        if known.get(place) != (source["source"], source["target"]):
            yield f"{path}: the bullet {bullet['text'][:60]!r} names a source at {place} that is no segment"
            return
        sources.append(Translation(Segment(source["source"], *place, 0), source["target"]))
    found = support(bullet["text"], sources)
    if abs(found - bullet["support"]) > TOLERANCE:
        yield f"{path}: the bullet {bullet['text'][:60]!r} has support {found:.3f}, not {bullet['support']}"
