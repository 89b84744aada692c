"""Where results go: standard output, one file, or a folder with the tree of the input."""

from __future__ import annotations

import logging
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dipx import formats
from dipx.ahead import ahead
from dipx.checks.fail_on import NOTHING, FailOn
from dipx.document import Finding, LeftOut
from dipx.errors import InputError, UsageError
from dipx.files import WRITES, json_text, utf8, write_atomically
from dipx.formats.paths import Input, real_path
from dipx.report import Failure, Report, document_json, markdown, run_json, to_json
from dipx.text.assemble import block_targets

log = logging.getLogger(__name__)
PLAIN = frozenset({".txt", ".text"})
MARKDOWN = frozenset({".md", ".markdown"})  # which any text is
FITTING = {
    "txt": PLAIN | MARKDOWN,
    "md": PLAIN | MARKDOWN,
    "json": PLAIN | {".json"},
    "jsonl": PLAIN | {".jsonl", ".ndjson"},
}
SHOWN = 60  # characters of a text that was left out
NAMED = 100  # texts in one message, and reasons: a workbook may have a hundred thousand codes
SPELLINGS = {".htm": ".html", ".markdown": ".md", ".ndjson": ".jsonl"}  # of one and the same format
# Of these a text that is left out stays in the file as it is, in French.
STAYING = frozenset({"xlsx", "ods", "epub", "subtitles"})
LEFT_OUT = "%s: left out what is not the article's text, in %s (%s); --keep-all keeps it."
STAYS = "%s: not translated is what is no running text, in %s (%s); --keep-all translates it."
Text = Callable[[Report], str]


@dataclass(frozen=True, slots=True)
class Sink:
    """A destination and the format that it gets; ``text`` makes the ``txt`` face of a report."""

    out: Path | None
    format: str
    text: Text
    many: bool
    tree: bool
    native: bool = False

    def emit(self, inputs: Sequence[Input], results: Iterable[Report | Failure], fail_on: FailOn = NOTHING) -> bool:
        """Write every result, say every failure; whether there was none, and no finding that ``fail_on`` names."""
        tally = Tally(fail_on)
        reports = tally.pass_reports(zip(inputs, results, strict=True))
        if self.out and self._is_markdown(inputs):
            for _, report in reports:
                self._write_markdown(report, self.out)
        elif self.out and (self.tree or self._is_native(inputs)):
            out = self.out
            for written in ahead(lambda pair: self._write_one(*pair, out), reports, WRITES):
                tally.ok &= written
        else:
            self._write_joined(report for _, report in reports)
        return tally.ok

    def keeps_formats(self, inputs: Sequence[Input]) -> bool:
        """Whether each input is written in its own format, where it has one."""
        return self.native and self.out is not None and (self.tree or self._is_native(inputs))

    def _is_native(self, inputs: Sequence[Input]) -> bool:
        """Whether the one output file is written in the format of the one input."""
        suffixes = {_spelled(formats.output_suffix(item.path)) for item in inputs} if self.native else set()
        return self.out is not None and suffixes == {_spelled(self.out.suffix.lower())}

    def _is_markdown(self, inputs: Sequence[Input]) -> bool:
        """Whether one file of a format that has headings and the like becomes Markdown, which it is not itself."""
        suffixes = [formats.output_suffix(item.path) for item in inputs]
        is_asked = self.native and not self.tree and self.out is not None and self.out.suffix.lower() in MARKDOWN
        return is_asked and len(suffixes) == 1 and suffixes[0] is not None and _spelled(suffixes[0]) != ".md"

    def _write_markdown(self, report: Report, out: Path) -> None:
        english = block_targets(report.document, report.translations, flag=True)
        made, placed = formats.render_markdown(report.document, english, report.parts)
        write_atomically(out, made)
        _say_placed(out, placed)

    def _write_one(self, item: Input, report: Report, out: Path) -> bool:
        """Write an input's own file, in its own format where that is asked for; whether it could be made."""
        suffix = formats.output_suffix(item.path) if self.native else None
        ending = suffix or f".{self.format}"
        path = out / item.stem.parent / f"{item.stem.name}.en{ending}" if self.tree else out
        if not suffix:
            write_atomically(path, self._face(report))
            return True
        try:
            english = block_targets(report.document, report.translations, flag=True)
            placed = formats.write(report.document, english, path, report.parts)
        except InputError as error:
            log.error("%s", error)
            return False
        _say_placed(path, placed)
        return True

    def _write_joined(self, reports: Iterable[Report]) -> None:
        if self.out:
            made = list(reports)  # an empty file would look like one of an empty text
            shown = json_text(to_json(made)) if self.format == "json" else "".join(map(self._with_heading, made))
            if made:
                self._put(shown)
        elif self.format == "json":
            self._put(json_text(to_json(reports)))
        else:
            for report in reports:
                self._put(self._with_heading(report))

    def _put(self, text: str) -> None:
        if self.out:
            write_atomically(self.out, text)
        else:
            sys.stdout.buffer.write(utf8(text))
            sys.stdout.flush()

    def _with_heading(self, report: Report) -> str:
        heading = f"==> {report.document.path} <==\n" if self.many and self.format == "txt" else ""
        return heading + self._face(report)

    def _face(self, report: Report) -> str:
        if self.format == "json":
            return json_text(to_json([report]))
        if self.format == "jsonl":
            line = {**document_json(report), "run": run_json(report.run)}
            return json_text(line, indent=None)
        return markdown(report) if self.format == "md" else self.text(report)


def _say_placed(path: Path, placed: formats.Placed) -> None:
    for note in placed.notes:
        log.info("%s: %s.", path, note)


class Tally:
    """Lets reports through, with a word on what was left out or noted; says failures and remembers them."""

    def __init__(self, fail_on: FailOn) -> None:
        self.ok = True
        self.fail_on = fail_on

    def pass_reports(self, pairs: Iterable[tuple[Input, Report | Failure]]) -> Iterator[tuple[Input, Report]]:
        for item, result in pairs:
            if isinstance(result, Failure):
                self.ok = False
                log.error("%s", result.message)
                continue
            say(result)
            self.ok &= not self.fail_on(result.findings + result.bullet_findings)
            yield item, result


def say(report: Report) -> None:
    """What a reader of the bare text would not see."""
    document = report.document
    for note in document.notes + report.notes:
        log.warning("%s: %s", document.path, note)
    if document.left_out:
        places = f"{len(document.left_out)} place{'s' * (len(document.left_out) > 1)}"
        said = STAYS if document.format in STAYING else LEFT_OUT
        log.info(said, document.path, places, left_out(document.left_out))
    if told := doubts(report.findings):
        log.warning("%s: %s; --format md lists them.", document.path, told)


def left_out(spans: Sequence[LeftOut]) -> str:
    """What was left out, each text by its beginning, below its reason."""
    by_reason: dict[str, list[str]] = {}
    for span in spans:
        text = " ".join(span.text.split())
        by_reason.setdefault(span.reason, []).append(f"“{text[:SHOWN]}{'…' * (len(text) > SHOWN)}”")
    each = max(1, NAMED // max(1, len(by_reason)))
    told = []
    for reason, shown in sorted(by_reason.items())[:NAMED]:
        more = f" and {len(shown) - each} more (--format json lists them)" if len(shown) > each else ""
        told.append(f"{reason}: {', '.join(shown[:each])}{more}")
    if len(by_reason) > NAMED:
        told.append(f"and for {len(by_reason) - NAMED} other reasons (--format json lists them)")
    return "; ".join(told)


def doubts(findings: Sequence[Finding]) -> str:
    """How many errors and warnings there are, and of which checks; nothing where there is none."""
    counted = Counter(finding.severity for finding in findings)
    told = [f"{n} {kind}{'s' * (n > 1)}" for kind in ("error", "warning") if (n := counted[kind])]
    checks = dict.fromkeys(finding.code for finding in findings if finding.severity != "note")
    return f"{' and '.join(told)} to look at ({', '.join(checks)})" if told else ""


def sink(paths: Sequence[Path], inputs: Sequence[Input], out: Path | None, chosen: str, text: Text) -> Sink:
    """The sink that ``-o`` means. Raises ``UsageError`` when it would overwrite an input."""
    tree = bool(out) and (len(inputs) > 1 or any(path.is_dir() for path in paths) or (out is not None and out.is_dir()))
    if out and tree and out.exists() and not out.is_dir():
        raise UsageError(f"{out} is a file; for several inputs -o needs a folder.")
    if out and any(path.is_dir() and real_path(path) == real_path(out) for path in paths):
        raise UsageError(f"The output folder {out} is the input folder. Choose another with -o.")
    for item in inputs:
        if out and not tree and out.exists() and real_path(item.path) == real_path(out):
            raise UsageError(f"{out} is an input too: writing there would lose it. Choose another -o.")
    return Sink(out, chosen, text, many=len(inputs) > 1, tree=tree)


def native(target: Sink, inputs: Sequence[Input]) -> Sink:
    """The sink that writes each input in its own format. Raises ``UsageError`` for an output file of another one."""
    suffix = target.out.suffix.lower() if target.out and not target.tree else ""
    for item in inputs:
        own = formats.output_suffix(item.path)
        is_own = _spelled(suffix) == _spelled(own) or (own is None and suffix == item.path.suffix.lower())
        if not is_own and not _fits(suffix, "txt") and formats.is_read(item.path):  # of others the reader says why
            raise UsageError(f"{item.path} is written as {own or '.txt'}, not as {suffix}: name another file with -o.")
    return replace(target, native=True)


def plain(target: Sink) -> Sink:
    """The sink as it is. Raises ``UsageError`` for an output file whose suffix promises another format."""
    suffix = target.out.suffix.lower() if target.out and not target.tree else ""
    if not _fits(suffix, target.format):
        raise UsageError(f"--format {target.format} makes no {suffix} file: name another with -o.")
    return target


def _fits(suffix: str, chosen: str) -> bool:
    """Whether a file of such a name may hold that: what is said by no suffix contradicts nothing."""
    return suffix in FITTING[chosen] or not formats.says_something(suffix)


def _spelled(suffix: str | None) -> str | None:
    return SPELLINGS.get(suffix, suffix) if suffix else suffix
