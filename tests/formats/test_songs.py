"""Songs in subtitles: what notes of music open and close is a text of its own, whatever stands beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.formats.rewriting import texts

AT = [(f"00:00:0{second}", f"00:00:0{second + 1}") for second in range(8)]

# the cues, and the texts that they are
CASES: list[tuple[list[str], list[str]]] = [
    (["♪ Sous le ciel de Brest ♪", "Madame Roy est sortie."], ["Sous le ciel de Brest", "Madame Roy est sortie."]),
    (["Sous le ciel de Brest ♪", "Madame Roy est sortie."], ["Sous le ciel de Brest", "Madame Roy est sortie."]),
    (["♪ Sous le ciel, ♫", "Madame Roy est sortie."], ["Sous le ciel,", "Madame Roy est sortie."]),
    (["♪ Sous le ciel,", "sous la pluie ♪", "tu dors ?"], ["Sous le ciel, sous la pluie", "tu dors ?"]),
    (["♪ Sous le ciel", "♪♪", "tu dors ?"], ["Sous le ciel", "tu dors ?"]),
    (["# Sous le ciel #", "Madame Roy est sortie."], ["Sous le ciel", "Madame Roy est sortie."]),
    (["- ♪ Sous le ciel ♪", "Madame Roy est sortie."], ["Sous le ciel", "Madame Roy est sortie."]),
    (["♪ Sous le ciel ♪\nMadame Roy", "est sortie."], ["Sous le ciel", "Madame Roy est sortie."]),
    (["# Sous le ciel\nde Brest #\nMadame Roy", "est sortie."], ["Sous le ciel de Brest", "Madame Roy est sortie."]),
    (["♪ Sous le ciel ♪\n♪ sous la pluie ♪"], ["Sous le ciel", "sous la pluie"]),
    # No song: the sentence goes on.
    (["Elle joue un fa", "et puis un si."], ["Elle joue un fa et puis un si."]),
]


def _srt(cues: list[str]) -> str:
    return "".join(f"{n}\n{AT[n][0]},000 --> {AT[n][1]},000\n{cue}\n\n" for n, cue in enumerate(cues))


def _vtt(cues: list[str]) -> str:
    return "WEBVTT\n\n" + "".join(f"{AT[n][0]}.000 --> {AT[n][1]}.000\n{cue}\n\n" for n, cue in enumerate(cues))


def _ass(cues: list[str]) -> str:
    shown = (cue.replace("\n", "\\N") for cue in cues)
    return "[Events]\nFormat: Start, End, Text\n" + "".join(
        f"Dialogue: {AT[n][0][1:]}.00,{AT[n][1][1:]}.00,{cue}\n" for n, cue in enumerate(shown)
    )


@pytest.mark.parametrize(("cues", "english"), CASES)
@pytest.mark.parametrize(("suffix", "file"), [("srt", _srt), ("vtt", _vtt), ("ass", _ass)])
def test_a_song_ends_where_its_note_says(
    tmp_path: Path, suffix: str, file: Callable[[list[str]], str], cues: list[str], english: list[str]
) -> None:
    assert texts(tmp_path / f"a.{suffix}", file(cues).encode()) == english
