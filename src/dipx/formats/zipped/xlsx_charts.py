"""What a chart of a workbook says beside its titles: names and labels that stand in itself, and those of cells.

Of cells a chart keeps what it saw last. A program that draws it anew asks the cells; until then it shows what is kept,
which therefore follows the cells that are translated, and stays French with those that are not.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import Any

from dipx.formats.wording import is_wording
from dipx.formats.zipped.mixed import local
from dipx.formats.zipped.ooxml import Package
from dipx.formats.zipped.spots import Spot, element_spot

_LITERAL = {"tx": "v", "pt": "v", "trendline": "name"}  # elements, and their children with a text of the chart's own
_OF_CELLS = frozenset({"strRef", "multiLvlStrRef", "strDim"})


def chart_spots(package: Package, charts: Sequence[str], spots: Sequence[Spot]) -> tuple[list[Spot], list[str]]:
    """The texts of the charts of a workbook whose other texts are ``spots``, and a line on what they keep of cells that
    are not translated."""
    translated = _translated(spots)
    found: list[Spot] = []
    stays = False
    for node, around in (pair for chart in charts for pair in _texts(package.tree(chart))):
        if around is None:
            found += element_spot(node)
        elif _folded(node.text) in translated and not _is_elsewhere(around):
            found += element_spot(node, always=True)
        else:
            stays |= is_wording(_folded(node.text))
    note = "not translated: what charts show of cells that stay as they are, or of other workbooks"
    return found, [note] if stays else []


def _translated(spots: Sequence[Spot]) -> Container[str]:
    """The texts that are English wherever a cell has them."""
    stay = {_folded(spot.piece.text) for spot in spots if spot.piece.reason}
    return frozenset(_folded(spot.piece.text) for spot in spots) - stay


def _texts(root: Any) -> Iterator[tuple[Any, Any]]:
    """The elements with the names and labels of a chart, each with what refers to the cell that it is kept of."""
    for node in root.iter("{*}v", "{*}pt", "{*}name"):
        if not (node.text or "").strip():
            continue
        around = next((above for above in node.iterancestors() if local(above) in _OF_CELLS), None)
        parent = node.getparent()
        if around is not None or (parent is not None and _LITERAL.get(local(parent)) == local(node)):
            yield node, around


def _is_elsewhere(around: Any) -> bool:
    """Whether the cells are another workbook's: ``[1]Sheet1!A1``."""
    return any("[" in (child.text or "") for child in around if local(child) == "f")


def _folded(text: str | None) -> str:
    return " ".join((text or "").split())
