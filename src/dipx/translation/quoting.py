"""A report's English in the quotation marks that were asked for, when all else is decided: character for character."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dipx.document import Bullet, CharSpan, Translation
from dipx.options import Quotes
from dipx.text.typography import quoted
from dipx.translation.protect import Shield, standing

if TYPE_CHECKING:
    from dipx.report import Report


def with_quotes(report: Report, quotes: Quotes) -> Report:
    """The report with its English in ``quotes``; what was English already stays as it was written."""
    if quotes == "straight" or report.document.lang == "en":
        return report  # straight is how the stages before work
    bullets = None if report.bullets is None else tuple(_bullet(bullet, quotes) for bullet in report.bullets)
    return replace(report, translations=tuple(_target(t, quotes) for t in report.translations), bullets=bullets)


def _target(translation: Translation, quotes: Quotes) -> Translation:
    if translation.step == "correction":  # a person's marks
        return translation
    segment, target = translation.segment, translation.target
    kept = [place for start, end in segment.kept for place in standing(target, segment.text[start:end])]
    return replace(translation, target=_quoted(target, quotes, kept))


def _quoted(text: str, quotes: Quotes, kept: Sequence[CharSpan] = ()) -> str:
    """The marks of URLs, code and tags are no quotation marks."""
    shield = Shield()
    return shield.source(quoted(shield.mask(text, kept), quotes))


def _bullet(bullet: Bullet, quotes: Quotes) -> Bullet:
    sources = tuple(_target(source, quotes) for source in bullet.sources)
    return replace(bullet, text=_quoted(bullet.text, quotes), sources=sources)
