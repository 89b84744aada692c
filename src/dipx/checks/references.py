"""« vol. II », « art. 3 », « p. 12 » whose English has no volume, article or page: for ``kept.py``, which says it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from dipx.checks.articles import same_articles

# What stands before a number in French, and in English.
_KINDS = {
    "volume": (
        r"vol\.|volumes?|tomes?|(?-i:t\.|T\.(?! ?[A-Z](?![A-Z])))",  # T. C. Boyle
        r"vols?|volumes?|tomes?|books?|parts?|issues?",
    ),
    "page": (r"pp?\.(?! ?(?:100|cent)\b)|(?<!bas de )pages?", r"pp?|pages?|pgs?"),
    "chapter": (r"chap\.|chapitres?", r"chapters?|chaps?|ch"),
    "article": (
        r"art\.|articles?",
        r"articles?|arts?|sections?|ss?|sec|clauses?|rules?|items?|provisions?|paragraphs?|standing orders?|order|"
        r"subsections?|points?|headings?|votes?|charges?|regulations?|§§?",
    ),
}
_NUMBER = r"(?:(?-i:[IVXLC]{1,7})|\d{1,4})(?![\w%€$'’]|\.\w)"  # no « page il », « L'ARTICLE L'ACCUSE »
_OURS = re.compile(
    rf"(?<![\w.-])(?<!\d )(?:{'|'.join(f'(?P<{kind}>{ours})' for kind, (ours, _) in _KINDS.items())})"
    rf" ?{_NUMBER}",
    re.I,
)
_HINT = re.compile(r"(?:vol|tome|volume|page|p|t|chap|chapitre|art|article)s?[. ] ?(?-i:[\dIVXLC])", re.I)
_THEIRS = {kind: re.compile(rf"(?<!\w)(?:{theirs})(?!\w)", re.I) for kind, (_, theirs) in _KINDS.items()}
_MOST = 50


def lost_references(source: str, target: str) -> Iterator[str]:
    """The volumes, chapters, articles and pages of the source of which the target has none."""
    if not _HINT.search(source):  # most texts
        return
    seen = set[str]()
    known = [range(one.start, one.start + len(one.text)) for one in same_articles(source, target)[0]]  # "the 49.3"
    for match in islice(_OURS.finditer(source), _MOST):
        kind = next(kind for kind in _KINDS if match[kind])
        if any(match.start() in place for place in known):
            continue
        if kind not in seen and not _THEIRS[kind].search(target):
            seen.add(kind)
            yield f"not in the translation: {match[0]}"
