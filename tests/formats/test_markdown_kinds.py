"""Markdown as writers and their tools have it: what is no text stays to the byte, marks are written as they were."""

from __future__ import annotations

from pathlib import Path

import pytest

from dipx import formats
from tests.formats.rewriting import rewritten, texts

OPAQUE = [
    "{{< figure src=\"a.jpg\" caption=\"Une photo\" >}}", "{{<\n  figure\n  src=\"a.jpg\"\n>}}",
    "{% include note.html %}", "{% highlight python %}\nprint('le chat')\n\nprint('dort')\n{% endhighlight %}",
    "{{ page.title }}", "{# un mot #}", "{{< mermaid >}}\nA --> B\n\n- le chat\n{{< /mermaid >}}",
    "$$\na - b\n\n= c\n$$", "$$ a_b $$", "\\[\n\\int x\n- y\n\\]", "\\begin{align}\nle &= chat\n\\end{align}",
    "[gallery ids=\"1,2\"]", "```\nle chat\n```", "~~~~text\n```\nle chat\n~~~~",
    "    le chat", "<!-- le chat -->", "<div>\nle chat\n</div>", "[r]: http://e.fr \"Le titre\"", ":::", "[TOC]",
    "![le chat](a.jpg \"Le chat\")", "{: .classe}", "***", "| |\n|-|\n",
    "import Carte from './carte'", "import { Un, Deux } from \"a\";\nimport 'b.css'\nexport * from './c'",
    "export const carte = {\n  titre: 'le chat',\n}", "export default function Page() { return <p>le chat</p> }",
    "{/* le chat\ndort */}", "%% le chat %%", "<Tabs items={['le', 'chat']}>",
]  # fmt: skip


@pytest.mark.parametrize("block", OPAQUE)
@pytest.mark.parametrize("before", ["", "> "])
def test_what_is_no_text_stays(tmp_path: Path, block: str, before: str) -> None:
    raw = before + block.replace("\n", f"\n{before}")
    raw = f"{before}Il pleut.\n{before.rstrip()}\n{raw}\n{before.rstrip()}\n{before}Il pleut.\n"
    made = rewritten(tmp_path / "a.md", raw.encode(), {"Il pleut.": "It rains."}).decode()
    assert made == raw.replace("Il pleut", "It rains")


# the file with its French; each « French|English » is a block
KINDS = [
    "- [ ] «Un mot.|A word.»\n- [x] «Deux.|Two.»\n  * [X] «Trois.|Three.»\n",
    "> [!NOTE]\n> «Un mot.|A word.»\n",
    "> [!tip]- «Un titre|A title»\n> «Un mot.|A word.»\n",
    "# «Un titre {#ancre .x}|A title {#ancre .x}»\n",
    "«Un titre|A title»\n===\n",
    ":::note Titre\n«Un mot.|A word.»\n:::\n",
    "{{% avis %}}\n«Un mot.|A word.»\n{{% /avis %}}\n",
    '!!! note "Titre"\n    «Un mot.|A word.»\n\n    - «Deux.|Two.»\n',
    "[^1]: «Un mot.|A word.»\n\n    «Deux.|Two.»\n[^2]: «Trois.|Three.»\n",
    "«Un terme|A term»\n: «Un mot.|A word.»\n: «Deux.|Two.»\n",
    "«Adresse :|Address:»  \n«Rue du Port 3|Port Road 3»  \n«Paris|Paris»\n",
    "| «Un|One» | «Deux|Two» |\n|:--|--:|\n| «a \\| b|c \\| d» | «`x`|`x`» |\n",
    "«Il dit [sic] : 3 * 4 < 15 & a_b.|He says [sic]: 3 * 4 < 15 & a_b.»\n",
    "«Un \\*mot\\* &amp; deux.|A \\*word\\* &amp; two.»\n",
    "«5 $ et 10 $|$5 and $10»\n",
    "---\nauteur: Un\n---\n\n«Un mot.|A word.»\n",
    "> «Nom|Name»\t«Rôle|Role»\n> «Anne|Anne»\t«Maire|Mayor»\n",
    "[^1]: «Un mot.|A word.»\n[p]: /p\n[^2]: «Deux.|Two.»\n[q]: </q>\n\n«Ici.|Here.»\n",
]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_kinds(tmp_path: Path, kind: str, end: str) -> None:
    pieces = kind.split("«")
    pairs = [piece.partition("»")[0] for piece in pieces[1:]]
    # "|" within a cell is escaped: the two languages are parted by the one in the middle
    french, english = [], []
    for pair in pairs:
        parts = pair.split("|")
        half = len(parts) // 2
        french.append("|".join(parts[:half]))
        english.append("|".join(parts[half:]))
    rest = [pieces[0], *(piece.partition("»")[2] for piece in pieces[1:])]
    raw, wanted = (
        "".join(a + b for a, b in zip(rest, [*said, ""], strict=True)).replace("\n", end) for said in (french, english)
    )
    found = texts(tmp_path / "a.md", raw.encode())
    shown = {text: _shown(new) for text, new in zip(found, english, strict=True)}
    assert rewritten(tmp_path / "a.md", raw.encode(), shown).decode() == wanted


def _shown(markdown: str) -> str:
    """What a reader sees of it."""
    plain = markdown.replace("\\", "").replace("&amp;", "&").replace("`", "").replace("**", "")
    return plain.partition(" {#")[0]


MARKS = [
    ("Voir [le plan](/p \"Le plan\") ici.", "See [le plan](/p \"Le plan\") here."),
    ("Voir [le plan][p] ici.\n\n[p]: /p", "See [le plan][p] here.\n\n[p]: /p"),
    ("Voir [le plan] ici.\n\n[le plan]: /p", "See [le plan] here.\n\n[le plan]: /p"),
    ("Voir le plan et ![vue](a.jpg).", "See le plan et ![vue](a.jpg)."),
    ("Voir (![vue](a.jpg)) ici.", "See (![vue](a.jpg)) here."),
    ("[![vue](a.jpg)](/p) Voir ici.", "[![vue](a.jpg)](/p) See here."),
    ("Voir _Paris_ et __Lyon__ ici.", "See _Paris_ et __Lyon__ here."),
    ("Voir **Micro**soft ici.", "See **Micro**soft here."),
    ("Voir <https://e.fr/a_b> ici.", "See <https://e.fr/a_b> here."),
    ("Voir H<sub>2</sub>O<br>ici, <kbd>Esc</kbd>.", "See H<sub>2</sub>O<br>here, <kbd>Esc</kbd>."),
    ("Voir [un ici]{.x #y} et [**ici** oui]{k=\"v\"}.", "See [un here]{.x #y} et [**here** oui]{k=\"v\"}."),
    ("Voir ![ici](a.png \"b\"){width=50%} et [ici](b){target=_blank rel=\"x\"}.",
     "See ![here](a.png \"b\"){width=50%} et [here](b){target=_blank rel=\"x\"}."),
    ("Voir la note^[voir ici] et ^^ici^^ %%ici%%{>>ici<<}.", "See la note^[voir here] et ^^here^^ %%ici%%{>>here<<}."),
    ("Voir !!ici!! et ||ici||, a || b, Quoi !! ici !!", "See !!here!! et ||here||, a || b, Quoi !! here !!"),
    ("Voir <Tabs a={['ici']} f={() => ici} {...ici}/> ici.", "See <Tabs a={['ici']} f={() => ici} {...ici}/> here."),
    ("Voir 12 € (~~15 €~~) ici.", "See 12 € (~~15 €~~) here."),
    ("Voir $x^2$ et {{ nom }} ici.", "See $x^2$ et {{ nom }} here."),
    ("Voir[^1] ici[^n].", "See[^1] here[^n]."),
    ("Voir [[Paris]] et [[Lyon|la ville]] ici.", "See [[Paris]] et [[Lyon|la ville]] here."),
    ("[caption id=\"a\"]<img src=\"a.jpg\"> Voir ici[/caption]",
     "[caption id=\"a\"]<img src=\"a.jpg\"> See here[/caption]"),
    ("> Voir\\\n> Paris et\\\n> lui ici.", "> See\\\n> Paris et\\\n> lui here."),
    ("<Note>\n\nVoir ici\net **là**\n</Note>\n\nVoir <a>\nici\n</a>",
     "<Note>\n\nSee here et **là**\n</Note>\n\nSee <a>here</a>"),
    ("| Voir |\n|---|\n| Voir<ul><li>ici</li><li>ici</li></ul>ici |",
     "| See |\n|---|\n| See <ul><li>here</li> <li>here</li></ul> here |"),
    ("Voir '''Paris''' et '''''Lyon''''' ici.", "See '''Paris''' et '''''Lyon''''' here."),
    ("Voir l''''île **d'ici**''', '''un ici.", "See l''''île **d'here**''', '''un here."),
    ("Voir l'''ici'' et d'''ici-bas''.", "See l'''here'' et d'''here-bas''."),
    ("Voir '''''' et ''' ici ''' ou ''ici''.", "See '''''' et ''' here ''' ou ''here''."),
]  # fmt: skip


@pytest.mark.parametrize(("source", "written"), MARKS)
def test_marks_are_written_as_they_were(tmp_path: Path, source: str, written: str) -> None:
    made = rewritten(
        tmp_path / "a.md", source.encode(), lambda text: text.replace("Voir", "See").replace("ici", "here")
    )
    assert made.decode() == written


def test_a_space_that_goes_beside_a_tag_makes_no_escapes(tmp_path: Path) -> None:
    made = rewritten(
        tmp_path / "a.md", b"Voir <%= nom %>. Un [nom], ${nom}.", {"Voir . Un [nom], ${nom}.": "See. A [x], ${nom}."}
    )
    assert made == b"See <%= nom %>. A [x], ${nom}."


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        (
            "<kbd>un</kbd> <samp>deux</samp> <var class=a>trois\nmots</var> <code>q</code> <b>cinq</b>",
            "un deux trois mots q",
        ),
        (
            "<i translate=\"no\">un</i> <i class='notranslate'>deux</i> <i lang=en>trois</i> <i lang=fr>rien</i>",
            "un deux trois",
        ),
        ("[un mot]{lang=en} [deux]{.notranslate} [trois]{lang=fr} [quatre]{.x} [\\*cinq]{lang=en}", "un mot deux"),
        ("<kbd>un *mot*</kbd> <kbd><kbd>deux</kbd>+<kbd>trois</kbd></kbd>", "deux trois"),
    ],
)
def test_code_in_tags_is_kept(tmp_path: Path, source: str, kept: str) -> None:
    (tmp_path / "a.md").write_text(source, encoding="utf-8")
    (block,) = formats.read(tmp_path / "a.md").blocks
    assert " ".join(block.text[span.start : span.end] for span in block.spans if span.kind == "kept") == kept


def _half_english(text: str) -> str:
    return text.replace("Voir", "See").replace("ici", "here")


DRAWN = [
    ("+------+-----+\n| un   | mot |\n+======+=====+\n| deux |     |\n+------+-----+\n",
     "+------+-----+\n| one  | word |\n+======+=====+\n| two  |     |\n+------+-----+\n"),
    ("> ┌────┬─────┐\n> │ un │ mot │\n> └────┴─────┘\n", "> ┌────┬─────┐\n> │ one │ word │\n> └────┴─────┘\n"),
    ("╔══════╗\n║ deux ║\n╚══════╝\n\ndeux", "╔══════╗\n║ two  ║\n╚══════╝\n\ntwo"),
    ("| un | **mot** |\n|----+---|\n| 1. | deux |\n", "| one | **word** |\n|----+---|\n| 1. | two  |\n"),
    ('{| class="wikitable"\n|-\n! un\n| mot\nmot\n|}\ndeux', '{| class="wikitable"\n|-\nONE\nWORD\nword\n|}\ntwo'),
    ("un mot\n| un | mot |", "ONE WORD"),  # nothing is drawn
]  # fmt: skip


@pytest.mark.parametrize(("source", "written"), DRAWN)
def test_a_drawn_table_keeps_its_lines(tmp_path: Path, source: str, written: str) -> None:
    english = {"un": "one", "mot": "word", "deux": "two", "un mot | un | mot |": "ONE WORD"}
    english |= {"! un": "ONE", "| mot": "WORD"}
    assert rewritten(tmp_path / "a.md", source.encode(), english).decode() == written


def test_cells_beyond_the_head_are_named(tmp_path: Path) -> None:
    source = "| Un |\n|---|\n| Deux | trois |\n| Deux | 3 |\n| Deux |\n"
    assert rewritten(tmp_path / "a.md", source.encode(), str.upper).decode() == source.replace("Deux", "DEUX").replace(
        "Un", "UN"
    )
    (note,) = formats.read(tmp_path / "a.md").notes
    assert note == "1 row of a table has more cells than its head: what is in those is not translated"


HTML = [
    # source, written in capitals
    ("<details>\n<summary>Un <b>mot</b></summary>\n\nDeux\n\n</details>\n\nTrois\n",
     "<details>\n<summary>UN <b>MOT</b></summary>\n\nDEUX\n\n</details>\n\nTROIS\n"),
    ('<figure lang="fr">\r\n  <img src="a" alt="une rue">\r\n  <figcaption>Une\r\n  rue</figcaption>\r\n</figure>\r\n',
     '<figure lang="en">\r\n  <img src="a" alt="UNE RUE">\r\n  <figcaption>UNE RUE</figcaption>\r\n</figure>\r\n'),
    ("> - <div>\n>   Un mot\n>   </div>\n>\n>   Deux", "> - <div>\n>   UN MOT\n>   </div>\n>\n>   DEUX"),
    ("[^1]: Un\n\n    <p>Deux</p>\n\nTrois[^1]", "[^1]: UN\n\n    <p>DEUX</p>\n\nTROIS[^1]"),
    ("<table><tr><td>Un</td><td>12 &amp; trois</td></tr></table>",
     "<table><tr><td>UN</td><td>12 &amp; TROIS</td></tr></table>"),
    ("<Note>\n  Un mot.\n</Note>\n", "<Note>\n  UN MOT.\n</Note>\n"),
    ("Voir <Note>le texte</Note>.\n\n<Note>Un mot.</Note>\n", "VOIR <Note>LE TEXTE</Note>.\n\n<Note>UN MOT.</Note>\n"),
    ('<div lang="fr">\n\nUn mot\n\n</div>\n', '<div lang="en">\n\nUN MOT\n\n</div>\n'),
    ('<Photo src="a" alt="Une rue" />\n', '<Photo src="a" alt="UNE RUE" />\n'),
    ("<pre>un mot</pre>\n\n<script>\nvar un = 'mot'\n</script>\n\n<!-- un -->\n",) * 2,
]  # fmt: skip


@pytest.mark.parametrize(("source", "written"), HTML)
def test_the_texts_of_html_are_replaced_in_their_tags(tmp_path: Path, source: str, written: str) -> None:
    assert rewritten(tmp_path / "a.md", source.encode(), str.upper).decode() == written


NO_PLAIN_HTML = [
    "<div>Un **mot**</div>", "<Note>\n- un\n- deux\n</Note>", "<Tabs>\n<Tab>Un</Tab><Tab>Deux</Tab>\n</Tabs>",
    "<p>{un} mot</p>", "<div>Le $a = b$ mot</div>", "<div>\n[un mot](/p)\n</div>",
]  # fmt: skip


@pytest.mark.parametrize("block", NO_PLAIN_HTML)
def test_html_that_may_hold_markdown_is_named(tmp_path: Path, block: str) -> None:
    assert rewritten(tmp_path / "a.md", f"{block}\n\nUn.\n".encode(), str.upper).decode() == f"{block}\n\nUN.\n"
    (note,) = formats.read(tmp_path / "a.md").notes
    assert note == f"1 block of HTML stays as it is: its words are not translated (“{' '.join(block.split())}”)"


def test_code_in_html_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("<p>Un <code>ls</code> mot</p>\n\n<br>\n\n<pre>un mot</pre>\n\nUn.\n", "utf-8")
    assert formats.read(tmp_path / "a.md").notes == ("stays as it is in the HTML: 1 code, 1 pre",)


COLUMNS = [
    # source, English of each cell, written: the next cell begins where it did, if there is room
    ("Nom        Rôle\nAnne       Maire\n", ["Name", "Role", "Anne the First", "The mayor"],
     "Name       Role\nAnne the First   The mayor\n"),
    ("  A    Le pont   c\n  Bbb  d         e\n", ["Aaaaaa", "e", "-", "- b", "-", "+"],
     "  Aaaaaa   e     -\n  \\- b  -        +\n"),
    ("Poste        2021\nVoirie       Le pont\n", ["Post", "2021", "Roads", "The bridge"],
     "Post         2021\nRoads        The bridge\n"),
    ("- Voici :\n  Poires    2 €\n  Prunes    3 €\n\nFin.\n", ["Here:", "Pears", "€2", "Plums", "€3", "End."],
     "- Here:\n  Pears     €2\n  Plums     €3\n\nEnd.\n"),
    ("> [!NOTE]\n> Nom     Rôle\n> Anne    **Maire** !\n", ["Name", "Role", "Anne", "Mayor!"],
     "> [!NOTE]\n> Name    Role\n> Anne    **Mayor**!\n"),
    ("Nom     ![](a.jpg)     Rôle\nAnne    {{< b >}}      Maire\n", ["First name", "Role", "Anne", "Mayor"],
     "First name     ![](a.jpg)   Role\nAnne    {{< b >}}      Mayor\n"),
    ("Nom\tRôle\r\nAnne\tMaire\r\n", ["Name", "", "Anne", "Mayor"], "Name\t\r\nAnne\tMayor\r\n"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "english", "written"), COLUMNS)
def test_cells_in_columns_stay_in_their_columns(tmp_path: Path, source: str, english: list[str], written: str) -> None:
    (tmp_path / "a.md").write_bytes(source.encode())
    document = formats.read(tmp_path / "a.md")
    assert len(document.blocks) == len(english), [block.text for block in document.blocks]
    made, _ = formats.render(document, english)
    assert made.decode() == written


@pytest.mark.parametrize(
    "text",
    [
        "Voir `un      deux` ici.",
        "Voir [le plan      ici](/p) et [là](/q\n      'Le titre').",
        "Voir **le plan        ici** et là.",
        "Voir $a     = b     + c$ ici.",
        "Le conseil  de la commune a pris acte\ndu rapport   de  son maire",
        "Un mot.\n\tSuite du mot.",
    ],
)
def test_no_mark_and_no_running_text_is_torn(tmp_path: Path, text: str) -> None:
    assert len([each for each in texts(tmp_path / "a.md", text.encode()) if each != "Le titre"]) == 1
