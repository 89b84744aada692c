"""What of a book stays as it is: what it marks so, what it declares to be in another language, and its page numbers."""

from __future__ import annotations

import re
from typing import Any

from dipx.formats.wording import is_wording
from dipx.formats.zipped.mixed import local
from dipx.text.language import weighed

NOT_TRANSLATED, OTHER_LANGUAGE = "marked-untranslated", "other-language"  # reasons
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
FRENCH = ("fr", "fra", "fre")
_ROMAN = re.compile(r"(?:pages?\s|p\.)?\s*(?:[ivxlcdm]+|\d+)", re.IGNORECASE)
LONGEST = 2_000  # characters that tell a language
_WHOLE = ("html", "body")  # what they say holds for the chapter, which the user wants translated


def why_kept(element: Any) -> str | None:
    """Why the text of a block stays, by what it says itself or what is around it; nothing where it does not."""
    for node in (element, *element.iterancestors()):
        if local(node) in _WHOLE:
            return None
        if says_no(node):
            return NOT_TRANSLATED
        if _yes(node) or (language := declared(node)) in FRENCH:
            return None
        if language:
            return None if is_french(element) else OTHER_LANGUAGE
    return None


def is_kept_within(node: Any) -> bool:
    """Whether what an element within a line says is not to be translated."""
    return says_no(node) or (declared(node) not in ("", *FRENCH) and not is_french(node))


def says_no(node: Any) -> bool:
    classes = (node.get("class") or "").split()
    return (node.get("translate") or "").lower() == "no" or "notranslate" in classes


def _yes(node: Any) -> bool:
    return (node.get("translate") or "").lower() == "yes"


def declared(node: Any) -> str:
    """The language that an element itself declares, without its country."""
    return (node.get(LANG) or node.get("lang") or "").strip().lower().partition("-")[0]


def is_french(element: Any) -> bool:
    """Whether a text that is declared to be in another language is likelier French: programs that make books declare
    any language for any text."""
    return weighed("".join(element.itertext())[:LONGEST])[0][0] == "fr"


def types(node: Any) -> str:
    """What an element says that it is: ``epub:type`` and ``role``."""
    return " ".join(value for key, value in node.attrib.items() if key.rpartition("}")[2] in ("type", "role"))


def is_page(node: Any) -> bool:
    """Whether an element of a table of contents is a number in the list of the printed pages: 12, xii, A-3."""
    text = "".join(node.itertext()).strip()
    return is_page_list(node) and (_ROMAN.fullmatch(text) is not None or not is_wording(text))


def is_page_list(node: Any) -> bool:
    """Whether an element of a table of contents is, or stands in, the list of the printed pages."""
    around = (node, *node.iterancestors())
    return any(local(each) == "pageTarget" or "page-list" in types(each).split() for each in around)
