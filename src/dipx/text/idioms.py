"""Idioms and rare words that a model takes for something else, in plain words for its eyes: of « a pris la fuite » it
made "took the leak", of « a fui » "fled"; of « gilets jaunes » "yellow games", and « yellow vests » it copies.

A row of the tables has an idiom, the plain words and where it may stand: the forms of a group become those of the other
group in order, ``_`` is an adverb that may stand there and stays, ``~`` the ending of a participle. The third column is
a pattern that must be in the sentence, or after ``!`` must not. ``idioms.tsv`` was written from knowledge of the press,
``rare_words.tsv`` for what the bundled model got wrong in sentences of French news. It makes better English of the
plain words, in two sentences for most rows; not each inflected form was tried.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dipx.text.words import small

TABLES = ("idioms.tsv", "rare_words.tsv")
_PASSES = 4
_GROUP = re.compile(r"\(([^()]*)\)")
_ADVERB = (
    r"(?:(?P<adverb>\w{2,20}ment|déjà|encore|aussi|bien|également|ainsi|enfin|alors|depuis|vite|soudain|d['’]ailleurs|pourtant"
    r"|toutefois|cependant|donc|aussitôt|ensuite|même|presque|souvent|toujours|hier|à nouveau|de nouveau) )?"
)
_TOKEN = re.compile(r"[^\W\d_]+")
_APART = str.maketrans("'-_,.", "     ")


@dataclass(frozen=True, slots=True, eq=False)
class _Row:
    idiom: re.Pattern[str]
    forms: Mapping[str, str]
    plain: tuple[str, str]  # before and behind the form
    context: re.Pattern[str] | None
    is_refused: bool  # by its context

    def replaced(self, text: str) -> str:
        if self.context and (self.context.search(text) is not None) == self.is_refused:
            return text
        return self.idiom.sub(self._plain, text)

    def _plain(self, match: re.Match[str]) -> str:
        found = match.groupdict()
        form = self.forms[small(found.get("form") or "").replace("’", "'")]
        said = f"{self.plain[0]}{form}{self.plain[1]}"
        adverb = f"{found['adverb']} " if found.get("adverb") else ""
        said = said.replace("_ ", adverb).replace("~", found.get("ending") or "")
        return said[0].upper() + said[1:] if match[0][0].isupper() else said


def plain_words(text: str) -> str:
    """The text without its idioms. Idempotent, though a row's plain words may be another's idiom."""
    for _ in range(_PASSES):
        plain = _once(text)
        if plain == text:
            break
        text = plain
    return text


def _once(text: str) -> str:
    by_word = _lines()
    known = by_word.keys() & set(map(str.lower, _TOKEN.findall(text)))
    lines = {line for word in known for line in by_word[word]}
    for line in sorted(lines, key=lambda line: (-line.partition("\t")[0].count(" "), line)):  # the longest first
        text = _row(line).replaced(text)
    return text


@cache
def _lines() -> Mapping[str, Sequence[str]]:
    """The rows by a word that each has, of a group by each of its forms: to compile all of them takes seconds."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for table in TABLES:
        for line in files("dipx.text").joinpath(table).read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                for word in _keys(line.partition("\t")[0]):
                    found[word].append(line)
    return dict(found)


def _keys(idiom: str) -> Sequence[str]:
    """Its longest word outside of the group; without one, the longest of each form."""
    before, _, rest = idiom.partition("(")
    group, _, behind = rest.partition(")")
    if outside := [word for word in _words(f"{before} {behind}") if "~" not in word]:
        return [max(outside, key=len)]
    if "~" in idiom:
        stem = next(word for word in _words(idiom) if "~" in word).removesuffix("~")
        return [stem + ending for ending in ("é", "ée", "és", "ées")]
    return list({max(_words(form), key=len) for form in group.split("|")})


def _words(text: str) -> list[str]:
    return text.translate(_APART).lower().split()


@cache
def _row(line: str) -> _Row:
    idiom, plain, context = f"{line}\t".split("\t")[:3]
    ours, theirs = _GROUP.search(idiom), _GROUP.search(plain)
    forms = {"": ""}
    before, behind = plain, ""
    if ours and theirs:
        forms = dict(zip(ours[1].split("|"), theirs[1].split("|"), strict=True))
        before, behind = plain[: theirs.start()], plain[theirs.end() :]
    elif ours:
        forms = dict.fromkeys(ours[1].split("|"), "")
    pattern = _literal(idiom)
    if ours:
        group = "|".join(_literal(form) for form in sorted(ours[1].split("|"), key=len, reverse=True))
        pattern = f"{_literal(idiom[: ours.start()])}(?P<form>{group}){_literal(idiom[ours.end() :])}"
    refused = context.startswith("!")
    return _Row(
        re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.I),
        forms,
        (before, behind),
        re.compile(context.removeprefix("!"), re.I) if context else None,
        refused,
    )


def _literal(words: str) -> str:
    pattern = re.escape(words).replace("\\ ", " ").replace("'", "['’]").replace("\\~", "~")
    return pattern.replace("~", "(?P<ending>ée?s?)").replace("_ ", _ADVERB)
