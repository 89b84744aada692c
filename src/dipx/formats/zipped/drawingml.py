"""The paragraphs of slides, drawings and diagrams (DrawingML): runs with their formatting, breaks, fields."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from dipx.document import SpanKind
from dipx.formats.zipped.mixed import local
from dipx.formats.zipped.ooxml import CHARTS, Package, without_copies
from dipx.formats.zipped.paragraphs import Paragraph
from dipx.formats.zipped.runs import Line, Token, lines_of, mark_of
from dipx.formats.zipped.spots import within_bounds

UNSEEN = frozenset({"lang", "altLang", "dirty", "err", "smtClean", "noProof", "bmk"})
ENGLISH = "en-US"


def paragraphs(root: Any) -> Iterator[tuple[Paragraph, bool]]:
    """The paragraphs of a part that hold text, and whether each is a copy for other programs."""
    elements = within_bounds(node for node in root.iter("{*}p") if "drawingml" in node.tag)
    for element, is_copy in without_copies(elements):
        lines = lines_of(_with_worded_fields([token for child in element for token in _tokens(child)]))
        if any(isinstance(line, Line) and line.marked.text for line in lines):
            yield Paragraph(element, lines, _run_like, last=frozenset({"endParaRPr"})), is_copy


def charts_of(package: Package, parts: Sequence[str]) -> list[str]:
    """The charts of these parts."""
    return list(dict.fromkeys(chart for part in parts for kind in CHARTS for chart in package.related(part, kind)))


def chart_titles(package: Package, parts: Sequence[str]) -> list[Paragraph]:
    """The titles of the charts of these parts, which stand in the chart itself and in no table behind it; and what is
    drawn on a chart."""
    charts = charts_of(package, parts)
    drawn = [shapes for chart in charts for shapes in package.related(chart, "chartUserShapes")]
    return [paragraph for part in dict.fromkeys([*charts, *drawn]) for paragraph, _ in paragraphs(package.tree(part))]


def say_english(root: Any) -> None:
    """The language of the runs is English now."""
    for node in root.iter("{*}rPr", "{*}endParaRPr", "{*}defRPr"):
        if (node.get("lang") or "").lower().startswith("fr"):
            node.set("lang", ENGLISH)


def _tokens(child: Any) -> Iterator[Token]:
    tag = local(child)
    if tag in ("pPr", "endParaRPr"):
        return
    if tag == "br":
        yield Token("space", (child,), " ")
    elif tag == "fld":
        yield Token("atom", (child,), _text(child))
    elif tag == "r":
        parts = _text(child).replace("\v", "\t").split("\t")
        for index, part in enumerate(parts):
            if index:
                yield Token("space", (_with_text(child, "\t"),), " ")
            if part:
                yield _text_token(child, part)
    else:
        yield Token("atom", (child,))


def _with_worded_fields(tokens: Sequence[Token]) -> list[Token]:
    """A field that shows words (a date) is a text like any other where it is alone; beside others it is shown with
    them, and what is written in it is its own English."""
    is_alone = sum(bool(token.text.strip()) for token in tokens) == 1
    found: list[Token] = []
    for token in tokens:
        if token.kind == "atom" and any(map(str.isalpha, token.text)):
            text = _text_token(token.nodes[0], token.text)
            line = lines_of([text])[0]
            token = text if is_alone else replace(token, inner=line if isinstance(line, Line) else None)
        found.append(token)
    return found


def _text_token(run: Any, text: str) -> Token:
    properties = next((node for node in run if local(node) == "rPr"), None)
    if properties is None:
        return Token("text", (run,), text, mark="style")
    baseline = properties.get("baseline") or "0"
    is_raised = baseline.rstrip("%") not in ("0", "")
    mark: SpanKind = "raised" if is_raised else _mark(properties)
    is_lifted = is_raised and not baseline.startswith("-")
    is_struck = (properties.get("strike") or "noStrike") != "noStrike"
    return Token("text", (run,), text, _look(properties), mark, lifted=is_lifted, struck=is_struck)


def _mark(properties: Any) -> SpanKind:
    if any(local(node) == "hlinkClick" for node in properties):
        return "link"
    return mark_of({key for key, value in properties.items() if value not in ("0", "none", "false")})


def _look(node: Any) -> str:
    """The formatting that a reader sees, children and all; empty for none."""
    attributes = sorted((key, value) for key, value in node.attrib.items() if key not in UNSEEN)
    children = [(local(child), _look(child)) for child in node]
    return repr((attributes, children)) if attributes or children else ""


def _text(run: Any) -> str:
    return "".join(node.text or "" for node in run if local(node) == "t")


def _with_text(run: Any, text: str) -> Any:
    """The run with another text; of several texts in it, which no schema allows, the first one holds all."""
    made = copy.deepcopy(run)
    made.tail = None
    first, *others = (node for node in made if local(node) == "t")
    first.text = text
    for other in others:
        made.remove(other)
    return made


def _run_like(parent: Any, model: Token | None, text: str) -> Any:
    """A run of ``text`` that looks like ``model``."""
    if model is not None:
        return _with_text(model.nodes[0], text)
    space = parent.tag[: parent.tag.index("}") + 1]
    run = parent.makeelement(f"{space}r")
    node = parent.makeelement(f"{space}t")
    node.text = text
    run.append(node)
    return run
