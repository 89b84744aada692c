"""Inline marks go along the word links."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from dipx.document import Block, Counterpart, Link, Span
from dipx.formats.inline import Placed, events
from dipx.formats.placing import carry


def _counterpart(source: str, target: str, *pairs: tuple[str, str]) -> Counterpart:
    links: list[Link] = []
    for french, english in pairs:
        at, to = source.index(french), target.index(english)
        links.append(((at, at + len(french)), (to, to + len(english))))
    return Counterpart((0, len(source)), (0, len(target)), tuple(links))


def _written(source: str, target: str, parts: Sequence[Counterpart], *marks: tuple[str, str]) -> str:
    """The English with its spans as ``<b>…</b>``; of the marks ``("note", "x")`` is an empty one after x."""
    spans = []
    for key, (kind, text) in enumerate(marks):
        start = source.index(text)
        where = (start + len(text),) * 2 if kind == "note" else (start, start + len(text))
        spans.append(Span(*where, kind, key=key))  # type: ignore[arg-type]
    marked, placed = carry(Block(source, 0, len(source), spans=tuple(spans)), target, parts)
    assert placed == Placed()
    names = {"bold": "b", "italic": "i", "link": "a", "note": "n"}
    made = ""
    for kind, value in events(marked):
        made += value if isinstance(value, str) else f"<{'/' * (kind == 'close')}{names[value.kind]}>"
    return made


SOURCE, TARGET = "Le ministre chinois, en colère, est parti hier soir.", "Last night the angry Chinese minister left."
PART = _counterpart(
    SOURCE, TARGET, ("Le", "the"), ("ministre", "minister"), ("chinois", "Chinese"), ("colère", "angry"),
    ("parti", "left"), ("hier", "Last"), ("soir", "night"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([("bold", "chinois")], "Last night the angry <b>Chinese</b> minister left."),
        ([("bold", "ministre chinois")], "Last night the angry <b>Chinese minister</b> left."),
        ([("bold", "hier soir")], "<b>Last night</b> the angry Chinese minister left."),
        ([("bold", "hier soir.")], "<b>Last night</b> the angry Chinese minister left."),
        ([("bold", "est parti")], "Last night the angry Chinese minister <b>left</b>."),
        # "angry" stands within: one stranger of three is borne, so that the mark stays one.
        ([("bold", "Le ministre chinois")], "Last night <b>the angry Chinese minister</b> left."),
        ([("note", "chinois")], "Last night the angry Chinese<n></n> minister left."),
        ([("note", "soir")], "Last night<n></n> the angry Chinese minister left."),
        ([("note", "soir.")], "Last night the angry Chinese minister left.<n></n>"),
        (
            [("link", "ministre chinois"), ("italic", "chinois")],
            "Last night the angry <a><i>Chinese</i> minister</a> left.",
        ),
        ([("bold", "chinois"), ("italic", "hier")], "<i>Last</i> night the angry <b>Chinese</b> minister left."),
        ([("bold", "colère"), ("italic", "chinois")], "Last night the <b>angry</b> <i>Chinese</i> minister left."),
        ([("bold", SOURCE)], f"<b>{TARGET}</b>"),
    ],
)
def test_marks_go_along_the_links(marks: list[tuple[str, str]], expected: str) -> None:
    assert _written(SOURCE, TARGET, [PART], *marks) == expected


def test_a_mark_that_runs_over_strangers_keeps_its_longest_run() -> None:
    source, target = "un deux trois quatre cinq six", "four one five two three six"
    pairs = [("un", "one"), ("deux", "two"), ("trois", "three"), ("quatre", "four"), ("cinq", "five"), ("six", "six")]
    part = _counterpart(source, target, *pairs)
    assert _written(source, target, [part], ("bold", "quatre cinq six")) == "<b>four</b> one five two three six"
    assert _written(source, target, [part], ("bold", "un deux trois")) == "four <b>one five two three</b> six"
    assert _written(source, target, [part], ("bold", "trois quatre")) == "<b>four</b> one five two three six"


def test_marks_over_several_segments() -> None:
    source, target = "Il dort. Le chat noir mange.", "He sleeps. The black cat eats."
    first = Counterpart((0, 8), (0, 10), (((3, 7), (3, 9)),))
    links = (((12, 16), (21, 24)), ((17, 21), (15, 20)), ((22, 27), (25, 29)))
    parts = [first, Counterpart((9, 28), (11, 30), links)]
    assert _written(source, target, parts, ("bold", "Il dort.")) == "<b>He sleeps.</b> The black cat eats."
    assert _written(source, target, parts, ("bold", "dort. Le chat noir")) == "He <b>sleeps. The black cat</b> eats."
    assert _written(source, target, parts, ("bold", "chat noir")) == "He sleeps. The <b>black cat</b> eats."
    assert _written(source, target, parts, ("note", "dort.")) == "He sleeps.<n></n> The black cat eats."


def test_quotes_and_brackets_stay_with_their_words() -> None:
    source, target = "il (le chef) dit « oui »", 'he (the chief) says "yes"'
    part = _counterpart(source, target, ("chef", "chief"), ("le", "the"), ("oui", "yes"), ("dit", "says"))
    assert _written(source, target, [part], ("bold", "(le chef)")) == 'he <b>(the chief)</b> says "yes"'
    assert _written(source, target, [part], ("bold", "« oui »")) == 'he (the chief) says <b>"yes"</b>'


def test_without_links_the_position_decides_and_it_is_said() -> None:
    block = Block("un deux trois quatre", 0, 20, spans=(Span(3, 7, "bold"), Span(8, 13, "italic", key=1)))
    marked, placed = carry(block, "one two three four")
    assert [(span.start, span.end) for span in marked.spans] == [(4, 7), (8, 13)]
    assert placed == Placed(by_position=2)
    assert placed.notes == (
        "2 inline marks (bold, links, …) were placed by position alone: look at them (« deux », « trois »)",
    )
    many = sum([placed, Placed(1, 1, ("quatre " * 9,)), placed], Placed())
    assert many.guessed == ("deux", "trois", "quatre " * 9)
    assert many.notes[0].endswith("(« deux », « trois », « quatre quatre quatre quatre quatre quat… »)")
