"""Line breaks within a paragraph of an office file: those of signatures and letters part texts, others do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from dipx.formats.zipped.linebreaks import is_own_line
from tests.formats.test_docx_kinds import made, p, package, t

APART = [
    ("La présidente,", "Anne LE BIHAN"),
    ("Pour la commune,", "Jean Morel"),
    ("Le directeur des services,", "Paul-Henri Guy"),
    ("Madame la Maire,", "Nous vous écrivons au sujet de la salle des fêtes, qui est fermée."),
    ("Cher Paul,", "Tu trouveras ici ce que tu voulais."),
    ("Mairie de Lens", "Place Jean-Jaurès"),
]
WITHIN = [
    ("Hier, dans la ville de Brest,", "le maire a parlé."),
    ("Selon la maire de la ville,", "Anne Le Bihan est venue lundi soir."),
    ("Le conseil de la ville, qui s'est tenu lundi soir tard,", "Anne Le Bihan"),
    ("Le directeur de", "Brest"),
]


@pytest.mark.parametrize(("before", "after"), APART)
def test_lines_of_their_own(before: str, after: str) -> None:
    assert is_own_line(before, after)


@pytest.mark.parametrize(("before", "after"), WITHIN)
def test_lines_amid_a_sentence(before: str, after: str) -> None:
    assert not is_own_line(before, after)


def test_the_break_of_a_signature_stays_between_title_and_name(tmp_path: Path) -> None:
    body = p(t("La présidente,") + "<w:r><w:br/></w:r>" + t("Anne ") + t("LE BIHAN", "<w:b/>"))
    found = made(tmp_path, package(body), "The president,", "Anne LE BIHAN")
    assert found.shown() == "The president,|Anne LE BIHAN\n"
