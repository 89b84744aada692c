"""A call that opens a sentence (« Sortez d'ici ! », a-t-il crié), shown to the model without its quotation marks: with
them it made "Sort from here!", without them "Get out of here"; the marks are put back."""

from __future__ import annotations

import re

from dipx.text.small_words import ENGLISH
from dipx.text.words import plain

_MOST = 8  # words
_MORE = 1  # words that the English may have more
_CALL = re.compile(
    r"\s*(?:[\"“]|«\s*)(?P<call>[^\"“”«»!?.]{2,80}?) ?(?P<mark>[!?]{1,3})\s*(?:[\"”]|»)\s?,? "
    r"(?P<rest>[a-zà-ÿ][^\"“”«»]*)"
)
_SENTENCE = re.compile(r"(?P<call>[^!?]{1,120}?)(?P<mark>[!?]+)[,.]? (?P<rest>\S.*)", re.DOTALL)
_STOPPED = re.compile(r"(?P<call>[^.,]{1,120}?)(?P<mark>[.,]) (?P<rest>\S.*)", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]+")


def without_marks(text: str) -> str:
    """The French with its call as a sentence, where it has no other quotation."""
    call = _CALL.fullmatch(text)
    if call is None or len(call["call"].split()) > _MOST:
        return text
    return f"{call['call']} {call['mark']} {call['rest']}"


def with_marks(text: str, source: str) -> str:
    """The English of such a text with the call in quotation marks again. Idempotent."""
    call = _CALL.fullmatch(plain(source))
    if call is None or len(call["call"].split()) > _MOST or '"' in text or "“" in text:
        return text
    found = _SENTENCE.fullmatch(text) or _STOPPED.fullmatch(text)
    if found is None or not _may_be_all(found, call["call"]):
        return text
    mark = "," if found["mark"] == "," else call["mark"]
    return f'"{found["call"].rstrip()}{mark}" {_continued(found["rest"], source)}'


def _may_be_all(found: re.Match[str], call: str) -> bool:
    """Whether the English call may be the French one: no mark of a call comes later, and it is not much longer, as
    where who speaks comes first ("The devil said this was fun. When …")."""
    if found["mark"] not in (".", ","):
        return True
    return not re.search("[!?]", found["rest"]) and len(found["call"].split()) <= len(_WORD.findall(call)) + _MORE


def _continued(rest: str, source: str) -> str:
    """With a small letter, unless a name or somebody's title begins it: the French goes on with one."""
    first = _WORD.match(rest)
    if first is None or first[0] == "I" or not first[0][1:].islower() or first[0] in source:
        return rest
    is_title = first[0].lower() not in ENGLISH and re.match(r"\.? [A-Z]", rest[first.end() :])  # Mr. Smith
    return rest if is_title else rest[0].lower() + rest[1:]
