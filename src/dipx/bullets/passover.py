"""Which sentences make no bullet, and why: what is around an article rather than its news."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from dipx.bullets.selector import quoted_share
from dipx.bullets.words import tokens
from dipx.document import Translation

_MIN_WORDS: Final = 5
_MAX_QUOTED: Final = 0.6

_TEASER: Final = re.compile(
    r"""^\W*(?:
        (?:read|see|watch|listen|find\ out|more\ on)\b\W*(?:also|more|again|here|now|the\ (?:rest|full)|our)\b
        |(?:read|see|watch|listen|newsletter|advertisement)\s?:
        |(?:also|to)\ read\b|read\ on\b|learn\ more\b|click\ (?:here|on)\b|(?:subscribe|download)\b|sign\ up\b|log\ in\b
        |(?:follow|join)\ us\b|share\ (?:this|on)\b|stay\ (?:tuned|informed)\b|please\ log\b
        |leave\ a\ (?:comment|reply)|your\ e-?mail|copyright\ ?(?:©|\(c\)|\d)|©|last\ update|translated\ by\b
        |(?:first\ )?(?:published|updated|posted)\ ?(?:on|at|:|\d)|this\ article\ (?:was|is|first|has)\b)
    |(?:mandatory|required|obligatory)\ fields|will\ not\ be\ published|all\ rights\ reserved""",
    re.I | re.X,
)
_CAPTION: Final = re.compile(
    r"""^\W*(?:
        (?:file\ )?(?:photo|picture|image|illustration|video|credit|caption|source|(?:info)?graphic)s?
            \s*(?:[:/|©]|by\b|credit)
        |pictured\b|(?:ap|afp|reuters|getty)\b[^.]{0,30}(?:photo|images|/))
    |(?:/\ ?(?:AFP|AP|Reuters|Getty)\b|\bGetty\ Images|©\s?\w+)\W*$""",
    re.I | re.X,
)
_SPEECH: Final = (
    r"sa(?:id|ys)|t(?:old|ells)|according|wrote|writes|argu\w+|believ\w+|describ\w+|announc\w+|declar\w+",
    r"(?:add|explain|stress|warn|insist|ask|call|recall|claim|state|note|conclude|admit)(?:e?d|e?s|ted)",
    r"confirm\w*|estimat\w+|assur\w+|tweet\w*",
)
_ATTRIBUTED: Final = re.compile(rf"\b(?:{'|'.join(_SPEECH)})\b", re.I)


def reason_against(translation: Translation) -> str | None:
    """Why a sentence should make no bullet while better ones are left (a code), or None."""
    text = translation.target.strip()
    reason = next((code for code, judge in _REASONS.items() if judge(text)), None)
    if reason is None and any(finding.severity == "error" for finding in translation.findings):
        return "translation-error"
    return reason


def _fragment(text: str) -> bool:
    words = tokens(text)
    ends = text.rstrip("\"”»’') ")[-1:]
    return len(words) < _MIN_WORDS or ends not in {".", "!", "…"} or text[0].islower()


def _labels(text: str) -> bool:
    """A table run together: "Departure: 10:01 a.m. Passengers: 150"."""
    return text.count(": ") > 1


def _question(text: str) -> bool:
    return text.rstrip("\"”»’') ").endswith("?")


def _bare_quote(text: str) -> bool:
    """A quotation whose speaker is named elsewhere, or one cut off in the middle."""
    if text.count('"') % 2 or text.count("“") != text.count("”") or text.count("«") != text.count("»"):
        return True
    outside = re.sub(r"[\"“«][^\"”»]*[\"”»]", "", text)
    return quoted_share(text) > _MAX_QUOTED and not _ATTRIBUTED.search(outside)


_REASONS: Final[dict[str, Callable[[str], object]]] = {
    "teaser": _TEASER.search,
    "caption": _CAPTION.search,
    "question": _question,
    "fragment": _fragment,
    "labels": _labels,
    "bare-quote": _bare_quote,
}
# From which a document's bullets come: from the second and third only where those before are empty, and
# never from teasers and captions, which are not the article.
TIERS: Final[tuple[frozenset[str | None], ...]] = (
    frozenset({None}),
    frozenset({"translation-error"}),
    frozenset({"fragment", "labels", "bare-quote", "question"}),
)
