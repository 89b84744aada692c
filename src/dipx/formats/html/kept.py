"""What of a page that is translated in place stays as it is, and why: code, names, what is in another language."""

from __future__ import annotations

from collections import Counter

from dipx.formats.html.tree import Element

SILENT = frozenset({"script", "style"})  # no text of the page: not told
RUBY = frozenset({"rt", "rp", "rtc"})  # what stands above words: how they are read, or what they mean
# Code, and what the page's own programs or its reader's answers are made of.
KEPT = (
    SILENT
    | RUBY
    | frozenset("code kbd listing math noembed noframes plaintext pre samp template textarea var xmp iframe".split())
)
OUR_LANGUAGES = ("fr", "")  # none is said to be ours
MARKED, LANGUAGE = "marked as not to be translated", "in another language: "
_WHOLE = ("html", "body")  # what they say holds for the page, which the user wants translated


def why_kept(element: Element) -> str:
    """Why the element is not translated; empty where it is. To be asked of an element before those inside it."""
    above = element.parent.stays if element.parent else ""
    if above in KEPT:
        return above
    if element.tag in KEPT:
        return element.tag
    return why_marked(element)


def why_marked(element: Element) -> str:
    """Why the words of an article's element stay, by what it says or one around it; empty where they do not. To be
    asked of an element before those inside it."""
    above = (element.parent.stays or element.parent.marked) if element.parent else ""
    if not element.attributes or element.tag in _WHOLE:
        return above
    if _says_no(element):
        return MARKED
    if (element.get("translate") or "").lower() == "yes" and above == MARKED:
        above = ""
    lang = language(element)
    if lang is None or above == MARKED:
        return above
    return "" if lang in OUR_LANGUAGES else LANGUAGE + lang


def _says_no(element: Element) -> bool:
    is_named = element.has_class("notranslate") or element.has_class("skiptranslate")
    return is_named or (element.get("translate") or "").lower() == "no"


def language(element: Element) -> str | None:
    """The language that the element itself declares, without its country; ``None`` where it declares none."""
    if not element.attributes:
        return None
    told = element.get("lang")
    told = element.get("xml:lang") if told is None else told
    return None if told is None else told.strip().lower().replace("_", "-").partition("-")[0]


def told(kept: Counter[str], where: str = "page") -> tuple[str, ...]:
    """A note for the reader on what stayed; none where nothing did."""
    if not kept:
        return ()
    named = {"rt": "ruby annotations (rt)", "rtc": "ruby annotations (rtc)"}
    parts = ", ".join(f"{count} {named.get(reason, reason)}" for reason, count in sorted(kept.items()))
    return (f"stays as it is in the {where}: {parts}",)
