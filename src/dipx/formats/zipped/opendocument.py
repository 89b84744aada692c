"""What odt, odp and ods share: the archive and its bounds, the inline vocabulary, titles and descriptions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dipx.document import SpanKind
from dipx.errors import InputError
from dipx.formats.subword import is_note_mark
from dipx.formats.wording import is_wording
from dipx.formats.zipped import ruby, xmltree
from dipx.formats.zipped.archive import member, open_archive, rewritten
from dipx.formats.zipped.mixed import Dialect, local, without_lines
from dipx.formats.zipped.odf_spaces import join_spaces
from dipx.formats.zipped.residue import MOST, SHOWN, residue
from dipx.formats.zipped.spots import Spot, attribute_spots, element_spot, text_spot, within_bounds

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
XLINK = "{http://www.w3.org/1999/xlink}href"
MACRO = re.compile(r"Scripts/.+|Basic/.+/(?!script-l[bc]\.xml$).+")  # LibreOffice writes lists without macros too
DRAWN_WORDS = re.compile(rb"<text:|<(?:\w+:)?mtext[^>]*>[^<]*[^\W\d_]{3}")  # of a chart, of a formula
OBJECT = re.compile(r"[^/]+/content\.xml")
SAID_BY_OTHERS = frozenset(
    "author-name author-initials creator initial-creator file-name template-name page-number page-count word-count"
    " paragraph-count character-count table-count image-count object-count sequence expression variable-get"
    " variable-set user-field-get user-field-input database-display database-name sender-firstname sender-lastname"
    " sender-email editing-cycles editing-duration printed-by sheet-name".split()
)
REFERENCES = frozenset(
    "bookmark-ref reference-ref sequence-ref note-ref chapter date time creation-date creation-time modification-date"
    " modification-time print-date print-time title subject keywords description placeholder conditional-text".split()
)
ATOMS = frozenset(
    "annotation annotation-end bookmark bookmark-start bookmark-end drop-down reference-mark reference-mark-start"
    " reference-mark-end change change-start change-end frame custom-shape soft-page-break object image g rect line"
    " ellipse polygon connector script".split()
)
# Attributes with words: of conditional and hidden texts, of cells and variables, of index marks, of fields' tips.
WORDED = frozenset(
    "string-value-if-true string-value-if-false string-value key1 key2 description current-value".split()
)
STRIKING = ("text-line-through-style", "text-line-through-type")
SAYING = frozenset("title desc index-title-template index-entry-span".split())  # elements of words alone
VARIABLES = frozenset("variable-get variable-set user-field-get user-field-input expression text-input".split())
PASSED_OVER = re.compile(r"^META-INF/|settings\.xml$|^Object|^Configurations|^Thumbnails|^manifest\.rdf")
# What a paragraph may have in it and is read with it, and what is read or named by itself.
READ = REFERENCES | frozenset(
    "p h span a display-name title desc font-name condition formula execute-macro hidden-text measure user-defined"
    " text-input meta meta-field ruby-base ruby-text index-title-template index-entry-span".split()
)
PROPERTIES = frozenset({"title", "subject", "description", "keyword"})


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """The archive, and the trees of its parts with text by their names."""

    archive: Any
    extra: str
    trees: dict[str, Any]

    def written(self) -> bytes:
        """The archive with the trees as they are now, which say that they are English."""
        for root in self.trees.values():
            without_lines(root)
            _say_english(root)
            if self.extra != "ods":  # which takes it from the cells that it writes
                _without_values(root)
        return rewritten(
            self.archive, {part: xmltree.serialized(root, self.extra) for part, root in self.trees.items()}
        )


def open_document(raw: bytes, extra: str, kind: str) -> OpenDocument:
    """The document; ``kind`` ends its media type (``text``). Raises ``InputError`` for another one, or a locked one."""
    archive = open_archive(raw, extra)
    names = archive.namelist()
    media = f"application/vnd.oasis.opendocument.{kind}".encode()
    if member(archive, "mimetype", 1024).strip() not in (media, media + b"-template"):
        raise InputError(f"is no OpenDocument {kind}")
    if "META-INF/manifest.xml" in names and b"encryption-data" in member(archive, "META-INF/manifest.xml"):
        raise InputError("is encrypted; save it without a password")
    if any(MACRO.match(part) for part in names):
        raise InputError("holds macros; save it without them")
    parts = [part for part in ("content.xml", "styles.xml", "meta.xml") if part in names or part == "content.xml"]
    trees: dict[str, Any] = {part: xmltree.parse(member(archive, part), extra, part) for part in parts}
    for root in trees.values():
        join_spaces(root.iter(f"{TEXT}p", f"{TEXT}h"), f"{TEXT}s", f"{TEXT}c")
    return OpenDocument(archive, extra, trees)


def dialect_of(document: OpenDocument) -> Dialect:
    """The inline vocabulary, with the document's own styles that raise or lower."""
    raised, lifted, struck = set(), set(), set()
    for root in document.trees.values():
        for style in root.iter(f"{STYLE}style"):
            properties = style.find(f"{STYLE}text-properties")
            position = properties.get(f"{STYLE}text-position", "") if properties is not None else ""
            if properties is not None and any(properties.get(f"{STYLE}{key}", "none") != "none" for key in STRIKING):
                struck.add(style.get(f"{STYLE}name"))
            height = position.split()[:1]
            if height and height[0] not in ("0%", "0"):
                raised.add(style.get(f"{STYLE}name"))
                if height[0] == "super" or height[0][0].isdigit():
                    lifted.add(style.get(f"{STYLE}name"))

    def mark(node: Any) -> tuple[SpanKind, str | None]:
        if local(node) == "a":
            return "link", node.get(XLINK)
        return ("raised" if node.get(f"{TEXT}style-name") in raised else "style"), None

    def is_note(node: Any, before: str) -> bool:
        text = "".join(node.itertext())
        return node.get(f"{TEXT}style-name") in lifted and is_note_mark(before, text)

    return Dialect(
        spaces=frozenset({"s"}),
        atoms=ATOMS,
        notes=frozenset({"note"}),
        mark=mark,
        is_note=is_note,
        breaks=frozenset({"tab", "line-break"}),
        fields=SAID_BY_OTHERS | REFERENCES,
        named=SAID_BY_OTHERS,
        above=frozenset({"ruby-text"}),
        is_struck=lambda node: local(node) == "span" and node.get(f"{TEXT}style-name") in struck,
    )


def paragraphs(root: Any, is_read: Callable[[Any], bool] = lambda element: True) -> Iterator[Any]:
    """The paragraphs and headings in document order, those within frames and comments too; no deleted ones."""
    for element in within_bounds(root.iter(f"{TEXT}p", f"{TEXT}h")):
        if not any(local(node) == "tracked-changes" for node in element.iterancestors()) and is_read(element):
            yield element


def beside_spots(document: OpenDocument, parts: Sequence[str] = ("content.xml", "styles.xml")) -> list[Spot]:
    """The titles and descriptions of pictures, tips, forms, what fields say; and the titles of the document."""
    spots: list[Spot] = []
    for part in parts:
        for node in document.trees[part].iter() if part in document.trees else ():
            tag = local(node)
            if tag in ("title", "desc", "index-title-template", "index-entry-span") or (
                tag in VARIABLES and _words_of(node)
            ):
                spots += element_spot(node)
            elif tag == "drop-down":
                spots += _chosen_spot(node)
            if tag:
                spots += attribute_spots(node, [key for key in node.attrib if _is_worded(node, key)])
    if "meta.xml" in document.trees:
        for node in document.trees["meta.xml"].iter():
            if local(node) in PROPERTIES:
                spots += element_spot(node)
    return spots


def _chosen_spot(field: Any) -> list[Spot]:
    """What a field with choices shows: it stands behind them, and is one of them."""

    def put(english: str) -> None:
        field.text = None
        for choice in field:
            choice.tail = None
        if len(field):
            field[-1].tail = english
        else:
            field.text = english

    text = "".join([field.text or "", *(choice.tail or "" for choice in field)])
    return text_spot(text, put) if is_wording(text) else []


def _words_of(node: Any) -> bool:
    return not len(node) and bool((node.text or "").strip())


def _is_worded(node: Any, key: str) -> bool:
    """Whether an attribute has words for a reader."""
    space, _, name = key.rpartition("}")
    if name in WORDED:
        return not local(node).endswith("table-cell")  # whose other word for its text is taken away
    if name == "title":
        return space.endswith((":office:1.0", ":table:1.0", ":form:1.0"))
    if name == "value":
        return local(node) in ("label", "text", "textarea")
    return name == "label" and space.endswith(":form:1.0")


def notes_of(document: OpenDocument, spots: Sequence[Spot]) -> tuple[str, ...]:
    """What is not translated of a document whose texts are read as ``spots``."""
    deleted = [
        node for root in document.trees.values() for change in root.iter(f"{TEXT}tracked-changes") for node in change
    ]
    notes = []
    if any(_words(node).strip() for node in deleted):
        notes.append("not translated: the deleted text of tracked changes")
    objects = [part for part in document.archive.namelist() if OBJECT.fullmatch(part)]
    texts = [part for part in objects if DRAWN_WORDS.search(member(document.archive, part))]
    if texts:
        notes.append(f"not translated: {len(texts)} × a chart or an embedded object")
    notes += ruby.told(document.trees.values(), f"{TEXT}ruby-text")
    prefixes = [
        node.get(f"{STYLE}{name}", "")
        for root in document.trees.values()
        for node in root.iter(f"{TEXT}list-level-style-number", f"{TEXT}outline-level-style")
        for name in ("num-prefix", "num-suffix")
    ]
    if any(map(is_wording, prefixes)):
        notes.append("not translated: words in the numbering of paragraphs")
    own = [node.text or "" for node in _own_properties(document) if is_wording(node.text or "")]
    if own:
        shown = ", ".join(f"« {text[:SHOWN]} »" for text in own[:MOST])
        notes.append(f"not translated: properties of the document's own ({shown}{' and more' * (len(own) > MOST)})")
    return (*notes, *residue(document.archive, spots, PASSED_OVER, READ))


def _own_properties(document: OpenDocument) -> Iterator[Any]:
    root = document.trees.get("meta.xml")
    if root is not None:
        yield from (
            node
            for node in root.iter("{*}user-defined")
            if all(not key.endswith("}value-type") or value == "string" for key, value in node.attrib.items())
        )


def _without_values(root: Any) -> None:
    """Cells of a text's tables lose the other word for their text: programs read that first."""
    for cell in root.iter("{*}table-cell"):
        if len(cell):
            for key in [key for key in cell.attrib if key.endswith("}string-value")]:
                del cell.attrib[key]


def _words(node: Any) -> str:
    return "".join(text for found in node.iter(f"{TEXT}p", f"{TEXT}h") for text in found.itertext())


def _say_english(root: Any) -> None:
    for node in root.iter(f"{STYLE}text-properties"):
        if node.get(f"{FO}language") == "fr":
            node.set(f"{FO}language", "en")
            if node.get(f"{FO}country"):
                node.set(f"{FO}country", "US")
    for node in root.iter("{http://purl.org/dc/elements/1.1/}language"):
        if (node.text or "").lower().startswith("fr"):
            node.text = "en-US"
