"""A menu or a list of headings run together in one line: no model knows where an entry ends, and it mixes them."""

from __future__ import annotations

import re

from dipx.checks.exonyms import common_words
from dipx.document import Finding
from dipx.text.words import folded, plain

_CAPITAL = re.compile(r" [^\W\d_a-zà-öø-ÿ]\w")
# Two words with a space between them, the second with a capital.
_MEETING = re.compile(r"(?<![^\W_])([^\W\d_]+)(?= ([^\W\d_]+))")
_LITTLE = frozenset(
    "le la les l un une des du de d au aux en et à ou ni par pour sur sous dans avec sans chez vers entre que qu se ce "
    "cette ces son sa ses leur leurs notre nos votre vos mon ma mes dit selon".split()
)
_BUTTONS = frozenset(
    "partager imprimer envoyer copier suivre tweeter commenter abonnez abonner connexion connecter inscription "
    "newsletter télécharger enregistrer signaler retour suivant précédent recherche rechercher".split()
)
_ENTRIES = _BUTTONS.union(
    "accueil menu fermer panier boutique mentions contact contactez suivez rejoignez faq cookies actualités".split()
)
_LEAST_RUN, _LEAST_BUTTONS, _LEAST_ENTRIES = 4, 2, 3
_LEAST_SEAMS = 4  # none of 67,000 human pairs has so many, two in 10,000 have three


def check(source: str, target: str) -> Finding | None:
    """An error where a common word has a capital in mid-sentence, without a mark before it, again and again; where many
    such words follow one another (Politique Monde Culture); or where a page's buttons stand between (Partager)."""
    if len(_CAPITAL.findall(source)) < _LEAST_SEAMS:
        return None
    met = _MEETING.findall(plain(source))
    seams = [second for first, second in met if _is_seam(first, second)]
    if len(seams) < _LEAST_SEAMS:
        seams = _buttons(met) or _headings(met)
    if not seams:
        return None
    shown = ", ".join(seams[:3])
    message = f"Entries run together in one line ({shown} …): the translation may mix them."
    return Finding("menu", "error", message, source, target)


def _is_seam(first: str, second: str) -> bool:
    """``métiers Communiqués``, ``groupe Nos``; not ``la République``, ``Nations Unies`` or ``Bruno Le`` Maire."""
    if not second[0].isupper() or len(second) < 2 or second.isupper():
        return False
    is_word = first.islower() or (first.isupper() and len(first) > 1)
    if not is_word or first.lower() in _LITTLE:
        return False
    return second.lower() in _LITTLE or folded(second) in common_words()


def _headings(met: list[tuple[str, str]]) -> list[str]:
    """A run of common words that all have a capital: no name and no title in French is so."""
    run: list[str] = []
    for first, second in met:
        if first.istitle() and second.istitle() and {folded(first), folded(second)} <= common_words():
            run.append(second)
        elif len(run) >= _LEAST_RUN:
            break
        else:
            run = []
    return run if len(run) >= _LEAST_RUN else []


def _buttons(met: list[tuple[str, str]]) -> list[str]:
    entries = [second for _, second in met if second.istitle() and second.lower() in _ENTRIES]
    found = [second for second in entries if second.lower() in _BUTTONS]
    return entries if len(found) >= _LEAST_BUTTONS or len(entries) >= _LEAST_ENTRIES else []
