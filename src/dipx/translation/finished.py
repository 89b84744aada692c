"""Finished translations, by all that decides them: what was checked and repaired once is served as it was.

Checking a sentence takes 0.4 ms, finding it 0.006 ms. The key holds the program's own code, so that a check
that changed is heard; the engine's own answers are remembered apart from this (``engines/cached.py``).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from dipx.document import Finding, Link
from dipx.memory import Memory, code_digest
from dipx.translation.repair import Candidate


class Finished:
    """The candidates that won. ``context`` is what decides them beside the code: engine, decoding, glossary.

    ``on_served`` is told of the sources that need nobody else.
    """

    def __init__(self, memory: Memory, context: str, on_served: Callable[[Collection[str]], None]) -> None:
        self._memory = memory
        self._context = f"{code_digest()}|{context}"
        self._on_served = on_served

    def get(self, sources: Sequence[str]) -> dict[str, Candidate]:
        """Those of the sources that were finished before."""
        found = self._memory.finished(self._context, sources)
        self._on_served(found)
        return {source: _candidate(source, json.loads(stored)) for source, stored in found.items()}

    def put(self, made: Mapping[str, Candidate]) -> None:
        self._memory.finish(self._context, {source: _stored(source, candidate) for source, candidate in made.items()})


def _stored(source: str, candidate: Candidate) -> str:
    found = [
        [f.code, f.severity, f.message, _unless(f.source, source), _unless(f.target, candidate.target)]
        for f in candidate.findings
    ]
    return json.dumps(
        [candidate.target, found, candidate.step, candidate.score, candidate.links], separators=(",", ":")
    )


def _unless(text: str, known: str) -> str | None:
    return None if text == known else text


def _candidate(source: str, stored: Any) -> Candidate:
    target, found, step, score, links = stored
    findings = tuple(
        Finding(code, severity, message, source if own is None else own, target if made is None else made)
        for code, severity, message, own, made in found
    )
    return Candidate(target, findings, step, score, None if links is None else tuple(map(_link, links)))


def _link(stored: Any) -> Link:
    (a, b), (c, d) = stored
    return (a, b), (c, d)
