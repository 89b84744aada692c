"""Who does it, and to whom: « l'ONU accuse l'OTAN » of which the English says that NATO accuses the UN. For
``opposites.py``, which says it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dipx.checks.acronyms import english_forms
from dipx.checks.exonyms import exonyms, stem
from dipx.text.words import fold

_NAME = r"[A-ZÀ-ÖØ-Þ][\w-]+(?: [A-ZÀ-ÖØ-Þ][\w-]+)?"
# What one does to another, and hardly the other to the one at the same time.
_DOES = (
    r"(?:accus|critiqu|condamn|menac|attaqu|dénonc|soupçonn|sanctionn|bombard|envahi|exhort|réprimand|rappel|poursui|"
    r"défi|provoqu|dépass|devanc|domin|écras|élimin|rach[eè]t|absorb|soutien|soutenu|appui|félicit|remerci|"
    r"aid|insult|calomni|espionn|piég|tromp|trahi|frapp|visé?|invit|contredi|désavou|interpell|"
    r"avert|préven|suppli|presse|somm|bat|battu|tu|bless|nomm|remplac|succèd|succéd)[a-zé]{0,6}"
)
_DONE = re.compile(
    rf"(?:^|[.!?;:«\"(] ?)(?:L[ae]s? |L')?(?P<who>{_NAME}) "
    rf"(?:(?:a|ont|avait|avaient|va|veut|vient d[e']) ?)?(?P<what>{_DOES}) "
    r"(?:vivement |violemment |fermement |à nouveau |de nouveau )?"
    rf"(?:l[ae]s? |l'|à (?:la |l')?|au |aux )?(?P<whom>{_NAME})"
)
# A passive, or what the other one does then: Lille fall to Lyon, trail Lyon; the bank rejects the accusation.
_TURNED = re.compile(
    r"\b(?:to|into|for|behind|below|trail\w*|accept\w*|reject\w*|den(?:y|ies|ied)|fac(?:es?|ed|ing)|becom\w*|"
    r"enjoy\w*|receiv\w*|by|been|being|was|were|is|are|gets?|got|from|under|lost|loses?|losing|defeat\w*|after|against|"
    r"following|before|since|succeeded|predecessor|with|and)\b|['’]s? |,",
    re.I,
)
_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]\.?)*")


def turned_roles(source: str, target: str) -> Iterator[str]:
    """What the source says, where the target has the same two names the other way round and no passive."""
    match = _DONE.search(source)
    if match is None:
        return
    places = [_places(match[side], target) for side in ("who", "whom")]
    if any(len(found) != 1 for found in places) or places[1][0] >= places[0][0]:
        return
    if _TURNED.search(target, places[1][0], places[0][0]):
        return
    yield f"the other way round: {match['who']} {match['what']} {match['whom']}"


def _places(name: str, target: str) -> list[int]:
    """Where the English has a name, in its own letters or as English writes it."""
    parts = name.split(" ")
    forms = {form for part in parts for form in english_forms(part)}
    stems = {found for part in parts for found in (stem(part), *exonyms().get(part, ()))}
    found = [
        match.start()
        for match in _WORD.finditer(target)
        if match[0][0].isupper() and (match[0].replace(".", "") in forms or (not forms and fold(match[0])[:4] in stems))
    ]
    return found[:1] if len(parts) > 1 else found
