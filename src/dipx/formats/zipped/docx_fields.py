"""Word's fields: what a reader sees of one is its result, which is kept whole where it holds no words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dipx.formats.zipped.mixed import local
from dipx.formats.zipped.ooxml import get
from dipx.formats.zipped.runs import Shell, Token

# Fields whose result is no language or made anew from elsewhere: names, numbers, a citation manager's references.
KEPT = frozenset(
    "= addin author citation comments createdate docproperty docvariable filename filesize formcheckbox"
    " formdropdown lastsavedby listnum mergefield mergerec numchars numpages numwords page revnum section sectionpages"
    " seq username".split()
)


@dataclass(frozen=True, slots=True)
class Item:
    """A child of a paragraph with what is around it; a run holds things of one kind only."""

    node: Any
    shells: tuple[Shell, ...]


def is_kept(code: str, result: str) -> bool:
    """Whether a field is kept whole: a page number is, the text of a link or the title of a chapter is not."""
    words = code.split()
    return not any(map(str.isalpha, result)) or (bool(words) and words[0].lower() in KEPT)


def kind_of(node: Any) -> str:
    """``begin``, ``separate`` or ``end`` of a run that marks a field."""
    return next((get(child, "fldCharType") or "" for child in node if local(child) == "fldChar"), "")


def tokens_of(items: Sequence[Item], token: Callable[[Item], Token]) -> Iterator[Token]:
    """The tokens of a paragraph; ``token`` makes that of an item which is no field."""
    index = 0
    while index < len(items):
        end = _end(items, index) if kind_of(items[index].node) == "begin" else None
        if end is None:
            yield token(items[index])
            index += 1
        else:
            yield from _field(items[index : end + 1], token)
            index = end + 1


def _end(items: Sequence[Item], start: int) -> int | None:
    """Where the field ends that begins at ``start``; ``None`` where it goes on in another paragraph."""
    depth = 0
    for index in range(start, len(items)):
        kind = kind_of(items[index].node)
        depth += (kind == "begin") - (kind == "end")
        if depth == 0:
            return index
    return None


def _separator(items: Sequence[Item]) -> int | None:
    depth = 0
    for index, item in enumerate(items):
        kind = kind_of(item.node)
        depth += (kind == "begin") - (kind == "end")
        if kind == "separate" and depth == 1:
            return index
    return None


def _field(items: Sequence[Item], token: Callable[[Item], Token]) -> Iterator[Token]:
    middle = _separator(items)
    first = items[0].shells
    result = items[middle + 1 : -1] if middle is not None else ()
    code = "".join(node.text or "" for item in items[:middle] for node in item.node if local(node) == "instrText")
    shown = "".join(made.text for made in tokens_of(result, token))
    if is_kept(code, shown) and all(item.shells == first for item in items):
        yield Token("atom", tuple(item.node for item in items), shown, shells=first)
        return
    opening = [item.node for item in items[: (middle or 0) + 1]]
    shell = Shell(
        "link" if code.split()[:1] == ["HYPERLINK"] else "style",
        lambda parent: parent.extend(opening) or parent,
        lambda parent: parent.append(items[-1].node),
    )
    inner = [Item(item.node, (*first, shell, *item.shells[len(first) :])) for item in result]
    yield from tokens_of(inner, token)
