"""What an article says beside its text: its pictures with their alternative texts, which go with it, and what is said
in drawings, forms, embedded pages and tips, which is left out with a reason."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from dipx.formats.html import signs
from dipx.formats.html.items import Text
from dipx.formats.html.page import Page
from dipx.formats.html.tree import Element
from dipx.formats.wording import is_wording

EMBEDDED = frozenset({"iframe", "embed", "object", "video", "audio", "track"})
FORMS = frozenset({"input", "button", "select", "option", "optgroup", "textarea", "form", "label"})
DOTS = ("0", "1")  # pixels: such a picture counts visits
WRAPPERS = frozenset({"figure", "picture", "p", "a", "span", "td", "li"})


def pictures_of(page: Page, texts: Sequence[Text], reasons: Sequence[str | None]) -> list[Element]:
    """The pictures that stand in the article's texts, between two of them, or with one in a figure."""
    starts = [text.place[0] for text in texts]
    kept = [text for text, reason in zip(texts, reasons, strict=True) if reason is None]
    around = {node for text in kept if text.element for node in text.element.around()}
    holds = {mark.element: reason for text, reason in zip(texts, reasons, strict=True) for mark in text.marks}
    found = []
    for picture in page.pictures:
        if picture in holds:
            is_shown = holds[picture] is None
        else:
            index = bisect_left(starts, picture.token.start)
            is_shown = _is_beside(picture, texts, reasons, index) and not _is_side_matter(picture, around)
        if is_shown and not _is_dot(picture):
            found.append(picture)
    return found


def _is_beside(picture: Element, texts: Sequence[Text], reasons: Sequence[str | None], index: int) -> bool:
    """Whether a picture that stands before text ``index`` has the article on both sides, or a text of it nearby."""
    before, behind = index > 0 and reasons[index - 1] is None, index < len(texts) and reasons[index] is None
    if before and behind:
        return True
    figure = picture.up("figure")
    near = [texts[number].element for number, is_kept in ((index - 1, before), (index, behind)) if is_kept]
    if figure is not None and any(element is not None and figure in element.around() for element in near):
        return True
    outer = next((node for node in picture.around() if node.tag not in WRAPPERS | {"img"}), None)
    return before and outer is not None and any(element is not None and element.parent is outer for element in near)


def _is_side_matter(picture: Element, around: set[Element]) -> bool:
    """Whether an element around the picture that holds no text of the article says that it is none of it."""
    return any(signs.sign(node) is not None for node in picture.around() if node not in around)


def _is_dot(picture: Element) -> bool:
    return any((picture.get(name) or "").strip() in DOTS for name in ("width", "height"))


def said_beside(
    page: Page, texts: Sequence[Text], reasons: Sequence[str | None], pictures: Sequence[Element]
) -> Iterator[tuple[Text, str | None]]:
    """What is said beside the texts, once each, and why it is left out, if it is."""
    kept = [text for text, reason in zip(texts, reasons, strict=True) if reason is None]
    spoken = {text.marked.text for text in kept}
    shown = set(pictures)
    inline = {mark.element for text in kept for mark in text.marks}
    beside = [(text, _reason(text, shown, inline)) for text in page.said]
    for text, reason in (*beside, *((text, "drawing") for text in page.drawn)):
        words = text.marked.text
        if reason == "" or words in spoken or not is_wording(words):
            continue
        spoken.add(words)
        yield text, reason


def _reason(text: Text, shown: set[Element], inline: set[Element | None]) -> str | None:
    """Why what is said in a tag is left out; ``None`` where it is not, empty where it is no matter of the article."""
    element = text.element
    if element is None or text.attribute is None:
        return ""
    if element.tag == "img" and text.attribute.name == "alt":
        return None if element in shown else "picture"
    if element.tag in EMBEDDED or element.tag in FORMS:
        return "embedded" if element.tag in EMBEDDED else "form"
    return "tip" if element in inline else ""
