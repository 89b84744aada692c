"""The dictionary's word in place of a lost one: put where the links show it, kept where it is no worse."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dipx.checks import dictionary
from dipx.document import Alignment, Hypothesis, Segment
from dipx.options import Decoding
from dipx.text.links import words
from dipx.translation import translate_segments
from dipx.translation.second_opinion import MOST_LOST, STEP, substituted
from tests.translation.scripted import Scripted

ROWS = {"lavoir": "washhouse\twashh", "écluse": "lock\tlock", "fanion": "pennant\tpenna"}
SOURCE = "Le lavoir est vieux."
SINK = "The sink is old."


@pytest.fixture(autouse=True)
def _by_hand(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    dictionary._row.cache_clear()
    monkeypatch.setattr(dictionary, "_lines", lambda: ROWS)
    yield
    dictionary._row.cache_clear()


def _engine(answers: dict[str, str], falls: float = 0.1) -> Scripted:
    """Answers as it is told; what it is made to say it scores lower, and links word for word."""

    def rule(text: str, decoding: Decoding) -> Hypothesis:
        said = decoding.target or answers[text]
        links = tuple(zip(words(text), words(said), strict=False))
        alignment = Alignment(text, said, links) if decoding.alignments else None
        return Hypothesis(said, score=-0.5 - (falls if said != answers[text] else 0), alignment=alignment)

    return Scripted(rule)


def _translated(engine: Scripted, source: str = SOURCE) -> tuple[str, str | None, list[str]]:
    (made,) = translate_segments([Segment(source, 0, len(source), 0)], engine, Decoding())
    return made.target, made.step, [finding.code for finding in made.findings]


def test_the_word_is_put_in_its_place() -> None:
    assert _translated(_engine({SOURCE: SINK})) == ("The washhouse is old.", STEP, [])


def test_what_the_model_finds_unlikely_is_not_kept() -> None:
    assert _translated(_engine({SOURCE: SINK}, falls=MOST_LOST + 0.1)) == (SINK, None, ["words"])


def test_a_translation_without_a_lost_word_is_asked_once() -> None:
    engine = _engine({SOURCE: "The washhouse is old."})
    assert _translated(engine) == ("The washhouse is old.", None, [])
    assert len(engine.asked) == 1


def test_several_words_are_put_in_from_the_end() -> None:
    source = "Le lavoir et le fanion sont vieux."
    engine = _engine({source: "The sink and the flannel are old."})
    assert _translated(engine, source) == ("The washhouse and the pennant are old.", STEP, [])


def test_the_plural_is_taken_where_it_is_likelier() -> None:
    source = "Les fanions flottent."
    engine = _engine({source: "The flannels float."})
    rule = engine.rule

    def liking_plurals(text: str, decoding: Decoding) -> Hypothesis:
        made = rule(text, decoding)
        return made if "pennant " not in made.text else Hypothesis(made.text, score=-0.9)

    engine.rule = liking_plurals
    assert _translated(engine, source)[0] == "The pennants float."


def test_without_links_it_stays_a_note() -> None:
    engine = _engine({SOURCE: SINK})
    rule = engine.rule
    engine.rule = lambda text, decoding: rule(text, decoding.with_(alignments=False))
    assert _translated(engine) == (SINK, None, ["words"])


def test_a_repair_that_another_check_objects_to_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ROWS, "lavoir", "12 tubs\ttub")
    assert _translated(_engine({SOURCE: SINK})) == (SINK, None, ["words"])


@pytest.mark.parametrize(
    ("text", "place", "english", "made"),
    [
        ("A sink is old.", (2, 6), "urn", "An urn is old."),
        ("An urn is old.", (3, 6), "sink", "A sink is old."),
        ("Sinks are old.", (0, 5), "urns", "Urns are old."),
        ("It is a sink", (8, 12), "lock", "It is a lock"),
    ],
)
def test_article_and_capital_follow_the_word(text: str, place: tuple[int, int], english: str, made: str) -> None:
    assert substituted(text, place, english) == made
