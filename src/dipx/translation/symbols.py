"""Letters that stand for something: « la variable t », « n minutes », « si a < b », « le plan B ».

A model loses them, or makes "no minutes" of « n minutes ». What may be a word (a, y), the rest of one (« l eau »), a
unit (3 m), an abbreviation (p. 12) or a list's marker (b) is none, unless what stands beside it says so.
"""

from __future__ import annotations

import re

_S = "[ \u00a0\u202f]"
_SIGN = "[=<>≤≥≠≈+×÷^∈]"
_ANNOUNCED = (
    r"(?:[Vv]ariable|[Pp]oint|[Dd]roite|[Nn]ombre|[Cc]onstante|[Pp]aramètre|[Ff]onction|[Ee]ntier|[Ii]ndice|[Rr]ang|"
    r"[Cc]oefficient|[Ii]nconnue|[Cc]ourbe|[Ss]egment|[Aa]ngle|[Ss]oit|[Ss]oient|[Ss]ymbole)"
)
_BEFORE = r"(?<![\w'’.…&/°-])(?<![\d&°_]\s)(?<![A-Z]\.\s)(?<!\b[Pp]ar\s)"
# l"eau, d 'entre, l' »index, d´un, c'[est]
_ELIDED = rf"(?:\?\w|{_S}?[‘'’´`\"“”](?!s\b)(?={_S}?[\w\"«»’'(\[)]))"
# At the end of a text a stop is the sentence's; before it, an abbreviation's. What is behind an apostrophe is French
# but for the English 's.
_BEHIND = rf"(?![\w)/°&€$£*-]|…\w|{_ELIDED}|\.(?!$)|:\w|{_S}?\d)"
_HYPHEN = r"-(?!(?:rays?|rated|movies?|films?|list|series|sides?|shaped|necks?)\b)"  # English: an X-ray
_AT_END = r"(?!\.)"

HINT = re.compile(r"(?<![\w'’-])[a-zA-Z](?!\w|['’][^s\W])")
"""Without this there is no such letter to look for."""

# Alternatives for one verbose pattern. A named group is the token where what stands before it tells it.
SYMBOLS = rf"""
    \b{_ANNOUNCED}{_S}(?P<announced>[b-xzB-Z]){_BEHIND}(?!{_S}[A-ZÀ-Þ])        # la droite d
    |{_BEFORE}[a-zB-Z](?={_S}{_SIGN}{_S}?[\w(-]|(?<=[a-z]){_SIGN}[\w(-]|{_S}vaut{_S}(?:\d|[a-z]\b))  # x = 3, y vaut 4
    |(?<=[=<>≤≥≠≈+×÷^∈])(?P<glued>[a-z]){_BEHIND}
    |(?<=[=<>≤≥≠≈+×÷^∈]\s)(?P<apart>[a-z]){_BEHIND}
    |{_BEFORE}[bfikpqruvwxz]{_BEHIND}{_AT_END}                                # soit p le prix
    |{_BEFORE}n{_BEHIND}{_AT_END}(?={_S}(?!pas\b)[^\W\d_]{{2,30}}s\b|{_S}?[,;]|$)   # n minutes, but not « n est »
    |{_BEFORE}[cdhjlmst]{_BEHIND}{_AT_END}(?!{_S}[^\W\d_])                       # la taxe atteint d, puis
    |{_BEFORE}(?<!\ben\s)[BEFGKPQRVWXZ](?![\w€$£]|{_ELIDED}|{_HYPHEN}|\.(?!$)|[)/°]|{_S}?\d|{_S}[A-ZÀ-Þ&])   # le plan B
    |{_BEFORE}(?<!^)[CDLMNST](?![\w€$£-]|{_ELIDED}|\.(?!$)|[)/°]|{_S}?\d|{_S}[A-ZÀ-Þ&aeéèêhiouy]|{_S}(?:l[ae]\b|l['’]))
"""
