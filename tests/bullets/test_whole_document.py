"""Bullets by a model of whole documents: every window is asked, and what it says is checked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from dipx.bullets.summarize import summarize
from dipx.bullets.whole_document import split_summary
from dipx.document import Hypothesis
from dipx.evaluation.summary import as_translations
from dipx.options import SummaryOptions
from tests.bullets.articles import article
from tests.bullets.spy import Spy, count_words, first_sentence, whole


def test_every_window_is_asked_and_bullets_come_from_all_over_the_article() -> None:
    sentences = article(30)
    model, spy = whole(first_sentence)
    bullets = summarize(sentences, SummaryOptions(bullets=8), model)
    shown = model.windows(sentences)
    assert spy.texts == [window.text for window in shown]
    assert len(shown) == 8
    assert len(bullets) == 8
    assert {bullet.origin for bullet in bullets} == {"rewritten"}
    for bullet, window in zip(bullets, shown, strict=True):  # one of each, in document order
        assert bullet.sources == (window.sources[0],)
        assert (bullet.text, bullet.support) == (window.sources[0].target, 1.0)
    assert len(summarize(sentences, SummaryOptions(bullets=3), model)) == 3


def test_a_document_without_words_asks_nothing() -> None:
    model, spy = whole(first_sentence)
    assert summarize([], SummaryOptions(), model) == ()
    assert summarize(as_translations("\n . \n"), SummaryOptions(), model) == ()
    assert spy.asked == []


def test_sources_lie_in_the_window_even_where_another_holds_more() -> None:
    sentences = article(10)
    model, spy = whole(lambda text: sentences[0].target if "109" in text else first_sentence(text))
    bullets = summarize(sentences, SummaryOptions(bullets=5), model)
    shown = model.windows(sentences)
    assert len(spy.texts) == len(shown) > 1
    last = [bullet for bullet in bullets if bullet.sources[0] in shown[-1].sources]
    assert all(bullet.origin == "fallback" and "100" not in bullet.text for bullet in last)


LIES = [
    ("number", lambda text: first_sentence(text).replace("opened 1", "opened 9")),
    ("name", lambda text: first_sentence(text).replace("Mayor", "Macron")),
    ("negation", lambda text: first_sentence(text).replace("Mayor ", "").replace("opened", "never opened")),
    ("cut", lambda text: Hypothesis(first_sentence(text).removesuffix("."), cut=True)),
]


@pytest.mark.parametrize(("code", "lie"), LIES)
def test_what_the_sources_do_not_say_falls_back_to_the_best_of_them(
    code: str, lie: Callable[[str], str | Hypothesis]
) -> None:
    sentences = article(4)
    model, _ = whole(lie)
    (bullet,) = summarize(sentences, SummaryOptions(), model)
    assert (bullet.text, bullet.origin, bullet.sources) == (sentences[0].target, "fallback", (sentences[0],))
    assert [finding.code for finding in bullet.findings] == [f"bullet-{code}"]


@pytest.mark.parametrize("nothing", ["", " . ", "Penguins swim."])
def test_a_window_of_which_nothing_is_written_gives_its_best_sentence_and_says_so(nothing: str) -> None:
    sentences = article(4)
    model, _ = whole(lambda text: nothing)
    (bullet,) = summarize(sentences, SummaryOptions(), model)
    assert bullet.sources[0] in sentences
    assert (bullet.text, bullet.origin) == (bullet.sources[0].target, "fallback")
    assert [finding.code for finding in bullet.findings] == ["bullet-blank"]


def test_what_two_windows_say_is_said_once() -> None:
    same = "The parliament in Paris adopted the budget by 301 votes on Friday."
    again = "On Friday the parliament in Paris adopted the budget by 301 votes."
    sentences = article(8)
    text = "\n".join([same, *(item.target for item in sentences[:4]), again, *(item.target for item in sentences[4:])])
    model, spy = whole(lambda text: same if same in text else again, limit=80)
    bullets = summarize(as_translations(text), SummaryOptions(), model)
    assert len(spy.texts) == 2
    assert [bullet.text for bullet in bullets if "budget" in bullet.text] == [same]


def test_what_the_model_got_right_comes_before_what_it_got_wrong() -> None:
    line = "The council of {} voted for the new tram line after nine hours of debate."
    text = "\n".join(line.format(town) for town in ("Rennes", "Brest"))
    model, _ = whole(lambda text: line.format("Rennes").replace("nine", "ten") + "\n" + line.format("Brest"))
    (bullet,) = summarize(as_translations(text), SummaryOptions(bullets=1), model)
    assert (bullet.text, bullet.origin) == (line.format("Brest"), "rewritten")


def test_a_window_that_the_engine_finds_too_long_is_shown_as_two() -> None:
    sentences = article(8)
    model, spy = whole(
        lambda text: Hypothesis("", cut=True) if len(text.split()) > 30 else first_sentence(text), limit=1000
    )
    bullets = summarize(sentences, SummaryOptions(), model)
    answered = [text for text in spy.texts if len(text.split()) <= 30]
    assert " ".join(answered) == " ".join(item.target for item in sentences)
    assert {bullet.origin for bullet in bullets} == {"rewritten"}


def test_a_sentence_that_was_read_in_parts_says_so() -> None:
    text = "Mayor Morel opened 100 schools, " + ", ".join(f"then {n} more in town {n}" for n in range(2, 30)) + "."
    model, spy = whole(lambda text: "Mayor Morel opened 100 schools.")
    (bullet,) = summarize(as_translations(text), SummaryOptions(), model)
    assert len(spy.texts) > 1
    assert (bullet.text, bullet.origin) == ("Mayor Morel opened 100 schools.", "rewritten")
    assert [finding.code for finding in bullet.findings] == ["bullet-window"]


def test_captions_are_shown_but_no_source() -> None:
    sentences = article(3)
    caption = "Photo: Claire Morel for the agency."
    model, spy = whole(lambda text: f"{caption} {sentences[1].target}", limit=1000)
    bullets = summarize(as_translations("\n".join([caption, *(s.target for s in sentences)])), SummaryOptions(), model)
    assert caption in spy.texts[0]
    assert [bullet.text for bullet in bullets] == [sentences[1].target]


def test_the_prefix_is_before_every_window_and_counts() -> None:
    sentences = article(30)
    plain, _ = whole(first_sentence)
    spy = Spy(lambda text: first_sentence(text.removeprefix("summarize: ")))
    model = replace(plain, engine=spy, prefix="summarize: ")
    bullets = summarize(sentences, SummaryOptions(bullets=8), model)
    assert all(text.startswith("summarize: ") for text in spy.texts)
    assert max(count_words(spy.texts)) <= 64
    assert len(bullets) == 8
    assert "summarize" not in " ".join(bullet.text for bullet in bullets)


def test_a_least_length_does_not_make_the_model_say_more_than_a_short_text() -> None:
    model, spy = whole(first_sentence, min_tokens=56)
    summarize(article(1), SummaryOptions(), model)
    summarize(article(30), SummaryOptions(), replace(model, limit=1000))
    assert [decoding.min_tokens for _, decoding in spy.asked] == [7, 56]


WRITTEN = [
    ("The vote was lost. He left.", ["The vote was lost.", "He left."]),
    ("the vote was lost . he left .", ["the vote was lost .", "he left ."]),
    ("The vote was lost.<n>He left.", ["The vote was lost.", "He left."]),
    ("- The vote was lost\n- Mr. Petit left", ["The vote was lost", "Mr. Petit left"]),
    ("The U.S. Army left.", ["The U.S. Army left."]),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), WRITTEN)
def test_a_summary_is_split_into_sentences(text: str, expected: list[str]) -> None:
    assert split_summary(text) == expected
