"""Bytes in whatever encoding: the French in them comes out, or something says that it did not."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dipx.checks import run_checks
from dipx.errors import InputError
from dipx.formats import read
from dipx.formats.charsets import encoding_of
from dipx.formats.decode import decode, decode_labeled

ONE_BYTE = ["cp1252", "iso8859_15", "mac_roman", "cp850"]
SENTENCES = [
    "Où est passée la délégation européenne ?",
    "L'été à Nîmes a été très sec.",
    "À Besançon, « ça suffit », dit la maire.",
    "Le château fut brûlé, même l'église.",
    "Voilà déjà dix ans qu'elle a disparu.",
    "Étienne a reçu une réponse : « c'est réglé. »",
    "Les élèves sont arrivés là où il fallait.",
    "Il a coûté moins cher qu'un hôtel de Noël.",
]


@pytest.mark.parametrize("encoding", ONE_BYTE)
@pytest.mark.parametrize("sentence", SENTENCES)
def test_one_sentence_is_enough_to_tell(sentence: str, encoding: str) -> None:
    decoded = decode(sentence.encode(encoding))
    assert decoded.text == sentence
    assert decoded.notes


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]
)
def test_unicode_with_and_without_its_mark(encoding: str) -> None:
    text = "\n".join(SENTENCES)
    assert decode(text.encode(encoding)).text == text


SIGNS = "abcdefgh éèàçêîôûÉÀ«»’œ…€–\n.,!?'"
FRENCH = st.lists(st.sampled_from(SENTENCES) | st.text(SIGNS, min_size=1, max_size=30), min_size=1, max_size=8)


@given(FRENCH.map("\n".join), st.sampled_from([*ONE_BYTE, "utf-8", "utf-16", "utf-32"]))
def test_any_text_comes_out_or_something_is_said(text: str, encoding: str) -> None:
    raw = text.encode(encoding, "replace")
    wanted = raw.decode(encoding)
    with contextlib.suppress(UnicodeDecodeError):
        assume(encoding == "utf-8" or raw.decode() == wanted)  # « É« » in windows-1252 is a letter of UTF-8
    decoded = decode(raw)
    assert decoded.text == wanted or decoded.notes


@given(st.lists(st.tuples(st.sampled_from(SENTENCES), st.sampled_from(["utf-8", *ONE_BYTE])), min_size=2, max_size=12))
def test_lines_in_several_encodings(lines: list[tuple[str, str]]) -> None:
    decoded = decode(b"\n".join(sentence.encode(encoding) for sentence, encoding in lines))
    told = "; ".join(decoded.notes)
    for got, (sentence, encoding) in zip(decoded.text.split("\n"), lines, strict=True):
        if encoding in ("utf-8", "cp1252"):
            assert got == sentence
        assert got == sentence or told


@pytest.mark.parametrize(
    ("raw", "text", "note"),
    [
        (b"L\xe9t\xe9\r\n\xc3\xa0 Nice\r\n", "Lété\r\nà Nice\r\n", "1 in cp1252, 1 in utf-8"),
        ("déjà ".encode() + b"r\xe9\xe9lu, " + "été".encode(), "déjà réélu, été", "2 bytes that are no UTF-8"),
        ("Un été à Évr".encode() + b"\xc3", "Un été à Évr\ufffd", "1 broken bytes"),
        ("Un été d".encode() + b"\xe2\x80", "Un été d\ufffd", "1 broken bytes"),
        ("Un\ufffdt\ufffd".encode(), "Un\ufffdt\ufffd", "2 letters were lost before"),
        (b"\xef\xbb\xbf\xef\xbb\xbf" + "été".encode(), "été", ""),
        (b"\xef\xbb\xbfL'\xe9t\xe9", "L'été", "cp1252"),
        (b"pass\x8e\rl\x88\r", "passé\rlà\r", "mac_roman"),
        ("l\x92été\x85".encode(), "l’été…", "2 control characters"),
        (b"Un mot\x00 et un autre, long de bien des lettres, pour finir ici ou ailleurs.",
         "Un mot\x00 et un autre, long de bien des lettres, pour finir ici ou ailleurs.", "1 NUL"),
        (b"Un mot\x00autre, et un\x01deux, long de bien des lettres, pour finir ici ou ailleurs, et encore un jour.",
         "Un mot\x00autre, et un\x01deux, long de bien des lettres, pour finir ici ou ailleurs, et encore un jour.",
         "2 control characters within words are read as a space: mot autre, un deux"),
        (b"un.\x85\x85Deux.\x85", None, ""),
        ("Привет, мир. Как дела?".encode("cp1251"), None, "no encoding makes French of it"),
    ],
)  # fmt: skip
def test_what_is_mixed_broken_or_lost_is_said(raw: bytes, text: str | None, note: str) -> None:
    decoded = decode(raw)
    assert text is None or decoded.text == text
    assert note in "; ".join(decoded.notes)
    assert bool(decoded.notes) == bool(note) or text is None


@pytest.mark.parametrize(
    ("raw", "label", "text"),
    [
        (b"l\x92\x9cuvre co\xfbte 50 \x80", "iso-8859-1", "l’œuvre coûte 50 €"),
        (b"l\x92\x9cuvre co\xfbte 50 \x80", "US-ASCII", "l’œuvre coûte 50 €"),
        (b"l\x92\x9cuvre co\xfbte 50 \x80", '"windows-1252"', "l’œuvre coûte 50 €"),
        (b"l\x92\x9cuvre", '"ISO-8859-1" (comment)', "l’œuvre"),
        (b"c\xbdur et 50 \xa4", "iso-8859-15", "cœur et 50 €"),
        ("l’œuvre".encode(), "iso-8859-1", "l’œuvre"),
        (b"d\x8ej\x88 r\x8e\x8elu apr\x8fs", "macintosh", "déjà réélu après"),
        (b"d\x8ej\x88 r\x8e\x8elu apr\x8fs", "iso-8859-1", "déjà réélu après"),
        (b"d\x82j\x85", "ibm850", "déjà"),
        ("l’été".encode("utf-16"), "utf-16", "l’été"),
        (b"L\xe9t\xe9", "utf-8", "Lété"),
        (b"L'\xe9t\xe9", "x-unknown", "L'été"),
        (b"L'\xe9t\xe9", None, "L'été"),
        (b"L'\xe9t\xe9", "hex", "L'été"),
    ],
)
def test_a_label_means_what_it_means_to_browsers(raw: bytes, label: str | None, text: str) -> None:
    assert decode_labeled(raw, label).text == text


def test_labels_that_nobody_knows_are_said() -> None:
    assert encoding_of("x-martian") is None
    assert "'x-martian'" in "; ".join(decode_labeled(b"L'\xe9t\xe9", "x-martian").notes)


def test_lost_letters_are_a_finding_of_their_segment() -> None:
    source = decode("Le pr\ufffdsident a \ufffdt\ufffd élu.".encode()).text
    assert "damaged" in [finding.code for finding in run_checks(source, "The president was elected.")]


def test_a_lost_letter_is_told_once(tmp_path: Path) -> None:
    plain, records = tmp_path / "a.txt", tmp_path / "a.jsonl"
    plain.write_bytes("Le pr\ufffdfet est élu.".encode())
    records.write_text('{"text": "Le pr\\ufffdfet est élu, d?missionne."}\n', "utf-8")
    assert read(plain).notes == ("1 letters were lost before the file came here (U+FFFD)",)
    assert read(records).notes == ("2 damaged words are not repaired: pr\ufffdfet, d?missionne.",)


@pytest.mark.parametrize("raw", [b"Le maire\x1a", b"Le maire\x00 a dit oui.", b"\x0cLe maire a dit oui.\x00"])
def test_a_control_character_or_two_make_no_binary(raw: bytes) -> None:
    assert "Le maire" in decode(raw).text


@pytest.mark.parametrize("raw", [b"\x01\x02", b"\x00", b"ab\x00\x01\x02cd", b"\x7fELF"])
def test_what_is_binary_is_refused(raw: bytes) -> None:
    with pytest.raises(InputError):
        decode(raw)
