"""Which language a text is in, as far as dipx needs to know: French, English, or another."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from dipx.text.damage import mended
from dipx.text.small_words import ENGLISH, FRENCH

SAMPLE = 20_000  # characters: more does not change the answer
SURE_WORDS = 12  # below this many words a guess is not trusted, and French is assumed
SURE = 0.9
LITTLE = 0.05
CANDIDATES = tuple("fr en de es it nl pt ro ca pl ru ar zh ja tr sv ht oc".split())

# Frequent in news and, but for a few, at least twenty times as frequent as in any other candidate's texts (manuals,
# messages of programs), less what those languages' news would have too. Of 46,721 paragraphs of fourteen other
# languages, kept apart from those, one was taken for French, half of which it was; those taken for English were
# English. They decide 94 % of newstest2013's French sentences of twelve words and more, and all of its 188 articles,
# in 0.2 ms each: the library takes 0.9 ms, and half a second to load.
_WORDS = {
    "fr": frozenset(
        "afin ainsi alors américain américaine américains année années ans après au aucun aujourd aurait aussi "
        "aux avaient avait avant avec avoir avons banque banques beaucoup besoin ce cependant certains ces cet "
        "cette ceux chaque chez cinq comme conseil contre croissance côté dans demande depuis dernier dernière "
        "des dette deux devrait dirigeants doit doivent donc dont droit droits du début déclaré défense déjà "
        "développement effet elle elles encore entre entreprises est et européenne européens eux faire fait faut "
        "fois gouvernement gouvernements groupe grâce guerre histoire homme hui il ils jamais jour jusqu laquelle "
        "les leur leurs lieu loi lors lorsque là maintenant mais manière marché marchés mettre milliards moins "
        "mois moyen même nombreux notre nous nouveau nouvelle nouvelles ont ou où paix par parce partie pas passé "
        "pauvres pays personne personnes peut peuvent plupart plus plutôt politique politiques pour pourraient "
        "pourrait pouvoir première prendre prix problème président puis quand quatre quelques qui rien région "
        "rôle sans secteur selon semble sera serait seront ses seulement société soit sont sous souvent sur "
        "système sécurité taux toujours tous tout toute toutes travail trois trop très une vous à économie "
        "économique économiques également étaient était état états été être".split()
    ),
    "en": frozenset(
        "able about according after against almost already although among and another are around at back banks "
        "based be because become been being better between billion but by called cannot children clear companies "
        "company could council countries country day development did different during east economic economies "
        "economy election enough every fact few financial five for foreign four from further german good "
        "government governments great growth had half has have having he health her here high him his house how "
        "however including increase indeed into investment it its just know law least life likely made many "
        "markets members might money more most mr much my need needs north not now of often others our own peace "
        "people percent policy political poor price prices problems put research risk said says several she "
        "should some south states such take th than that the their them there these they this those three through "
        "thus today too two united very want was way we well were what when where which who why will with women "
        "work world would year years yet you".split()
    ),
}
_KINDS, _SHARE, _OTHERS = 3, 0.15, 0.1  # different ones; of all words; of the other language's beside them
_SEGMENT_SHARE, _FEW, _SURELY = 0.25, 6, 0.99
_WORD = re.compile(r"[^\W\d_]+")


def detect(text: str) -> str:
    """The ISO 639-1 code of ``text``'s language; ``fr`` when the text is too short or too mixed to tell."""
    sample = mended(text[:SAMPLE])[0]
    if len(sample.split()) < SURE_WORDS:
        return "fr"
    if known := _by_words(sample):
        return known
    shares = dict(weighed(sample))
    lang = max(shares, key=lambda name: shares[name])
    return lang if shares[lang] >= SURE or is_neither(shares) else "fr"


def is_neither(shares: Mapping[str, float]) -> bool:
    """Whether by its letters a text is neither French nor English, even where it may be one of several others: Spanish
    and Catalan, say. Of 3,759 French sentences and headlines of twelve words and more none is, of 654 messages of
    programs in Spanish, Italian, Portuguese, Catalan, Occitan and Romanian all are; ``SURE`` alone took 35 for French.
    """
    return shares["fr"] + shares["en"] <= LITTLE


def is_french(paragraph: str) -> bool:
    """Whether a paragraph of a sentence or more is French, and surely."""
    sample = mended(paragraph[:SAMPLE])[0]
    return len(sample.split()) >= SURE_WORDS and _by_words(sample) == "fr"


def _by_words(sample: str) -> str | None:
    """French or English where the small words leave no doubt."""
    counted = Counter(_WORD.findall(sample.lower()))
    found = {lang: [counted[word] for word in words & counted.keys()] for lang, words in _WORDS.items()}
    for lang, counts in found.items():
        ours = sum(counts)
        theirs = sum(sum(other) for name, other in found.items() if name != lang)
        if len(counts) >= _KINDS and ours >= _SHARE * counted.total() and theirs <= _OTHERS * ours:
            return lang
    return None


def weighed(text: str) -> list[tuple[str, float]]:
    """Every language that is known here with its probability, the likeliest first; letters decide, not small words."""
    return [(str(lang), float(share)) for lang, share in _identifier().rank(mended(text[:SAMPLE])[0])]


# What French has and the others have not, and small words of each that French has not. A sentence is in another
# language only where nothing in it is French: a text in two languages, a quotation of whole sentences.
_FRENCH = FRENCH | {"le", "bien", "dit", "déjà", "fait", "non", "oui"}
_ELIDED = re.compile(r"\b(?:[ldcnjsmt]|qu)['’](?=\w\w)", re.IGNORECASE)
_SMALL = {
    "de": "der die das und ist nicht ein eine einen dem den von mit für auf wird hat haben sie ich wir auch bei nach "
    "aus wie dass oder aber sich im zum zur wurde werden war noch nur über",
    "nl": "het een van niet voor met zijn aan ook maar worden wordt naar heeft hebben deze dat wij zij uit bij nog wel",
    "es": "el los las por con para pero más sus del fue está este esta también muy como cuando porque hay había donde",
    "it": "gli di che è della del nel sono anche più questo questa ha dei delle alla suo hanno nella dal degli",
    "pt": "um uma não do da dos das com foi está este esta também muito ao são pelo pela nos mas",
}
_OTHER_WORDS = {
    "en": (ENGLISH - {"an", "as", "but", "in", "or"})  # French or German as well
    | frozenset("also being then so no only day today yesterday year years first last new people said says".split()),
    **{lang: frozenset(words.split()) for lang, words in _SMALL.items()},
}
_ACCENTED = re.compile("[éèêàçùœîôûâ]")
_PLAIN = ("en", "de", "nl")  # which have none of these letters, but in names and loans
# "Roman : ", "Sortie vidéo – " before a title in another language; French alone has a space before its colon.
_LABEL = re.compile(r"\W{0,5}(?P<label>[^\W\d_][^:–—\n]{0,40}?)(?:(?P<space>\s)?:|\s[–—-])\s")
_LONG = 5  # letters; a shorter word may be small in a title


def other_language(segment: str) -> str | None:
    """The language of a sentence that is surely not French: English, German, Dutch, Spanish, Italian or Portuguese.
    ``None`` where there is any doubt. Of 117,000 sentences of French news 47 were taken for English, which they were.
    """
    words = _WORD.findall(segment.lower())
    if _ELIDED.search(segment) or not _FRENCH.isdisjoint(words):
        return None
    found = {lang: small.intersection(words) for lang, small in _OTHER_WORDS.items()}
    best = max(found, key=lambda lang: len(found[lang]))
    if _is_labeled(segment, _OTHER_WORDS[best]):
        return None
    if best in _PLAIN and len(_ACCENTED.findall(segment)) > len(words) // 8:
        return None
    share = sum(word in found[best] for word in words) / max(1, len(words))
    kinds = len(found[best]) - (best not in _PLAIN)  # Spanish, Italian and Portuguese share words with French
    if share >= _SEGMENT_SHARE and (kinds >= _KINDS or (best in _PLAIN and kinds == _KINDS - 1 and share >= 0.5)):
        return best
    if not found[best] or len(words) < _FEW:
        return None
    lang, probability = _identifier().classify(segment)  # half a second for the first such sentence
    return str(lang) if lang in _OTHER_WORDS and probability >= _SURELY else None


def _is_labeled(segment: str, small: frozenset[str]) -> bool:
    """Whether words that may be French say what the rest is, which is in a language with these ``small`` words."""
    label = _LABEL.match(segment)
    if label is None or not small.isdisjoint(_WORD.findall(label["label"].lower())):
        return False
    rest = _WORD.findall(segment[label.end() :])
    is_title = all(len(word) < _LONG or word in small or not word.islower() for word in rest)
    return label["space"] is not None or (is_title and any(map(str.istitle, rest[1:])))


def identifier() -> str:
    """What tells languages apart, and its version."""
    from importlib.metadata import version

    return f"py3langid {version('py3langid')}"


@functools.cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(CANDIDATES)
    return identifier
