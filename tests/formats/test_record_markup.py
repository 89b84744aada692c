"""Cells that an editor of web pages filled: tags, character references, CDATA, and what people type for them."""

from __future__ import annotations

import csv
import io
import json
import time
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dipx import formats
from dipx.formats.cells import stretches
from dipx.formats.inline import Marked
from tests.formats.rewriting import rewritten

ENGLISH = {
    "Le pont est fermé.": "The bridge is closed.", "Il rouvrira lundi.": "It will reopen on Monday.",
    "Horaires : mardi fermé": "Hours: Tuesday closed", "Attention : pas de bus.": "Note: no bus.",
    "Le train part.": "The train leaves.", "Texte brut": "Plain text", "Fermé": "Closed", "Gras": "Bold",
    "La ligne A & B": "Line A & B", "5 € & plus": "€5 & more", "L'école ouvre.": "The school opens.",
    "Un < deux": "One < two", "Le pain": "Bread", "Le lait": "Milk", "deux.": "two.", "Le maire": "The mayor",
    "Lundi": "Monday", "Tab deux.": "Tab two.", "Nul reste.": "Nothing stays.", "Un pont": "A bridge",
    "Ligne un & deux.": "Line one & two.", "Ligne trois": "Line three", "Voir la page.": "See the page.",
    'Dire "oui" & d\'ici': 'Say "yes" & that\'s it', 'Dire "oui" à "lui"': 'Say "yes" to "him"',
    "<b> est une balise & rien": "<b> is a tag & nothing", "Bonjour <prenom>.": "Hello <prenom>.",
}  # fmt: skip

# what a record says, and what it says then
CELLS = [
    ("<p>Le pont est <b>fermé</b>.<br>Il rouvrira lundi.</p>",
     "<p>The bridge is <b>closed</b>.<br>It will reopen on Monday.</p>"),
    ("\x1b[1;31mGras\x1b[0m", "\x1b[1;31mBold\x1b[0m"),
    (r"Le maire\nLe pont est fermé.\r\nFermé\t", r"The mayor\nThe bridge is closed.\r\nClosed\t"),
    (r"Le C:\nord\tout", r"Le C:\nord\tout"),
    ("Horaires :<br/>mardi fermé", "Hours:<br/>Tuesday closed"),
    ("Horaires :<BR>\r\n  mardi fermé", "Hours:<BR>Tuesday closed"),
    ("<b>Attention</b> : pas de bus.", "<b>Note</b>: no bus."),
    ("<!-- Note --> Le train part.", "<!-- Note --> The train leaves."),
    ("<![CDATA[Texte brut]]>", "<![CDATA[Plain text]]>"),
    ("<![CDATA[<p>Le pont est <b>fermé</b>.</p>]]>", "<![CDATA[<p>The bridge is <b>closed</b>.</p>]]>"),
    ("<ul>\n<li>Le pain</li>\n\n<li>Le lait\n</ul>", "<ul>\n<li>Bread</li>\n\n<li>Milk\n</ul>"),
    ('<img src="a.png" alt="Un pont"> Le train part.', '<img src="a.png" alt="A bridge"> The train leaves.'),
    ('<p lang="fr">Le train part.</p>', '<p lang="en">The train leaves.</p>'),
    ("<titre>Fermé</titre>", "<titre>Closed</titre>"),
    ("Le train part.<x id='1'/>", "The train leaves.<x id='1'/>"),
    ("La ligne A &amp; B", "Line A &amp; B"),
    ("5&nbsp;€ &amp; plus", "€5 &amp; more"),
    ("L&#39;&eacute;cole ouvre.", "The school opens."),
    ("Un &lt; deux", "One &lt; two"),
    ("&lt;b&gt; est une balise &amp; rien", "&lt;b&gt; is a tag &amp; nothing"),
    ("Ligne un &amp; deux.\nLigne trois", "Line one &amp; two.\nLine three"),
    ("Le train part.\n\n<em>Fermé</em><ul><li>Le pain</li></ul>",
     "The train leaves.\n\n<em>Closed</em><ul><li>Bread</li></ul>"),
    ("&lt;p&gt;Le pont est &lt;b&gt;fermé&lt;/b&gt;.&lt;/p&gt;",
     "&lt;p&gt;The bridge is &lt;b&gt;closed&lt;/b&gt;.&lt;/p&gt;"),
    ("&lt;p class=&quot;a&quot;>La ligne A &amp;amp; B&lt;/p>", "&lt;p class=&quot;a&quot;>Line A &amp;amp; B&lt;/p>"),
    ("&lt;br /&gt;L'&eacute;cole ouvre.", "&lt;br /&gt;The school opens."),
    ("Dire &quot;oui&quot; &amp; d&#39;ici", "Say &quot;yes&quot; &amp; that&#39;s it"),
    ("Dire &quot;oui&quot; à \"lui\"", 'Say "yes" to "him"'),
    ("**Gras**", "**Bold**"),
    ("Le pont est **fermé**.", "The bridge is **closed**."),
    ("Le pont est __fermé__.", "The bridge is __closed__."), ("_Gras_", "_Bold_"), ("un_Gras_", "un_Gras_"),
    ("Voir [la page](https://e.fr/a_b).", "See [the page](https://e.fr/a_b)."),
    ("Le maire\tLundi", "The mayor\tMonday"),
    ("Tab\tdeux.", "Tab\ttwo."),
    ("Nul\x00 reste.", "Nothing\x00 stays."),
    ("Nul\x00\x01reste.", "Nothing\x00\x01stays."),
    ("\x0bNul\x01 reste.\x02", "\x0bNothing\x01 stays.\x02"),
    # no markup: they are what they were
    ("Un < deux", "One < two"), ("La ligne A & B", "Line A & B"), ("Bonjour <prenom>.", "Hello <prenom>."),
    ("<10 € & >5 €", "<10 € & >5 €"), ("5 * 4 * 3_2_1", "5 * 4 * 3_2_1"),
    ("__init__", "__init__"), ("Un < deux <!-- <b>", "Un < deux <!-- <b>"),
    ("<b>12,5</b>&nbsp;%", "<b>12,5</b>&nbsp;%"),
]  # fmt: skip
NAMES = [case[0][:40].encode("unicode_escape").decode() for case in CELLS]


@pytest.mark.parametrize(
    ("french", "english"), CELLS, ids=[case[0][:40].encode("unicode_escape").decode() for case in CELLS]
)
def test_a_record(tmp_path: Path, french: str, english: str) -> None:
    line = json.dumps({"id": 7, "text": french}, ensure_ascii=False) + "\n"
    made = rewritten(tmp_path / "a.jsonl", line.encode(), _say)
    assert json.loads(made)["text"] == english


@pytest.mark.parametrize(
    ("french", "english"), CELLS, ids=[case[0][:40].encode("unicode_escape").decode() for case in CELLS]
)
def test_a_cell(tmp_path: Path, french: str, english: str) -> None:
    table = io.StringIO(newline="")
    csv.writer(table).writerows([["id", "text"], [7, french]])
    made = rewritten(tmp_path / "a.csv", table.getvalue().encode(), _say).decode()
    assert list(csv.reader(io.StringIO(made, newline="")))[1][1] == english


def _say(text: str, english: Mapping[str, str] = ENGLISH) -> str:
    return english.get(" ".join(text.split()), text)


def test_code_within_cells_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text\n<code>ls</code> Fermé\n<pre>un chat</pre>\n<code>ls</code> Fermé\n", "utf-8")
    document = formats.read(tmp_path / "a.csv")
    assert document.notes == ("stays as it is in the records: 2 code, 1 pre",)
    assert [block.text for block in document.blocks] == ["`ls` Fermé", "`ls` Fermé"]


SLOW = {
    "tags that nobody closes": "<b " * 100_000,
    "equals signs in a tag": "<b a" + "=a" * 200_000,
    "references": "&a" * 200_000 + "&lt;" * 50_000,
    "lines with tags": "<b>a</b>\n" * 5_000,
    "blank lines with tags": "<p>\n\na" * 5_000,
    "spaces before no tab": "*" + " " * 200_000 + "a",
    "tabs": "a\tb" * 10_000,
    "stars": "**a " * 50_000,
    "brackets": "[" * 100_000,
    "character data": "<![CDATA[" * 20_000 + "]]>",
}


@pytest.mark.parametrize("what", SLOW)
def test_no_text_takes_long(what: str) -> None:
    started = time.monotonic()
    assert stretches(SLOW[what])
    assert time.monotonic() - started < 5


PARTS = (
    "Le pont", "fermé", " ", "\n", "\n\n", "\t", "\x00", "<b>", "</b>", "<p>", "</p>", "<br>", "<br/>", "<!-- x -->",
    "&amp;", "&nbsp;", "&eacute;", "&lt;", "&gt;", "<![CDATA[", "]]>", "**", "_", "[a](b)", "<x/>", "<code>", "</code>",
    ".", "<", "&",
)  # fmt: skip


@given(st.lists(st.sampled_from(PARTS), max_size=14).map("".join))
def test_what_is_not_changed_stays_to_the_character(text: str) -> None:
    parts = stretches(text)
    assert all(one.end <= other.start for one, other in pairwise(parts))
    for part in parts:
        english = [Marked(piece.text, piece.spans, piece.gaps) for piece in part.pieces]
        assert part.write(english) == text[part.start : part.end]
