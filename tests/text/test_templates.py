"""Tags of templates are whole, wherever a text stands; what only begins like one is text, and is read once."""

from __future__ import annotations

import time

import pytest

from dipx import formats
from dipx.text.segmentation import sentences
from dipx.text.templates import PATTERN, tags

TEXTS = {
    "Bonjour {{ client.nom }} !": ["{{ client.nom }}"],
    '{{ "merci" | trad }}': ['{{ "merci" | trad }}'],
    "{{{ prix }}} et {{> pied}} et {{#si a}}oui{{/si}}": ["{{{ prix }}}", "{{> pied}}", "{{#si a}}", "{{/si}}"],
    '{%- if a == "b" -%}oui{% endif %}': ['{%- if a == "b" -%}', "{% endif %}"],
    "{# le mot #} du {#jour#}": ["{# le mot #}", "{#jour#}"],
    '{{< figure src="a.jpg" titre="La rue" >}} et {{% note %}}': [
        '{{< figure src="a.jpg" titre="La rue" >}}', "{{% note %}}"],
    "<% si %> <%= nom %> <?= $nom ?> <?php echo 1 ?> [% nom %]": [
        "<% si %>", "<%= nom %>", "<?= $nom ?>", "<?php echo 1 ?>", "[% nom %]"],
    "{{ a\n | b }}": ["{{ a\n | b }}"],
    "{de 3 à 5} {{ {# {% 50 % {a} a < b": [],
    "# Titre {#ancre}": [],
}  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
def test_the_tags_of_a_text(text: str) -> None:
    assert [text[start:end] for start, end in tags(text)] == TEXTS[text]


@pytest.mark.parametrize("text", ["{{", "{{ a ", "{%", "{% {# {{ ", "[%", "<%", "{{{", "<?=", "{"])
def test_time_is_linear_in_what_only_begins(text: str) -> None:
    start = time.perf_counter()
    assert tags(text * (400_000 // len(text))) == []
    assert time.perf_counter() - start < 3


def test_no_sentence_ends_within_a_tag() -> None:
    text = 'Le maire, {{ nom|default("Personne. Rien") }}, est parti. Il {% trad "a dit. Non" %} revient.'
    found = [text[start:end] for start, end in sentences(text)]
    assert found == [text[: text.index(" Il")], text[text.index("Il {%") :]]


def test_a_tag_over_several_lines_of_a_plain_text_is_one_block() -> None:
    text = 'Le début\n{% include "a"\n   with b=c\n%} et la suite\nLa fin {{ x }}\nRien'
    assert [block.text for block in formats.parse(text).blocks] == [
        "Le début", '{% include "a"\n   with b=c\n%} et la suite', "La fin {{ x }}", "Rien"]  # fmt: skip


def test_the_pattern_is_fit_for_verbose_ones() -> None:
    assert " " not in PATTERN and "\\#" in PATTERN and "#" not in PATTERN.replace("\\#", "")
