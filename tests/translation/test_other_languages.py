"""Sentences that are not French stay as they are, and that is said."""

from __future__ import annotations

from pathlib import Path

from tests.command import FAKE, dipx, valid

FRENCH = "Le conseil a adopté lundi soir le budget de la ville, après quatre heures de débat."
ENGLISH = "The council adopted the city's budget on Monday evening, after a four-hour debate."
GERMAN = "Der Bürgermeister hat gestern gesagt, dass er nicht kommen wird."


def test_a_text_in_two_languages(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"{ENGLISH}\n\n{FRENCH}\n\n{ENGLISH}\n\n{GERMAN}\n", "utf-8")
    [document] = valid(dipx("translate", "--json", *FAKE, path).stdout)["documents"]
    first, second, third, fourth = document["segments"]
    assert first["target"] == third["target"] == ENGLISH
    assert second["target"] != FRENCH
    assert fourth["target"] == GERMAN
    assert [(f["code"], f["severity"]) for s in (first, fourth) for f in s["findings"]] == [
        ("language", "note"),
        ("language", "warning"),
    ]


def test_an_english_text_alone_is_said_to_be_english(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"{ENGLISH}\n\nIt was the last of the year.\n", "utf-8")
    assert b"English already" in dipx("translate", *FAKE, path).stderr
