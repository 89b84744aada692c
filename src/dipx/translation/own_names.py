"""French names in the English as the French has them: what a model made of one is set right where it is certain."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from dipx.checks.acronyms import misspelled
from dipx.checks.kept_names import mangled
from dipx.checks.name_lists import ENGLISH_FORMS, articled, hyphened, listed_names
from dipx.checks.persons import is_persons_name
from dipx.text.words import fold
from dipx.translation.accents import with_accents
from dipx.translation.gazetteer import is_in_gazetteer

_HYPHENED = re.compile(r"(?<![\w-])[A-ZÀ-ÖØ-Þ][^\W\d_]*(?:[-'][^\W\d_]+)+")
_ARTICLES = {"au": "Le", "du": "Le", "aux": "Les"}  # « rue des Lilas » is no street of the town
_PERSON = re.compile(r"(?<![\w-])([A-ZÀ-ÖØ-Þ][a-zà-ÿ]+) ([A-ZÀ-ÖØ-Þ][a-zà-ÿ]+)(?![\w-]| [IVX]+\b| d[e'’u])")
# Surnames of saints, rulers and foreigners, by whom the English form of a given name is right.
_HISTORIC = frozenset(
    "Baptiste Bach Cabot Calvin Capet Colomb Huss Kant Knox Luther Parr Paul Stuart Tell Tudor Weah Xavier".split()
)
_FOREIGN = re.compile(r"[kwyj]|tch|vili|[oe]v$|dze$|ic$|a$|o$|s[kc]i$", re.I)
_MAY_CONTRACT = frozenset((*_ARTICLES, "des", "le", "la", "les"))


def with_french_names(text: str, source: str) -> str:
    """The English with each certain name of ``source`` that has one word in its place, where no other has that word;
    misspelled acronyms; the hyphens of a town; accents; and Le Havre with its article. Idempotent."""
    found = [(other.made, other.right) for other in mangled(source, text) if other.made and other.is_certain]
    found += misspelled(source, text)
    claimed = Counter(made for made, _ in found)
    for made, right in found:
        if claimed[made] == 1:
            text = _whole(made).sub(right, text)
    text = _with_given_names(text, source)
    return _with_articles(with_accents(_with_hyphens(text, source), source), source)


def _with_given_names(text: str, source: str) -> str:
    """Marie Dupont for the "Mary Dupont" of a model. Of 1,650 such names in human pairs 18 came out in another form: of
    kings, popes and foreigners, which are left."""
    for match in _PERSON.finditer(source):
        given, surname = match[1], match[2]
        entries = [entry for entry in listed_names().get(fold(given), ()) if entry.is_given and len(entry.words) == 1]
        if not entries or surname in _HISTORIC or _FOREIGN.search(surname) or f"{given} {surname}" in text:
            continue
        for form in entries[0].english & ENGLISH_FORMS:
            text = re.sub(rf"(?<![\w-]){form.capitalize()}(?= {re.escape(surname)}(?![\w-]))", given, text)
    return text


def _with_hyphens(text: str, source: str) -> str:
    """Of listed places only: English has Saint Patrick's Day, and Saint Cloud, Minnesota."""
    for name in dict.fromkeys(_HYPHENED.findall(source)) if "-" in source else ():
        if name in hyphened() and name not in text:
            spaced = r"[ -]".join(map(re.escape, name.split("-")))
            text = re.sub(rf"(?<![\w-]){spaced}(?![\w-]|['’]s\b|, [A-ZÀ-ÖØ-Þ])", name, text, flags=re.I)
    return text


def _with_articles(text: str, source: str) -> str:
    """Of listed towns that the French never names without; not where the English has it in French (Gare du Mans)."""
    for name, article in _articled(source):
        pattern = re.compile(rf"(?:(?<!\w)(?P<before>[^\W\d_]+) )?(?<![\w-]){name}(?![\w-]| d[eu']\b)")

        def named(match: re.Match[str], full: str = f"{article} {name}") -> str:
            before = match["before"]
            if before is None or before.lower() == "the":
                return full
            return match[0] if before.lower() in _MAY_CONTRACT else f"{before} {full}"

        text = pattern.sub(named, text)
    return text


def _articled(source: str) -> Iterator[tuple[str, str]]:
    for name, article in articled().items():
        if name in source:  # a look costs less
            before = re.findall(rf"(?:(?<!\w)([^\W\d_]+) )?(?<![\w-]){name}(?![\w-])", source)
            if before and all(_ARTICLES.get(word.lower(), word) == article for word in before):
                yield name, article


def _whole(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")


def is_signature(text: str) -> bool:
    """Whether a text is a person's name and nothing else (Claire Dubois, Pascal DUCHÊNE), and no name that English
    spells otherwise: a model takes the words in it for words."""
    return is_persons_name(text) and not is_in_gazetteer(text)
