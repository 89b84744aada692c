"""What should stand in the English as it was: words in other scripts, codes, quotations that are English already."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from dipx.checks.base import sentence
from dipx.checks.coverage import FRENCH_LETTERS, lexicon
from dipx.checks.letters import lost_letters
from dipx.checks.references import lost_references
from dipx.checks.untranslated import french_marks
from dipx.document import Finding, Severity
from dipx.text.scripts import foreign
from dipx.text.small_words import ENGLISH
from dipx.text.words import plain, words

# A code is letters with a number (RN 20), or numbers that belong together (121-3-1, L. 121-3).
_CODE = re.compile(r"(?<![\w-])([A-Z]{1,5})[ -]?(\d{1,4})(?![\w/]|[.,]\d)")
# What a code needs, sought first: of a sentence with digits few have one.
_HINTS = re.compile(r"[A-Z][ -]?\d|\d-\d|[LRDA]\. ?\*?\d")
_TRANSLATED = frozenset("T S J H VIH SRAS ADN ARN UE OTAN ES".split())  # T1 is Q1, S1 H1, J-1 D-1
_COMPOUND = re.compile(
    r"(?<![\w.,/°-])\d{1,5}(?:-\d{1,5}){2,8}(?![\w-]|[.,/]\d)"
    r"|(?<!\w)[LRDA]\. ?\*?\d{1,4}(?:-\d{1,3}){1,5}(?![\w-]|[.,/]\d)"
)
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>«»\"]{1,2000}|\b[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,255}|(?<![\w@])@\w{3,40}|(?<!\w)[A-Z]:\\[^\s<>«»\"]{1,260}"
)
_ADDRESS_ENDS = ".,;:!?)]}'’…-"
_DATE = re.compile(r"\d{1,2}-\d{1,2}-\d{4}|\d{4}-\d{1,2}-\d{1,2}")
_QUOTED = re.compile(r"«([^«»]{8,300})»|“([^“”]{8,300})”|\"([^\"]{8,300})\"")
# Of what people say, and shout.
_ENGLISH = ENGLISH | frozenset(
    "am does get go him just let like make off us why yes i no too never again love free people always stop "
    "great".split()
)
_LEAST_WORDS, _LEAST_ENGLISH = 3, 2
_LEAST_LETTERS = 4  # of a word: of three letters nobody knows (MER 3)
_SHOWN = 3
_MOST = 100  # that are looked for: a text of nothing else must not take for ever


def check(source: str, target: str) -> Finding | None:
    """An error for what is not in the target letter for letter: addresses, words in scripts that neither language has,
    numbers that are a code; for letters of another script that only the target has; and where a code has other letters
    before its number. A warning for a quotation in English that came out otherwise, and for a volume, page or article
    that is none."""
    lost = list(_lost(source, target))
    quotations = [] if lost else _changed_quotations(source, target)
    references = list(lost_references(plain(source), plain(target)))
    if not lost and not quotations and not references:
        return None
    severity: Severity = "error" if lost else "warning"
    changed = [f"in the source in English, in other words here: “{text}”" for text in quotations]
    said = [*(lost or changed), *references][:_SHOWN]
    return Finding("kept", severity, sentence(said), source, target)


def _lost(source: str, target: str) -> Iterator[str]:
    if not source.isascii() or not target.isascii():
        yield from _other_scripts(source, target)
    if any(hint in source for hint in ("@", "://", "www.", ":\\")):
        yield from _addresses(source, target)
    if _HINTS.search(plain(source)):
        yield from _codes(plain(source), plain(target))
    yield from lost_letters(plain(source), plain(target))


def _other_scripts(source: str, target: str) -> Iterator[str]:
    """A lone letter (β, Ω) may be spelled out."""
    for run in foreign(source)[:_MOST]:
        if len(run) > 1 and run not in target:
            yield f"not in the translation: {run}"
    for run in foreign(target)[:_MOST]:
        if run not in source:
            yield f"not in the source: {run}"


def _addresses(source: str, target: str) -> Iterator[str]:
    """Of the web, of mail, of a social network, of a file."""
    for match in islice(_ADDRESS.finditer(source), _MOST):
        address = match[0].rstrip(_ADDRESS_ENDS)
        if address not in target:
            yield f"not in the translation: {address}"


def _codes(source: str, target: str) -> Iterator[str]:
    for match in islice(_COMPOUND.finditer(source), _MOST):
        numbers = re.findall(r"\d+", match[0])
        if not _DATE.fullmatch(match[0]) and not re.search(
            rf"(?<!\d){'[^0-9A-Za-z]{1,2}'.join(numbers)}(?![-.]?\d)", target
        ):
            yield f"not in the translation: {match[0]}"
    ours = _CODE.findall(source)
    if not ours:
        return
    theirs: dict[str, list[str]] = {}
    for letters, number in _CODE.findall(target):
        theirs.setdefault(number, []).append(letters)
    for letters, number in dict.fromkeys(ours):
        found = theirs.get(number, [])
        if found and not _is_translated(letters) and not any(_is_same(letters, other) for other in found):
            yield f"{found[0]} {number} for {letters} {number}"


def _is_translated(letters: str) -> bool:
    """Whether these are no code: « HOMME 1 », « ACTE 2 » are words in capitals."""
    return letters in _TRANSLATED or (len(letters) >= _LEAST_LETTERS and letters.lower()[:FRENCH_LETTERS] in lexicon())


def _is_same(ours: str, theirs: str) -> bool:
    """RN 20 may be N20."""
    return ours.endswith(theirs) or theirs.endswith(ours)


def _changed_quotations(source: str, target: str) -> list[str]:
    said = f" {' '.join(words(target))} "
    return [text for text in english_quotations(source) if f" {' '.join(words(text))} " not in said]


def english_quotations(text: str) -> list[str]:
    """What stands between quotation marks and is English."""
    if '"' not in text and "«" not in text and "“" not in text:
        return []
    found = (next(filter(None, match.groups())) for match in islice(_QUOTED.finditer(text), _MOST))
    return [quotation.strip() for quotation in found if _is_english(quotation)]


def _is_english(text: str) -> bool:
    said = words(text)
    is_likely = len(said) >= _LEAST_WORDS and sum(word in _ENGLISH for word in said) >= _LEAST_ENGLISH
    return is_likely and not french_marks(text)
