"""What reads files of records that a run has made: a plan, merge, index, review, verify; and the command itself."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from dipx.bullets import verify_report
from dipx.errors import InputError
from dipx.formats.results import result_lines
from dipx.jobs.job import JobOptions
from dipx.jobs.merge import merge
from dipx.jobs.plan import plan
from dipx.jobs.shard import Shard
from dipx.pipeline import Pipeline
from dipx.review import group, index_json, index_page, read_reports, read_stories, review_page
from tests.command import dipx
from tests.jobs.record_files import RECORDS, article, lines, packed, run_records, write_records
from tests.jobs.runs import tree

NAMED = replace(RECORDS, id_field="id", title_field="title")
MANY = ["{half", *(article(number) for number in range(12))]


@pytest.fixture(params=["jsonl", "jsonl.zst"])
def made(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The results of a file of twelve records and a broken one, and of two files of an article each."""
    write_records(tmp_path / "in/news.jsonl", MANY)
    for name in ("b", "c"):
        (tmp_path / f"in/{name}.txt").write_text(
            f"Le rapport {name} est bref. Les experts restent prudents.\n", "utf-8"
        )
    run_records([tmp_path / "in"], tmp_path / "out", replace(NAMED, out_format=request.param))
    return tmp_path / f"out/news.report.{request.param}"


def _rewrite(path: Path, found: list[dict[str, object]]) -> None:
    path.write_bytes(packed("".join(json.dumps(line) + "\n" for line in found).encode(), path.suffix))


def test_every_receipt_is_verified(made: Path) -> None:
    assert verify_report(made) == []
    assert verify_report(next(made.parent.glob("articles-*.report.*"))) == []
    found = lines(made)
    found[3]["segments"][1]["source"] = "Autre chose."
    found[5]["bullets"][0]["support"] = 0.1
    _rewrite(made, found)
    first, *_, last = verify_report(made)
    assert "news.jsonl:4" in first and "'Autre chose.'" in first
    assert "support" in last


def test_a_source_that_changed_is_seen(made: Path, tmp_path: Path) -> None:
    write_records(tmp_path / "in/news.jsonl", MANY[:6])
    gone = [problem for problem in verify_report(made) if "any more" in problem]
    assert len(gone) == 7
    assert "row 7" in gone[0]
    write_records(tmp_path / "in/news.jsonl", ["{half", *(article(number) for number in range(1, 13))])
    assert len(verify_report(made)) > 12


def test_an_index_has_each_article_and_each_failure(made: Path) -> None:
    stories = list(read_stories(made.parent))
    assert len(stories) == 15
    groups = group(stories)
    assert groups[0].lead.title.startswith("Failed: ")
    known = {entry["article"] for entry in index_json(groups)["stories"]} | {
        name for entry in index_json(groups)["stories"] for name in entry["duplicates"]
    }
    assert {"news:n0", "news:n11", "news:None"} <= known
    assert f'href="{made.name}"' in index_page(groups)


def test_a_review_page_has_each_article(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = review_page(read_reports([made]))
    assert page.count("<article") == 13
    assert "nothing was made of it" in page
    monkeypatch.setattr("dipx.review.page.MOST", 12)
    with pytest.raises(InputError, match="no page"):
        read_reports([made])
    report = made.with_name("one.report.json")
    document = next(line for line in result_lines(made) if "error" not in line)
    report.write_text(json.dumps({"documents": [document] * 14}), "utf-8")
    with pytest.raises(InputError, match="no page"):
        read_reports([report, made])


def test_a_line_of_a_result_may_be_longer_than_one_of_a_source(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dipx.formats.streams.MAX_LINE", 100)
    assert len(list(result_lines(made))) == 13
    monkeypatch.setattr("dipx.formats.results._LONGEST", 100)
    with pytest.raises(InputError, match="MB in line 1"):
        list(result_lines(made))


@pytest.mark.parametrize("raw", [b"no json\n", b"[]\n", b'{"path": "a"}\n', b'{"path": 1, "error": "x"}\n'])
def test_what_is_no_result_is_refused(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "a.report.jsonl"
    path.write_bytes(raw)
    for read in (lambda: read_reports([path]), lambda: list(read_stories(tmp_path)), lambda: verify_report(path)):
        with pytest.raises(InputError, match="line 1"):
            read()


def test_shards_are_merged(tmp_path: Path) -> None:
    for number in range(4):
        write_records(tmp_path / f"in/{number}.jsonl", MANY)
    for index in (1, 2):
        run_records([tmp_path / "in"], tmp_path / f"out-{index}", NAMED, JobOptions(shard=Shard(index, 2)))
    run_records([tmp_path / "in"], tmp_path / "whole", NAMED)
    out = tmp_path / "out"
    outcomes = list(merge([tmp_path / "out-1", tmp_path / "out-2"], out))
    assert {(o.kind, o.records, o.failed) for o in outcomes} == {("flagged", 13, 1)}
    assert tree(out) == tree(tmp_path / "whole")
    again = run_records([tmp_path / "in"], out, NAMED)
    assert {o.failed for o in again.values()} == {1}
    assert not list(out.rglob("*.tmp"))


def test_a_plan_counts_records(made: Path, tmp_path: Path) -> None:
    options = replace(NAMED, out_format="jsonl")
    before = tree(tmp_path, journal=True)
    planned = plan([tmp_path / "in"], tmp_path / "another", Pipeline(options))
    assert (planned.files, planned.records) == (2, 15)
    assert planned.words > 0
    assert planned.failures[0].startswith(f"1 record of {tmp_path / 'in/news.jsonl'}: ")
    assert tree(tmp_path, journal=True) == before


def test_the_command(tmp_path: Path) -> None:
    write_records(tmp_path / "a.jsonl", [{"key": 7, "body": "Le sommet se tiendra à Pékin."}])
    words = ["run", tmp_path / "a.jsonl", "-o", tmp_path / "out", "--engine", "fake", "--lang", "fr"]
    ended = dipx(*map(str, words), "--out-format", "jsonl", "--text-field", "body", "--id-field", "key")
    assert ended.returncode == 0, ended.stderr
    assert [line["id"] for line in lines(tmp_path / "out/a.report.jsonl")] == [7]
    ended = dipx(*map(str, words), "--field", "body", "--id-field", "key")
    assert ended.returncode == 2
    assert b"--out-format jsonl" in ended.stderr
