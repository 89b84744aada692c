"""In which encoding a page is, by what it says of itself; and its English in the same one."""

from __future__ import annotations

import codecs
import re

from dipx.document import CharSpan
from dipx.formats.decode import Decoded, decode

# At the very beginning, or in a meta tag of the head. Browsers look at the first 1,024 bytes, we at some more.
_DECLARED = re.compile(
    r"""(?:<\?xml[^>]*?encoding\s*=\s*["']|<meta\b[^>]*?charset\s*=\s*["']?\s*)([\w.:-]+)""", re.IGNORECASE
)
HEAD = 4096
# What pages that say so are in, says the encoding standard.
_WINDOWS = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874"}


def read(raw: bytes) -> Decoded:
    """The page's text. Bytes that are UTF-8 are read as that, whatever the page says. Raises ``InputError``."""
    decoded = decode(raw)
    told = declared(raw[:HEAD].decode("latin-1"))
    if told and decoded.encoding not in ("utf-8", told) and not decoded.encoding.startswith("utf"):
        try:
            return Decoded(raw.decode(told), told, (f"decoded from {told}",))
        except ValueError:
            pass
    return decoded


def declared(text: str) -> str:
    """The encoding that the page says it is in, by Python's name of it; empty where it names none that is known."""
    match = _DECLARED.search(text[:HEAD])
    try:
        name = codecs.lookup(match[1]).name if match else ""
    except LookupError:
        return ""
    return _WINDOWS.get(name, name)


def patches(decoded: Decoded) -> list[tuple[CharSpan, str]]:
    """The places where the page names an encoding that its English will not be in, with that name instead."""
    if _written_in(decoded) != "utf-8" or declared(decoded.text) == "utf-8":
        return []
    return [(match.span(1), "utf-8") for match in _DECLARED.finditer(decoded.text[:HEAD])]


def encoded(text: str, decoded: Decoded, raw: bytes) -> bytes:
    """The English page in bytes: in the encoding of ``raw``, which ``decoded`` was read from, if that is what the page
    says or if it says nothing; else in UTF-8. What an encoding has no sign for is a character reference."""
    encoding = _written_in(decoded)
    mark = codecs.BOM_UTF8 if encoding == "utf-8" and raw.startswith(codecs.BOM_UTF8) else b""
    return mark + text.encode(encoding, "xmlcharrefreplace")


def _written_in(decoded: Decoded) -> str:
    own = codecs.lookup(decoded.encoding).name
    is_true = own.startswith("utf") or (declared(decoded.text) in ("", own) and "\ufffd" not in decoded.text)
    return own if is_true else "utf-8"
