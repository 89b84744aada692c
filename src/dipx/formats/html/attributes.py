"""The texts in the tags of a page: what is shown of an attribute, and what says that the page is French."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dipx.document import CharSpan
from dipx.formats.html.kept import language
from dipx.formats.html.tokens import Attribute
from dipx.formats.html.tree import Element

SHOWN = frozenset(
    "alt title placeholder aria-label aria-description aria-placeholder aria-roledescription aria-valuetext".split()
)
LABELS = frozenset({"option", "optgroup", "track"})
BUTTONS = frozenset({"button", "submit", "reset"})
_STYLES = frozenset({"stylesheet", "import"})  # their title is the name of a style sheet; a feed's is shown
_META = re.compile(
    r"(?:(?:og|twitter|dc|dcterms|sailthru|parsely)[:.-])?(?:title|description|headline)"
    r"|og:image:alt|twitter:(?:image:alt|label\d|data\d)|abstract|summary"
)
_LANGUAGE = frozenset({"content-language", "language", "dc.language", "dcterms.language", "inlanguage"})
_FILE = re.compile(r"\S+\.\w{2,4}")
_KEYWORDS = frozenset({"keywords", "news_keywords", "article:tag"})
_WORDS = re.compile(r"[^\W\d_]{3}")
_SAYING = re.compile(
    r"data-(?:\w+-)*(?:alt|caption|confirm|content|description|hint|label|message|placeholder|text|title|tooltip)"
)
FRENCH = "fr"


def shown(element: Element) -> Iterator[Attribute]:
    """The attributes whose text a reader sees or hears."""
    seen: set[str] = set()
    for attribute in element.attributes:
        if attribute.name in seen or attribute.place[0] == attribute.place[1]:
            continue
        seen.add(attribute.name)
        text = attribute.value.strip()
        if any(map(str.isalpha, text)) and not _FILE.fullmatch(text) and _is_shown(element, attribute.name):
            yield attribute


def unshown(element: Element) -> Iterator[str]:
    """What else has words and stays as it is, for a note: programs and search engines read it, or the reader fills it
    in."""
    kind = (element.get("type") or "").strip().lower()
    if element.tag == "script" and kind == "application/ld+json":
        yield "data for search engines (JSON-LD)"
    if element.tag == "meta" and _meta_name(element) in _KEYWORDS and _WORDS.search(element.get("content") or ""):
        yield "keywords"
    if element.tag == "input" and kind in ("", "text") and _WORDS.search(element.get("value") or ""):
        yield "filled-in field (value)"
    for attribute in element.attributes:
        if _SAYING.fullmatch(attribute.name) and _WORDS.search(attribute.value):
            yield f"{attribute.name} (for the page's programs)"


def _is_shown(element: Element, name: str) -> bool:
    tag = element.tag
    if name in SHOWN:
        return name != "title" or (tag != "style" and not (tag == "link" and _is_style(element)))
    if name == "label":
        return tag in LABELS
    if name == "abbr":
        return tag in ("th", "td")
    if name == "summary":
        return tag == "table"
    if name == "value":
        return tag == "input" and (element.get("type") or "").lower() in BUTTONS
    return name == "content" and tag == "meta" and bool(_META.fullmatch(_meta_name(element)))


def _is_style(element: Element) -> bool:
    return not _STYLES.isdisjoint((element.get("rel") or "stylesheet").lower().split())


def _meta_name(element: Element) -> str:
    told = (element.get(name) for name in ("property", "name", "itemprop", "http-equiv"))
    return next((value.strip().lower() for value in told if value), "")


def english(element: Element) -> Iterator[tuple[CharSpan, str]]:
    """What in the tag says that the page or a part of it is French, and what it says from now on."""
    for attribute in element.attributes:
        if attribute.name in ("lang", "xml:lang"):
            if language(element) == FRENCH or (element.tag == "html" and (attribute.quote or attribute.value)):
                yield attribute.place, "en"
        elif attribute.name == "content" and element.tag == "meta":
            name = _meta_name(element)
            if name == "og:locale":
                yield attribute.place, "en_US"
            elif name in _LANGUAGE and attribute.value.strip().lower().startswith(FRENCH):
                yield attribute.place, "en"
    if element.tag == "html" and language(element) is None:
        end = element.token.start + len("<html")
        yield (end, end), ' lang="en"'
