"""A mail that comes as text, on standard input or in a .txt, is refused by name; notes with "From:" are text."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from dipx import formats
from dipx.errors import InputError
from tests.command import FAKE, dipx

HEADS = [
    "From: =?utf-8?q?Zo=C3=A9?= <z@example.org>\nTo: l@example.org\nSubject: =?utf-8?q?L=C3=A0?=\nMIME-Version: 1.0\n",
    "Received: from a by b;\n Mon, 4 Mar 2024 10:00:00 +0100\nFrom: z@example.org\nSubject: Bonjour\n",
    "From z@example.org Mon Mar  4 10:00:00 2024\nFrom: z@example.org\nTo: l@example.org\nMessage-ID: <1@x>\n",
    "From: z@example.org\nTo: l@example.org\nSubject: Bonjour\nDate: Mon, 4 Mar 2024 10:00:00 +0100\n",
    "Return-Path: <z@example.org>\nX-Odd: 1\nfrom: z@example.org\nsubject: Bonjour\n",
    "\ufeffSubject: Bonjour\nFrom: z@example.org\nContent-Type: text/plain;\n\tcharset=utf-8\n",
]
NOTES = [
    "From: Zoé\nTo: Luc\nSubject: la réunion\n",  # typed by a person
    "De : Zoé Roy\nÀ : Luc Petit\nObjet : la réunion\n",
    "Date: 4 mars\nLieu: Brest\nContent-Type: aucun\n",
    "From Brest, nothing.\n",
    "Un mot.\nFrom: z@example.org\nTo: l@example.org\nMIME-Version: 1.0\n",
]
BODY = "\nLe port de Brest est fermé depuis lundi.\n"


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_mail_in_a_text_file_is_refused(tmp_path: Path, head: str, end: str) -> None:
    raw = (head + BODY).replace("\n", end).encode()
    for name in ("a.txt", "a", "a.log"):
        (tmp_path / name).write_bytes(raw)
        with pytest.raises(InputError, match=r"a mail, with its headers: save it as \.eml"):
            formats.read(tmp_path / name)
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(raw))
    with pytest.raises(InputError, match="mail"):
        formats.read(tmp_path / "a.txt.gz")
    (tmp_path / "a.eml").write_bytes(raw)
    assert formats.read(tmp_path / "a.eml").blocks


@pytest.mark.parametrize("head", NOTES)
def test_notes_are_text(tmp_path: Path, head: str) -> None:
    (tmp_path / "a.txt").write_text(head + BODY)
    assert formats.read(tmp_path / "a.txt").blocks


def test_a_mail_on_standard_input_is_refused() -> None:
    done = dipx("translate", *FAKE, stdin=(HEADS[0] + BODY).encode())
    assert done.returncode == 1
    assert not done.stdout
    assert b"standard input is a mail, with its headers: save it as .eml" in done.stderr
    assert dipx("translate", *FAKE, stdin=(NOTES[0] + BODY).encode()).returncode == 0
