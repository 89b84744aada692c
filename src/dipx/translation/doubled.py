"""Signs that writers set around or between words: « ++ajouté++ », « ((à revoir)) », « et//ou », « #Le mot# », and an
editor's marks, ``{++new++}``, ``{--old--}``, ``{~~old~>new~~}`` (CriticMarkup).

A model halves, moves or translates them: of « ++ajouté++ » it makes "+ Added+ Added".
"""

from __future__ import annotations

import re

from dipx.text.elided import ITALICS

# Alternatives for one verbose pattern; every repetition is bounded.
EDITED = r"\{(?:\+\+|--|~~|==|>>)(?!\})|(?:\+\+|--|~~|==|<<)\}|~>"
# #my words#: both signs. A word alone (#NOM#) is a program's, and stays; "#a et le C#" are no pair.
BETWEEN = r"""(?<![\w\#&])\#[A-Za-z]\w{0,60}\#(?![\w\#])
    |(?<![\w\#&])\#(?=[^\W\d_][^\s\#]{0,40}[ \u00a0\u202f][^\#\n]{0,300}(?<!\s)(?<!\b[A-Z])\#(?![\w\#]))
    |(?:(?<=[^\W\d_][\w.!?…%])|(?<=[^\W\d_]\s[!?…»]))\#(?![\w\#])"""
_RUN = "(?:" + "|".join(rf"(?<!{sign}){sign}{{2,100}}+" for sign in map(re.escape, "~+=^|*/#§£•►◄@%:()<>{}")) + ")"
DOUBLED = rf"""
    (?<!\S)[:;=]['’]?-?(?:[()\[\]]{{1,9}}|[DPp/|])(?!\w)                             # :-), not « a :(b) »
    |(?<![^\W_]){_RUN}|(?<!\b[A-Z]){_RUN}(?![^\W_])                                # ++new++, ||hidden||, no C++
    |(?='''(?!'))(?!{ITALICS})'{{3}}|'{{5}}(?!')                                   # MediaWiki: '''so''', l''''so'''
    |(?<=[^\W_])(?:/{{2,3}}|\|\||\\\\)(?=[^\W_])                                 # and//or
    |(?<![\w:])[A-Za-z_]\w{{0,60}}(?:::[A-Za-z_]\w{{0,60}}){{1,9}}                  # std::string
    |(?<!\w)__[A-Z][A-Z\d_]{{0,40}}__(?!\w)                                        # __NAME__
    |(?<![^\W_])__(?=[^\W_])|(?<=[^\W_])__(?![^\W_])                              # __word__
    |\[\^[\w-]{{1,60}}\]                                                         # [^1]
    |\^(?=[^\s^]{{1,60}}\^(?!\^))|(?<=[^\s^])\^(?![\w^])                         # x^2^
"""
_ALIKE = re.compile(r"(.)\1+")
_MARKED = {"{~~": "(", "~>": "/", "~~}": ")", "#": '"'}


def stand_in(surface: str, *, quoted: bool = True) -> str | None:
    """One sign that models copy where this one stands; none of what is no such sign.

    A quotation mark for what is set around words, or (not ``quoted``) the sign itself.
    """
    if surface in _MARKED and (quoted or surface != "#"):
        return _MARKED[surface]
    if len(surface) == 3 and surface[0] == "{":
        return "("
    if len(surface) == 3 and surface[-1] == "}":
        return ")"
    if not _ALIKE.fullmatch(surface):
        return "*" if surface == "#" else None
    return '"' if quoted and surface[0] not in "()/:" else surface[0]
