"""Evaluation of translations: figures by sacrebleu, test sets by digest, the gate."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dipx.errors import InputError
from dipx.evaluation.gate import raise_floors, shortfalls
from dipx.evaluation.metrics import Score, compare, score
from dipx.evaluation.testset import TestSet, read_testset
from dipx.evaluation.translation import Evaluation, evaluate, translate_testset
from dipx.options import EngineOptions, Options
from tests.evaluation.toy import REFERENCES, SOURCES, write_toy

FAKE = Options(engine=EngineOptions(engine="fake"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_toy(tmp_path)


def test_a_test_set_is_two_files_a_stem_or_a_folder(folder: Path) -> None:
    one = read_testset(folder / "toy.fr", folder / "toy.en")
    assert one.sources == SOURCES
    assert one == read_testset(folder) == read_testset(folder / "toy")
    (folder / "toy.en").write_text("\n".join(REFERENCES) + " \n", "utf-8")
    assert read_testset(folder).digest != one.digest


def test_a_test_set_that_is_no_pair_is_refused(folder: Path) -> None:
    (folder / "toy.en").write_text("one line\n", "utf-8")
    with pytest.raises(InputError, match="has 4 lines"):
        read_testset(folder)
    with pytest.raises(InputError, match="No such file"):
        read_testset(folder / "none")
    (folder / "other.fr").write_text("", "utf-8")
    with pytest.raises(InputError, match=r"one \.fr file"):
        read_testset(folder)


def test_scores_are_sacrebleus() -> None:
    """Reference figures from sacrebleu's command line 2.6.0 on these lines (``-m bleu chrf --chrf-word-order 2``)."""
    hypotheses = [
        "The minister arrived at Beijing . He leaves .",
        "Kim talked about peace .",
        "The 2024 summit is over .",
    ]
    references = [REFERENCES[0], REFERENCES[2], REFERENCES[3]]
    found = {s.metric: s for s in score(hypotheses, references)}
    assert found["BLEU"].value == pytest.approx(39.33, abs=0.01)
    assert found["chrF2++"].value == pytest.approx(66.38, abs=0.01)
    assert "nw:2" in found["chrF2++"].signature
    assert score(references, references)[0].value == 100.0


def test_the_bootstrap_tells_a_difference_from_none() -> None:
    references = [f"The minister spoke of plan number {n} on Thursday in Paris." for n in range(60)]
    worse = [line.replace("minister", "chair") if n % 2 else line for n, line in enumerate(references)]
    by_metric = {c.metric: c for c in compare(references, worse, references, samples=200)}
    assert by_metric["BLEU"].value == 100.0 > by_metric["BLEU"].other
    assert by_metric["BLEU"].p_value < 0.05
    assert compare(worse, worse, references, samples=200)[0].p_value > 0.5


def test_an_evaluation_counts_lines_words_and_findings(folder: Path) -> None:
    testset = read_testset(folder)
    made = translate_testset(testset, FAKE)
    assert len(made.lines) == 4
    assert made.lines[1] == ""
    assert made.segments == 4
    result = evaluate(testset, made)
    assert result.lines == 4
    assert result.length_ratio == pytest.approx(
        sum(len(line.split()) for line in made.lines) / sum(len(line.split()) for line in REFERENCES), abs=0.001
    )
    assert result.words_per_second > 0
    assert result.comparisons == []


def _evaluation(bleu: float, testset: TestSet) -> Evaluation:
    scores = [Score("BLEU", bleu, "signature")]
    return Evaluation(testset.name, testset.digest, 4, "e", "d", scores, 1.0, {}, {}, 1.0, [])


def test_the_gate_goes_up_and_never_down_by_itself(folder: Path) -> None:
    testset = read_testset(folder)
    floors = folder / "floors.json"
    with pytest.raises(InputError, match="no file of floors"):
        shortfalls(_evaluation(30, testset), floors)
    assert raise_floors(_evaluation(30, testset), floors) == {"BLEU": 29.9}
    assert shortfalls(_evaluation(30, testset), floors) == []
    assert shortfalls(_evaluation(29.8, testset), floors) == ["BLEU is 29.8, the floor is 29.9"]
    assert raise_floors(_evaluation(20, testset), floors) == {"BLEU": 29.9}
    other = replace(testset, digest="0" * 64)
    with pytest.raises(InputError, match="is not the test set"):
        shortfalls(_evaluation(30, other), floors)
    with pytest.raises(InputError, match="no floors for"):
        shortfalls(_evaluation(30, replace(testset, name="unknown")), floors)
