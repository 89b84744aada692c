"""What models get wrong in small things, set right by the source: quotation marks around a whole text, signs that
their pieces do not have (½, m², µ), the dozen that is fifteen, basis points, bytes, a list's markers ("(b)" for
« b) »), the dash that says who speaks, the mark of a call or question at the end, "€5 TTC", an octuple winner, the
brackets around whose time it is."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable

from dipx.checks.vocabulary import is_english
from dipx.text.below_zero import with_minus
from dipx.text.feats import with_feats
from dipx.text.growth import changed_by
from dipx.text.normalize import EMPHASIS
from dipx.text.words import plain
from dipx.text.zones import unbracketed
from dipx.translation.opening_calls import with_marks

_QUOTES = re.compile("[\"«»“”„‟‹›]|''|``")
_REPLIES = re.compile(r"(?:(?:R[EeÉé]|T[Rr]|Fwd)[ \u00a0\u202f]?:\s{0,3}){1,9}")
_SENT_ON = re.compile(r"(?:R[EeÉé][ \u00a0\u202f]?:\s{0,3}){0,9}T[Rr][ \u00a0\u202f]?:\s{0,3}\w")
_TR = re.compile(r"\bT[Rr][ \u00a0\u202f]?:")
_SINGLE = re.compile(r"(?<!\w)['‘’]|['‘’](?!\w)")
_ELIDED = re.compile(r"(?<=[^\W\d_])['’](?=[«“\"])")  # « d'« urgence » »
_SINGLY = re.compile(r"(?<!\w)'(?=\w)([^'\n]{1,300}?(?:(?<=\w)'(?=\w)[^'\n]{1,300}?){0,9})'(?!\w)")
_ARTICLE = re.compile(r"(?P<article>L(?:e|a|es)) (?=(?P<noun>[a-z]{3,})\b)")  # left before an English word: "Le quay"
_DU = re.compile(r"\bdu (?=(?P<noun>[a-z]{3,})\b)")
_VIEW = re.compile(r"\b(?:Cue|Vue)(s?)\b")
_DOTS = re.compile(r"(?:…|\.\.\.)\s*$")
_DASH_AT_END = re.compile(r"(?<=\w)\s?[-–—]\s*$")
_WRAPPED = re.compile(r"\"[^\"]*\"|'[^'\"]*'|“[^“”\"]*”")
_WHOLLY = re.compile(r"(?:«\s*([^«»\"“”]*[^«»\"“”\s])\s*»|“([^“”\"«»]+)”|\"([^\"«»“”]+)\")")
_SIGN = re.compile("[²³¹⁰⁴-⁹₀-₉½¼¾⅐-⅞]")
_SIGNED = re.compile(r"\w*[²³¹⁰⁴-⁹₀-₉½¼¾⅐-⅞][\w²³₀-₉]*")
_BASIS = re.compile(r"\bpoints? de base\b|\d ?(?:pb|pdb|bps)\b")
_BASE_POINTS = re.compile(r"\b(?:base|basic|basal|basis)[ -]point(s?)\b")
_MARKERS = re.compile(r"(?<![\w(])(?:[A-Za-z]|\d{1,2})\)(?!\w)")  # « voir a) et b) »: a list's, in the line
_TWELVE = re.compile(r"douz|dizaine|\b12\b")
_DOZEN = re.compile(r"\b(?:(about|around|some|roughly) )?(a|one) (dozen)\b(?: of\b)?", re.I)
# A dash that begins a turn of speech, or an item; no minus sign, no « -t-il ».
_TURN = re.compile(r"\s*([-–—―])(?:(?<=-)\s+|(?<=[–—―])\s*)(?=[^\s\d–—―-]|(?<=\s)\d)")
_DASHED = re.compile(r"\s*[-–—―](?=[^\d\s–—―-]|\s)\s*")

_FIRST = re.compile(r"[\s\"'«“(\[–—-]{0,4}+([^\W\d_]+)(?![^\W_]|\.\w|[@:/_])")
_ORDINAL = re.compile(r"(?<![\w.,])([1-9]\d{0,2})(?:st|nd|rd|th)(?!\w)")
# The English of 162 calls and 652 questions by human translators ends as they do, but for ten questions.
_CALL = re.compile(r"(\?!|!\?|[!?])[\s»”\"')\]]*\Z")
_STATED = re.compile(r"(?<![.\s])\.(?=[»”\"'’)\]]*\Z)")
_BYTES = re.compile(r"(?<![\w.,])(\d+(?:[.,]\d+)?)([ \u00a0\u202f-]?)([kKMGTP])o(?=/s\b|(?![\w'’-]))")
_TAX = re.compile(r"(?<=\d)( (?:thousand|million|billion)| euros)? (HT|TTC)\b")
_WITH_TAX = {"HT": "before tax", "TTC": "including tax"}


def touched_up(text: str, source: str) -> str:
    """The English with such things as ``source`` has them. Idempotent."""
    text = _doubly_quoted(_quoted_as(with_marks(text, source), source), source)
    text = _without_french(text, source)
    if _DOTS.search(source) and (dash := _DASH_AT_END.search(text)):
        text = f"{text[: dash.start()]}..."
    if _SIGN.search(source):
        for token, times in Counter(_SIGNED.findall(source)).items():
            known = re.compile(rf"(?<![\w⁄]){re.escape(unicodedata.normalize('NFKC', token))}(?![\w⁄])")
            if not known.search(source):  # else who knows which of them is meant
                text = _some(known, token, text, times - text.count(token))
    if "\u00b5" in source and "\u03bc" not in source:  # the micro sign; the pieces have the Greek letter
        text = text.replace("\u03bc", "\u00b5")
    if source.count(")") > source.count("("):
        for marker in dict.fromkeys(_MARKERS.findall(source)):
            if f"({marker}" not in source:
                text = text.replace(f"({marker}", marker)
    if _BASIS.search(source):
        text = _BASE_POINTS.sub(r"basis point\1", text)
    if (times := source.count("quinzaine")) and not _TWELVE.search(source):
        said = text.lower().count("about fifteen")
        text = _some(_DOZEN, lambda m: "About fifteen" if m[0][0].isupper() else "about fifteen", text, times - said)
    text = _ORDINAL.sub(_ordinal, text)
    if "HT" in source or "TTC" in source:
        text = _TAX.sub(lambda match: f"{match[1] or ''} {_WITH_TAX[match[2]]}", text)
    if "**" in text and "**" not in source:  # a note's mark: « long*. »
        text = text.replace("**", "*")
    if "*" in source or "_" in source:
        text = _emphasised_as(text, source)
    text = with_feats(changed_by(text, source), source)
    text = _ended_as(with_minus(unbracketed(_with_bytes(text, source), source), plain(source)), source)
    return _forwarded(_capital_as(_dashed_as(text, source), source), source)


def _ordinal(match: re.Match[str]) -> str:
    """``12th`` for the "12nd" of a model, which goes by the last figure."""
    number = int(match[1])
    is_teen = number % 100 in (11, 12, 13)
    return f"{number}{'th' if is_teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _emphasised_as(text: str, source: str) -> str:
    """With the marks for bold and italics that the model does not see, around all of a text and what is the same in
    both: « *Important* : »."""
    for match in EMPHASIS.finditer(source):
        words, mark = match["words"], match["mark"]
        if f"{mark}{words}{mark}" in text:
            continue
        if match[0] == source.strip():
            return text if text.startswith(mark) else f"{mark}{text.strip()}{mark}"
        if len(same := re.findall(rf"(?<![\w*_]){re.escape(words)}(?![\w*_])", text)) == 1:
            text = text.replace(same[0], f"{mark}{words}{mark}", 1)
    return text


def _ended_as(text: str, source: str) -> str:
    """With the mark that ends the source (« Attention ! ») for a full stop."""
    call = _CALL.search(source)
    stop = _STATED.search(text) if call and text.count(call[1]) < source.count(call[1]) else None
    if not call or not stop:
        return text
    is_short = "." in text[: stop.start()].rpartition(" ")[2]  # « Vive les États-Unis ! », "the U.S.!"
    return f"{text[: stop.start() + is_short]}{call[1]}{text[stop.end() :]}"


def _capital_as(text: str, source: str) -> str:
    """With a capital at the beginning where the source has one; no iPhone, pH, or word that the source has in small
    letters."""
    ours, theirs = _FIRST.match(source), _FIRST.match(text)
    if not ours or not theirs or not ours[1][0].isupper() or not theirs[1].islower():
        return text
    if re.search(rf"(?<!\w){re.escape(theirs[1])}(?!\w)", source):
        return text
    start = theirs.start(1)
    return f"{text[:start]}{text[start].upper()}{text[start + 1 :]}"


def _forwarded(text: str, source: str) -> str:
    """« TR : », a mail that is sent on."""
    if not _SENT_ON.match(source):
        return text
    return _REPLIES.sub(lambda match: _TR.sub("Fwd:", match[0]), text, count=1)


def _with_bytes(text: str, source: str) -> str:
    """``2 MB`` for the « 2 Mo » that the English has as the French wrote it."""
    if not (ours := {(number.replace(",", "."), letter) for number, _, letter in _BYTES.findall(source)}):
        return text

    def in_english(found: re.Match[str]) -> str:
        number, gap, letter = found.groups()
        return f"{number}{gap}{letter.replace('K', 'k')}B" if (number.replace(",", "."), letter) in ours else found[0]

    return _BYTES.sub(in_english, text)


def _some(pattern: re.Pattern[str], by: str | Callable[[re.Match[str]], str], text: str, times: int) -> str:
    """The text with the first ``times`` matches replaced: as many as the source has."""
    return pattern.sub(by, text, times) if times > 0 else text


def _dashed_as(text: str, source: str) -> str:
    """With the dash that begins the source, where the model left it out or wrote another."""
    turn = _TURN.match(source)
    if not turn or not any(map(str.isalnum, text)):
        return text
    dashed = _DASHED.match(text)
    if dashed and text[: dashed.end()].strip() == turn[1]:
        return text
    return f"{turn[1]} {text[dashed.end() if dashed else 0 :]}"


def _without_french(text: str, source: str) -> str:
    """Without the little words that were left before English ones, and the « vue » of a caption."""
    if (article := _ARTICLE.match(text)) and source.startswith(article[0]) and _is_new(article["noun"], source):
        text = f"The{text[article.end('article') :]}"
    if " du " in text and " du " in source:
        text = _DU.sub(lambda match: "of the " if _is_new(match["noun"], source) else match[0], text)
    return _VIEW.sub(lambda match: f"View{match[1]}", text) if source.startswith(("Vue ", "Vues ")) else text


def _is_new(word: str, source: str) -> bool:
    """Whether it is an English word and no part of a title: the source has it not, not even as the fake engine turned
    it round."""
    return word not in source and word[::-1] not in source and is_english(word)


def _doubly_quoted(text: str, source: str) -> str:
    """With double quotation marks for the single ones of a text that quotes as much and has no single ones itself."""
    if '"' in text or "'" not in text or _SINGLE.search(_ELIDED.sub("", source)):
        return text
    quoted = _SINGLY.findall(text)
    marks = len(_QUOTES.findall(source))
    if not quoted or marks != 2 * len(quoted) or len(_SINGLE.findall(text)) != marks:
        return text
    return _SINGLY.sub(r'"\1"', text)


def _quoted_as(text: str, source: str) -> str:
    """No quotation marks around all of a text that has none, or a lone one in it; and those of one that is quoted."""
    has_double, has_any = _QUOTES.search(source), _SINGLE.search(source)
    if not has_double and not has_any:
        if _WRAPPED.fullmatch(text) and len(text) > 2:
            return text[1:-1]
        return text.replace('"', "") if text.count('"') == 1 and not re.search(r"\d\"", text) else text
    whole = _WHOLLY.fullmatch(source.strip())
    if whole and text and not _QUOTES.search(text) and not _SINGLE.search(text):
        return f'"{text}"'
    return text
