"""Subtitles as they come: odd files, tags, speakers, captions that roll. Times, numbers and settings stay."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dipx import formats
from dipx.text.clean import clean
from tests.formats.rewriting import rewritten, texts

AT = [f"00:00:{second:02},000 --> 00:00:{second + 2:02},000" for second in range(0, 60, 2)]

# name, the file, the English of its blocks, the file then
CASES: list[tuple[str, str, dict[str, str], str]] = [
    ("no blank lines", f"1\n{AT[0]}\nLe train part.\n2\n{AT[1]}\nIl pleut.\n",
     {"Le train part.": "The train leaves.", "Il pleut.": "It is raining."},
     f"1\n{AT[0]}\nThe train leaves.\n2\n{AT[1]}\nIt is raining.\n"),
    ("a number within", f"7\n{AT[0]}\nEn\n1998\nil neige.\n\n9\n{AT[1]}\n1999\n",
     {"En 1998 il neige.": "It snows in 1998."}, f"7\n{AT[0]}\nIt snows in 1998.\n\n9\n{AT[1]}\n1999\n"),
    ("a blank line within", f"1\n{AT[0]}\nUn début\n\net sa fin.\n\n2\n{AT[1]}\nOui.\n",
     {"Un début et sa fin.": "A beginning and its end.", "Oui.": "Yes."},
     f"1\n{AT[0]}\nA beginning and its end.\n\n2\n{AT[1]}\nYes.\n"),
    ("its language", "WEBVTT - x\nKind: captions\nLanguage: fr-CA\n\n00:01.000 --> 00:02.000\nLanguage: fr, oui.\n",
     {"Language: fr, oui.": "Language: fr, yes."},
     "WEBVTT - x\nKind: captions\nLanguage: en\n\n00:01.000 --> 00:02.000\nLanguage: fr, yes.\n"),
    ("its language below styles", "WEBVTT\r\nStyle:\r\n::cue(c) {\r\n  color: red;\r\n}\r\n##\r\nlanguage:fr\r\n \r\n"
     "Language: fr\r\n\r\n00:01.000 --> 00:02.000\r\nOui.\r\n", {"Oui.": "Yes."},
     "WEBVTT\r\nStyle:\r\n::cue(c) {\r\n  color: red;\r\n}\r\n##\r\nlanguage:en\r\n \r\n"
     "Language: fr\r\n\r\n00:01.000 --> 00:02.000\r\nYes.\r\n"),
    ("no numbers", f"{AT[0]}\nBonjour.\n\n{AT[1]}\nMerci.", {"Bonjour.": "Hello.", "Merci.": "Thanks."},
     f"{AT[0]}\nHello.\n\n{AT[1]}\nThanks."),
    ("other clocks", "0\n0:0:1,5 --> 0:00:02.25 X1:10 Y2:5\nOui.\n\n5\n00:03 -> 00:04\nNon.\n",
     {"Oui.": "Yes.", "Non.": "No."}, "0\n0:0:1,5 --> 0:00:02.25 X1:10 Y2:5\nYes.\n\n5\n00:03 -> 00:04\nNo.\n"),
    ("dots alone", f"1\n{AT[0]}\n...\n\n2\n{AT[1]}\n♪♪\n\n3\n{AT[2]}\n- …\n- Quoi ?\n", {"Quoi ?": "What?"},
     f"1\n{AT[0]}\n...\n\n2\n{AT[1]}\n♪♪\n\n3\n{AT[2]}\n- …\n- What?\n"),
    ("around a speaker", f"1\n{AT[0]}\n{{\\an8}}<font color=\"red\">- Ça va ?</font>\n<i>-Oui.</i>\n",
     {"Ça va ?": "All right?", "Oui.": "Yes."},
     f"1\n{AT[0]}\n{{\\an8}}<font color=\"red\">- All right?</font>\n<i>-Yes.</i>\n"),
    ("around both", f"1\n{AT[0]}\n<i>- Allô ?\n- Paul ?</i>\n", {"Allô ?": "Hello?", "Paul ?": "Paul?"},
     f"1\n{AT[0]}\n<i>- Hello?\n- Paul?</i>\n"),
    ("around a name", f"1\n{AT[0]}\nIl lit <i>Mediapart</i> ici.\n",
     {"Il lit Mediapart ici.": "Here he reads Mediapart."}, f"1\n{AT[0]}\nHere he reads <i>Mediapart</i>.\n"),
    ("from one to the next", f"1\n{AT[0]}\n<i>Il dit\n\n2\n{AT[1]}\nqu'il part.</i>\n",
     {"Il dit qu'il part.": "He says he leaves."}, f"1\n{AT[0]}\n<i>He says</i>\n\n2\n{AT[1]}\n<i>he leaves.</i>\n"),
    ("names before lines", f"1\n{AT[0]}\nLÉA : Bonsoir.\nLUC : Tu dors ?\n",
     {"LÉA : Bonsoir.": "LÉA: Good evening.", "LUC : Tu dors ?": "LUC: Are you asleep?"},
     f"1\n{AT[0]}\nLÉA: Good evening.\nLUC: Are you asleep?\n"),
    ("a second voice without a dash before", f"1\n{AT[0]}\nTu dors ?\n- Non.\n",
     {"Tu dors ?": "Are you asleep?", "Non.": "No."}, f"1\n{AT[0]}\nAre you asleep?\n- No.\n"),
    ("sounds", f"1\n{AT[0]}\n(SOUPIRS) Bon.\n\n2\n{AT[1]}\n[Rires]\n\n3\n{AT[2]}\n♪ Il neige ♪\n",
     {"soupirs": "sighs", "Bon.": "Well.", "rires": "laughter", "Il neige": "It snows"},
     f"1\n{AT[0]}\n(SIGHS) Well.\n\n2\n{AT[1]}\n[Laughter]\n\n3\n{AT[2]}\n♪ It snows ♪\n"),
    ("capitals", f"1\n{AT[0]}\nROUEN, LA NUIT\n", {"ROUEN, LA NUIT": "Rouen, at Night"},
     f"1\n{AT[0]}\nROUEN, AT NIGHT\n"),
    ("two sentences", f"1\n{AT[0]}\nIl dort.\nElle lit.\n", {"Il dort. Elle lit.": "He sleeps. She reads."},
     f"1\n{AT[0]}\nHe sleeps.\nShe reads.\n"),
    ("words behind the times", f"1\n{AT[0]} Le train part.\n\n2\n{AT[1]} X1:1 Y2:5\nOui.\n\n3\n{AT[2]} Non,\njamais.\n",
     {"Le train part.": "The train leaves.", "Oui.": "Yes.", "Non, jamais.": "No, never."},
     f"1\n{AT[0]} The train leaves.\n\n2\n{AT[1]} X1:1 Y2:5\nYes.\n\n3\n{AT[2]} No, never.\n"),
    ("dots between cues", f"1\n{AT[0]}\nTu dis...\n\n2\n{AT[1]}\n<i>...que tu dors ?</i>\n\n3\n{AT[2]}\nEt...\n",
     {"Tu dis que tu dors ?": "You say you sleep?", "Et...": "And..."},
     f"1\n{AT[0]}\nYou say...\n\n2\n{AT[1]}\n<i>...you sleep?</i>\n\n3\n{AT[2]}\nAnd...\n"),
    ("who is interrupted", f"1\n{AT[0]}\nJe voulais--\n- Non !\n", {"Je voulais--": "I wanted--", "Non !": "No!"},
     f"1\n{AT[0]}\nI wanted--\n- No!\n"),
    ("a name on its line", f"1\n{AT[0]}\nLÉA :\nTu dors ?\n", {"LÉA :": "LÉA:", "Tu dors ?": "Are you asleep?"},
     f"1\n{AT[0]}\nLÉA:\nAre you asleep?\n"),
    ("a list", f"1\n{AT[0]}\n1. Le vin\n2. Le pain\n", {"1. Le vin": "1. Wine", "2. Le pain": "2. Bread"},
     f"1\n{AT[0]}\n1. Wine\n2. Bread\n"),
    ("who speaks, or where it is, above the words",
     f"1\n{AT[0]}\nLE MAIRE\nBonjour à tous.\n\n2\n{AT[1]}\nL'ONU\nArrive ici.\n",
     {"LE MAIRE": "The mayor", "Bonjour à tous.": "Hello everyone.", "L'ONU Arrive ici.": "The UN Comes here."},
     f"1\n{AT[0]}\nTHE MAYOR\nHello everyone.\n\n2\n{AT[1]}\nThe UN Comes here.\n"),
    ("a name in brackets", f"1\n{AT[0]}\n- [Paul] Oui.\n- [Rires] Non.\n",
     {"Paul": "Paul", "Oui.": "Yes.", "rires": "laughter", "Non.": "No."},
     f"1\n{AT[0]}\n- [Paul] Yes.\n- [Laughter] No.\n"),
    ("more cues than words", f"1\n{AT[0]}\nIl ne\n\n2\n{AT[1]}\ns'est\n\n3\n{AT[2]}\nrien passé.\n",
     {"Il ne s'est rien passé.": "Nothing happened."},
     f"1\n{AT[0]}\nNothing\n\n2\n{AT[1]}\nhappened.\n\n3\n{AT[2]}\nhappened.\n"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "source", "english", "written"), CASES, ids=[case[0] for case in CASES])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_subrip(tmp_path: Path, name: str, source: str, english: dict[str, str], written: str, end: str) -> None:
    raw = b"\xef\xbb\xbf" + source.replace("\n", end).encode()
    made = rewritten(tmp_path / "a.srt", raw, english)
    assert made.decode("utf-8-sig") == written.replace("\n", end)
    assert made.startswith(b"\xef\xbb\xbf")


ROLLING = """WEBVTT

00:00.000 --> 00:02.000 align:start
 
voici<00:00.500><c> le</c><00:00.900><c> port</c>

00:02.000 --> 00:02.010 align:start
voici le port
 

00:02.010 --> 00:04.000 align:start
voici le port
où<00:02.500><c> nous</c><00:03.000><c> vivons</c>

00:04.000 --> 00:04.010 align:start
où nous vivons
 
"""  # noqa: W293


def test_captions_that_roll_are_translated_once(tmp_path: Path) -> None:
    assert texts(tmp_path / "a.vtt", ROLLING.encode()) == ["voici le port où nous vivons"]
    made = rewritten(tmp_path / "a.vtt", ROLLING.encode(), lambda _: "this is the port where we live").decode()
    bare = re.sub(r"<[^>]*>", "", made).replace("\n \n", "\n")
    assert [cue.split("\n", 1)[1].strip() for cue in bare.split("\n\n")[1:]] == [
        "this is the port", "this is the port", "this is the port\nwhere we live", "where we live",
    ]  # fmt: skip
    assert re.findall(r"<\d[^>]*>", made) == re.findall(r"<\d[^>]*>", ROLLING)
    assert made.count("<c>") == made.count("</c>")
    assert re.findall(".*-->.*", made) == re.findall(".*-->.*", ROLLING)


def test_captions_that_grow_show_the_beginning_of_the_whole(tmp_path: Path) -> None:
    lines = ["le", "le chat", "le chat dort ici"]
    raw = "".join(f"{n}\n{AT[n]}\n{line}\n\n" for n, line in enumerate(lines))
    made = rewritten(tmp_path / "a.srt", raw.encode(), {"le chat dort ici": "the cat sleeps here"}).decode()
    assert [part.split("\n")[2] for part in made.strip().split("\n\n")] == ["the", "the cat", "the cat sleeps here"]


def test_webvtt_keeps_its_blocks_names_and_entities(tmp_path: Path) -> None:
    raw = (
        "WEBVTT Titre français\n\nSTYLE\n::cue {}\n\nNOTE un mot\n\nle début\n00:01.000 --> 00:02.000 line:0\n"
        "<v Zoé>Sel &amp; <c.vert>poivre</c> pour 5 &lt; 6.\n\nNOTE encore\n\n1 - deux\n00:03.000 --> 00:04.000\n"
        "<ruby>Osaka<rt>大阪</rt></ruby> dort.\n"
    )
    english = {"Sel & poivre pour 5 < 6.": "Salt & poivre for 5 < 6.", "Osaka dort.": "Osaka sleeps."}
    made = rewritten(tmp_path / "a.vtt", raw.encode(), english).decode()
    assert made == raw.replace("Sel", "Salt").replace("pour", "for").replace("dort", "sleeps")


def test_webvtt_says_which_words_are_in_another_language(tmp_path: Path) -> None:
    times = ("00:01.000 --> 00:02.000", "00:03.000 --> 00:04.000")
    raw = f"WEBVTT\n\n{times[0]}\n<lang en>one</lang> <lang fr-CA>deux</lang>\n\n{times[1]}\n<lang.x de>drei</lang>\n"
    (tmp_path / "a.vtt").write_text(raw, encoding="utf-8")
    blocks = formats.read(tmp_path / "a.vtt").blocks
    kept = [block.text[span.start : span.end] for block in blocks for span in block.spans if span.kind == "kept"]
    assert kept == ["one", "drei"]
    made = rewritten(tmp_path / "a.vtt", raw.encode(), lambda text: text.replace("deux", "two")).decode()
    assert made == raw.replace("<lang fr-CA>deux", "<lang en>two")


ASS = """[Script Info]
Title: Le film

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Comment: 0,0:00:00.00,0:00:01.00,D,,0,0,0,,Reste en français.
"""


@pytest.mark.parametrize(("text", "english", "written"), [
    (r"{\an8\i1}Le Monde{\i0} ferme,\Npour un jour.",
     {"Le Monde ferme, pour un jour.": "Le Monde closes, for one day."},
     r"{\an8\i1}Le Monde{\i0} closes,\Nfor one day."),
    (r"- Qui ?\N- Moi, Paul.", {"Qui ?": "Who?", "Moi, Paul.": "Me, Paul."}, r"- Who?\N- Me, Paul."),
    (r"{\p1}m 0 0 l 9 9{\p0}", {}, r"{\p1}m 0 0 l 9 9{\p0}"),
    (r"{\pos(1,2)}Gare\hdu Nord, {note}sortie", {"Gare du Nord, sortie": "Gare du Nord, exit"},
     r"{\pos(1,2)}Gare du Nord, {note}exit"),
    (r"\h\hLa gare\ndu Nord", {"La gare du Nord": "The North station"}, r"\h\hThe North\nstation"),
    # each break as it was, blank lines too; layout by hard spaces; comments
    (r"La gare\Ndu Nord\nest là", {"La gare du Nord est là": "The North station stands"},
     r"The North\Nstation\nstands"),
    (r"\NOui.\N \nLa gare\n\Nest là\n\N", {"Oui. La gare est là": "Yes. The station is there"},
     r"\NYes.\N \nThe station\n\Nis there\n\N"),
    (r"La gare\h\h\hdu Nord", {"La gare du Nord": "The North station"}, r"The North \h\hstation"),
    (r"- Oui.\N\h\h- Non.\n\h- Si.", {"Oui.": "Yes.", "Non.": "No.", "Si.": "Yes."}, r"- Yes.\N\h\h- No.\n\h- Yes."),
    (r"La gare {à\Nvoir}", {"La gare": "The station"}, r"The station {à\Nvoir}"),
    (r"Un chat{\N}", {"Un chat": "A cat"}, r"A cat{\N}"),
    (r"{\k20}Un {\k30}chat", {"Un chat": "A cat"}, r"{\k20}A {\k30}cat"),
])  # fmt: skip
def test_substation_changes_the_words_alone(tmp_path: Path, text: str, english: dict[str, str], written: str) -> None:
    event = "Dialogue: 0,0:00:01.00,0:00:03.00,D,Jean,0,0,0,,"
    made = rewritten(tmp_path / "a.ass", (ASS + event + text + "\r\n").encode(), english)
    assert made.decode() == ASS + event + written + "\r\n"


def test_a_format_line_that_lacks_fields_is_not_believed(tmp_path: Path) -> None:
    raw = b"[Events]\nFormat: Layer, Start, End, Style, Text\nDialogue: 0,0:00:01.00,0:00:03.00,D,,0,0,0,,Oui, oui.\n"
    assert texts(tmp_path / "a.ssa", raw) == ["Oui, oui."]


def test_what_stands_outside_of_all_cues_is_named_and_stays(tmp_path: Path) -> None:
    raw = f"Traduit par nous\n\n1\n{AT[0]}\nOui.\n".encode()
    assert rewritten(tmp_path / "a.srt", raw, {"Oui.": "Yes."}) == raw.replace(b"Oui", b"Yes")
    document = formats.read(tmp_path / "a.srt")
    assert [(span.text, span.reason) for span in document.left_out] == [("Traduit par nous", "outside-cues")]


@pytest.mark.parametrize(("line", "named"), [
    ("[Fonts]\r\nDialogue: 0,0:00:01.00,0:00:03.00,D,,0,0,0,,Non.", "Non."),
    ("Dialogue: 0,Non", "0,Non"),
    ("Non.", "Non."),
])  # fmt: skip
def test_a_line_of_substation_that_no_player_shows_is_named(tmp_path: Path, line: str, named: str) -> None:
    raw = f"{ASS}Dialogue: 0,0:00:01.00,0:00:03.00,D,,0,0,0,,Oui.\r\n{line}\r\n".encode()
    assert rewritten(tmp_path / "a.ass", raw, {"Oui.": "Yes."}) == raw.replace(b"Oui", b"Yes")
    document = formats.read(tmp_path / "a.ass")
    assert [(span.text, span.reason) for span in document.left_out] == [(named, "outside-cues")]


def test_no_cue_is_taken_for_the_furniture_of_a_page(tmp_path: Path) -> None:
    (tmp_path / "a.srt").write_text(f"1\n{AT[0]}\nPartager\n\n2\n{AT[5]}\n...\n\n3\n{AT[9]}\nPublicité\n", "utf-8")
    document = formats.read(tmp_path / "a.srt")
    assert clean(document) == document
    assert len(document.blocks) == 3


def test_a_sentence_is_cut_where_its_words_are(tmp_path: Path) -> None:
    from dipx.document import Counterpart

    raw = f"1\n{AT[0]}\nLe vent très\n\n2\n{AT[1]}\nfort souffle.\n"
    (tmp_path / "a.srt").write_text(raw, "utf-8")
    document = formats.read(tmp_path / "a.srt")
    english = "The very strong wind blows."
    links = (((0, 2), (0, 3)), ((8, 12), (4, 8)), ((13, 17), (9, 15)), ((3, 7), (16, 20)), ((18, 25), (21, 26)))
    part = Counterpart((0, len(document.blocks[0].text)), (0, len(english)), links)
    made, placed = formats.render(document, [english], [[part]])
    assert made.decode() == raw.replace("Le vent très", "The very").replace("fort souffle", "strong wind blows")
    assert placed.notes == ()


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_tags_on_lines_of_their_own_leave_no_blank_line(tmp_path: Path, end: str) -> None:
    source = f"1{end}00:00:01,000 --> 00:00:02,000{end}<i>{end}Le chat dort.{end}</i>{end}"
    made = rewritten(tmp_path / "a.srt", source.encode(), lambda _: "The cat sleeps.").decode()
    assert made == f"1{end}00:00:01,000 --> 00:00:02,000{end}<i>The cat sleeps.</i>{end}"


def test_what_programs_read_stays(tmp_path: Path) -> None:
    raw = f'WEBVTT\n\n{AT[0].replace(",", ".")}\n{{"titre": "Le pont"}}\n\n{AT[1].replace(",", ".")}\nOui.\n'.encode()
    assert rewritten(tmp_path / "a.vtt", raw, {"Oui.": "Yes."}) == raw.replace(b"Oui", b"Yes")
    assert [span.reason for span in formats.read(tmp_path / "a.vtt").left_out] == ["data"]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        (
            "a.vtt",
            "WEBVTT - Le titre\n\nNOTE\nUne note\nde plus\n\n00:01.000 --> 00:02.000\nLe maire.\n\nNOTE 12\n",
            ["Le titre", "Une note de plus"],
        ),
        ("a.ass", "[Script Info]\nTitle: Le film\n\n[Events]\nComment: 0,0:00:00.00,0:00:01.00,D,,0,0,0,,À revoir\n"
                  "Dialogue: 0,0:00:01.00,0:00:03.00,D,,0,0,0,,Le {\\i1}maire{à revoir}, oui.\n",
         ["Le film", "À revoir", "à revoir"]),
        ("a.srt", "1\n00:00:01,000 --> 00:00:02,000\nNOTE le maire\n", []),
        ("b.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nNOTE bien\nNOTE tout\n", []),
    ],
)  # fmt: skip
def test_what_is_no_cue_stays_and_is_told(tmp_path: Path, name: str, text: str, told: list[str]) -> None:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    assert formats.read(path).notes == tuple(f"no subtitle, stays as it is: « {aside} »" for aside in told)
