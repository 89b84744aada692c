"""Lines in CAPITALS: in small letters for the model, which has hardly seen capitals; as a headline for the reader.

``checks/casing.txt`` has the words whose usual form is more than small letters without accents: État,
économie, ONU, Pékin. French capitals often lack their accents, so a word is looked up without.
"""

from __future__ import annotations

import re

from dipx.checks.casing import usual_form
from dipx.checks.coverage import FRENCH_LETTERS, lexicon
from dipx.checks.exonyms import common_words
from dipx.checks.name_lists import is_name_alone
from dipx.text.longhand import longhand
from dipx.text.normalize import normalize
from dipx.text.small_words import FRENCH, FRENCH_IN_NAMES, FRENCH_TOO
from dipx.text.sums import signs_first
from dipx.text.words import fold
from dipx.text.zones import bracketed
from dipx.translation.opening_calls import without_marks

_WORD = re.compile(r"[^\W\d_]+")
_RUN = re.compile(r"\b[A-ZÀ-ÖØ-ÞŒ]{2,}(?:[ ,:'’-]+[A-ZÀ-ÖØ-ÞŒ]+)+\b")
# Capitals go without the accent of "à"; before a participle it is the verb, after a hyphen too ("y a-t-il").
_A = re.compile(r"(?<![\w'-])a (?=[\w'])(?![a-zé]\w*(?:é|és|ée|ées|i|is|it|u|us|ert)\b|(?:pas|plus)\b)")
_LEAST_LETTERS = 4  # of the longest word that is no acronym: "ONU" and "CAC 40" are no lines in capitals
_VOWELS = frozenset("aeiouyàâäéèêëîïôöùûüœæ")
# Which witness nothing and are therefore not in the lexicon.
_LITTLE = FRENCH | FRENCH_TOO | FRENCH_IN_NAMES | {"avoir", "moi", "non", "oui", "toi"}
_ENGLISH_ACRONYMS = frozenset("AIDS BBC CIA EU FBI GDP HIV IMF NASA NATO PM TV UK UN US USA VAT WHO WTO".split())
_ROMAN = re.compile(r"[IVXLCDM]+")
_ENDS = re.compile(r"[.!?…][\"'”’)\]]*$")
# Codes that stand alone in a cell or a field and look like words.
_CODES = frozenset(
    "NULL TRUE FALSE NONE NAN TODO TBD JSON HTML YAML HTTP HTTPS UTF ASCII UUID GUID COVID IBAN ISBN ISSN SIRET SIREN "
    "INSEE IMEI".split()
)
# Words of three letters that a cell or a heading has alone; others are taken for acronyms.
_SHORT_WORDS = frozenset("OUI NON NOM RUE FIN VUE PRÉ MOI TOI LUI ÂGE AGE SUR BUT CAS LOI MER ROI THÉ VIN EAU".split())
# A few words and nothing else in quotation marks: with them, the model makes "Bonday" of « Bonjour ».
_QUOTED_WORDS = re.compile(r'" ?([^\W\d_][^" ]*(?: [^" ]+){0,2}?) ?"')
_CODE = re.compile(r"[A-Z][A-Z\d]+(?:[_/.-][A-Z\d]+)*|N/A|[Nn]/?[aA]|NaN|null|nan|true|false")
# Words that a headline keeps small (as the AP and Chicago styles do), unless they begin it.
_SMALL = frozenset("a an and as at but by for from in into nor of on or over per than the to up via vs with".split())
_GOES_ON = re.compile(r" [\"'“‘(]?\w")  # behind an article; the A of "Annex A – Marks" is none
_LETTERED = re.compile(r"(?<![\w.,])\d{1,4}[A-DFINO-RT-Z](?!\w)")  # 27A, but not 10H, 5M, 2E
_OPENS = re.compile(r"(?:(?<!\b[apAP]\.[mM])\.|[!?:–—]) ?[\"'“‘(]?$")
_TITLE = re.compile(r"(?<![\w'])(?:[apAP]\.[mM]\b|[^\W\d_][^\W_]*(?:['’][^\W\d_]+)*)")


def for_model(text: str) -> str:
    """The text as the model should see it: ``normalize`` and ``longhand``, a line in capitals in small letters,
    the sign of the euro first, and whose time it is in brackets."""
    written = normalize(text)
    text = bracketed(longhand(written))
    if quoted := _QUOTED_WORDS.fullmatch(text):
        text = quoted[1]  # ``touch_up.py`` puts the marks back
    text = without_marks(text)
    if text.islower() and is_name_alone(text):
        text = text.capitalize()  # of « anne », a caption's name as it comes in small letters, a model makes "year"
    # What is written out is so in small letters.
    return signs_first(lowered(text) if is_shouted(text) or is_shouted(written) else text)


def is_code(text: str) -> bool:
    """Whether the text is one code and no more (NULL, ISBN, ``true``): capitals that are no French word or name."""
    text = text.strip()
    if not _CODE.fullmatch(text) or longhand(text) != text:
        return False
    if not text.isupper() or text == "N/A" or any(map(str.isdigit, text)):
        return True
    return all(word in _CODES or _is_unheard(word) for word in _WORD.findall(text))


def _is_unheard(word: str) -> bool:
    return len(word) >= _LEAST_LETTERS - 1 and _form(word) is None and not _is_known(word.lower())


def is_shouted(text: str) -> bool:
    """Whether all letters are capitals, and not only because the words are acronyms."""
    if text.strip(" .:!?") in _SHORT_WORDS:
        return True
    return text.isupper() and any(len(word) >= _LEAST_LETTERS and not _is_acronym(word) for word in _WORD.findall(text))


def lowered(text: str) -> str:
    """A line in capitals as a French writer would write it: small letters, names and acronyms with theirs."""
    made = in_small_letters(text)
    first = _WORD.search(made)
    return made if first is None else made[: first.start()] + _capitalized(first[0]) + made[first.end() :]


def in_small_letters(text: str) -> str:
    """The same within a sentence."""
    made = _WORD.sub(lambda match: _written(match[0], text[match.start() - 1 : match.start()]), text)
    return _A.sub("à ", made)


def lowered_runs(text: str) -> str:
    """The text with each run of two and more words in capitals lowered; what else it says stays as it is."""
    return _RUN.sub(lambda match: lowered(match[0]) if is_shouted(match[0]) else match[0], text)


def headline(target: str, source: str) -> str:
    """The English of a line in capitals: a headline with its words' capitals, a sentence with its first letter's.

    What is not ``is_shouted`` by its ``source`` is returned as it is. Idempotent.
    """
    if not is_shouted(source):
        return target
    if target.isupper():
        target = _WORD.sub(lambda match: match[0] if _stays(match[0]) else match[0].lower(), target)
    if _ENDS.search(source.rstrip(' "»”')) and len(source.split()) > 2:
        first = _WORD.search(target)
        return target if first is None else target[: first.start()] + _capitalized(first[0]) + target[first.end() :]
    matches = list(_TITLE.finditer(target))
    edges = {match.start() for match in (*matches[:1], *matches[-1:])}
    edges |= {match.start() for match in matches if _OPENS.search(target, max(0, match.start() - 3), match.start())}
    edges |= {match.start() for match in matches if match[0] == "a" and not _GOES_ON.match(target, match.end())}
    target = _TITLE.sub(lambda match: _titled(match[0], is_edge=match.start() in edges), target)
    for code in dict.fromkeys(_LETTERED.findall(source)):
        target = re.sub(rf"(?<!\w){code}(?!\w)", code, target, flags=re.I)
    return target


def _titled(word: str, *, is_edge: bool) -> str:
    if "." in word:
        return word.lower()  # 8 p.m.
    if not is_edge and word.lower() in _SMALL:
        return word.lower() if word.istitle() or len(word) == 1 else word
    return _capitalized(word)


def _capitalized(word: str) -> str:
    return word[0].upper() + word[1:]


def _is_acronym(word: str) -> bool:
    return word in _CODES or bool(_ROMAN.fullmatch(word)) or _form(word) == word or not _VOWELS & set(word.lower())


def _stays(english: str) -> bool:
    return english in _ENGLISH_ACRONYMS or _is_acronym(english)


def _written(word: str, before: str) -> str:
    """One word's usual form. What neither list knows is a name if it is long, and an acronym if it is short."""
    form = _form(word)
    if form is not None:
        return form
    lower = word.lower()
    if len(word) < 2 or before == "'" or _is_known(lower):
        return lower
    if len(word) < _LEAST_LETTERS or _is_acronym(word):
        return word
    return word.capitalize()


def _form(word: str) -> str | None:
    """The listed form; one that has other accents than the word itself is another word."""
    form = usual_form(word)
    has_accents = not word.isascii()
    return None if form is None or (has_accents and form.lower() != word.lower()) else form


def _is_known(lower: str) -> bool:
    if len(lower) < 3 or lower in _LITTLE:
        return True
    word = fold(lower)
    return any(form[:FRENCH_LETTERS] in lexicon() or form in common_words() for form in (word, word.rstrip("sx")))
