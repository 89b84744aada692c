"""Tabs and breaks within a paragraph: those that part texts of their own, and those amid a sentence."""

from __future__ import annotations

import re

from dipx.text.dates import ANY_WEEKDAY

FULL_LINE = 45  # characters: so long a line without a stop may go on in the next one, whatever that begins with
_ENDED = tuple('.!?…:;»”"|')
_SALUTATION = re.compile(
    r"(?:(?:Très )?Ch(?:er|ère)s?|Madame|Monsieur|Mesdames|Messieurs|Mademoiselle|Maître|Docteur|Bonjour|Bonsoir)\b"
    r"[^.!?]{0,60},\Z"
)
MAX_LINES = 20_000  # of one paragraph
_LITTLE = (
    "à a au aux avec ce ces cette chez dans de des du en est et la le les leur leurs m mais mm mme ont ou où par pour"
    " que qui sa sans se ses son sont sous sur un une vers"
)
_GOES_ON = re.compile(
    rf"(?:,|-|–|—|\(|«|\b[dlnmtsjc]['’]|qu['’]|\b(?:{_LITTLE.replace(' ', '|')})\.?)\s*\Z", re.IGNORECASE
)
_DAY = re.compile(rf"{ANY_WEEKDAY}\b[\s\d./]*:?", re.IGNORECASE)
_BOUND = re.compile(rf"(?:[dlnmtsjc]['’]|qu['’]|(?:{_LITTLE.replace(' ', '|')})\b)", re.IGNORECASE)


def is_own_line(before: str, after: str) -> bool:
    """Whether what follows a tab or a break is a text of its own, and no more of the sentence before it.

    ``before`` and ``after`` are the texts up to the tabs or breaks next to this one.
    """
    before, after = before.strip(), after.strip()
    if not before or not after or before.endswith(_ENDED):
        return True
    if before.endswith(",") and after[0].isupper() and _is_apart(before, after):
        return True
    if _DAY.fullmatch(before) and not _BOUND.match(after):  # the head of a column: "Mardi", and below it "férié"
        return True
    if after[0].islower() or _GOES_ON.search(before[-20:]):
        return False
    return len(before) < FULL_LINE


def _is_apart(before: str, after: str) -> bool:
    """Whether a comma ends a line that is no sentence's: « Le maire, » above a name, « Madame, » above a letter."""
    if _SALUTATION.match(before):
        return True
    return max(len(before), len(after)) < FULL_LINE and not after.endswith(_ENDED)
