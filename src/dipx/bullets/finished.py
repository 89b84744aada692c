"""Finished bullets, by all that decides them: an article whose English is what it was gets the bullets that it got.

Choosing and checking an article's bullets takes 5 ms, finding them 0.1 ms. As for translations (``finished.py``), the
program's own code is in the key.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from dipx.document import Bullet, Finding, Translation
from dipx.memory import Memory, code_digest

if TYPE_CHECKING:
    from dipx.bullets.summarize import Article

    Make = Callable[[Sequence[Article]], Sequence[tuple[Bullet, ...]]]


def bullets_of(articles: Sequence[Article], make: Make, memory: Memory, context: str) -> list[tuple[Bullet, ...]]:
    """The bullets of each article: those that were finished before, else what ``make`` makes of all the others.

    ``context`` is what decides them beside the code and the article: options and model.
    """
    context = f"{code_digest()}|bullets|{context}"
    asked = [_asked(*article) for article in articles]
    found = memory.finished(context, asked)
    new = [index for index, text in enumerate(asked) if text not in found]
    made = dict(zip(new, make([articles[index] for index in new]) if new else (), strict=True))
    memory.finish(context, {asked[index]: _stored(bullets, articles[index][0]) for index, bullets in made.items()})
    return [
        made[index] if index in made else _bullets(json.loads(found[text]), articles[index][0])
        for index, text in enumerate(asked)
    ]


def _asked(translations: Sequence[Translation], title: str | None) -> str:
    """All of an article that bullets are made from; the model's score and its word links are not."""
    return json.dumps([title, [_sentence(translation) for translation in translations]])


def _sentence(translation: Translation) -> list[Any]:
    segment = translation.segment
    found = [_found(finding) for finding in translation.findings]
    return [segment.text, segment.start, segment.end, segment.block, translation.target, translation.step, found]


def _found(finding: Finding) -> list[str]:
    return [finding.code, finding.severity, finding.message, finding.source, finding.target]


def _stored(bullets: Sequence[Bullet], translations: Sequence[Translation]) -> str:
    places = {translation.segment: place for place, translation in enumerate(translations)}
    return json.dumps(
        [
            [b.text, b.support, [places[source.segment] for source in b.sources], b.origin, [*map(_found, b.findings)]]
            for b in bullets
        ]
    )


def _bullets(stored: Any, translations: Sequence[Translation]) -> tuple[Bullet, ...]:
    return tuple(
        Bullet(text, support, tuple(translations[place] for place in places), origin, tuple(Finding(*f) for f in found))
        for text, support, places, origin, found in stored
    )
