"""Bullets: which sentences, how many, and what they owe their sources."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from dipx.bullets.summarize import count_bullets, summarize, support
from dipx.document import Finding, Severity, Translation
from dipx.evaluation.summary import as_translations
from dipx.options import SummaryOptions
from tests.bullets.articles import ARTICLE, SOURCE, article


def with_finding(item: Translation, severity: Severity) -> Translation:
    return Translation(item.segment, item.target, (Finding("loop", severity, "loops", "", ""),))


def test_bullets_are_telling_different_and_in_order() -> None:
    article = as_translations(ARTICLE)
    bullets = summarize(article, SummaryOptions(bullets=5, max_words=40))
    texts = [bullet.text for bullet in bullets]
    assert texts[0].startswith("The French government announced")
    assert len(texts) == len(set(texts)) == 3  # ten usable sentences, 3.5 to a bullet
    starts = [bullet.sources[0].segment.start for bullet in bullets]
    assert starts == sorted(starts)
    assert all(source in article for bullet in bullets for source in bullet.sources)


@pytest.mark.parametrize(
    ("sentences", "limit", "expected"),
    [(0, 5, 0), (1, 5, 1), (3, 5, 1), (7, 5, 2), (11, 5, 3), (14, 5, 4), (60, 5, 5), (60, 3, 3), (60, 0, 0)],
)
def test_number_of_bullets(sentences: int, limit: int, expected: int) -> None:
    assert count_bullets(sentences, limit) == expected


@pytest.mark.parametrize("text", ["", "\n", "   ", "."])
def test_nothing_to_say_gives_no_bullet(text: str) -> None:
    assert summarize(as_translations(text), SummaryOptions()) == ()


@pytest.mark.parametrize("text", ["Storm hits northern France, two dead", "Will France go to the polls?"])
def test_one_sentence_gives_one_bullet_whatever_it_is(text: str) -> None:
    (bullet,) = summarize(as_translations(text), SummaryOptions())
    assert bullet.text == text


def test_the_same_sentence_twice_gives_one_bullet() -> None:
    line = "The parliament in Paris adopted the budget of 2026 by 301 votes on Friday."
    bullets = summarize(as_translations("\n".join([line] * 12)), SummaryOptions())
    assert [bullet.text for bullet in bullets] == [line]


def test_a_near_duplicate_is_left_out() -> None:
    first = "The parliament in Paris adopted the budget of 2026 by 301 votes on Friday."
    again = "On Friday the parliament adopted the budget of 2026 by 301 votes."
    others = [f"Region number {index} of the country lost {index}00 schools since winter." for index in range(2, 4)]
    article = as_translations("\n".join([first, again, *others, *others, *others]))
    texts = [bullet.text for bullet in summarize(article, SummaryOptions())]
    assert (first in texts) + (again in texts) == 1


def test_a_sentence_that_only_repeats_the_title_is_not_chosen() -> None:
    title = "The parliament in Paris adopted the budget."
    text = f"{title}\nThe vote came after nine weeks of debate in both chambers."
    (bullet,) = summarize(as_translations(text), SummaryOptions(), title=title)
    assert bullet.text.startswith("The vote came")


def test_a_translation_with_an_error_is_chosen_only_if_nothing_else_is_left() -> None:
    good, bad = as_translations("Seven towns lost their stations.\nThe government will spend 3 billion on rail.")
    bad = with_finding(bad, "error")
    assert [b.sources for b in summarize([bad, good], SummaryOptions())] == [(good,)]
    (fragment,) = as_translations("reports.")
    assert [b.sources for b in summarize([bad, fragment], SummaryOptions())] == [(bad,)]


def test_a_dangling_start_costs_a_sentence_its_place() -> None:
    named = "Macron promised 300 new trains for the rural lines of Brittany."
    text = "\n".join([named, named.replace("Macron", "He also")])
    (bullet,) = summarize(as_translations(text), SummaryOptions(bullets=1))
    assert bullet.text == named
    (bullet,) = summarize(as_translations("\n".join(text.split("\n")[::-1])), SummaryOptions(bullets=1))
    assert bullet.text == named


def test_of_two_sentences_that_say_it_all_again_the_first_is_taken() -> None:
    first = "The parliament in Paris adopted the budget by 301 votes on Friday."
    again = "On Friday the parliament in Paris adopted the budget by 301 votes."
    for number in range(2, 9):
        lines = [item.target for item in article(number)]
        bullets = summarize(as_translations("\n".join([first, *lines, again])), SummaryOptions())
        assert again not in [bullet.text for bullet in bullets]


def test_extracted_bullets_are_supported_by_measurement() -> None:
    bullets = summarize(as_translations(ARTICLE), SummaryOptions(max_words=12))
    assert bullets
    assert {(bullet.support, bullet.origin) for bullet in bullets} == {(1.0, "extracted")}


def test_support_counts_what_the_sources_hold() -> None:
    sources = as_translations(SOURCE)
    assert support("The state will spend 3.5 billion euros.", sources) == 1.0
    assert support("The state will spend 4.5 billion euros.", sources) == pytest.approx(4 / 6)  # figure and amount
    assert support("The state will spend 3.5 billion dollars.", sources) == pytest.approx(4 / 6)
    assert support("Bananas ripen slowly.", sources) == 0.0
    assert support("", sources) == 0.0


def test_sixty_sentences_are_selected_quickly() -> None:
    sentences = ARTICLE.splitlines() * 5
    article = as_translations("\n".join(sentences[:60]))
    summarize(article, SummaryOptions())
    took = []
    for _ in range(5):
        began = time.process_time()
        summarize(article, SummaryOptions())
        took.append(time.process_time() - began)
    assert min(took) < 0.05  # 0.01 on an idle machine; the room is for a busy one


def test_the_summary_loads_nothing_heavy() -> None:
    heavy = "{'numpy', 'torch', 'transformers', 'ctranslate2', 'rouge_score'}"
    code = f"import sys, dipx.bullets.summarize, dipx.evaluation.summary; print({heavy} & set(sys.modules) or 'none')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "none"


def test_a_bullet_that_no_cut_makes_short_enough_is_marked() -> None:
    sentence = "The mayor of Lyon said that the school of the old town would open again in September."
    (long,) = summarize(as_translations(sentence), SummaryOptions(max_words=8))
    (short,) = summarize(as_translations(sentence), SummaryOptions(max_words=17))
    assert [finding.code for finding in long.findings] == ["bullet-long"]
    assert "17 words" in long.findings[0].message
    assert short.findings == ()
