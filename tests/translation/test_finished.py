"""Finished translations are served without a question, until something changes that decides them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dipx.document import Hypothesis, Segment
from dipx.memory.store import Memory
from dipx.options import Decoding, EngineOptions, Options
from dipx.pipeline import Pipeline
from dipx.reading.files import load
from dipx.report import Report
from dipx.translation import finished
from dipx.translation.finished import Finished
from dipx.translation.repair import Candidate
from dipx.translation.translate import Wishes, translate_segments
from tests.strategies import FINDINGS, LINKS, SCORES

CANDIDATES = st.builds(
    Candidate,
    st.text(),
    st.lists(FINDINGS, max_size=3).map(tuple),
    st.none() | st.text(),
    st.none() | SCORES,
    st.none() | LINKS,
)


class Loud:
    """An engine that loses a number, and counts its questions."""

    signature = "loud"

    def __init__(self) -> None:
        self.asked = 0

    def generate(self, texts: Collection[str], decoding: Decoding) -> list[Hypothesis]:
        self.asked += len(texts)
        return [Hypothesis("The minister announced measures to help all of the companies.", -0.25) for _ in texts]


SOURCE = "Le ministre a annoncé 12 mesures pour aider les entreprises."
SEGMENTS = [Segment(SOURCE, 0, len(SOURCE), 0)]


def _quiet(texts: Collection[str]) -> None:
    """Nobody counts."""


@settings(max_examples=50, deadline=None)
@given(made=st.dictionaries(st.text(), CANDIDATES, max_size=5))
def test_round_trip(tmp_path_factory: pytest.TempPathFactory, made: dict[str, Candidate]) -> None:
    memory = Memory(tmp_path_factory.mktemp("memory"))
    Finished(memory, "a", _quiet).put(made)
    assert Finished(memory, "a", _quiet).get(list(made)) == made
    assert Finished(memory, "b", _quiet).get(list(made)) == {}
    memory.close()


def test_what_is_finished_is_not_asked_again_and_keeps_its_findings(tmp_path: Path) -> None:
    engine, served = Loud(), list[str]()
    store = Finished(Memory(tmp_path), "a", served.extend)
    first = translate_segments(SEGMENTS, engine, Decoding(), finished=store)
    asked = engine.asked
    assert {finding.code for finding in first[0].findings} >= {"numbers"}
    assert served == []
    assert translate_segments(SEGMENTS, engine, Decoding(), finished=store) == first
    assert engine.asked == asked
    assert served == [SOURCE]


def test_a_correction_comes_before_what_was_finished(tmp_path: Path) -> None:
    store = Finished(Memory(tmp_path), "a", _quiet)
    translate_segments(SEGMENTS, Loud(), Decoding(), finished=store)
    wishes = Wishes(corrections={SOURCE: "The minister announced 12 measures."})
    (made,) = translate_segments(SEGMENTS, Loud(), Decoding(), wishes, store)
    assert (made.target, made.step) == ("The minister announced 12 measures.", "correction")
    (made,) = translate_segments(SEGMENTS, Loud(), Decoding(), finished=store)
    assert made.step != "correction"


def test_code_that_changed_is_heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory, engine = Memory(tmp_path), Loud()
    translate_segments(SEGMENTS, engine, Decoding(), finished=Finished(memory, "a", _quiet))
    asked = engine.asked
    monkeypatch.setattr(finished, "code_digest", lambda: "another")
    translate_segments(SEGMENTS, engine, Decoding(), finished=Finished(memory, "a", _quiet))
    assert engine.asked == 2 * asked


def test_a_glossary_and_another_decoding_are_other_keys(tmp_path: Path) -> None:
    article, terms = tmp_path / "a.txt", tmp_path / "terms.tsv"
    article.write_text("Le ministre a annoncé des mesures pour aider les entreprises.", "utf-8")
    terms.write_text("mesures\tsteps\n", "utf-8")
    plain = Options(EngineOptions(engine="fake"), lang="fr", cache_dir=tmp_path / "cache")

    def made(options: Options) -> tuple[str, int]:
        pipeline = Pipeline(options)
        (report,) = pipeline.run([load(article, options)], bullets=False)
        assert isinstance(report, Report)
        return report.english, pipeline.engine.misses

    english, misses = made(plain)
    assert misses > 0
    assert made(plain) == (english, 0)
    assert made(replace(plain, decoding=Decoding(beam_size=2)))[1] > 0
    assert "steps" in made(replace(plain, glossary=terms))[0]
    assert "steps" not in made(plain)[0]
