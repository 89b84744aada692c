"""The article as a clean page: its headings, paragraphs, lists, tables and quotations, nothing of the page's design."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from dipx.document import Span
from dipx.formats.html import formulas
from dipx.formats.html.article import Article
from dipx.formats.html.items import Mark, Text
from dipx.formats.html.kept import RUBY
from dipx.formats.html.tree import HEADINGS, Element
from dipx.formats.inline import Marked, events

SAFE = re.compile(r"(?:https?:|mailto:|tel:|[^:]*(?:[/?#]|\Z))", re.IGNORECASE)
TAGS = {"bold": "b", "italic": "i", "underline": "u", "code": "code"}
OWN_TAGS = frozenset({"sup", "sub", "ruby"})  # that say more than a kind of mark does
KEPT = {
    "ol": ("start", "reversed", "type"), "ul": (), "li": ("value",), "dl": (), "dt": (), "dd": (), "blockquote": (),
    "table": (), "caption": (), "thead": (), "tbody": (), "tfoot": (), "tr": (), "td": ("colspan", "rowspan"),
    "th": ("colspan", "rowspan", "scope"), "figure": (), "figcaption": (), "details": (), "summary": (),
}  # fmt: skip
TABLE = frozenset({"table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"})
BARE = frozenset({"li", "dt", "dd", "td", "th", "caption", "figcaption", "summary"})  # hold a text without a paragraph
_NUMBER = re.compile(r"-?\d{1,9}|[aAiI]|row|col|rowgroup|colgroup|")


def written(article: Article, english: Sequence[Marked | None]) -> str:
    """The page with the English of each of the article's texts; one that has none was left out."""
    shown = [(text, marked) for text, marked in zip(article.texts, english, strict=True) if marked is not None]
    beside = _Beside(article.source, {text.marked.text: marked.text for text, marked in shown})
    title = next((marked.text for text, marked in shown if _heading(text)), "")
    head = ['<meta charset="utf-8">', f"<title>{escape(title)}</title>"]
    head += (f'<meta name="{key}" content="{escape(value)}">' for key, value in article.meta.items())
    body = "".join(_body(_in_order(article, shown), beside)).split("\n")
    lines = [
        "<!DOCTYPE html>",
        '<html lang="en">',
        "<head>",
        *head,
        "</head>",
        "<body>",
        "<article>",
        *filter(None, body),
    ]
    return "\n".join([*lines, "</article>", "</body>", "</html>", ""])


@dataclass(frozen=True, slots=True)
class _Beside:
    """What is needed beside the texts: the page's source, for its formulas, and the English of all that it says."""

    source: str
    english: dict[str, str]


def _in_order(article: Article, shown: Sequence[tuple[Text, Marked]]) -> list[tuple[Text, Marked]]:
    """Texts, and pictures that stand in none of them, in the order of the page; what a picture says goes into it."""
    pictures = set(article.pictures)
    found = [(text, marked) for text, marked in shown if not (text.attribute and text.element in pictures)]
    inline = {mark.element for text, _ in found for mark in text.marks}
    for picture in article.pictures:
        if picture not in inline:
            place = picture.token.start, picture.token.end
            mark = Mark(-1, 0, place, picture, "object")
            found.append((Text(Marked(""), place, picture, (mark,)), Marked("", (Span(0, 0, "object", None, 0),))))
    return sorted(found, key=lambda pair: pair[0].place)


def _body(shown: Sequence[tuple[Text, Marked]], beside: _Beside) -> Iterator[str]:
    layout = _layout_tables([text for text, _ in shown])
    opened: list[Element] = []
    before: Element | None = None
    for text, marked in shown:
        chain = _chain(text, layout)
        pairs = enumerate(zip(opened, chain, strict=False))
        common = next((i for i, (one, two) in pairs if one is not two), min(len(opened), len(chain)))
        yield from _closing(opened[common:])
        yield from (_opening(element) for element in chain[common:])
        opened = chain
        holder, bare = text.element, BARE
        if holder is not None and holder.tag == "img" and not text.attribute:
            holder, bare = holder.parent, BARE | {"figure"}
        is_bare = holder is not None and chain[-1:] == [holder] and holder.tag in bare
        block = _heading(text) or ("" if is_bare else "p")
        inner = _inline(marked, text, beside)
        if not block and holder is before:
            yield "<br>"  # the lines of a cell, an item
        before = holder
        yield f"\n<{block}>{inner}</{block}>\n" if block and inner else inner
    yield from _closing(opened)


def _chain(text: Text, layout: set[Element]) -> list[Element]:
    """The elements that the text keeps around it, from outside in."""
    kept = []
    table: Element | None = None
    for element in text.element.around() if text.element else ():
        if element.tag in TABLE:
            table = element.up("table") if element.tag != "table" else element
        if element.tag in KEPT and not (element.tag in TABLE and (table is None or table in layout)):
            kept.append(element)
    return kept[::-1]


def _layout_tables(texts: Sequence[Text]) -> set[Element]:
    """The tables that are none: with headings or several paragraphs in their cells, or tables."""
    found: set[Element] = set()
    paragraphs = Counter(_cell(text.element) for text in texts if text.element and text.element.tag == "p")

    def is_free(element: Element) -> bool:
        return element.tag in HEADINGS or (element.tag == "p" and paragraphs[_cell(element)] > 1)

    for text in texts:
        is_block = text.element is not None and text.element.tag not in TABLE
        inner = text.element.up("table") if text.element else None
        if inner is None:
            continue
        around = [node for node in inner.around() if node.tag == "table"]
        found.update(around if is_block and text.element and is_free(text.element) else around[1:])
    return found


def _cell(element: Element) -> Element | None:
    return element.up("td", "th")


def _opening(element: Element) -> str:
    told = "".join(
        f' {name}="{value}"' for name in KEPT[element.tag] if (value := _attribute(element, name)) is not None
    )
    return f"\n<{element.tag}{told}>"


def _closing(elements: Sequence[Element]) -> Iterator[str]:
    return (f"</{element.tag}>\n" for element in reversed(elements))


def _attribute(element: Element, name: str) -> str | None:
    value = element.get(name)
    return value if value is not None and _NUMBER.fullmatch(value.strip()) else None


def _heading(text: Text) -> str:
    heading = text.element.up(*HEADINGS) if text.element else None
    return heading.tag if heading else ""


def _inline(marked: Marked, text: Text, beside: _Beside) -> str:
    out: list[str] = []
    formula: Mark | None = None  # that is open: it is written as it was
    gap = ""  # behind a picture that stood between two spaces
    for kind, value in events(marked):
        if isinstance(value, str):
            out += [gap * (not value[:1].isspace()), escape(value, quote=False)] if formula is None else []
            gap = ""
            continue
        mark = text.marks[value.key]
        if formula is not None:
            formula = None if kind == "close" and mark is formula else formula
        elif value.kind == "object":
            shown = _picture(mark.element, beside) if kind == "open" else ""
            gap = " " if shown and mark.has_gaps else gap
            out.append(shown)
        elif mark.element and mark.element.tag == "math" and mark.open:
            formula = mark
            out.append(formulas.written(beside.source[slice(*mark.open)]))
        elif value.kind == "note":
            out.append(f"<sup>{escape(mark.text)}</sup>" if kind == "open" else "")
        elif value.kind in ("link", "kept") and _safe(value.href):
            out.append(f'<a href="{escape(value.href or "")}">' if kind == "open" else "</a>")
        elif tag := TAGS.get(value.kind) or _tag(mark.element):
            out += _above(text, value.key) if kind == "close" else ()
            out.append(f"<{'/' * (kind == 'close')}{tag}>")
    return "".join(out)


def _tag(element: Element | None) -> str:
    return element.tag if element and element.tag in OWN_TAGS else ""


def _above(text: Text, key: int) -> Iterator[str]:
    """What stands above the words of a ruby."""
    for mark in text.marks:
        if mark.parent == key and mark.element and mark.element.tag in RUBY:
            yield f"<{mark.element.tag}>{escape(mark.text, quote=False)}</{mark.element.tag}>"


def _picture(element: Element | None, beside: _Beside) -> str:
    """The picture with its alternative text in English; where that is all there is of it, with that."""
    if element is None or element.tag != "img":
        return ""
    said = " ".join((element.get("alt") or "").split())
    address = next(filter(_safe, _addresses(element)), None)
    if not address and not said:
        return ""
    source = f' src="{escape(address)}"' if address else ""
    return f'<img{source} alt="{escape(beside.english.get(said, said))}">'


def _addresses(element: Element) -> Iterator[str]:
    """Where the picture may be found: pages that load it late have an empty one in its place."""
    for name in ("src", "data-src", "data-lazy-src", "data-original"):
        yield (element.get(name) or "").strip()
    for name in ("srcset", "data-srcset"):
        yield (element.get(name) or "").strip().partition(" ")[0].rstrip(",")


def _safe(address: str | None) -> bool:
    """Whether a link may go to the English page: no ``javascript:``, no ``data:``."""
    return bool(address and SAFE.match("".join(address.split())))
