"""The repair ladder: other ways to translate a segment whose first translation failed a check.

Each rung is tried on all failing segments at once, so that its batches are full; the next rung sees only what
still fails. The candidate with the fewest errors wins, on a tie the earlier one; the rung that won is recorded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dipx.document import Finding, Hypothesis, Link
from dipx.engines.base import Engine
from dipx.options import Decoding
from dipx.text import halves
from dipx.text.links import joined
from dipx.translation.capitals import for_model, lowered_runs
from dipx.translation.last_resort import said_once, without_loops
from dipx.translation.unknown_words import Glossed

# What ``normalize`` makes of « … "…" … »; a mark is no apostrophe.
_WITHIN = re.compile(r"(\"[^\"]{0,300}: ?)'(?=\w)([^\"]{1,300}?)'(?!\w)([^\"]{0,300}\")")

Judge = Callable[[str, Hypothesis, str | None], "Candidate"]

SPLIT_WORDS = 12  # a shorter segment is not split to repair it: its halves would lack their context
# Longer ones are cut at once, and any part again: the models were trained on sentences. Of fifteen sentences of
# 300 words the bundled one made fifteen inventions; their parts came out as well as short sentences do.
LONG_WORDS, PART_WORDS = 80, 40
SPLIT_CHARACTERS = 200  # unless it is one long run without spaces


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to translate a segment, and what the checks say of it."""

    target: str
    findings: tuple[Finding, ...] = ()
    step: str | None = None
    score: float | None = None
    links: tuple[Link, ...] | None = None
    put: tuple[Glossed, ...] = ()  # the dictionary's words for those that the model made up

    @property
    def errors(self) -> int:
        return sum(finding.severity == "error" for finding in self.findings)

    @property
    def is_unreadable(self) -> bool:
        """Empty, or a loop: worse than any mistake."""
        return any(finding.code in ("empty", "loops") for finding in self.findings)

    @property
    def rank(self) -> tuple[bool, int, int]:
        """Unreadable, errors, warnings: what a better candidate has less of. Notes do not count."""
        return self.is_unreadable, self.errors, sum(finding.severity == "warning" for finding in self.findings)


def repair(
    candidates: Mapping[str, Candidate], engine: Engine, decoding: Decoding, judge: Judge
) -> dict[str, Candidate]:
    """The best candidate of each source. What passed is as it was; what no rung repairs keeps its findings."""
    best = dict(candidates)
    for step, rung in RUNGS.items():
        failing = [source for source, candidate in best.items() if _needs(step, source, candidate)]
        if not failing:
            continue
        for source, hypothesis in rung(failing, engine, decoding):
            candidate = judge(source, hypothesis, step)
            if candidate.rank < best[source].rank:
                best[source] = candidate
    return {source: _readable(source, candidate, judge) for source, candidate in best.items()}


def _needs(step: str, source: str, candidate: Candidate) -> bool:
    if step == "words":
        return candidate.is_unreadable
    if step == "small-letter":
        return any(finding.code == "copied" for finding in candidate.findings)
    # A word that is no English is of one that the model does not know: asked again it writes another wrong one, which
    # is English and so unseen (77 of 117 such segments; chrF2++ 50.23 where it had been 50.29).
    asked = any(finding.severity == "error" and finding.code != "invented" for finding in candidate.findings)
    return asked and not is_long(source)


def _readable(source: str, candidate: Candidate, judge: Judge) -> Candidate:
    """What is still empty or loops after all rungs, without its repetitions or as the French itself; and it says so."""
    if not candidate.is_unreadable:
        return candidate
    tries = (
        (said_once(candidate.target), "repetitions were cut out of the translation"),
        (without_loops(candidate.target), "repetitions were cut out of the translation"),
        (for_model(source), "no translation was found: this is the French"),
    )
    for text, message in tries:
        made = judge(source, Hypothesis(text, candidate.score or 0.0), "mechanical")
        finding = Finding("mechanical", "error", message, candidate.findings[0].source, made.target)
        if not made.is_unreadable:
            return replace(made, findings=(finding, *made.findings))
    return replace(made, findings=(finding, *made.findings))


Attempts = Iterator[tuple[str, Hypothesis]]


def _lower_case(sources: Sequence[str], engine: Engine, decoding: Decoding) -> Attempts:
    """A few words in CAPITALS within a sentence; a whole line in capitals is lowered for the first attempt already."""
    texts = {source: lowered_runs(for_model(source)) for source in sources}
    changed = [source for source in sources if texts[source] != for_model(source)]
    return zip(changed, engine.generate([texts[source] for source in changed], decoding), strict=True)


def _small_letter(sources: Sequence[str], engine: Engine, decoding: Decoding) -> Attempts:
    """The first letter of what was copied: a word of the menu or of a table (Habitants) is taken for a name."""
    texts = {source: for_model(source) for source in sources}
    changed = [source for source, text in texts.items() if text[:1].isupper()]
    lower = [texts[source][0].lower() + texts[source][1:] for source in changed]
    for source, made in zip(changed, engine.generate(lower, decoding), strict=True):
        yield source, replace(made, text=made.text[:1].upper() + made.text[1:])


def _unquoted(sources: Sequence[str], engine: Engine, decoding: Decoding) -> Attempts:
    """A quotation within a quotation without its marks: « On a dit : "Rentrez" », of which a model says half."""
    texts = {
        source: _WITHIN.sub(lambda m: f"{m[1]}{m[2][0].lower()}{m[2][1:]}{m[3]}", for_model(source))
        for source in sources
    }
    changed = [source for source in sources if texts[source] != for_model(source)]
    return zip(changed, engine.generate([texts[source] for source in changed], decoding), strict=True)


def _wider_beam(sources: Sequence[str], engine: Engine, decoding: Decoding) -> Attempts:
    wider = decoding.with_(beam_size=decoding.beam_size + 4, length_penalty=decoding.length_penalty + 0.2)
    return zip(sources, engine.generate([for_model(source) for source in sources], wider), strict=True)


def _no_repeat(sources: Sequence[str], engine: Engine, decoding: Decoding) -> Attempts:
    strict = decoding.with_(no_repeat_ngram_size=3)
    return zip(sources, engine.generate([for_model(source) for source in sources], strict), strict=True)


def is_long(text: str) -> bool:
    """Whether a model would lose its way in the text: it is to be translated by ``split`` from the beginning."""
    return len(text.split()) > LONG_WORDS


def split(sources: Sequence[str], engine: Engine, decoding: Decoding) -> Attempts:
    """Translate the clauses apart, and cut again what the model says is too long."""
    parts = {source: _clauses(for_model(source)) for source in sources}
    made: dict[str, Hypothesis] = {}
    while missing := [part for pieces in parts.values() for part in pieces if part not in made]:
        made |= zip(missing, engine.generate(missing, decoding), strict=True)
        long = {part for part in missing if made[part].cut and not made[part].text and len(part) > 1}
        parts = {
            source: [piece for part in pieces for piece in (halves(part) if part in long else [part])]
            for source, pieces in parts.items()
        }
    return ((source, join([made[part] for part in pieces])) for source, pieces in parts.items())


def _words(sources: Sequence[str], engine: Engine, decoding: Decoding) -> Attempts:
    """Word for word: a poor translation, but one, of a short text with which a model does nothing at all."""
    short = [source for source in sources if len(source.split()) <= SPLIT_WORDS]
    parts = {source: for_model(source).split() for source in short}
    asked = list(dict.fromkeys(part for pieces in parts.values() for part in pieces))
    made = dict(zip(asked, engine.generate(asked, decoding), strict=True))
    return ((source, join([made[part] for part in pieces])) for source, pieces in parts.items())


def _clauses(text: str) -> list[str]:
    if len(text.split()) < SPLIT_WORDS and len(text) <= SPLIT_CHARACTERS:
        return [text]
    parts = halves(text)
    while any(len(part.split()) > PART_WORDS for part in parts):
        parts = [piece for part in parts for piece in (halves(part) if len(part.split()) > PART_WORDS else [part])]
    return parts


RUNGS: dict[str, Callable[[Sequence[str], Engine, Decoding], Attempts]] = {
    "lower-case": _lower_case,
    "small-letter": _small_letter,
    "unquoted": _unquoted,
    "wider-beam": _wider_beam,
    "no-repeat": _no_repeat,
    "split": split,
    "words": _words,
}


def join(hypotheses: Sequence[Hypothesis]) -> Hypothesis:
    """The hypotheses of a segment's parts as one."""
    texts = [hypothesis.text.strip() for hypothesis in hypotheses]
    score = sum(hypothesis.score for hypothesis in hypotheses) / max(1, len(hypotheses))
    cut = any(hypothesis.cut for hypothesis in hypotheses)
    alignment = joined([hypothesis.alignment for hypothesis in hypotheses])
    return Hypothesis(" ".join(filter(None, texts)), score, cut, alignment=alignment)
