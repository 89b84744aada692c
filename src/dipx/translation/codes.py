"""Names and numbers that are the same in every language: roads, indices, accounts, registrations, telephones, versions,
laws.

What a translation may rightly change is none: ``UE27`` is EU27, ``T1 2024`` is Q1, ``2.200.112`` may be a number.
"""

from __future__ import annotations

import re

_SPACE = "[ \u00a0\u202f]"
_LETTER = "[A-ZÀ-ÖØ-ÞŒ]"
_ODD = "[À-ÖØ-ÞŒ]"  # which a model writes without its accent
_GAP = "[ \u00a0\u202f.-]"
_INDICES = "CAC|SBF|DAX|MDAX|FTSE|IBEX|AEX|SMI|Nikkei|Nasdaq|Stoxx|STOXX|Russell|S&P"
BEARING = (
    rf"\d{{1,3}}(?:[.,]\d{{1,6}})?°{_SPACE}?(?:\d{{1,2}}(?:[.,]\d{{1,6}})?['’′]{_SPACE}?"
    rf"(?:\d{{1,2}}(?:[.,]\d{{1,6}})?(?:[\"″”]|''|’’))?(?:{_SPACE}?[NSEOW]\b(?!['’]))?|[NSEOW]\b(?!['’]))"
)
"""A latitude or longitude; its O is the French for west."""
BYTES = rf"\d{{1,4}}(?:{_SPACE}\d{{3}})?(?:,\d{{1,2}})?{_SPACE}?[kKMGT]o"
"""So many bytes, in French."""
_END = r"(?![\w-]|[.,/]\d)"

_ABOUT = r"[^\d\n]{0,25}(?<!\w)"  # between a word that announces a number and the number
_GROUPED = rf"[1-9]\d{{0,2}}(?:{_SPACE}\d{{3}}){{1,5}}"  # 1 450 000: how a quantity is written
# One or several, after a year.
_QUANTITY = rf"(?:(?:1[89]|20)\d\d{_SPACE})?{_GROUPED}(?:{_SPACE}{_GROUPED}){{0,4}}(?!{_SPACE}?\d)"
_STREET = "rue|avenue|av\\.|boulevard|bd|place|chemin|allée|impasse|quai|route|cours|square|BP|CS|cedex|CEDEX|adresse"
_DIALED = (
    "(?:[Tt]él|TÉL|[Ff]ax|[Pp]ortable|[Mm]obile|GSM|SMS|[Aa]ppel|[Cc]ompos|[Jj]oign|[Jj]oindre|[Nn]uméro|[Ss]tandard)"
)
_NUMBERED = "(?:[Nn][°º]|[Nn]uméros?|NUMÉRO|[Rr]éf(?:érence)?|[Mm]atricule|[Cc]ompte)"
# What a number alone is the name of, and no verb or plural, which would count; what may stand behind such a number.
_KINDS = (
    "réf(?:érence)?\\.?|matricule|dossier|lot|vol|train|TGV|TER|bus|chambre|article|art\\.|carte|contrat|police|brevet|"
    "série|ticket|licence|version|chapitre|parcelle|client|abonné|devis|procédure|requête|décret|arrêté|appartement|bureau|casier"
)
_NAMING = (
    rf"(?:(?i:n[°º]s?|no|numéro){_SPACE}?(?:d(?:e{_SPACE}|['’])[a-zé]{{2,15}}{_SPACE}?:{_SPACE}?)?|(?i:réf\.?|référence|matricule){_SPACE}?:?{_SPACE}?"
    rf"|(?i:{_KINDS}){_SPACE}(?:[A-Z]{{2,3}}{_SPACE})?)"
)
_NO_QUANTITY = (
    rf"(?!{_SPACE}?[€$£%°])(?!{_SPACE}(?:(?:mille|millions?|milliards?|euro|franc|dollar|k?m|k?g|ha|h|pour{_SPACE}cent|par|en{_SPACE}moyenne|[kM]Wh?|litre|tonne)\b"
    rf"|(?!(?:dans|sous|pas|plus|depuis|après|vers|sans|chez|les|des|aux|alors|puis|mais)\b)[a-zà-ÿ'’-]{{2,30}}[sx]\b))"
)
_NO_COUNT = rf"(?!{_SPACE}d(?:e\b|['’])){_NO_QUANTITY}"

# What has parts, whose number is no quantity: « l'article 1.234 », one or several.
_PARTS = (
    rf"(?:\d{{1,4}}(?:\.\d{{1,4}}){{1,3}}|\d{{1,3}}(?:{_SPACE}\d{{3}}){{1,2}})"
    rf"(?![\w-]|[.,/]\d|{_SPACE}\d){_NO_QUANTITY}"
)
_PARTED = (
    rf"(?:(?i:versions?|v\.|articles?|art\.|chapitres?|chap\.|sections?|sect\.|paragraphes?|alinéas?|annexes?|figures?|fig\."
    rf"|tableaux?|normes?|§+|n[°º]s?|no|numéros?){_SPACE}?|(?:ISO|NF|EN|DIN|IEC|CEI|RFC|Windows|Android|iOS|macOS|Ubuntu|Debian|Linux"
    rf"|Firefox|Chrome|Python|Java|PHP|Bluetooth){_SPACE})"
)

ONE_MORE = re.compile(rf"(?:,|{_SPACE}(?:et|ou|à)){_SPACE}(?:l['’]|l[ae]{_SPACE})?(?P<parted>{_PARTS})")
"""Behind a ``parted`` one: « les articles 1.234 et 1.235 »."""

# Alternatives for one verbose pattern. A named group is the token where what stands before it tells it; every
# repetition is bounded.
CODES = rf"""
    (?<![\w-])(?:RN|RD|RNIL){_SPACE}?\d{{1,4}}(?:bis)?{_END}                  # roads
    |\b(?:autoroutes?|nationale|départementale|routes?){_SPACE}(?P<road>[ADNEM]{_SPACE}\d{{1,4}}){_END}
    |\b[Ll](?:a|es){_SPACE}(?P<trunk>[ND]{_SPACE}\d{{1,4}}){_END}                       # la N 12
    |(?<![\w-])(?:{_INDICES}){_SPACE}\d{{2,4}}{_END}                                   # CAC 40
    |(?<![\w-])[A-Z]{{2}}\d{{2}}(?:{_SPACE}?[A-Z\d]{{4}}){{3,7}}(?:{_SPACE}?[A-Z\d]{{1,3}})?(?!\w)   # IBAN
    |\b(?:BIC|SWIFT)\b[^\w\n]{{0,5}}(?:(?:est|is)\b[^\w\n]{{0,3}})?(?P<bank>[A-Z]{{6}}[A-Z\d]{{2}}(?:[A-Z\d]{{3}})?)(?!\w)
    |(?<![\w-])(?=[A-Z]{{0,63}}\d)(?=\d{{0,63}}[A-Z])[A-Z\d]{{8,64}}(?![\w-])               # BE0768880101
    |(?<![\w-])(?!UE|CE\d|ES\d|T\d\d|VIH|ADN|ARN)[A-Z]{{1,3}}\d{{2,6}}[A-Z]?{_END}          # A86, AF447
    |(?<![\w-])(?:[A-Z]{{2}}-\d{{3}}-[A-Z]{{2}}|[A-Z]{{2,6}}-\d{{3,6}}(?:-\d{{1,7}}){{0,3}}
        |[A-Z]{{2,5}}-[A-Z]{{1,3}}\d{{2,6}}){_END}                                           # plates, CVE, AFP-AA11
    |(?<![\w/-])(?=[A-Z\d/-]{{0,12}}{_ODD})(?=[^\d\s]{{0,12}}\d)(?!{_LETTER}{{3,8}}-(?:19|20)\d\d)   # É-204-B
        (?:{_LETTER}|\d){{1,8}}(?:[/-]?(?:{_LETTER}|\d){{1,8}}){{0,5}}{_END}
    |(?<![\w-]){_NAMING}   # lot B7
        (?P<coded>(?=[^\d\s]{{1,12}}\d){_LETTER}{{1,8}}(?:[/-]?(?:{_LETTER}|\d){{1,8}}){{1,5}}){_END}
    |(?<![\w.,])[vV]\d{{1,5}}\.\d{{1,5}}{_END}
    |(?<![\w.,])(?!\d{{1,3}}(?:\.\d{{3}})+{_END})(?!\d{{1,2}}\.\d{{1,2}}\.\d{{2,4}}{_END})[vV]?\d{{1,5}}(?:\.\d{{1,5}}){{2,4}}
        (?:-?(?:alpha|beta|a|b|rc|dev|pre|post)[.-]?\d{{0,4}})?{_END}
    |(?<![\w.,/-])\d{{1,4}}{_SPACE}?(?:bis|ter|quater)(?![\w-])                           # 2bis, rue Hoche
    |(?<![\w.,°])(?:\d{{1,2}}h)?\d{{1,3}}['’′][0-5]\d                                            # 1'02''
        (?:''|’’|[″”]|"(?=\d|[\s.,;:)]|$))(?:\d{{1,3}})?(?!\w)
    |(?<!\w)[LRDA]\.{_SPACE}?\*?\d{{1,4}}(?:-\d{{1,3}}){{1,5}}{_END}                   # L. 121-3-1
    |(?<![\w.,/-])\d{{4}}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:[.,]\d{{1,9}})?)?(?:Z|[+-]\d\d:?\d\d)?(?!\w)
    |(?<![\w.,:])\d\d:\d\d:\d\d,\d{{3}}(?!\d)                                              # 00:01:02,500
    |(?<![\w.,])\d{{1,4}}(?:\.\d{{1,3}})?(?:,\d{{1,4}}(?:\.\d{{1,3}})?){{2,30}}(?!\w|[.,]\d)     # 255,0,0 and 38,40,42
    |(?<![\w.,])-?\d{{1,3}}\.\d{{2,12}},-?\d{{1,3}}\.\d{{2,12}}(?!\w|[.,]\d)                     # 48.85,2.35
    |(?<![\w.,])(?<!\d{_SPACE}){BYTES}(?![\w'’/-])                                         # 2 Mo, which are 2 MB
    |(?<![\w.,])(?<!\d{_SPACE})(?:\d{{1,3}}{_SPACE}?ha{_SPACE})?\d{{1,2}}{_SPACE}?a{_SPACE}\d{{1,2}}
        {_SPACE}?ca(?![\w'’-])                                                            # 1 ha 25 a 30 ca
    |(?<![\w.,])(?<!\d{_SPACE})\d{{1,3}}{_SPACE}?ha{_SPACE}(?:\d{{1,2}}{_SPACE}?ca(?![\w'’-])|\d{{1,2}}{_SPACE}?a(?={_SPACE}?[,;:.)»]|$))
"""

NUMBERS = rf"""
    (?<![\w-])(?:FR{_SPACE}?[A-Z\d]{{2}}(?:{_SPACE}\d{{3}}){{3}}
        |(?:BE|CHE|ATU|LU){_GAP}?(?=(?:{_GAP}?\d){{8,10}}(?!\d))\d[\d \u00a0\u202f.]{{6,12}}\d)(?!\w)
    |\b(?:TVA|VAT){_ABOUT}
        (?P<tax>[A-Z]{{2,3}}[ -]?(?:[A-Z\d]{{2}}(?:{_GAP}?\d{{2,4}}){{2,4}}|\d(?:{_GAP}?\d){{6,12}}))(?!\w)
    |(?<![\d.,])\d{{3}}{_SPACE}\d{{3}}{_SPACE}\d{{3}}{_SPACE}\d{{5}}(?!\d)             # SIRET
    |\b(?:RCS|SIRE[NT]|[Ss]ire[nt]|RNA|BCE){_ABOUT}(?P<firm>\d{{3}}(?:{_GAP}?\d{{3}}){{2}})(?!{_SPACE}?\d)
    |(?<![\w-])97[89][ -]\d{{1,5}}[ -]\d{{1,7}}[ -]\d{{1,7}}[ -][\dX](?!\w)            # ISBN
    |(?<![\w+.,-])(?:\+\d{{1,3}}{_GAP}?(?:\(0\){_GAP}?)?\d|0\d)(?:{_GAP}\d{{2}}){{4}}(?![\w-]|[.,]\d)   # telephones
    |(?<![\w+.,-])\+(?!\d{{1,3}}(?:{_SPACE}\d{{3}}){{1,2}}(?!{_GAP}?\d))(?=(?:{_GAP}?[(]?\d[)]?){{8,15}}(?!{_GAP}?\d))
        \d{{1,3}}(?:{_GAP}?[(]?\d{{1,10}}[)]?){{1,6}}(?!\w)                                   # +1 514 555-0199
    |(?<![\w+.,-])(?:\(\d{{3}}\){_GAP}?|(?:1-)?\d{{3}}-)\d{{3}}-\d{{4}}(?![\w-])             # (514) 555-0199
    |(?<![\w+.,/-])0\d{{1,3}}/\d{{2,3}}(?:{_GAP}?\d{{2}}){{2,3}}(?![\w/])                      # 02/555.12.12
    |\b{_DIALED}{_ABOUT}(?P<dialed>\d\d{_SPACE}\d\d|0\d{{3}}{_SPACE}\d{{3}}{_SPACE}\d{{3}}){_END}(?!{_SPACE}\d)
    |\b(?:le|au|du){_SPACE}(?P<short>3\d{_SPACE}\d\d){_END}(?!{_SPACE}\d)                    # le 39 19
    |(?<![\w.,+/°-])(?<!\d{_SPACE})(?!{_QUANTITY})(?=(?:{_SPACE}?\d){{7,24}}(?!{_SPACE}?\d))
        \d{{1,6}}(?:{_SPACE}\d{{1,6}}){{2,9}}{_END}(?![%€$°]|{_SPACE}[%€$°])   # 1 85 12 75 116 001 42
    |(?<![\w.,+/°-])(?:0\d{{5,20}}|\d{{13,30}}){_END}                                       # 0123456789
    |\b{_NUMBERED}{_ABOUT}(?<![/-])(?P<numbered>0\d{{0,8}}(?:{_GAP}?\d{{1,9}}){{1,6}}|(?:{_LETTER}|\d){{1,8}}(?:[/-](?:{_LETTER}|\d){{1,8}}){{1,5}}){_END}
    |(?<![\w-]){_NAMING}(?P<named>\d{{1,3}}(?:{_SPACE}\d{{3}}){{1,4}}|\d{{5,12}})(?![\w-]|[.,/]\d|{_SPACE}\d){_NO_COUNT}
    |(?<![\w-]){_PARTED}(?P<parted>{_PARTS})
    |\b[Cc]ode{_SPACE}postal{_ABOUT}(?P<postal>\d\d{_SPACE}\d{{3}}){_END}
    |\b(?:{_STREET})\b[^\n]{{0,60}}?[,–-]{_SPACE}?(?:F-)?(?P<town>\d\d{_SPACE}\d{{3}})(?={_SPACE}[A-ZÉÎ][\w'’-])
    |^(?:F-)?(?P<line>(?!\d\d{_SPACE}000)(?:0[1-9]|[1-8]\d|9[0-58]){_SPACE}\d{{3}})(?={_SPACE}[A-ZÉÎ][\w'’-]{{1,30}}(?:{_SPACE}[Cc](?:edex|EDEX).{{0,4}})?$)
    |{BEARING}                                                                    # 48° 51′ 24″ N
"""
_CLUBS = "PSG|OM|OL|LOSC|ASSE|OGCN|RCL|RCSA|SRFC|MHSC|FCN|FCGB|EAG|TFC|RCT|UBB|ASM|AJA"
# Titles of the press that have common words; those with an article that is theirs where it has its capital in
# mid-sentence.
_PRESS = (
    "Ouest-France|Canard [Ee]nchaîné|Monde [Dd]iplomatique|Nouvel (?:Obs(?:ervateur)?|Économiste)"
    "|Journal du [Dd]imanche|Aujourd['’]hui en France|Voix du Nord|Dauphiné [Ll]ibéré|Midi [Ll]ibre"
    "|Dernières Nouvelles d['’]Alsace|Est [Rr]épublicain|Dépêche du Midi|Valeurs [Aa]ctuelles"
    "|Alternatives [Éé]conomiques|Libre Belgique"
    "|Journal de Montréal|Républicain [Ll]orrain|Charente [Ll]ibre|République des Pyrénées|Courrier [Ii]nternational"
    "|Courrier de l['’]Ouest"
).replace(" ", _SPACE)
_WITH_ARTICLE = "L['’](?:Équipe|Humanité|Opinion)|Les Échos|Le Parisien|La (?:Tribune|Croix)".replace(" ", _SPACE)
ACRONYMS = (
    rf"\b(?:IBAN|ISSN|{_CLUBS}|{_PRESS}|(?<=[a-zéèà,]{_SPACE})(?:{_WITH_ARTICLE})(?!{_SPACE}[A-ZÉ]|-))\b"
    rf"|\b[Cc]odes?{_SPACE}(?P<activity>APE|NAF)\b|(?<![\w+])\+{{2,9}}(?![\w+])"
)
"""What has no digit, and is looked for in every text: codes' names, clubs that a model takes for agencies, titles of
the press."""
SPACED = re.compile(r"\d[ \u00a0\u202f./()-]{1,2}\d|\d{6}|[°º]|[A-Z\d]/\d")
"""Without this there is none of the ``NUMBERS`` to look for."""


def is_of_the_press(surface: str) -> bool:
    """Whether it is a title of the press, which stays French: Le Canard enchaîné."""
    return re.fullmatch(f"{_PRESS}|{_WITH_ARTICLE}", surface) is not None


def in_english_bytes(surface: str) -> str:
    """``1.5 TB`` for 1,5 To."""
    number, letter = surface[:-2].rstrip(), surface[-2].replace("K", "k")
    gap = surface[len(number) : -2]
    return re.sub(_SPACE, ",", number.replace(",", ".")) + f"{gap}{letter}B"
