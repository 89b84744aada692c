"""What was finished once is served as it was, without a question, until something changes that decides it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dipx import formats
from dipx.bullets import finished as finished_bullets
from dipx.bullets.finished import bullets_of
from dipx.bullets.summarize import Article
from dipx.document import Bullet, Document, Finding, Hypothesis, Segment, Translation
from dipx.memory import code
from dipx.memory.store import Memory
from dipx.options import Decoding, EngineOptions, Options
from dipx.pipeline import Pipeline
from dipx.reading import finished as finished_readings
from dipx.reading import prepared
from dipx.reading.files import load
from dipx.reading.finished import FinishedReadings
from dipx.reading.prepared import prepare
from dipx.report import Report
from dipx.translation import finished
from dipx.translation.finished import Finished
from dipx.translation.repair import Candidate
from dipx.translation.translate import Wishes, translate_segments

SPANS = st.tuples(st.integers(0, 99), st.integers(0, 99))
FINDINGS = st.builds(Finding, st.text(), st.sampled_from(["note", "warning", "error"]), st.text(), st.text(), st.text())
SCORES = st.none() | st.floats(allow_nan=False, allow_infinity=False, allow_subnormal=False)
LINKS = st.none() | st.lists(st.tuples(SPANS, SPANS), max_size=3).map(tuple)
CANDIDATES = st.builds(
    Candidate, st.text(), st.lists(FINDINGS, max_size=3).map(tuple), st.none() | st.text(), SCORES, LINKS
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


def test_all_of_the_code_is_in_its_digest() -> None:
    package = Path(code.__file__).parents[1]
    files = {path.relative_to(package) for kind in ("py", "txt", "tsv", "json") for path in package.rglob(f"*.{kind}")}
    expected = {path.as_posix() for path in files if path.parts[0] != "bundled"}
    assert set(code._names(str(package))) == expected
    assert {"pipeline.py", "checks/lexicon.txt", "checks/exonyms.tsv", "review/__init__.py"} <= expected


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


ARTICLE = [Translation(Segment("a", 0, 1, 0), "An English."), Translation(Segment("b", 9, 10, 1), "Another one.")]
SOURCES = st.lists(st.sampled_from(ARTICLE), min_size=1, unique=True).map(tuple)
ORIGINS: st.SearchStrategy[Any] = st.sampled_from(["extracted", "rewritten", "fallback"])
SUPPORT = st.floats(0, 1, allow_subnormal=False)
BULLETS = st.builds(Bullet, st.text(), SUPPORT, SOURCES, ORIGINS, st.lists(FINDINGS, max_size=2).map(tuple))


class Maker:
    """Makes the same bullets of every article, and notes whom it was asked for."""

    def __init__(self, bullets: Sequence[Bullet] = ()) -> None:
        self.bullets = tuple(bullets)
        self.asked: list[Article] = []

    def __call__(self, articles: Sequence[Article]) -> list[tuple[Bullet, ...]]:
        self.asked += articles
        return [self.bullets for _ in articles]


@settings(max_examples=50, deadline=None)
@given(bullets=st.lists(BULLETS, max_size=3), title=st.none() | st.text())
def test_bullets_are_made_once(
    tmp_path_factory: pytest.TempPathFactory, bullets: list[Bullet], title: str | None
) -> None:
    memory, make = Memory(tmp_path_factory.mktemp("memory")), Maker(bullets)
    one: Article = (ARTICLE, title)
    other: Article = (ARTICLE, f"{title}!")
    assert bullets_of([one], make, memory, "a") == [make.bullets]
    assert bullets_of([other, one], make, memory, "a") == [make.bullets, make.bullets]
    assert make.asked == [one, other], "what was finished is not asked again, its neighbour is"
    assert bullets_of([one], make, memory, "b") == [make.bullets]
    assert make.asked == [one, other, one], "another model, another key"
    memory.close()


@pytest.mark.parametrize(
    "change",
    [
        lambda t: replace(t, target="Other English."),
        lambda t: replace(t, findings=(Finding("numbers", "warning", "", "", ""),)),
        lambda t: replace(t, segment=replace(t.segment, block=5)),
        lambda t: replace(t, step="correction"),
    ],
)
def test_an_article_that_changed_has_its_bullets_made_anew(
    tmp_path: Path, change: Callable[[Translation], Translation]
) -> None:
    memory, make = Memory(tmp_path), Maker()
    bullets_of([(ARTICLE, None)], make, memory, "a")
    same = replace(ARTICLE[0], score=-1.0, links=())
    bullets_of([([same, ARTICLE[1]], None)], make, memory, "a")
    assert len(make.asked) == 1, "what a model says of itself decides nothing"
    bullets_of([([change(ARTICLE[0]), ARTICLE[1]], None)], make, memory, "a")
    assert len(make.asked) == 2


def test_code_that_changed_makes_other_bullets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory, make = Memory(tmp_path), Maker()
    bullets_of([(ARTICLE, None)], make, memory, "a")
    monkeypatch.setattr(finished_bullets, "code_digest", lambda: "another")
    bullets_of([(ARTICLE, None)], make, memory, "a")
    assert len(make.asked) == 2


PAGE = """Accueil

Le ministre a annoncé douze mesures pour aider les entreprises. Elles entrent en vigueur jeudi dans tout le pays.

Votre adresse e-mail ne sera pas publiée. Les champs obligatoires sont indiqués avec *
"""


@pytest.mark.parametrize("options", [Options(), Options(lang="fr"), Options(lang="en"), Options(clean=False)])
def test_a_document_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: Options) -> None:
    memory, document = Memory(tmp_path), formats.parse(PAGE)
    first = prepare(document, options, FinishedReadings(memory, options))
    assert first == prepare(document, options)
    assert bool(first.document.left_out) == options.clean
    for name in ("detect", "reasons", "segment_document"):
        monkeypatch.setattr(prepared, name, lambda *_, name=name: pytest.fail(f"{name} was asked"))
    assert prepare(document, options, FinishedReadings(memory, options)) == first


def test_what_decides_a_reading_is_its_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory, document, options = Memory(tmp_path), formats.parse(PAGE), Options()
    reading = prepare(document, options, FinishedReadings(memory, options))
    assert reading.document.lang == "fr"

    def known(document: Document = document, options: Options = options) -> bool:
        return FinishedReadings(memory, options).get(document) is not None

    assert known()
    assert known(replace(document, path="elsewhere.txt")), "wherever it lies"
    assert not known(options=replace(options, clean=False))
    assert not known(options=replace(options, lang="fr"))
    assert not known(document=replace(document, blocks=document.blocks[1:]))
    assert not known(document=formats.parse(PAGE + "Fin."))
    monkeypatch.setattr(finished_readings, "identifier", lambda: "another")
    assert not known()
    monkeypatch.undo()
    monkeypatch.setattr(finished_readings, "code_digest", lambda: "another")
    assert not known()
