"""Word's fields: what a reader sees of one is its result, which is kept whole where it holds no words."""

from __future__ import annotations

import copy
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

DEEPEST = 16  # fields within fields; what is deeper is kept as it is


@dataclass(frozen=True, slots=True)
class Item:
    """A child of a paragraph with what is around it; a run holds things of one kind only."""

    node: Any
    shells: tuple[Shell, ...]


def is_kept(code: str, result: str) -> bool:
    """Whether a field is kept whole: a page number is, the text of a link or the title of a chapter is not."""
    words = code.split()
    return not any(map(str.isalpha, result)) or (bool(words) and words[0].lower() in KEPT)


def unquoted(shown: str) -> str:
    """What a field shows without the marks that Word puts around the name of one to be filled in («Nom»): they are no
    quotation, and a model would write its own around the field."""
    return shown[1:-1] if shown[:1] == "«" and shown[-1:] == "»" and len(shown) > 2 else shown


def kind_of(node: Any) -> str:
    """``begin``, ``separate`` or ``end`` of a run that marks a field."""
    return next((get(child, "fldCharType") or "" for child in node if local(child) == "fldChar"), "")


def tokens_of(items: Sequence[Item], token: Callable[[Item], Token]) -> Iterator[Token]:
    """The tokens of a paragraph; ``token`` makes that of an item which is no field."""
    yield from _Fields(items, token).walk(range(len(items)), Around())


def _putting(nodes: Sequence[Any]) -> Callable[[Any], Any]:
    """What puts the marks of a field into a parent, and gives that: a copy of them for each line of its result but the
    first."""
    used = False

    def put(parent: Any) -> Any:
        nonlocal used
        parent.extend([copy.deepcopy(node) for node in nodes] if used else nodes)
        used = True
        return parent

    return put


@dataclass(frozen=True, slots=True)
class Around:
    """What is around the items of a field's result: in place of the first ``own`` of their shells stand ``shells``."""

    shells: tuple[Shell, ...] = ()
    own: int = 0
    depth: int = 0


class _Fields:
    """The fields of a paragraph, each of which begins and ends in it."""

    def __init__(self, items: Sequence[Item], token: Callable[[Item], Token]) -> None:
        self._items = items
        self._token = token
        self._ends: dict[int, int] = {}
        self._middles: dict[int, int] = {}
        open_: list[int] = []
        for index, item in enumerate(items):
            kind = kind_of(item.node)
            if kind == "begin":
                open_.append(index)
            elif kind == "separate" and open_:
                self._middles.setdefault(open_[-1], index)
            elif kind == "end" and open_:
                self._ends[open_.pop()] = index

    def walk(self, places: range, around: Around) -> Iterator[Token]:
        index = places.start
        while index < places.stop:
            end = self._ends.get(index)
            if end is None or around.depth == DEEPEST:
                yield self._token(Item(self._items[index].node, self._shells(index, around)))
                index += 1
            else:
                yield from self._field(index, end, around)
                index = end + 1

    def _shells(self, index: int, around: Around) -> tuple[Shell, ...]:
        return (*around.shells, *self._items[index].shells[around.own :])

    def _field(self, start: int, end: int, around: Around) -> Iterator[Token]:
        items, first = self._items[start : end + 1], self._shells(start, around)
        middle = self._middles.get(start)
        before = self._items[start : middle or start]
        code = "".join(node.text or "" for item in before for node in item.node if local(node) == "instrText")
        opening = [item.node for item in self._items[start : (middle or start) + 1]]
        shell = Shell(
            "link" if code.split()[:1] == ["HYPERLINK"] else "style",
            _putting(opening),
            _putting([items[-1].node]),
        )
        inner = Around((*first, shell), len(items[0].shells), around.depth + 1)
        result = list(self.walk(range(middle + 1, end), inner)) if middle is not None else []
        shown = unquoted("".join(made.text for made in result))
        if is_kept(code, shown) and all(item.shells == items[0].shells for item in items):
            yield Token("atom", tuple(item.node for item in items), shown, shells=first)
        else:
            yield from result
