"""What came out as its contrary: a fall as a rise, « au moins » as "at most", « avant » as "after", « refusé » as
"accepted", and who did it as whom it was done to; and a death that the French has not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dipx.checks.base import sentence
from dipx.checks.degrees import turned_degrees
from dipx.checks.kinds import Exchange
from dipx.checks.phrases import exchanged
from dipx.checks.roles import turned_roles
from dipx.checks.said_more import said_more
from dipx.document import Finding, Severity
from dipx.text.words import plain

_GRAVE = frozenset({"direction", "than", "least"})  # of phrases.tsv
_ORDER = "order"
# Of which a "not" on either side makes the contrary right.
_PLAIN = frozenset(
    """compass times answer permission verdict trade vote business life shop outcome profit balance extreme age size
    quality side promptness course success law chance effect share price loan debt heat job custody work rent
    market parent sibling child spouse uncle gender crown crime wealth threshold travel amount""".split()
)
# Of which a denial on one side makes no other.
_SURE = frozenset({"kin", "rank", "camp"})
_DENIED = re.compile(
    r"\b(?:ne|pas|non|sans|ni|aucune?|jamais|rien|faute)\b|\bn'"
    r"|\b(?:not?|never|without|none|nor|neither|nobody|nothing|hardly|barely|unless|until|cannot|fail\w*)\b|n't\b"
    r"|(?<!au )(?<!un )\b(?:peu|moins|less)\b(?! (?:de|du|des|que|than|of)\b| d'| \d)",  # « moins riche », "poorer"
    re.I,
)
_PASSED = re.compile(
    r"\b(?:pass|reven|redescend|remont)\w{1,8} (?:\w{1,20} )?d['e] ?"
    r"(\d{1,3}(?: ?\d{3}){0,5}(?:,\d{1,6})?)(?P<first>[^\d;.]{0,20}?)"
    r" à (\d{1,3}(?: ?\d{3}){0,5}(?:,\d{1,6})?)"
    r"(?P<second> ?[€%$]| \w+)?"
)
_RANK = re.compile(r"(?:e|è?me|ers?|ères?|res?)\b")
# What the passage itself is called stands right before it: "went from 60 to 62 despite the fall in unemployment".
_FROM = re.compile(r"(?P<before>[^.;:!?,]{0,25})\bfrom [€$£]?\d", re.I)
_UP = re.compile(
    r"\b(?:r(?:ose|ises?|ising|isen)|up|increas\w+|climb\w*|jump\w*|soar\w*|grow\w*|grew|gain\w*|surg\w+)\b", re.I
)
_DOWN = re.compile(
    r"\b(?:f(?:ell|alls?|alling|allen)|down|decreas\w+|drop\w*|declin\w+|slid\w*|sl[iu]mp\w*|plung\w+|lost|los\w+|reduc\w+|"
    r"lower\w*|cut\w*|shr[aiu]nk\w*|plummet\w*|tumbl\w+)\b",
    re.I,
)


def check(source: str, target: str) -> Finding | None:
    """An error where only the French says one side of a pair of contraries and only the English says the other; a
    warning where it is before and after, which a translator may turn with their clauses, a pair of words (open, closed)
    where nothing is denied, or first and last. An error too where two names have changed places around what the one
    does to the other: of 72 human pairs that have it so none has one, and 70 of the same with the names exchanged.

    Of 84,629 human pairs of news and parliament ten have a finding, and in seven of them the two texts do differ.
    """
    french, english = plain(source), plain(target)
    found = exchanged(source, target, _GRAVE | {_ORDER} | _PLAIN | _SURE)
    found = [
        exchange for exchange in found if exchange.family not in _PLAIN or not _is_denied(exchange, french, english)
    ]
    turned = [said for kind in (_turned, turned_roles, turned_degrees, said_more) for said in kind(french, english)]
    if not found and not turned:
        return None
    is_grave = bool(turned) or any(exchange.family in _GRAVE for exchange in found)
    severity: Severity = "error" if is_grave else "warning"
    said = sentence([*(f"{exchange.new} for {exchange.lost}" for exchange in found), *turned])
    return Finding("opposites", severity, said, source, target)


def _is_denied(exchange: Exchange, french: str, english: str) -> bool:
    """Whether something in either text denies, besides the words themselves ("failed")."""
    ours, theirs = french.replace(exchange.lost, " "), english.replace(exchange.new, " ")
    return _DENIED.search(ours) is not None or _DENIED.search(theirs) is not None


def _turned(french: str, english: str) -> Iterator[str]:
    """« Passé de 2,30 € à 1,95 € » that went up."""
    passages = list(_PASSED.finditer(french))
    if len(passages) != 1:
        return
    (match,) = passages
    if match["first"].strip() and match["second"] and match["first"].strip() != match["second"].strip():
        return
    before, after = (float(match[place].replace(" ", "").replace(",", ".")) for place in (1, 3))
    said = _FROM.search(english)
    if said is None or _RANK.match(match["first"]):  # from 15th to 8th is a rise
        return
    up, down = _UP.search(said["before"]), _DOWN.search(said["before"])
    if before > after and up and not down:
        yield f"{up[0]} for {match[0]}"
    elif before < after and down and not up:
        yield f"{down[0]} for {match[0]}"
