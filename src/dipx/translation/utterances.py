"""What people call out (« Bonjour ! », « Au secours ! »), whole in its quotation marks or a line of its own: a model
knows it in no sentence, and of « Bonjour ! » made "Bonllo!", of « Merci ! » "May!"."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from dipx.text.words import plain

_SAID = re.compile(r"«\s*([^«»\"“”]{2,60}?)\s*»|“([^“”\"«»]{2,60})”|\"([^\"«»“”]{2,60})\"")
_QUOTATION = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"")
_GOES_ON = re.compile(r"\s+(?:de\b|d['’]|que\b|qu['’])")
_MORE = 2  # words that a model may need more; a quotation that is longer says something else, or ends elsewhere
_CALL = re.compile(r"(?P<words>[^!?.…]{2,50}?)(?P<mark> ?(?:[!?]{1,3}|\.{3}|…|\.)?)")


def in_english(text: str) -> str | None:
    """The English of a text that is such a call and no more, with its quotation marks; None for any other."""
    whole = _SAID.fullmatch(text.strip())
    said = next(filter(None, whole.groups())) if whole else text.strip()
    made = _called(said)
    return None if made is None else f'"{made}"' if whole else made


def with_calls(text: str, source: str) -> str:
    """The English with the calls that ``source`` has in quotation marks in the words of the list, where as many
    quotations are in both. Idempotent."""
    ours = list(_QUOTATION.finditer(source))
    known = [None if _goes_on(match, source) else _called(match[0][1:-1]) for match in ours]
    theirs = list(_QUOTATION.finditer(text)) if any(known) else []
    parts: list[str] = []
    end = 0
    for made, match in zip(known, theirs, strict=True) if len(known) == len(theirs) else ():
        if made is not None and len(match[0].split()) <= len(made.split()) + _MORE:
            there = _as_there(made, match[0][1:-1])
            parts += [text[end : match.start()], f'"{there}"']
            is_marked = there[-1] in "!?" and text.startswith(", ", match.end())
            end = match.end() + is_marked
    return "".join([*parts, text[end:]])


def _goes_on(said: re.Match[str], source: str) -> bool:
    """Whether it is no call but the sentence's own words: « il n'est "pas question" de partir »."""
    return said[0].rstrip('»"” ')[-1:] not in ("!", "?") and _GOES_ON.match(source, said.end()) is not None


def _as_there(made: str, said: str) -> str:
    """With the small letter and the comma or full stop that the model's words had."""
    if said[:1].islower():
        made = made[0].lower() + made[1:]
    ends = said[-1:] if said[-1:] in (",", ".") else ""
    return made if made[-1] in "!?." else made + ends


def _called(said: str) -> str | None:
    call = _CALL.fullmatch(plain(said).strip(" ,"))
    if call is None:
        return None
    words, mark = call["words"].strip().lower(), call["mark"].strip()
    made = _table().get(f"{words} {mark[:1]}") or _table().get(words) if mark else _table().get(words)
    if made is None:
        return None
    made = made if said.strip()[0].islower() else made[0].upper() + made[1:]
    return made + mark.replace("…", "...")


@cache
def _table() -> dict[str, str]:
    """By the French in small letters, with its mark behind a space where it must have one."""
    lines = files("dipx.translation").joinpath("utterances.tsv").read_text("utf-8").splitlines()
    rows = (line.partition("\t") for line in lines if line and not line.startswith("#"))
    return {re.sub(r" ?([!?])$", r" \1", french): english for french, _, english in rows}
