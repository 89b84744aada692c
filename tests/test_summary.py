"""Bullets: which sentences, how many, in which words, and what they owe their sources."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from dipx.bullets.passover import reason_against
from dipx.bullets.receipts import check_rewriting
from dipx.bullets.rewriting import passages, rewrite
from dipx.bullets.selector import dangles, features, load_weights, vectorize
from dipx.bullets.shorten import count_words, shorten, tidy
from dipx.bullets.summarize import count_bullets, summarize, support
from dipx.bullets.words import names, numbers
from dipx.document import Finding, Hypothesis, Severity, Translation
from dipx.errors import DipxError, InputError
from dipx.evaluation import summary as evaluation
from dipx.options import Decoding, SummaryOptions

ARTICLE = """\
The French government announced on Tuesday that it will spend 3.5 billion euros on rail lines by 2030.
The plan covers 120 regional lines that the operator SNCF had marked for closure.
Transport Minister Claire Morel said the work would begin in Brittany in the spring.
He also thanked the unions.
"We have waited for this for twenty years."
Unions welcomed the money but warned that 4,000 jobs were still at risk at SNCF workshops.
Will the trains run on time?
The opposition said the plan lacked funding after 2027, according to a statement by its leader Paul Garnier.
Read also: our map of the lines.
Passenger numbers on regional trains rose by 12 percent last year in France.
Photo: Jean Petit / AFP
Environmental groups called the announcement a turning point for rural France.
The parliament will vote on the rail plan in November.
The French government announced on Tuesday that it will spend 3.5 billion euros on rail lines by 2030.
"""
SOURCE = "Claire Morel said on Tuesday that the French state will spend 3.5 billion euros on 120 regional lines."


def translations_of(text: str) -> list[Translation]:
    return evaluation.as_translations(text)


def with_finding(item: Translation, severity: Severity) -> Translation:
    return Translation(item.segment, item.target, (Finding("loop", severity, "loops", "", ""),))


class Rewriter:
    """Rewrites by a function of the text."""

    signature = "in-test"

    def __init__(self, write: Callable[[str], str], cut: bool = False) -> None:
        self.write, self.cut = write, cut

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
        return [Hypothesis(self.write(text), cut=self.cut) for text in texts]


# --- which and how many


def test_bullets_are_telling_different_and_in_order() -> None:
    article = translations_of(ARTICLE)
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
    assert summarize(translations_of(text), SummaryOptions()) == ()


@pytest.mark.parametrize("text", ["Storm hits northern France, two dead", "Will France go to the polls?"])
def test_one_sentence_gives_one_bullet_whatever_it_is(text: str) -> None:
    (bullet,) = summarize(translations_of(text), SummaryOptions())
    assert bullet.text == text


def test_a_pronoun_is_given_the_sentence_that_names_whom_it_means() -> None:
    name = "Claire Morel is the minister of transport in Paris."
    line = "She will open 12 lines in Brittany in May 2027 with the unions."
    given: list[str] = []

    def write(text: str) -> str:
        given.append(text)
        return "Claire Morel will open 12 lines in Brittany in May 2027."

    article = translations_of(f"{name}\n{line}")
    ((bullet,),) = rewrite([passages(article[1:], article)], SummaryOptions(), Rewriter(write))
    assert given == [f"{name} » {line}"]
    assert (bullet.origin, bullet.sources) == ("rewritten", tuple(article))
    assert bullet.support == 1.0
    ((bullet,),) = rewrite([passages(article[1:], article[1:])], SummaryOptions(), Rewriter(write))
    assert given[1:] == [line, line], "asked for again: nothing says who Claire Morel is"
    assert (bullet.origin, bullet.sources) == ("fallback", (article[1],))


def test_the_same_sentence_twice_gives_one_bullet() -> None:
    line = "The parliament in Paris adopted the budget of 2026 by 301 votes on Friday."
    bullets = summarize(translations_of("\n".join([line] * 12)), SummaryOptions())
    assert [bullet.text for bullet in bullets] == [line]


def test_a_near_duplicate_is_left_out() -> None:
    first = "The parliament in Paris adopted the budget of 2026 by 301 votes on Friday."
    again = "On Friday the parliament adopted the budget of 2026 by 301 votes."
    others = [f"Region number {index} of the country lost {index}00 schools since winter." for index in range(2, 4)]
    article = translations_of("\n".join([first, again, *others, *others, *others]))
    texts = [bullet.text for bullet in summarize(article, SummaryOptions())]
    assert (first in texts) + (again in texts) == 1


def test_a_sentence_that_only_repeats_the_title_is_not_chosen() -> None:
    title = "The parliament in Paris adopted the budget."
    text = f"{title}\nThe vote came after nine weeks of debate in both chambers."
    (bullet,) = summarize(translations_of(text), SummaryOptions(), title=title)
    assert bullet.text.startswith("The vote came")


PASSED_OVER = [
    ("bare-quote", '"We have waited for this for twenty years in vain."'),
    ("bare-quote", 'The minister said "we will never give up.'),
    ("question", "Will the trains of the region run on time?"),
    ("teaser", "Read also: the map of all regional lines."),
    ("teaser", "Also read our report on the strikes."),
    ("teaser", "Your e-mail address will not be published."),
    ("teaser", "The mandatory fields are indicated with *."),
    ("caption", "Photo: Jean Petit for the news agency."),
    ("caption", "Emmanuel Macron at the Élysée Palace / AFP"),
    ("fragment", "reports."),
    ("labels", "Departure: Barcelona at 10:01 a.m. Passengers: 150 and crew."),
    ("fragment", "The Chinese Minister for Foreign Affairs goes to North Korea"),
    (None, "Reading levels fell in most French schools last year."),
    (None, 'Macron said: "We have waited for this for twenty years."'),
    (None, "Photographers gathered before the court in Lyon on Monday."),
    (None, "Subscribers to the newspaper fell by half within two years."),
    (None, "Copyright law will change in May, the minister said."),
    (None, "Downloads of the app fell by half in France in May."),
]


@pytest.mark.parametrize(("reason", "text"), PASSED_OVER)
def test_what_is_no_bullet(reason: str | None, text: str) -> None:
    (item,) = translations_of(text)
    assert reason_against(item) == reason


def test_a_translation_with_an_error_is_chosen_only_if_nothing_else_is_left() -> None:
    good, bad = translations_of("Seven towns lost their stations.\nThe government will spend 3 billion on rail.")
    bad = with_finding(bad, "error")
    assert [b.sources for b in summarize([bad, good], SummaryOptions())] == [(good,)]
    (fragment,) = translations_of("reports.")
    assert [b.sources for b in summarize([bad, fragment], SummaryOptions())] == [(bad,)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She's quietly fighting back.", True),
        ("Macron also met the unions.", True),
        ("In Paris, we met the unions.", True),
        ('"We met the unions," Macron said.', False),
        ("Macron met the unions.", False),
        ("", False),
    ],
)
def test_what_needs_another_sentence(text: str, expected: bool) -> None:
    assert dangles(text) == expected


def test_a_dangling_start_costs_a_sentence_its_place() -> None:
    named = "Macron promised 300 new trains for the rural lines of Brittany."
    text = "\n".join([named, named.replace("Macron", "He also")])
    (bullet,) = summarize(translations_of(text), SummaryOptions(bullets=1))
    assert bullet.text == named
    (bullet,) = summarize(translations_of("\n".join(text.split("\n")[::-1])), SummaryOptions(bullets=1))
    assert bullet.text == named


# --- in which words

TIDIED = [
    ("However, the vote was lost.", "The vote was lost."),
    ("For his part, Macron refused the deal.", "Macron refused the deal."),
    ("In addition, however, the vote was lost.", "The vote was lost."),
    ("But the vote was lost.", "The vote was lost."),
    ("But for the rain, all was well.", "But for the rain, all was well."),
    ("In addition to the meeting, there were talks.", "In addition to the meeting, there were talks."),
    ("Let us recall that this meeting was the third.", "This meeting was the third."),
    ("(CNN)Share, and your gift will be multiplied.", "Share, and your gift will be multiplied."),
    ("PARIS (AFP) - The vote was lost.", "The vote was lost."),
    ("The  vote was lost . .", "The vote was lost."),
    ("Finally, yes.", "Finally, yes."),
]


@pytest.mark.parametrize(("text", "expected"), TIDIED)
def test_tidy(text: str, expected: str) -> None:
    assert tidy(text) == expected
    assert tidy(expected) == expected


SHORTENED = [
    (
        "The minister opened the new line between Rennes and Brest, which had been closed for nine years.",
        "The minister opened the new line between Rennes and Brest.",
    ),
    (
        "North Korea (officially the DPRK) has welcomed a large delegation of the Chinese government.",
        "North Korea has welcomed a large delegation of the Chinese government.",
    ),
    (
        "As members of the council, China and Russia have blocked new sanctions for years, opening a gulf.",
        "As members of the council, China and Russia have blocked new sanctions for years.",
    ),
]
KEPT_WHOLE = [
    # The clause ends before the verb, or the sentence cannot stand without it.
    "The agency reported that Kim, who has led the party for more than ten years, met Putin.",
    "As Kim has given priority to his relations with the Russian president, he invited the generals.",
    "The footage that the police published showed several men, thought to be fans, singing songs on a train.",
    # Conditions, concessions and attributions carry meaning.
    "The government will build the new line between Rennes and Brest by 2030, if the parliament agrees.",
    "The police found the chemicals in the flat of the man on Monday, although no bombs were found.",
    "The president took money from three companies in Lyon and Marseille, according to the opposition.",
    'He wrote "I am a (true) friend of all those who have lost their homes in the great fire of June."',
    # What has lost its beginning already.
    ", which the government and the opposition have long said that they would do in this year of all years.",
]


@pytest.mark.parametrize(("text", "expected"), SHORTENED)
def test_shorten(text: str, expected: str) -> None:
    assert shorten(text, 12) == expected
    assert shorten(text, count_words(text)) == text


@pytest.mark.parametrize("text", KEPT_WHOLE)
def test_what_cannot_be_shortened_stays_whole(text: str) -> None:
    assert shorten(text, 8) == text


def test_extracted_bullets_are_supported_by_measurement() -> None:
    bullets = summarize(translations_of(ARTICLE), SummaryOptions(max_words=12))
    assert bullets
    assert {(bullet.support, bullet.origin) for bullet in bullets} == {(1.0, "extracted")}


def test_support_counts_what_the_sources_hold() -> None:
    sources = translations_of(SOURCE)
    assert support("The state will spend 3.5 billion euros.", sources) == 1.0
    assert support("The state will spend 4.5 billion euros.", sources) == pytest.approx(4 / 5)
    assert support("Bananas ripen slowly.", sources) == 0.0
    assert support("", sources) == 0.0


def test_numbers_and_names() -> None:
    assert numbers("1,500 of two million, $3.5") == ["1500", "3.5", "$", "2", "million"]
    assert names("Mr. Dupont met the EU's envoy. Officials said Paris agreed.") == ["Dupont", "EU", "Paris"]


# --- rewritten

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
    article = translations_of(SOURCE)
    (bullet,) = summarize(article, SummaryOptions(), Rewriter(lie))
    assert (bullet.text, bullet.origin, bullet.support) == (SOURCE, "fallback", 1.0)
    (finding,) = bullet.findings
    assert finding.code == f"bullet-{code}"
    assert (finding.source, finding.target) == (SOURCE, lie(SOURCE))


def test_a_faithful_rewriting_is_kept() -> None:
    short = "Claire Morel said that the French state will spend 3.5 billion euros"
    (bullet,) = summarize(translations_of(SOURCE), SummaryOptions(), Rewriter(lambda text: short))
    assert (bullet.text, bullet.origin, bullet.findings) == (f"{short}.", "rewritten", ())
    assert bullet.support == 1.0


def test_an_unfinished_rewriting_falls_back() -> None:
    (bullet,) = summarize(translations_of(SOURCE), SummaryOptions(), Rewriter(str, cut=True))
    assert [finding.code for finding in bullet.findings] == ["bullet-cut"]


def test_the_same_rewriting_twice_is_kept_once() -> None:
    same = "The rail plan of the government in France."
    article = translations_of(ARTICLE.replace("plan", "rail plan of the government in France"))
    bullets = summarize(article, SummaryOptions(bullets=2), Rewriter(lambda text: same))
    assert sum(bullet.text == same for bullet in bullets) <= 1
    assert len({bullet.text for bullet in bullets}) == 2


def test_a_dropped_denial_is_found() -> None:
    source = "Claire Morel said that the state will not close the regional lines before 2030."
    finding = check_rewriting("Claire Morel said the state will close the regional lines before 2030.", source)
    assert finding is not None
    assert finding.code == "bullet-negation"
    assert check_rewriting("The state will not close the regional lines.", source) is None
    assert check_rewriting("Claire Morel said lines.", source) is None


def test_a_loop_of_the_source_is_no_loop() -> None:
    source = "New York, New York, New York: the singer of New York sang New York four times there."
    assert check_rewriting("The singer of New York sang New York four times.", source) is None


# --- the selector


def test_every_weight_has_its_feature() -> None:
    (row,) = features(["The vote was lost."], [0], None, vectorize(["The vote was lost."]))
    assert set(load_weights().values) == set(row)


def test_sixty_sentences_are_selected_quickly() -> None:
    sentences = ARTICLE.splitlines() * 5
    article = translations_of("\n".join(sentences[:60]))
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


# --- the evaluation


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
