"""Names with a letter that neither French nor English writes (L'Haÿ-les-Roses, Nguyễn), and names that begin small
(easyJet, beIN).

A model knows such letters as bytes, and takes one for another: of 165 made-up names with one rare letter each the
bundled model changed 19 ("Haò" for Haÿ), and broke a byte off three.
It makes a beautiful channel of beIN Sports, and "deeasyJet" of « d'easyJet ».
"""

from __future__ import annotations

import re

# None of French words in capitals (HÔTEL, ŒUVRE), nor æ (ex æquo), nor á, í and ó, which the model knows as letters.
_ODD = "ÃÅÌÐÑÒÕØÚÝÞŸßãåìðñòõøúýþÿ\u0100-\u0151\u0154-\u0177\u0179-\u024f\u1e00-\u1eff"
_APOSTROPHE = "['’]"

# Not of a word that is glued to the next: « leMaire », « dOrsay », nor mARN, which is mRNA.
_SMALL_FIRST = r"(?:[eix]|be|easy|open|uber|mac|my|you|web|info|team|face)(?!ARN|ADN)[A-Z][A-Za-z]{1,20}"

HINT = re.compile(rf"[{_ODD}]|(?<!\w){_SMALL_FIRST}")
"""Without this there is no such name to look for."""

# A name, with what a hyphen joins to it; its article too, where it is a town's: L'Haÿ-les-Roses, but not « l'Øresund ».
SPELLED = rf"""
    (?<![\w-])(?:L{_APOSTROPHE}(?=[^\W\d_]{{1,40}}-))?(?=[^\W\d_])(?![a-zà-ÿœ])
        (?=(?:[^\W\d_]|-(?:[dlDL]{_APOSTROPHE})?(?=[^\W\d_])){{0,60}}[{_ODD}])[^\W\d_]{{1,40}}(?:-(?:[dlDL]{_APOSTROPHE})?[^\W\d_]{{1,40}}){{0,6}}(?!\w)
    |(?<![\w@#./-]){_SMALL_FIRST}(?![\w@/]|\.\w)
"""
