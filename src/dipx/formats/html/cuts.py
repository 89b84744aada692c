"""Where a run of text falls into texts of their own: at line breaks, between the links of a menu, between labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dipx.formats.html.items import Item
from dipx.formats.html.tree import Element
from dipx.formats.subword import is_note_mark

SENTENCE_ENDS = (".", "!", "?", "…", ":", "»", "”", '"', ")")
SENTENCE_STOPS = (".", "!", "?", "…")
MOST_OF_NOTE = 12  # tags and texts in a footnote's mark
_NOTE = re.compile(r"[\[(]?(?:\d{1,3}|[a-z]|\*{1,3}|[nN](?:ote)?\.?\s?\d{1,3})[\])]?")


def with_notes(items: Sequence[Item]) -> list[Item]:
    """The items with each mark of a footnote as one thing: a raised number that is a link within the page, or one that
    is no power, unit or part of a formula."""
    made: list[Item] = []
    begun: list[int] = []
    for item in items:
        made.append(item)
        tag = item.element.tag if item.element else ""
        if item.kind == "open" and tag == "sup":
            begun.append(len(made) - 1)
        elif item.kind == "close" and tag == "sup" and begun:
            begin = begun.pop()
            inside = made[begin:] if len(made) - begin <= MOST_OF_NOTE else []
            text = "".join(part.text for part in inside if part.kind == "text").strip()
            links: list[Element | None] = [part.element for part in inside if part.element and part.element.tag == "a"]
            links.append(item.element.link if item.element else None)
            is_note = made[begin].element is item.element and _NOTE.fullmatch(text)
            is_link = any((link.get("href") or "").startswith("#") for link in links if link)
            if is_note and (is_link or is_note_mark(_shown(made[max(begin - MOST_OF_NOTE, 0) : begin]), text)):
                made[begin:] = [Item("note", made[begin].start, item.end, text, item.element)]
    return made


def at_breaks(items: Sequence[Item], *, is_heading: bool) -> Iterator[int]:
    """Where a line break ends a text: two of them always, one unless the sentence goes on behind it, as headings do."""
    breaks = [index for index, item in enumerate(items) if item.kind == "break"]
    if not breaks:
        return
    edges = [-1, *breaks, len(items)]
    lines = [_shown(items[begin + 1 : end]) for begin, end in pairwise(edges)]
    inner = [line for line in lines[1:] if line]
    is_wrapped = sum(line[0].islower() for line in inner) * 3 >= len(inner)
    for index, before, after in zip(breaks, lines, lines[1:], strict=False):
        if not before or not after:
            yield index
        elif is_heading:
            continue
        elif is_wrapped:
            if before.endswith(SENTENCE_ENDS) and not after[0].islower():
                yield index
        elif not after[0].islower() and not before.endswith(","):
            yield index


def _shown(items: Sequence[Item]) -> str:
    return "".join(item.text for item in items if item.kind in ("text", "kept")).strip()


def between_links(items: Sequence[Item]) -> list[int]:
    """Before and behind each link of a run that is nothing but links: a menu, and no sentence whose words are all
    linked."""
    begins: list[int] = []
    ends: list[int] = []
    inside: Element | None = None
    seen = False
    for index, item in enumerate(items):
        tag = item.element.tag if item.element else ""
        if item.kind == "open" and tag == "a" and inside is None:
            inside, seen = item.element, False
            begins.append(index)
        elif item.kind == "close" and item.element is inside and inside is not None:
            if seen:
                ends.append(index + 1)
            else:
                begins.pop()
            inside = None
        elif item.is_visible:
            seen = True
            if inside is None and any(map(str.isalnum, item.text)):
                return []
    if len(begins) < 2 or len(ends) < len(begins):
        return [*begins, *ends] if len(begins) > 1 else []
    links = [_shown(items[begin:end]) for begin, end in zip(begins, ends, strict=True)]
    apart = [_shown(items[end:begin]) for end, begin in zip(ends, [*begins[1:], len(items)], strict=True)]
    return [] if _is_sentence(links, apart) else [*begins, *ends]


def _is_sentence(links: Sequence[str], apart: Sequence[str]) -> bool:
    """Whether links go on where the one before ends, as a sentence does: to a full stop behind the last, or with a
    small letter where the first has a capital. ``apart`` is what is seen behind each."""
    if not set(apart[:-1]) <= {"", ",", ";", ":", "-", "–", "—"}:
        return False
    if apart[-1] in SENTENCE_STOPS:
        return True
    return not any(apart) and links[0][:1].isupper() and all(link[:1].islower() for link in links[1:])


def between_labels(items: Sequence[Item]) -> Iterator[int]:
    """Between two elements that no white space parts, where one word would end amid another: "PolitiqueSports"."""
    last, closed, opens = "", False, -1
    for index, item in enumerate(items):
        if item.kind in ("text", "kept"):
            if item.text and opens >= 0 and item.text[0].isupper() and last and not (last.isupper() or last.isspace()):
                yield opens
            last, closed, opens = item.text[-1:] or last, False, -1
        elif item.kind == "close":
            closed = True
        elif item.kind == "open" and closed and opens < 0:
            opens = index
