"""A job whose inputs and results are in a bucket: what holds for folders holds there."""

from __future__ import annotations

import itertools
import json
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from dipx import storage
from dipx.cli import app
from dipx.errors import DipxError, UsageError
from dipx.jobs import lease, objects
from dipx.jobs.cluster import Cluster
from dipx.jobs.job import JOB, JobOptions, run_folder
from dipx.jobs.journal import BusyError
from dipx.jobs.plan import plan
from dipx.jobs.shard import Shard
from dipx.jobs.still import load_still
from dipx.jobs.tasks import Outcome
from dipx.options import Options
from dipx.pipeline import Pipeline
from dipx.reading import Prepared
from tests.jobs import buckets
from tests.jobs.process import FRENCH, Run, children_of, write_articles
from tests.jobs.record_files import article, write_records
from tests.jobs.runs import tree

pytest.importorskip("obstore")
pytest.importorskip("moto")

BAD = "6/bad.txt"
FILES = 40


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    with buckets.server() as found:
        yield found


@pytest.fixture
def bucket(
    endpoint: str, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """One of this test's own."""
    for name, value in {**buckets.ENVIRONMENT, "AWS_ENDPOINT_URL": endpoint}.items():
        monkeypatch.setenv(name, value)
    storage._store.cache_clear()
    yield buckets.make_bucket(endpoint, f"bucket-{abs(hash(request.node.name))}")
    storage._store.cache_clear()


@pytest.fixture(params=["s3", "file"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Where objects go."""
    if request.param == "file":
        (tmp_path / "bucket").mkdir()
        return Path(f"file:{tmp_path / 'bucket'}")
    bucket: Path = request.getfixturevalue("bucket")
    return bucket / "a place"


def run(paths: Path, out: Path, options: Options = FRENCH, job: JobOptions = JOB) -> list[Outcome]:
    return list(run_folder([paths], out, Pipeline(options), job))


def kinds(outcomes: list[Outcome]) -> Counter[str]:
    return Counter(outcome.kind for outcome in outcomes)


def alike(made: dict[str, bytes], source: Path) -> dict[str, bytes]:
    """The results without the place of their sources, which alone may differ; Markdown escapes it."""
    place = storage.named(source).encode()
    return {name: raw.replace(b"\\_", b"_").replace(place, b"IN") for name, raw in made.items()}


def journal_lines(out: Path) -> list[dict[str, str]]:
    return [
        json.loads(line)
        for one in storage.listing(out / objects.JOURNAL)
        for line in storage.get(one.path).splitlines()
    ]


JOBS = {"here": JobOptions(), "processes": JobOptions(jobs=2)}


@pytest.mark.parametrize("job", JOBS.values(), ids=JOBS)
def test_the_same_bytes_and_outcomes_as_in_folders(place: Path, tmp_path: Path, job: JobOptions) -> None:
    local = write_articles(tmp_path / "in", FILES)
    (local / BAD).write_bytes(b"\x89PNG\r\n\x1a\n")
    (local / "page.html").write_text("<html><body><p>Le sommet <b>se tiendra</b> à Pékin.</p></body></html>", "utf-8")
    expected = run(local, tmp_path / "out")
    where = buckets.upload(local, place / "in")
    made = run(where, place / "out", job=job)
    as_local = {replace(o, path=o.path.replace(storage.named(where), str(local)),
                        why=o.why.replace(storage.named(where), str(local))) for o in made}  # fmt: skip
    assert as_local == set(expected)
    assert alike(buckets.objects(place / "out"), where) == alike(tree(tmp_path / "out"), local)
    assert Counter(line.get("outcome") for line in journal_lines(place / "out")) == {None: 1, "done": 41, "failed": 1}
    there = {one.path: one.tag for one in storage.listing(place / "out") if not one.path.name.endswith("jsonl")}
    assert kinds(run(where, place / "out", job=job)) == {"unchanged": 41, "failed": 1}
    again = {one.path: one.tag for one in storage.listing(place / "out") if not one.path.name.endswith("jsonl")}
    assert again == there, "nothing is put twice"


def test_from_a_bucket_into_a_folder_and_back(bucket: Path, tmp_path: Path) -> None:
    local = write_articles(tmp_path / "in", 2)
    (local / "a\u2028b.txt").write_text("Le rapport est bref.\n", "utf-8")  # no end of a line of the journal
    where = buckets.upload(local, bucket / "in")
    for source, out in ((where, tmp_path / "out"), (local, bucket / "out")):
        assert kinds(run(source, out)) == {"done": 3}
        assert kinds(run(source, out)) == {"unchanged": 3}
    assert alike(buckets.objects(bucket / "out"), local) == alike(tree(tmp_path / "out"), where)
    assert plan([local], bucket / "out", Pipeline(FRENCH)).unchanged == 3
    assert kinds(run(where / "0/000.txt", bucket / "single")) == {"done": 1}, "an object that is named itself"


def test_what_changed_is_done_again_and_what_somebody_wrote_is_kept(place: Path, tmp_path: Path) -> None:
    where = buckets.upload(write_articles(tmp_path / "in", 4), place / "in")
    out = place / "out"
    run(where, out)
    storage.put(where / "0/000.txt", b"Le rapport est bref.\n")
    storage.delete(out / "1/001.report.md")
    storage.put(out / "2/002.en.txt", b"By hand.\n")
    outcomes = {Path(o.path).name: o.kind for o in run(where, out)}
    assert outcomes == {"000.txt": "done", "001.txt": "done", "002.txt": "done", "003.txt": "unchanged"}
    assert storage.get(out / "2/002.en.txt.kept") == b"By hand.\n"
    assert b"By hand" not in storage.get(out / "2/002.en.txt")
    assert kinds(run(where, out)) == {"unchanged": 4}


def test_records_that_somebody_wrote_are_kept_each_once(place: Path, tmp_path: Path) -> None:
    where, out = buckets.upload(write_articles(tmp_path / "in", 1), place / "in"), place / "out"
    options = replace(FRENCH, out_format="jsonl")
    run(where, out, options)
    (name,) = buckets.objects(out)
    for text in (b"By hand.\n", b"By another hand.\n", b"By hand.\n"):
        storage.put(out / name, text)
        run(where, out, options)
    kept = {f"{name}.kept": b"By hand.\n", f"{name}.kept-2": b"By another hand.\n"}
    assert {found: raw for found, raw in buckets.objects(out).items() if found != name} == kept


def test_a_name_that_no_object_may_have_fails_alone(place: Path, tmp_path: Path) -> None:
    local = write_articles(tmp_path / "in", 3)
    (local / "a\nb.txt").write_text("Le rapport est bref.\n", "utf-8")
    (local / "caf\udce9.txt").write_text("Le rapport est bref.\n", "utf-8")
    outcomes = run(local, place)
    assert kinds(outcomes) == {"done": 3, "failed": 2}
    assert all("no object may have such a name" in outcome.why for outcome in outcomes if outcome.kind == "failed")


def test_what_consoles_make_for_a_folder_is_nothing_to_tell(place: Path, caplog: pytest.LogCaptureFixture) -> None:
    storage.put(place / "in/a.txt", b"Le rapport est bref.\n")
    storage.put(place / "in/empty folder", b"")
    storage.put(place / "in/other", b"a")
    assert kinds(run(place / "in", place / "out")) == {"done": 1}
    assert [record.getMessage() for record in caplog.records if "empty folder" in record.getMessage()] == []
    assert "passed over other;" in caplog.text


def test_results_are_no_inputs(place: Path, tmp_path: Path) -> None:
    buckets.upload(write_articles(tmp_path / "in", 2), place)
    for _ in range(2):
        assert sum(kinds(run(place, place / "out")).values()) == 2, "the output is below the input"
    assert kinds(run(place, place / "another")) == {"done": 2}, "another run's results are there too"


def test_an_object_that_changes_while_it_is_read_is_seen(bucket: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = bucket / "a.html"
    storage.put(path, "<p>Le sommet se tiendra à Pékin.</p>".encode())
    seen, loaded = load_still(path, FRENCH)
    assert isinstance(loaded, Prepared)
    storage.put(path, b"<p>Le rapport est bref.</p>")
    with pytest.raises(DipxError, match="changes while it is read"), storage.copied(path, seen.removeprefix("etag:")):
        pass
    assert load_still(path, FRENCH)[0] != seen, "the next run does it again"


CHANGING = [("a.html", "<p>Le sommet se tiendra à Pékin.</p>", {}),
            ("a.jsonl", '{"text": "Le sommet se tiendra à Pékin."}', {"out_format": "jsonl"})]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "extra"), CHANGING)
def test_what_changes_between_two_readings_fails_and_is_done_again(
    bucket: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str, extra: dict[str, Any]
) -> None:
    path, options = bucket / "in" / name, replace(FRENCH, **extra)
    storage.put(path, text.encode())
    real = storage.copied

    def changed(source: Path, tag: str = "") -> Any:
        if tag:  # the second reading, or that of records: by the ETag that was seen
            storage.put(path, text.replace("Pékin", "Rome").encode())
        return real(source, tag)

    monkeypatch.setattr(storage, "copied", changed)
    (outcome,) = run(bucket / "in", bucket / "out", options)
    assert (outcome.kind, "changes while it is read" in outcome.why) == ("failed", True)
    assert not buckets.objects(bucket / "out")
    monkeypatch.setattr(storage, "copied", real)
    assert kinds(run(bucket / "in", bucket / "out", options)) == {"done": 1}


@pytest.mark.parametrize("out_format", ["jsonl", "jsonl.zst"])
def test_records(place: Path, tmp_path: Path, out_format: str) -> None:
    local = tmp_path / "in"
    for number in range(3):
        write_records(local / f"{number}.jsonl", ["{half", *(article(10 * number + one) for one in range(8))])
    (local / "a.txt").write_text("Le rapport est bref.\n", "utf-8")
    options = replace(FRENCH, out_format=out_format, id_field="id", title_field="title")  # type: ignore[arg-type]
    run(local, tmp_path / "out", options)
    where = buckets.upload(local, place / "in")
    assert kinds(run(where, place / "out", options)) == {"flagged": 3, "done": 1}
    assert kinds(run(where, place / "out", options)) == {"flagged": 3, "unchanged": 1}
    made = buckets.objects(place / "out")
    if out_format == "jsonl":
        assert alike(made, where) == alike(tree(tmp_path / "out"), local)
    assert sorted(made) == sorted(tree(tmp_path / "out"))
    assert not [file for file in (tmp_path / "cache/objects").rglob("*") if file.is_file()], "nothing is left here"


def test_shards_and_the_whole(place: Path, tmp_path: Path) -> None:
    where, out = buckets.upload(write_articles(tmp_path / "in", 9), place / "in"), place / "out"
    for index in (1, 2):
        run(where, out, job=JobOptions(shard=Shard(index, 2)))
    assert kinds(run(where, out)) == {"unchanged": 9}


def test_the_journal_of_many_runs_becomes_one(place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(objects, "LINES", 1)
    monkeypatch.setattr(objects, "MANY", 5)
    where, out = buckets.upload(write_articles(tmp_path / "in", 9), place / "in"), place / "out"
    run(where, out)
    assert len(list(storage.listing(out / objects.JOURNAL))) == 10
    assert kinds(run(where, out)) == {"unchanged": 9}
    assert len(list(storage.listing(out / objects.JOURNAL))) == 1


HELD = [(None, None, True), (Shard(1, 2), Shard(1, 2), True), (None, Shard(1, 2), True), (Shard(1, 2), None, True),
        (Shard(1, 2), Shard(2, 2), False)]  # fmt: skip


@pytest.mark.parametrize(("first", "second", "refused"), HELD)
def test_one_run_a_prefix(place: Path, first: Shard | None, second: Shard | None, refused: bool) -> None:
    with lease.held(place, first):
        if refused:
            with pytest.raises(BusyError, match=f"process {os.getpid()} on "), lease.held(place, second):
                pass
        else:
            with lease.held(place, second):
                pass
    with lease.held(place, second):
        pass
    assert not list(storage.listing(place)), "nothing is left"


def test_the_lease_of_a_dead_run_is_taken_over_and_it_notices(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lease, "LASTS", -1.0)
    first = lease.Lease(place, None)
    first._create()
    with lease.held(place, None) as second:
        monkeypatch.setattr(lease, "LASTS", 60.0)
        second.check()
        assert not first._is_ours()
        monkeypatch.setattr(lease, "BEAT", 0.01)
        first._beat()
        with pytest.raises(BusyError, match="another run has taken it over"):
            first.check()
        first._drop()
        assert second._is_ours(), "who lost it does not take it away"


def test_a_beat_takes_no_lease_from_who_took_it_over(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lease, "BEAT", 0.01)
    with lease.held(place, None) as first:
        first._ended.set()
        first._thread.join()
        first._ended.clear()
        second = lease.Lease(place, None)

        def looked_in_time(_: lease.Lease) -> bool:
            monkeypatch.undo()
            storage.put(second._path, second._line())
            return True

        monkeypatch.setattr(lease.Lease, "_is_ours", looked_in_time)
        monkeypatch.setattr(lease, "BEAT", 0.01)
        first._beat()
        assert second._is_ours()
        with pytest.raises(BusyError, match="another run has taken it over"):
            first.check()
        second._drop()


def test_a_storage_that_overwrites_what_it_must_not_is_refused(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage, "put_new", storage.put)
    with pytest.raises(storage.StorageError, match="knows no conditional writes"), lease.held(place, None):
        pass
    assert not list(storage.listing(place)), "nothing is left"


def test_killed_and_started_again(bucket: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    local = write_articles(tmp_path / "in", FILES)
    where, out = buckets.upload(local, bucket / "in"), bucket / "out"
    for after in (1, 7, 12):
        with Run(tmp_path, storage.named(where), "-o", storage.named(out), milliseconds=5) as one:
            one.wait_for("done", after)
            one.process.kill()
            one.end()
        leases = [found.path for found in storage.listing(out / lease.LEASES)]
        assert [path.name for path in leases] == [lease.WHOLE]
        with Run(tmp_path, storage.named(where), "-o", storage.named(out)) as refused:
            code, err = refused.end()
        assert (code, f"process {one.process.pid} on " in err) == (1, True), "a lease is as long as it says"
        storage.delete(leases[0])  # a minute later
    with Run(tmp_path, storage.named(where), "-o", storage.named(out), milliseconds=0) as last:
        assert last.end() == (0, "")
    assert sum(event["event"] == "file" for event in last.events) == FILES
    done = Counter(line["stem"] for line in journal_lines(out) if line.get("outcome") == "done")
    assert len(done) == FILES, "nothing missing"
    monkeypatch.setenv("DIPX_CACHE_DIR", str(tmp_path / "another"))
    run(local, tmp_path / "undisturbed")
    assert alike(buckets.objects(out), where) == alike(tree(tmp_path / "undisturbed"), local)


def test_a_process_that_dies_costs_its_own_files(bucket: Path, tmp_path: Path) -> None:
    where, out = buckets.upload(write_articles(tmp_path / "in", FILES), bucket / "in"), bucket / "out"
    with Run(tmp_path, storage.named(where), "-o", storage.named(out), "--jobs", 2, milliseconds=20) as one:
        one.wait_for("start")
        while len(found := children_of(one.process.pid)) < 2:
            time.sleep(0.01)
        os.kill(found[0], signal.SIGKILL)
        assert one.end()[0] == 1
    failed = [event for event in one.events if event.get("kind") == "failed"]
    assert 0 < len(failed) <= FILES / 2
    assert kinds(run(where, out)) == {"unchanged": FILES - len(failed), "done": len(failed)}


def test_who_is_asked_to_end_leaves_the_place_free(bucket: Path, tmp_path: Path) -> None:
    where, out = buckets.upload(write_articles(tmp_path / "in", FILES), bucket / "in"), bucket / "out"
    with Run(tmp_path, storage.named(where), "-o", storage.named(out), milliseconds=5) as one:
        one.wait_for("done", 3)
        one.process.send_signal(signal.SIGTERM)
        assert one.end()[0] == 143
    assert kinds(run(where, out))["unchanged"] >= 3, "and what was done is told"


def test_a_lease_that_is_lost_ends_the_run(bucket: Path, tmp_path: Path) -> None:
    where, out = buckets.upload(write_articles(tmp_path / "in", 9), bucket / "in"), bucket / "out"
    outcomes = run_folder([where], out, Pipeline(FRENCH))
    next(outcomes)
    with pytest.MonkeyPatch.context() as patch, pytest.raises(BusyError, match="could not be renewed"):
        patch.setattr(lease, "LASTS", -1.0)
        list(outcomes)
    assert sum(kinds(run(where, out)).values()) == 9


@pytest.mark.parametrize("broken", ["copied", "put_new"])
def test_a_network_that_is_lost_midway_ends_the_run(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    where, out = buckets.upload(write_articles(tmp_path / "in", 9), place / "in"), place / "out"
    real, calls = getattr(storage, broken), itertools.count()

    def lost(path: Path, *rest: Any) -> Any:
        if path.suffix in (".txt", ".md") and next(calls) >= 5:
            raise storage.StorageError("the storage cannot be reached")
        return real(path, *rest)

    monkeypatch.setattr(storage, broken, lost)
    with pytest.raises(storage.StorageError, match="cannot be reached"):
        run(where, out)
    monkeypatch.setattr(storage, broken, real)
    assert sum(kinds(run(where, out)).values()) == 9, "nobody holds the place"
    assert kinds(run(where, out)) == {"unchanged": 9}


@pytest.mark.parametrize("options", [FRENCH, replace(FRENCH, out_format="jsonl")], ids=["files", "records"])
def test_what_was_put_and_not_told_is_not_put_again(place: Path, tmp_path: Path, options: Options) -> None:
    where, out = buckets.upload(write_articles(tmp_path / "in", 3), place / "in"), place / "out"
    made = kinds(run(where, out, options))
    tags = {one.path: one.tag for one in storage.listing(out) if objects.JOURNAL not in one.path.parts}
    for one in storage.listing(out / objects.JOURNAL):
        storage.delete(one.path)
    assert kinds(run(where, out, options)) == made
    assert {one.path: one.tag for one in storage.listing(out) if objects.JOURNAL not in one.path.parts} == tags


def test_no_secret_is_told(bucket: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    where = buckets.upload(write_articles(tmp_path / "in", 2), bucket / "in")
    result = CliRunner().invoke(app, ["run", storage.named(where), "-o", storage.named(bucket / "out"), "--json", "-v",
                                      "--engine", "fake"])  # fmt: skip
    assert result.exit_code == 0
    told = result.output.encode() + b"".join(buckets.objects(bucket / "out", hidden=True).values())
    told += b"".join(file.read_bytes() for file in (tmp_path / "cache").rglob("*") if file.is_file())
    told += buckets.told(caplog.records).encode()
    assert b"Le sommet" in told
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        assert buckets.ENVIRONMENT[name].encode() not in told


def _said(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["run", *words, "--engine", "fake"])
    return result.exit_code, result.stderr


def test_errors_are_a_line(bucket: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, endpoint: str) -> None:
    name, out = storage.named(bucket), str(tmp_path / "out")
    storage.put(bucket / "a.txt", b"Le rapport est bref.")
    table = [
        ((f"{name}/nothing", "-o", out), 2, "holds no file that dipx reads"),
        (("s3://no-such-bucket/in", "-o", out), 1, "no such bucket"),
        ((f"{name}/a.txt", "-o", "s3://no-such-bucket/out"), 1, "no such bucket"),
        (("s3://key:very-secret@bucket/in", "-o", out), 2, "holds a secret"),
        (("s3://", "-o", out), 2, "names no bucket"),
        ((name, "-o", name), 2, "is the input"),
        ((f"{name}/a.txt", "-o", f"{name}/a.txt"), 2, "is the input"),
        ((name, "-o", out, "--watch"), 2, "looks at folders"),
        ((str(tmp_path), "-o", name, "--watch"), 2, "looks at folders"),
    ]
    for words, code, why in table:
        told = _said(*words)
        assert (told[0], why in told[1], len(told[1].strip().splitlines())) == (code, True, 1), told
        assert "very-secret" not in told[1]
    monkeypatch.chdir(tmp_path)
    for command in (["translate", name], ["translate", "a.txt", "-o", name], ["merge", "a", "b", "-o", name],
                    ["review", "a", "-o", name], ["index", name], ["verify", name], ["merge", name]):  # fmt: skip
        assert "only dipx run" in CliRunner().invoke(app, command).stderr
    assert not (tmp_path / "s3:").exists()
    monkeypatch.setattr(storage, "RETRIES", 0)
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    storage._store.cache_clear()
    assert _said(name, "-o", out) == (1, f"dipx: {name}: the storage cannot be reached; is the network down?\n")
    assert not (tmp_path / "out").exists()


REASONS = [
    ("Generic S3 error: Error performing PUT … 403 Forbidden: <Error>", "access is denied"),
    ("Error performing PUT http://169.254.169.254/latest/api/token in 1 s", "no credentials"),
    ("Generic S3 error: https://b.example/x?X-Amz-Signature=abc went wrong", "https://… went wrong"),
]


@pytest.mark.parametrize(("text", "why"), REASONS)
def test_reasons(text: str, why: str) -> None:
    assert why in storage._why(RuntimeError(text))
    assert "Signature" not in storage._why(RuntimeError(text))


def test_an_etag_is_the_same_in_azures_lists_and_headers() -> None:
    here = Path("az://container/a")
    assert storage._tag(here, "0x8D") == storage._tag(here, '"0x8D"') == '"0x8D"'


def test_the_profile_of_the_cloud_s_own_tools(tmp_path: Path) -> None:
    (tmp_path / ".aws").mkdir()
    (tmp_path / ".aws/credentials").write_text("[default]\naws_access_key_id=k\naws_secret_access_key=s%s\n", "utf-8")
    (tmp_path / ".aws/config").write_text("[default]\nregion=eu-west-3\n[profile other]\nregion=eu-west-1\n", "utf-8")
    home = {"HOME": str(tmp_path)}
    assert storage._aws(home) == {"access_key_id": "k", "secret_access_key": "s%s", "region": "eu-west-3"}
    assert storage._aws(home | {"AWS_ACCESS_KEY_ID": "e", "AWS_PROFILE": "other"}) == {"region": "eu-west-1"}
    assert storage._aws({"HOME": str(tmp_path / "none")}) == {}


def test_without_the_extra_a_line_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "obstore", None)
    storage._store.cache_clear()
    with pytest.raises(UsageError, match=r"dipx-news\[cloud\]"):
        run(Path("s3://bucket/in"), tmp_path / "out")


def test_on_a_cluster(bucket: Path, tmp_path: Path) -> None:
    local = write_articles(tmp_path / "in", FILES)
    where = buckets.upload(local, bucket / "in")
    assert kinds(run(where, bucket / "out", job=JobOptions(cluster=Cluster(actors=2)))) == {"done": FILES}
    run(local, tmp_path / "out")
    assert alike(buckets.objects(bucket / "out"), where) == alike(tree(tmp_path / "out"), local)
    assert not list(storage.listing(bucket / "out" / objects.SIGNS))
