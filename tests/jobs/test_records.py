"""Record files in, record files out: each record a line of the result, in order, and nothing lost."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dipx.errors import UsageError
from dipx.formats.recordfiles import Record
from dipx.jobs import recordwork
from dipx.jobs.job import JobOptions
from dipx.jobs.parts import Parts
from dipx.jobs.seen import SeenIds
from dipx.jobs.shard import Shard
from dipx.jobs.watch import Watch
from tests.jobs.record_files import RECORDS, article, lines, run_records, write_records
from tests.jobs.runs import tree

MANY = [article(number) for number in range(30)]
NAMED = replace(RECORDS, id_field="id", title_field="title")


@pytest.mark.parametrize("suffix", [".jsonl", ".ndjson", ".jsonl.gz", ".jsonl.zst"])
@pytest.mark.parametrize("out_format", ["jsonl", "jsonl.zst"])
def test_each_record_is_a_line_in_order(tmp_path: Path, suffix: str, out_format: str) -> None:
    source = write_records(tmp_path / "in" / f"news{suffix}", MANY)
    options = replace(NAMED, out_format=out_format)  # type: ignore[arg-type]
    (outcome,) = run_records([tmp_path / "in"], tmp_path / "out", options).values()
    assert (outcome.kind, outcome.records, outcome.failed, outcome.why) == ("done", 30, 0, "")
    found = lines(tmp_path / "out" / f"news.report.{out_format}")
    assert [line["id"] for line in found] == [one["id"] for one in MANY]
    assert [line["path"] for line in found] == [f"{source}:{number}" for number in range(1, 31)]
    assert sum(len(line["segments"]) for line in found) == outcome.segments
    assert sum(len(line["bullets"]) for line in found) == outcome.bullets > 0
    for one, line in zip(MANY, found, strict=True):
        text = f"{one['title']}\n\n{one['text']}"
        assert all(text[s["start"] : s["end"]] == s["source"] for s in line["segments"])
        assert line["title"] == line["segments"][0]["target"]
    assert not [path for path in (tmp_path / "out").iterdir() if ".part" in path.name], "nothing half done is left"
    (again,) = run_records([tmp_path / "in"], tmp_path / "out", options).values()
    assert (again.kind, again.records) == ("unchanged", 30)


def test_rows_of_parquet_are_those_of_json_lines(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    rows = [{"id": one["id"], "a": {"title": one["title"], "text": one["text"]}, "n": 1.5} for one in MANY]
    rows[3]["a"] = {"title": None, "text": None}
    (tmp_path / "in").mkdir()
    parquet.write_table(arrow.Table.from_pylist(rows), tmp_path / "in/news.parquet", row_group_size=7)
    write_records(tmp_path / "lines/news.jsonl", rows)
    options = replace(RECORDS, id_field="id", title_field="a.title", text_field="a.text")
    for name in ("in", "lines"):
        (outcome,) = run_records([tmp_path / name], tmp_path / f"out-{name}", options).values()
        assert (outcome.kind, outcome.records, outcome.failed) == ("flagged", 30, 1)
    one, other = ((tmp_path / f"out-{name}/news.report.jsonl").read_text("utf-8") for name in ("in", "lines"))
    assert one.replace("in/news.parquet", "lines/news.jsonl") == other


def test_a_column_of_bytes_is_a_text_where_it_is_one(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    values = ["Le sommet est à Pékin.".encode(), b"\xff\xfe", b"Le rapport est bref."]
    parquet.write_table(arrow.table({"text": arrow.array(values, arrow.binary())}), tmp_path / "a.parquet")
    (outcome,) = run_records([tmp_path / "a.parquet"], tmp_path / "out").values()
    assert (outcome.records, outcome.failed) == (3, 1)
    first, second, _ = lines(tmp_path / "out/a.report.jsonl")
    assert first["segments"][0]["source"] == "Le sommet est à Pékin."
    assert "cannot be read" in second["error"]


def test_columns_of_a_parquet_file_are_named(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    parquet.write_table(arrow.table({"id": ["a"], "body": ["Un texte."]}), tmp_path / "a.parquet")
    parquet.write_table(arrow.table([["a"], ["b"]], names=["text", "text"]), tmp_path / "b.parquet")
    one, other = run_records([tmp_path / "a.parquet", tmp_path / "b.parquet"], tmp_path / "out", NAMED).values()
    assert (one.kind, other.kind) == ("failed", "failed")
    assert "--text-field (body, id)" in one.why


def test_a_broken_record_is_a_line_and_counted(tmp_path: Path) -> None:
    bad = [
        "{half",
        "[1, 2]",
        {"id": "x"},
        {"id": "y", "text": 5},
        {"text": "Sans nom."},
        article(0),
        {"id": True, "text": "Vrai."},
    ]
    source = write_records(tmp_path / "bad.jsonl", [article(0), "", *bad, article(1)])
    (outcome,) = run_records([source], tmp_path / "out", NAMED).values()
    assert (outcome.kind, outcome.records, outcome.failed) == ("flagged", 9, 7)
    assert outcome.why.startswith(f"7 of 9 records failed: {source}:3 is no JSON")
    found = lines(tmp_path / "out/bad.report.jsonl")
    assert [line["id"] for line in found] == ["n0", None, None, "x", "y", None, "n0", None, "n1"]
    assert [line["record"]["number"] for line in found] == [1, *range(3, 11)], "a blank line is counted"
    said = ["no JSON", "no JSON object", "'text'", "'text'", "no id", "earlier record", "no id"]
    for line, words in zip(found[1:-1], said, strict=True):
        assert words in line["error"]
    (again,) = run_records([source], tmp_path / "out", NAMED).values()
    assert (again.kind, again.failed) == ("flagged", 7), "it still is when nothing is done"


def test_without_a_named_field_a_record_is_its_number(tmp_path: Path) -> None:
    source = write_records(tmp_path / "a.jsonl", [article(5), "", article(5)])
    run_records([source], tmp_path / "out")
    assert [line["id"] for line in lines(tmp_path / "out/a.report.jsonl")] == [1, 3]


def test_a_record_in_another_language_or_encoding(tmp_path: Path) -> None:
    german = "Der Minister ist am Donnerstag in der Hauptstadt angekommen und wurde dort freundlich empfangen."
    (tmp_path / "a.jsonl").write_bytes(
        b"\xef\xbb\xbf" + json.dumps(article(1)).encode() + b"\r\n" + json.dumps({"text": german}).encode() + b"\n"
        + json.dumps({"text": "L'été à la mer est passé près du marché."}, ensure_ascii=False).encode("cp1252") + b"\n"
    )  # fmt: skip
    run_records([tmp_path / "a.jsonl"], tmp_path / "out", replace(RECORDS, lang=None))
    first, second, third = lines(tmp_path / "out/a.report.jsonl")
    assert "segments" in first
    assert "--lang fr" in second["error"]
    assert (third["encoding"], third["segments"][0]["source"][:8]) == ("cp1252", "L'été à ")


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b'{"body": "Un texte."}\n' * 200, "--text-field (body)"),
        (b"no json\nat all\n", "its first one is no JSON"),
        ('{"text": "Un texte."}\n'.encode("utf-16"), "make it UTF-8"),
    ],
)
def test_a_file_that_has_the_text_nowhere_fails_by_name(tmp_path: Path, raw: bytes, said: str) -> None:
    (tmp_path / "a.jsonl").write_bytes(raw)
    (outcome,) = run_records([tmp_path / "a.jsonl"], tmp_path / "out").values()
    assert outcome.kind == "failed"
    assert said in outcome.why
    assert not (tmp_path / "out/a.report.jsonl").exists()


@pytest.mark.parametrize("suffix", [".jsonl.gz", ".jsonl.zst", ".parquet"])
def test_a_file_that_breaks_off_fails_and_says_where(tmp_path: Path, suffix: str) -> None:
    path = write_records(tmp_path / f"a{suffix}", [article(number) for number in range(200)])
    raw = path.read_bytes()
    path.write_bytes(raw[: len(raw) // 2])
    write_records(tmp_path / "b.jsonl", MANY)
    outcomes = run_records([path, tmp_path / "b.jsonl"], tmp_path / "out")
    assert [outcomes[name].kind for name in (path.name, "b.jsonl")] == ["failed", "done"]
    assert "is no" in outcomes[path.name].why
    assert not (tmp_path / "out/a.report.jsonl").exists()
    if suffix != ".parquet":
        path.write_bytes(raw)
        assert run_records([path], tmp_path / "out")[path.name].kind == "done", "mended, it is done from its beginning"
        assert len(lines(tmp_path / "out/a.report.jsonl")) == 200


def test_a_line_that_is_too_long_is_no_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dipx.formats.streams.MAX_LINE", 400)
    write_records(tmp_path / "a.jsonl", [article(0), {"text": "mot " * 500}, article(1)])
    (outcome,) = run_records([tmp_path / "a.jsonl"], tmp_path / "out").values()
    assert (outcome.records, outcome.failed) == (3, 1)
    assert "longer than" in lines(tmp_path / "out/a.report.jsonl")[1]["error"]


def test_an_empty_file_has_an_empty_result(tmp_path: Path) -> None:
    for out_format in ("jsonl", "jsonl.zst"):
        write_records(tmp_path / "a.jsonl", [])
        options = replace(RECORDS, out_format=out_format)
        (outcome,) = run_records([tmp_path / "a.jsonl"], tmp_path / "out", options).values()
        assert (outcome.kind, outcome.records) == ("done", 0)
        assert lines(tmp_path / f"out/a.report.{out_format}") == []


def test_files_of_an_article_each_go_into_bundles(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dipx.jobs.bundles.ARTICLES", 2)
    (folder / "bad.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    write_records(folder / "z.jsonl", MANY)
    out = tmp_path / "out"
    outcomes = run_records([folder], out)
    assert {name: (o.kind, o.records, o.failed) for name, o in outcomes.items()} == {
        "z.jsonl": ("done", 30, 0), "articles-00001": ("done", 2, 0), "articles-00002": ("flagged", 2, 1)
    }  # fmt: skip
    found = [line for number in (1, 2) for line in lines(out / f"articles-0000{number}.report.jsonl")]
    assert [line["id"] for line in found] == [str(folder / name) for name in ("a.txt", "b.txt", "bad.txt", "sub/c.txt")]
    assert "PNG" in found[2]["error"]
    (folder / "sub/c.txt").write_text("Un autre texte.", "utf-8")
    again = run_records([folder], out)
    assert {name: o.kind for name, o in again.items()} == {
        "z.jsonl": "unchanged", "articles-00001": "unchanged", "articles-00002": "flagged"
    }  # fmt: skip
    assert lines(out / "articles-00002.report.jsonl")[1]["segments"][0]["source"] == "Un autre texte."


def test_shards_have_each_file_once(tmp_path: Path) -> None:
    for number in range(6):
        write_records(tmp_path / f"in/{number}.jsonl", MANY[: number + 1])
        (tmp_path / f"in/{number}.txt").write_text("Le sommet est long.\n", "utf-8")
    for index in (1, 2, 3):
        run_records([tmp_path / "in"], tmp_path / "out", job=JobOptions(shard=Shard(index, 3)))
    found = [line["id"] for path in (tmp_path / "out").glob("*.report.jsonl") for line in lines(path)]
    assert len(found) == 1 + 2 + 3 + 4 + 5 + 6 + 6


def test_several_processes_make_the_same_bytes(tmp_path: Path) -> None:
    for number in range(3):
        write_records(tmp_path / f"in/{number}.jsonl", MANY)
    run_records([tmp_path / "in"], tmp_path / "one")
    run_records([tmp_path / "in"], tmp_path / "two", job=JobOptions(jobs=2))
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def test_a_corrected_result_is_kept(tmp_path: Path) -> None:
    source = write_records(tmp_path / "a.jsonl", MANY)
    run_records([source], tmp_path / "out")
    result = tmp_path / "out/a.report.jsonl"
    made = result.read_bytes()
    result.write_bytes(b"corrected\n")
    run_records([source], tmp_path / "out")
    assert (result.read_bytes(), (tmp_path / "out/a.report.jsonl.kept").read_bytes()) == (made, b"corrected\n")


def test_a_run_that_watches_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--watch"):
        run_records([write_records(tmp_path / "a.jsonl", MANY)], tmp_path / "out", job=JobOptions(watch=Watch()))


def test_without_the_library_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = write_records(tmp_path / "a.jsonl.zst", MANY)
    monkeypatch.setitem(__import__("sys").modules, "backports.zstd", None)
    (outcome,) = run_records([source], tmp_path / "out").values()
    assert outcome.kind == "failed"
    assert "[records]" in outcome.why


def test_no_more_is_read_than_is_in_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is never in memory: however long it is, reading is ahead of writing by two windows and a part."""
    monkeypatch.setattr("dipx.pipeline.WINDOW", 16)
    monkeypatch.setattr("dipx.jobs.parts.RECORDS", 8)
    ahead, most = 0, 0
    read, end_part = recordwork._made, Parts._end_part

    def made(record: Record, *rest: Any) -> Any:
        nonlocal ahead, most
        ahead += 1
        most = max(most, ahead)
        return read(record, *rest)

    def ended(self: Parts, *, whole: bool = False) -> None:
        nonlocal ahead
        ahead -= len(self._lines)
        end_part(self, whole=whole)

    monkeypatch.setattr(recordwork, "_made", made)
    monkeypatch.setattr(Parts, "_end_part", ended)
    source = write_records(tmp_path / "a.jsonl", map(article, range(400)))
    (outcome,) = run_records([source], tmp_path / "out").values()
    assert (outcome.records, ahead) == (400, 0)
    assert 8 < most <= 8 + 4 * 16


def test_members_of_a_gzip_file_are_one(tmp_path: Path) -> None:
    raw = [gzip.compress(json.dumps(article(number)).encode() + b"\n") for number in range(3)]
    (tmp_path / "a.jsonl.gz").write_bytes(b"".join(raw))
    run_records([tmp_path / "a.jsonl.gz"], tmp_path / "out")
    assert len(lines(tmp_path / "out/a.report.jsonl")) == 3


@given(st.lists(st.one_of(st.text(max_size=3), st.integers()), max_size=30))
@settings(max_examples=50, deadline=None)
def test_an_id_is_new_once(ids: list[str | int]) -> None:
    with SeenIds() as seen:
        told = [seen.is_new(one) for one in ids]
    assert told == [one not in ids[:place] for place, one in enumerate(ids)]
