"""What of a workbook is not translated, each kind in a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dipx.formats.wording import is_wording
from dipx.formats.zipped.archive import member
from dipx.formats.zipped.mixed import local
from dipx.formats.zipped.ooxml import Package
from dipx.formats.zipped.residue import residue
from dipx.formats.zipped.spots import Spot
from dipx.formats.zipped.xlsx_cells import is_default_name

# What a sheet's XML has where something with words stays as it is.
KINDS = {
    "words within formulas": re.compile(rb"<f(?:ormula)?[ >][^<]*(?:&quot;|\")[^<&\"]*[A-Za-z]{2}"),
    "what formulas show, until they are computed again": re.compile(
        rb"<c [^>]{0,300}t=\"str\"[^>]{0,300}><f[^>]{0,300}(?:/>|>[^<]*</f>)<v>[^<]*[A-Za-z]{2}"
    ),
    "the lists of choices of cells": re.compile(
        rb"<(?:\w+:)?formula1[^<>]*>(?:<xm:f[^<>]*>)?(?:&quot;|\")[^<]*[A-Za-z\x80-\xff]{2}"
    ),
    "the choices of filters": re.compile(rb"<(?:f|customF)ilter [^>]*val=\"[^\"]*[A-Za-z]{3}"),
}
HEADERS = re.compile(r"<(?:odd|even|first)(?:Header|Footer)[^>]*>([^<]*)<")
HEADER_CODES = re.compile(r"&amp;(?:&quot;[^&]*&quot;|[A-Z]|\d+)")
FORMAT_WORDS = re.compile(rb"formatCode=\"[^\"]*&quot;[^&\"]*[A-Za-z]{3}")
PASSED_OVER = re.compile(r"/(?:styles|calcChain|app)\.xml$|/(?:theme|charts|pivot\w+|externalLinks|embeddings)/")
READ = ("t", "f", "v", "formula", "formula1", "formula2", "definedName", "text", "val", "calculatedColumnFormula")


def notes_of(package: Package, main: str, sheets: Sequence[str], spots: Sequence[Spot]) -> Iterator[str]:
    """The lines on the workbook whose texts are read as ``spots``."""
    root = package.peek(main)
    names = [node.get("name") or "" for node in root.iter("{*}sheet") if local(node) == "sheet"]
    if any(is_wording(each) and not is_default_name(each) for each in names):
        yield "not translated: the names of the sheets, which formulas use"
    ranges = [node.get("name") or "" for node in root.iter("{*}definedName")]
    if any(is_wording(re.sub(r"[_.]+", " ", each)) for each in ranges if not each.startswith("_")):
        yield "not translated: the names of ranges, which formulas use"
    raws = [member(package.archive, sheet) for sheet in sheets]
    for what, pattern in KINDS.items():
        if any(pattern.search(raw) for raw in raws):
            yield f"not translated: {what}"
    headers = [text for raw in raws for text in HEADERS.findall(raw.decode("utf-8", "replace"))]
    if any(is_wording(HEADER_CODES.sub(" ", text)) for text in headers):
        yield "not translated: the printed headers and footers of sheets"
    if any(FORMAT_WORDS.search(member(package.archive, part)) for part in package.related(main, "styles")):
        yield "not translated: the words in formats of numbers"
    if package.related(main, "pivotCacheDefinition"):
        yield "not translated: the names in pivot tables, until they are refreshed"
    printed = [f"{side}{what}" for side in ("odd", "even", "first") for what in ("Header", "Footer")]
    yield from residue(package.archive, spots, PASSED_OVER, (*READ, *printed), {*package.trees, *sheets})
