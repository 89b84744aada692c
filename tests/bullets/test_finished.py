"""Finished bullets are served as they were until something changes that decides them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dipx.bullets import finished as finished_bullets
from dipx.bullets.finished import bullets_of
from dipx.bullets.summarize import Article
from dipx.document import Bullet, Finding, Segment, Translation
from dipx.memory.store import Memory
from tests.strategies import FINDINGS

ARTICLE = [Translation(Segment("a", 0, 1, 0), "An English."), Translation(Segment("b", 9, 10, 1), "Another one.")]
SOURCES = st.lists(st.sampled_from(ARTICLE), min_size=1, unique=True).map(tuple)
ORIGINS: st.SearchStrategy[Any] = st.sampled_from(["extracted", "rewritten", "fallback"])
SUPPORT = st.floats(0, 1, allow_subnormal=False)
BULLETS = st.builds(Bullet, st.text(), SUPPORT, SOURCES, ORIGINS, st.lists(FINDINGS, max_size=2).map(tuple))


class Maker:
    """Makes the same bullets of every article, and notes whom it was asked for."""

    def __init__(self, bullets: Sequence[Bullet] = ()) -> None:
        self.bullets = tuple(bullets)
        self.asked: list[Article] = []

    def __call__(self, articles: Sequence[Article]) -> list[tuple[Bullet, ...]]:
        self.asked += articles
        return [self.bullets for _ in articles]


@settings(max_examples=50, deadline=None)
@given(bullets=st.lists(BULLETS, max_size=3), title=st.none() | st.text())
def test_bullets_are_made_once(
    tmp_path_factory: pytest.TempPathFactory, bullets: list[Bullet], title: str | None
) -> None:
    memory, make = Memory(tmp_path_factory.mktemp("memory")), Maker(bullets)
    one: Article = (ARTICLE, title)
    other: Article = (ARTICLE, f"{title}!")
    assert bullets_of([one], make, memory, "a") == [make.bullets]
    assert bullets_of([other, one], make, memory, "a") == [make.bullets, make.bullets]
    assert make.asked == [one, other], "what was finished is not asked again, its neighbour is"
    assert bullets_of([one], make, memory, "b") == [make.bullets]
    assert make.asked == [one, other, one], "another model, another key"
    memory.close()


@pytest.mark.parametrize(
    "change",
    [
        lambda t: replace(t, target="Other English."),
        lambda t: replace(t, findings=(Finding("numbers", "warning", "", "", ""),)),
        lambda t: replace(t, segment=replace(t.segment, block=5)),
        lambda t: replace(t, step="correction"),
    ],
)
def test_an_article_that_changed_has_its_bullets_made_anew(
    tmp_path: Path, change: Callable[[Translation], Translation]
) -> None:
    memory, make = Memory(tmp_path), Maker()
    bullets_of([(ARTICLE, None)], make, memory, "a")
    same = replace(ARTICLE[0], score=-1.0, links=())
    bullets_of([([same, ARTICLE[1]], None)], make, memory, "a")
    assert len(make.asked) == 1, "what a model says of itself decides nothing"
    bullets_of([([change(ARTICLE[0]), ARTICLE[1]], None)], make, memory, "a")
    assert len(make.asked) == 2


def test_code_that_changed_makes_other_bullets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory, make = Memory(tmp_path), Maker()
    bullets_of([(ARTICLE, None)], make, memory, "a")
    monkeypatch.setattr(finished_bullets, "code_digest", lambda: "another")
    bullets_of([(ARTICLE, None)], make, memory, "a")
    assert len(make.asked) == 2
