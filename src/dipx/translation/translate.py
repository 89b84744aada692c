"""Segments to translations: a person's corrections first, then the engine once a text, checks, repair of what fails.

What must come out in a certain way (URLs, a glossary's terms) is behind marks from here on down: ``protect.py``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dipx.ahead import begin
from dipx.checks import ready, run_checks
from dipx.document import Finding, Hypothesis, Segment, Translation
from dipx.engines.base import Engine
from dipx.options import Decoding
from dipx.text import english
from dipx.text.composed import composed_spans, original_spans
from dipx.text.language import other_language
from dipx.text.links import onto
from dipx.text.longhand import longhand
from dipx.text.stamps import english_stamp
from dipx.text.typography import figures
from dipx.translation import hours, results, set_phrases
from dipx.translation.capitals import for_model, headline, is_code
from dipx.translation.code_switching import switched
from dipx.translation.gazetteer import with_english_names
from dipx.translation.glossary import NO_TERMS, Glossary
from dipx.translation.lines import LineEngine
from dipx.translation.offices import with_prefects
from dipx.translation.own_names import is_signature, with_french_names
from dipx.translation.peoples import with_english_peoples
from dipx.translation.protect import MARK, Shield, findings, unsaid
from dipx.translation.repair import Candidate, is_long, repair, split
from dipx.translation.shielded import ShieldedEngine
from dipx.translation.touch_up import touched_up
from dipx.translation.unknown_words import glossed

if TYPE_CHECKING:
    from dipx.translation.finished import Finished


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user wants besides what the model would say: terms, and corrections by source."""

    glossary: Glossary = NO_TERMS
    corrections: Mapping[str, str] | None = None


NO_WISHES = Wishes()


def translate_segments(
    segments: Sequence[Segment],
    engine: Engine,
    decoding: Decoding,
    wishes: Wishes = NO_WISHES,
    finished: Finished | None = None,
) -> list[Translation]:
    """A translation for each segment, in order. Equal segments are translated once; a ``finished`` one is not again.

    What has no letters of its own (a rule of dashes, a lone number, a URL) is passed through as it is. A correction is
    taken as it is; what the checks say of it is at most a warning.
    """
    shield = Shield(wishes.glossary)
    judge = _Judge(shield)
    corrections = wishes.corrections or {}
    sources = list(dict.fromkeys((segment.text, segment.kept) for segment in segments))
    made = {s: judge.correction(shield.mask(*s), corrections[s[0]]) for s in sources if s[0] in corrections}
    if finished:  # what a file's markup says is to be kept is in no memory's key
        served = finished.get([text for text, kept in sources if (text, kept) not in made and not kept])
        made |= {(text, ()): candidate for text, candidate in served.items()}
    masked = {source: shield.mask(*source) for source in sources if source not in made}
    candidates = _candidates(
        list(dict.fromkeys(masked.values())), LineEngine(ShieldedEngine(engine, shield)), decoding, judge
    )
    new = {source: _linked_to(source[0], shield.source(text), candidates[text]) for source, text in masked.items()}
    if finished:
        finished.put({text: candidate for (text, kept), candidate in new.items() if not kept})
    made |= new
    return [
        Translation(segment, c.target, c.findings, c.step, c.score, c.links)
        for segment in segments
        for c in [made[segment.text, segment.kept]]
    ]


def _linked_to(text: str, shown: str, candidate: Candidate) -> Candidate:
    """The candidate of the text as it is ``shown``, composed but for its tokens, with links on the words of the text
    itself."""
    if not candidate.links or shown == text:
        return candidate
    places = original_spans(text, composed_spans(shown, [source for source, _ in candidate.links]))
    links = tuple((place, target) for place, (_, target) in zip(places, candidate.links, strict=True))
    return replace(candidate, links=links)


def _candidates(sources: Sequence[str], engine: Engine, decoding: Decoding, judge: _Judge) -> dict[str, Candidate]:
    """The best candidate of each masked source."""
    texts = {source: for_model(source) for source in sources}
    copied = {source for source in sources if is_code(source) or is_signature(source)}
    texts |= {source: source for source in copied}
    stamps = {source: time for source in sources if (time := english_stamp(source)) is not None}
    texts |= stamps
    texts |= (
        lines := {source: line for source, text in texts.items() if (line := _in_english(source, text)) is not None}
    )
    wordless = {
        source
        for source, text in texts.items()
        if source in stamps or source in lines or source in copied or not any(map(str.isalpha, text))
    }
    foreign = {source: lang for source in texts if source not in wordless and (lang := judge.other_language(source))}
    asked = [source for source in texts if source not in wordless and source not in foreign]
    short = [source for source in asked if not is_long(texts[source])]
    begin(ready)
    hypotheses = engine.generate([texts[source] for source in short], decoding)
    made = {source: judge.wordless(texts[source]) for source in wordless}
    made |= {source: judge.foreign(source, lang) for source, lang in foreign.items()}
    made |= {source: judge(source, hypothesis) for source, hypothesis in zip(short, hypotheses, strict=True)}
    long = [source for source in asked if source not in made]
    made |= {source: judge(source, hypothesis, "split") for source, hypothesis in split(long, engine, decoding)}
    made |= repair({source: made[source] for source in asked}, engine, decoding, judge)
    made |= switched({source: made[source] for source in asked}, texts, engine, decoding, judge)
    return {s: candidate if s in foreign else judge.rescued(s, candidate) for s, candidate in made.items()}


def _in_english(source: str, line: str) -> str | None:
    """The English of a line that needs no model; ``line`` is the source for a model's eyes."""
    return results.in_english(line) or hours.in_english(line) or set_phrases.in_english(source)


class _Judge:
    """Makes candidates of what came back for a masked source: English typography, tokens and terms, checks."""

    def __init__(self, shield: Shield) -> None:
        self._shield = shield

    def __call__(self, masked: str, hypothesis: Hypothesis, step: str | None = None) -> Candidate:
        text = headline(touched_up(english(hypothesis.text, longhand(masked)), masked), masked)
        text = with_english_peoples(with_english_names(with_french_names(text, masked), masked), masked)
        text, put = glossed(with_prefects(text, masked), masked)
        target = self._shield.finish(self._shield.spaced_as(set_phrases.with_calls(text, masked), masked))
        source = self._shield.source(masked)
        found = self._checked(masked, target)
        if hypothesis.cut:
            message = "the model stopped at its length limit: the end may be missing"
            found = (Finding("cut", "error", message, source, target), *found)
        if step == "split" or hypothesis.step == "cut-out":
            message = "translated in parts, which were joined"
            found = (*found, Finding("split", "note", message, source, target))
        for one in put:
            message = f"“{one.english}” is the dictionary's for {one.french}, where the model wrote “{one.made}”"
            found = (*found, Finding("words", "note", message, source, target))
        links = onto(hypothesis.alignment, source, target) if hypothesis.alignment else None
        return Candidate(target, found, step or hypothesis.step, hypothesis.score, links, put)

    def wordless(self, text: str) -> Candidate:
        """What needs no engine: nothing of it is language, or all of it is decided."""
        target = self._shield.finish(figures(text))
        return Candidate(target, unsaid(self._shield, text, target), "protected" if MARK.search(text) else None)

    def other_language(self, masked: str) -> str | None:
        """The language of a text that is surely not French: the model would make something of it all the same."""
        return other_language(self._shield.source(masked))

    def foreign(self, masked: str, lang: str) -> Candidate:
        """Stays as it is, which is right for English."""
        text = self._shield.source(masked)
        message = "English already: taken as it is" if lang == "en" else f"not French ({lang}): left as it is"
        return Candidate(text, (Finding("language", "note" if lang == "en" else "warning", message, text, text),))

    def rescued(self, masked: str, candidate: Candidate) -> Candidate:
        """Tokens that even the last rung lost (it cuts out repetitions) stand at the end, with a warning."""
        lost = [slot.target for slot in self._shield.missing(masked, candidate.target) if slot.verbatim]
        if not lost:
            return candidate
        target = " ".join([candidate.target, *lost]).strip()
        message = f"{', '.join(dict.fromkeys(lost))} had lost its place and was put at the end"
        others = tuple(finding for finding in candidate.findings if finding.code != "protected")
        finding = Finding("protected", "warning", message, self._shield.source(masked), target)
        return replace(candidate, target=target, findings=(*others, finding))

    def correction(self, masked: str, target: str) -> Candidate:
        """A person's word: the checks may doubt it, and no more."""
        found = tuple(
            replace(f, severity="warning") if f.severity == "error" else f for f in self._checked(masked, target)
        )
        return Candidate(target, found, "correction")

    def _checked(self, masked: str, target: str) -> tuple[Finding, ...]:
        # The checks compare a term's English with itself: a glossary may call Pékin what it likes.
        french, english = self._shield.read(masked, target)
        found = findings(self._shield, masked, target) + run_checks(longhand(french), english)
        source = self._shield.source(masked)
        return tuple(replace(finding, source=source, target=target) for finding in found)
