"""Tiny BART, T5 and LED folders as writers of bullets, in both engines."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dipx.bullets.rewriters import load_rewriter
from dipx.bullets.summarize import summarize
from dipx.bullets.whole_document import WholeDocument
from dipx.errors import ModelError
from dipx.evaluation.summary import as_translations
from dipx.memory.none import NoMemory
from dipx.options import Decoding, EngineName, SummaryOptions
from tests.bullets.articles import article
from tests.bullets.spy import Spy
from tests.models.tiny_summarizers import make_tiny_led, make_tiny_t5, options_for

ENGINES: tuple[EngineName, ...] = ("ct2", "hf")


@pytest.mark.parametrize("engine", ENGINES)
def test_a_bart_reads_all_of_an_article_of_3000_tokens(engine: EngineName, bart: Path, tmp_path: Path) -> None:
    made = load_rewriter(options_for(engine, bart, tmp_path), tmp_path, NoMemory())
    assert isinstance(made, WholeDocument)
    assert (made.limit, made.prefix) == (1024, "")
    assert made.decoding == Decoding(length_penalty=2.0, no_repeat_ngram_size=3, min_tokens=4, max_tokens=12)
    sentences = article(42)
    assert sum(made.count([" ".join(item.target for item in sentences)])) > 3000
    inner = made.engine
    spy = Spy(lambda text: inner.generate([text], made.decoding)[0])
    bullets = summarize(sentences, SummaryOptions(bullets=6), replace(made, engine=spy))
    shown = made.windows(sentences)
    assert spy.texts == [window.text for window in shown]
    assert len(shown) == 4
    assert [source for window in shown for source in window.sources] == sentences
    assert max(made.count(spy.texts)) <= 1024
    written = inner.generate(spy.texts, made.decoding)
    assert all(hypothesis.cut for hypothesis in written)  # forced to end, which is no end
    assert 1 <= len(bullets) <= 6
    assert len({bullet.sources[0].segment for bullet in bullets}) == len(bullets)
    assert all(source in sentences for bullet in bullets for source in bullet.sources)
    assert {finding.code for bullet in bullets for finding in bullet.findings} == {"bullet-blank"}


@pytest.mark.parametrize("engine", ENGINES)
def test_a_t5_is_asked_with_its_prefix(engine: EngineName, tmp_path: Path) -> None:
    folder = make_tiny_t5(tmp_path / "t5")
    made = load_rewriter(options_for(engine, folder, tmp_path), tmp_path, NoMemory())
    assert isinstance(made, WholeDocument)
    assert (made.limit, made.prefix) == (512, "summarize: ")
    shown = made.windows(article(12))
    assert len(shown) > 1
    assert all(hypothesis.text for _, hypothesis in made.ask(shown))


def test_an_led_runs_in_transformers_and_ctranslate2_says_that_it_does_not(tmp_path: Path) -> None:
    folder = make_tiny_led(tmp_path / "led")
    made = load_rewriter(options_for("hf", folder, tmp_path), tmp_path, NoMemory())
    assert isinstance(made, WholeDocument)
    assert made.limit == 64
    (_, written), *_ = made.ask(made.windows(as_translations("The vote was lost. He left.")))
    assert written.text
    with pytest.raises(ModelError, match="--engine hf"):
        load_rewriter(options_for("ct2", folder, tmp_path), tmp_path, NoMemory())
