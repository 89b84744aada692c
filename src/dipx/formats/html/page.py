"""The texts of a page, in the order of its source: of the whole page, or of those parts that may be its article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from dipx.document import CharSpan
from dipx.formats.html import attributes, formulas
from dipx.formats.html.items import MOST_KEPT, Item, ItemKind, Text, decoded
from dipx.formats.html.kept import RUBY, SILENT, told, why_kept, why_marked
from dipx.formats.html.runs import texts_of
from dipx.formats.html.tokens import Token
from dipx.formats.html.tree import BLOCKS, VOID, Element, walk
from dipx.formats.inline import Marked, writable
from dipx.text.templates import statement_lines

# Within a picture that is drawn in the page only these are no line of their own.
_IN_DRAWING = frozenset({"tspan", "textpath", "a", "br"})
STRUCK = frozenset({"del", "s", "strike"})
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)
_LONGEST_STRUCK = 2_000  # characters of source
_LINES = re.compile(r"\r\n|[\r\n]|[^\r\n]+")
_ARTICLE_SKIPS = SILENT | RUBY | {"head", "iframe", "math", "noembed", "noframes", "title"}
_QUOTES = ("« ", " »"), ("“", "”")  # that a browser puts around a quotation (q), and around one within it


@dataclass(frozen=True, slots=True)
class Page:
    """The texts; ``fixed`` are the places of the source with what stands there in an English page, ``kept`` is what is
    not translated, counted.

    Beside the texts of a page that is read for its article: those that are ``said`` in tags, those that are ``drawn``
    (svg), and its pictures.
    """

    source: str
    texts: tuple[Text, ...]
    fixed: tuple[tuple[CharSpan, str], ...] = ()
    depth: int = 0
    kept: Counter[str] = field(default_factory=Counter)
    said: tuple[Text, ...] = ()
    drawn: tuple[Text, ...] = ()
    pictures: tuple[Element, ...] = ()

    @property
    def notes(self) -> tuple[str, ...]:
        return told(self.kept)


def whole(source: str, *, xml: bool = False) -> Page:
    """All that a reader of the page sees, attributes and titles too, but for what stays as it is (``kept.py``)."""
    return _Collector(source, whole=True).collected(xml=xml)


def body(source: str, *, xml: bool = False) -> Page:
    """All texts of the page's body; whether one is the article's is another question (``article.py``)."""
    return _Collector(source, whole=False).collected(xml=xml)


@dataclass(slots=True)
class _Run:
    """Text and inline tags between two tags of blocks; ``within`` is the picture around it, or what is struck out."""

    within: Element | None = None
    items: list[Item] = field(default_factory=list)
    holder: Element | None = None


class _Collector:
    def __init__(self, source: str, *, whole: bool) -> None:
        self._source = source
        self._whole = whole
        self._texts: list[Text] = []
        self._said: list[Text] = []
        self._drawn: list[Text] = []
        self._pictures: list[Element] = []
        self._fixed: list[tuple[CharSpan, str]] = []
        self._runs = [_Run()]
        self._staying: tuple[Element, int, list[str]] | None = None  # inline: where it began, and its text
        self._kept: Counter[str] = Counter()
        self._begun: Element | None = None  # the block that stays and was told of last
        self._depth = 0

    def collected(self, *, xml: bool) -> Page:
        for token, element, tree in walk(self._source, xml=xml):
            self._depth = max(self._depth, tree.depth)
            if token.kind == "open" and element:
                element.stays = why_kept(element) if self._whole else _skipped(element)
                element.marked = "" if self._whole else why_marked(element)
            if not self._ended(token, element):
                self._take(token, element)
        self._end_staying(len(self._source))
        while len(self._runs) > 1:
            self._end_within(len(self._source))
        self._flush()
        if self._whole:
            self._texts += self._said
        texts = tuple(sorted(self._texts, key=lambda text: text.place))
        beside = () if self._whole else tuple(self._said), tuple(self._drawn), tuple(self._pictures)
        return Page(self._source, texts, tuple(self._fixed), self._depth, self._kept, *beside)

    def _ended(self, token: Token, element: Element | None) -> bool:
        """End what this token closes, or what was left open within that; whether the token is a part of it."""
        is_end = False
        if self._staying and not self._staying[0].is_open:
            is_end = token.kind == "close" and element is self._staying[0]
            self._end_staying(token.end if is_end else token.start)
        while (within := self._runs[-1].within) is not None and not within.is_open:
            is_end = token.kind == "close" and element is within
            self._end_within(token.end if is_end else token.start)
        return is_end

    def _take(self, token: Token, element: Element | None) -> None:
        if self._staying:
            if token.kind in ("text", "raw"):
                self._staying[2].append(decoded(self._source[token.start : token.end]))
            return
        if token.kind == "open" and element:
            self._open(token, element)
        elif token.kind == "close":
            self._close(token, element)
        elif element is not None and element.stays:
            self._tell(element, token)
        elif token.kind == "other":
            shown = self._source[token.start : token.end]
            is_word = shown.startswith(("<%=", "<?=")) and len(shown) < MOST_KEPT and "`" not in shown
            if is_word and not self._whole:  # no page any more that a program would fill in: its tag is text
                self._item(Item("text", token.start, token.end, shown), element)
                return
            self._item(Item("kept" if is_word else "thing", token.start, token.end, f"`{shown}`" * is_word), element)
        elif element is not None and not self._whole and element.block and element.block.tag == "pre":
            self._lines(token, element)
        else:
            self._text(token, element)

    def _text(self, token: Token, element: Element | None) -> None:
        """Text, in parts where lines of a template's statements part it."""
        raw = self._source[token.start : token.end]
        position = 0
        for begin, end in (*(statement_lines(raw) if self._whole else ()), (len(raw), len(raw))):
            text = decoded(raw[position:begin])
            if text:
                self._item(Item("text", token.start + position, token.start + begin, text), element)
            if begin < end:
                self._item(Item("cut", token.start + begin, token.start + end), element)
            position = end

    def _lines(self, token: Token, element: Element) -> None:
        """Preformatted text: its lines are lines, a poem's say."""
        position = token.start
        for line in _LINES.findall(self._source[token.start : token.end]):
            end = position + len(line)
            kind: ItemKind = "break" if line[0] in "\r\n" else "text"
            text = " " if kind == "break" else decoded(self._source[position:end])
            self._item(Item(kind, position, end, text), element)
            position = end

    def _open(self, token: Token, element: Element) -> None:
        if self._whole:
            self._attributes(element)
        elif not (element.parent and element.parent.stays):
            self._said += _said(element)
            self._pictures += [element] if element.tag == "img" else []
        is_kept_above = element.parent is not None and bool(element.parent.stays)
        is_line = self._is_line(element)
        if element.stays and not is_kept_above and not is_line:
            if element.is_open:
                self._staying = element, token.start, []
            else:
                self._item(Item("thing", token.start, token.end, element=element), element)
        elif is_line:
            self._flush()
        elif element.stays:
            return
        elif element.tag == "br":
            self._item(Item("break", token.start, token.end, element=element), element)
        elif element.is_open and (element.tag == "svg" or self._is_struck(element)):
            self._runs.append(_Run(element))
        else:
            kind: ItemKind = "open" if element.is_open and element.tag not in VOID else "thing"
            self._item(Item(kind, token.start, token.end, element=element), element)
            self._quote(token, element, 0)

    def _quote(self, token: Token, element: Element, end: int) -> None:
        """The quotation mark that a browser shows at this end of a quotation: whoever reads the article sees it."""
        beside = self._source[token.end : token.end + 2] if end else self._source[max(token.start - 2, 0) : token.start]
        is_written = any(sign in beside for sign in '«»“”"')
        if element.tag == "q" and not self._whole and not is_written:
            is_within = element.parent is not None and element.parent.up("q") is not None
            self._item(Item("shown", token.start, token.start, _QUOTES[is_within][end], element), element)

    def _close(self, token: Token, element: Element | None) -> None:
        if element is not None and element.stays and not self._is_line(element):
            return  # within a block that stays
        if self._is_line(element) if element else token.tag in BLOCKS:
            self._flush()
        elif element is not None:
            self._quote(token, element, 1)
            self._item(Item("close", token.start, token.end, element=element), element)
        elif element is None:
            self._item(Item("thing", token.start, token.end), None)

    def _is_line(self, element: Element) -> bool:
        """Whether no text runs through the element's tags."""
        within = self._runs[-1].within
        if within is not None and within.tag == "svg" and element is not within:
            return element.tag not in _IN_DRAWING
        return element.tag in BLOCKS

    def _is_struck(self, element: Element) -> bool:
        """Whether this is struck out amid a line: then it is no part of the sentence, but a text of its own in it."""
        if element.tag not in STRUCK:
            return False
        begin = element.token.end
        for match in _TAG.finditer(self._source, begin, begin + _LONGEST_STRUCK):
            closes, tag = match[1], match[2].lower()
            if tag == element.tag:
                return bool(closes)
            if tag in BLOCKS or tag == "br":
                return False
        return False

    def _item(self, item: Item, element: Element | None) -> None:
        run = self._runs[-1]
        if not run.items:
            run.holder = element.block if element else None
        run.items.append(item)

    def _flush(self) -> None:
        run = self._runs[-1]
        if run.items:
            is_drawn = any(run.within and run.within.tag == "svg" for run in self._runs)
            texts = self._drawn if is_drawn and not self._whole else self._texts
            texts += (
                text
                for text in texts_of(self._source, run.items, run.holder)
                if not self._whole or any(map(str.isalnum, text.marked.text))
            )
            run.items = []

    def _end_within(self, end: int) -> None:
        self._flush()
        within = self._runs.pop().within
        if within:
            self._item(Item("thing", within.token.start, end, element=within), within)

    def _end_staying(self, end: int) -> None:
        if self._staying is None:
            return
        element, start, parts = self._staying
        self._staying = None
        if element.stays == "math" and not self._whole:
            self._formula(element, start, end)
            return
        text = " ".join("".join(parts).split())
        is_seen = self._whole and element.stays not in SILENT
        is_shown = is_seen and text and len(text) <= MOST_KEPT - 2 and "`" not in text and element.stays not in RUBY
        if any(map(str.isalpha, text)) and (is_seen or element.stays in RUBY) and element.stays != "rp":
            self._kept[element.stays] += 1
        item = Item("kept", start, end, f"`{text}`") if is_shown else Item("thing", start, end, text, element)
        self._item(item, element)

    def _formula(self, element: Element, start: int, end: int) -> None:
        """A formula of an article: what is shown of it stands in the text, and is not translated."""
        element.marked = element.marked or "formula"
        self._item(Item("open", start, end, element=element), element)
        self._item(Item("shown", start, start, formulas.shown(self._source[start:end])), element)
        self._item(Item("close", end, end, element=element), element)

    def _tell(self, element: Element, token: Token) -> None:
        """Count a block that stays, once."""
        if (
            not self._whole
            or element.stays in SILENT
            or not any(map(str.isalpha, self._source[token.start : token.end]))
        ):
            return
        if token.kind != "other" and element is not self._begun:
            self._begun = element
            self._kept[element.stays] += 1

    def _attributes(self, element: Element) -> None:
        self._fixed += attributes.english(element)
        above = element.parent.stays if element.parent else ""
        if element.tag == "iframe" and any(map(str.isalpha, element.get("srcdoc") or "")):
            self._kept["page within the page (srcdoc)"] += 1
        if self._whole:
            self._kept.update(attributes.unshown(element))
        if above or (element.stays and element.tag not in ("textarea", "iframe")):
            return
        self._said += _said(element)


def _said(element: Element) -> Iterator[Text]:
    """The texts in the element's tag."""
    for attribute in attributes.shown(element):
        text = " ".join(writable(attribute.value).split())
        yield Text(Marked(text), attribute.place, element, attribute=attribute)


def _skipped(element: Element) -> str:
    above = element.parent.stays if element.parent else ""
    is_skipped = element.tag in _ARTICLE_SKIPS and not (element.tag == "title" and element.up("svg"))
    return above or (element.tag if is_skipped else "")
