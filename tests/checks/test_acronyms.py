"""What is another acronym's misspelling, and what is merely another one: a finding, where it is one, and no change."""

from __future__ import annotations

import pytest

from dipx.checks.acronyms import misspelled
from dipx.checks.names import check


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("La DGSI surveille un ressortissant américain.", "Intelligence services are watching a US national."),
        ("Les CRS gardent l'ambassade américaine.", "Riot police guard the US embassy."),
        ("Le FN veut quitter l'Union européenne.", "The far right wants to leave the EU."),
        ("L'accord du PS avec Washington", "The Socialists' deal with the US"),
        ("La PAC vue des États-Unis", "Farm policy as seen from the US"),
        ("Les CRS sont au Royaume-Uni.", "The riot police are in the UK."),
        ("La DGSE informe les Nations unies.", "The intelligence service informs the UN."),
        ("Le CV suit l'Organisation mondiale de la santé.", "Hospitals follow the WHO."),
        ("Le PS et le Fonds monétaire international", "The Socialists and the IMF"),
        ("La CJUE a tranché.", "The ECJ has ruled."),
        ("Un des temps forts de la PFUE", "A highlight of the French presidency of the EU"),
    ],
)
def test_what_the_french_has_in_words_replaces_no_acronym(source: str, target: str) -> None:
    assert not misspelled(source, target)
    finding = check(source, target)
    assert finding is None or finding.severity != "error"


@pytest.mark.parametrize(
    ("source", "target", "message"),
    [
        ("L'accord avec le PS tient.", "The deal with the US holds.", "US for PS."),
        ("Le SDIS a battu le record.", "The WHO beat the record.", "WHO for SDIS."),
        ("Le SNU est critiqué.", "The UNSC is criticized.", "UNSC for SNU."),
    ],
)
def test_another_one_is_named_and_stays(source: str, target: str, message: str) -> None:
    assert not misspelled(source, target)
    finding = check(source, target)
    assert finding is not None
    assert (finding.severity, finding.message) == ("error", message)


@pytest.mark.parametrize(
    ("source", "target", "pair"),
    [
        ("Le RGPD s'applique.", "The CGPD applies.", ("CGPD", "GDPR")),
        ("La CEDEAO a voté.", "CEDEO voted.", ("CEDEO", "ECOWAS")),
        ("Le GIEC se réunit.", "The GIAC meets.", ("GIAC", "IPCC")),
        # The list has what came out: another one, but a right English word.
        ("Le PNB baisse.", "The GDP is falling.", None),
        ("L'université de l'ONU", "The UNU", None),
        # What no list has stays as it is: of 80 that the model changed, none was right.
        ("Le CCNR juge la station.", "The CNNR judges the station.", ("CNNR", "CCNR")),
        ("Les AESH manifestent.", "EASH are demonstrating.", ("EASH", "AESH")),
        ("Les DROM sont exclus.", "The DRMs are excluded.", ("DRMs", "DROMs")),
        # English turns them round, or says what they are.
        ("La LNH a tranché.", "The NHL has ruled.", None),
        ("Un EDI et son débogueur", "An IDE and its debugger", None),
        ("L'Agence (AEM) attend.", "The European Medicines Agency (EMA) waits.", None),
        ("L'Office (OHMI) attend.", "The Office of Harmony in Markets (OHIM) waits.", ("OHIM", "OHMI")),
        ("L'Office (OHMI) attend.", "The Office for Harmony Internal Markets (OHIM) waits.", None),
        ("Le CDI du collège", "The school's CDIs", None),
        # Of two alike who knows which.
        ("Le PCF et le PCE", "The PCX", None),
        # It may stand for the agency against doping, or for the markets' authority.
        ("L'AMF enquête.", "The AMG is investigating.", None),
    ],
)
def test_one_that_the_list_knows_is_misspelled(source: str, target: str, pair: tuple[str, str] | None) -> None:
    assert misspelled(source, target) == ([pair] if pair else [])
