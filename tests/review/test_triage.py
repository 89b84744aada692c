"""The folder as a whole: near-duplicates together, the worst first, an index that leads to the files."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import pytest

from dipx.errors import InputError
from dipx.review.index import index_page
from dipx.review.triage import group, index_json, read_stories
from tests.review.pages import HOSTILE


def _write(out: Path, stem: str, sentences: list[str], *severities: str) -> None:
    segments = [
        {"source": s, "target": f"EN {s}", "start": 0, "end": len(s), "block": 0, "findings": []} for s in sentences
    ]
    if segments:
        segments[0]["findings"] = [{"code": "numbers", "severity": level, "message": "m"} for level in severities]
    document = {
        "path": f"in/{stem}.txt",
        "segments": segments,
        "left_out": [],
        "bullets": [{"text": "A <b>point</b>."}],
    }
    file = out / f"{stem}.report.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"documents": [document], "run": {}}), "utf-8")


def _article(seed: int, sentences: int = 20) -> list[str]:
    rng = random.Random(seed)
    vocabulary = [f"mot{n}" for n in range(2000)]
    return [" ".join(rng.choices(vocabulary, k=15)) + "." for _ in range(sentences)]


def test_wire_copy_is_found_and_other_articles_are_not(tmp_path: Path) -> None:
    wire = _article(1)
    _write(tmp_path, "le-monde", [*wire, *_article(2, 3)])
    _write(tmp_path, "sub/figaro", wire[:16])
    _write(tmp_path, "short", wire[4:10])
    for seed in range(10, 40):
        _write(
            tmp_path,
            f"other{seed}",
            [*_article(seed), "Toute reproduction est interdite sans accord écrit du journal."],
        )
    groups = group(read_stories(tmp_path))
    assert len(groups) == 31
    (found,) = [one for one in groups if one.others]
    assert found.lead.stem == "le-monde"
    assert [story.stem for story in found.others] == ["short", "sub/figaro"]


def test_the_worst_come_first_and_then_by_name(tmp_path: Path) -> None:
    for stem, seed, severities in (("a", 1, ()), ("b", 2, ("note",)), ("c", 3, ("error",)), ("d", 4, ("warning",) * 3)):
        _write(tmp_path, stem, _article(seed), *severities)
    assert [one.lead.stem for one in group(read_stories(tmp_path))] == ["c", "d", "b", "a"]
    assert [entry["article"] for entry in index_json(group(read_stories(tmp_path)))["stories"]] == ["c", "d", "b", "a"]


def test_empty_articles_are_no_duplicates_of_each_other(tmp_path: Path) -> None:
    for stem in ("a", "b"):
        _write(tmp_path, stem, [])
    assert len(group(read_stories(tmp_path))) == 2


def test_the_page_leads_to_files_and_is_escaped(tmp_path: Path) -> None:
    _write(tmp_path, "sub/été 1", [HOSTILE])
    (tmp_path / "sub/été 1.en.txt").write_text("x")
    page = index_page(group(read_stories(tmp_path)))
    assert "<script" not in page
    assert "A &lt;b&gt;point" in page
    assert re.findall(r'href="([^"]+)"', page) == ["sub/%C3%A9t%C3%A9%201.en.txt", "sub/%C3%A9t%C3%A9%201.report.md"]


def test_a_folder_without_reports_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no reports"):
        list(read_stories(tmp_path))
    (tmp_path / "x.report.json").write_text("{}")
    with pytest.raises(InputError, match="no JSON report"):
        list(read_stories(tmp_path))
