"""The three ways in which a bullet comes about: a sentence, a model's text, or the sentence after all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dipx.bullets.cuts import check_cuts
from dipx.bullets.receipts import support
from dipx.bullets.shorten import count_words, shorten, tidy, without_asides
from dipx.document import Bullet, Finding, Translation
from dipx.options import SummaryOptions

_SHORT: Final = 16  # words: an editor's bullets have 8 to 24
_LONG: Final = 22  # where what a refused rewriting left out is looked at


def extracted(source: Translation, options: SummaryOptions) -> Bullet:
    """The sentence, tidied and shortened where that is safe."""
    text = shorten(tidy(source.target), options.max_words)
    return Bullet(text, support(text, [source]), (source,))


def rewritten(text: str, sources: Sequence[Translation], findings: Sequence[Finding] = ()) -> Bullet:
    """A model's text, which was checked against its ``sources`` already."""
    return Bullet(text, support(text, sources), tuple(sources), "rewritten", tuple(findings))


def fallback(
    source: Translation, options: SummaryOptions, findings: Sequence[Finding], cuts: Sequence[str] = ()
) -> Bullet:
    """The sentence in place of a model's text, in the shortest way that is safe; ``findings`` say what was wrong with
    that text, each said once, and ``cuts`` are the sentence with words left out."""
    text = shortened(source.target, options)
    if count_words(text) > _LONG:
        text = min((text, *map(without_asides, cuts)), key=count_words)
    return Bullet(text, support(text, [source]), (source,), "fallback", tuple(dict.fromkeys(findings)))


def shortened(sentence: str, options: SummaryOptions) -> str:
    """The sentence, tidied, without what an editor would leave out, where that is safe; it may be short enough as it
    is."""
    text = tidy(sentence)
    shorter = shorten(text, min(options.max_words, _SHORT))
    if shorter == text:
        return text
    is_most = 2 * count_words(shorter) >= count_words(text)  # else what goes may be the news
    return shorter if is_most and check_cuts(shorter, text) is None else shorten(text, options.max_words)


def measured(bullet: Bullet, options: SummaryOptions) -> Bullet:
    """The bullet, marked where it has more words than were asked for: no safe cut was found."""
    words = count_words(bullet.text)
    if words <= options.max_words:
        return bullet
    source = " ".join(item.segment.text for item in bullet.sources)
    finding = Finding("bullet-long", "note", f"{words} words, more than {options.max_words}", source, bullet.text)
    return replace(bullet, findings=(*bullet.findings, finding))


def finished(text: str) -> str:
    """A model's text as a bullet stands: tidied, with a full stop. ``text`` has words."""
    text = tidy(text)
    return text if text[-1] in '.!?…"”' else text + "."
