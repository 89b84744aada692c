"""The article as a clean page: its headings, paragraphs, lists, tables and quotations, nothing of the page's design."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape

from dipx.formats.html.article import Article
from dipx.formats.html.items import Text
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
    title = next((marked.text for text, marked in shown if _heading(text)), "")
    head = ['<meta charset="utf-8">', f"<title>{escape(title)}</title>"]
    head += (f'<meta name="{key}" content="{escape(value)}">' for key, value in article.meta.items())
    body = "".join(_body(shown)).split("\n")
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


def _body(shown: Sequence[tuple[Text, Marked]]) -> Iterator[str]:
    layout = _layout_tables([text for text, _ in shown])
    opened: list[Element] = []
    for text, marked in shown:
        chain = _chain(text, layout)
        pairs = enumerate(zip(opened, chain, strict=False))
        common = next((i for i, (one, two) in pairs if one is not two), min(len(opened), len(chain)))
        yield from _closing(opened[common:])
        yield from (_opening(element) for element in chain[common:])
        opened = chain
        block = _heading(text) or ("" if chain and text.element is chain[-1] and chain[-1].tag in BARE else "p")
        inner = _inline(marked, text)
        yield f"\n<{block}>{inner}</{block}>\n" if block else inner
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


def _inline(marked: Marked, text: Text) -> str:
    out: list[str] = []
    for kind, value in events(marked):
        if isinstance(value, str):
            out.append(escape(value, quote=False))
        elif value.kind == "object":
            out.append(_picture(text.marks[value.key].element) if kind == "open" else "")
        elif value.kind == "note":
            out.append(f"<sup>{escape(text.marks[value.key].text)}</sup>" if kind == "open" else "")
        elif value.kind in ("link", "kept") and _safe(value.href):
            out.append(f'<a href="{escape(value.href or "")}">' if kind == "open" else "</a>")
        elif tag := TAGS.get(value.kind) or _tag(text.marks[value.key].element):
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


def _picture(element: Element | None) -> str:
    if element is None or element.tag != "img" or not _safe(element.get("src")):
        return ""
    return f'<img src="{escape(element.get("src") or "")}" alt="{escape(element.get("alt") or "")}">'


def _safe(address: str | None) -> bool:
    """Whether a link may go to the English page: no ``javascript:``, no ``data:``."""
    return bool(address and SAFE.match("".join(address.split())))
