"""Commands with the model that comes with dipx."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command import covers, dipx, valid
from tests.conftest import MENU_SEED, SEEDS


def test_seeds_with_the_bundled_model(bundled_cache: Path, tmp_path: Path) -> None:
    """The main job. What the weights say is not asserted, only that it is English and whole."""
    result = dipx("run", SEEDS, "-o", tmp_path / "out")
    assert result.returncode == 0, result.stderr.decode()
    value = valid((tmp_path / "out" / f"{MENU_SEED.stem}.report.json").read_bytes())
    (document,) = value["documents"]
    covers(document, MENU_SEED.read_text("utf-8"))
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


def test_the_bundled_model_carries_marks_and_tells_its_links(tmp_path: Path, bundled_cache: Path) -> None:
    article = tmp_path / "a.html.md"
    article.write_text("Le **ministre chinois** a rencontré le président *américain* à Paris.\n")
    out = tmp_path / "out.md"
    assert dipx("translate", article, "-o", out).stderr == b""
    text = out.read_text().casefold()
    assert "**chinese minister**" in text
    assert "*american*" in text or "*u.s.*" in text
    told = dipx("translate", article, "--json", "--alignments")
    (segment,) = json.loads(told.stdout)["documents"][0]["segments"]
    pairs = [(segment["source"][a:b], segment["target"][c:d]) for a, b, c, d in segment["alignment"]]
    assert ("Paris", "Paris") in pairs
    assert ("ministre", "minister") in [(a, b.lower()) for a, b in pairs]


# What goes wrong with a model and not with the fake engine: French, and what its English must have.
SAID = {
    "Omelette.": "Omelette.",
    "Merci.": "Thank",
    "Joyeux Noël !": "Merry Christmas!",
    "Octuple championne du monde, la Kényane a gagné samedi.": "Eight-time",
    "Le préfet a signé l'arrêté.": "prefect",
    "PIERRE : Tu viens demain ?": "PIERRE: ",
    "Selon Le Canard enchaîné, le ministre est parti.": "Le Canard enchaîné",
    "La séance commence à 0 h 10, à 12 h 45 et à 21 h 05.": "12:10 a.m., at 12:45 p.m. and at 9:05 p.m.",
    "Le lun. 2 mars, le mar. 3 et le mer. 4, la poste est fermée.": "Monday",
    "La TVA de BE0123456749 a été payée.": "BE0123456749",
    "La région compte 3.450.200 habitants.": "3,450,200",
    "Le mot arabe قلم veut dire « stylo ».": "قلم",
    "La RN 12 et la RD 786 sont coupées.": "RN 12 and the RD 786",
}


def test_the_bundled_model_says_what_a_model_gets_wrong(tmp_path: Path, bundled_cache: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("\n\n".join(SAID), "utf-8")
    told = dipx("translate", article, "--json", "--keep-all")
    segments = json.loads(told.stdout)["documents"][0]["segments"]
    made = {segment["source"]: segment["target"] for segment in segments}
    assert made.keys() == SAID.keys(), "one segment a line"
    assert {french: target for french, target in made.items() if SAID[french] not in target} == {}
    assert [finding for segment in segments for finding in segment["findings"] if finding["severity"] == "error"] == []
