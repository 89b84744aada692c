"""An extracted sentence made fit for a bullet: what leads in is taken off, what trails if it is safe.

Nothing here adds a word. Shortening cuts only at the last comma, brackets and dashes, and only where
what remains still has a verb, balanced quotation marks and no open subordinate clause; otherwise the
sentence stays whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dipx.bullets.words import STOP, tokens

_LEAD_WORDS: Final = (
    "however|moreover|furthermore|in addition|additionally|besides|meanwhile|in the meantime|indeed|in fact",
    "in particular|in short|in other words|in (?:this|that) (?:context|respect|regard)|overall|again|so|then",
    "on the (?:other|one) hand|at the same time|that said|nevertheless|nonetheless|therefore|thus|hence",
    "consequently|as a result|as a reminder|for (?:example|instance)|finally|lastly|also|likewise|similarly",
    "(?:for|on) (?:his|her|its|their) (?:part|side)|and|but|yet|of course|(?:good|bad) news|by way of comparison",
    "concretely|in concrete terms|more (?:precisely|specifically)|in reality|in truth|for cause|for the record",
)
_REMINDERS: Final = (
    "let us (?:remember|recall|note|stress|emphasi[sz]e) that|note that",
    "it (?:should|must) be (?:noted|remembered|recalled|stressed) that",
    "it is (?:worth noting|important to note) that",
)
_LABELS: Final = "(?:for cause|result|and for good reason)\\s*:"
_LEAD: Final = re.compile(rf"(?:(?:{'|'.join(_LEAD_WORDS)})\s*,|{_LABELS}|(?:{'|'.join(_REMINDERS)}),?)\s+", re.I)
# "But the …", "And Macron …" lose their conjunction; "But for …" and "And yet …" would not survive it.
_CONJUNCTION: Final = re.compile(r"^(?:And|But|Yet)\s+(?=[A-Z]|(?:the|a|an|this|these|that|those|in|on|at)\s)")
_DATELINE: Final = re.compile(
    r"^(?:[A-Z][\w.,' ’-]{0,40}\s*)?\((?:CNN|AP|AFP|Reuters|BBC|EFE|dpa|Xinhua)[^)]{0,20}\)\s*(?:[-–—]+\s*)?"
    # WASHINGTON—, FENTALE, Ethiopia — : a town in capitals, a dash, and a sentence of its own,
    # which speaks of no firm in capitals.
    r"|^[A-ZÀ-Þ][A-ZÀ-Þ.'’ -]{3,29}[A-ZÀ-Þ](?:, [A-Z][\w.]{1,15}(?: [A-Z]\w{1,15})?)?\s*(?:[–—]|\s--?\s)\s*"
    r"(?!(?:It|He|She|They|Its|His|Her|Their|This|These|The (?:company|group|firm|bank|club|team|party|union))\b)"
    r"(?=[\"“'‘]?[A-ZÀ-Þ][a-zà-ÿ\s](?:\S+ ){3})"
)
# "Belgium © Belga With a total of …": whose the picture above is.
_CREDIT: Final = re.compile(
    r"^[^.©]{0,60}©\s?(?:\d{4}\s)?(?:Getty Images|[A-Z]\w+)(?:\s?[/-]\s?[A-Z]\w+)*\s+(?=[A-ZÀ-Þ]\w*(?:\s+\S+){5})"
)
# The title of another article, run on behind the sentence.
_LINK: Final = re.compile(
    r"(?:(?<=[.!?…])|(?<=[.!?…][»”\"]))\s*"
    r"\b(?:(?:Also to|To) read|Also read|(?:To r|R)ead also|See also|Read more)\b.*$",
    re.S,
)
_PARENTHESES: Final = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
# Up to ten words, and none that turn the sentence: "-- but not the first --".
_DASHES: Final = re.compile(
    r"\s+(?:--|[–—])\s+(?!(?:but|or|not|nor|if|unless|except|and)\b)"
    r"(?:[^\s–—]+\s+){1,10}?(?:--|[–—])\s+(?=[a-z])"
)

_RELATIVE: Final = "(?:which|whose|whom|who|where|when)"
_SUBORDINATE: Final = "while|as|after|before|because|since|with|including|amid"
# Conditions ("if", "unless"), concessions ("although", "but") and attributions ("according to", "he said")
# are no tails: without them the sentence would claim more than its source, and no count of words shows it.
_TAIL: Final = re.compile(
    rf"(?:and\s+)?(?:(?:{_RELATIVE}|{_SUBORDINATE}|and (?:he|she|it|they))\b"
    r"|(?!according|\w*thing\b)[a-z]{2,}ing\s)"
)
_LIST_END: Final = re.compile(r"\b(?:and|or),")
_OPENERS_WORDS: Final = """
    as while when after before if although though because since despite given once until unless
    whereas even in on at with for during following by from under among amid to besides like instead
"""
OPENERS: Final = frozenset(_OPENERS_WORDS.split())
_FINITE_WORDS: Final = """
    is are was were has have had will would can could may might must shall should does did do says
    said told met won lost gave took made came went saw led held kept left put set found began
    became rose fell hit sent brought built broke ran spoke
"""
_FINITE: Final = frozenset(_FINITE_WORDS.split())
_MIN_WORDS: Final = 8
_APPOSITION: Final = 7
# Where most of a sentence hangs on its tail, the tail is the news.
_MIN_SHARE: Final = 0.4


def tidy(text: str) -> str:
    """The sentence without dateline and leading connective, spaces set right, the first letter a capital."""
    text = re.sub(r" ([,;.!?])", r"\1", " ".join(text.split()))
    if not text.endswith("..."):
        bare = text.rstrip(" .")
        text = bare if bare.endswith(("!", "?")) else bare + text[len(bare) : len(bare) + 1].strip()
    text = _DATELINE.sub("", _CREDIT.sub("", _LINK.sub("", text)), count=1)
    for _ in range(2):
        bare = _CONJUNCTION.sub("", text[lead.end() :] if (lead := _LEAD.match(text)) else text)
        if len(tokens(bare)) < 3:
            break
        text = bare
    return text[:1].upper() + text[1:]


def shorten(text: str, max_words: int) -> str:
    """The sentence cut to ``max_words`` or as near as is safe; itself where no cut is."""
    if count_words(text) <= max_words:
        return text
    text = without_asides(text)
    while count_words(text) > max_words:
        shorter = _without_tail(text)
        if shorter is None:
            break
        text = shorter
    return text


def without_asides(text: str) -> str:
    """The sentence without what stands in brackets or between dashes, where it is whole without."""
    for pattern in (_PARENTHESES, _DASHES):
        text = _without(text, pattern)
    return text


def count_words(text: str) -> int:
    """Words as a reader counts them: what white space separates."""
    return len(text.split())


def _without(text: str, pattern: re.Pattern[str]) -> str:
    """The text less what the pattern finds outside quotation marks, if it can do without."""

    def drop(match: re.Match[str]) -> str:
        before = text[: match.start()]
        quoted = before.count('"') % 2 or before.count("“") > before.count("”") or match.start() == 0
        return match[0] if quoted else (" " if pattern is _DASHES else "")

    bare = pattern.sub(drop, text)
    return bare if _stands(bare) else text


def _without_tail(text: str) -> str | None:
    """The sentence less its last clause, or None where none can go."""
    commas = [match.start() for match in re.finditer(r",\s", text)]
    if not commas:
        return None
    # Only what follows the last comma: "Kim, who leads the party, said …" has its verb after the clause.
    head, tail = text[: commas[-1]].rstrip(), text[commas[-1] + 1 :].strip()
    if not _TAIL.match(tail) or _LIST_END.search(head) or head.endswith(('"', "”", "»")):
        return None
    if count_words(head) < max(_MIN_WORDS, _MIN_SHARE * count_words(text)):
        return None
    if _closes_insertion(text, commas, tail):
        return None
    head = head if head.endswith(".") else head + "."
    return head if _stands(head) else None


def _closes_insertion(text: str, commas: Sequence[int], tail: str) -> bool:
    """Whether the last comma may end an insertion: "men, thought to be fans, singing songs"."""
    if len(commas) < 2 or re.match(_RELATIVE, tail):
        return False
    between = text[commas[-2] + 1 : commas[-1]].strip()
    return count_words(between) <= _APPOSITION or bool(re.match(_RELATIVE, between))


def _stands(text: str) -> bool:
    """Whether a cut sentence can be trusted to be one: a cautious guess, not a parse."""
    words = [word.lower() for word in tokens(text)]
    if len(words) < _MIN_WORDS or words[-1] in STOP:
        return False
    if text.count('"') % 2 or text.count("“") != text.count("”") or text.count("(") != text.count(")"):
        return False
    if words[0] in OPENERS:
        _, comma, main = text.partition(",")
        words = [word.lower() for word in tokens(main)] if comma else []
        if words and re.match(_RELATIVE, words[0]):
            return False
    return any(word in _FINITE or (word.endswith("ed") and len(word) > 4) for word in words[1:])
