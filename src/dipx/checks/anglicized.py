"""Given names without a surname that came out in English, Noé as "Noah": for ``names.py``, which says it. English calls
saints, popes, kings and the people of the Bible so, and hardly anybody else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from dipx.checks.name_lists import ENGLISH_FORMS, WORD, listed_names
from dipx.text.small_words import FRENCH, FRENCH_TOO
from dipx.text.words import folded, lowered, plain

# No part of a longer name (Jean-Paul, Jean Moulin, Jean de La Fontaine), no king's (Jean II) and no verse (Jean 3, 16).
_ALONE = re.compile(
    r"(?<![\w.-])(?<![A-ZÀ-ÖØ-Þ]')(?P<name>[A-ZÀ-ÖØ-Þ][a-zà-ÿ]+)"
    r"(?![\w-]| (?:(?:de|du|des|le|la|sans) |d'|l')*[A-ZÀ-ÖØ-Þ]|,? \d{1,3} ?[,:.] ?\d)"
)
_BEFORE = re.compile(r"(?<![\w'])(?P<word>[A-ZÀ-ÖØ-Þ](?:[\w'-]*|\.)) $")
_CALLED_SO = re.compile(
    r"\b(?:saint|papes?\b|papau|pontif|vatican|évang[ié]l|év[êe]que|évêch|archev|apôtre|bibl(?:e|ique)|prophèt|arche\b|déluge|"
    r"testament|psaume|verset|messie\b|christ\b|jésus|dieu|vierge|ange\b|archange|martyr|disciple|patriarche|cardina[lu]|moine|"
    r"abb[ée]|théolog|rois?\b|reine|royal|royaume|prince|princi[eè]r|empereur|impératri|tsar|duc(?:s|hesse)?\b|archiduc|comtes?\b|"
    r"comtesse|dynast|monar[cq]|couronn|trône|croisad|siècle|médiév|antiqu|mytholog|ste?\b|mère teresa)",
    re.IGNORECASE,
)
_CALLED_BY_IT = frozenset({"francois"})  # the pope, of whom a text has spoken before
# Who is told of so is of today.
_LIVING = re.compile(
    r"\b(?:(?:fils|fille|frère|sœur|mari|femme|épouse|époux|compagn(?:on|e)|copa?ine?|ami|amie|petite?|jeune|bébé|père|mère"
    r"|papa|maman|oncle|tante|cousine?|voisine?|élève|prénommée?|s'appelle|nommée?)s?,?"
    r"|(?:dit|racont|expliqu|confi|témoign|soupir|ajout|précis|assur|lanc|rappel|résum|affirm|plaisant)\w{0,3}) $",
    re.IGNORECASE,
)
_AGE = re.compile(r",? \(?\d{1,3} ans\b")
_BACK, _MOST = 30, 100


@dataclass(frozen=True, slots=True)
class Anglicized:
    """A given name, what stands for it in the English, and whether the text tells that its bearer is of today."""

    name: str
    made: str
    is_living: bool


def anglicized(source: str, target: str) -> Iterator[Anglicized]:
    """The given names of the source, each once, whose English form the target has instead."""
    if ENGLISH_FORMS.isdisjoint(lowered(target)) or _CALLED_SO.search(source):  # most texts
        return
    source = plain(source)
    ours, theirs = ({folded(word): word for word in WORD.findall(text)} for text in (source, plain(target)))
    seen = set[str]()
    for match in islice(_ALONE.finditer(source), _MOST):
        name = match["name"]
        before = source[max(0, match.start() - _BACK) : match.start()]
        if name in seen or folded(name) in theirs or _is_behind_a_name(before):
            continue
        seen.add(name)
        made = [theirs[form] for form in _english(name) if form in theirs and form not in ours]
        if made and made[0][0].isupper():
            is_living = _LIVING.search(before) is not None or _AGE.match(source, match.end()) is not None
            yield Anglicized(name, made[0], is_living)


def is_rightly_english(name: str, source: str, target: str) -> bool:
    """Whether the target has the English form of a given name in a text of those whom English calls so: saint Étienne,
    "Saint Stephen"."""
    return _CALLED_SO.search(source) is not None and not lowered(target).isdisjoint(_english(name))


def _is_behind_a_name(before: str) -> bool:
    """Victor Hugo, V. Hugo, but not « Pour Hugo »."""
    found = _BEFORE.search(before)
    return found is not None and not {found["word"].lower()} & (FRENCH | FRENCH_TOO)


@lru_cache(maxsize=1 << 12)
def _english(name: str) -> tuple[str, ...]:
    """The folded English forms of a listed given name; none of one by which a pope is called."""
    if folded(name) in _CALLED_BY_IT:
        return ()
    entries = (entry for entry in listed_names().get(folded(name), ()) if entry.is_given and len(entry.words) == 1)
    return tuple(sorted(form for entry in entries for form in entry.english & ENGLISH_FORMS))
