"""Tables and JSON lines as people have them: only the texts change, whatever else is in the file stays to the byte."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from dipx import formats
from dipx.errors import InputError
from dipx.text.clean import clean
from tests.formats.rewriting import rewritten, texts

ENGLISH = {"Il pleut.": "It rains.", "Il neige ; il vente.": "It snows; it blows.", "Il dort.": "He sleeps.",
           "Dire « oui ».": 'Say "yes".', "Oui": "Yes",
           'Dire "oui".': 'Say "yes", Paul.', "Abonnez-vous": "Subscribe"}  # fmt: skip

# name, the file, the file then
TABLES = [
    ("sep", "sep=;\r\nid;text\r\n1;Il pleut.\r\n2;Abonnez-vous", "sep=;\r\nid;text\r\n1;It rains.\r\n2;Subscribe"),
    ("sep in capitals, odd sign", '"SEP=^"\ntext^n\nIl pleut.^1,5\n', '"SEP=^"\ntext^n\nIt rains.^1,5\n'),
    ("quoting of others", 'id;text;n\n"1";"Il pleut.";"007"\n2;Il pleut.;"a ""b"""\n',
     'id;text;n\n"1";"It rains.";"007"\n2;It rains.;"a ""b"""\n'),
    ("quotes where they are needed", 'id,text\n1,Il neige ; il vente.\n2,"Dire ""oui""."\n',
     'id,text\n1,It snows; it blows.\n2,"Say ""yes"", Paul."\n'),
    ("spaces around", 'id, text ,n\n1,  Il pleut.  ,2\n2, "Il dort." ,3\n',
     'id, text ,n\n1,  It rains.  ,2\n2, "He sleeps." ,3\n'),
    ("header in capitals", "ID\tTEXT\n1\tIl pleut.\n", "ID\tTEXT\n1\tIt rains.\n"),
    ("ragged and empty", "id,text\n\n1\n2,Il pleut.,x\n,,\n \n3,\n", "id,text\n\n1\n2,It rains.,x\n,,\n \n3,\n"),
    ("one column", "text\nIl neige ; il vente.\n\n", "text\nIt snows; it blows.\n\n"),
    ("lines within", 'text;n\r\n"Il pleut.\r\n\r\nIl dort.\r\n";1\r\n',
     'text;n\r\n"It rains.\r\n\r\nHe sleeps.\r\n";1\r\n'),
    ("old line ends", "id,text\r1,Il pleut.\r", "id,text\r1,It rains.\r"),
    ("backslashes", 'id,text\n1,"Dire \\"oui\\"."\n2,"a\\"b"\n', 'id,text\n1,"Say \\"yes\\", Paul."\n2,"a\\"b"\n'),
    ("backslashes for lines", 'id,text\n1,"Il pleut.\\nIl dort.\\n"\n2,"a\\"b\\\\n"\n',
     'id,text\n1,"It rains.\\nHe sleeps.\\n"\n2,"a\\"b\\\\n"\n'),
    ("a name with the sign", '"text;x";text\na;Il pleut.\n', '"text;x";text\na;It rains.\n'),
    ("no letters", "id,text\n1,00123\n2,1234567\n3,…\n", "id,text\n1,00123\n2,1234567\n3,…\n"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "source", "written"), TABLES, ids=[case[0] for case in TABLES])
@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_tables(tmp_path: Path, name: str, source: str, written: str, mark: bytes) -> None:
    assert rewritten(tmp_path / "a.csv", mark + source.encode(), ENGLISH) == mark + written.encode()


def test_quotation_marks_are_letters_in_a_table_that_does_not_quote(tmp_path: Path) -> None:
    raw = 'id\ttext\n1\t"Oui" dit-il\n'
    assert rewritten(tmp_path / "a.tsv", raw.encode(), {'"Oui" dit-il': '"Yes",\the said'}) == (
        b'id\ttext\n1\t"Yes", he said\n'
    )


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_what_excel_would_not_read_gets_a_byte_order_mark(tmp_path: Path, encoding: str) -> None:
    raw = "id;text;lieu\r\n1;Il pleut.;Orléans, près de la forêt\r\n".encode(encoding)
    made = rewritten(tmp_path / "a.csv", raw, ENGLISH)
    assert made.decode("utf-8") == "\ufeffid;text;lieu\r\n1;It rains.;Orléans, près de la forêt\r\n"


@pytest.mark.parametrize(
    "cell",
    ["=SOMME(A1:B2)", "=si(A1>2;\"Oui\";\"\")", "= A1", "=-$B$2*3", "=A1&\" Oui\"", "=\"Oui \"&A1", "='Feuille 1'!B2",
     "=Feuille!B2", "=2*3", "=(A1+B2)/2", "+MOYENNE(A1:A9)", "-A1+B2", "@SOMME(A1)", " =A1+1", "'=MAX.SI.ENS(A1:A2)"],
)  # fmt: skip
def test_a_formula_is_no_text(tmp_path: Path, cell: str) -> None:
    quoted = cell.replace('"', '""')
    raw = f'id;text\n1;Il pleut.\n2;"{quoted}"\n'
    assert rewritten(tmp_path / "a.csv", raw.encode(), str.upper).decode() == raw.replace("Il pleut", "IL PLEUT")
    assert "1 cell is a formula and stays as it is" in formats.read(tmp_path / "a.csv").notes


@pytest.mark.parametrize(
    "cell",
    [
        "=> Le maire",
        "= Il pleut",
        "=A86 fermée",
        "-A86 : fermée",
        "-Il (le maire) part",
        "@jean dort",
        "-A86/A6 : bouchon",
        "=Attention! Le maire",
    ],
)
def test_what_begins_like_a_formula_may_be_text(tmp_path: Path, cell: str) -> None:
    assert texts(tmp_path / "a.csv", f"id;text\n1;{cell}\n".encode()) == [cell]


def test_cells_beyond_the_header_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,text\n1,Il pleut, il vente.\n", "utf-8")
    assert formats.read(tmp_path / "a.csv").notes == (
        "1 rows have more cells than the header: what is in those is not translated",
    )


@pytest.mark.parametrize("raw", [b'id,text\n1,"Il pleut\n', b'id,text\n1,"Il" pleut\n'])
def test_what_is_no_table_is_refused(tmp_path: Path, raw: bytes) -> None:
    with pytest.raises(InputError, match=r"a\.csv is no table \(a quotation mark in row 2"):
        texts(tmp_path / "a.csv", raw)


LINES = [
    (r'{"n":1.10,"e": 1E400 , "z":-0,"text":"Il pleut.","a":"\u00e9"}', r'"Il pleut."', r'"It rains."'),
    (r'{"id":1,"id":2,"text":"Il pleut.","text":"Il dort."}', r'"Il pleut.","text":"Il dort."',
     r'"It rains.","text":"He sleeps."'),
    (r'{"text": "Il pleut. \ud83d", "x": "\ud83d"}', "Il pleut.", "It rains."),
    (r'{"text": "\udc00 Il pleut.\n\n"}', "Il pleut.", "It rains."),
    (r'{"text":"Dire « oui ».","u":"a\/b"}', "Dire « oui ».", r"Say \"yes\"."),
    (r'{"text": ["Il pleut.", 3, "Il dort."]}', r'"Il pleut.", 3, "Il dort."', r'"It rains.", 3, "He sleeps."'),
    ('{"text": "a", "text": {"text": "Il pleut."}}', "-", "-"),
    ('{"x": {"text": "Il dort."}, "text": "Il pleut."}', "Il pleut.", "It rains."),
]  # fmt: skip


def test_signs_that_a_page_would_take_for_its_own_stay_escaped(tmp_path: Path) -> None:
    raw = rb'{"text": "\u003Cb\u003EIl dort \u0026 l\u0027an\u003C/b\u003E"}' + b"\n" + rb'{"text": "\\u003c a"}'
    made = rewritten(tmp_path / "a.jsonl", raw, {"Il dort & l'an": "He's up & on", r"\u003c a": r"\u003c <b"})
    assert made.splitlines() == [
        rb'{"text": "\u003Cb\u003EHe\u0027s up \u0026 on\u003C/b\u003E"}', rb'{"text": "\\u003c <b"}',
    ]  # fmt: skip


@pytest.mark.parametrize(("line", "old", "new"), LINES)
@pytest.mark.parametrize("end", ["\n", "\r\n\r\n", ""])
def test_json_lines(tmp_path: Path, line: str, old: str, new: str, end: str) -> None:
    raw = codecs.BOM_UTF8 + f"{line}{end}".encode()
    assert rewritten(tmp_path / "a.jsonl", raw, ENGLISH) == raw.replace(old.encode(), new.encode())


def test_escapes_stay_escapes(tmp_path: Path) -> None:
    raw = rb'{"text": "L\u2019\u00e9t\u00e9 \/ Il dort"}' + b"\n" + '{"text": "L’été"}\n'.encode()
    made = rewritten(tmp_path / "a.jsonl", raw, {"L’été / Il dort": "Noël / He", "L’été": "Noël"})
    assert made == rb'{"text": "No\u00ebl \/ He"}' + b"\n" + '{"text": "Noël"}\n'.encode()


def test_a_field_within_an_object(tmp_path: Path) -> None:
    raw = b'{"a": {"b": "Il pleut.", "c": "Il dort."}, "b": "Il dort."}\n{"a": [{"b": "Il dort."}]}\n'
    assert texts(tmp_path / "a.jsonl", raw, "a.b") == ["Il pleut.", "Il dort."]


def test_half_a_character_within_a_text_is_shown_as_what_it_is(tmp_path: Path) -> None:
    assert texts(tmp_path / "a.jsonl", rb'{"text": "Il \ud83d pleut \ud83d\ude00"}') == ["Il \ufffd pleut 😀"]


@pytest.mark.parametrize(("name", "raw"), [
    ("a.csv", "text\nPartager\nPublicité\nLire aussi\n"), ("a.jsonl", '{"text": "Partager"}\n{"text": "Publicité"}\n'),
])  # fmt: skip
def test_no_record_is_taken_for_the_furniture_of_a_page(tmp_path: Path, name: str, raw: str) -> None:
    (tmp_path / name).write_text(raw, "utf-8")
    document = formats.read(tmp_path / name)
    assert document.blocks
    assert clean(document) == document
