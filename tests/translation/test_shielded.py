"""What must come out in a certain way: which rung brings it, that tokens always survive, that the rest is flagged."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dipx.document import Hypothesis, Segment, Translation
from dipx.engines import load_engine
from dipx.engines.base import Engine
from dipx.engines.fake import FakeEngine
from dipx.options import Decoding, EngineOptions
from dipx.translation.glossary import Entry, Glossary
from dipx.translation.translate import Wishes, translate_segments
from tests.translation.scripted import Scripted

DECODING = Decoding()
LEVY = Glossary([Entry("taxe carbone", "carbon levy")])


def _translate(
    text: str, engine: Engine, glossary: Glossary = LEVY, corrections: dict[str, str] | None = None
) -> Translation:
    wishes = Wishes(glossary, corrections)
    (made,) = translate_segments([Segment(text, 0, len(text), 0)], engine, DECODING, wishes)
    return made


def _by(table: dict[str, str], otherwise: str = "") -> Scripted:
    return Scripted(lambda text, decoding: Hypothesis(table.get(text, otherwise)))


def _errors(made: Translation) -> set[str]:
    return {finding.code for finding in made.findings if finding.severity == "error"}


def test_plain_is_enough_where_the_model_says_it_itself() -> None:
    engine = _by({"La taxe carbone arrive.": "The carbon levy is coming."})
    made = _translate("La taxe carbone arrive.", engine)
    assert (made.target, made.step, made.findings) == ("The carbon levy is coming.", None, ())
    assert len(engine.asked) == 1


def test_a_term_takes_the_place_of_what_the_model_calls_it() -> None:
    engine = _by({"Une taxe carbone arrive.": "A carbon tax is coming.", "taxe carbone": "Carbon tax."})
    made = _translate("Une taxe carbone arrive.", engine)
    assert (made.target, made.step, _errors(made)) == ("A carbon levy is coming.", "substituted", set())


def test_a_plural_term_is_plural_in_english() -> None:
    engine = _by({"Les taxes carbone arrivent.": "Carbon taxes are coming.", "taxes carbone": "carbon taxes"})
    assert _translate("Les taxes carbone arrivent.", engine).target == "Carbon levies are coming."


@pytest.mark.parametrize("stand_in", ["Kobayashi", "[77]"])
def test_a_term_comes_in_by_a_stand_in(stand_in: str) -> None:
    engine = _by(
        {f"La {stand_in} arrive.": f"The {stand_in} is coming.", "taxe carbone": "tax on carbon"},
        "The tax is coming.",
    )
    made = _translate("La taxe carbone arrive.", engine)
    assert (made.target, made.step, _errors(made)) == ("The carbon levy is coming.", "placeholder", set())


def test_a_term_that_nothing_brings_in_is_flagged() -> None:
    made = _translate("La taxe carbone arrive bientôt.", _by({"taxe carbone": "levy"}, "The tax is coming soon."))
    assert made.target == "The tax is coming soon."
    assert "glossary" in _errors(made)


def test_what_is_all_term_needs_no_engine() -> None:
    engine = Scripted(lambda text, decoding: pytest.fail("asked"))
    assert _translate("Taxes carbone", engine).target == "Carbon levies"


def test_do_not_translate() -> None:
    glossary = Glossary([Entry("Libération", ""), Entry("Le Monde", "Le Monde")])
    engine = _by(
        {"Selon [77], c'est fini.": "According to [77], it is over."}, "According to the Liberation, it is over."
    )
    made = _translate("Selon Libération, c'est fini.", engine, glossary)
    assert (made.target, made.step) == ("According to Libération, it is over.", "placeholder")


@pytest.mark.parametrize(
    "token", ["https://a.fr/x?id=1234567", "a@b.fr", "@ici", "#Climat", "`x = 1,5`", "{nom}", "%s", "🎉"]
)
@pytest.mark.parametrize("stand_in", ["[77]", "(77)", "Kobayashi", None])
def test_tokens_survive(token: str, stand_in: str | None) -> None:
    table = {"Voir": "See", "pour savoir.": "To know."}
    if stand_in:
        table = {f"Voir {stand_in} pour savoir.": f"See {stand_in} to know."}
    made = _translate(f"Voir {token} pour savoir.", _by(table, "See htps://ww. to know."))
    assert made.target == f"See {token} to know."
    assert made.step == ("placeholder" if stand_in else "cut-out")
    assert _errors(made) == set()


@pytest.mark.parametrize(
    ("text", "asked", "made", "english"),
    [
        ("Lire ((le mot)) ici.", "Lire (le mot) ici.", "Read (the word) here.", "Read ((the word)) here."),
        ("Le maire et//ou lui.", "Le maire et/ou lui.", "The mayor and/or him.", "The mayor and//or him."),
        ("Lire ==le mot== ici.", 'Lire "le mot" ici.', 'Read "the word" here.', "Read ==the word== here."),
        ("#Le mot# manque.", '"Le mot" manque.', '"The word" is missing.', "#The word# is missing."),
        ("Il a {~~pris~>mis~~} tout.", "Il a (pris/mis) tout.", "He (took/put) all.", "He {~~took~>put~~} all."),
        ("##Titre du jour##", "Titre du jour", "Title of the day.", "##Title of the day##"),
        ("// à revoir", "à revoir", "To be reviewed", "// to be reviewed"),
    ],
)
def test_a_doubled_sign_is_asked_as_one(text: str, asked: str, made: str, english: str) -> None:
    assert _translate(text, _by({asked: made}, "Some / other (thing)")).target == english


@pytest.mark.parametrize(
    ("text", "made", "english"),
    [
        ("Bonjour %{nom}, merci.", "Hello%{nom}, thanks.", "Hello %{nom}, thanks."),
        ("Une note[^1] dit.", "A note [^1] says.", "A note[^1] says."),
        ("Il **aime** tout.", "He ** likes ** all.", "He **likes** all."),
    ],
)
def test_spaces_beside_tokens_are_those_of_the_french(text: str, made: str, english: str) -> None:
    assert _translate(text, _by({}, made)).target == english


def test_a_stand_in_that_comes_out_twice_is_not_taken() -> None:
    engine = _by({"Voir [77].": "See [77] [77].", "Voir (77).": "See (77)."}, "See it.")
    assert _translate("Voir @ici.", engine).target == "See @ici."


def test_a_piece_of_a_stand_in_is_not_left() -> None:
    engine = _by({"Voir [77].": "See [77 @ici.", "Voir (77).": "See (77)."}, "See it.")
    assert _translate("Voir @ici.", engine).target == "See @ici."


def test_an_article_alone_before_a_token_is_english() -> None:
    assert _translate("Le %s manque.", _by({"Le": "Le", "manque.": "is missing."}, "x")).target == "The %s is missing."


@pytest.mark.parametrize(
    ("plain", "english"),
    [("#Le word# is here.", "#The word# is here."), ("#The term# is here.", "#The word# is here.")],
)
def test_words_between_signs_are_no_hashtag(plain: str, english: str) -> None:
    text = "#Le mot# est ici."
    assert _translate(text, _by({text: plain, '"Le mot" est ici.': '"The word" is here.'})).target == english
    assert _translate(text, _by({text: plain}, "x")).target == plain, "as there is nothing better"


@pytest.mark.parametrize(
    ("text", "warns"),
    [
        ("Voir {{Lieu|nom=Le port de Brest}} ici.", True),
        ('Voir {% trans "le port du nord" %} ici.', True),
        ("Voir {{ le_nom | upper }} ici.", False),
        ("Voir {% if user.name %} ici.", False),
    ],
)
def test_a_phrase_in_a_tag_of_a_template_is_named(text: str, warns: bool) -> None:
    found = {finding.message for finding in _translate(text, FakeEngine()).findings}
    assert any("a template's tag stays as it is" in message for message in found) == warns


def test_stand_ins_are_not_what_the_text_has() -> None:
    engine = Scripted(lambda text, decoding: Hypothesis(text.replace("@ici", "").replace("Les", "The")))
    made = _translate("Les 77 et Kobayashi [88] sont @ici.", engine)
    assert made.target == "The 77 et Kobayashi [88] sont @ici."
    assert "Les 77 et Kobayashi [88] sont [66]." in [text for text, _ in engine.asked]


def test_what_is_all_token_needs_no_engine() -> None:
    engine = Scripted(lambda text, decoding: pytest.fail("asked"))
    for text in ["https://a.fr/x", "— #Climat2021, @ici 12", "🎉🎉", "{nom} %s"]:
        made = _translate(text, engine)
        assert made.target.split() == text.split()
        assert made.step == "protected"


def test_the_ladder_of_repairs_cannot_lose_a_token() -> None:
    """A loop is repaired by another beam, and the URL is in what that beam makes too."""
    good = "The minister announced 12 measures to support companies, see [77] for the rest."

    def rule(text: str, decoding: Decoding) -> Hypothesis:
        return Hypothesis(good if decoding.beam_size > 4 and "[77]" in text else "the minister " * 30 + "[77]")

    source = "Le ministre a annoncé 12 mesures pour soutenir les entreprises, voir https://a.fr/b pour la suite."
    made = _translate(source, Scripted(rule))
    assert made.target == good.replace("[77]", "https://a.fr/b")
    assert made.step == "wider-beam"


def test_a_correction_wins_and_asks_nobody() -> None:
    engine = Scripted(lambda text, decoding: pytest.fail("asked"))
    text = "Il a dit 12 ."
    (made,) = translate_segments(
        [Segment(text, 0, len(text), 0)], engine, DECODING, Wishes(LEVY, {text: "He said 13 ."})
    )
    assert (made.target, made.step) == ("He said 13 .", "correction")
    assert [(f.code, f.severity) for f in made.findings] == [("numbers", "warning")]


PIECES = ["Le ministre parle", "de la taxe carbone", "https://a.fr/b_(c)", "#Climat", "a@b.fr", "@x", "{n}", "%s",
          "🎉", "(", ")", ",", ".", " : ", "«", "»", "'", "/", "1,5", "12 345", "$VAR", "<b>", "`a b`"]  # fmt: skip
RULES: list[Callable[[str, Decoding], Hypothesis]] = [
    lambda text, decoding: Hypothesis(""),
    lambda text, decoding: Hypothesis("x"),
    lambda text, decoding: Hypothesis("Said x."),
    lambda text, decoding: Hypothesis(text[::-1]),
    lambda text, decoding: Hypothesis(text + text),
    lambda text, decoding: Hypothesis(text.lower()),
    lambda text, decoding: FakeEngine().generate([text], decoding)[0],
]


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=12), st.sampled_from(["", " "]), st.sampled_from(RULES))
def test_tokens_survive_whatever_the_model_does(
    pieces: list[str], gap: str, rule: Callable[[str, Decoding], Hypothesis]
) -> None:
    made = _translate(gap.join(pieces), Scripted(rule))
    assert "protected" not in _errors(made)
    assert all(piece in made.target for piece in pieces if piece in ("#Climat", "a@b.fr", "🎉") and gap)


@pytest.fixture(scope="module")
def bundled(converted_cache: Path) -> Engine:
    return load_engine(EngineOptions(), converted_cache)


@pytest.mark.parametrize(
    "text",
    [
        "Le ministre a écrit à contact@exemple.fr, selon https://www.exemple.fr/2021/10/04/article-1234567.html.",
        "#Climat : la taxe carbone sera votée jeudi, a dit @ministre 🎉",
        "Bonjour {prenom}, vous avez %s messages dans $BOITE et <b>une taxe carbone</b> dans `code = 1`.",
        "@a @b @c @d @e @f @g @h @i @j sont les ministres qui ont voté la taxe carbone.",
    ],
)
def test_with_the_bundled_model(bundled: Engine, text: str) -> None:
    made = _translate(text, bundled)
    assert "protected" not in {finding.code for finding in made.findings}
    assert "taxe carbone" not in text or "carbon lev" in made.target.lower() or "glossary" in _errors(made)


def test_a_list_of_tokens_in_parts_has_its_commas_at_its_words() -> None:
    names = "l'Ain, l'Aisne, l'Aube, l'Aude, l'Isère, l'Orne, l'Oise et l'Yonne"
    engine = Scripted(lambda text, decoding: Hypothesis(text.replace(" l'", " ").replace("et", "and")))
    (made,) = translate_segments([Segment(f"Dans {names}.", 0, 80, 0)], engine, Decoding())
    assert (
        " ," not in made.target
        and " ." not in made.target
        and all(name in made.target for name in ("Ain,", "Isère,", "Yonne"))
    )
