"""No French name becomes another word unnoticed, and no English form of a name is taken for one."""

from __future__ import annotations

import time

import pytest

from dipx.checks.acronyms import dropped, garbled
from dipx.checks.kept_names import mangled
from dipx.checks.names import check
from dipx.checks.persons import is_persons_name


@pytest.mark.parametrize(
    ("source", "target", "name", "made"),
    [
        ("Loïc a signé la lettre.", "Loik signed the letter.", "Loïc", "Loik"),
        ("Elle connaît Maëlle.", "She knows Mael.", "Maëlle", "Mael"),
        ("Me Guivarch plaide.", "Me Guarch pleads.", "Guivarch", "Guarch"),
        ("Le Dr Yann Quéinnec consulte.", "Dr. Yann Quinc sees patients.", "Quéinnec", "Quinc"),
        ("Il a vu M. Le Dantec.", "He saw Mr. Le Danc.", "Le Dantec", "Le Danc"),
        ("Pierre Kermarrec est absent.", "Pierre Kermac is absent.", "Kermarrec", "Kermac"),
        ("Le port du Havre est fermé.", "The port of Havs is closed.", "Havre", "Havs"),
        ("MAIRIE DE PLOUVORN", "Pluvern Town Hall", "PLOUVORN", "Pluvern"),
        ("SAINT-MALO : LE PORT FERMÉ", "Saint-Maro: the port closed", "MALO", "Maro"),
        ("Loire-Atlantique", "Lory-Atlantique", "Loire", "Lory"),
        ("Loire-Atlantique", "Loire-Atlant", "Atlantique", "Atlant"),
        ("Lannion a voté.", "Lanion has voted.", "Lannion", "Lanion"),
        ("Il habite à Crozon.", "He lives in Cronon.", "Crozon", "Cronon"),
        ("La plage de Piriac-sur-Mer", "The beach of Piriac-Surmery", "Piriac-sur-Mer", "Piriac-Surmery"),
        ("Mme Le Guen et Hervé Le Dû", "Mrs. Le Guen and Hervé The Due", "Le Dû", "The Due"),
        ("DÉCÈS DE MME LE GUEN", "Death of Mrs. Le Gun", "LE GUEN", "Le Gun"),
        ("Le festival de Mûr-de-Bretagne", "The festival of Britain", "Mûr-de-Bretagne", None),
        ("Contact : Pascal DUCHÊNE, maire", "Contact: Pascal DUCHEAN, mayor", "DUCHÊNE", "DUCHEAN"),
        ("Selon Pierre Boulanger,", "According to Pierre Bulanger,", "Boulanger", "Bulanger"),
        ("Nantes et Lorient ont voté.", "Lorient has voted.", "Nantes", None),
        ("Nantes – Lorient 0-2", "Lorient 0-2", "Nantes", None),
    ],
)
def test_another_word_is_named(source: str, target: str, name: str, made: str | None) -> None:
    assert (name, made) in [(other.name, other.made) for other in mangled(source, target)]
    finding = check(source, target)
    assert finding is not None
    assert finding.severity == "warning"
    assert (f"{made} for {name}" if made else name) in finding.message


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Il vit à Londres avec Nicolas.", "He lives in London with Nicholas."),
        ("Le sommet de Genève, à Copenhague", "The Geneva summit, in Copenhagen"),
        ("M. Poutine et M. Loukachenko", "Mr. Putin and Mr. Lukashenko"),
        ("Nicolas Maduro et Boris Eltsine", "Nicolas Maduro and Boris Yeltsin"),
        ("Zoé et Loïc", "Zoe and Loic"),
        ("La Bretagne et la Loire", "Brittany and the Loire"),
        ("Francfort-sur-le-Main", "Frankfurt am Main"),
        ("Châlons-en-Champagne", "Chalons en Champagne"),
        ("Saint-Denis", "St. Denis"),
        ("Alexandre Le Grand", "Alexander the Great"),
        ("Notre-Dame-des-Victoires en Île-de-France", "Our Lady of Victories in the Paris region"),
        ("Blanche comme neige.", "White as snow."),
        ("Claire et nette, sa réponse a surpris.", "Clear and plain, her answer surprised."),
        ("Pierre qui roule n'amasse pas mousse.", "A rolling stone gathers no moss."),
        ("ROSE EST LA COULEUR", "Pink is the color"),
        ("Il a vu Anne. Retraités en colère", "He saw Anne. Retirees are angry"),
        ("Monsieur le Préfet", "Mr. Prefect"),
        ("Les Nantais et les Lyonnais Kevin", "Nantes and Lyon's Kevin"),
    ],
)
def test_english_forms_are_left_in_peace(source: str, target: str) -> None:
    assert mangled(source, target) == []


@pytest.mark.parametrize(
    ("source", "target", "pairs"),
    [
        ("Le SDIS a battu le record.", "The WHO beat the record.", [("SDIS", "WHO")]),
        ("La FSU et le SNU appellent.", "The FSU and the UNSC call.", [("SNU", "UNSC")]),
        ("Le RGPD le dit.", "The CGPD says so.", [("RGPD", "CGPD")]),
        ("L'OMS et le FMI alertent.", "The WHO and the IMF warn.", []),
        ("Le PIB de l'UE", "The GDP of the EU", []),
        ("Le Comité de secours (CDS) aide.", "The Relief Committee (RCO) helps.", []),
        ("C'est TRÈS grave.", "It is VERY serious.", []),
        ("Le GIEC et la CEDEAO", "The IPCC and ECOWAS", []),
        ("Louis XIV parle.", "Louis the Great speaks, says the BBC.", []),
    ],
)
def test_acronyms(source: str, target: str, pairs: list[tuple[str, str]]) -> None:
    assert garbled(source, target) == pairs
    finding = check(source, target)
    assert (finding is not None and finding.severity == "error") == bool(pairs)


def test_letters_in_another_order_are_doubtful_only() -> None:
    finding = check("Les FDV avancent vite.", "The VDF are advancing fast.")
    assert finding is not None
    assert (finding.severity, finding.message) == ("warning", "Changed: VDF for FDV.")


@pytest.mark.parametrize(
    ("source", "target", "lost"),
    [
        ("Le CHRU de Brest et l'UBO", "Brest and UBO", ["CHRU"]),
        ("Les CRS et le PIB", "Riot police and output", []),
        ("Le comité (CDSX) siège.", "The committee sits.", []),
        ("CONSEIL DU CHRU", "Council", []),
        ("Le CHRU siège.", "The Brest-CHRU sits.", []),
    ],
)
def test_acronyms_that_are_gone(source: str, target: str, lost: list[str]) -> None:
    assert dropped(source, target) == lost


def test_the_worse_half_is_named() -> None:
    finding = check("Dr Bénédicte Quéméner", "Dr. Bénedicte Quemer")
    assert finding is not None
    assert "Quemer for Quéméner" in finding.message


@pytest.mark.parametrize(
    "text",
    "Zoé|Loïc|Claire Dubois|Pierre Boulanger|Anne-Sophie Kerdoncuff|Pascal DUCHÊNE|Loïc Le Goff|Yann Floc'h|"
    "Élodie Guézennec.|Pierre Mendès France|Marc Petit|Blanche Lefèvre|Jean de La Fontaine".split("|"),
)
def test_persons(text: str) -> None:
    assert is_persons_name(text)


@pytest.mark.parametrize(
    "text",
    "Claire|Marine Nationale|Blanche Neige|Rose Rouge|Pierre Précieuse|Louis XIV|Thomas Directeur|Le Havre|Nantes|"
    "Guillaume Le Conquérant|Loïc est là|CLAIRE DUBOIS|Fleur Bleue|Jean de|Anne, Paul|".split("|"),
)
def test_no_persons(text: str) -> None:
    assert not is_persons_name(text)


@pytest.mark.parametrize("text", ["Loïc ", "Kermarrec Guivarch ", "M. A", "à Plouvorn ", "Saint-A-", "Le Havre-en-"])
def test_what_is_repeated_takes_linear_time(text: str) -> None:
    started = time.process_time()
    mangled(text * 4000, "Lory " * 4000)
    is_persons_name(text * 4000)
    assert time.process_time() - started < 5
