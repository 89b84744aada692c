"""Names and numbers that are the same in every language: roads, indices, accounts, registrations, versions, laws.

What a translation may rightly change is none: ``UE27`` is EU27, ``T1 2024`` is Q1, ``2.200.112`` may be a number.
"""

from __future__ import annotations

_SPACE = "[ \u00a0\u202f]"
_GAP = "[ \u00a0\u202f.-]"
_INDICES = "CAC|SBF|DAX|MDAX|FTSE|IBEX|AEX|SMI|Nikkei|Nasdaq|Stoxx|STOXX|Russell|S&P"
_END = r"(?![\w-]|[.,/]\d)"

# Alternatives for one verbose pattern. A named group is the token where what stands before it tells it; every
# repetition is bounded.
CODES = rf"""
    (?<![\w-])(?:RN|RD|RNIL){_SPACE}?\d{{1,4}}(?:bis)?{_END}                  # roads
    |\b(?:autoroutes?|nationale|départementale|routes?){_SPACE}(?P<road>[ADNEM]{_SPACE}\d{{1,4}}){_END}
    |(?<![\w-])(?:{_INDICES}){_SPACE}\d{{2,4}}{_END}                                   # CAC 40
    |(?<![\w-])[A-Z]{{2}}\d{{2}}(?:{_SPACE}?[A-Z\d]{{4}}){{3,7}}(?:{_SPACE}?[A-Z\d]{{1,3}})?(?!\w)   # IBAN
    |\b(?:BIC|SWIFT)\b[^\w\n]{{0,5}}(?:(?:est|is)\b[^\w\n]{{0,3}})?(?P<bank>[A-Z]{{6}}[A-Z\d]{{2}}(?:[A-Z\d]{{3}})?)(?!\w)
    |(?<![\w-])(?=[A-Z]{{0,23}}\d)(?=\d{{0,23}}[A-Z])[A-Z\d]{{8,24}}(?![\w-])               # BE0768880101
    |(?<![\w-])(?!UE|CE\d|ES\d|T\d\d|VIH|ADN|ARN)[A-Z]{{1,3}}\d{{2,6}}[A-Z]?{_END}          # A86, AF447
    |(?<![\w-])(?:[A-Z]{{2}}-\d{{3}}-[A-Z]{{2}}|[A-Z]{{2,6}}-\d{{3,6}}(?:-\d{{1,7}}){{0,3}}){_END}   # plates, CVE
    |(?<![\d.,])\d{{3}}{_SPACE}\d{{3}}{_SPACE}\d{{3}}{_SPACE}\d{{5}}(?!\d)             # SIRET
    |\b(?:RCS|SIREN|Siren)\b[^\d\n]{{0,25}}(?P<firm>\d{{3}}(?:{_SPACE}?\d{{3}}){{2}})(?!{_SPACE}?\d)
    |(?<![\w-])97[89][ -]\d{{1,5}}[ -]\d{{1,7}}[ -]\d{{1,7}}[ -][\dX](?!\w)            # ISBN
    |(?<![\w+.,-])(?:\+\d{{1,3}}{_GAP}?(?:\(0\){_GAP}?)?\d|0\d)(?:{_GAP}\d{{2}}){{4}}(?![\w-]|[.,]\d)   # telephones
    |(?<![\w.,])(?!\d{{1,3}}(?:\.\d{{3}})+{_END})(?!\d{{1,2}}\.\d{{1,2}}\.\d{{2,4}}{_END})[vV]?\d{{1,5}}(?:\.\d{{1,5}}){{2,4}}{_END}
    |(?<!\w)[LRDA]\.{_SPACE}?\*?\d{{1,4}}(?:-\d{{1,3}}){{1,5}}{_END}                   # L. 121-3-1
    |\d{{1,3}}°{_SPACE}?\d{{1,2}}['’′]{_SPACE}?(?:\d{{1,2}}(?:[.,]\d{{1,6}})?(?:["″”]|''))?   # 48° 51′ 24″
"""

# What its surroundings made a token in French (autoroute A 10), as it may stand in the English.
ALONE = (
    rf"(?<!\w)(?:[ADNEM]{_SPACE}?\d{{1,4}}|[A-Z]{{6}}[A-Z\d]{{2}}(?:[A-Z\d]{{3}})?"
    rf"|\d{{3}}(?:{_SPACE}?\d{{3}}){{2}})(?!\w)"
)
