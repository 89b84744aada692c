"""French names in the English as the French has them: what a model made of one is set right where it is certain."""

from __future__ import annotations

import re
from collections import Counter

from dipx.checks.acronyms import garbled, in_english
from dipx.checks.kept_names import mangled
from dipx.checks.persons import is_persons_name
from dipx.translation.gazetteer import is_in_gazetteer

_ARTICLED_PLACES = ("Havre", "Mans", "Bourget", "Creusot", "Rochelle", "Baule", "Ciotat")
_ARTICLED = re.compile(rf"\b(Le|La|au|du) ({'|'.join(_ARTICLED_PLACES)})\b")
# Not Tel-Aviv, Port-Louis or Roland-Garros, which English writes apart.
_NAME = "[A-ZÀ-ÖØ-Þ][^\\W\\d_]+"
_TOWN = re.compile(
    rf"\b(?:Sainte?(?:-[^\W\d_]+){{0,4}}|{_NAME}(?:-{_NAME})?-(?:sur|sous|lès|les|en)(?:-l[ae]s?)?)-{_NAME}(?![\w-])"
)


def with_french_names(text: str, source: str) -> str:
    """The English with each name of ``source`` that has one word in its place, where no other name has that word; an
    acronym that alone became another one; the hyphens of a town; and Le Havre with its article. Idempotent."""
    found = [(other.made, other.right) for other in mangled(source, text) if other.made and other.is_certain]
    if len(changed := garbled(source, text)) == 1:
        found += [(made, in_english(french)) for french, made in changed]
    claimed = Counter(made for made, _ in found)
    for made, right in found:
        if claimed[made] == 1:
            text = _whole(made).sub(right, text)
    for town in dict.fromkeys(_TOWN.findall(source)) if "-" in source else ():
        if town not in text:
            spaced = r"[ -]".join(map(re.escape, town.split("-")))
            text = re.sub(rf"(?<![\w-]){spaced}(?![\w-])", town, text, flags=re.I)
    has_place = any(place in source for place in _ARTICLED_PLACES)  # a look costs less
    for article, place in dict.fromkeys(_ARTICLED.findall(source)) if has_place else ():
        article = article.removeprefix("au").removeprefix("du") or "Le"
        text = re.sub(rf"(?<!\b{article} )(?:\b[Tt]he )?\b{place}\b", f"{article} {place}", text)
    return text


def _whole(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")


def is_signature(text: str) -> bool:
    """Whether a text is a person's name and nothing else (Claire Dubois, Pascal DUCHÊNE), and no name that English
    spells otherwise: a model takes the words in it for words."""
    return is_persons_name(text) and not is_in_gazetteer(text)
