"""English number words, and the words that may render a French number."""

from __future__ import annotations

from dipx.checks.quantities import Numerals

_CARDINALS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40,
    "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES = {
    "hundred": 100, "thousand": 1000, "million": 10**6, "millions": 10**6, "billion": 10**9, "billions": 10**9,
    "trillion": 10**12, "trillions": 10**12, "bn": 10**9, "mn": 10**6,
}  # fmt: skip
_ORDINALS = {
    "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
    "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30, "fortieth": 40,
    "fiftieth": 50, "sixtieth": 60, "seventieth": 70, "eightieth": 80, "ninetieth": 90, "hundredth": 100,
    "thousandth": 1000, "first": 1, "second": 2,
}  # fmt: skip
_DECADES = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70,
            "eighties": 80, "nineties": 90}  # fmt: skip
_OFFERED: dict[str, tuple[float, ...]] = {
    **{f"{word}s": (value,) for word, value in _ORDINALS.items()},
    **{word: (value, 1900 + value) for word, value in _DECADES.items()},
    "i": (1,), "once": (1,), "single": (1,), "only": (1,), "ones": (1,), "a": (1,), "an": (1,), "another": (1, 2),
    "sole": (1,), "seconds": (2,), "secondly": (2,), "secondary": (2,), "both": (2,), "runner": (2,),
    "couple": (2, 3), "couples": (2,), "pair": (2,), "pairs": (2,), "double": (2,), "doubled": (2,), "doubles": (2,),
    "doubling": (2,), "twice": (2,), "twin": (2,), "twins": (2,), "dual": (2,), "duo": (2,), "either": (2,),
    "neither": (2,), "each": (2, 1), "latter": (2,), "former": (2,), "bilateral": (2,), "biennial": (2,),
    "twofold": (2,), "fortnight": (15, 14, 2), "tandem": (2,), "thirdly": (3,), "tertiary": (3,),
    "triple": (3,), "tripled": (3,), "treble": (3,), "trio": (3,), "thrice": (3,), "threefold": (3,),
    "quarter": (4, 0.25, 25, 15, 3),
    "quarters": (4, 0.25, 75, 3), "quarterly": (4, 3), "quadruple": (4,), "quadrupled": (4,), "fourfold": (4,),
    "quartet": (4,), "weeks": (7, 15, 14), "week": (7, 8), "weekend": (2,), "tenfold": (10,), "decade": (10,),
    "decades": (10, 20), "tens": (10,), "dozen": (12,), "dozens": (12, 10, 20), "score": (20,), "scores": (10, 20),
    "hundreds": (100,), "thousands": (1000,), "century": (100,), "centuries": (100,), "millennium": (1000,),
    "millennia": (1000,), "centenary": (100,), "bicentenary": (200,), "half": (0.5, 2, 30, 50), "halves": (0.5, 2),
    "halved": (0.5, 2), "halftime": (0.5,), "mid": (0.5,), "noon": (12,), "midday": (12,), "midnight": (12, 0, 24),
    "none": (0, 1), "nil": (0,), "no": (0,), "zeros": (0,), "year": (1, 12), "yearly": (1,), "months": (1,),
    "day": (24, 1), "days": (24, 48), "hour": (60, 1), "month": (1, 30), "primary": (1,), "person": (1,),
    "january": (1,), "february": (2,), "march": (3,), "april": (4,), "may": (5,), "june": (6,), "july": (7,),
    "august": (8,), "september": (9,), "october": (10,), "november": (11,), "december": (12,), "teens": (10, 13),
    "teenage": (10,), "prime": (1,), "foursome": (4,), "threesome": (3,), "pence": (0.01,), "percent": (100,),
    "jan": (1,), "feb": (2,), "apr": (4,), "jun": (6,), "jul": (7,), "aug": (8,), "sep": (9,), "sept": (9,),
    "oct": (10,), "nov": (11,), "dec": (12,), "fivefold": (5,), "quintuple": (5,), "sixfold": (6,), "sextuple": (6,),
    "septuple": (7,), "eightfold": (8,), "octuple": (8,),
}  # fmt: skip

ENGLISH = Numerals(
    cardinals=_CARDINALS,
    ordinals=_ORDINALS,
    scales=_SCALES,
    offered=_OFFERED,
    alone_offered=frozenset({"one", "zero", "first", "second"}),
    approximate=frozenset(),
    firm=frozenset("dozen dozens tens scores hundreds thousands half quarter quarters double triple quadruple".split()),
    suffixes={
        "k": 10**3,
        "m": 10**6,
        "mn": 10**6,
        "bn": 10**9,
        "md": 10**9,
        "mrd": 10**9,
        "b": 10**9,
        "tn": 10**12,
    },
    ranges=frozenset({"to", "or", "and", "-", "–", "—"}),
    decimal=".",
    conjunction="and",
    filler="other",
    percent_before="per",
    decades=frozenset(),
    spans={},
    halves=frozenset({"half"}),
    vigesimal=False,
)
