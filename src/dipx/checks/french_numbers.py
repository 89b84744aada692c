"""French number words, and the words that an English translation may render by a number."""

from __future__ import annotations

from dipx.checks.quantities import Numerals

_CARDINALS = {
    "zéro": 0, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8,
    "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16,
    "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70,
    "huitante": 80, "octante": 80, "nonante": 90,
}  # fmt: skip
_SCALES = {
    "cent": 100, "cents": 100, "mille": 1000, "milles": 1000, "million": 10**6, "millions": 10**6,
    "milliard": 10**9, "milliards": 10**9, "mds": 10**9, "md": 10**9, "billion": 10**12, "billions": 10**12,
    "trillion": 10**18, "trillions": 10**18,
}  # fmt: skip
_STEMS = {
    "deux": 2, "trois": 3, "quatr": 4, "cinqu": 5, "six": 6, "sept": 7, "huit": 8, "neuv": 9, "dix": 10, "onz": 11,
    "douz": 12, "treiz": 13, "quatorz": 14, "quinz": 15, "seiz": 16, "vingt": 20, "trent": 30, "quarant": 40,
    "cinquant": 50, "soixant": 60, "cent": 100, "mill": 1000, "un": 1,
}  # fmt: skip
_ORDINALS = {f"{stem}ième{ending}": value for stem, value in _STEMS.items() for ending in ("", "s")}
# What is said of champions; of all others, "double" and "triple" say too much else to be asked for.
_MULTIPLES = {"quintuple": 5, "sextuple": 6, "septuple": 7, "octuple": 8, "nonuple": 9, "décuple": 10}
_OFFERED: dict[str, tuple[float, ...]] = {
    **{f"{stem}ièmement": (value,) for stem, value in _STEMS.items()},
    "premier": (1,), "première": (1,), "premiers": (1,), "premières": (1,),
    "premièrement": (1,), "unique": (1,), "seul": (1,), "seule": (1,),
    "second": (2,), "seconde": (2,), "secondes": (2,), "seconds": (2,), "secondaire": (2,), "double": (2,),
    "doubles": (2,), "doubler": (2,), "doublé": (2,), "bi": (2,), "couple": (2,), "couples": (2,),
    "paire": (2,), "duo": (2,), "jumeaux": (2,), "jumelles": (2,), "jumelle": (2,), "binôme": (2,), "tandem": (2,),
    "tiers": (3, 1 / 3, 33), "triple": (3,), "tripler": (3,), "triplé": (3,), "trio": (3,), "trimestre": (3, 4, 0.25),
    "trimestres": (3, 4), "trimestriel": (3, 4), "trimestriels": (3, 4), "trimestrielle": (3, 4),
    "trimestrielles": (3, 4), "quart": (4, 0.25, 25, 15), "quarts": (4, 0.25, 75), "quadruple": (4,),
    "quadrupler": (4,), "quadruplé": (4,), "quinquennat": (5,), "quinquennal": (5,), "semestre": (6, 2, 0.5),
    "semestriel": (6, 2), "semaine": (7, 1), "semaines": (7,), "septennat": (7,), "huitaine": (8, 7), "octobre": (10,),
    "décennie": (10,), "décennies": (10,), "dizaine": (10,), "dizaines": (10, 12, 20), "décupler": (10,),
    "douzaine": (12,), "douzaines": (12, 24, 10), "quinzaine": (15, 14, 2, 12), "vingtaine": (20,),
    "trentaine": (30,), "quarantaine": (40,), "cinquantaine": (50,), "soixantaine": (60,), "centaine": (100,),
    "centaines": (100,), "millier": (1000,), "milliers": (1000,), "siècle": (100,), "siècles": (100,),
    "millénaire": (1000,), "millénaires": (1000,), "centenaire": (100,), "bicentenaire": (200,),
    "cinquantenaire": (50,), "quadragénaire": (40,), "quinquagénaire": (50,), "sexagénaire": (60,),
    "septuagénaire": (70,), "octogénaire": (80,), "nonagénaire": (90,), "moitié": (0.5, 2, 50),
    "demi": (0.5, 2, 30, 50), "demie": (0.5, 2, 30, 50), "mi": (0.5, 2), "aucun": (0, 1), "aucune": (0, 1),
    "nul": (0,), "nulle": (0,), "midi": (12,), "minuit": (12, 0, 24), "an": (1, 12), "année": (1, 12),
    "mois": (1,), "jour": (1, 24), "journée": (1, 24), "heure": (1, 60),
    "autre": (1, 2), "janvier": (1,), "février": (2,), "mars": (3,), "avril": (4,),
    "mai": (5,), "juin": (6,), "juillet": (7,), "août": (8,), "septembre": (9,), "novembre": (11,),
    "décembre": (12,), "ère": (1,), "tous": (2,), "toutes": (2,), "millions": (10**6,),
    "celui": (1,), "celle": (1,), "on": (1,), "chacun": (1,), "chacune": (1,), "quelqu": (1,), "lequel": (1,),
    "biennal": (2,), "bilatéral": (2,), "triples": (3,), "quadruples": (4,),
    **{f"{stem}{ending}": (value,) for stem, value in _MULTIPLES.items() for ending in ("", "s")},
}  # fmt: skip
_DECADES: dict[float, tuple[float, ...]] = {float(years): (years / 10,) for years in range(10, 110, 10)}
_SPANS: dict[str, dict[float, tuple[float, ...]]] = {
    "jours": {8: (7, 1), 15: (14, 2)},
    "mois": {12: (1,), 18: (1.5,), 24: (2,)},
    "ans": _DECADES,
    "années": _DECADES,
    "décennies": {float(decades): (decades * 10,) for decades in range(2, 11)},
    "heures": {float(hour): (hour - 12, hour // 24) for hour in range(13, 25)} | {48: (2,), 72: (3,)},
    # A round of a cup is named after its matches in French, after its teams in English.
    "finale": {8: (16,), 16: (32,), 32: (64,)},
}

# Of 275 in human pairs four have no counterpart. Not quarantaine, which is a quarantine too, nor quinzaine.
_APPROXIMATE = frozenset("dizaine douzaine vingtaine trentaine cinquantaine soixantaine centaine millier".split())
_FIRM = frozenset("dizaines douzaines centaines milliers tiers quart quarts moitié double triple".split())
_DEMANDED = frozenset({*_APPROXIMATE, "quadruple", *_MULTIPLES})

FRENCH = Numerals(
    cardinals=_CARDINALS,
    ordinals=_ORDINALS,
    scales=_SCALES,
    offered=_OFFERED,
    alone_offered=frozenset({"un", "une", "neuf", "unième", "cents"}),
    approximate=_DEMANDED,
    firm=_DEMANDED | _FIRM,
    suffixes={
        "k": 10**3,
        "m": 10**6,
        "mn": 10**6,
        "mio": 10**6,
        "md": 10**9,
        "mds": 10**9,
        "mrd": 10**9,
        "mia": 10**9,
    },
    ranges=frozenset({"à", "ou", "et", "voire", "-", "–", "—"}),
    decimal=",",
    conjunction="et",
    filler="autres",
    percent_before="pour",
    decades=frozenset({"années"}),
    spans=_SPANS,
    halves=frozenset({"demi", "demie"}),
    vigesimal=True,
)
