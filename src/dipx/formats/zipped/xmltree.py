"""XML from strangers: no entities, no document types, no network, bounded depth."""

from __future__ import annotations

import re
from html.entities import name2codepoint
from typing import Any

from dipx.errors import InputError
from dipx.formats.extras import require

# What XML knows without a document type; the other names of HTML are written as numbers before parsing.
_OWN = ("amp", "lt", "gt", "quot", "apos")
_NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,30});")


def parse(raw: bytes, extra: str, place: str, *, doctype: bool = False) -> Any:
    """The root element. A document type is refused; where ``doctype`` is said, only one that defines entities is.

    Comments and processing instructions of other files than books are left away: no Office program writes them, and
    within a run they would hide the text behind them.
    libxml2 itself bounds the depth (256 elements) and a text's length (10 MB). Raises ``InputError``.
    """
    etree = require("lxml.etree", extra)
    if doctype:
        raw = _NAMED.sub(_number, raw)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=not doctype,
        remove_pis=not doctype,
    )
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"holds broken XML in {place} ({' '.join(str(error).split())[:100]})") from error
    info = root.getroottree().docinfo
    declared = info.internalDTD is not None and any(True for _ in info.internalDTD.iterentities())
    if declared or (info.doctype and not doctype):
        raise InputError(f"declares a document type or entities in {place}, which no such file needs")
    return root


def serialized(root: Any, extra: str) -> bytes:
    etree = require("lxml.etree", extra)
    standalone = root.getroottree().docinfo.standalone
    made: bytes = etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=standalone)
    return made


def _number(match: re.Match[bytes]) -> bytes:
    word = match[1].decode("ascii")
    if word in _OWN or word not in name2codepoint:
        return match[0]
    return b"&#%d;" % name2codepoint[word]
