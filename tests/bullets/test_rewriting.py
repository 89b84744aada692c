"""Sentences rewritten by a model: kept where they are faithful, else asked for once more, else the source itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from dipx.bullets.context import SEPARATOR
from dipx.bullets.rewriting import AGAIN, FIRST, TRIES, passages, rewrite
from dipx.bullets.summarize import summarize
from dipx.document import Hypothesis
from dipx.evaluation.summary import as_translations
from dipx.options import Decoding, SummaryOptions
from tests.bullets.articles import ARTICLE, SOURCE, article
from tests.bullets.spy import Spy


def test_a_pronoun_is_given_the_sentence_that_names_whom_it_means() -> None:
    name = "Claire Morel is the minister of transport in Paris."
    line = "She will open 12 lines in Brittany in May 2027 with the unions."
    given: list[str] = []

    def write(text: str) -> str:
        given.append(text)
        return "Claire Morel will open 12 lines in Brittany in May 2027."

    article = as_translations(f"{name}\n{line}")
    ((bullet,),) = rewrite([passages(article[1:], article)], SummaryOptions(), Spy(write))
    assert given == [f"{name} » {line}"]
    assert (bullet.origin, bullet.sources) == ("rewritten", tuple(article))
    assert bullet.support == 1.0
    ((bullet,),) = rewrite([passages(article[1:], article[1:])], SummaryOptions(), Spy(write))
    assert given[1:] == [line] * len(TRIES), "asked for again: nothing says who Claire Morel is"
    assert (bullet.origin, bullet.sources) == ("fallback", (article[1],))


def test_the_sentence_beside_it_is_no_rewriting() -> None:
    beside = "Claire Morel is the minister of transport in Paris."
    article = as_translations(f"{beside}\nShe will open 12 lines in Brittany in May 2027 with the unions.")
    ((bullet,),) = rewrite([passages(article[1:], article)], SummaryOptions(), Spy(lambda _: beside))
    assert bullet.origin == "fallback"
    assert {finding.code for finding in bullet.findings} == {"bullet-other"}


LIES = [
    ("number", lambda text: text.replace("3.5", "5.3")),
    ("number", lambda text: text.replace("billion", "million")),
    ("name", lambda text: text.replace("Claire Morel", "Paul Garnier")),
    ("name", lambda text: "Macron" + text.removeprefix("Claire Morel")),
    ("negation", lambda text: text.replace("will spend", "won't spend")),
    ("unfinished", lambda text: "Claire Morel said on Tuesday that the French state will spend the"),
    ("blank", lambda text: " . "),
    ("blank", lambda text: ""),
    ("loop", lambda text: "The state will spend, the state will spend, the state will spend."),
    ("loop", lambda text: "Lines lines lines lines."),
    ("longer", lambda text: f"{text} {text}"),
    ("unsupported", lambda text: "The state happily rescued beautiful forgotten stations."),
]


@pytest.mark.parametrize(("code", "lie"), LIES)
def test_a_rewriting_that_lies_falls_back_and_says_why(code: str, lie: Callable[[str], str]) -> None:
    article = as_translations(SOURCE)
    (bullet,) = summarize(article, SummaryOptions(), Spy(lie))
    assert (bullet.text, bullet.origin, bullet.support) == (SOURCE, "fallback", 1.0)
    (finding,) = bullet.findings
    assert finding.code == f"bullet-{code}"
    assert (finding.source, finding.target) == (SOURCE, lie(SOURCE))


def test_a_faithful_rewriting_is_kept() -> None:
    short = "Claire Morel said that the French state will spend 3.5 billion euros"
    (bullet,) = summarize(as_translations(SOURCE), SummaryOptions(), Spy(lambda text: short))
    assert (bullet.text, bullet.origin, bullet.findings) == (f"{short}.", "rewritten", ())
    assert bullet.support == 1.0


def test_an_unfinished_rewriting_falls_back() -> None:
    (bullet,) = summarize(as_translations(SOURCE), SummaryOptions(), Spy(lambda text: Hypothesis(text, cut=True)))
    assert [finding.code for finding in bullet.findings] == ["bullet-cut"]


def test_the_same_rewriting_twice_is_kept_once() -> None:
    same = "The rail plan of the government in France."
    article = as_translations(ARTICLE.replace("plan", "rail plan of the government in France"))
    bullets = summarize(article, SummaryOptions(bullets=2), Spy(lambda text: same))
    assert sum(bullet.text == same for bullet in bullets) <= 1
    assert len({bullet.text for bullet in bullets}) == 2


GOOD = "Claire Morel said that the French state will spend 3.5 billion euros."


def own(text: str) -> str:
    """The sentence of what a rewriter is given, without what stands around it."""
    return text.rpartition(SEPARATOR)[2].strip()


class Repentant(Spy):
    """Gets the numbers wrong at first, and right when it is asked again (or not even then)."""

    def __init__(self, good: Sequence[str]) -> None:
        super().__init__(str)
        self.good = good

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
        self.asked.append((list(texts), decoding))
        bad = "The state will spend 7.7 euros."
        return [Hypothesis(next((g for g in self.good if decoding == AGAIN and text == SOURCE), bad)) for text in texts]


def test_a_rewriting_that_fails_is_asked_for_again_and_says_so() -> None:
    rewriter = Repentant([GOOD])
    (bullet,) = summarize(as_translations(SOURCE), SummaryOptions(), rewriter)
    assert rewriter.asked == [([SOURCE], FIRST), ([SOURCE], AGAIN)]
    assert (bullet.text, bullet.origin) == (GOOD, "rewritten")
    (finding,) = bullet.findings
    assert (finding.code, finding.target) == ("bullet-again", "The state will spend 7.7 euros.")
    assert "7.7" in finding.message


def test_only_what_failed_is_asked_for_again_all_in_one_call() -> None:
    sentences = article(12)
    wrong = {sentences[0].target, sentences[5].target}
    rewriter = Spy(lambda text: "Mayor Macron." if own(text) in wrong else own(text))
    bullets = summarize(sentences, SummaryOptions(), rewriter)
    failed = [bullet for bullet in bullets if bullet.origin == "fallback"]
    assert failed
    assert [decoding for _, decoding in rewriter.asked] == list(TRIES)
    for texts, _ in rewriter.asked[1:]:
        assert list(map(own, texts)) == [bullet.text for bullet in failed]
    assert len(bullets) > len(failed)


def test_what_always_fails_falls_back_with_all_reasons() -> None:
    rewriter = Repentant(["Claire Morel will spend the"])
    (bullet,) = summarize(as_translations(SOURCE), SummaryOptions(), rewriter)
    assert (bullet.text, bullet.origin) == (SOURCE, "fallback")
    assert [finding.code for finding in bullet.findings] == ["bullet-number", "bullet-unfinished"], "each said once"


def test_what_passes_is_asked_for_once() -> None:
    rewriter = Spy(lambda text: GOOD)
    (bullet,) = summarize(as_translations(SOURCE), SummaryOptions(), rewriter)
    assert len(rewriter.asked) == 1
    assert bullet.findings == ()


def test_a_sentence_that_the_model_leaves_as_it_is_is_shortened_by_rule_as_one_that_it_spoils() -> None:
    long = "Claire Morel will open 12 new lines in Brittany in May 2027, while the unions strike for more pay in Lyon."
    for write in (str, lambda text: "Macron lies."):
        (bullet,) = summarize(as_translations(long), SummaryOptions(), Spy(write))
        assert bullet.text == "Claire Morel will open 12 new lines in Brittany in May 2027."
