"""The elements of a page: which one each token stands in, by the rules of HTML for tags that are left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dipx.formats.html.tokens import Attribute, Token, tokens

FURTHEST = 256  # open elements that are looked at for the one that a tag closes: time stays linear
VOID = frozenset(
    "area base basefont bgsound br col command embed frame hr image img input keygen link meta param source track"
    " wbr".split()
)
HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
FOREIGN = frozenset({"svg", "math"})
# What begins a line of its own, or ends one: no sentence runs through its tags.
BLOCKS = HEADINGS | frozenset(
    "address article aside audio base blockquote body button canvas caption center col colgroup datalist dd"
    " details dialog dir div dl dt embed fieldset figcaption figure footer form frame frameset head header hgroup"
    " hr html iframe input isindex legend li link listing main map marquee menu meta meter nav noembed noframes"
    " noscript object ol optgroup option output p param plaintext pre progress search section select source"
    " summary table tbody td template textarea tfoot th thead title tr track ul video xmp".split()
)
# All that a head holds: what is none of this ends it, as its end tag may be left out.
_IN_HEAD = frozenset("base basefont bgsound link meta noframes noscript script style template title".split())
# Elements whose end tag may be left out: by which they are closed, and which element around them no tag looks past.
_TABLE = frozenset({"table", "template"})
_PARTS = frozenset({"thead", "tbody", "tfoot"})
_CLOSES = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu", "dir"})),
    **{tag: (frozenset({"dt", "dd"}), frozenset({"dl"})) for tag in ("dt", "dd")},
    **{tag: (frozenset({"td", "th"}), _TABLE | {"tr"}) for tag in ("td", "th")},
    "tr": (frozenset({"tr"}), _TABLE),
    **{tag: (_PARTS | {"caption", "colgroup"}, _TABLE) for tag in _PARTS},
    "option": (frozenset({"option"}), frozenset({"select", "datalist"})),
    "optgroup": (frozenset({"option", "optgroup"}), frozenset({"select"})),
    **{tag: (frozenset({"rt", "rp", "rb"}), frozenset({"ruby", "rtc"})) for tag in ("rt", "rp", "rb")},
    "body": (frozenset({"head"}), frozenset({"html"})),
    "button": (frozenset({"button"}), frozenset({"table"})),
}
_IN_PARAGRAPH = frozenset(
    "audio button canvas embed iframe input map meter noscript object output progress select textarea video"
    " template link meta param source track option optgroup datalist base".split()
)
_CELLS = frozenset({"td", "th", "table", "caption", "template", "object", "button"})
_THROUGH_CELLS = _CELLS | _PARTS | {"tr", "body", "html"}


class Element:
    """An element of the page. ``link`` and ``block`` are the nearest link and block that it is or stands in: kept,
    since looking up takes as long as the page is deep. ``stays`` is why it is not translated, ``marked`` why its words
    are not where it is a part of an article (``kept.py``)."""

    __slots__ = ("attributes", "block", "is_open", "link", "marked", "parent", "stays", "tag", "token")

    def __init__(self, token: Token, parent: Element | None) -> None:
        self.tag = token.tag
        self.token = token
        self.parent = parent
        self.is_open = False
        self.stays = self.marked = ""
        self.attributes: tuple[Attribute, ...] = token.attributes
        self.link: Element | None = self if self.tag == "a" else parent.link if parent else None
        self.block: Element | None = self if self.tag in BLOCKS else parent.block if parent else None

    def get(self, name: str) -> str | None:
        return next((attribute.value for attribute in self.attributes if attribute.name == name), None)

    def has_class(self, name: str) -> bool:
        return name in (self.get("class") or "").split()

    def around(self) -> Iterator[Element]:
        """The element itself and all around it, from inside out."""
        node: Element | None = self
        while node is not None:
            yield node
            node = node.parent

    def up(self, *tags: str) -> Element | None:
        """The nearest of the element and those around it that has one of these tags."""
        return next((node for node in self.around() if node.tag in tags), None)


class Tree:
    """Follows the tokens of a page: ``step`` says of each which element it opens, closes or stands in."""

    def __init__(self, *, xml: bool = False) -> None:
        self._open: list[Element] = []
        self._count: Counter[str] = Counter()
        self._xml = xml

    @property
    def inside(self) -> Element | None:
        """The innermost element that is open."""
        return self._open[-1] if self._open else None

    @property
    def depth(self) -> int:
        return len(self._open)

    def step(self, token: Token) -> Element | None:
        """The element that the token opens or closes, or the one that it stands in; ``None`` for a stray end tag."""
        if token.kind == "open":
            return self._opened(token)
        if token.kind == "close":
            return self._closed(token.tag)
        return self.inside

    def _opened(self, token: Token) -> Element:
        tag = token.tag
        is_foreign = any(self._count[name] for name in FOREIGN)
        if tag in BLOCKS and tag not in _IN_PARAGRAPH and not is_foreign and self._count["p"]:
            self._close(frozenset({"p"}), _CELLS)
        if tag in HEADINGS and self._open and self._open[-1].tag in HEADINGS:
            self._pop()
        if tag in _CLOSES:
            self._close(*_CLOSES[tag])
        if self._open and self._open[-1].tag == "head" and tag not in _IN_HEAD and not self._xml:
            self._pop()
        element = Element(token, self.inside)
        element.is_open = not (tag in VOID or (token.is_empty and (self._xml or is_foreign or tag in FOREIGN)))
        if element.is_open:
            self._open.append(element)
            self._count[tag] += 1
        return element

    def _close(self, tags: frozenset[str], barrier: frozenset[str]) -> None:
        """Close the nearest open element of these tags, with all inside it."""
        if not any(self._count[tag] for tag in tags):
            return
        for index in range(len(self._open) - 1, max(-1, len(self._open) - 1 - FURTHEST), -1):
            if self._open[index].tag in tags:
                while len(self._open) > index:
                    self._pop()
                return
            if self._open[index].tag in barrier:
                return

    def _closed(self, tag: str) -> Element | None:
        if not self._count[tag]:
            return None
        is_block = tag in BLOCKS
        through_block = False
        for index in range(len(self._open) - 1, max(-1, len(self._open) - 1 - FURTHEST), -1):
            element = self._open[index]
            if element.tag == tag:
                if through_block and not is_block:  # <b><p>…</b>…</p>: the paragraph goes on
                    self._count[tag] -= 1
                    element.is_open = False
                    return self._open.pop(index)
                while len(self._open) > index:
                    self._pop()
                return element
            if element.tag in _CELLS and tag not in _THROUGH_CELLS:
                return None
            through_block |= element.tag in BLOCKS
        return None

    def _pop(self) -> None:
        element = self._open.pop()
        element.is_open = False
        self._count[element.tag] -= 1


def walk(text: str, *, xml: bool = False) -> Iterator[tuple[Token, Element | None, Tree]]:
    """Each token with the element that it opens, closes or stands in."""
    tree = Tree(xml=xml)
    for token in tokens(text, xml=xml):
        yield token, tree.step(token), tree
