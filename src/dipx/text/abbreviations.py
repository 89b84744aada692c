"""Which full stops belong to the word before them: French abbreviations, initials, acronyms, enumerators.

The sets hold words without their last full stop. They are asked only where a capital or a digit follows: no
full stop before a small letter ends a sentence, so most abbreviations need no entry here.
"""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# With just these capitals, before a name: "col" is a mountain pass, "Col. Goïta" an officer.
TITLES = _words("""
    M MM Mme Mmes Mlle Mlles Mr Mrs Ms Dr Drs Pr Prs Prof Me Mes Mgr Mgrs Vve Gén Gal Col Lt Cdt Cpt Capt
    Cne Sgt Maj Adm Cap Sen Rep Gov Rev Hon Pres St Ste Sts Stes Mt Ft Tel Fax
""")
# And who is called so behind an article: "le prof. Petit", or by a part of a rank: "le lt-col. Roux", "l'ex-prés. Roux"
MILITARY = _words("gén gal col cdt cne cpt sgt lt ltn cap prof adj brig prés")
_BEHIND_ARTICLE = frozenset({"le", "du", "au", "l", "lieutenant", "et"})
# Always followed by more of the same sentence.
PREFIXES = _words("av apr bd boul pl env cf tél vs hon c.-à-d i.e e.g op loc dir fg rte imp bât resp")
# Followed by a number: "art. 12", "chap. IV", "janv. 2025"; but "une œuvre d'art. Le musée".
NUMBERED = _words("""
    art al p pp vol chap fig no nos n num réf rés t sect par liv tabl ann alin approx janv févr fév avr
    juil sept oct nov déc fax dép circ aff rens tab let esc apt appt obs req
""")
# Days before the day of a month. What is a word or a name as well needs more to follow: "un jeu. 8 joueurs".
DAYS = _words("lun lund mar mard mer merc jeu jeud ven vend vendr sam dim")
_WORDS_TOO = _words("mer jeu sam vend")
_OF_WORDS = _words(
    "en la un ce de pleine haute mon son notre votre bon beau"
)  # before these as words: "en mer. 12 hommes"
_BOUNDS = _words("max min")
# Before small letters, in a text that has no capitals: there, no capital tells.
SMALL = _words("""
    etc ex env min max hab dép ca ed rev adj tel tél adr int ext resp suppl trad coll adm apt arr stat boul
""")
# A sentence ends here or a name goes on ("Warner Bros. Discovery"): the next word tells.
OPEN_ENDED = _words("inc ltd co corp bros jr sr llc plc univ coll éd trad préf ill cass cie sté éts ets sarl fbg")
BRANDS = frozenset({"Yahoo", "Jeopardy"})  # names that end in "!"
# A letter after these is a label, not an initial: "le plan B. Le gouvernement".
LABELED = _words("""
    vitamine vitamines rayon rayons plan groupe groupes ligne catégorie hépatite classe type série zone
    bloc point niveau grade lettre note annexe salle porte terminal hall bâtiment titre quai pavillon
    escalier formule option
""")
# Words that open a sentence and hardly ever a name. After an acronym or an initial they decide:
# "devant l'O.N.U. Le Conseil…" against "l'U.S. Army".
STARTERS = _words("""
    le la les l un une des du de d ce c cet cette ces ça cela ceci celui celle ceux celles mon ma mes ton
    ta tes son sa ses notre nos votre vos leur leurs je j tu il elle on nous vous ils elles se s me m te y
    en n ne qui que qu quoi dont où quand comment pourquoi combien quel quelle quels quelles lequel
    laquelle lesquels si et ou mais or ni car donc puis ensuite enfin alors ainsi aussi aujourd hier
    demain depuis dès après avant avec sans sous sur dans par pour chez vers contre entre parmi pendant
    durant malgré selon suivant hormis outre à au aux ô lors lorsque lorsqu puisque puisqu comme parce
    quoique quoiqu tandis afin plus moins très trop peu beaucoup assez presque tout toute tous toutes
    aucun aucune nul nulle chaque plusieurs certains certaines quelques quelque personne rien autre autres
    tel telle tels telles même mêmes deux trois quatre cinq six sept huit neuf dix vingt trente cent mille
    premier première dernier dernière autant tant toujours jamais souvent parfois déjà encore bientôt
    désormais maintenant aussitôt cependant toutefois néanmoins pourtant sinon certes bref bien oui non
    voici voilà ici là loin près face grâce faute quant jusqu jusque sauf interrogé interrogée âgé âgée né
    née madame mesdames monsieur messieurs résultat reste faut est sont était ont a avait fut seul seule
    seuls seules
""")
PARTICLES = _words("le la les l de du des d")

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# Also a letter that numbers something, "fig. B", "aff. C-123/18"; a word or an initial is none: "A Lyon", "M. Petit".
_NUMBER = re.compile(r"\d|[IVXLC]+(?![\w'’])|[A-Z]\.\s?\d|[A-Z]-\d|(?:[B-XZ](?![\w'’.-])|A(?=[,;:)]| et |$))")
_ELISION = re.compile(r"(?:[cdjlmnst]|qu|jusqu|lorsqu)['’]", re.IGNORECASE)
_ENUMERATOR = re.compile(r"\d{1,2}|[IVX]{1,5}|[^\W\d_]")
_DOTTED = re.compile(r"(?:[^\W\d_]{2,}-)?(?:[^\W\d_]{1,2}\.-?)+[^\W\d_]{1,2}")
_HYPHENATED_INITIALS = re.compile(r"[^\W\d_a-z]h?\.-[^\W\d_a-z]h?")
# "Bds", "dpt"; a doubled letter is a sound: "Hmm", "Pff".
_CONSONANTS = re.compile(r"(?!.*(.)\1)[B-DF-HJ-NP-TV-XZb-df-hj-np-tv-xz][b-df-hj-np-tv-xz]{1,3}")
_UNIT = re.compile(r"[jhsmp]|min|sec|[kdcmM]?[mgl]|[kM]?W|[kMG]o|ha")
_DAY = re.compile(r"(?:[12]\d|3[01]|0?[1-9])(?:er)?(?!\d|[.,]\d)")
_DAY_OF_LIST = re.compile(
    r"(?:[12]\d|3[01]|0?[1-9])(?:er)?(?:\s*(?:[.,;)/–-]|$)|\s(?:et|ou|au|à|dès|de|janv|févr?|mars|avr|mai|juin|juil|août|sept|oct|nov|déc))"
)
_TIME = re.compile(r"(?:[01]?\d|2[0-4])(?:\s?[hH](?![^\W\d_])|:[0-5]\d)")  # opening hours: "sam. 9h-13h"
_STATE = re.compile(r"(?:Fermé|Ouvert)e?s?\b|(?:Matin|Soir|Après-midi|De \d)")  # "Dim. Fermé": behind a day that opens
_JOINED_DAYS = re.compile(r"[-–/]")
_MINUTES = re.compile(r"[0-5]\d(?!\d|[.,]\d)")
_CENTURIES = re.compile(r"1\d{3}(?!\d)")
_ADVERB = re.compile(r"\w{2,}(?:e|am|em)ment")


def opens_sentence(after: str) -> bool:
    """Whether the text begins with a word that opens sentences rather than names."""
    found = WORD.match(after)
    if found is None:
        return False
    word = found[0].casefold()
    if len(word) == 1 and word not in "yàôo":  # "l'", "qu'", but not the initial "L."
        return word in STARTERS and after[1:2] in {"'", "’"}
    return not STARTERS.isdisjoint((word, word.split("-")[0])) or _ADVERB.fullmatch(word) is not None


def stop_belongs_to_word(before: str, after: str, whole: bool) -> bool:
    """Whether a full stop between these two texts ends an abbreviation and no sentence.

    ``before`` ends with the word, ``after`` begins with a capital or a digit; a few words of each are enough.
    ``whole`` says that ``before`` is all of the sentence so far: then "1." or "IV." is an enumerator.
    """
    *earlier, shown = before.split()
    shown = shown.lstrip("«‹“„\"'‘([—–")
    word = _ELISION.sub("", shown, count=1)
    previous = _ELISION.sub("", earlier[-1], count=1) if earlier else ""
    if whole and not previous and _ENUMERATOR.fullmatch(word):
        return True
    if word.casefold() in PREFIXES:
        return True
    if _is_day(word.casefold(), previous.casefold(), after):
        return True
    if previous[-1:].isdigit() and _UNIT.fullmatch(word):
        if word in {"h", "min"}:  # "9 h. 30"
            return _MINUTES.match(after) is not None
        return word == "p" and after.startswith("100")  # "6 p. 100", as Canada writes percent
    if word in TITLES:
        return True
    if word.casefold() in _BOUNDS and _NUMBER.match(after):  # "max. 3 m"; but "3 m max. 12 élèves sont venus"
        return not any(map(str.isdigit, "".join([*earlier[-2:], word])))
    if _is_listed(word.casefold(), "l" if shown != word else previous.casefold(), after):
        return True
    if word == "ca":  # circa, and not a hasty "ça"
        return _CENTURIES.match(after) is not None
    return _is_initial(word, previous, after)


def is_abbreviation(before: str, after: str, stop: str) -> bool:
    """Whether a stop before a small letter ends no sentence, in a text without capitals."""
    word = _ELISION.sub("", before.split()[-1].casefold().lstrip("«‹“„\"'‘([—–"), count=1)
    if stop != "." or word in SMALL:
        return stop == "." or not opens_sentence(after)  # an ellipsis, or "yahoo! a", amid a sentence
    titles = {title.casefold() for title in TITLES}
    return (word in titles or word in MILITARY or word in NUMBERED or word in OPEN_ENDED) and not opens_sentence(after)


def _is_day(word: str, previous: str, after: str) -> bool:
    """Whether the word, or the last of "lun.-ven", is a day, by the date or the time that follows."""
    *earlier, day = _JOINED_DAYS.split(word)
    if day not in DAYS:
        return False
    is_list = bool(earlier) and earlier[-1].rstrip(".") in DAYS
    if _TIME.match(after):
        return is_list or day not in _WORDS_TOO or previous not in _OF_WORDS
    if _STATE.match(after) and (not previous or previous.endswith((",", ";", ":", "."))):
        return True
    return not earlier and (_DAY_OF_LIST if day in _WORDS_TOO else _DAY).match(after) is not None


def _is_listed(word: str, previous: str, after: str) -> bool:
    if word in NUMBERED:
        return _NUMBER.match(after) is not None
    if not MILITARY.isdisjoint((word, *word.split("-"))):
        return previous in _BEHIND_ARTICLE and not opens_sentence(after)
    if word == "ex":
        return previous.endswith(("p.", "par"))
    return word in OPEN_ENDED and not opens_sentence(after)


def _is_initial(word: str, previous: str, after: str) -> bool:
    if word == "J.-C":
        return previous.casefold() not in {"av.", "apr.", "avant", "après"}
    if _HYPHENATED_INITIALS.fullmatch(word) and word not in {"É.-U", "E.-U"}:
        return True
    if len(word) == 1 and word.isupper():
        if previous.casefold() in LABELED or previous.endswith("°"):
            return False
        return not opens_sentence(after) or _is_particle_of_name(after)
    short = len(word) == 1 and word.isalpha() and word not in "ayào"
    if short or _DOTTED.fullmatch(word) or _CONSONANTS.fullmatch(word):
        return not opens_sentence(after)
    return False


def _is_particle_of_name(after: str) -> bool:
    """A particle and a capital: "Le Pen", "De Gaulle", "D'Ormesson"."""
    first = WORD.match(after)
    if first is None or first[0].casefold() not in PARTICLES:
        return False
    return after[first.end() :].lstrip(" \u00a0\u202f'’")[:1].isupper()
