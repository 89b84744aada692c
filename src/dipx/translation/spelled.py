"""Names with a letter that neither French nor English writes (L'Haÿ-les-Roses, Nguyễn), names that begin small
(easyJet, beIN), and those of French departments and regions.

A model knows such letters as bytes, and takes one for another: of 165 made-up names with one rare letter each the
bundled model changed 19 ("Haò" for Haÿ), and broke a byte off three.
It makes a beautiful channel of beIN Sports, "deeasyJet" of « d'easyJet », Iraq of the Isère, India of the Indre, a
coast guard of the Côte-d'Or and Nagorno-Rhin of the Haut-Rhin.
"""

from __future__ import annotations

import re

# None of French words in capitals (HÔTEL, ŒUVRE), nor æ (ex æquo), nor á, í and ó, which the model knows as letters.
_ODD = "ÃÅÌÐÑÒÕØÚÝÞŸßãåìðñòõøúýþÿ\u0100-\u0151\u0154-\u0177\u0179-\u024f\u1e00-\u1eff"
_APOSTROPHE = "['’]"

# Not of a word that is glued to the next: « leMaire », « dOrsay », nor mARN, which is mRNA.
_SMALL_FIRST = r"(?:[eix]|be|easy|open|uber|mac|my|you|web|info|team|face)(?!ARN|ADN)[A-Z][A-Za-z]{1,20}"

_COMPOUND = """Alpes-de-Haute-Provence Alpes-Maritimes Auvergne-Rhône-Alpes Bas-Rhin Bouches-du-Rhône
Bourgogne-Franche-Comté Charente-Maritime Corse-du-Sud Côte-d'Or Côtes-d'Armor Deux-Sèvres Eure-et-Loir Grand-Est
Haut-Rhin Haute-Corse Haute-Garonne Haute-Loire Haute-Marne Haute-Saône Haute-Savoie Haute-Vienne Hautes-Alpes
Hautes-Pyrénées Hauts-de-France Hauts-de-Seine Ille-et-Vilaine Indre-et-Loire Loir-et-Cher Loire-Atlantique
Lot-et-Garonne Maine-et-Loire Meurthe-et-Moselle Nouvelle-Aquitaine Pas-de-Calais Puy-de-Dôme Pyrénées-Atlantiques
Pyrénées-Orientales Saône-et-Loire Seine-Maritime Seine-Saint-Denis Seine-et-Marne Tarn-et-Garonne
Territoire-de-Belfort Val-d'Oise Val-de-Marne Île-de-France""".split()
# Behind an article or « en » alone: « Somme toute ». The Channel and the north are no departments at sight.
_SINGLE = """Ain Aisne Allier Ardèche Ariège Aube Aude Aveyron Calvados Cantal Cher Corrèze Creuse Dordogne Doubs Drôme
Essonne Eure Finistère Gard Gers Gironde Hérault Indre Isère Jura Landes Lozère Marne Mayenne Meuse Morbihan Moselle
Nièvre Oise Orne Sarthe Somme Tarn Var Vaucluse Vendée Vienne Vosges Yonne Yvelines""".split()
_CAPITALISED = re.compile(r"(?<!\w)[A-ZÀ-Þ][^\W\d_]{1,15}")
_FIRST = frozenset(re.match(r"[^\W\d_]+", name)[0] for name in (*_COMPOUND, *_SINGLE))  # type: ignore[index]


def may_have(text: str) -> bool:
    """Whether there may be such a name, which is cheap to ask."""
    return _HINT.search(text) is not None or not _FIRST.isdisjoint(_CAPITALISED.findall(text))


_HINT = re.compile(rf"[{_ODD}]|(?<!\w){_SMALL_FIRST}")


def _either(names: list[str]) -> str:
    return "|".join(name.replace("'", _APOSTROPHE) for name in names)


# A name, with what a hyphen joins to it; its article too, where it is a town's: L'Haÿ-les-Roses, but not « l'Øresund ».
SPELLED = rf"""
    (?<![\w-])(?:L{_APOSTROPHE}(?=[^\W\d_]{{1,40}}-))?(?=[^\W\d_])(?![a-zà-ÿœ])
        (?=(?:[^\W\d_]|-(?:[dlDL]{_APOSTROPHE})?(?=[^\W\d_])){{0,60}}[{_ODD}])[^\W\d_]{{1,40}}(?:-(?:[dlDL]{_APOSTROPHE})?[^\W\d_]{{1,40}}){{0,6}}(?!\w)
    |(?<![\w@#./-]){_SMALL_FIRST}(?![\w@/]|\.\w)
    |(?<![\w-])(?:{_either(_COMPOUND)})(?![\w-])
    |(?:(?<=\b[LlDd]['’])|(?<=\b[LlDd][aeu][ ])|(?<=\b[LlDd]es[ ])|(?<=\b[Ee]n[ ]))(?:{_either(_SINGLE)})(?![\w-])
"""
