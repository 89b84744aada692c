"""A name that a model made into another word is set right, where it is certain; other English is not touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dipx.document import Segment
from dipx.engines.fake import FakeEngine
from dipx.options import Decoding
from dipx.translation import translate_segments
from dipx.translation.own_names import is_signature, with_french_names


@pytest.mark.parametrize(
    ("source", "made", "right"),
    [
        ("Loïc a signé.", "Leoc signed.", "Loïc signed."),
        ("Loïc et Loïc", "Loik and Loik", "Loïc and Loïc"),
        ("Nantes – Le Havre 0-2", "Nantes – Havre 0-2", "Nantes – Le Havre 0-2"),
        ("Le port du Havre", "The port of Havs", "The port of Le Havre"),
        ("Il va au Mans.", "He goes to the Mans.", "He goes to Le Mans."),
        ("Il va au Mans.", "He goes to Le Mans.", None),
        ("Loire-Atlantique", "Loire-Atlant", "Loire-Atlantique"),
        ("Plouay a voté.", "Pluay voted.", "Plouay voted."),
        ("MAIRIE DE PLOUAY", "Pluay Town Hall", "Plouay Town Hall"),
        ("Salon-de-Provence", "Salon de Provence", "Salon-de-Provence"),
        ("Issy-les-Moulineaux", "Issy-Les-Moulineaux", "Issy-les-Moulineaux"),
        ("Il va au Croisic.", "He goes to Croisic.", "He goes to Le Croisic."),
        ("Rendez-vous aux Herbiers", "Meet in Herbiers", "Meet in Les Herbiers"),
        ("Saint-Brieuc accueille", "Saint Brieuc welcomes", "Saint-Brieuc welcomes"),
        ("Le RGPD s'applique.", "The CGPD applies.", "The GDPR applies."),
        ("Mélenchon a critiqué Mbappé.", "Melenchon criticized Mbappe.", "Mélenchon criticized Mbappé."),
        ("Éric Coquerel et Ségolène Royal", "Eric Coquerel and Ségolene Royal", "Éric Coquerel and Ségolène Royal"),
        ("Le maire, M. Délépine", "The mayor, Mr. Délepine's", "The mayor, Mr. Délépine's"),
        ("Saint-Étienne gagne à Béziers.", "Saint-Etienne wins in Beziers.", "Saint-Étienne wins in Béziers."),
        # English has its own spelling, or the accents are another language's.
        ("Québec, Israël et le Bénin", "Quebec, Israel and Benin", None),
        ("Élisabeth II et Napoléon", "Elizabeth II and Napoleon", None),
        ("Décarbonation de l'acier", "Decarbonation of steel", None),
        ("Ubérisation du travail", "Uberisation of work", None),
        ("Mikhaïl et Béchara", "Mikhail and Bechara", None),
        ("Le Président de la République", "The President of the Republic", None),
        ("La Nouvelle-Orléans et le Mékong", "New Orleans and the Mekong", None),
        ("La Légation, les Pléiades, Cérès", "The Legation, the Pleiades, Ceres", None),
        ("À l'Elysée, Léon", "At the Élysée, León", None),
        # Of two that begin alike, who knows which is which.
        ("Loïc et Loïck", "Leoc", None),
        # Not alike, or known in English, or a word.
        ("Loïc a signé.", "He signed.", None),
        ("Nicolas Maduro", "Nicholas Maduro", None),
        ("Il vit à Genève.", "He lives in Geneva.", None),
        ("M. Poutine est là.", "Mr. Putin is here.", None),
        ("Le caporal Kevin Ali", "Corporal Kevin Ali", None),
        ("Mgr Kpodzro", "Monsignor Kpodzro", None),
        ("Saint-Pétersbourg", "Saint Petersburg", None),
        ("Tel-Aviv et Port-Louis", "Tel Aviv and Port Louis", None),
        ("Roland-Garros, le hip-hop", "Roland Garros, hip hop", None),
        # A given name in English; not of kings and foreigners.
        ("Marie Dupont est élue.", "Mary Dupont is elected.", "Marie Dupont is elected."),
        ("Jacques Lefèvre et Pierre Martin", "James Lefèvre and Peter Martin", "Jacques Lefèvre and Pierre Martin"),
        ("La légende de Guillaume Tell", "The legend of William Tell", None),
        ("Emmanuel Kant est né ici.", "Immanuel Kant was born here.", None),
        ("Victor Baranov est arrêté.", "Viktor Baranov is arrested.", None),
        ("Le pape Jean Paul II", "Pope John Paul II", None),
        ("L'Agence (AFD) a aidé.", "The Development Agency (FAA) helped.", "The Development Agency (AFD) helped."),
        ("Il a la SLA.", "He has ALS.", None),
        ("Le VRS et la XQKM", "RSV and the MKQX", None),
        ("La XQKM le dit.", "The XKQM says so.", "The XQKM says so."),
        ("Les armes légères (ALPC)", "Small arms and light weapons (SALW)", None),
        ("L'hôpital civil de Guadalajara (HCG)", "Guadalajara Civil Hospital (CHG)", None),
        ("L'Union (UIT) le dit.", "The International Telecommunication Union (ITU) says so.", None),
        # Names that no list has are for the check to name.
        ("Dr Bénédicte Quéméner", "Dr. Benedict Quarter", None),
        ("MAIRIE DE PLOUVORN", "Pluvern Town Hall", None),
        ("Piriac-sur-Mer", "Piriac-Surmery", None),
        ("MM. Le Dû et Rivoal", "Mr. Le Dè and Rivoal", None),
        ("Mme Le Goff parle à la Garde.", "Mrs. Goff speaks to the Guard.", None),
        # What English has for a place, behind the words that make it one.
        ("Il vit à Soleure.", "He lives in Solothurn.", None),
        ("Le procès s'ouvre à Trèves.", "The trial opens in Trier.", None),
        ("La mairie de Pampelune", "Pamplona City Hall", None),
        ("Il étudie à Louvain.", "He studies in Leuven.", None),
        ("Le port de Livourne", "The port of Livorno", None),
        ("Le procès à Pérouse", "The trial in Perugia", None),
        ("Un raid à Naplouse", "A raid in Nablus", None),
        ("Il est enterré à Médine.", "He is buried in Medina.", None),
        ("Une frappe à Kharkov", "A strike in Kharkiv", None),
        ("Un cyclone frappe Sainte-Lucie.", "A cyclone hits Saint Lucia.", None),
        ("Hannibal gagne à Cannes.", "Hannibal wins at Cannae.", None),
        ("Notre-Dame de Guadeloupe", "Our Lady of Guadalupe", None),
        ("Les Alpes-Maritimes", "The Maritime Alps", None),
        ("La vallée du Haut-Rhin", "The Upper Rhine valley", None),
        ("Les Tours Petronas", "The Petronas Towers", None),
        # And for a person: many are of other countries, where the name is another.
        ("M. Kerimov est mort.", "Mr. Karimov is dead.", None),
        ("M. Muller enquête.", "Mr. Mueller is investigating.", None),
        ("Cher à Macronie montagnarde", "Dear to Macron's Montagnard camp", None),
        ("Joseph Borrell et Anthony Blinken", "Josep Borrell and Antony Blinken", None),
        ("Joseph Staline et Isabelle Bayón", "Josef Stalin and Isabel Bayón", None),
        ("Le roi Charles XVI Gustave", "King Carl XVI Gustaf", None),
        ("L'impératrice Mathilde et sainte Cécile", "Empress Matilda and Saint Cecilia", None),
        ("Alexis Navalny est mort.", "Alexei Navalny is dead.", None),
        ("Thibault Courtois", "Thibaut Courtois", None),
        ("Le roi Thibaut de Navarre", "King Theobald of Navarre", None),
        ("Des Jacques Bonhomme", "Ordinary Joes", None),
        ("Marié et père de quatre enfants", "Married and a father of four", None),
        # Hyphens are those of listed places, articles too.
        ("La Saint-Patrick à Dublin", "Saint Patrick's Day in Dublin", None),
        ("L'église Saint-Denis", "Saint Denis's Church", None),
        ("La cathédrale Saint-Paul à Londres", "Saint Paul's Cathedral in London", None),
        ("Saint-Louis (Missouri)", "Saint Louis, Missouri", None),
        ("Saint-Cloud, au Minnesota", "Saint Cloud, Minnesota", None),
        ("Le député de Saint-Boniface", "The member for Saint Boniface", None),
        ("Le lac du Bourget", "Lake Bourget", None),
        ("Du Puy du Fou à Cholet", "From Puy du Fou to Cholet", None),
        ("Les 24 Heures du Mans", "The 24 Heures du Mans", None),
        ("La porte des Lilas", "Porte des Lilas", None),
        ("12 rue des Lilas", "12 Lilas Street", None),
        ("De La Rochelle à New Rochelle", "From Rochelle to New Rochelle", None),
        # Which acronym it is, the list does not know; what the French has in words is none.
        ("Le SNU est critiqué.", "The UNSC is criticized.", None),
        ("La DGSI surveille un ressortissant américain.", "France's MI5 is watching a US national.", None),
        ("Les CRS gardent l'ambassade américaine.", "Riot police guard the US embassy.", None),
        ("", "", None),
    ],
)
def test_names_set_right(source: str, made: str, right: str | None) -> None:
    once = with_french_names(made, source)
    assert once == (made if right is None else right)
    assert with_french_names(once, source) == once


@given(st.text("Loïckabe LM-.'", max_size=40), st.text("Loïckabe LM-.'", max_size=40))
def test_a_second_time_changes_nothing(source: str, text: str) -> None:
    once = with_french_names(text, source)
    assert with_french_names(once, source) == once


def test_a_signature_is_copied() -> None:
    texts = ["Claire Dubois", "Zoé", "Pascal DUCHÊNE", "Pierre Mendès France."]
    made = translate_segments([Segment(text, 0, len(text), 0) for text in texts], FakeEngine(), Decoding())
    assert [translation.target for translation in made] == texts
    assert not any(translation.findings for translation in made)


def test_a_name_that_english_spells_otherwise_is_no_signature() -> None:
    assert not is_signature("Achille Tatius")


@pytest.mark.parametrize("token", ["PSG", "OM", "APE", "N 12", "AFP-AA11", "+++", "Ouest-France"])
def test_acronyms_and_codes_are_protected(token: str) -> None:
    from dipx.translation.protect import Shield

    text = {"APE": "Le code APE est connu.", "N 12": "La N 12 est fermée."}.get(token, f"Le {token} gagne.")
    assert token not in Shield().mask(text)
