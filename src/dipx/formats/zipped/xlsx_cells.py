"""A cell's text in a workbook: plain or in runs, with line breaks; and the cells whose text is a name."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Sequence
from html import unescape
from typing import Any

from dipx.document import SpanKind
from dipx.formats.zipped.archive import member
from dipx.formats.zipped.compared import Compared, compared
from dipx.formats.zipped.mixed import local
from dipx.formats.zipped.ooxml import Package, get
from dipx.formats.zipped.paragraphs import Paragraph
from dipx.formats.zipped.runs import Token, lines_of, mark_of
from dipx.formats.zipped.spots import Spot, attribute_spots

TABLE_HEADER = "table-header"  # a reason: Excel holds a file for broken whose table and header cell differ
TIPS = {
    "dataValidation": ("promptTitle", "prompt", "errorTitle", "error"),
    "hyperlink": ("tooltip", "display"),
    "tableColumn": ("totalsRowLabel",),
    "slicer": ("caption",),
    "timeline": ("caption",),
    "table": ("altText", "altTextSummary", "comment"),
}
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# Of cells, conditions and choices: those that have a text in them, or take a name from a cell.
FORMULA = re.compile(
    rb"<(?:\w+:)?(f|formula|formula1|formula2)(?:\s[^<>]*)?>(?:<xm:f>)?([^<]*(?:\"|&quot;|&#34;|INDIRECT)[^<]*)<"
)
# An end of a line, or a control character as workbooks write one, which stays: « un_x000D_ », but not "_x005F_x000D_".
_CONTROL = r"(?:(?<!_x005[Ff])_x00(?:[01][0-9A-Fa-f]|7[Ff])_)+"
_BREAK = re.compile(rf"((?:{_CONTROL})?\r?\n|{_CONTROL})")
DEFAULT_NAME = re.compile(r"(?:feuil|feuille|sheet|tabelle|hoja)\s?\d*", re.IGNORECASE)


def is_default_name(sheet: str) -> bool:
    """Whether a sheet has the name that programs give."""
    return DEFAULT_NAME.fullmatch(sheet) is not None


def table_headers(package: Package, sheets: Sequence[str]) -> frozenset[str]:
    """The names of the columns of the tables, which the cells above them repeat, and formulas may."""
    parts = {part for sheet in sheets for part in package.related(sheet, "table")}
    columns = (node for part in sorted(parts) for node in package.peek(part).iter("{*}tableColumn"))
    return frozenset(" ".join((node.get("name") or "").replace("_x000a_", " ").split()) for node in columns)


def formulas_of(package: Package, main: str, sheets: Sequence[str]) -> Compared:
    """What the formulas, conditions and lists of choices of a workbook compare its cells with."""
    root = package.peek(main)
    ranges = [node for node in root.iter("{*}definedName") if not (node.get("name") or "").startswith("_xlnm.")]
    names = [node.get("name") or "" for node in (*ranges, *root.iter("{*}sheet"))]
    formulas = [node.text or "" for node in ranges]
    lists: list[str] = []
    for sheet in sheets:
        for match in FORMULA.finditer(member(package.archive, sheet)):
            (lists if match[1] == b"formula1" else formulas).append(unescape(match[2].decode("utf-8", "replace")))
    return compared([*formulas, *lists], lists, [name.replace("_", " ") for name in names] + names)


def tip_spots(root: Any) -> Iterator[tuple[str, Spot]]:
    """What a sheet says when a cell is chosen, is wrong or is pointed at, and a table beside its cells: attributes."""
    for node in root.iter():
        for name in TIPS.get(local(node), ()):
            for spot in attribute_spots(node, (name,)):
                yield name, spot


def rich_text(element: Any) -> Paragraph:
    """The paragraph of an ``si``, ``is`` or ``text``: its own text, or that of its runs; no pronunciation."""
    tokens = [token for child in element for token in _tokens(child)]
    return Paragraph(element, lines_of(tokens), _run_like, first=frozenset())


def collapse(element: Any) -> None:
    """Runs without formatting become one plain text again."""
    runs = list(element)
    if len(runs) == 0 or any(local(run) != "r" or len(run) != 1 for run in runs):
        return
    text = "".join(run[0].text or "" for run in runs)
    for run in runs:
        element.remove(run)
    element.append(_text_node(element, text))


def _tokens(child: Any) -> Iterator[Token]:
    if local(child) not in ("t", "r"):
        return
    look, height, mark = _formatting(child) if local(child) == "r" else ("", "", "style")
    is_struck = any(get(node, "val") not in ("0", "false") for node in child.iterfind("{*}rPr/{*}strike"))
    text = "".join(node.text or "" for node in (child if local(child) == "r" else (child,)) if local(node) == "t")
    for index, part in enumerate(_BREAK.split(text)):
        token = Token("text", (child,), part, look, mark, lifted=height == "superscript", struck=is_struck)
        if index % 2:
            yield Token("space", (_run_like(child.getparent(), token, part.replace("\r", "")),), " ")
        elif part:
            yield token


def _formatting(run: Any) -> tuple[str, str, SpanKind]:
    """How a run looks, whether it is raised or lowered, and what kind of mark that is."""
    nodes = [node for properties in run.iterchildren("{*}rPr") for node in properties]
    look = repr(sorted((local(node), sorted(node.attrib.items())) for node in nodes)) if nodes else ""
    height = next((get(node, "val") or "" for node in nodes if local(node) == "vertAlign"), "")
    if height in ("superscript", "subscript"):
        return look, height, "raised"
    return look, "", mark_of({local(node) for node in nodes})


def _tag(node: Any, name: str) -> str:
    space = node.tag.rpartition("}")[0]
    return f"{space}}}{name}" if space else name


def _text_node(parent: Any, text: str) -> Any:
    node = parent.makeelement(_tag(parent, "t"))
    node.text = text
    node.set(XML_SPACE, "preserve")
    return node


def _run_like(parent: Any, model: Token | None, text: str) -> Any:
    """A run of ``text`` that looks like ``model``."""
    run = parent.makeelement(_tag(parent, "r"))
    for properties in model.nodes[0].iterchildren("{*}rPr") if model is not None else ():
        run.append(copy.deepcopy(properties))
    run.append(_text_node(parent, text))
    return run
