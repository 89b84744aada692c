"""French initials of work, law and administration in plain words, for the model's eyes: of « les CDD » it made "the
CDDDs", of « un CDI » "an ICC".

Only those are listed of which the bundled model makes better English in words; what stands in brackets behind its own
words stays, and so does a « CDI » that is a school's library.
"""

from __future__ import annotations

import re

from dipx.text.words import SPACE as _S

# One, several ("" where only several are meant), and words of a text in which the initials are others.
_WORDS = {
    "CDD": ("contrat temporaire", "contrats temporaires", r"durée déterminée"),
    "CDI": (
        "contrat permanent",
        "contrats permanents",
        r"durée indéterminée|collège|lycée|collégien|lycéen|documentaliste|documentation|élève",
    ),
    "GAV": ("garde à vue", "gardes à vue", "garde à vue"),
    "JO": ("", "Jeux olympiques", r"Jeux|[Jj]ournal"),
    "OQTF": (
        "obligation de quitter le territoire français",
        "obligations de quitter le territoire français",
        "quitter",
    ),
    "PMA": ("procréation médicalement assistée", "procréations médicalement assistées", r"procréation|moins avancés"),
    "SDF": (
        "sans-abri",
        "sans-abri",
        r"sans domicile|[Ss]tade|[Ff]orces|Syrie|syrien|kurde|sans-abri|[Pp]arti|opposition|Camerou|élus?\b",
    ),
    "TIG": ("service communautaire", "services communautaires", r"travail d.intérêt|travaux d.intérêt"),
    "VTT": ("vélo tout-terrain", "vélos tout-terrain", r"tout.terrain"),
    "ZFE": ("zone à faibles émissions", "zones à faibles émissions", r"faibles? émissions?"),
}
_SEVERAL = (
    r"(?P<several>(?:les|des|ces|ses|leurs|nos|vos|mes|tes|aux|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|plusieurs"
    rf"|quelques|certaine?s|nombreu(?:x|ses)|\d[\d\u00a0\u202f ]*|milliers{_S}de|centaines{_S}de|dizaines{_S}de){_S})?"
)
_INITIALS = re.compile(rf"(?<![\w(./-]){_SEVERAL}(?P<initials>{'|'.join(_WORDS)})(?![\w/)-]|\.\w)", re.IGNORECASE)
_HINT = re.compile("|".join(_WORDS))
_ONE = re.compile(r"(?<!\d)(?:0|1)\s*$")


def in_words(text: str) -> str:
    """The text without the initials that are listed. Idempotent."""
    return _INITIALS.sub(_written, text) if _HINT.search(text) else text


def _written(match: re.Match[str]) -> str:
    initials, several = match["initials"], match["several"] or ""
    if initials not in _WORDS:  # in small letters, or with others that look like them
        return match[0]
    one, more, others = _WORDS[initials]
    said = more if several and not _ONE.search(several) else one
    if not said or re.search(others, match.string):
        return match[0]
    return several + said
