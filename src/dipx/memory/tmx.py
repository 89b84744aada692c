"""TMX 1.4b, the translators' format for pairs: read as a stream, written so that any tool can read it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from dipx.document import Pair
from dipx.formats.xmlstream import units

# What XML 1.0 cannot hold, escaped or not.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Elements of <seg> whose content is another program's markup, not text. <hi> holds text.
_CODES = frozenset({"bpt", "ept", "it", "ph", "ut"})
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read_tmx(path: Path) -> Iterator[Pair]:
    """The French–English pairs of a file, as ``located_pairs`` finds them."""
    return (pair for _, pair in located_pairs(path))


def located_pairs(path: Path) -> Iterator[tuple[int, Pair]]:
    """The French–English pairs of a file with their lines, in order; a unit without both languages is passed over.

    Variants (``fr-CA``, ``EN``) count; of several texts in one language the first does. Inline elements are
    flattened: ``<hi>`` keeps its text, ``<bpt>``, ``<ept>``, ``<it>``, ``<ph>`` and ``<ut>`` are another program's
    codes and go. Raises ``InputError`` with the line for what is no TMX.
    """
    for unit in units(path, {"tmx"}, {"tu"}):
        texts: dict[str, str] = {}
        for variant in unit.iter("{*}tuv"):
            lang = (variant.get(_LANG) or variant.get("lang") or "").lower()[:2]
            segment = variant.find("{*}seg")
            if segment is not None:
                texts.setdefault(lang, _text(segment))
        if texts.get("fr") and "en" in texts:
            yield unit.sourceline, Pair(texts["fr"], texts["en"])


def _text(element: Any) -> str:
    parts = [element.text or ""]
    for child in element:
        parts += ["" if child.tag.rpartition("}")[2] in _CODES else _text(child), child.tail or ""]
    return "".join(parts)


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
