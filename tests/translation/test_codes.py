"""Codes, road names and words of other scripts: which are behind a mark, and that they come out as they were."""

from __future__ import annotations

import pytest

from dipx.document import Hypothesis, Segment
from dipx.options import Decoding
from dipx.text.scripts import foreign
from dipx.translation.protect import Shield
from dipx.translation.translate import translate_segments
from tests.translation.scripted import Scripted

TOKENS = {
    "La RN 20 et la RD\u00a0906 sont fermées.": ["RN 20", "RD\u00a0906"],
    "Sur l'A86 et la D906.": ["A86", "D906"],
    "Sur l'autoroute A 10 et la nationale N 20.": ["A 10", "N 20"],
    "A 20 ans, A 10 heures, D 4 enfants.": [],
    "Le CAC 40, le SBF 120 et le S&P 500.": ["CAC 40", "SBF 120", "S&P 500"],
    "Le vol AF447 et l'Airbus A320.": ["AF447", "A320"],
    "Au T1 2024, au S1, à J-1, dans l'UE27, le VIH1.": [],
    "TVA : BE0768880101, FR 40303265045.": ["BE0768880101"],
    "Le numéro de TVA est BE0768880101, le compte no AB0123456789.": ["BE0768880101", "AB0123456789"],
    "IBAN : FR76 3000 6000 0112 3456 7890 189.": ["IBAN", "FR76 3000 6000 0112 3456 7890 189"],
    "BIC : BNPAFRPPXXX.": ["BNPAFRPPXXX"],
    "Un PRÉSIDENT, un BANDEAU et un BIC.": [],
    "SIRET 732 829 320 00074": ["732 829 320 00074"],
    "RCS Paris B 732 829 320": ["732 829 320"],
    "Il y a 732 829 320 habitants.": [],
    "ISBN 978-2-07-036822-8.": ["978-2-07-036822-8"],
    "La voiture AB-123-CD.": ["AB-123-CD"],
    "La réf. É-204-B, le lot Ç12, les lots É45 et ÀB-77/3": ["É-204-B", "Ç12", "É45", "ÀB-77/3"],
    "Le dossier 2024/É/18, le lot B7, bureau A12/C": ["2024/É/18", "B7", "A12/C"],
    "À 20 h, l'ÉTÉ-2024 : ÉCOLE 2, ÉTÉ 2024, le lot A": [],
    "Un champ de 1 ha 25 a 30 ca, un pré de 3 ha 45 a, 12 a 50 ca": ["1 ha 25 a 30 ca", "3 ha 45 a", "12 a 50 ca"],
    "Il a 3 ha 12 a été vendu. Le lot 3 a 12 ans, les 20 ha a priori.": [],
    "À L'Haÿ-les-Roses, Jean Louÿs et l'Øresund": ["L'Haÿ-les-Roses", "Louÿs", "Øresund"],
    "L'Øresund, D'Ångström, Qu'Ýmir, Jusqu'Åre, Bourg-d'Ýr": ["Øresund", "Ångström", "Ýmir", "Åre", "Bourg-d'Ýr"],
    # What is repaired is no letter of another language, nor a sign beside letters; what is not repaired is.
    "LÃ\u00a0-bas, l'Ã©tÃ© est fini Ã  OrlÃ©ans, oÃ¹ NguyÃªn est nÃ©.": [],
    "Le mot Правда a Ã©tÃ© dit, voir x.fr/Ã©tÃ©": ["Правда", "x.fr/Ã©tÃ©"],
    "l'├®t├® est fini, le prŽsident a ŽtŽ ŽlŽgant": [],
    "Mme Şahin d'Łódź, Nguyễn Phú Trọng": ["Şahin", "Łódź", "Nguyễn", "Phú", "Trọng"],
    "À L'HAŸ-LES-ROSES, un HÔTEL, l'ŒUVRE, ex æquo, Noël à São Tomé-et-Príncipe": ["L'HAŸ-LES-ROSES", "São"],
    "En Isère, dans l'Indre et le Haut-Rhin, en Côte-d’Or": ["Isère", "Indre", "Haut-Rhin", "Côte-d’Or"],
    "Somme toute, la Vienne, mais Vienne, Var, Haut-Karabakh et l'aube": ["Vienne"],
    "Le patron d'easyJet, l'iPhone, beIN Sports et xAI": ["easyJet", "iPhone", "beIN", "xAI"],
    "Voir leMaire, dOrsay, enFrance, le vaccin à mARN, un kWh": [],
    "Du vent : 25 à 30 nœuds, des pointes à 47,5 noeuds": ["30 nœuds", "47,5 noeuds"],
    "Le réseau compte 40 nœuds.": [],
    "Ouvert 7j/7 et 24h/24, le 5/7, 3 élèves sur 7": [],
    "Christine Lagarde --dont l'institution a menti, publiée --là": [],
    "Ajoutez --opt='valeur', --langue ou l'option -v.": ["--opt='valeur'", "--langue", "-v"],
    "Tapez sudo apt install vlc dans un terminal.": ["sudo apt install vlc"],
    'Lancez git commit -m "mon message" puis git push.': ['git commit -m "mon message"', "git push"],
    "cd /tmp && ls -la pour voir, ls -l | grep txt aussi.": ["cd /tmp && ls -la", "ls -l | grep txt"],
    "Le paramètre :nom, puis :id et :date_debut": [":nom", ":id", ":date_debut"],
    "Entrez =SOMME(A1:A3) ou =A1+B2 en B3.": ["=SOMME(A1:A3)", "=A1+B2"],
    '=SI(SOMME(A1:A3)>3;"oui";"non") et RECHERCHEV(A2;B:C;2;FAUX)': [
        '=SI(SOMME(A1:A3)>3;"oui";"non")',
        "RECHERCHEV(A2;B:C;2;FAUX)",
    ],
    "La méthode objet.calculer(), puis maFonction(x, y)": ["objet.calculer()", "maFonction(x, y)"],
    "SELECT nom FROM clients WHERE id = :id est lu": ["SELECT nom FROM clients WHERE id = :id"],
    "Note :bonjour. À 10 h 30 :il part, il fait -5 degrés -- c'est froid.": [],
    "Le(s) maire(s), l'élu(e) et l'ONU (1945) ; git est libre, on ira en docker.": [],
    "La faille CVE-2021-44228.": ["CVE-2021-44228"],
    "Le 01 42 68 53 00, le +33 6 12 34 56 78, le 01.42.68.53.00.": [
        "01 42 68 53 00",
        "+33 6 12 34 56 78",
        "01.42.68.53.00",
    ],
    "carte n° 118 245, dossier n°\u00a02\u00a0024\u00a0118": ["118 245", "2\u00a0024\u00a0118"],
    "réf. 12 345 B ; Réf. : 61 200 ; numéro de colis : 45 210": ["12 345", "61 200", "45 210"],
    "Vol AF 1 234, train 6 201, chambre 1 204.": ["1 234", "6 201", "1 204"],
    "Le matricule 118245, lot 40318, l'article 1 240 du code.": ["118245", "40318", "1 240"],
    "Le vol 1 200 passagers, un lot 1 200 euros, la carte 1 500 €.": [],
    "Le village en compte 1 200, un lot de 12 345 pièces, le client 12 000 fois.": [],
    "La version 2.100 de l'appli, les articles 1.234, 1.235 et 1.236 du code.": ["2.100", "1.234", "1.235", "1.236"],
    "Le n° 1.234 et le no 1 987 de la revue, ISO 9.001, § 3.100, la v. 1.250.": [
        "1.234",
        "1 987",
        "9.001",
        "3.100",
        "1.250",
    ],
    "Un article de 1.200 mots, la figure 1.200 habitants, la version 1.250 €, nos 12 000 lecteurs.": [],
    "Il coûte 1.250 €, 12.345 et 13.456 tonnes.": [],
    "Dossiers : 12 345. Article de 1 200 mots, billet n° 3.": [],
    "La version 2.10.3 ou v1.2.3, sur 10.0.0.1.": ["2.10.3", "v1.2.3", "10.0.0.1"],
    "2.200.112 tonnes le 12.10.2013 et le 1.2.13.": [],
    "L'article L. 121-3-1 et l'article R.\u00a04127-3.": ["L. 121-3-1", "R.\u00a04127-3"],
    "48° 51′ 24″ N": ["48° 51′ 24″ N"],
    "Il fait 48° à l'ombre.": [],
    "Le score est de 3-1, puis 6-4, 7-5 en 2010-2014.": [],
    "Le mot arabe سلام, en hébreu שלום.": ["سلام", "שלום"],
    "« Привет, мир » et 新华社 et नमस्ते दुनिया": ["Привет, мир", "新华社", "नमस्ते दुनिया"],
    "Le β-carotène, 3 Ω, le XXᵉ siècle, 5 µm.": ["β", "Ω"],
    "Le Canard enchaîné et La Dépêche du Midi, selon L’Équipe.": ["Canard enchaîné", "Dépêche du Midi", "L’Équipe"],
    "L'Équipe gagne, La Croix-Rouge aussi, à La Croix Blanche, le canard est enchaîné.": [],
    "Une \u0441ommunication": [],  # a Cyrillic letter in a Latin word
}


@pytest.mark.parametrize("text", TOKENS)
def test_codes(text: str) -> None:
    shield = Shield()
    masked = shield.mask(text)
    assert [shield.slot(mark).surface for mark in shield.marks(masked)] == TOKENS[text]
    assert shield.source(masked) == text


def test_a_title_of_the_press_stays_french_and_is_no_fault() -> None:
    engine = _rule({"Le Canard enchaîné ment.": "The Duck lies.", "Le [77] ment.": "The [77] lies."})
    (made,) = translate_segments([Segment("Le Canard enchaîné ment.", 0, 24, 0)], engine, Decoding())
    assert (made.target, made.findings) == ("The Canard enchaîné lies.", ())


def _rule(answers: dict[str, str]) -> Scripted:
    return Scripted(lambda text, decoding: Hypothesis(answers.get(text, "")))


def _made(text: str, engine: Scripted) -> tuple[str, str | None]:
    (made,) = translate_segments([Segment(text, 0, len(text), 0)], engine, Decoding())
    return made.target, made.step


def test_a_code_that_the_model_copies_costs_nothing() -> None:
    engine = _rule({"L'autoroute A 10 est fermée.": "The A 10 motorway is closed."})
    assert _made("L'autoroute A\u202f10 est fermée.", engine) == ("The A\u202f10 motorway is closed.", None)
    assert len(engine.asked) == 1


def test_a_code_that_the_model_changes_comes_in_by_a_stand_in() -> None:
    engine = _rule(
        {"La RN 20 est fermée.": "CNN 20 is closed.", "La [77] est fermée.": "The [77] is closed."},
    )
    assert _made("La RN 20 est fermée.", engine) == ("The RN 20 is closed.", "placeholder")


@pytest.mark.parametrize(
    ("source", "shown", "made", "english"),
    [
        (
            "Il file 47,5 nœuds.",
            "Il file [77].",
            "The wind reaches [77].",
            "The wind reaches 47.5 knots.",
        ),
        ("Le vent dépasse 1 nœud.", "Le vent dépasse [77].", "The wind exceeds [77].", "The wind exceeds 1 knot."),
    ],
)
def test_a_measure_has_its_english(source: str, shown: str, made: str, english: str) -> None:
    assert _made(source, _rule({source: "The nuts.", shown: made})) == (english, "placeholder")
    assert _made(source, _rule({source: english})) == (english, None)


def test_a_code_that_suffers_beside_a_stand_in_gets_one_too() -> None:
    engine = _rule(
        {
            "La RN 20 et la RD 906 ferment.": "CNN 20 and RD 906 close.",
            "La [77] et la RD 906 ferment.": "The [77] and the DRR 906 close.",
            "La (77) et la (88) ferment.": "The (77) and the (88) close.",
        }
    )
    assert _made("La RN 20 et la RD 906 ferment.", engine) == ("The RN 20 and the RD 906 close.", "placeholder")


def test_words_of_another_script_alone_are_passed_through() -> None:
    engine = _rule({})
    assert _made("Москва", engine) == ("Москва", "protected")
    assert engine.asked == []


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("le groupe 東京電力Tepco publie", ["東京電力"]),
        ("l'équipe한국Corée", ["한국"]),
        ("pаys et mоt", []),  # Cyrillic letters within French words: slips
    ],
)
def test_a_script_beside_latin_letters_is_kept_where_it_can_be_no_slip(text: str, kept: list[str]) -> None:
    assert foreign(text) == kept


def test_a_company_number_keeps_its_spaces() -> None:
    engine = _rule({"Siret 732 829 320 00074 existe.": "Siret 732 829 320 00074 exists."})
    assert _made("Siret 732 829 320 00074 existe.", engine) == ("Siret 732 829 320 00074 exists.", None)
