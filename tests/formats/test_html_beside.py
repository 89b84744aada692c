"""What a page says in its tags, and what of it is only named; and texts of many short blocks."""

from __future__ import annotations

from pathlib import Path

import pytest

from dipx import formats
from dipx.options import Options
from dipx.reading import prepare

TAGS = [
    '<input type="submit" value="{}">', '<input type=button value="{}">', '<option label="{}">a1</option>',
    '<track label="{}">', '<th abbr="{}"></th>', '<abbr title="{}">1</abbr>', '<optgroup label="{}"></optgroup>',
]  # fmt: skip


@pytest.mark.parametrize("tag", TAGS)
def test_what_tags_say_is_translated(tag: str) -> None:
    source = tag.format("Le four")
    document = formats.parse_fragment(source)
    made = formats.render_fragment(source, document, [block.text.upper() for block in document.blocks])[0]
    assert made.replace("A1", "a1") == tag.format("LE FOUR")


def test_a_page_within_the_page_is_named() -> None:
    document = formats.parse_fragment('<iframe srcdoc="&lt;p&gt;Le four&lt;/p&gt;"></iframe><iframe src="/a"></iframe>')
    assert document.notes == ("stays as it is in the page: 1 page within the page (srcdoc)",)


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ('<meta name="keywords" content="pain, vin">', "1 keywords"),
        ('<script type="application/ld+json">{"headline":"Le four"}</script>', "1 data for search engines (JSON-LD)"),
        ('<input value="Le four">', "1 filled-in field (value)"),
        ('<b data-bs-title="Le four"></b>', "1 data-bs-title (for the page's programs)"),
    ],
)
def test_words_for_programs_are_named(tag: str, said: str) -> None:
    assert formats.parse_fragment(f"{tag}<p>Le pain.</p>").notes == (f"stays as it is in the page: {said}",)


@pytest.mark.parametrize(
    "tag",
    ['<b data-toggle="le menu"></b>', '<input type="hidden" value="jeton">', '<meta name="robots" content="aucun">'],
)
def test_what_is_no_text_is_not_named(tag: str) -> None:
    assert formats.parse_fragment(f"{tag}<p>Le pain.</p>").notes == ()


def test_short_paragraphs_without_stops_are_not_cut(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "\n\n".join(f"- Le point numéro {number} de la longue liste du maire" for number in range(60)), "utf-8"
    )
    assert prepare(formats.read(path), Options(lang="fr")).notes == ()
    path.write_text("Le mot " + "et la suite " * 200, "utf-8")
    assert "cut by length" in prepare(formats.read(path), Options(lang="fr")).notes[0]
