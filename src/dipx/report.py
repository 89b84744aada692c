"""What a run made of one document, and its three faces: text, Markdown, JSON (``docs/json.md``)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from dipx.document import Bullet, Counterpart, Document, Finding, LeftOut, Segment, Translation
from dipx.text.assemble import assemble, block_targets, counterparts

Json = dict[str, Any]
ON_BULLETS = frozenset({"bullet-long", "bullet-window"})  # of a bullet itself; the others are on drafts of it
METADATA = ("byline", "dateline", "photo-credit")  # reasons of the cleaner that say something of the article


@dataclass(frozen=True, slots=True)
class RunInfo:
    """How results were made: enough to make them again. No times in it, so that equal runs are equal bytes."""

    version: str
    engine: str
    decoding: str
    reading: str
    summary: str | None = None
    summary_model: str | None = None
    glossary: str | None = None
    corrections: str | None = None

    @property
    def aligned(self) -> bool:
        """Whether alignments were asked for."""
        return "alignments=True" in self.decoding


@dataclass(frozen=True, slots=True)
class Report:
    """One document's English, bullets (``None`` where none were asked for) and all that there is to say of them."""

    document: Document
    translations: tuple[Translation, ...]
    run: RunInfo
    bullets: tuple[Bullet, ...] | None = None
    notes: tuple[str, ...] = ()

    @property
    def english(self) -> str:
        return assemble(self.document, self.translations)

    @property
    def flagged(self) -> str:
        """The same for a reader of the bare text: what cannot be trusted stands in ``[?…]``."""
        return assemble(self.document, self.translations, flag=True)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Those on the translations."""
        return tuple(finding for t in self.translations for finding in t.findings)

    @property
    def bullet_findings(self) -> tuple[Finding, ...]:
        return tuple(finding for bullet in self.bullets or () for finding in bullet.findings)

    @property
    def parts(self) -> list[list[Counterpart]]:
        """For each block, which characters of it became which of its English as ``flagged`` has it."""
        return counterparts(self.document, self.translations, flag=True)

    @property
    def words(self) -> int:
        return sum(len(t.segment.text.split()) for t in self.translations)


@dataclass(frozen=True, slots=True)
class Failure:
    """A document of which nothing could be made, and why."""

    path: str
    message: str


def to_json(reports: Iterable[Report]) -> Json:
    """The documented contract. Keys that a command does not fill are absent."""
    reports = list(reports)
    return {
        "documents": [document_json(report) for report in reports],
        "run": run_json(reports[0].run) if reports else {},
    }


def run_json(run: RunInfo) -> Json:
    return {name: value for name, value in asdict(run).items() if value is not None}


def document_json(report: Report) -> Json:
    """One entry of ``documents``; also one line of ``--format jsonl``."""
    document = report.document
    entry: Json = {"path": document.path, "lang": document.lang, "encoding": document.encoding}
    if notes := document.notes + report.notes:
        entry["notes"] = list(notes)
    if metadata := _metadata(document):
        entry["metadata"] = metadata
    entry["english"] = report.english
    entry["segments"] = [_translation_json(t, aligned=report.run.aligned) for t in report.translations]
    entry["left_out"] = [asdict(span) for span in document.left_out]
    if report.bullets is not None:
        entry["bullets"] = [_bullet_json(bullet) for bullet in report.bullets]
    return entry


def _metadata(document: Document) -> dict[str, list[str]]:
    """What was left out of the text because it speaks of the article: who wrote it, when, whose picture."""
    found: dict[str, list[str]] = {}
    for span in document.left_out:
        if span.reason in METADATA:
            found.setdefault(span.reason, []).append(_one_line(span.text))
    return found


def segments_json(document: Document, segments: Sequence[Segment]) -> Json:
    """The entry of a document that was only segmented."""
    entry: Json = {"path": document.path, "lang": document.lang, "encoding": document.encoding}
    if document.notes:
        entry["notes"] = list(document.notes)
    entry["segments"] = [{"source": s.text, "start": s.start, "end": s.end, "block": s.block} for s in segments]
    entry["left_out"] = [asdict(span) for span in document.left_out]
    return entry


def _translation_json(translation: Translation, *, aligned: bool) -> Json:
    entry = _source_json(translation)
    entry["block"] = translation.segment.block
    if aligned and translation.links is not None:
        entry["alignment"] = [[*source, *target] for source, target in translation.links]
    if translation.step:
        entry["step"] = translation.step
    entry["findings"] = [_finding_json(finding) for finding in translation.findings]
    return entry


def _source_json(translation: Translation) -> Json:
    segment = translation.segment
    return {
        "source": segment.text,
        "target": translation.target,
        "start": segment.start,
        "end": segment.end,
    }


def _finding_json(finding: Finding) -> Json:
    """Both texts of a finding stand in the segment already."""
    return {"code": finding.code, "severity": finding.severity, "message": finding.message}


def _bullet_json(bullet: Bullet) -> Json:
    entry: Json = {"text": bullet.text, "support": round(bullet.support, 3), "origin": bullet.origin}
    entry["sources"] = [_source_json(source) for source in bullet.sources]
    if bullet.findings:
        entry["findings"] = [_finding_json(finding) for finding in bullet.findings]
    return entry


def bullets_text(report: Report) -> str:
    """The bullets, one a line."""
    return "".join(f"- {bullet.text}\n" for bullet in report.bullets or ())


def markdown(report: Report) -> str:
    """A report to read: bullets with their French sources, the English, what was found and what was left out."""
    document = report.document
    lines = [f"# {_escape(document.path)}", ""]
    if report.bullets is not None:
        lines += ["## Bullets", "", *_bullet_lines(report.bullets), ""]
    lines += ["## English", ""]
    for target in block_targets(document, report.translations, flag=True):
        lines += [_escape(target), ""]
    lines += ["## Findings", "", *_finding_lines(report), ""]
    lines += ["## Left out", "", *_left_out_lines(document.left_out), ""]
    lines += ["## How this was made", "", *(f"- {_escape(note)}" for note in document.notes + report.notes)]
    lines += [f"- {name}: `{value}`" for name, value in run_json(report.run).items()]
    return "\n".join(lines) + "\n"


def _bullet_lines(bullets: Sequence[Bullet]) -> list[str]:
    if not bullets:
        return ["None: the text has no sentence to make one of."]
    lines = []
    for bullet in bullets:
        lines.append(f"- {_escape(bullet.text)}")
        for source in bullet.sources:
            segment = source.segment
            lines.append(f"  - {segment.start}–{segment.end}: « {_escape(_one_line(segment.text))} »")
    return lines


def _finding_lines(report: Report) -> list[str]:
    lines = [
        f"- **{finding.code}** ({finding.severity}): {_escape(finding.message)}  \n"
        f"  « {_escape(_one_line(t.segment.text))} »  \n  {_escape(t.target)}"
        for t in report.translations
        for finding in t.findings
    ]
    lines += [_bullet_finding(finding, bullet) for bullet in report.bullets or () for finding in bullet.findings]
    return lines or ["None."]


def _bullet_finding(finding: Finding, bullet: Bullet) -> str:
    """What was found on a bullet; or on a draft of it, which is shown then: the bullet itself has no such fault."""
    if finding.code in ON_BULLETS:
        where, below = "a bullet", ""
    else:
        draft = _escape(_one_line(finding.target)) or "nothing"
        where, below = "a draft of a bullet, which was not used", f"  Draft: {draft}  \n"
    first = f"- **{finding.code}** ({finding.severity} on {where}): {_escape(finding.message)}  \n"
    return f"{first}{below}  {'Bullet: ' * bool(below)}{_escape(bullet.text)}"


def _left_out_lines(spans: Sequence[LeftOut]) -> list[str]:
    lines = [f"- {span.reason}, {span.start}–{span.end}: « {_escape(_one_line(span.text))} »" for span in spans]
    return lines or ["Nothing."]


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _escape(text: str) -> str:
    """Markdown's own marks in a text, shown as they are."""
    for mark in "\\`*_[]<>#|":
        text = text.replace(mark, "\\" + mark)
    return text
