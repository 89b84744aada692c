"""What the HTML version of a mail's text says and its plain version does not: whole sentences, to be named."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise

from dipx.formats.mail.html import SAMPLE, split_quoted, without_addresses, without_code
from dipx.text.segmentation import sentences

_BLOCK = re.compile(
    r"<(?:/?(?:p|div|li|ul|ol|dl|dt|dd|t[drh]|table|tbody|thead|h[1-6]|blockquote|section|article|header|footer|center"
    r"|pre|body|html)|br|hr)\b[^<>]*>",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^<>]*>")
_PARTED = "\0"
_UNSEEN = re.compile(
    "[\u00ad\u200b-\u200d\u2060\ufeff]"
)  # where a word may be cut, and what newsletters are padded with
_WORD = re.compile(r"[^\W_]+")
_KNOWN_PAIRS = 0.5  # of a sentence's pairs of words: one that shares fewer is another sentence, made of the same words
_LEAST_PAIRS = 3


def said_only(rich: str, read: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The sentences of the HTML in ``rich`` that stand in none of the texts ``read``, each with its reason.

    One with a word or number that is in none of them, or with the same words in another order, is such a sentence.
    """
    words: set[str] = set()
    pairs: set[tuple[str, str]] = set()
    for text in read:
        said = _words(text)
        words.update(said)
        pairs.update(pairwise(said))
    for fragment, is_quoted in split_quoted(rich[:SAMPLE]):
        for block in _blocks(fragment):
            for start, end in sentences(block):
                if _is_other(_words(block[start:end]), words, pairs):
                    yield block[start:end], "quoted-mail" if is_quoted else "html-version"


def plain_of(rich: str) -> str:
    """The text of HTML, its blocks a line each."""
    return "\n".join(_blocks(rich[:SAMPLE]))


def _is_other(said: list[str], words: set[str], pairs: set[tuple[str, str]]) -> bool:
    if any(word not in words for word in said if len(word) > 1 or word.isdigit()):
        return True
    own = list(pairwise(said))
    return len(own) >= _LEAST_PAIRS and sum(pair in pairs for pair in own) < _KNOWN_PAIRS * len(own)


def _words(text: str) -> list[str]:
    return _WORD.findall(_UNSEEN.sub("", without_addresses(unicodedata.normalize("NFC", text))).lower())


def _blocks(fragment: str) -> Iterator[str]:
    for part in _BLOCK.sub(_PARTED, without_code(fragment)).split(_PARTED):
        shown = " ".join(html.unescape(_TAG.sub("", part)).split())
        if shown:
            yield shown
