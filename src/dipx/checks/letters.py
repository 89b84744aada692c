"""A lone capital that is a place's or a kind's name: salle B, porte C, hépatite C."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

_OURS = re.compile(
    r"\b(?P<noun>(?i:salle|porte|bâtiment|hall|quai|voie|zone|groupe|annexe|classe|vitamine|hépatite|catégorie|bloc|ligne|terminal|"
    r"escalier|poule|aile|RER|transilien|livret|type|grippe|modèle|série|point|parking|tribune|rang|entrée|sortie|pavillon|secteur|couloir|colonne|plan))s?"
    r" (?P<letters>[A-Z](?:(?:, | et | ou | à |/)[A-Z](?!['\w]))*)(?!['\w]|-[^\W\d_]|\. ?[A-ZÀ-Ý])"
)
_THEIRS = re.compile(
    r"\b(?i:room|gate|door|building|hall|platform|quay|dock|lane|track|zone|group|annex|appendix|class|vitamin|hepatitis|"
    r"category|block|line|terminal|staircase|pool|wing|entrance|exit|sector|column|plan) ([A-Z])(?!['\w.-])"
)
_OTHER_PLAN = re.compile(r"\b(?:back-?up|fall-?back|alternative|contingency)\b", re.I)
_WORDS = frozenset("AY")  # which capitals make of « a » and « y »
_LONE = re.compile(r" [A-Z](?!['\w])")
_MOST = 50


def lost_letters(source: str, target: str) -> Iterator[str]:
    """What the target has without its letter, or with another one.

    A text in capitals says nothing with an A, which may be the verb.
    """
    if not _LONE.search(source):  # most texts
        return
    is_loud = source.isupper()
    found = [
        (f"{match['noun']} {letter}", letter)
        for match in islice(_OURS.finditer(source), _MOST)
        for letter in re.findall("[A-Z]", match["letters"])
        if not (is_loud and letter in _WORDS)
    ]
    if not found:
        return
    for said, letter in found:
        if said.startswith("plan") and _OTHER_PLAN.search(target):
            continue
        if not re.search(rf"(?<![\w'])(?:{letter}|{letter}s)(?!\w)", target):
            yield f"not in the translation: {said}"
    for new in _THEIRS.finditer(target):
        if not re.search(rf"(?<!\w){new[1]}(?!\w)", source):
            yield f"not in the source: {new[0]}"
