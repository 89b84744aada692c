"""Tokens that no model may touch, and terms set back into their sentence."""

from __future__ import annotations

import pytest

from dipx.translation.glossary import Entry, Glossary
from dipx.translation.protect import MARK, Shield

TOKENS = {
    "Voir https://www.lemonde.fr/a?id=1234567&b=c, puis": "https://www.lemonde.fr/a?id=1234567&b=c",
    "(https://fr.wikipedia.org/wiki/Mur_(jeu)).": "https://fr.wikipedia.org/wiki/Mur_(jeu)",
    "« www.a.fr »": "www.a.fr",
    "sur lemonde.fr.": "lemonde.fr",
    "écrire à jean-marc.dupont+x@presse.gouv.fr !": "jean-marc.dupont+x@presse.gouv.fr",
    "selon @le_monde.": "@le_monde",
    "le #Climat2021 !": "#Climat2021",
    "le #1 mondial": None,
    "tapez &lt; ici": "&lt;",
    "tapez « &eacute; ».": "&eacute;",
    "mot &agrave; mot, d&eacute;j&eacute;": None,
    "AT&T;": None,
    "le signe \ue000 est privé": "\ue000",
    "voir \ufffc.": "\ufffc",
    'avant [gallery ids="1,2" size=big] ici': '[gallery ids="1,2" size=big]',
    "la fin[/caption] ici": "[/caption]",
    "il dit [sic] et [un mot]": None,
    "si a && b": "&&",
    'avec ids="1,2" ici': 'ids="1,2"',
    "rgb(255,0,0) ici": "255,0,0",
    "les tailles 38,40,42.": "38,40,42",
    "le prix, 1,25, monte": None,
    "le 2024-01-02T10:00:00+01:00, il": "2024-01-02T10:00:00+01:00",
    "à 00:01:02,500 pile": "00:01:02,500",
    "au 48.8566,2.3522 ici": "48.8566,2.3522",
    "ici <- là": "<-",
    "le {!! $html !!} est": "{!! $html !!}",
    "la lettre é manque": "é",
    "É. Zola est là": "É",
    "il va à la fin, c’est ça": None,
    "{n, plural, =0 {nul} one {# chat} other {{n} chats}} ici": "{n, plural, =0 {nul} one {# chat} other {{n} chats}}",
    "le {jour, date, long} ici": "{jour, date, long}",
    "lancez avec --langue=français ici": "--langue=français",
    'avec --nom="Le chat"': '--nom="Le chat"',
    "--le maire-- est là": None,
    "`x = f(1)` donne": "`x = f(1)`",
    "Bonjour {user.name},": "{user.name}",
    "il y a %d messages": "%d",
    "le message %1$s est parti": "%1$s",
    "il y a %(n)s messages": "%(n)s",
    "50 % des gens, 50 %d'élus": None,
    "les 12 %s": "%s",
    "un <br/> ici": "<br/>",
    '<a href="https://x.fr/a">': '<a href="https://x.fr/a">',
    "3 < 4 et 5 > 2": None,
    "<input type='text' disabled>": "<input type='text' disabled>",
    "Voir [[Paris|la": "[[Paris|",
    "dans $HOME,": "$HOME",
    "12 $US ou 15 $CAN, 3 $": None,
    "Bravo 👩‍👩‍👧🎉 !": "👩‍👩‍👧🎉",
    "M. Dupont, 12 rue de la Paix. Non.": None,
    "U.E. et S.A. et a.m.": None,
    "icône \U000f0000 ici": "\U000f0000",
    "Bonjour %{nom}, ici": "%{nom}",
    "il est #{heure} ici": "#{heure}",
    "Bonjour ${nom}, ici": "${nom}",
    "Bonjour $(nom), ici": "$(nom)",
    "dans %site.": "%site",
    "Bonjour %nom%, ici": "%nom%",
    "le {name!r} ici": "{name!r}",
    "le {!Contact.Nom} ici": "{!Contact.Nom}",
    "le {nom|défaut} ici": "{nom|défaut}",
    "le {$nom} ici": "{$nom}",
    "le $$nom$$ ici": "$$nom$$",
    "le %-10s ici": "%-10s",
    "le %1$@ ici": "%1$@",
    "le %lu ici": "%lu",
    "le %<nom>s ici": "%<nom>s",
    "le %1 ici": "%1",
    r"le \1 ici": r"\1",
    "Bonjour !nom, ici": "!nom",
    "Bonjour __NOM__, ici": "__NOM__",
    "Bonjour !Merci, 20 %1 fois": None,
    "un %age élevé, en %du PIB": None,
    "la note[^1] dit": "[^1]",
    "#prenom# a écrit": "#prenom#",
    "il est ravi :)) et content": ":))",
    "il part ;-)": ";-)",
    "les prix :(voir ici) et : (là)": None,
    "un mot et//ou deux": "//",
    "à 90 km//h": "//",
    "la classe std::string ici": "std::string",
}


@pytest.mark.parametrize("text", TOKENS)
def test_tokens(text: str) -> None:
    shield = Shield()
    masked = shield.mask(text)
    assert [shield.slot(mark).surface for mark in shield.marks(masked)] == ([TOKENS[text]] if TOKENS[text] else [])
    assert shield.source(masked) == text


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("<mes mots>", "~mes mots~"),
        ("<<mes mots>>", "~mes mots~"),
        ("voir [[Paris]]", "voir ~Paris~"),
        ("#Le mot# et ((un mot))", "~Le mot~ et ~un mot~"),
        ("//un// __mot__ x^2^", "~un~ ~mot~ x~2~"),
        ("{++un++} {--mot ici--} {==là==}{>>ou pas<<}", "~un~ ~mot ici~ ~là~~ou pas~"),
        ("{~~un~>deux~~}", "~un~deux~"),
        ("fermer par }} ou {{ ici", "fermer par ~ ou ~ ici"),
    ],
)
def test_marks_around_words_are_kept_and_the_words_are_not(text: str, masked: str) -> None:
    assert MARK.sub("~", Shield().mask(text)) == masked


def test_a_term_within_a_token_is_left_alone() -> None:
    shield = Shield(Glossary([Entry("climat", "climate"), Entry("#climat", "#climate")]))
    text = "le climat, #climat, https://climat.fr"
    slots = [shield.slot(mark) for mark in shield.marks(shield.mask(text))]
    assert [slot.target for slot in slots] == ["climate", "#climate", "https://climat.fr"]


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("A ~ is voted.", "An eco-tax is voted."),
        ("said a ~", "said an eco-tax"),
        ("with an ~", "with an eco-tax"),
        ("~ is voted", "Eco-tax is voted"),
        ("the ~ !", "the eco-tax!"),
        ("plan a~", "plan aeco-tax"),
        ("d'a ~", "d'a eco-tax"),
    ],
)
def test_a_term_in_its_sentence(text: str, english: str) -> None:
    shield = Shield(Glossary([Entry("écotaxe", "eco-tax")]))
    mark = shield.mask("écotaxe")
    assert shield.finish(text.replace("~", mark)) == english


def test_more_tokens_than_marks() -> None:
    shield = Shield()
    text = " ".join(f"#a{n}" for n in range(131_200))
    assert shield.source(shield.mask(text)) == text
    assert shield.mask(text).endswith("#a131199"), "the last ones stay as they are"


def test_a_token_that_stands_where_it_would_be_none_is_not_missing() -> None:
    shield = Shield()
    masked = shield.mask("Voir /a/b.")
    assert [slot.surface for slot in shield.missing(masked, "See €5 /a/bc.")] == ["/a/b"]
    assert shield.missing(masked, "See €5 /a/b.") == []
