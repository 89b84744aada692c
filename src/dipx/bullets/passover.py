"""Which sentences make no bullet, and why: what is around an article rather than its news."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from dipx.bullets.cuts import FINITE
from dipx.bullets.selector import quoted_share
from dipx.bullets.words import tokens
from dipx.document import Translation

_MIN_WORDS: Final = 5
_MIN_LABEL: Final = 3
_MAX_QUOTED: Final = 0.6

# Verbs as plural subjects have them; and behind what an "s" at the next word's end makes it a plural and no verb.
_PLAIN_WORDS: Final = """
    say think believe want know remain hope expect plan fear need come go make take see find give live work stop show
    mean face begin call argue agree refuse hold keep lead become include claim continue offer suffer account represent
"""
_PLAIN: Final = frozenset(_PLAIN_WORDS.split())
_DETERMINER_WORDS: Final = """
    the of and a an in for to by with on their its his her our these those all many some other several two three
"""
_DETERMINERS: Final = frozenset(_DETERMINER_WORDS.split())
_TEASER: Final = re.compile(
    r"""^\W*(?:
        (?:read|see|watch|listen|find\ out|more\ on)\b\W*(?:also|more|again|here|now|the\ (?:rest|full)|our)\b
        |(?:read|see|watch|listen|newsletter|advertisement)\s?:
        |(?:also|to)\ read\b|read\ on\b|learn\ more\b|click\ (?:here|on)\b|(?:subscribe|download)\b|sign\ up\b|log\ in\b
        |(?:follow|join)\ us\b|share\ (?:this|on)\b|stay\ (?:tuned|informed)\b|please\ log\b
        |leave\ a\ (?:comment|reply)|your\ e-?mail|copyright\ ?(?:©|\(c\)|\d)|©|last\ update|translated\ by\b
        |here(?:'s|’s|\ is|\ are)\ (?:why|how|who|where|everything|all|what\ (?:you|we|to))\b
        |here\ are\ (?:the\ |our\ )?(?:\d+|two|three|four|five|ten)\b
        |(?:what|everything|all)\ (?:you|we)\ (?:need\ to\ )?know\b(?!\ (?:is|are|for)\b)
        |scroll\ down\b|swipe\ (?:left|right|up|for|to)\b|story\ continues\b
        |(?:image|media|video)\ (?:copyright|caption)\b|related(?:\ (?:articles?|stor(?:y|ies)|topics?))?\s?:|more\s?:
        |for\ more\b[^.]{0,40}\b(?:see|visit|read|click|go\ to|contact)\b
        |the\ (?:opinions|views)\ expressed\ (?:in|here|are)\b
        |editor's\ note\b
        |(?:first\ )?(?:published|updated|posted)\ ?(?:on|at|:|\d)|this\ article\ (?:was|is|first|has)\b)
    |\bappeared\ first\ on\b
    |(?:mandatory|required|obligatory)\ fields|will\ not\ be\ published|all\ rights\ reserved""",
    re.I | re.X,
)
_CAPTION: Final = re.compile(
    r"""^\W*(?:
        (?:file\ )?(?:photo|picture|image|illustration|video|credit|caption|source|(?:info)?graphic)s?
            \s*(?:[:/|©]|by\b|credit)
        |file\b\s?[-–—:]|pictured\b|(?:in|on)\ this\b[^.]{0,60}\b(?:photo|image|picture|photograph|frame\ grab)\b
        |(?:an?|the|this)\ (?:undated|handout|combination|combo|file)\b[^.]{0,30}\b(?:photo|image|picture)
        |(?:ap|afp|reuters|getty)\b[^.]{0,30}(?:photo|images|/))
    |\bfile\ (?:photo|image|picture|photograph)\b|(?:/\ ?(?:AFP|AP|Reuters|Getty)\b|\bGetty\ Images|©\s?\w+)\W*$""",
    re.I | re.X,
)
_MONTHS: Final = "(?:Jan|Febr)uary|March|April|May|June|July|August|(?:Septem|Octo|Novem|Decem)ber"
# "A farmer drives a tractor near Rennes, France, May 4, 2024.": news of a day that it dates is told in the past.
_POSED: Final = re.compile(
    r"[A-ZÀ-Þ][^.]{0,120}?\b(?:poses?|speaks?|walks?|waves?|arrives?|stands?|sits?|gestures?|holds?|looks?|drives?|smiles?|"
    r"shakes?|carr(?:y|ies)|march|gather|watch|wait|protest|pass)\b.{0,200}"
    rf"\b(?:(?:{_MONTHS}) \d{{1,2}}, \d{{4}}|\d{{1,2}} (?:{_MONTHS}) \d{{4}})\W*"
)
# A clause that hangs on the sentence before, and has no other after it.
_HANGING: Final = re.compile(
    r"(?:because(?! of\b)|hence|which|whose|not to mention|especially (?:as|since)|just as|so that|and so)\b[^,]*"
    r"|an?(?: (?!is |was |has )[a-z-]+){1,4} (?:to|of|for|from|with|on|by) (?:which|whom)\b.*",
    re.I | re.S,
)
_NAME: Final = r"[A-ZÀ-ÖØ-ÞŒ][\w.'’-]{0,30}"
_NAMES: Final = rf"{_NAME}(?:(?:,? and |, | (?:d[eu]s? |van |von |el )?){_NAME}){{0,8}}"
_ISSUED: Final = r"(?i:published|released|posted|updated|modified|edited|created|written|issued|put online)"
_DATED: Final = (
    rf"{_ISSUED}|(?i:on|at|in|the|of|to|and|last|first|day|today|yesterday)|[ap]\.?m\.?|CES?T|GMT"
    rf"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|{_MONTHS}|\d{{1,4}}(?:st|nd|rd|th)?"
)
# Who wrote it, and when it was published: nothing but names, dates and hours.
_BYLINE: Final = re.compile(
    rf"\W*(?:(?i:by)\s+{_NAMES}[\s,|·•(–—-]+|{_NAMES}\s?[,|·•(–—-][\s,|·•(–—-]*)(?:(?i:first|last)\s+)?{_ISSUED}\b(?=.*\d)"
    rf"(?:[\s,.|·•():/–—-]|\b(?:{_DATED})(?!\w))*"
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
    is_part = text[0].islower() or bool(_HANGING.fullmatch(text)) or not _has_verb(words)
    return len(words) < _MIN_WORDS or ends not in {".", "!", "…"} or is_part


def _has_verb(words: Sequence[str]) -> bool:
    """Whether some word may be a finite verb: of 6,243 sentences that editors made bullets of 16 seem to have none, of
    28,164 others 377 ("In the columns of the magazine.")."""
    lower = [word.lower().replace("’", "'") for word in words]
    return any(
        word in FINITE
        or word in _PLAIN
        or (word.endswith("ed") and len(word) > 4)
        or "'" in word[1:]
        or (index > 0 and _ends_as_verb(words[index]) and lower[index - 1] not in _DETERMINERS)
        for index, word in enumerate(lower)
    )


def _ends_as_verb(word: str) -> bool:
    return word[0].islower() and len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))


def _label(text: str) -> bool:
    """A word or two that no sign closes: the head of a table, its cells."""
    return len(tokens(text)) < _MIN_LABEL and text.rstrip("\"”»’') ")[-1:] not in {".", "!", "?", "…"}


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
    "caption": lambda text: _CAPTION.search(text) or _POSED.fullmatch(text),
    "byline": _BYLINE.fullmatch,
    "label": _label,
    "question": _question,
    "labels": _labels,
    "fragment": _fragment,
    "bare-quote": _bare_quote,
}
# From which a document's bullets come: from the second and third only where those before are empty, and
# never from teasers, captions, bylines and labels, which are not the article.
TIERS: Final[tuple[frozenset[str | None], ...]] = (
    frozenset({None}),
    frozenset({"translation-error"}),
    frozenset({"fragment", "labels", "bare-quote", "question"}),
)
