"""A Word paragraph as tokens: its runs, what is around them, its fields and what is kept whole."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from typing import Any

from dipx.document import SpanKind
from dipx.formats.zipped.docx_changes import INSERTED, beside_insertions
from dipx.formats.zipped.docx_fields import Item, is_kept, tokens_of, unquoted
from dipx.formats.zipped.docx_ranges import ranged
from dipx.formats.zipped.mixed import local
from dipx.formats.zipped.ooxml import get
from dipx.formats.zipped.runs import Shell, Token, mark_of

TEXT = {"t": "", "noBreakHyphen": "\u2011", "softHyphen": ""}
SPACES = frozenset({"tab", "br", "cr", "ptab"})
LAYOUT = frozenset({"rPr", "lastRenderedPageBreak"})
TRANSPARENT = frozenset({"smartTag", "customXml"})
AROUND = frozenset({"hyperlink", *INSERTED, "dir", "bdo"})
NO_TEXT = frozenset({"pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "proofErr"})
UNSEEN = frozenset({"lang", "rPrChange", "noProof", "ins", "del", "webHidden"})
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# A formula that a model is shown, as a noun ("where x is the mass"); any other stands beside the words.
VARIABLE = re.compile(r"[A-Za-z]\w{0,2}", re.ASCII)
LIFTED, LOWERED = "superscript", "subscript"
STRUCK = frozenset({"strike", "dstrike"})
OFF = frozenset({"0", "false", "off"})


def space_of(node: Any) -> str:
    """The namespace of a node, in braces."""
    return str(node.tag[: node.tag.index("}") + 1])


def tokens(element: Any, lifts: dict[str, str]) -> list[Token]:
    """The tokens of a paragraph; ``lifts`` says which character styles raise or lower."""
    for run in list(element.iter("{*}r")):
        if "wordprocessingml" in run.tag:
            _split(run)
    found = list(tokens_of(list(_items(element, ())), lambda item: _token(item, lifts)))
    return ranged(beside_insertions(found))


def run_like(parent: Any, model: Token | None, text: str) -> Any:
    """A run of ``text`` that looks like ``model``; it says no language."""
    space = _words_space(parent)
    run = parent.makeelement(f"{space}r")
    properties = model.nodes[0].find(f"{space}rPr") if model is not None else None
    if properties is not None:
        kept = copy.deepcopy(properties)
        for node in kept.findall(f"{space}lang"):
            kept.remove(node)
        run.append(kept)
    node = parent.makeelement(f"{space}t")
    node.text = text
    node.set(XML_SPACE, "preserve")
    run.append(node)
    return run


def _words_space(node: Any) -> str:
    return next(space_of(found) for found in (node, *node.iterancestors()) if "wordprocessingml" in found.tag)


def _split(run: Any) -> None:
    """A run that holds text and something else (a tab, a footnote mark) becomes several of one kind each."""
    groups: list[tuple[bool, list[Any]]] = []
    for node in run:
        if local(node) in LAYOUT:
            continue
        is_text = local(node) in TEXT
        if groups and groups[-1][0] and is_text:
            groups[-1][1].append(node)
        else:
            groups.append((is_text, [node]))
    properties = run.find(f"{space_of(run)}rPr")
    for _, nodes in reversed(groups[1:]):
        part = run.makeelement(run.tag, dict(run.attrib), run.nsmap)
        if properties is not None:
            part.append(copy.deepcopy(properties))
        part.extend(nodes)
        run.addnext(part)


def _items(node: Any, shells: tuple[Shell, ...]) -> Iterator[Item]:
    for child in node:
        tag = local(child)
        if tag in TRANSPARENT:
            yield from _items(child, shells)
        elif tag in AROUND:
            kind: SpanKind = "link" if tag == "hyperlink" else "style"
            href = get(child, "id") or get(child, "anchor") if tag == "hyperlink" else None
            shell = Shell(kind, _shallow(child), href=href, node=child, is_strict=tag in INSERTED)
            yield from _items(child, (*shells, shell))
        elif tag == "fldSimple" and not is_kept(get(child, "instr") or "", _text_within(child)):
            yield from _items(child, (*shells, Shell("style", _shallow(child), node=child)))
        elif tag == "sdt":
            yield from _control(child, shells)
        elif tag == "r" and child.find("{*}ruby") is not None:
            yield from _ruby(child, shells)
        elif tag not in NO_TEXT:
            yield Item(child, shells)


def _control(control: Any, shells: tuple[Shell, ...]) -> Iterator[Item]:
    """A content control: its properties stay around its English."""
    found = next((node for node in control if local(node) == "sdtContent"), None)
    if found is None:
        yield Item(control, shells)
        return

    def enter(parent: Any) -> Any:
        shell = _shallow(control)(parent)
        shell.extend(copy.deepcopy(node) for node in control if local(node) != "sdtContent")
        return _shallow(found)(shell)

    yield from _items(found, (*shells, Shell("style", enter, node=control)))


def _ruby(run: Any, shells: tuple[Shell, ...]) -> Iterator[Item]:
    """Text with its pronunciation above: the text is read, the pronunciation stays."""
    ruby = run.find("{*}ruby")
    base = next((node for node in ruby if local(node) == "rubyBase"), None)
    if base is None:
        yield Item(run, shells)
        return

    def enter(parent: Any) -> Any:
        shell = _shallow(ruby)(_shallow(run)(parent))
        shell.extend(copy.deepcopy(node) for node in ruby if local(node) != "rubyBase")
        return _shallow(base)(shell)

    yield from _items(base, (*shells, Shell("style", enter, node=run)))


def _shallow(node: Any) -> Callable[[Any], Any]:
    """What puts a copy of the node without its children into a parent, and gives the copy."""

    def enter(parent: Any) -> Any:
        shell = node.makeelement(node.tag, dict(node.attrib), node.nsmap)
        parent.append(shell)
        return shell

    return enter


def _text_within(node: Any) -> str:
    return "".join(found.text or "" for found in node.iter() if local(found) == "t")


def _token(item: Item, lifts: dict[str, str]) -> Token:
    node = item.node
    tag = local(node)
    if tag != "r":
        shown = ""
        if tag in ("oMath", "oMathPara"):
            shown = _formula(node)
        elif tag == "fldSimple":
            shown = unquoted(_text_within(node))
        return Token("atom", (node,), shown, shells=item.shells)
    tags = [local(child) for child in node if local(child) not in LAYOUT]
    if tags and all(child in TEXT for child in tags):
        text = "".join(child.text or "" if local(child) == "t" else TEXT.get(local(child), "") for child in node)
        height = _height(node, lifts)
        mark = "raised" if height else _mark(node)
        return Token("text", (node,), text, _look(node), mark, item.shells, height == LIFTED, _is_struck(node))
    if tags and tags[0] in SPACES:
        return Token("space", (node,), " ", shells=item.shells)
    is_note = any(child in ("footnoteReference", "endnoteReference", "footnoteRef", "endnoteRef") for child in tags)
    return Token("atom", (node,), mark="note" if is_note else "object", shells=item.shells)


def _formula(node: Any) -> str:
    text = _text_within(node)
    return text if VARIABLE.fullmatch(text) else ""


def _height(run: Any, lifts: dict[str, str]) -> str:
    """Whether a run is raised or lowered, by itself or by its style."""
    properties = run.find(f"{space_of(run)}rPr")
    for node in properties if properties is not None else ():
        if local(node) == "vertAlign":
            return value if (value := get(node, "val") or "") in (LIFTED, LOWERED) else ""
    for node in properties if properties is not None else ():
        if local(node) == "rStyle":
            return lifts.get(get(node, "val") or "", "")
    return ""


def _is_struck(run: Any) -> bool:
    properties = run.find(f"{space_of(run)}rPr")
    found = (node for node in properties if local(node) in STRUCK) if properties is not None else ()
    return any(get(node, "val") not in OFF for node in found)


def _look(run: Any) -> str:
    """The formatting of a run that a reader sees: not its language, nor how it was edited."""
    properties = run.find(f"{space_of(run)}rPr")
    if properties is None:
        return ""
    looks = [(local(node), sorted(node.attrib.items())) for node in properties if local(node) not in UNSEEN]
    return repr(sorted(looks)) if looks else ""


def _mark(run: Any) -> SpanKind:
    properties = run.find(f"{space_of(run)}rPr")
    return mark_of({local(node) for node in properties} if properties is not None else ())
