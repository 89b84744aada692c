"""A short line in another encoding than the rest of its file: a letter or two is little to tell it by."""

from __future__ import annotations

import pytest

from dipx.formats.charsets import mixed

AROUND = "Le président a été élu.\n{}\nDeuxième ligne déjà là.\n"
WINDOWS = (
    "É. Zola|M. É. Borne|Élu|À l’aube|Ça va|« oui »|Île|Ère|10 €|• un point|– tiret|§ 3|½ litre|± 5|20 µg|© 2020 AFP|"
    "Hermès®|Noël|Günther Müller|São Paulo|…|n° 5|d’où|œuvre|ÉTÉ|É|Ç|F. Â."
)
MAC = "l’été|d’école|L’Élysée|Aujourd’hui, l’école|Noël|Éric|naïf|voilà…|10 €|cœur|François|« oui »"
DOS = "été|café|déjà|ça|Éric|naïf|fête|François|« oui »"


@pytest.mark.parametrize("line", WINDOWS.split("|"))
def test_a_line_of_windows_letters(line: str) -> None:
    raw = line.encode("cp1252")
    before, after = AROUND.encode().split(b"{}")
    assert mixed(before + raw + after).text == AROUND.format(line)
    assert mixed(raw + b"\n").text == f"{line}\n"


@pytest.mark.parametrize(
    ("line", "encoding"),
    [*((line, "mac_roman") for line in MAC.split("|")), *((line, "cp850") for line in DOS.split("|"))],
)
def test_a_lone_line_of_mac_or_dos_letters(line: str, encoding: str) -> None:
    assert mixed(line.encode(encoding) + b"\n").text == f"{line}\n"


def test_armenian_in_a_file_with_another_encoding() -> None:
    raw = "Երևան, en Arménie\n".encode() + "déjà là\n".encode("cp1252")
    assert mixed(raw).text == "Երևան, en Arménie\ndéjà là\n"
