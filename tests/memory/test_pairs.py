"""Pairs in files: what is written is read again, what others write is read, what is malformed is named by its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dipx.document import Pair
from dipx.errors import DipxError, InputError, UsageError
from dipx.memory.corrections import Corrections
from dipx.memory.pairs import read_pairs, write_pairs
from dipx.memory.tmx import located_pairs

# What XML 1.0 can hold; the rest is dropped, which has its own test. U+0080 to U+009F are read as windows-1252's signs.
_CONTROLS = "".join(map(chr, [*range(9), 11, 12, *range(14, 32), *range(0x80, 0xA0)])) + "\ufffe\uffff"
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters=_CONTROLS), min_size=1)


@settings(max_examples=60, deadline=None)
@given(pairs=st.lists(st.tuples(TEXTS, TEXTS), max_size=8), ending=st.sampled_from([".tmx", ".jsonl"]))
def test_round_trip(tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[str, str]], ending: str) -> None:
    path = tmp_path_factory.mktemp("pairs") / f"memory{ending}"
    write_pairs(path, [Pair(source, target, "engine") for source, target in pairs])
    assert [(pair.source, pair.target) for pair in read_pairs(path)] == pairs


def test_what_xml_cannot_hold_is_dropped(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    write_pairs(path, [Pair("a\x00b\x1f", "c\ufffed & <e>\ud800")])
    assert list(read_pairs(path)) == [Pair("ab", "cd & <e>")]


REAL = """<?xml version="1.0" encoding="{encoding}"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
<header creationtool="OmegaT" srclang="fr" segtype="sentence" adminlang="en" datatype="plaintext" o-tmf="x"/>
<body>
<tu tuid="1"><note>never mind</note>
  <tuv xml:lang="fr-FR"><seg>Le <bpt i="1">&lt;b&gt;</bpt>mur<ept i="1">&lt;/b&gt;</ept> d'é<hi>t</hi>é<ph x="1">{{1<sub>x</sub>}}</ph>.</seg></tuv>
  <tuv xml:lang="DE"><seg>Die Mauer.</seg></tuv>
  <tuv xml:lang="EN"><seg>The summer wall.</seg></tuv></tu>
<tu><tuv xml:lang="fr"><seg>Sans anglais.</seg></tuv></tu>
<tu><tuv lang="en_GB"><seg>First.</seg></tuv><tuv lang="FR"><seg>Premier.</seg></tuv><tuv lang="fr"><seg>Second.</seg></tuv></tu>
</body></tmx>"""  # noqa: E501  # a unit a line, as tools write it


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1252"])
def test_what_other_tools_write(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "real.TMX"
    path.write_bytes(REAL.format(encoding=encoding).encode(encoding))
    assert list(read_pairs(path)) == [Pair("Le mur d'été.", "The summer wall."), Pair("Premier.", "First.")]


UNIT = '<tu><tuv xml:lang="fr"><seg>a</seg></tuv><tuv xml:lang="en"><seg>b</seg></tuv></tu>\n'
LEVELS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<!DOCTYPE tmx [<!ENTITY a0 "{"a" * 100}">{LEVELS}]>\n<tmx><tu><note>&a9;</note></tu></tmx>'
FETCH = '<!DOCTYPE t [\n<!ENTITY a SYSTEM "file:///etc/passwd">]>\n<tmx>&a;</tmx>'
MALFORMED = [
    ("cut.tmx", f"<tmx><body>\n{UNIT}<tu><tuv", "line 3", "well-formed"),
    ("bomb.tmx", BOMB, "line 1", "entity amplification"),
    ("fetch.tmx", FETCH, "line 3", "Entity 'a' not defined"),
    ("unknown.tmx", f"<tmx>\n{UNIT}&what;</tmx>", "line 3", "Entity 'what' not defined"),
    ("deep.tmx", "<tmx>\n" + "<a>" * 100_000, "line 2", "depth"),
    ("long.tmx", "<tmx>\n<seg>" + "a" * 12_000_000, "line 2", "too long"),
    ("comment.tmx", "<tmx>\n<!--" + "a" * 12_000_000, "line 2", "too big"),
    ("wide.tmx", "<tmx>\n<tu>\n" + "<a/>" * 20_000, "line 3", "10,000 elements"),
    ("html.tmx", "<html/>", "line 1", "not a TMX"),
    ("empty.tmx", "", "line 1", "no element"),
    ("encoding.tmx", '<?xml version="1.0" encoding="klingon"?><tmx/>', "encoding", "klingon"),
    ("list.jsonl", f'{{"source": "a", "target": "b"}}\n\n[1]\n{UNIT}', "line 3", "expected"),
    ("number.jsonl", '{"source": 1, "target": "b"}', "line 1", "expected"),
    ("half.jsonl", '{"source": "a"}', "line 1", "expected"),
    ("broken.jsonl", '{"source": "a", "target": "b"}\n{"source', "line 2", "not JSON"),
    ("nested.jsonl", "[" * 100_000, "line 1", "not JSON"),
    ("long.jsonl", '{"source": "%s", "target": "b"}' % ("a" * 2_000_000), "line 1", "longer"),
]


@pytest.mark.parametrize(("name", "text", "place", "reason"), MALFORMED, ids=[case[0] for case in MALFORMED])
def test_malformed_is_one_line_with_its_place_and_nothing_is_kept(
    tmp_path: Path, name: str, text: str, place: str, reason: str
) -> None:
    path = tmp_path / name
    path.write_text(text)
    corrections = Corrections(tmp_path)
    with pytest.raises(InputError) as error:
        corrections.add(read_pairs(path))
    message = str(error.value)
    assert name in message
    assert place in message
    assert reason in message
    assert "\n" not in message
    assert corrections.pairs() == []


def test_an_entity_of_the_file_s_own_is_its_text(tmp_path: Path) -> None:
    path = tmp_path / "own.tmx"
    path.write_text(
        '<!DOCTYPE tmx [<!ENTITY co "Cie &amp; fils">]>\n<tmx>' + UNIT.replace(">a<", ">La &co;<") + "</tmx>"
    )
    assert list(read_pairs(path)) == [Pair("La Cie & fils", "b")]


def test_lines_beyond_sixteen_bits_and_memory_that_does_not_grow(tmp_path: Path) -> None:
    path = tmp_path / "many.tmx"
    path.write_text(f"<tmx xmlns='urn:x'><body>\n{UNIT * 70_000}</body></tmx>")
    lines, pages = [], []
    for line, _ in located_pairs(path):
        lines.append(line)
        if not line % 10_000:
            pages.append(int(Path("/proc/self/statm").read_text().split()[1]))
    assert lines == list(range(2, 70_002))
    assert (pages[-1] - pages[0]) * 4096 < 20e6, "the whole tree has some 100 MB"


@pytest.mark.parametrize("name", ["pairs.csv", "pairs", "none.tmx", "none.jsonl"])
def test_other_files(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match=name):
        read_pairs(tmp_path / name)


def test_other_endings_are_not_written(tmp_path: Path) -> None:
    with pytest.raises(DipxError, match=r"\.tmx or \.jsonl"):
        write_pairs(tmp_path / "a.txt", [])


def test_the_review_page_s_corrections(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    path.write_text('{"source": "Bonjour.", "target": "Hello.", "path": "a.txt"}\r\n', "utf-8")
    assert list(read_pairs(path)) == [Pair("Bonjour.", "Hello.")]
