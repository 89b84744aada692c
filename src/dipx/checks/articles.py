"""Articles of a law and their parts, however either language writes them: « 49-3 », « l'article 49, alinéa 3 »,
"Article 49.3", "Section 49(3)". For ``numbers.py`` and ``references.py``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dipx.text.words import small

_ARTICLE, _PART = r"(?P<article>\d{1,3})", r"(?P<part>\d{1,2})"
_ENDS = r"(?![\w%]|[.,:/-]\d)"
# By which France passes laws without a vote: they alone are known by their numbers. Any other « 3-1 » is a score.
_KNOWN = r"(?<![\w.,:/€$£-])(?<!\d )(?P<known>4[79])"
_KNOWN_PART = rf"(?P<its>[1-3]){_ENDS}(?! ?(?:%|p(?:er|our) ?cent|mill?i|billi|°|[k€$£]))"
_FRENCH_PARTS = {"premier": "1", "deuxième": "2", "second": "2", "troisième": "3", "quatrième": "4", "cinquième": "5"}
_ENGLISH_PARTS = {
    word: str(number)
    for number, words in enumerate(
        "one,first two,second three,third four,fourth five,fifth six,sixth seven,seventh".split(), 1
    )
    for word in words.split(",")
}
_OF_FRENCH = r"(?:,? ?(?:alinéas?|al\.|paragraphes?|par\.) ?| ?§ ?)"
_FRENCH = re.compile(
    rf"(?:\barticles? |\bart\. ?|\b(?:le|du|au|ce) (?=\d\d)){_ARTICLE}(?:[-.]|{_OF_FRENCH}){_PART}{_ENDS}"
    rf"|(?:\b(?:alinéa|al\.|paragraphe) ?(?P<its_part>\d{{1,2}})|\b(?:(?P<nth>{'|'.join(_FRENCH_PARTS)})"
    rf"|(?P<figure>\d{{1,2}})(?:er|e|ème)) (?:alinéa|paragraphe)) de l'(?:article |art\. ?)(?P<whole>\d{{1,3}}){_ENDS}"
    rf"|{_KNOWN}(?:[-.]|{_OF_FRENCH}){_KNOWN_PART}",
    re.IGNORECASE,
)
_KINDS = r"(?:articles?|arts?\.?|sections?|secs?\.?|clauses?|rules?)"
_PARTS_OF = r"(?:paragraphs?|paras?\.?|sub-?paragraphs?|sections?|sub-?sections?|clauses?|indents?)"
_ENGLISH = re.compile(
    rf"\b(?:{_KINDS} ?|the (?=\d\d)){_ARTICLE}(?:[.:-]| ?\(| ?§ ?|,? {_PARTS_OF} )"
    rf"(?P<part>\d{{1,2}}|{'|'.join(_ENGLISH_PARTS)}){_ENDS}\)?"
    rf"|\b(?:{_PARTS_OF} (?P<its_part>\d{{1,2}}|{'|'.join(_ENGLISH_PARTS)})"
    rf"|(?:(?P<nth>{'|'.join(_ENGLISH_PARTS)})|(?P<figure>\d{{1,2}})(?:st|nd|rd|th)) {_PARTS_OF})"
    rf" of (?:the )?{_KINDS} ?(?P<whole>\d{{1,3}}){_ENDS}"
    rf"|{_KNOWN}(?:[.:-]| ?\(){_KNOWN_PART}\)?",
    re.IGNORECASE,
)
_HINT = re.compile(r"\bart(?:icle|\.)|\b4[79] ?(?:[-.§]|,? ?(?:al|par))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Article:
    """An article's part: its words, where they begin, and both numbers."""

    text: str
    start: int
    numbers: tuple[str, str]


def same_articles(source: str, target: str) -> tuple[list[Article], list[Article]]:
    """The parts of articles of the French (with plain spaces and apostrophes) that the English has; and those of the
    English."""
    if not _HINT.search(source):  # most texts
        return [], []
    ours, theirs = list(_found(_FRENCH, source, _FRENCH_PARTS)), list(_found(_ENGLISH, target, _ENGLISH_PARTS))
    both = {one.numbers for one in ours} & {other.numbers for other in theirs}
    return [one for one in ours if one.numbers in both], [other for other in theirs if other.numbers in both]


def _found(pattern: re.Pattern[str], text: str, words: dict[str, str]) -> Iterator[Article]:
    for match in pattern.finditer(text):
        article = match["article"] or match["whole"] or match["known"]
        part = small(match["part"] or match["its_part"] or match["nth"] or match["figure"] or match["its"])
        yield Article(match[0], match.start(), (article, words.get(part, part)))
