"""Bullets by models: whole-document ones in windows, sentence rewriters asked again, and which a folder holds."""

from __future__ import annotations

import json
import math
import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.testing import CliRunner

import dipx
from dipx import api
from dipx.bullets.attribution import attribute
from dipx.bullets.rewriters import load_rewriter
from dipx.bullets.rewriting import AGAIN, FIRST
from dipx.bullets.summarize import summarize
from dipx.bullets.whole_document import WholeDocument, split_summary
from dipx.bullets.windows import windows
from dipx.cli import app
from dipx.document import Hypothesis, Translation
from dipx.engines import load_engine
from dipx.engines.convert import converted
from dipx.errors import ModelError
from dipx.evaluation.summary import as_translations
from dipx.memory.none import NoMemory
from dipx.models.folder import ModelFolder, open_folder
from dipx.models.generation import Generation, read_generation
from dipx.models.info import ModelInfo
from dipx.models.task import summary_task
from dipx.options import Decoding, EngineName, EngineOptions, Options, SummaryOptions
from tests.conftest import ROOT
from tests.models.tiny_summarizers import make_tiny_bart, make_tiny_led, make_tiny_t5

NAMES = "Morel Garnier Petit Lambert Rousseau Vidal Mercier Fontaine Chevalier Renaud".split()
TOWNS = "Rennes Brest Lorient Vannes Quimper Dinan Fougères Redon Morlaix".split()
SUBJECTS = "schools bridges trams hospitals libraries markets museums".split()
CAUSES = (
    "protests by farmers over prices",
    "votes in every council chamber",
    "gifts from some old families",
    "floods along the lower river",
    "talks with engineers about noise",
    "delays caused by winter storms",
    "loans from banks in Paris",
    "petitions signed by young parents",
    "repairs to damaged water pipes",
    "disputes between owners and tenants",
    "surveys of traffic at night",
)


def article(sentences: int) -> list[Translation]:
    """Sentences of thirteen words that share little with their neighbours, nine to a block."""
    lines = [
        f"Mayor {NAMES[n % 10]} opened {100 + n} {SUBJECTS[n % 7]} near {TOWNS[n % 9]} after {CAUSES[n % 11]}."
        for n in range(sentences)
    ]
    return as_translations("\n".join(" ".join(lines[start : start + 9]) for start in range(0, sentences, 9)))


def count_words(texts: Sequence[str]) -> list[int]:
    """A token a word, and one that ends the text; as the engines, none for a blank text."""
    return [len(text.split()) + 1 if text.strip() else 0 for text in texts]


class Spy:
    """An engine that writes by a function of the text, and remembers what it was asked."""

    signature = "in-test"

    def __init__(self, write: Callable[[str], str | Hypothesis]) -> None:
        self.write = write
        self.asked: list[tuple[list[str], Decoding]] = []

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
        self.asked.append((list(texts), decoding))
        made = [self.write(text) for text in texts]
        return [Hypothesis(text) if isinstance(text, str) else text for text in made]

    @property
    def texts(self) -> list[str]:
        return [text for texts, _ in self.asked for text in texts]


def whole(write: Callable[[str], str | Hypothesis], limit: int = 64, **settings: Any) -> tuple[WholeDocument, Spy]:
    spy = Spy(write)
    return WholeDocument(spy, count_words, limit, Decoding(**settings)), spy


def first_sentence(text: str) -> str:
    return text.split(".")[0] + "."


# --- windows


@pytest.mark.parametrize("room", [14, 15, 40, 64, 10_000])
def test_windows_hold_every_sentence_once_and_are_as_few_and_even_as_they_can_be(room: int) -> None:
    sentences = article(30)
    made = windows(sentences, count_words, room)
    assert [source for window in made for source in window.sources] == sentences
    assert [part.text for window in made for part in window.parts] == [item.target for item in sentences]
    sizes = [sum(count_words([window.text])) for window in made]
    each = count_words([sentences[0].target])[0]  # all are of one length
    assert max(sizes) <= room
    assert len(made) == math.ceil(30 / (room // each))
    assert max(len(window.parts) for window in made) == math.ceil(30 / len(made))


def test_a_sentence_longer_than_a_window_is_cut_and_nothing_of_it_is_lost() -> None:
    (short, *_) = article(1)
    (long,) = as_translations(" ".join(f"word{n}" for n in range(100)) + ".")
    made = windows([short, long], count_words, 20)
    assert all(window.tokens <= 20 for window in made)
    assert " ".join(window.text for window in made) == f"{short.target} {long.target}"
    assert [part.is_whole for window in made for part in window.parts][:2] == [True, False]
    assert windows([], count_words, 20) == []


def test_a_word_longer_than_a_window_ends_too() -> None:
    (endless,) = as_translations("x" * 50)
    made = windows([endless], lambda texts: [len(text) for text in texts], 8)
    assert "".join(window.text.replace(" ", "") for window in made) == "x" * 50


# --- attribution


def test_a_text_is_attributed_to_the_sentences_that_hold_it() -> None:
    sentences = as_translations(
        "The parliament adopted the budget on Friday.\nClaire Morel called the vote a turning point for schools.\n"
        "The budget gives 3.5 billion euros to hospitals.\nTrains were late in Brittany."
    )
    text = "Parliament adopted the budget on Friday, which gives hospitals 3.5 billion euros."
    assert set(attribute(text, sentences)) == {sentences[0], sentences[2]}
    assert attribute("Claire Morel called the vote a turning point.", sentences) == (sentences[1],)
    assert attribute("Penguins swim.", sentences) == ()
    assert attribute("The trains.", []) == ()


# --- a whole-document model


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


# --- a sentence rewriter is asked again

SOURCE = "Claire Morel said on Tuesday that the French state will spend 3.5 billion euros on 120 regional lines."
GOOD = "Claire Morel said that the French state will spend 3.5 billion euros."


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
    rewriter = Spy(lambda text: "Mayor Macron." if text in wrong else text)
    bullets = summarize(sentences, SummaryOptions(), rewriter)
    failed = [bullet for bullet in bullets if bullet.origin == "fallback"]
    assert failed
    (_, first), (texts, second) = rewriter.asked
    assert (first, second) == (FIRST, AGAIN)
    assert texts == [bullet.text for bullet in failed]
    assert len(bullets) > len(failed)


def test_what_fails_twice_falls_back_with_both_reasons() -> None:
    rewriter = Repentant(["Claire Morel will spend the"])
    (bullet,) = summarize(as_translations(SOURCE), SummaryOptions(), rewriter)
    assert (bullet.text, bullet.origin) == (SOURCE, "fallback")
    assert [finding.code for finding in bullet.findings] == ["bullet-number", "bullet-unfinished"]


def test_what_passes_is_asked_for_once() -> None:
    rewriter = Spy(lambda text: GOOD)
    (bullet,) = summarize(as_translations(SOURCE), SummaryOptions(), rewriter)
    assert len(rewriter.asked) == 1
    assert bullet.findings == ()


# --- which kind of model a folder holds


def folder_of(path: Path, config: dict[str, Any], task: str | None = None) -> ModelFolder:
    path.mkdir(exist_ok=True)
    (path / "config.json").write_text(json.dumps(config), encoding="utf-8")
    digest: Future[str] = Future()
    digest.set_result("0" * 64)
    return ModelFolder(path, "some/model", ModelInfo(task=task), config["model_type"], 512, 512, digest)


SUMMARIES = {"task_specific_params": {"summarization": {"prefix": "summarize: "}}}
TASKS: list[tuple[str, str | None, dict[str, Any], str]] = [
    ("marian", None, {}, "rewriting"),
    ("marian", "bullets", {}, "rewriting"),
    ("marian", "rewriting", {}, "rewriting"),
    ("marian", "summarization", {}, "summarization"),
    ("bart", None, {}, "summarization"),
    ("bart", "bullets", {}, "rewriting"),
    ("mbart", None, {}, "summarization"),
    ("pegasus", "text2text-generation", {}, "summarization"),
    ("led", None, {}, "summarization"),
    ("t5", None, {}, "summarization"),
    ("t5", "translation", SUMMARIES, "summarization"),
]


@pytest.mark.parametrize(("kind", "task", "settings", "expected"), TASKS)
def test_a_folder_says_or_its_architecture_does(
    tmp_path: Path, kind: str, task: str | None, settings: dict[str, Any], expected: str
) -> None:
    assert summary_task(folder_of(tmp_path, {"model_type": kind} | settings, task)) == expected


@pytest.mark.parametrize(("kind", "task"), [("marian", "translation"), ("t5", "translation"), ("m2m_100", None)])
def test_a_translator_writes_no_bullets(tmp_path: Path, kind: str, task: str | None) -> None:
    with pytest.raises(ModelError, match=r"some/model.*translation, not for bullets.*model_info\.json"):
        summary_task(folder_of(tmp_path, {"model_type": kind}, task))


def test_generation_settings_of_summaries_win_over_the_general_ones(tmp_path: Path) -> None:
    config = {"model_type": "bart", "min_length": 1, "max_length": 2, "forced_bos_token_id": 0, "length_penalty": None}
    folder_of(tmp_path, config)
    assert read_generation(tmp_path) == Generation(min_tokens=1, max_tokens=2, first_token=0)
    (tmp_path / "generation_config.json").write_text('{"max_length": 142, "length_penalty": 2.0}', encoding="utf-8")
    general = read_generation(tmp_path)
    assert (general.min_tokens, general.max_tokens, general.length_penalty) == (1, 142, 2.0)
    folder_of(tmp_path, config | {"task_specific_params": {"summarization": {"prefix": "tl;dr ", "max_length": 50}}})
    special = read_generation(tmp_path)
    assert (special.prefix, special.max_tokens, special.summarizes) == ("tl;dr ", 50, True)


@pytest.mark.parametrize("config", [{"min_length": "many"}, {"task_specific_params": [1]}])
def test_a_generation_setting_of_the_wrong_kind_is_named(tmp_path: Path, config: dict[str, Any]) -> None:
    folder_of(tmp_path, {"model_type": "bart"} | config)
    with pytest.raises(ModelError, match=f"{tmp_path} has a generation setting of the wrong kind"):
        read_generation(tmp_path)


# --- real engines on tiny random models


@pytest.fixture(scope="module")
def bart(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_tiny_bart(tmp_path_factory.mktemp("models") / "tiny-bart")


ENGINES: tuple[EngineName, ...] = ("ct2", "hf")


def options_for(engine: EngineName, model: Path, cache: Path, **summary: Any) -> Options:
    chosen = EngineOptions(engine=engine, compute_type="float32")
    return Options(chosen, summary=SummaryOptions(model=str(model), **summary), lang="en", cache_dir=cache)


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
def test_a_least_length_is_kept_and_an_end_is_no_cut(engine: EngineName, tmp_path: Path) -> None:
    folder = make_tiny_bart(tmp_path / "ends", positions=64, ends=True)
    made = load_engine(EngineOptions(str(folder), engine, compute_type="float32"), tmp_path)
    (short,) = made.generate(["The vote was lost."], Decoding())
    (long,) = made.generate(["The vote was lost."], Decoding(min_tokens=8, max_tokens=20))
    assert (short.text, short.cut, long.cut) == ("", False, False)
    assert len(long.text) >= 5


@pytest.mark.parametrize("tied", [True, False])
def test_t5_is_converted_with_its_own_scale(tied: bool, tmp_path: Path) -> None:
    import ctranslate2
    import torch
    import transformers

    folder = open_folder(make_tiny_t5(tmp_path / "t5", tied))
    tokenizer: Any = transformers.AutoTokenizer.from_pretrained(folder.path)
    model: Any = transformers.T5ForConditionalGeneration.from_pretrained(folder.path)
    source, target = tokenizer("summarize: The vote was lost.")["input_ids"], tokenizer("the vote")["input_ids"]
    with torch.no_grad():
        logits = model(input_ids=torch.tensor([source]), labels=torch.tensor([target])).logits[0]
    expected = torch.log_softmax(logits, dim=-1)[range(len(target)), target].tolist()
    translator = ctranslate2.Translator(str(converted(folder, "float32", tmp_path)))
    to_pieces = tokenizer.convert_ids_to_tokens
    (found,) = translator.score_batch([to_pieces(source)], [to_pieces(target[:-1])])
    assert found.log_probs == pytest.approx(expected, abs=1e-3)


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


def test_a_job_is_done_again_when_the_summary_model_changes(bart: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(bart, tmp_path / "model"))
    source = tmp_path / "in" / "article.txt"
    source.parent.mkdir()
    source.write_text(" ".join(item.target for item in article(6)), encoding="utf-8")

    def run() -> tuple[str, dict[str, str]]:
        (outcome,) = dipx.run(source, tmp_path / "out", options_for("ct2", folder, tmp_path / "cache"))
        report = json.loads((tmp_path / "out" / "article.report.json").read_text("utf-8"))
        return outcome.kind, report["run"]

    kind, first = run()
    assert kind == "done"
    assert open_folder(folder).weights_digest[:32] in first["summary_model"]
    assert run() == ("unchanged", first)
    settings = folder / "generation_config.json"
    settings.write_text(settings.read_text("utf-8").replace('"max_length": 12', '"max_length": 11'), encoding="utf-8")
    api._kept.cache_clear()  # what a new process has
    kind, second = run()
    assert kind == "done"
    assert {name for name in first if first[name] != second[name]} == {"summary_model"}


def test_the_command_line_takes_a_folder(bart: Path, tmp_path: Path) -> None:
    source = tmp_path / "article.txt"
    source.write_text(" ".join(item.target for item in article(6)), encoding="utf-8")
    words = ["summarise", str(source), "--lang", "en", "--summary-model", str(bart), "--json", "-q"]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 0, result.output
    written = json.loads(result.stdout)
    jsonschema.validate(written, json.loads((ROOT / "docs/schema/documents.schema.json").read_text("utf-8")))
    assert written["documents"][0]["bullets"]
    assert "window=1024" in written["run"]["summary_model"]
    stories = tmp_path / "stories.jsonl"
    story = {"id": "one", "document": source.read_text("utf-8"), "bullets": ["The vote was lost."]}
    stories.write_text(json.dumps(story) + "\n", encoding="utf-8")
    measured = CliRunner().invoke(app, ["evaluate", "summary", str(stories), "--summary-model", str(bart), "--json"])
    assert json.loads(measured.stdout)["fallback"] == 1.0, "random weights say nothing that the article says"
    refused = CliRunner().invoke(app, [*words, "--summary-model", "marian-fr-en"])
    assert refused.exit_code == 3
    assert "not for bullets" in refused.output
