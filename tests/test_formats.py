"""Files to documents: encodings, blocks with offsets, which files a folder means."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dipx import formats
from dipx.errors import InputError, UsageError
from dipx.formats.decode import decode
from dipx.formats.paths import expand

FRENCH = "Le préfet a dit : « Ça suffit ! » Les élèves ont été reçus à Évry, près du lycée, où l’été s’achève.\n"
BROKEN = FRENCH.encode().replace(b"pr\xc3\xa9fet", b"pr\xe9fet")
PLAIN = "Le préfet a reçu les élèves à Évry. Où est passée la délégation européenne ? Très loin, déjà.\n"


@pytest.mark.parametrize(
    ("raw", "text", "encoding", "note"),
    [
        (FRENCH.encode(), FRENCH, "utf-8", ""),
        (b"\xef\xbb\xbf" + FRENCH.encode(), FRENCH, "utf-8", ""),
        (FRENCH.encode("utf-16"), FRENCH, "utf-16", "utf-16"),
        (FRENCH.encode("utf-16-le"), FRENCH, "utf-16-le", "utf-16-le"),
        (FRENCH.encode("utf-16-be"), FRENCH, "utf-16-be", "utf-16-be"),
        (b"\xff\xfe\x00\x00" + FRENCH.encode("utf-32-le"), FRENCH, "utf-32", "utf-32"),
        (FRENCH.encode("cp1252"), FRENCH, "cp1252", "cp1252"),
        (PLAIN.encode("latin-1"), PLAIN, "cp1252", "cp1252"),
        (PLAIN.encode("mac_roman"), PLAIN, "mac_roman", "mac_roman"),
        (FRENCH.encode() + b"\xc3", FRENCH + "\ufffd", "utf-8", "1 broken"),
        (BROKEN, FRENCH, "utf-8", "1 bytes that are no UTF-8 were read as windows-1252"),
        (b"Un mot\0 " + FRENCH.encode() * 9, "Un mot\0 " + FRENCH * 9, "utf-8", "1 NUL"),
        (b"", "", "utf-8", ""),
        (b" \n\t\r\n", " \n\t\r\n", "utf-8", ""),
        (b"a", "a", "utf-8", ""),
    ],
)  # fmt: skip
def test_decode(raw: bytes, text: str, encoding: str, note: str) -> None:
    decoded = decode(raw)
    assert decoded.text == text
    assert decoded.encoding == encoding
    assert note in "; ".join(decoded.notes)
    assert bool(decoded.notes) == bool(note)


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
        (b"PK\x03\x04\x14\x00\x06\x00", "ZIP"),
        (b"\x1f\x8b\x08\x00rest", "gzip"),
        (bytes(range(256)) * 20, "binary"),
        (os.urandom(5000), "not a text"),
        (b"\0" * 1000, "binary"),
    ],
)
def test_binary_is_refused(raw: bytes, word: str) -> None:
    with pytest.raises(InputError, match=word):
        decode(raw)


WRAPPED = """Des responsables nord-coréens et chinois se sont réunis à Pékin pour
discuter de leurs relations bilatérales, selon un communiqué de presse
rapporté par les médias. La délégation était dirigée par Kim Song Nam,
responsable du département international.

Une autre réunion est prévue.
"""


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("", []),
        (" \n\n\t\n", []),
        ("Un.\nDeux.\n", ["Un.", "Deux."]),
        ("Un.\r\nDeux.\r\n\r\nTrois.", ["Un.", "Deux.", "Trois."]),
        ("Un.\rDeux.", ["Un.", "Deux."]),
        ("Un.\u2028Deux.\x0cTrois.", ["Un.", "Deux.", "Trois."]),
        ("  Un.  \n \n\n  Deux.", ["Un.", "Deux."]),
        (WRAPPED, [WRAPPED.split("\n\n")[0], "Une autre réunion est prévue."]),
        ("- du pain\n- du vin\n- des fruits", ["- du pain", "- du vin", "- des fruits"]),
    ],
)
def test_blocks_of_a_text(text: str, blocks: list[str]) -> None:
    assert [block.text for block in formats.parse(text).blocks] == blocks


def test_block_kinds() -> None:
    text = "Le ministre se rend en Corée\n\nIl est arrivé jeudi.\n\n- un point\n1. un autre\n"
    assert [block.kind for block in formats.parse(text).blocks] == ["heading", "paragraph", "item", "item"]


@given(st.text(alphabet=st.sampled_from("aé.!, \n\r\t\u00a0\u2028-«»1\0")) | st.text())
def test_blocks_have_their_offsets_and_gaps_are_white_space(text: str) -> None:
    document = formats.parse(text)
    end = 0
    for block in document.blocks:
        assert document.text[block.start : block.end] == block.text
        assert block.text == block.text.strip() != ""
        assert not document.text[end : block.start].strip()
        end = block.end
    assert not document.text[end:].strip()


def test_errors_name_the_file(tmp_path: Path) -> None:
    file = tmp_path / "image.txt"
    file.write_bytes(b"\x89PNG\r\n")
    with pytest.raises(InputError, match=r"image\.txt is a PNG"):
        formats.read(file)
    with pytest.raises(InputError, match=r"none\.txt cannot be read: No such file"):
        formats.read(tmp_path / "none.txt")
    with pytest.raises(InputError, match="cannot be read: Is a directory"):
        formats.read(tmp_path)


def test_a_lone_surrogate_is_replaced() -> None:
    assert formats.parse("un \ud800 mot").text == "un \ufffd\ufffd\ufffd mot"


def _tree(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("Oui.")


def test_expand_keeps_the_tree_and_passes_over(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    _tree(tmp_path, "b.txt", "a/c.TXT", "a/d.png", "a/e.txt.GZ", ".hidden/e.txt", ".f.txt", "out/b.en.txt")
    with caplog.at_level("WARNING"):
        found = expand([tmp_path], out=tmp_path / "out")
    assert [item.stem.as_posix() for item in found] == ["b", "a/c", "a/e"]
    assert "1 .png" in caplog.text


def test_expand_takes_each_file_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    _tree(tmp_path, "a.txt")
    found = expand([tmp_path / "a.txt", tmp_path, tmp_path / "a.txt"])
    assert len(found) == 1
    assert "named twice" in caplog.text


def test_equal_stems_keep_their_suffix(tmp_path: Path) -> None:
    _tree(tmp_path, "a.txt", "a.text")
    assert sorted(item.stem.name for item in expand([tmp_path])) == ["a.text", "a.txt"]


def test_two_folders_with_equal_names_do_not_collide(tmp_path: Path) -> None:
    _tree(tmp_path, "x/a.txt", "y/a.txt")
    stems = [item.stem for item in expand([tmp_path / "x", tmp_path / "y"])]
    assert len(set(stems)) == 2


def test_a_folder_without_texts_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no file that dipx reads"):
        expand([tmp_path])


def test_a_symlink_loop_ends(tmp_path: Path) -> None:
    _tree(tmp_path, "a/b.txt")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    assert len(expand([tmp_path])) == 1


def test_suffixes_lead_to_the_modules_that_name_them() -> None:
    modules = {formats.FORMATS[suffix].name: formats.FORMATS[suffix] for suffix in formats.FORMATS}
    assert sorted(formats.FORMATS) == sorted(suffix for module in modules.values() for suffix in module.suffixes)
