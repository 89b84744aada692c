"""Segments to translations: one question a text, checks, the repair ladder, nothing cut in silence."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest

from dipx.document import Hypothesis, Segment
from dipx.engines.fake import FakeEngine
from dipx.options import Decoding
from dipx.review.page import STEPS
from dipx.translation.repair import RUNGS
from dipx.translation.translate import translate_segments
from tests.conftest import ROOT
from tests.translation.scripted import Scripted

DECODING = Decoding()
SOURCE = "Le ministre a annoncé 12 mesures pour soutenir les entreprises, et le parlement votera jeudi prochain."
GOOD = "The minister announced 12 measures to support companies, and parliament will vote next Thursday."


def _segment(text: str) -> Segment:
    return Segment(text, 0, len(text), 0)


def test_a_good_translation_is_taken_at_once() -> None:
    engine = Scripted(lambda text, decoding: Hypothesis(GOOD, -0.2))
    (made,) = translate_segments([_segment(SOURCE)], engine, DECODING)
    assert (made.target, made.step, made.score) == (GOOD, None, -0.2)
    assert not [f for f in made.findings if f.severity == "error"]
    assert len(engine.asked) == 1


def test_equal_segments_are_asked_once_and_order_is_kept() -> None:
    engine = FakeEngine()
    texts = ["Le chat dort sur la table.", "Le chien court dans le jardin.", "Le chat dort sur la table."]
    made = translate_segments([_segment(text) for text in texts], engine, DECODING)
    assert [t.segment.text for t in made] == texts
    assert made[0].target == made[2].target != made[1].target


@pytest.mark.parametrize("text", ["***", "—", "1 234", "12/10/2023", "…", "."])
def test_what_has_no_letters_passes_through_without_a_question(text: str) -> None:
    engine = Scripted(lambda text, decoding: pytest.fail("asked"))
    (made,) = translate_segments([_segment(text)], engine, DECODING)
    assert made.target
    assert [c for c in made.target if c.isdigit()] == [c for c in text if c.isdigit()]


@pytest.mark.parametrize(
    "text", ["Le tablier est arrivé après « deux » mois.", "À l’été, élu à Évry : 14 °C déjà.", "Élu à `été` là."]
)
def test_letters_in_two_signs_are_letters(text: str) -> None:
    """The s of « après » stood alone to all patterns, and was kept as a code."""
    decoding = DECODING.with_(alignments=True)
    apart = unicodedata.normalize("NFD", text)
    one, other = (translate_segments([_segment(t)], FakeEngine(), decoding)[0] for t in (text, apart))
    assert (one.target, one.step) == (unicodedata.normalize("NFC", other.target), other.step)
    assert [f.code for f in one.findings] == [f.code for f in other.findings]
    linked = [[(t.segment.text[a:b], t.target[c:d]) for (a, b), (c, d) in t.links or ()] for t in (one, other)]
    assert linked[0] == [tuple(unicodedata.normalize("NFC", word) for word in pair) for pair in linked[1]] != []


def test_a_token_with_letters_in_two_signs_keeps_them() -> None:
    text = "Lire https://e.fr/e\u0301te\u0301.html à l’e\u0301te\u0301."
    (made,) = translate_segments([_segment(text)], FakeEngine(), DECODING)
    assert "https://e.fr/e\u0301te\u0301.html" in made.target


def _only(condition: Callable[[str, Decoding], bool], otherwise: str) -> Callable[[str, Decoding], Hypothesis]:
    return lambda text, decoding: Hypothesis(GOOD if condition(text, decoding) else otherwise)


@pytest.mark.parametrize("bad", ["", SOURCE, "the minister " * 40, GOOD.replace("12", "21")])
@pytest.mark.parametrize(
    ("step", "condition"),
    [
        ("wider-beam", lambda text, decoding: decoding.beam_size > DECODING.beam_size),
        ("no-repeat", lambda text, decoding: decoding.no_repeat_ngram_size > 0),
    ],
)
def test_the_ladder_repairs_and_says_which_rung(
    bad: str, step: str, condition: Callable[[str, Decoding], bool]
) -> None:
    engine = Scripted(_only(condition, otherwise=bad))
    (made,) = translate_segments([_segment(SOURCE)], engine, DECODING)
    assert (made.target, made.step) == (GOOD, step)
    assert not [f for f in made.findings if f.severity == "error"]


def test_split_translates_the_clauses_apart() -> None:
    sources = SOURCE.partition(" et le parlement")
    targets = GOOD.partition(" and parliament")
    parts = {sources[0]: targets[0], (sources[1] + sources[2]).strip(): (targets[1] + targets[2]).strip()}
    engine = Scripted(lambda text, decoding: Hypothesis(parts.get(text, "")))
    (made,) = translate_segments([_segment(SOURCE)], engine, DECODING)
    assert (made.target, made.step) == (GOOD, "split")
    assert "split" in {finding.code for finding in made.findings}


def test_capitals_are_tried_in_lower_case() -> None:
    source = "LE MINISTRE ANNONCE DES MESURES POUR LES ENTREPRISES"
    good = "The minister announces measures for companies"
    engine = Scripted(lambda text, decoding: Hypothesis("" if text.isupper() else good))
    (made,) = translate_segments([_segment(source)], engine, DECODING)
    assert made.target
    assert not [f for f in made.findings if f.severity == "error"]


def test_a_word_taken_for_a_name_is_tried_with_a_small_letter() -> None:
    words = {"Habitants": "Habitants", "habitants": "inhabitants", "Tarif": "Price"}
    engine = Scripted(lambda text, decoding: Hypothesis(words[text]))
    made = translate_segments([_segment("Habitants"), _segment("Tarif")], engine, DECODING)
    assert [(t.target, t.step) for t in made] == [("Inhabitants", "small-letter"), ("Price", None)]
    assert not made[0].findings


def test_what_nothing_repairs_keeps_its_findings() -> None:
    engine = Scripted(lambda text, decoding: Hypothesis("the minister " * 40))
    (made,) = translate_segments([_segment(SOURCE)], engine, DECODING)
    assert made.target
    assert made.step == "mechanical"
    assert made.findings[0].severity == "error"
    assert len({decoding for _, decoding in engine.asked}) >= 3, "every rung was tried"


def test_a_cut_target_is_an_error() -> None:
    engine = Scripted(lambda text, decoding: Hypothesis(GOOD, cut=True))
    (made,) = translate_segments([_segment(SOURCE)], engine, DECODING)
    assert "cut" in {finding.code for finding in made.findings if finding.severity == "error"}


@pytest.mark.parametrize("separator", [" ", ", ", ""])
def test_what_is_too_long_is_split_until_it_fits_and_nothing_is_lost(separator: str) -> None:
    source = separator.join(["Nord"] * 5_000)
    engine = FakeEngine()  # takes 2,000 characters
    (made,) = translate_segments([_segment(source)], engine, DECODING)
    assert made.step == "split"
    assert sorted(filter(str.isalpha, made.target)) == sorted(filter(str.isalpha, source))
    assert "split" in {finding.code for finding in made.findings}
    assert "cut" not in {finding.code for finding in made.findings}


def test_rungs_are_documented() -> None:
    page = (ROOT / "docs/json.md").read_text("utf-8")
    assert [rung for rung in RUNGS if f"`{rung}`" not in page or rung not in STEPS] == []
