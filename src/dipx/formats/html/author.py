"""Who wrote an article: the names in what a page says of its author, which is a line of French, mostly."""

from __future__ import annotations

import re

_BEFORE = re.compile(
    r"\A\W*(?:(?:(?:article|texte|textes|reportage|enquête|entretien|interview|récit|analyse|chronique|édito|propos|photos?)"
    r" )?(?:(?:publiée?|écrite?|rédigée?|signée?|réalisée?|recueillis|posté|proposée?|mise? en ligne)s? )?(?:par|de)\b"
    r"|(?:auteure?|autrice|rédacteur|rédactrice|journaliste|textes?)s?\s*:)[\s:]*",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"(?:\A|(?<![\s,;|(•·–-])[\s,;|(•·–-]++)"
    r"(?:(?:publiée?|postée?|modifiée?|mise?|actualisée?|créée?|rédigée?|diffusée?|temps de lecture"
    r"|lecture|photos?|envoyée?|correspondante?|journalistes?|rédact(?:eur|rice)|reporter|le \d|à \d|avec|pour|depuis"
    r"|chroniqueu(?:r|se)|professeure?|historienne?|économiste|sociologue|avocate?|abonnée?s?|cheff?e?)\b|\d|il y a )"
    r".*\Z",
    re.IGNORECASE | re.DOTALL,
)
_AND = re.compile(r"\s+et\s+", re.IGNORECASE)
_PARTICLES = frozenset("and d de del della den der des di dos du el la le les van von y ben bin al".split())
_WORD = re.compile(r"[^\W\d_]+")


def names_of(told: str) -> str:
    """The names in what is told of an author; empty where it names nobody, or more than names."""
    names = [_bare(part) for part in told.split(";")]
    shown = "; ".join(name for name in names if name)
    words = _WORD.findall(shown)
    if not any(word[0].isupper() for word in words):
        return ""
    return shown if all(word[0].isupper() or word in _PARTICLES for word in words) else ""


def _bare(part: str) -> str:
    name = _BEHIND.sub("", _BEFORE.sub("", " ".join(part.split())))
    return _AND.sub(" and ", name).strip(" ,;|–-")
