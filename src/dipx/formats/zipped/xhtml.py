"""The blocks of an HTML tree: the elements that hold running text and no other block."""

from __future__ import annotations

from typing import Any

from dipx.document import BlockKind, SpanKind
from dipx.formats.inline import writable
from dipx.formats.zipped.mixed import Dialect, local

HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
BLOCKS = HEADINGS | frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer"
    " form header hgroup legend li main menu nav ol p section summary table tbody td tfoot th thead tr ul".split()
)
NOT_TEXT = frozenset(
    "applet audio button canvas embed head iframe map math noscript object pre script select style svg template"
    " textarea title video".split()
)
CASES = frozenset({"case", "default"})
KINDS: dict[str, SpanKind] = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "cite": "italic", "u": "underline",
    "code": "code", "kbd": "code", "samp": "code", "tt": "code", "var": "code", "a": "link",
    "sup": "raised", "sub": "raised",
}  # fmt: skip


def _mark(node: Any) -> tuple[SpanKind, str | None]:
    return KINDS.get(local(node), "style"), node.get("href")


DIALECT = Dialect(frozenset({"br", "wbr"}), NOT_TEXT | {"img", "input"}, frozenset(), _mark)


def blocks(root: Any) -> list[Any]:
    """The block elements in document order. Text that stands beside blocks gets a ``div`` of its own in the tree."""
    nodes = [node for node in root.iter() if isinstance(node.tag, str)]
    passed_over: set[Any] = set()
    for node in nodes:
        if local(node) in NOT_TEXT or node.getparent() in passed_over:
            passed_over.add(node)
    nodes = [node for node in nodes if node not in passed_over]
    holders: set[Any] = set()
    for node in reversed(nodes):
        if is_block(node) or node in holders:
            holders.add(node.getparent())
    for node in nodes:
        if node in holders:
            _wrap_loose(node, holders)
    return [
        node
        for node in root.iter()
        if is_block(node) and node not in holders and not _inside(node, passed_over) and _has_text(node)
    ]


def is_block(node: Any) -> bool:
    """Whether an element is a block: by its name, or as a choice (``epub:switch``) that stands between blocks."""
    return local(node) in BLOCKS or (local(node) in CASES and _stands_alone(node.getparent()))


def _stands_alone(switch: Any) -> bool:
    around = switch.getparent()
    return local(switch) == "switch" and not any(
        (text or "").strip() for text in (around.text, *(node.tail for node in around))
    )


def _inside(node: Any, passed_over: set[Any]) -> bool:
    return node in passed_over or node.getparent() in passed_over


def _has_text(node: Any) -> bool:
    return any(text.strip() for text in node.itertext())


def _wrap_loose(holder: Any, holders: set[Any]) -> None:
    wrapper: Any = None
    if holder.text and holder.text.strip():
        wrapper = _new_div(holder)
        wrapper.text, holder.text = writable(holder.text), None
        holder.insert(0, wrapper)
    for child in [node for node in holder if node is not wrapper]:
        tail = child.tail or ""
        if is_block(child) or child in holders or local(child) in NOT_TEXT:
            wrapper = None
            if tail.strip():
                wrapper = _new_div(holder)
                wrapper.text, child.tail = writable(tail), None
                child.addnext(wrapper)
            continue
        if wrapper is None and (tail.strip() or (local(child) and _has_text(child))):
            wrapper = _new_div(holder)
            child.addprevious(wrapper)
        if wrapper is not None:
            wrapper.append(child)


def _new_div(holder: Any) -> Any:
    namespace = holder.tag.rpartition("}")[0]
    return holder.makeelement(f"{namespace}}}div" if namespace else "div", nsmap=holder.nsmap)


def kind_of(node: Any) -> BlockKind:
    if local(node) in HEADINGS:
        return "heading"
    tags = {local(ancestor) for ancestor in node.iterancestors()} | {local(node)}
    return "heading" if tags & HEADINGS else "item" if "li" in tags else "paragraph"
