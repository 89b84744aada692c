"""What a Markdown file says beside its text: front matter, alternative texts, titles; and the marks of Pandoc."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from dipx import formats
from dipx.document import Document
from dipx.formats.md.front import front_lines
from tests.formats.rewriting import rewritten


def _read(folder: Path, text: str) -> Document:
    path = folder / "a.md"
    path.write_bytes(text.encode())
    return formats.read(path)


def _loud(text: str) -> str:
    return text.upper()


CASES = [
    # the source, its texts in capitals, all else as it was
    ("---\ntitle: Un far\n---\nDeux", "---\ntitle: UN FAR\n---\nDEUX"),
    ('---\ntitle: "Un \\"far\\" ici"\ndescription: \'L\'\'eau\'\ndate: 2020\n---\nDeux',
     '---\ntitle: "UN \\"FAR\\" ICI"\ndescription: \'L\'\'EAU\'\ndate: 2020\n---\nDEUX'),
    ('+++\ntitle = "Un far"\ndraft = true\nlang = "fr"\n+++\nDeux',
     '+++\ntitle = "UN FAR"\ndraft = true\nlang = "en"\n+++\nDEUX'),
    ("---\r\nlang: fr-FR\r\ntitle: Un far\r\n---\r\n\r\nDeux\r\n",
     "---\r\nlang: en\r\ntitle: UN FAR\r\n---\r\n\r\nDEUX\r\n"),
    ("---\ndescription: >-\n  Un far\n  et un quai.\n\n  Là : \"un\" four.\n\ntags: [x]\n---\nDeux",
     "---\ndescription: >-\n  UN FAR ET UN QUAI.\n\n  LÀ : \"UN\" FOUR.\n\ntags: [x]\n---\nDEUX"),
    ("---\r\nsummary: |\r\n    Un far.\r\n      - Un quai\r\n    - 12\r\nlang: fr\r\n---\r\nDeux",
     "---\r\nsummary: |\r\n    UN FAR.\r\n      - UN QUAI\r\n    - 12\r\nlang: en\r\n---\r\nDEUX"),
    ("---\ntitle: Un far\n  et un\n  quai\ndate: 2020\n---\nDeux",
     "---\ntitle: UN FAR ET UN QUAI\ndate: 2020\n---\nDEUX"),
    ("---\ntitle: >\n  Un far\n    en retrait\ntitre: |2\n  Un mot\nlead: Un\n  b: c\n---\nDeux",
     "---\ntitle: >\n  Un far\n    en retrait\ntitre: |2\n  Un mot\nlead: UN\n  b: c\n---\nDEUX"),
    ("---\nlayout: page\nslug: un-far\n---\nDeux", "---\nlayout: page\nslug: un-far\n---\nDEUX"),
    ("![un far](a.jpg)", "![UN FAR](a.jpg)"),
    ('Un ![un far](a.jpg "le four") ici', 'UN ![UN FAR](a.jpg "LE FOUR") ICI'),
    ("Un ![](a.jpg) ici ![a](b)", "UN ![](a.jpg) ICI ![a](b)"),
    ("[un](/a \"le four\") et [deux](</b c> 'le far') et [trois](/c (le quai))",
     "[UN](/a \"LE FOUR\") ET [DEUX](</b c> 'LE FAR') ET [TROIS](/c (LE QUAI))"),
    ("[un][r] deux\n\n[r]: /a \"le four\"\n", "[UN][r] DEUX\n\n[r]: /a \"LE FOUR\"\n"),
    ("[un][r] deux\n\n[r]: /a\n  'le four'\n", "[UN][r] DEUX\n\n[r]: /a\n  'LE FOUR'\n"),
    ("[![le far](a.jpg)](/p) ici", "[![LE FAR](a.jpg)](/p) ICI"),
    ("| un | ![le far](a.jpg) |\n|---|---|\n| ![le four](b.jpg) deux | trois |",
     "| UN | ![LE FAR](a.jpg) |\n|---|---|\n| ![LE FOUR](b.jpg) DEUX | TROIS |"),
    ("- ![le far](a.jpg)\n- deux\n", "- ![LE FAR](a.jpg)\n- DEUX\n"),
    # an editor's marks
    ("Un {++four++} est {--le far --}{==ici==}{>>le quai<<}.",
     "UN {++FOUR++} EST {--LE FAR --}{==ICI==}{>>LE QUAI<<}."),
    ("Un {~~four~>far~~} ici\n\n{--Le **far**--}\n\n{>>le quai<<}",
     "UN {~~FOUR~>FAR~~} ICI\n\n{--LE **FAR**--}\n\n{>>LE QUAI<<}"),
    ("| {~~un~>deux~~} | x {++y |\n|---|---|\n| {>>le far<<} | trois |",
     "| {~~UN~>DEUX~~} | X {++Y |\n|---|---|\n| {>>LE FAR<<} | TROIS |"),
    ("![le far][r]\n\n[r]: /a.jpg \"le four\"\n", "![LE FAR][r]\n\n[r]: /a.jpg \"LE FOUR\"\n"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "written"), CASES)
def test_all_is_written_where_it_stood(tmp_path: Path, source: str, written: str) -> None:
    assert rewritten(tmp_path / "a.md", source.encode(), _loud).decode() == written


HOLDERS = [
    "---\ntitle: Un far\n---\n", "---\ntitle: 'Un far'\n---\n", '---\ntitle: "Un far"\n---\n', "![Un far](a.jpg)",
    'x [x](/a "Un far") x', "x [x](/a 'Un far') x", "x [x](/a (Un far)) x",
]  # fmt: skip


@pytest.mark.parametrize("words", ['He said "no": [yes]', "one: two # three", "- one", "it's (so)", "true", "a \\ one"])
@pytest.mark.parametrize("source", HOLDERS)
def test_what_is_written_is_read_again(tmp_path: Path, source: str, words: str) -> None:
    made = rewritten(tmp_path / "a.md", source.encode(), lambda text: text.replace("Un far", words)).decode()
    assert [block.text for block in _read(tmp_path, made).blocks if block.text != "x x x"] == [words], made


def test_what_stays_is_named(tmp_path: Path) -> None:
    source = "---\nauteur: Le chef\ntags:\n  - la mer\ndescription: >\n  Un texte\n    long\n---\n"
    source += "Un <img alt='le far'> mot.\n\n"
    source += '{{< figure titre="la belle rue" >}}\n\n::: note Le titre\nDeux\n:::\n\n<div>\n*Une rue*\n</div>\n'
    assert _read(tmp_path, source).notes == (
        "stays as it is in the front matter: auteur, tags, description",
        "1 block of HTML stays as it is: its words are not translated (“<div> *Une rue* </div>”)",
        "1 HTML tag within a line stays as it is: its titles and alt texts are not translated (“<img alt='le far'>”)",
        "2 shortcodes and fences stay as they are: their words are not translated"
        ' (“{{< figure titre="la belle rue" >}}”, “::: note Le titre”)',
    )


PAIRS = [
    # the source, its text, an English, what is written
    ("Le H~2~O ici", "Le H2O ici", "The H2O here", "The H~2~O here"),
    ("la 2^e^ fois", "la 2e fois", "the 2nd time", "the 2^nd^ time"),
    ("le 1^er^ mai", "le 1er mai", "1 May", "1 May"),
    ("x^2^ + y^2^", "x2 + y2", "x2 + y2", "x^2^ + y^2^"),
    ("un ==four== ici", "un four ici", "a four here", "a ==four== here"),
    ("un ++four++ ici", "un four ici", "a four here", "a ++four++ here"),
    ("==un *four* ici==", "un four ici", "a four here", "==a *four* here=="),
    ("~20 euros et ~30", "~20 euros et ~30", "~20 euros and ~30", "~20 euros and ~30"),
    ("C++ et C++ ici", "C++ et C++ ici", "C++ and C++ here", "C++ and C++ here"),
    ("a == b et c == d", "a == b et c == d", "a == b and c == d", "a == b and c == d"),
    ("~~un deux~~", "un deux", "one two", "~~one two~~"),
    ("un four", "un four", "a ==four== ^x^", "a \\==four== ^x^"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "text", "english", "written"), PAIRS)
def test_marks_of_pandoc(tmp_path: Path, source: str, text: str, english: str, written: str) -> None:
    document = _read(tmp_path, source)
    assert [block.text for block in document.blocks] == [text]
    made = formats.render(document, [english])[0].decode()
    if source != "un four":
        assert made == written
    (again,) = _read(tmp_path, made).blocks
    assert again.text == english


@pytest.mark.parametrize("mark", "~|^|==|++|~a |^a |==a | ++a|==a==|^a^|'''|'''a |''''a".split("|"))
def test_time_is_linear_in_them(tmp_path: Path, mark: str) -> None:
    start = time.perf_counter()
    _read(tmp_path, mark * (40_000 // len(mark)))
    assert time.perf_counter() - start < 10


LONG = 40_000  # characters
LONG_ONES = {
    "shortcodes with a lone quotation mark": ('{{< a "' + "ab " * 600 + ">}}\n\n") * 20,
    "shortcodes with one word in quotation marks": ('{{< a "' + "a" * 1_800 + '" >}}\n\n') * 500,
    "a fence of colons": ":" * LONG + " 1",
    "a fence with spaces": "::: a" + " " * LONG + "1\n:::",
    "a field with spaces": f"---\ntitle: a{' ' * LONG}b\nlang: fr{' ' * LONG}b\n---\nDeux",
    "rows": "un      mot      là\n" * (LONG // 20),
    "a row": "un\t" * LONG,
    "wide gaps": f"un{' ' * LONG}mot\ndeux{' ' * LONG}mots",
    "blocks of HTML": "<p>un mot\n\n" * 2_000,
    "a block of open tags": "<p>\n" + "<b>un " * 5_000,
    "a component with spaces": "<Note>\n" + "</Note" + " " * LONG + "un",
    "a tag that does not end": "<p>\n<" + "a" * LONG,
    "a block of dollars": "<p>\n" + "$ a\n" * 10_000,
    "lines of a field": "---\ndescription: >\n" + "  un mot\n" * 5_000 + "---\nDeux",
    "blank lines of a field": "---\ntitle: a\n" + "\n" * LONG + "---\nDeux",
    "fields": "---\n" + "title: >\n  un\n" * 5_000 + "---\nDeux",
    "a link with spaces": f"[un](<a \"b\"{' ' * 2 * LONG}c> 'Un far')",
}


@pytest.mark.parametrize("name", LONG_ONES)
def test_time_is_linear_in_a_long_one(tmp_path: Path, name: str) -> None:
    start = time.perf_counter()
    _read(tmp_path, LONG_ONES[name])
    assert time.perf_counter() - start < 10


@pytest.mark.parametrize(
    ("shortcode", "is_told"),
    [
        ('{{< a titre="la rue" >}}', True),
        ("{{< a titre='la rue' >}}", True),
        ('{{< a 5" titre="la rue" >}}', True),
        ('{{< a titre="rue" >}}', False),
        ('{{< a titre="5 m" b="" >}}', False),
        ('{{< a titre="la rue >}}', False),
        ('{{< a\n  titre="la rue"\n>}}', True),
        ("{# non #}\n{# 'la rue' #}", True),
    ],
)
def test_a_phrase_in_quotation_marks_is_told(tmp_path: Path, shortcode: str, is_told: bool) -> None:
    notes = _read(tmp_path, f"Un\n\n{shortcode}\n").notes
    assert any("shortcode" in note for note in notes) == is_told


@pytest.mark.parametrize(
    "block", ["$$\n{}\n$$", "{{% highlight py %}}\n{}\n{{% endhighlight %}}", "{{% raw %}}\n{}\n{{% endraw %}}"]
)
def test_a_block_is_told_by_its_words(tmp_path: Path, block: str) -> None:
    notes = _read(tmp_path, f"Un\n\n{block.format('- la rue')}\n").notes
    assert any("code or formula" in note and "la rue" in note for note in notes)


@pytest.mark.parametrize(
    ("between", "is_text"),
    [
        ("\nLe port dort.\n", True),
        ("Le port dort.\nNote : il pleut.", True),
        ("```\nauthor: Anne\n```\n\\---\n\nLe port dort.\n", True),
        ("# Le port", True),
        ("title: Le port", False),
        ("# le port\nauthor: Anne\n\ntags:\n- mer\n- port\n  dort", False),
        ('date publiée: 2024-03-05\nnote: "Le port\n\ndort" # ici\nlist: [mer,\n  port\n]', False),
        ("note: >\n  Le port\n\n  dort\nog:title: Le port", False),
        ('{"title": "Le port"}', False),
    ],
)
def test_a_text_between_two_rules_is_no_front_matter(tmp_path: Path, between: str, is_text: bool) -> None:
    document = _read(tmp_path, f"---\n{between}\n---\n\nFin.\n")
    shown = [block.text for block in document.blocks if "port" in block.text]
    assert bool(shown) == (is_text or between == "title: Le port")
    assert is_text == (front_lines(f"---\n{between}\n---\n\nFin.\n") == 0)
