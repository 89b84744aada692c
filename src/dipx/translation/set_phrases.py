"""What is said in a set phrase and needs no model, which without a sentence around makes "Cordally" of
« Cordialement, » and "Bonllo!" of « Bonjour ! ».

``set_phrases.tsv`` has what people write alone on a line, ``utterances.tsv`` what they call out, alone or in quotation
marks within a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from dipx.checks.lists import rows
from dipx.text.words import plain

_LINE = re.compile(r"(?P<dash>[-–—] )?(?P<said>[^\W\d_](?:[^\n.!?…:;]{0,48}[^\W\d_])?)(?P<end> ?(?:[.,!?…]{1,3})?)")
_STEM = 4  # letters
_QUOTATION = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"")
_GOES_ON = re.compile(r"\s+(?:de\b|d['’]|que\b|qu['’])")
_MORE = 2  # words that a model may need more; a quotation that is longer says something else, or ends elsewhere
# Around a text: a caption's sound, what people type for bold and italics, a quotation.
_AROUND = {"()": "()", "[]": "[]", "**": "**", "__": "__", "«»": '""', "“”": '""', '""': '""'}


def in_english(text: str) -> str | None:
    """The English of a text that is such a phrase and no more, with its marks and a capital as it had; None for any
    other text."""
    text = plain(text).strip()
    if marks := _AROUND.get(text[:1] + text[-1:]):
        made = in_english(text[1:-1])
        return made and f"{marks[0]}{made}{marks[1]}"
    return _said(text, _phrases()) or _said(text, _utterances())


def with_calls(text: str, source: str) -> str:
    """The English with the calls that ``source`` has in quotation marks in the words of the list, where as many
    quotations are in both. Idempotent."""
    ours = list(_QUOTATION.finditer(source))
    known = [None if _goes_on(match, source) else _said(match[0][1:-1], _utterances()) for match in ours]
    theirs = list(_QUOTATION.finditer(text)) if any(known) else []
    parts: list[str] = []
    end = 0
    for made, match in zip(known, theirs, strict=True) if len(known) == len(theirs) else ():
        if made and len(match[0].split()) <= len(made.split()) + _MORE and not _is_kin(made, match[0][1:-1]):
            there = _as_there(made.rstrip(","), match[0][1:-1])
            parts += [text[end : match.start()], f'"{there}"']
            is_marked = there[-1] in "!?" and text.startswith(", ", match.end())
            end = match.end() + is_marked
    return "".join([*parts, text[end:]])


def _goes_on(said: re.Match[str], source: str) -> bool:
    """Whether it is no call but the sentence's own words: « il n'est "pas question" de partir »."""
    return said[0].rstrip('»"” ')[-1:] not in ("!", "?") and _GOES_ON.match(source, said.end()) is not None


def _is_kin(made: str, said: str) -> bool:
    """Whether the model's one word is the phrase in a form that its sentence asks for: he "thanked" the "boss"."""
    return " " not in said.strip() and said[:_STEM].lower() == made[:_STEM].lower() and said.strip(",.!?").isalpha()


def _as_there(made: str, said: str) -> str:
    """With the small letter and the comma or full stop that the model's words had."""
    if said[:1].islower():
        made = made[0].lower() + made[1:]
    ends = said[-1:] if said[-1:] in (",", ".") else ""
    return made if made[-1] in "!?." else made + ends


def _said(text: str, table: Mapping[str, str]) -> str | None:
    found = _LINE.fullmatch(plain(text).strip())
    if found is None:
        return None
    said, end = found["said"], found["end"].strip()
    english = table.get(f"{said.lower()} {end[:1]}") or table.get(said.lower())
    if english is None:
        return None
    first = english[0].lower() if said[0].islower() else english[0].upper()
    return f"{found['dash'] or ''}{first}{english[1:]}{end.replace('…', '...')}"


@cache
def _phrases() -> Mapping[str, str]:
    return _table("set_phrases.tsv")


@cache
def _utterances() -> Mapping[str, str]:
    return _table("utterances.tsv")


def _table(name: str) -> Mapping[str, str]:
    """By the French in small letters, with its mark behind a space where it must have one."""
    return dict(line.split("\t") for line in rows(name, "dipx.translation"))
