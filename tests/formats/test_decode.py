"""Bytes to text: encodings, broken bytes, and what is no text."""

from __future__ import annotations

import os

import pytest

from dipx.errors import InputError
from dipx.formats.decode import decode

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
