"""Where another mail begins within a mail: "Le lun. 5 janv. 2026 à 09:00, X a écrit :", and headers that were copied.

Outlook, Thunderbird, Gmail, Apple Mail and Yahoo in French and English. What has no date with a time and no address is
a sentence of the text, unless the line below it is quoted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_SUBJECT = re.compile(r"(?:\s*\[[^\]]{1,40}\])*\s*(?:tr|fwd?|fw|transf|réexp|wg|i)\s*(?:\[\d+\])?\s*:", re.IGNORECASE)
_QUOTED = re.compile(r" {0,9}>")
_RULE = re.compile(r"\s*(?:_{5,}|-{5,})\s*$")
_FORWARDED = re.compile(
    r"[\s\->_*]*(?:Message (?:transféré|transmis|réexpédié)|Forwarded message|Début du (?:message|courriel) "
    r"(?:réexpédié|transféré|transmis)|Begin forwarded message|Courriel transféré)\b",
    re.IGNORECASE,
)
_FORWARD = re.compile(_FORWARDED.pattern + r"[\s\-_:*]*(?:de .{0,60})?$", re.IGNORECASE)
_ORIGINAL = re.compile(
    r"[\s\-_*]*(?:Message d'origine|Message d’origine|Message original|Original message|Courriel original|"
    r"Message initial|E-mail d'origine)[\s\-_:*]*$",
    re.IGNORECASE,
)
_KEY = re.compile(
    r"[\s>*]*(?P<key>De|From|Expéditeur|Envoyé(?: le| par)?|Sent|Date(?: d'envoi)?|À|A|To|Pour|Destinataires?|Cc|Bcc|"
    r"Cci|Copie(?: à)?|Objet|Sujet|Subject|Répondre à|Reply-To|Importance|Pi[èe]ces? jointes?|Attachments?|Priorité)"
    r"\*?[ \u00a0\u202f]?:\*?(?=\s|$)",
    re.IGNORECASE,
)
_SENDER, _WHEN, _ABOUT = (
    {"de", "from", "expéditeur"},
    {"envoyé", "envoyé le", "sent", "date"},
    {"objet", "sujet", "subject"},
)
_HEADER_LINES = 14
_NEAR = 4  # lines
_KEY_WITHIN = re.compile(r"(?<!\s)\s+(?=\*?(?:Envoyé|Sent|Date|À|To|Pour|Cc|Objet|Sujet|Subject)\*?[ \u00a0]?:\*?\s)")
_WROTE = re.compile(
    r"(?:a écrit|à écrit|écrivait|a ecrit|wrote|schrieb|escribió)(?: (?:le|ce|on) .{4,60})?[ \u00a0\u202f]?:\s*$",
    re.IGNORECASE,
)
_BEGUN = re.compile(r"\s*(?:Le|Ce|On|En date|Selon|Am|El|\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{2,4}|.{2,60}\ba écrit)\b")
_WHEN_SAID = re.compile(r"\d{1,2} ?[h:] ?\d{2}")
_DATE = re.compile(
    r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}|\d{1,2}(?:er)? [^\W\d_]{3,9}\.?,? \d{4}|[^\W\d_]{3,9}\.? \d{1,2}, \d{4}"
)
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.\w")
_SENTENCE = re.compile(r"(?:\w{4}|\s)[.!?…]\s*$")
# "Voir mes réponses en rouge": then the writer's words stand amid what is answered, and no sign says where.
_ANSWERS_WITHIN = re.compile(
    r"\b(?:réponses?|commentaires?|remarques?|précisions?|annotations?|corrections?|réponds|répondu|commenté|annoté|"
    r"answers?|repl(?:y|ies)|responses?|comments?|remarks?|responded)\b[^.!?\n]{0,60}\b(?:ci-?\s?dessous|ci-?\s?après|"
    r"plus bas|en dessous|dans (?:le|ton|votre|son|ce) (?:texte|corps|mail|e-mail|message|courriel|fil)|en (?:rouge|"
    r"bleu|vert|violet|orange|rose|gras|couleur|italique|majuscules)|intercalée?s?|entre (?:les|tes|vos) lignes|"
    r"in-?\s?line|infra|below|in (?:red|blue|green|purple|bold|italics|the text|your (?:text|mail|e-?mail|message)))\b",
    re.IGNORECASE,
)
_ATTRIBUTION_LINES = 4
_LONGEST = 320


@dataclass(frozen=True, slots=True)
class Mark:
    """Where the introduction of another mail ends; whether all below is that mail; whether it is a copied header."""

    end: int
    ends_text: bool
    is_header: bool = False


def is_forwarding(subject: str) -> bool:
    """Whether a subject says that the mail forwards another."""
    return bool(_SUBJECT.match(subject))


def is_forwarded(text: str) -> bool:
    """Whether a text begins as a forwarded mail does."""
    return bool(_FORWARDED.match(text))


def is_attribution(text: str) -> bool:
    """Whether a text ends as the introduction of a quotation does, with a date and a time or an address."""
    said = text[-_LONGEST:]
    return bool(_WROTE.search(said)) and _is_sure(said)


def is_copied_header(text: str) -> bool:
    """Whether a text, which lost its line breaks, begins with the header of another mail."""
    mark = mark_at([line[:_LONGEST] for line in header_lines(" ".join(text.split()))], 0)
    return mark is not None and mark.is_header


def answers_within(own: str) -> bool:
    """Whether a text says that answers stand within the mail that it answers."""
    return bool(_ANSWERS_WITHIN.search(own))


def forwarding_mark(lines: Sequence[str], place: int) -> bool:
    """Whether the line says that a forwarded mail begins."""
    return bool(_FORWARD.match(lines[place]))


def header_lines(text: str) -> list[str]:
    """The lines of a block of HTML, where line breaks became spaces: each key of a copied header begins one."""
    return _KEY_WITHIN.sub("\n", text).split("\n") if _KEY.match(text) or _FORWARDED.match(text) else text.split("\n")


def mark_at(lines: Sequence[str], place: int) -> Mark | None:
    """The introduction of another mail that begins at this line."""
    if len(lines[place]) > _LONGEST or not lines[place].strip():
        return None
    return _copied_header(lines, place) or _attribution(lines, place)


def _copied_header(lines: Sequence[str], place: int) -> Mark | None:
    """A separator, a header, or both."""
    first = lines[place]
    told = bool(_FORWARD.match(first) or _ORIGINAL.match(first))
    if not told and not _RULE.match(first) and not _KEY.match(first):
        return None
    start = place
    if told or _RULE.match(first):
        start = _next(lines, place + 1)
    end, keys, has_address = _header(lines, start)
    is_header = bool(keys & _SENDER) and len(keys) >= 2 and bool(keys & (_WHEN | _ABOUT))
    if not told and not (is_header and len(keys) >= 3 and (has_address or keys & _ABOUT or "envoyé" in keys)):
        return None
    if told and not is_header:
        return Mark(place + 1, ends_text=True, is_header=True)
    return Mark(end, ends_text=True, is_header=True)


def _next(lines: Sequence[str], place: int) -> int:
    """The next line that says something, or one not far."""
    last = min(len(lines), place + _NEAR)
    while place < last and (not lines[place].strip(" >\u00a0") or _RULE.match(lines[place][:_LONGEST])):
        place += 1
    return place


def _header(lines: Sequence[str], place: int) -> tuple[int, set[str], bool]:
    """Where a header ends, its keys, and whether an address is in it. Lines between its keys are of long values."""
    keys: set[str] = set()
    end = place
    has_address = False
    for index in range(place, min(len(lines), place + _HEADER_LINES)):
        line = lines[index]
        match = _KEY.match(line[:_LONGEST])
        if match and match["key"].lower() not in keys:
            keys.add(match["key"].lower())
            end = index + 1
            has_address = has_address or bool(_ADDRESS.search(line))
        elif not line.strip() and keys:
            following = _next(lines, index)
            if following >= len(lines) or following > index + 1 or not _KEY.match(lines[following]):
                break
        elif not keys or (index > end and not line[:1].isspace()):
            break
    return end, keys, has_address


def _attribution(lines: Sequence[str], place: int) -> Mark | None:
    """One line, or one broken into some, that ends "a écrit :"."""
    if not _BEGUN.match(lines[place]) or _QUOTED.match(lines[place]):
        return None
    said = ""
    for index in range(place, min(len(lines), place + _ATTRIBUTION_LINES)):
        if not lines[index].strip() or _QUOTED.match(lines[index]) or len(lines[index]) > _LONGEST:
            return None
        if index > place and _BEGUN.match(lines[index]) and _SENTENCE.search(lines[index - 1]):
            return None  # what stands above is a sentence of the text
        said = f"{said} {lines[index].strip()}".strip()
        if len(said) > _LONGEST:
            return None
        if _WROTE.search(said):
            below = _next(lines, index + 1)
            is_quoted = below < len(lines) and bool(_QUOTED.match(lines[below]))
            if not is_quoted and not _is_sure(said):
                return None
            return Mark(index + 1, ends_text=not is_quoted)
    return None


def _is_sure(said: str) -> bool:
    """Whether it names a day and a time, or an address."""
    return bool((_DATE.search(said) and _WHEN_SAID.search(said)) or _ADDRESS.search(said))
