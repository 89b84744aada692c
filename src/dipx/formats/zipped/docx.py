"""Word documents: the runs of each paragraph are replaced, all other XML and all other parts stay as they are.

Read in this order: the body, then footnotes, endnotes, headers, footers and comments, then the texts beside the text
(alternative texts, title and subject). Deleted text of tracked changes is not read, and said.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dipx.document import BlockKind, Document
from dipx.formats.base import Source
from dipx.formats.inline import ATOMS, Marked
from dipx.formats.zipped import drawingml
from dipx.formats.zipped.archive import member
from dipx.formats.zipped.beside import beside_spots, property_spots
from dipx.formats.zipped.docx_bound import bound_controls, same, write_data
from dipx.formats.zipped.docx_notes import notes_of
from dipx.formats.zipped.docx_runs import LIFTED, LOWERED, run_like, tokens
from dipx.formats.zipped.mixed import local, remove
from dipx.formats.zipped.ooxml import (
    Package,
    get,
    open_package,
    without_copies,
)
from dipx.formats.zipped.paragraphs import Paragraph
from dipx.formats.zipped.runs import Line, Shell, Token, lines_of
from dipx.formats.zipped.spots import Spot, document_in_place, put_in_place, within_bounds

name = "docx"
suffixes = (".docx", ".docm")
written_as = ""

BODY = "word/document.xml"
KINDS = ("footnotes", "endnotes", "header", "footer", "comments")
HEADING = re.compile(r"heading|titre|title|subtitle", re.IGNORECASE)
ITEM = re.compile(r"list|liste|puce", re.IGNORECASE)
LONGEST_CAP = 3  # characters of a drop cap's paragraph: a letter, perhaps with a quotation mark
ENGLISH = "en-US"


@dataclass(frozen=True, slots=True)
class Styles:
    """The names of the styles by their identifiers, which Word translates; and those that raise or lower."""

    names: dict[str, str]
    lifts: dict[str, str]


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph, with the one before it that holds its drop cap."""

    paragraph: Paragraph
    cap: Any = None


def load(source: Source) -> Document:
    package = open_package(source.raw, name)
    _, spots, notes = _read(package)
    return document_in_place(source, name, spots, tuple(notes))


def dump(source: Source, document: Document, english: Sequence[Marked]) -> bytes:
    package = open_package(source.raw, name)
    texts, spots, _ = _read(package)
    parts = list(package.trees)
    bound = same(bound_controls(package, parts))
    put_in_place(document, english, spots)
    for text in texts:
        _write(text)
    write_data(package, parts, bound)
    _say_english(package)
    return package.written()


def _read(package: Package) -> tuple[list[Text], list[Spot], Iterator[str]]:
    main = package.main(BODY)
    parts = [main, *_others(package, main)]
    styles = _styles(package, main)
    texts: list[Text] = []
    spots: list[Spot] = []
    for part in parts:
        for text, is_copy in _texts(package.tree(part), styles):
            texts.append(text)
            spots += text.paragraph.spots(_kind(text.paragraph.element, styles.names), echo=is_copy)
    diagrams = _diagrams(package, parts)
    spots += [spot for paragraph, is_copy in diagrams for spot in paragraph.spots("paragraph", echo=is_copy)]
    texts += [Text(paragraph) for paragraph, _ in diagrams]
    for title in drawingml.chart_titles(package, parts):
        texts.append(Text(title))
        spots += title.spots("paragraph")
    for part in parts:
        spots += beside_spots(package.tree(part))
    spots += property_spots(package, spots)
    return texts, spots, notes_of(package, main, parts, spots)


def _others(package: Package, main: str) -> list[str]:
    """The other parts with text, in reading order: by their relationships or, where these are lacking, their names."""
    folder = posixpath.dirname(main)
    found: dict[str, tuple[int, int, str]] = {}
    for part in package.names:
        match = re.fullmatch(rf"{re.escape(folder)}/({'|'.join(KINDS)})\d*\.xml", part)
        if match:
            found[part] = KINDS.index(match[1]), len(part), part
    for relation in package.relations(main):
        if relation.kind in KINDS:
            found[relation.target] = KINDS.index(relation.kind), len(relation.target), relation.target
    return sorted(found, key=lambda part: found[part])


def _diagrams(package: Package, parts: Sequence[str]) -> list[tuple[Paragraph, bool]]:
    """The paragraphs of diagrams (SmartArt): of their data, and then of the drawings, which say the same."""
    return [
        (paragraph, kind == "diagramDrawing")
        for kind in ("diagramData", "diagramDrawing")
        for part in parts
        for drawn in package.related(part, kind)
        for paragraph, _ in drawingml.paragraphs(package.tree(drawn))
    ]


def _styles(package: Package, main: str) -> Styles:
    names: dict[str, str] = {}
    lifts: dict[str, str] = {}
    for part in _style_parts(package, main):
        for style in package.peek(part).iterchildren("{*}style"):
            identifier = get(style, "styleId") or ""
            names[identifier] = next((get(node, "val") or "" for node in style if local(node) == "name"), "")
            for node in style.iterchildren("{*}rPr"):
                height = next((get(child, "val") or "" for child in node if local(child) == "vertAlign"), "")
                if height in (LIFTED, LOWERED):
                    lifts[identifier] = height
    return Styles(names, lifts)


def _style_parts(package: Package, main: str) -> list[str]:
    usual = f"{posixpath.dirname(main)}/styles.xml"
    return package.related(main, "styles") or sorted(package.names & {usual})


def _texts(root: Any, styles: Styles) -> Iterator[tuple[Text, bool]]:
    """The paragraphs of a part with text, and whether each is a copy for old programs."""
    elements = within_bounds(node for node in root.iter("{*}p") if "wordprocessingml" in node.tag)
    cap: Any = None
    around, is_deleted = None, False
    for element, is_copy in without_copies(elements):
        parent = element.getparent()
        if parent is not around:
            around, is_deleted = parent, any(local(node) in ("del", "moveFrom") for node in element.iterancestors())
        if is_deleted:
            continue
        found = tokens(element, styles.lifts)
        if cap is None and _is_drop_cap(element, found):
            cap = element
            continue
        before: list[Token] = []
        if cap is not None:
            before = _in_cap(cap, tokens(cap, styles.lifts))
        lines = lines_of([*before, *found])
        if any(isinstance(line, Line) and line.marked.text for line in lines):
            yield Text(Paragraph(element, lines, run_like), cap), is_copy
        cap = None


def _is_drop_cap(element: Any, found: Sequence[Token]) -> bool:
    frame = element.find("{*}pPr/{*}framePr")
    following = element.getnext()
    return (
        frame is not None
        and get(frame, "dropCap") in ("drop", "margin")
        and 0 < len("".join(token.text for token in found).strip()) <= LONGEST_CAP
        and following is not None
        and local(following) == "p"
    )


def _in_cap(cap: Any, found: Sequence[Token]) -> list[Token]:
    """The tokens of a drop cap as the beginning of the paragraph behind it: written, they go into its own."""
    shell = Shell("style", lambda parent: cap)
    return [
        Token("text", token.nodes, token.text, token.look, token.mark, (shell,))
        for token in found
        if token.kind == "text"
    ]


def _kind(element: Any, names: dict[str, str]) -> BlockKind:
    properties = element.find("{*}pPr")
    if properties is None:
        return "paragraph"
    style = properties.find("{*}pStyle")
    identifier = (get(style, "val") or "") if style is not None else ""
    title = names.get(identifier, identifier)
    if HEADING.match(title) or properties.find("{*}outlineLvl") is not None:
        return "heading"
    return "item" if properties.find("{*}numPr") is not None or ITEM.match(title) else "paragraph"


def _write(text: Text) -> None:
    paragraph = text.paragraph
    if text.cap is not None and paragraph.english:
        for run in [node for node in text.cap if local(node) == "r"]:
            text.cap.remove(run)
    if paragraph.is_left_out and _may_go(paragraph):
        remove(paragraph.element)
    else:
        paragraph.write()
    if text.cap is not None and paragraph.english and not any(local(node) == "r" for node in text.cap):
        remove(text.cap)


def _may_go(paragraph: Paragraph) -> bool:
    """Whether a paragraph can be taken out: a cell, note or header must keep one, and what is no text stays."""
    element = paragraph.element
    siblings = [node for node in element.getparent() if local(node) == "p"]
    holds_more = any(
        isinstance(line, Token) or any(span.kind in ATOMS for span in line.marked.spans) for line in paragraph.lines
    )
    ends_section = element.find("{*}pPr/{*}sectPr") is not None
    return len(siblings) > 1 and not holds_more and not ends_section and local(element.getparent()) == "body"


def _say_english(package: Package) -> None:
    """The language of the text is English now, for whoever looks for its spelling mistakes."""
    main = package.main(BODY)
    for part in (*package.related(main, "settings"), *_style_parts(package, main)):
        if b'="fr' in member(package.archive, part):
            package.tree(part)
    for root in package.trees.values():
        for node in root.iter("{*}lang", "{*}themeFontLang"):
            for key in [key for key in node.attrib if key.endswith("}val")]:
                if node.get(key).lower().startswith("fr"):
                    node.set(key, ENGLISH)
