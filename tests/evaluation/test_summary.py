"""Evaluation of bullets: figures beside those of the lead, stories from files."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from dipx.errors import DipxError, InputError
from dipx.evaluation import summary as evaluation
from dipx.options import SummaryOptions
from tests.bullets.articles import ARTICLE


def test_evaluation_scores_bullets_and_lead_in_one_run() -> None:
    pytest.importorskip("rouge_score")
    gold = ("The government will spend 3.5 billion euros on rail lines.", "Parliament votes in November.")
    scores = evaluation.evaluate_summaries([evaluation.Story("1", ARTICLE, gold)], SummaryOptions())
    assert set(scores.rouge) == set(scores.lead) == {"rouge1", "rouge2", "rougeLsum"}
    assert all(0 < value < 100 for value in (*scores.rouge.values(), *scores.lead.values()))
    assert (scores.stories, scores.supported, scores.fallback) == (1, 1.0, 0.0)
    assert scores.novel_bigrams == 0.0


def test_evaluation_without_rouge_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rouge_score.rouge_scorer", None)
    with pytest.raises(DipxError, match=r"dipx-news\[eval\]"):
        evaluation.evaluate_summaries([evaluation.Story("1", ARTICLE, ("A vote.",))], SummaryOptions())


def test_evaluation_without_stories_is_an_error() -> None:
    with pytest.raises(DipxError, match="no story"):
        evaluation.evaluate_summaries([], SummaryOptions())


def test_a_bad_line_of_stories_is_named(tmp_path: Path) -> None:
    path = tmp_path / "stories.jsonl"
    path.write_text('{"id": 1, "document": "A.", "bullets": ["A"]}\n{"id": 2}\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"stories\.jsonl:2"):
        evaluation.read_stories(path)
