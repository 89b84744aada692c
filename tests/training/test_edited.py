"""Stories whose bullets cite their sentences, and what the selector learns from them."""

from __future__ import annotations

import json
import lzma
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from training.bullets.editor import Cited, EditedStory, read_edited
from training.bullets.selector import learn, main, prepared

from dipx.bullets.selector import FORMAT, features, vectorize
from dipx.errors import InputError

TEXTS = [f"Mayor Claire Morel opened {n} schools in Rennes in the year of the flood." for n in range(3, 9)]


def record(**other: Any) -> dict[str, Any]:
    bullet = {"text": "Claire Morel opened schools.", "from": [2, 4]}
    return {"id": "a", "sentences": TEXTS, "bullets": [bullet], "rank": [2, 5]} | other


def written(path: Path, *records: dict[str, Any]) -> Path:
    with lzma.open(path, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(one) + "\n" for one in records)
    return path


def test_what_an_editor_cites_counts_from_one(tmp_path: Path) -> None:
    path = written(tmp_path / "a.jsonl.xz", record(), record(id="b", bullets=[], rank=[]))
    (story,) = read_edited([path])
    assert story == EditedStory("a", tuple(TEXTS), (Cited("Claire Morel opened schools.", 1, (3,)),), (1, 4))


@pytest.mark.parametrize(
    "wrong", [{"rank": [0]}, {"rank": [7]}, {"bullets": [{"text": "A.", "from": []}]}, {"sentences": None}]
)
def test_what_is_no_edited_story_is_refused(tmp_path: Path, wrong: dict[str, Any]) -> None:
    with pytest.raises(InputError, match=r"a\.jsonl\.xz"):
        list(read_edited([written(tmp_path / "a.jsonl.xz", record(**wrong))]))


def test_main_sentences_are_wanted_most_then_cited_then_ranked_ones() -> None:
    story = prepared(EditedStory("a", tuple(TEXTS), (Cited("Morel opened schools.", 1, (3,)),), (1, 4)))
    wanted = story.wanted / story.wanted.max()
    assert wanted.tolist() == pytest.approx([0, 1, 0, 0.3, 0.15, 0])
    assert story.wanted.sum() == pytest.approx(1)


def test_what_is_wanted_gets_the_best_score() -> None:
    texts = (*TEXTS, "It rained.", "Did it?", "Nobody knew.")
    stories = [prepared(EditedStory(str(n), texts[n:], (Cited("Morel.", 5 - n, ()),), ())) for n in range(4)]
    weights = learn(stories, [1 / len(stories)] * len(stories))
    assert all(np.argmax(story.rows @ weights) == np.argmax(story.wanted) for story in stories)


def test_the_weights_have_all_features(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edited = written(tmp_path / "a.jsonl.xz", record())
    told = {"document": "\n".join(TEXTS), "bullets": [TEXTS[0], "Morel opened 4 schools."]}
    out = tmp_path / "selector.json"
    highlights = written(tmp_path / "b.jsonl.xz", told)
    monkeypatch.setattr(
        "sys.argv", ["selector", "--edited", str(edited), "--stories", str(highlights), "--out", str(out)]
    )
    main()
    stored = json.loads(out.read_text("utf-8"))
    assert stored["format"] == FORMAT
    assert stored["trained_on"]["stories"] == 2
    assert list(stored["weights"]) == list(features(["One."], [0], None, vectorize(["One."]))[0])
