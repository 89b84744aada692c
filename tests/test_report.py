"""A report: the marks of what cannot be trusted, its findings, its quotation marks."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from dipx.checks.fail_on import parse_fail_on
from dipx.document import Block, Bullet, Document, Finding, Segment, Translation
from dipx.report import Report, RunInfo, document_json, markdown
from dipx.text.assemble import assemble
from dipx.translation.quoting import with_quotes


def _report(findings: tuple[Finding, ...] = (), bullet: tuple[Finding, ...] = ()) -> Report:
    text = "Un mot. Un « autre »."
    segments = (Segment("Un mot.", 0, 7, 0), Segment("Un « autre ».", 8, 21, 0))
    document = Document("a.txt", text, (Block(text, 0, 21),), lang="fr")
    translations = (Translation(segments[0], "A word."), Translation(segments[1], 'It\'s "another".', findings))
    bullets = (Bullet("It's so.", 1.0, translations[1:], findings=bullet),)
    return Report(document, translations, RunInfo("0", "fake", "", ""), bullets)


def _finding(code: str, severity: str) -> Finding:
    return Finding(code, severity, "Message.", "", "")  # type: ignore[arg-type]


@pytest.mark.parametrize(("severity", "shown"), [("error", True), ("warning", False), ("note", False)])
def test_what_cannot_be_trusted_is_marked_for_readers_not_for_programs(severity: str, shown: bool) -> None:
    report = _report((_finding("numbers", severity),))
    assert (report.flagged == 'A word. [?It\'s "another".]\n') == shown
    assert report.english == assemble(report.document, report.translations) == 'A word. It\'s "another".\n'
    assert ("\\[?It's" in markdown(report)) == shown
    assert "[?" not in json.dumps(document_json(report))


def test_findings_of_translations_and_bullets_are_looked_at() -> None:
    def fails(report: Report, asked: str) -> bool:
        return parse_fail_on(asked)(report.findings + report.bullet_findings)

    assert fails(_report((_finding("names", "warning"),)), "numbers,names")
    assert fails(_report(bullet=(_finding("bullet-cut", "note"),)), "bullet-cut")
    assert not fails(_report((_finding("names", "warning"),)), "error")
    assert not fails(_report((_finding("names", "error"),)), "none")
    assert not fails(_report(), "any")


def test_quotes_are_set_at_the_end_in_english_and_bullets() -> None:
    report = with_quotes(_report(), "curly")
    assert report.english == "A word. It’s “another”.\n"
    assert report.bullets is not None
    assert (report.bullets[0].text, report.bullets[0].sources[0].target) == ("It’s so.", "It’s “another”.")
    english = replace(_report(), document=replace(_report().document, lang="en"))
    assert with_quotes(english, "curly") is english


def test_a_note_on_a_draft_shows_the_draft() -> None:
    draft = Finding("bullet-cuts", "note", "drops 'so'", "It's so.", "It is.")
    again = Finding("bullet-again", "note", "asked for again: the model wrote nothing", "It's so.", "")
    lines = markdown(_report(bullet=(draft, again))).splitlines()
    at = lines.index("- **bullet-cuts** (note on a draft of a bullet, which was not used): drops 'so'  ")
    assert lines[at + 1 : at + 3] == ["  Draft: It is.  ", "  Bullet: It's so."]
    assert "  Draft: nothing  " in lines
    long = markdown(_report(bullet=(Finding("bullet-long", "note", "40 words", "Un mot.", "It's so."),)))
    assert "- **bullet-long** (note on a bullet): 40 words  \n  It's so." in long
