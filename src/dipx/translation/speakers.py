"""Who speaks, in captions: « ANNE : Attends ! », of which a model makes "YEAR: Wait!", « LA MÈRE : », "THE LATE:".

A name stays as it is, and words in capitals are asked apart, in small letters.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from dipx.checks.exonyms import common_words
from dipx.checks.name_lists import WORD, is_given_name, surnames, towns
from dipx.text.words import fold, folded
from dipx.translation.capitals import in_small_letters, is_shouted

_ONE = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'-]{1,20}"
_PARTICLE = r"(?:D[EU]S?|L[AE]|VAN|VON|DE[RN]|D[AI]|EL|BEN)"
_TITLES = {"M.": "Mr.", "Mme": "Mrs", "Mlle": "Miss", "Dr": "Dr."}  # as the bundled model writes them
_LABEL = re.compile(
    r"(?P<dash>(?:[-–—] ?)?)(?:\[(?P<in>[^][:]{2,60})\](?P<mark> ?:)? |(?P<out>[^][:]{2,60}?) ?: )(?=\S)"
)
_NAME = re.compile(
    rf"(?:(?P<title>{'|'.join(map(re.escape, _TITLES))}) )?"
    rf"(?P<who>(?:{_PARTICLE} )?{_ONE}(?:(?: {_PARTICLE}){{0,2}} {_ONE}){{0,2}})"
)
_LOUD = r"[A-ZÀ-ÖØ-ÞŒ][A-ZÀ-ÖØ-ÞŒ' -]{1,58}[A-ZÀ-ÖØ-ÞŒ]"
# Of « M. LE MAIRE », « TÉMOIN 2 », « LE MAIRE (RIANT) », whole, a model makes "MR. THE MORE", "TEMN 2", "THE MARKET".
_WORDS = re.compile(
    rf"(?:(?P<polite>MM?\.|Mmes?) (?=L[EA]S? |L'))?(?P<words>{_LOUD})(?P<number> \d{{1,2}})?(?: \((?P<how>{_LOUD})\))?"
)
_POLITE = {"M.": "Mr. ", "Mme": "Madam ", "MM.": "", "Mmes": ""}
# What a model, asked for it alone, says otherwise than the press does.
_LABELS = {
    "VOIX OFF": "VOICEOVER", "VOIX HORS CHAMP": "OFF-SCREEN VOICE", "ENTRETIEN": "INTERVIEW", "EN DIRECT": "LIVE",
    "DIRECT": "LIVE", "ÉDITO": "EDITORIAL", "ÉDITORIAL": "EDITORIAL", "DÉCRYPTAGE": "ANALYSIS", "REPORTAGE": "REPORT",
    "ALERTE INFO": "BREAKING NEWS", "DERNIÈRE MINUTE": "BREAKING NEWS", "ATTENTION": "WARNING",
    "POUR": "FOR", "CONTRE": "AGAINST",
}  # fmt: skip
_PARTICLES = re.compile(rf"(?<![^ ]){_PARTICLE}(?= )")


class Speaker(NamedTuple):
    """Who speaks at the beginning of a text, in its first ``size`` characters: its English around what is to be asked,
    which is empty for a name; ``how`` it is said is asked with it."""

    size: int
    before: str
    asked: str
    after: str
    how: str = ""

    def english(self, made: str = "") -> str:
        """With the ``made`` English of what was asked, or its French where there is none."""
        said = (made.strip() or self.asked).rstrip(".").upper()
        if self.how and "(" not in said:
            said = f"{said} ({self.how})"
        if self.before.endswith(("Mr. ", "Madam ")):
            said = said.removeprefix("THE ")  # Mr. MAYOR
        return f"{self.before}{said}{self.after}"


def speaker(text: str) -> Speaker | None:
    """Who speaks, in capitals and before a colon or in square brackets: ``ANNE :``, ``[LE MAIRE]``."""
    found = _LABEL.match(text)
    if found is None:
        return None
    said = found["in"] or found["out"]
    before, after = found["dash"], ": "
    if found["in"]:
        before, after = f"{before}[", f"]{(found['mark'] or '').strip()} "
    if name := _named(said) or _town(said):
        return Speaker(found.end(), before + name, "", after)
    parts = _WORDS.fullmatch(said)
    if parts is None or not is_shouted(parts["words"]):
        return None
    if said in _LABELS:
        return Speaker(found.end(), before + _LABELS[said], "", after)
    before += _POLITE.get(parts["polite"], "")
    after = f"{parts['number'] or ''}{after}"
    # Behind a word with a stop a model says "the mayor", and not "mayor".
    how = f" ({parts['how'].lower()})" if parts["how"] else ""
    return Speaker(found.end(), before, f"{in_small_letters(parts['words'])}{how}.", after, parts["how"] or "")


def _named(said: str) -> str:
    """The name in capitals that these words are, its title in English; nothing of what may be words."""
    found = _NAME.fullmatch(said)
    if found is None:
        return ""
    first, *more = WORD.findall(_PARTICLES.sub("", found["who"]))
    has_title = found["title"] is not None
    # Of CHARLES DE GAULLE nobody is called Gaulle alone, nor Pen of Mme LE PEN.
    is_noble = _PARTICLES.search(found["who"]) is not None
    if not _is_name(first, is_noble=has_title) or not all(_is_name(word, is_noble=is_noble) for word in more):
        return ""
    return f"{_TITLES[found['title']]} {found['who']}" if found["title"] else found["who"]


def _town(said: str) -> str:
    """The French town in capitals that these words are, as news begin with theirs: « TOURS : » was "TOWERS:"."""
    return said if said.isupper() and fold(said) in _towns() else ""


@cache
def _towns() -> frozenset[str]:
    return frozenset(map(fold, towns()))


def _is_name(word: str, *, is_noble: bool = False) -> bool:
    if is_given_name(word):
        return True
    return (is_noble or folded(word) in surnames()) and folded(word) not in common_words()
