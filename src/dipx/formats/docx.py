"""Word documents: the runs of each paragraph are replaced, all other XML and all other parts stay as they are.

Read in this order: the body, then footnotes, endnotes, headers and footers. Deleted text of tracked changes is not
read. A run whose formatting is not that of most of its paragraph is a span.
"""

from __future__ import annotations

import copy
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dipx.document import BlockKind, Document, SpanKind
from dipx.errors import InputError
from dipx.formats import xmltree
from dipx.formats.archive import member, open_archive, rewritten
from dipx.formats.base import Piece, Source, by_piece, document_of
from dipx.formats.inline import ATOMS, Marked, RunningText, events
from dipx.formats.mixed import local, remove

name = "docx"
suffixes = (".docx", ".docm")
written_as = ""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
BODY = "word/document.xml"
OTHERS = re.compile(r"word/(?:footnotes|endnotes|header\d*|footer\d*)\.xml")
ORDER = ("footnotes", "endnotes", "header", "footer")
TEXT = {"t": "", "tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "\u2011", "softHyphen": ""}
LAYOUT = frozenset({"rPr", "lastRenderedPageBreak"})
WRAPPERS = frozenset({"ins", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "moveTo", "dir", "bdo"})
FIELDS_OF_TEXT = ("HYPERLINK", "TOC", "REF")  # a field's text is translated in these; a page number is not
HEADING = re.compile(r"heading|titre|title|subtitle", re.IGNORECASE)
ITEM = re.compile(r"list|liste|puce", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its element, its text with spans, the nodes of the spans by key, the formatting of most of it."""

    element: Any
    marked: Marked
    nodes: list[Any]
    base: Any


def load(source: Source) -> Document:
    archive = open_archive(source.raw, "docx")
    styles = _styles(archive)
    pieces = [
        Piece(paragraph.marked.text, _kind(paragraph.element, styles), paragraph.marked.spans)
        for _, root in _parts(archive)
        for paragraph in _paragraphs(root)
    ]
    return document_of(source, name, pieces)


def dump(source: Source, document: Document, english: Sequence[Marked]) -> bytes:
    archive = open_archive(source.raw, "docx")
    parts = list(_parts(archive))
    found = [paragraph for _, root in parts for paragraph in _paragraphs(root)]
    targets = by_piece(document, english, [Piece(paragraph.marked.text) for paragraph in found])
    for paragraph, target in zip(found, targets, strict=True):
        if target is not None:
            _rewrite(paragraph, target)
        else:
            _leave_out(paragraph)
    for _, root in parts:
        for node in [node for node in root.iter() if local(node) == "Fallback"]:
            remove(node)  # the same text box for old programs, in French
    return rewritten(archive, {part: xmltree.serialized(root, "docx") for part, root in parts})


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, Any]]:
    names = archive.namelist()
    if any(part.lower().endswith("vbaproject.bin") for part in names):
        raise InputError("holds macros; save it as .docx without them")
    others = sorted(
        (part for part in names if OTHERS.fullmatch(part)),
        key=lambda part: (next(place for place, word in enumerate(ORDER) if word in part), len(part), part),
    )
    for part in (BODY, *others):
        yield part, xmltree.parse(member(archive, part), "docx", part)


def _styles(archive: zipfile.ZipFile) -> dict[str, str]:
    """The names of the styles by their identifiers, which Word translates."""
    if "word/styles.xml" not in archive.namelist():
        return {}
    root = xmltree.parse(member(archive, "word/styles.xml"), "docx", "word/styles.xml")
    return {
        style.get(f"{W}styleId", ""): found.get(f"{W}val", "")
        for style in root.iter(f"{W}style")
        if (found := style.find(f"{W}name")) is not None
    }


def _kind(element: Any, styles: dict[str, str]) -> BlockKind:
    properties = element.find(f"{W}pPr")
    if properties is None:
        return "paragraph"
    style = properties.find(f"{W}pStyle")
    identifier = style.get(f"{W}val", "") if style is not None else ""
    title = styles.get(identifier, identifier)
    if HEADING.match(title) or properties.find(f"{W}outlineLvl") is not None:
        return "heading"
    return "item" if properties.find(f"{W}numPr") is not None or ITEM.match(title) else "paragraph"


def _paragraphs(root: Any) -> list[Paragraph]:
    found = []
    for element in list(root.iter(f"{W}p")):
        if any(local(node) in ("Fallback", "del", "moveFrom") for node in element.iterancestors()):
            continue
        paragraph = _read(element)
        if paragraph.marked.text:
            found.append(paragraph)
    return found


def _split(run: Any) -> None:
    """A run that holds text and something else (a page break, a footnote mark) becomes several of one kind each."""
    groups: list[tuple[bool, list[Any]]] = []
    for node in run:
        if local(node) in LAYOUT:
            continue
        is_text = local(node) in TEXT and node.get(f"{W}type") not in ("page", "column")
        if groups and groups[-1][0] == is_text:
            groups[-1][1].append(node)
        else:
            groups.append((is_text, [node]))
    properties = run.find(f"{W}rPr")
    for _, nodes in reversed(groups[1:]):
        part = run.makeelement(run.tag, dict(run.attrib), run.nsmap)
        if properties is not None:
            part.append(copy.deepcopy(properties))
        part.extend(nodes)
        run.addnext(part)


def _read(element: Any) -> Paragraph:
    for run in list(element.iter(f"{W}r")):
        _split(run)
    runs = list(_runs(element))
    base = _base(runs)
    line = RunningText(fold=False)
    nodes: list[Any] = []
    link: tuple[int, Any] | None = None
    style: tuple[int, Any] | None = None
    for run, parent, is_text in [*runs, (None, None, True)]:
        if (link and parent is not link[1]) or (run is None and link):
            _close_style(line, nodes, style)
            style = None
            line.mark(link[0], "link", link[1].get(f"{R}id") or link[1].get(f"{W}anchor"), key=len(nodes))
            nodes.append(link[1])
            link = None
        if run is None:
            break
        if parent is not None and link is None:
            _close_style(line, nodes, style)
            style = None
            link = (line.position, parent)
        if is_text and style and _looks(run) != _looks(style[1]):
            _close_style(line, nodes, style)
            style = None
        if not is_text:
            line.mark(line.position, _atom(run), key=len(nodes))
            nodes.append(run)
            continue
        if style is None and _looks(run) != base[0]:
            style = (line.position, run)
        line.add(_text(run))
    _close_style(line, nodes, style)
    return Paragraph(element, line.done(), nodes, base[1])


def _close_style(line: RunningText, nodes: list[Any], style: tuple[int, Any] | None) -> None:
    if style:
        line.mark(style[0], _span_kind(style[1]), key=len(nodes))
        nodes.append(style[1])


def _runs(element: Any) -> Iterator[tuple[Any, Any, bool]]:
    """What a paragraph consists of, in order: (node, the hyperlink around it, whether it is a run of text)."""
    field: list[str] = []  # the code of the field that we are in, and whether its result has begun

    def visit(node: Any, link: Any) -> Iterator[tuple[Any, Any, bool]]:
        for child in node:
            tag = local(child)
            if tag == "r":
                is_text = _is_text(child)
                _follow(child, field)
                shown = is_text and (not field or field[0].split()[:1] in [[word] for word in FIELDS_OF_TEXT])
                yield child, link, shown
            elif tag == "hyperlink" and link is None:
                yield from visit(child, child)
            elif tag in WRAPPERS and not (tag == "fldSimple" and not _is_text_field(child)):
                yield from visit(child, link)
            elif tag not in ("pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "proofErr"):
                yield child, link, False

    yield from visit(element, None)


def _follow(run: Any, field: list[str]) -> None:
    for node in run:
        if local(node) == "fldChar":
            kind = node.get(f"{W}fldCharType")
            if kind == "begin":
                field.append("")
            elif kind == "end" and field:
                field.pop()
        elif local(node) == "instrText" and field:
            field[-1] += node.text or ""


def _is_text_field(node: Any) -> bool:
    return (node.get(f"{W}instr") or "").split()[:1] in [[word] for word in FIELDS_OF_TEXT]


def _is_text(run: Any) -> bool:
    tags = {local(node) for node in run} - LAYOUT
    is_page_break = any(local(node) == "br" and node.get(f"{W}type") in ("page", "column") for node in run)
    return bool(tags) and tags <= set(TEXT) and not is_page_break


def _text(run: Any) -> str:
    return "".join(node.text or "" if local(node) == "t" else TEXT.get(local(node), "") for node in run)


def _atom(node: Any) -> SpanKind:
    notes = any(local(child) in ("footnoteReference", "endnoteReference") for child in node)
    return "note" if notes else "object"


def _looks(run: Any) -> str:
    """The formatting of a run that a reader sees: not its language, nor how it was edited."""
    properties = run.find(f"{W}rPr")
    if properties is None:
        return ""
    unseen = ("lang", "rPrChange", "noProof")
    looks = [(local(node), sorted(node.attrib.items())) for node in properties if local(node) not in unseen]
    return repr(sorted(looks)) if looks else ""


def _base(runs: Sequence[tuple[Any, Any, bool]]) -> tuple[str, Any]:
    """The formatting of most of the text outside links, and a run that has it."""
    counts: dict[str, int] = {}
    first: dict[str, Any] = {}
    for only_outside in (True, False):
        for run, link, is_text in runs:
            if is_text and (link is None or not only_outside):
                looks = _looks(run)
                counts[looks] = counts.get(looks, 0) + len(_text(run))
                first.setdefault(looks, run)
        if counts:
            break
    best = max(counts, key=lambda looks: counts[looks], default="")
    return best, first.get(best)


def _span_kind(run: Any) -> SpanKind:
    properties = run.find(f"{W}rPr")
    tags = {local(node) for node in properties} if properties is not None else set()
    for tag, kind in (("b", "bold"), ("i", "italic"), ("u", "underline")):
        if tag in tags:
            return kind  # type: ignore[return-value] # the literals of SpanKind
    return "style"


def _rewrite(paragraph: Paragraph, target: Marked) -> None:
    element = paragraph.element
    properties = element.find(f"{W}pPr")
    for child in list(element):
        if child is not properties:
            element.remove(child)
    stack: list[Any] = [element]
    formats = [paragraph.base]
    for kind, value in events(target):
        if isinstance(value, str):
            stack[-1].append(_run(element, formats[-1], value))
            continue
        node = paragraph.nodes[value.key]
        if value.kind in ATOMS:
            if kind == "open":
                stack[-1].append(node)
        elif kind == "close":
            (stack if value.kind == "link" else formats).pop()
        elif value.kind == "link":
            shell = node.makeelement(node.tag, dict(node.attrib), node.nsmap)
            stack[-1].append(shell)
            stack.append(shell)
        else:
            formats.append(node)


def _run(element: Any, model: Any, text: str) -> Any:
    run = element.makeelement(f"{W}r")
    properties = model.find(f"{W}rPr") if model is not None else None
    if properties is not None:
        kept = copy.deepcopy(properties)
        for node in kept.findall(f"{W}lang"):
            kept.remove(node)
        run.append(kept)
    node = element.makeelement(f"{W}t")
    node.text = text
    node.set(XML_SPACE, "preserve")
    run.append(node)
    return run


def _leave_out(paragraph: Paragraph) -> None:
    """A paragraph that is not wanted goes; a cell, note or header must keep one, and what is no text stays."""
    element = paragraph.element
    siblings = [node for node in element.getparent() if local(node) == "p"]
    holds_more = any(span.kind in ATOMS for span in paragraph.marked.spans)
    ends_section = element.find(f"{W}pPr/{W}sectPr") is not None
    if len(siblings) > 1 and not holds_more and not ends_section and local(element.getparent()) == "body":
        remove(element)
    else:
        atoms = (replace(span, start=0, end=0) for span in paragraph.marked.spans if span.kind in ATOMS)
        _rewrite(paragraph, Marked("", tuple(atoms)))
