"""What of a Word document is not translated, each kind in a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from dipx.formats.zipped import ruby
from dipx.formats.zipped.docx_bound import bound_controls, same, told
from dipx.formats.zipped.ooxml import Package, get, notes_on
from dipx.formats.zipped.residue import residue
from dipx.formats.zipped.spots import Spot

PASSED_OVER = re.compile(
    r"/(?:styles\w*|numbering|fontTable|webSettings|app)\.xml$|/(?:theme|charts|glossary|embeddings)/"
)
ASKING = frozenset({"IF", "ASK", "FILLIN", "SET", "QUOTE", "MACROBUTTON", "COMPARE", "NEXTIF", "SKIPIF"})
QUOTED = re.compile(r'["“”«][^"“”»]*[^\W\d_]{2}')


def notes_of(package: Package, main: str, parts: Sequence[str], spots: Sequence[Spot]) -> Iterator[str]:
    """The lines on the document whose texts are in ``parts``, and are read as ``spots``."""
    controls = bound_controls(package, parts)
    known = ("t", "delText", "instrText", "instr")
    bound = [control.said for control in same(controls)]
    unread = residue(package.archive, spots, PASSED_OVER, known, package.trees, bound)
    return chain(notes_on(package, parts), _known(package, main, parts), told(controls), unread)


def _known(package: Package, main: str, parts: Sequence[str]) -> Iterator[str]:
    roots = [package.tree(part) for part in parts]
    deleted = [node for root in roots for node in root.iter("{*}delText")]
    moved = [node for root in roots for around in root.iter("{*}moveFrom") for node in around.iter("{*}t")]
    if any((node.text or "").strip() for node in (*deleted, *moved)):
        yield "not translated: the deleted text of tracked changes"
    yield from ruby.told(roots, "{*}rt")
    said = [node.text or "" for root in roots for node in root.iter("{*}instrText")]
    said += [get(node, "instr") or "" for root in roots for node in root.iter("{*}fldSimple")]
    codes = [(text.split()[0], text) for text in said if text.strip()]
    if any(code in ("XE", "TC") for code, _ in codes):
        yield "not translated: the entries of an index (XE, TC)"
    asking = {code for code, text in codes if code in ASKING and QUOTED.search(text)}
    if asking:
        yield f"not translated: the words in fields ({', '.join(sorted(asking))})"
    levels = [node for part in package.related(main, "numbering") for node in package.peek(part).iter("{*}lvlText")]
    if any(len(re.sub(r"%\d|[^\w]|\d", "", get(node, "val") or "")) > 2 for node in levels):
        yield "not translated: words in the numbering of paragraphs"
