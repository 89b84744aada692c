"""What a file's markup says is to be kept (code, names) comes out as it is; so do the tags of templates."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from dipx import formats
from dipx.document import Hypothesis, Segment, Translation
from dipx.engines.base import Engine
from dipx.engines.fake import FakeEngine
from dipx.options import Decoding, Options
from dipx.reading import prepare
from dipx.translation.quoting import with_quotes
from dipx.translation.translate import translate_segments
from tests.translation.scripted import Scripted


def _translate(text: str, engine: Engine, *kept: str) -> Translation:
    places = tuple((text.index(words), text.index(words) + len(words)) for words in kept)
    (made,) = translate_segments([Segment(text, 0, len(text), 0, places)], engine, Decoding())
    return made


def _always(english: Callable[[str], str]) -> Engine:
    return Scripted(lambda text, decoding: Hypothesis(english(text)))


@pytest.mark.parametrize("words", ["ouvrir le fichier", "oui", "rue.ville", "la Rue", 'a = "b"'])
def test_what_is_kept_comes_back_whatever_the_model_says(words: str) -> None:
    made = _translate(f"La commande {words} est simple.", FakeEngine(), words)
    assert words in made.target and not made.findings

    made = _translate(f"La commande {words} est simple.", _always(lambda text: "This is simple."), words)
    assert words in made.target


def test_the_same_word_outside_is_translated() -> None:
    made = _translate("Le mot rue : une rue est belle.", FakeEngine(), "rue")
    assert made.target == "Le tom rue: a eur is elleb."


def test_a_token_that_is_kept_elsewhere_is_said_as_often_as_it_was() -> None:
    text = "Avec `--a=b` ou --a=b ici, puis #mot et #mot."
    made = _translate(text, FakeEngine(), "`--a=b`")
    assert made.target.count("--a=b") == 2 and not made.findings
    made = _translate("Le code &nbsp; puis &nbsp; ici.", FakeEngine(), "&nbsp;")
    assert made.target.count("&nbsp;") == 2 and not made.findings


def test_words_in_a_message_with_choices_are_said_to_stay() -> None:
    message = "{n, plural, one {# chat} other {# chats}}"
    for text in (message, f"Il y a {message} ici."):
        made = _translate(text, FakeEngine())
        assert message in made.target
        assert "untranslated" in [finding.code for finding in made.findings]
    assert not _translate("Le {jour, date, long} est là.", FakeEngine()).findings


def test_what_the_english_says_anyway_is_not_taken_for_it() -> None:
    engine = _always(lambda text: text.replace("Lisez", "See").replace("une fois", "a bit"))
    assert _translate("Lisez a une fois.", engine, "a").target == "See a a bit."


def test_a_segment_of_nothing_else_is_as_it_was() -> None:
    engine = FakeEngine()
    assert _translate("ouvrir le fichier", engine, "ouvrir le fichier").target == "ouvrir le fichier"
    assert engine.calls == 0


@pytest.mark.parametrize("text", [
    '{% if a == "oui" %}Merci{% endif %} à {{ nom | majuscule }}.', "Le {# mot. Un mot #} de <%= la rue %> est long.",
    '{{ "bonjour le monde" | trad }}', "{% url 'la/rue' %}", "{{#si oui}}la rue{{/si}}", "Bonjour ${nom du client}.",
])  # fmt: skip
def test_tags_of_templates_come_out_as_they_are(text: str) -> None:
    made = _translate(text, FakeEngine())
    for tag in formats_tags(text):
        assert tag in made.target
    assert not [finding for finding in made.findings if finding.severity == "error"]


def formats_tags(text: str) -> list[str]:
    from dipx.text.templates import tags

    return [text[start:end] for start, end in tags(text)] or ["${nom du client}"]


def test_the_spans_of_a_document_say_what_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("Lancez `a. Bé` puis **`le mot`** ici. Rien. Un `x`.\n", "utf-8")
    prepared = prepare(formats.read(path), Options(lang="fr"))
    assert [[s.text[a:b] for a, b in s.kept] for s in prepared.segments] == [["a. Bé", "le mot"], [], ["x"]]


def test_quotation_marks_of_code_are_not_curled() -> None:
    text = 'La commande écrire "mot" est longue.'
    made = _translate(text, FakeEngine(), 'écrire "mot"')
    from dipx.report import Report, RunInfo

    report = Report(formats.parse(text), (made,), RunInfo("", "", "", ""))
    assert 'écrire "mot"' in with_quotes(report, "curly").translations[0].target


def test_time_is_linear_in_what_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("Le `a. B` va. " * 20_000, "utf-8")
    document = formats.read(path)
    start = time.perf_counter()
    prepared = prepare(document, Options(lang="fr"))
    assert time.perf_counter() - start < 10
    assert len(prepared.segments) == 20_000
    assert {tuple(s.text[a:b] for a, b in s.kept) for s in prepared.segments} == {("a. B",)}
