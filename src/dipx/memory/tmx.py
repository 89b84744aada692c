"""TMX 1.4b, the translators' format for pairs: read as a stream, written so that any tool can read it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from dipx.document import Pair
from dipx.errors import InputError
from dipx.formats.safe_xml import Event, events

# What XML 1.0 cannot hold, escaped or not.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Elements of <seg> whose content is another program's markup, not text. <hi> holds text.
_CODES = frozenset({"bpt", "ept", "it", "ph", "ut"})


def read_tmx(path: Path) -> Iterator[Pair]:
    """The French–English pairs of a file, as ``located_pairs`` finds them."""
    return (pair for _, pair in located_pairs(path))


def located_pairs(path: Path) -> Iterator[tuple[int, Pair]]:
    """The French–English pairs of a file with their lines, in order; a unit without both languages is passed over.

    Variants (``fr-CA``, ``EN``) count; of several texts in one language the first does. Inline elements are
    flattened: ``<hi>`` keeps its text, ``<bpt>``, ``<ept>``, ``<it>``, ``<ph>`` and ``<ut>`` are another program's
    codes and go. Raises ``InputError`` with the line for what is no TMX.
    """
    unit: dict[str, str] = {}
    lang = ""
    seg: list[str] | None = None
    codes = line = 0
    for event in _checked(path):
        if event.kind == "text":
            if seg is not None and not codes:
                seg.append(event.name)
        elif event.kind == "start":
            codes += event.name in _CODES
            if event.name == "tu":
                unit, line = {}, event.line
            elif event.name == "tuv":
                lang = (event.attributes.get("xml:lang") or event.attributes.get("lang") or "").lower()[:2]
            elif event.name == "seg":
                seg = []
        else:
            codes -= event.name in _CODES
            if event.name == "seg" and seg is not None:
                unit.setdefault(lang, "".join(seg))
                seg = None
            elif event.name == "tu" and unit.get("fr") and "en" in unit:
                yield line, Pair(unit["fr"], unit["en"])


def _checked(path: Path) -> Iterator[Event]:
    """The events of a file whose root is ``tmx``."""
    stream = events(path)
    first = next(stream, None)
    if first is None or first.name != "tmx":
        raise InputError(f"{path}, line 1: not a TMX file (its first element is not <tmx>).")
    yield from stream


def tmx_lines(pairs: Iterable[Pair], version: str) -> Iterator[str]:
    """A TMX 1.4 file, line by line; characters that XML cannot hold are dropped."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
    yield (
        f'<header creationtool="dipx" creationtoolversion={quoteattr(version)} segtype="sentence" o-tmf="dipx" '
        'adminlang="en" srclang="fr" datatype="plaintext"/>\n<body>\n'
    )
    for pair in pairs:
        origin = f'<prop type="x-dipx-origin">{escape(pair.origin)}</prop>' if pair.origin else ""
        yield f"<tu>{origin}{_variant('fr', pair.source)}{_variant('en', pair.target)}</tu>\n"
    yield "</body>\n</tmx>\n"


def _variant(lang: str, text: str) -> str:
    # A carriage return would come back as a line feed: XML unifies line ends.
    shown = escape(_FORBIDDEN.sub("", text), {"\r": "&#13;"})
    return f'<tuv xml:lang="{lang}"><seg>{shown}</seg></tuv>'
