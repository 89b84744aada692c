"""What ``dipx run`` and ``dipx merge`` print: a table for people, or events for machines (``docs/jobs.md``)."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict

import typer

from dipx.cli.screen import Screen
from dipx.files import json_text
from dipx.jobs import Outcome

HEADER = f"{'outcome':<9} {'words':>7} {'segments':>8} {'bullets':>7} {'findings':>8} {'left out':>8}  file"
KINDS = ("done", "unchanged", "failed", "flagged")


class Board:
    """Prints each outcome as it comes, and counts them."""

    def __init__(self, screen: Screen, *, json: bool) -> None:
        self.kinds: Counter[str] = Counter()
        self.begun = False
        self._screen = screen
        self._json = json
        self._started = time.monotonic()

    def begin(self, run: Mapping[str, object], out: object, files: int) -> None:
        """The files are known. Those that come later, to a run that watches, are not announced."""
        if self.begun:
            return
        self.begun = True
        if self._json:
            _event("start", out=str(out), files=files, run=dict(run))
        else:
            typer.echo(HEADER)

    def show(self, outcomes: Iterable[Outcome]) -> None:
        for outcome in outcomes:
            self.kinds[outcome.kind] += 1
            with self._screen.aside():
                if self._json:
                    _event("file", **asdict(outcome))
                else:
                    typer.echo(_row(outcome))

    def end(self, out: object, remembered: tuple[int, int] | None = None, *, whole: bool = True) -> None:
        """The last line; ``whole`` when nothing stopped the run. None of one that never began."""
        if not self.begun:
            return
        self._screen.clear()
        seconds = time.monotonic() - self._started
        counts = {kind: self.kinds[kind] for kind in KINDS}
        if self._json:
            hits, texts = remembered or (0, 0)
            _event("end", **counts, seconds=round(seconds, 3), texts=texts, remembered=hits, whole=whole)
            return
        parts = [", ".join(f"{n} {kind}" for kind, n in counts.items() if n or kind != "flagged")]
        if remembered:
            parts.append(f"{remembered[0]} of {remembered[1]} texts remembered")
        if not whole:
            parts.append("stopped before the end")
        typer.echo("; ".join([*parts, f"{seconds:.1f} s", f"results in {out}"]))


def _event(name: str, **values: object) -> None:
    typer.echo(json_text({"event": name, **values}, indent=None), nl=False)


def _row(o: Outcome) -> str:
    why = f"  ({o.why.removeprefix(o.path).lstrip(' :')})" if o.why else ""  # the path stands there once
    counts = f"{o.words:>7} {o.segments:>8} {o.bullets:>7} {o.findings:>8} {o.left_out:>8}"
    return f"{o.kind:<9} {counts}  {o.path}{why}"
