"""The command line, through the same cases for every door; most with the fake engine, some with the real one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.conftest import MENU_SEED, ROOT, SEEDS
from tests.hub_server import FakeHub, serving
from tests.tiny_model import FRENCH, REPOSITORY, make_tiny_model

SCHEMA = json.loads((ROOT / "docs/schema/documents.schema.json").read_text("utf-8"))
FAKE = ("--engine", "fake")
ARTICLE = "Le ministre chinois se rend en Corée du Nord.\n\nIl est arrivé jeudi à Pyongyang. Kim l'a reçu.\n"


def dipx(*words: object, stdin: bytes = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    """The command as a user runs it: another process, bytes in, bytes out."""
    command = [sys.executable, "-m", "dipx", *map(str, words)]
    return subprocess.run(command, input=stdin, capture_output=True, cwd=cwd, timeout=120, check=False)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    file = tmp_path / "in" / "article.txt"
    file.parent.mkdir()
    file.write_text(ARTICLE, "utf-8")
    return file


def _valid(raw: bytes | str) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(raw)
    jsonschema.validate(value, SCHEMA)
    return value


def _covers(document: dict[str, Any], text: str) -> None:
    """Every segment and left-out span has its offsets, and together they hold all that is not white space."""
    spans = [(s["start"], s["end"], s["source"]) for s in document["segments"]]
    spans += [(s["start"], s["end"], s["text"]) for s in document["left_out"]]
    covered = [False] * len(text)
    for start, end, content in spans:
        assert text[start:end] == content
        covered[start:end] = [True] * (end - start)
    assert not [c for c, seen in zip(text, covered, strict=True) if not seen and not c.isspace()]


def test_same_article_through_every_door(article: Path, tmp_path: Path) -> None:
    by_file = dipx("translate", article, *FAKE)
    by_stdin = dipx("translate", "-", *FAKE, stdin=ARTICLE.encode())
    by_nothing = dipx("translate", *FAKE, stdin=ARTICLE.encode())
    assert by_file.returncode == 0
    assert by_file.stdout == by_stdin.stdout == by_nothing.stdout
    assert by_file.stdout.count(b"\n\n") == 1
    assert dipx("translate", article, "-o", tmp_path / "one.en", *FAKE).stdout == b""
    assert (tmp_path / "one.en").read_bytes() == by_file.stdout
    dipx("translate", article.parent, "-o", tmp_path / "tree", *FAKE)
    assert (tmp_path / "tree/article.en.txt").read_bytes() == by_file.stdout


@pytest.mark.parametrize("command", ["translate", "summarise", "summarize", "segment"])
def test_json_contract(article: Path, command: str) -> None:
    engine = () if command == "segment" else FAKE
    value = _valid(dipx(command, article, "--json", *engine).stdout)
    (document,) = value["documents"]
    _covers(document, ARTICLE)
    assert ("bullets" in document) == command.startswith("summari")
    assert all(("target" in s) == (command != "segment") for s in document["segments"])


def test_bylines_are_kept_as_metadata() -> None:
    text = "Par Jean Dupont\n\nPublié le 4 octobre 2023 à 14h30\n\n" + ARTICLE + "\nCrédit photo : AFP\n"
    (document,) = _valid(dipx("translate", "-", "--json", *FAKE, stdin=text.encode()).stdout)["documents"]
    assert document["metadata"]["byline"] == ["Par Jean Dupont"]
    assert document["metadata"]["dateline"] == ["Publié le 4 octobre 2023 à 14h30"]
    assert "Dupont" not in document["english"]
    _covers(document, text)


def test_jsonl_is_a_document_a_line(article: Path) -> None:
    (article.parent / "b.txt").write_text("Une autre dépêche est arrivée.", "utf-8")
    lines = dipx("translate", article.parent, "--format", "jsonl", *FAKE).stdout.splitlines()
    documents = [_valid(json.dumps({"documents": [json.loads(line)], "run": {}})) for line in lines]
    assert [Path(d["documents"][0]["path"]).name for d in documents] == ["article.txt", "b.txt"]


def test_json_of_several_files_to_a_folder(article: Path, tmp_path: Path) -> None:
    (article.parent / "b.txt").write_text("Une autre dépêche est arrivée.", "utf-8")
    dipx("translate", article.parent, "--json", "-o", tmp_path / "out", *FAKE)
    for name in ("article.en.json", "b.en.json"):
        _valid((tmp_path / "out" / name).read_bytes())


def test_several_texts_on_standard_output_are_told_apart(article: Path) -> None:
    (article.parent / "b.txt").write_text("Une autre dépêche est arrivée.", "utf-8")
    out = dipx("translate", article.parent, *FAKE).stdout.decode()
    assert out.count("==> ") == 2


LINES = "Un.\n\n  \nDeux phrases. Sur une ligne !\nLaisser un commentaire\r\nune\u2028deux\nsans fin"


def test_lines_keeps_lines() -> None:
    result = dipx("translate", "--lines", *FAKE, stdin=LINES.encode())
    made = result.stdout.decode().split("\n")
    assert result.returncode == 0
    assert made[-1] == ""
    assert len(made) - 1 == len(LINES.split("\n"))
    assert [bool(line) for line in made[:-1]] == [True, False, False, True, True, True, True]
    assert dipx("translate", "--lines", *FAKE).stdout == b""


def test_run_leaves_three_files_and_a_table(article: Path, tmp_path: Path) -> None:
    result = dipx("run", article.parent, "-o", tmp_path / "out", *FAKE)
    assert result.returncode == 0
    assert "1 done, 0 unchanged, 0 failed" in result.stdout.decode()
    value = _valid((tmp_path / "out/article.report.json").read_bytes())
    _covers(value["documents"][0], ARTICLE)
    assert "## Bullets" in (tmp_path / "out/article.report.md").read_text("utf-8")


def test_exit_codes(article: Path, tmp_path: Path) -> None:
    assert dipx("translate", tmp_path / "none.txt", *FAKE).returncode == 1
    assert dipx("translate", "--format", "pdf").returncode == 2
    assert dipx("translate", article, "--model", "no-such-model").returncode == 3
    assert dipx("nonsense").returncode == 2
    (tmp_path / "empty").mkdir()
    assert dipx("run", tmp_path / "empty", "-o", tmp_path / "out").returncode == 2


def test_interrupted(article: Path) -> None:
    code = (
        "import sys, dipx.engines.fake as f\n"
        "def stop(self, text): raise KeyboardInterrupt\n"
        "f.FakeEngine._one = stop\n"
        "from dipx.__main__ import main\n"
        f"sys.argv = ['dipx', 'translate', {str(article)!r}, '--engine', 'fake']\n"
        "main()\n"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert result.returncode == 130
    assert b"Traceback" not in result.stderr


def test_a_reader_that_goes_away_is_no_error(article: Path) -> None:
    command = f"{sys.executable} -m dipx translate {article} --engine fake --format json | head -c 1"
    result = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, check=False)
    assert b"Traceback" not in result.stderr
    assert b"Exception" not in result.stderr


def test_never_overwrites_its_input(article: Path) -> None:
    result = dipx("translate", article, "-o", article, *FAKE)
    assert result.returncode == 2
    assert article.read_text("utf-8") == ARTICLE


BAD: list[tuple[str, bytes, int, str, str]] = [
    # name, bytes, exit code, a word on stderr, a word on stdout
    ("empty", b"", 0, "empty", ""),
    ("white", b" \n\t\n", 0, "empty", ""),
    ("binary", bytes(range(256)) * 20, 1, "binary", ""),
    ("nul", b"Le ministre\0 est arriv\xc3\xa9. " + b"Il est reparti jeudi soir de Paris. " * 3, 0, "NUL", "Paris"),
    ("utf16", "Le préfet est à Évry.".encode("utf-16"), 0, "utf-16", "Évry"),
    ("cp1252", "Le préfet est arrivé à Évry, près de l’été « très » court.".encode("cp1252"), 0, "cp1252", "Évry"),
    ("damaged", "Le préfet est à Évry.".encode() + b"\xe9", 0, "1 broken", "Évry"),
    ("english", b"The minister arrived on Thursday in the capital, and the talks with officials began.", 0,
     "English already", "The minister arrived on Thursday"),
    ("german", b"Der Minister ist am Donnerstag in der Hauptstadt angekommen und hat mit den Beamten gesprochen.",
     1, "'de'", ""),
]  # fmt: skip


@pytest.mark.parametrize(("name", "raw", "code", "err", "out"), BAD, ids=[case[0] for case in BAD])
def test_bad_input(tmp_path: Path, name: str, raw: bytes, code: int, err: str, out: str) -> None:
    file = tmp_path / f"{name}.txt"
    file.write_bytes(raw)
    good = tmp_path / "zz.txt"
    good.write_text("Zoé est arrivée.", "utf-8")
    for words, stdin in (((file,), b""), (("-",), raw)):
        result = dipx("translate", *words, *FAKE, stdin=stdin)
        assert result.returncode == code
        assert err in result.stderr.decode()
        assert out in result.stdout.decode()
        assert len(result.stderr.decode().strip().splitlines()) == 1, result.stderr.decode()
    both = dipx("translate", tmp_path, *FAKE)
    assert both.returncode == code
    assert "Zoé" in both.stdout.decode(), "the other files of the run are done"


def test_other_bad_paths(article: Path, tmp_path: Path) -> None:
    twice = dipx("translate", article, article, *FAKE)
    assert twice.returncode == 0
    assert b"named twice" in twice.stderr
    missing = dipx("translate", tmp_path / "none.txt", article, *FAKE)
    assert missing.returncode == 1
    assert b"none.txt cannot be read: No such file" in missing.stderr
    assert missing.stdout
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/a.png").write_bytes(b"\x89PNG")
    none = dipx("translate", tmp_path / "docs", *FAKE)
    assert none.returncode == 2
    assert b"holds no file that dipx reads" in none.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads and writes everywhere")
def test_unreadable_and_read_only(article: Path, tmp_path: Path) -> None:
    article.chmod(0)
    assert dipx("translate", article, *FAKE).returncode == 1
    article.chmod(0o644)
    (tmp_path / "closed").mkdir(mode=0o555)
    result = dipx("run", article.parent, "-o", tmp_path / "closed" / "out", *FAKE)
    assert result.returncode == 1
    assert b"Permission denied" in result.stderr


def test_one_line_of_200_000_characters(tmp_path: Path) -> None:
    text = "Le ministre parle encore et encore, " * 5_556
    file = tmp_path / "long.txt"
    file.write_text(text, "utf-8")
    value = _valid(dipx("translate", file, "--json", *FAKE).stdout)
    _covers(value["documents"][0], text)
    assert value["documents"][0]["english"].count("erle") + value["documents"][0]["english"].count("elrap") >= 5_500


@pytest.mark.parametrize("words", [("--help",), ("translate", "--help"), ("models", "list"), ("cache", "stats")])
def test_light_commands_import_no_engine(words: tuple[str, ...]) -> None:
    code = (
        "import sys\n"
        "from dipx.__main__ import main\n"
        f"sys.argv = ['dipx', *{words!r}]\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'torch', 'transformers', 'ctranslate2', 'sentencepiece', 'huggingface_hub', 'numpy', 'rich'}\n"
        "sys.exit(' '.join(sorted(heavy & set(sys.modules))) or 0)\n"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


def test_help_loads_no_part_of_the_flow() -> None:
    code = (
        "import sys, dipx.cli\n"
        "parts = {'dipx.pipeline', 'dipx.checks', 'dipx.formats', 'dipx.memory.store', 'dipx.jobs.job', 'sqlite3'}\n"
        "sys.exit(' '.join(sorted(parts & set(sys.modules))) or 0)\n"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


def test_every_command_has_help_with_an_example() -> None:
    for command in ("translate", "summarise", "run", "segment", "doctor"):
        text = dipx(command, "--help").stdout.decode()
        assert f"dipx {command}" in text
        assert "Examples:" in text


def test_completion_is_offered() -> None:
    assert b"--install-completion" in dipx("--help").stdout


def test_segment_shows_what_the_splitter_sees(article: Path) -> None:
    assert dipx("segment", article).stdout.decode().splitlines() == [
        "Le ministre chinois se rend en Corée du Nord.",
        "Il est arrivé jeudi à Pyongyang.",
        "Kim l'a reçu.",
    ]


def test_cache_commands(article: Path, tmp_path: Path) -> None:
    assert dipx("cache", "path").stdout.decode().strip() == os.environ["DIPX_CACHE_DIR"]
    dipx("translate", article, *FAKE)
    assert json.loads(dipx("cache", "stats", "--json").stdout)["entries"] == 3
    dipx("translate", article, *FAKE, "--no-memory")
    dipx("cache", "clear")
    assert json.loads(dipx("cache", "stats", "--json").stdout)["entries"] == 0


def test_seeds_with_the_bundled_model(bundled_cache: Path, tmp_path: Path) -> None:
    """The main job. What the weights say is not asserted, only that it is English and whole."""
    result = dipx("run", SEEDS, "-o", tmp_path / "out")
    assert result.returncode == 0, result.stderr.decode()
    value = _valid((tmp_path / "out" / f"{MENU_SEED.stem}.report.json").read_bytes())
    (document,) = value["documents"]
    _covers(document, MENU_SEED.read_text("utf-8"))
    left_out = " ".join(span["text"] for span in document["left_out"])
    assert "Laisser un commentaire" in left_out
    assert "Votre adresse e-mail ne sera pas publiée" in left_out
    english = (tmp_path / "out" / f"{MENU_SEED.stem}.en.txt").read_text("utf-8")
    assert "e-mail" not in english
    assert "Kim" in english
    assert english.count("\n\n") >= 12, "paragraph for paragraph"
    assert 1 <= len(document["bullets"]) <= 5
    for bullet in document["bullets"]:
        assert bullet["sources"]
        assert "mail" not in bullet["text"]
    again = dipx("run", SEEDS, "-o", tmp_path / "again", "--device", "cpu")
    assert "0 failed" in again.stdout.decode()
    for name in ("en.txt", "report.md", "report.json"):
        one, two = (tmp_path / f / f"{MENU_SEED.stem}.{name}" for f in ("out", "again"))
        assert one.read_bytes() == two.read_bytes()


def test_doctor_offline(bundled_cache: Path) -> None:
    result = dipx("doctor", "--offline", "--json")
    found = {entry["name"]: entry for entry in json.loads(result.stdout)}
    assert found["engine ct2"]["ok"]
    assert found["engine hf"]["ok"]
    assert found["model marian-fr-en"]["ok"]
    assert result.returncode == 0


def test_a_socket_is_refused_when_blocked() -> None:
    import socket

    from dipx.doctor import sockets_blocked

    with sockets_blocked(), pytest.raises(OSError, match="blocked"):
        socket.create_connection(("127.0.0.1", 9))
    assert socket.getaddrinfo("127.0.0.1", 9)


def test_a_hub_model_from_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What many users do: add opus-mt, switch to it by its short name, and never need the network again."""
    repository = make_tiny_model(tmp_path / "repository", pickled=True)
    with serving(FakeHub(REPOSITORY, repository)) as hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.url)
        added = dipx("models", "add", REPOSITORY)
        assert added.returncode == 0, added.stderr.decode()
    text = FRENCH[0].encode()
    for engine in ("ct2", "hf"):
        result = dipx("translate", "-", "--model", "opus-mt-fr-en", "--engine", engine, "--no-memory", stdin=text)
        assert result.returncode == 0, result.stderr.decode()
        assert result.stdout.strip()
    gone = dipx("models", "add", "Helsinki-NLP/opus-mt-de-en")
    assert gone.returncode == 3
    assert len(gone.stderr.decode().strip().splitlines()) == 1
    never = dipx("translate", "-", "--model", "opus-mt-de-en", stdin=text)
    assert never.returncode == 3
    assert b"Add it with: dipx models add Helsinki-NLP/opus-mt-de-en" in never.stderr


def test_20_megabytes(tmp_path: Path) -> None:
    paragraph = "Le ministre est arrivé jeudi. Kim l'a reçu à Pyongyang, a indiqué l'agence officielle.\n\n"
    count = 20_000_000 // len(paragraph.encode())
    file = tmp_path / "large.txt"
    file.write_text(paragraph * count, "utf-8")
    result = dipx("translate", file, "-o", tmp_path / "large.en", *FAKE)
    assert result.returncode == 0
    with (tmp_path / "large.en").open(encoding="utf-8") as english:
        assert sum("Pyongyang" in line for line in english) == count


@pytest.mark.parametrize("stdin", [b"Le ministre est parti.", b"\x00\x01\x02" * 9, b""])
def test_a_model_that_loads_in_vain_ends_no_process_badly(
    stdin: bytes, bundled_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It loads beside the imports, and then the memory has the sentence or there is none: a library that is cut off in
    its thread aborts the process."""
    monkeypatch.setenv("DIPX_CACHE_DIR", str(bundled_cache))
    first, *again = (dipx("translate", stdin=stdin) for _ in range(4))
    assert first.returncode in (0, 1)
    assert [(made.returncode, made.stdout) for made in again] == [(first.returncode, first.stdout)] * 3


def test_a_folder_that_is_remembered_needs_no_model(
    article: Path, bundled_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIPX_CACHE_DIR", str(bundled_cache))
    first = dipx("translate", article.parent)
    (bundled_cache / "ct2").unlink()
    assert dipx("translate", article.parent).stdout == first.stdout
    assert not (bundled_cache / "ct2").exists(), "the model was converted again"
