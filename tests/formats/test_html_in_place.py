"""A page that is translated to a page stays that page: nothing but its texts changes, and all of them do."""

from __future__ import annotations

import re
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dipx import formats
from dipx.document import Document
from dipx.errors import InputError
from dipx.formats.html.tokens import tokens


def _fragment(text: str) -> tuple[list[str], str]:
    """The texts of a fragment, and the fragment with each of them in capitals."""
    document = formats.parse_fragment(text)
    return [block.text for block in document.blocks], _rendered(text, document)


def _rendered(text: str, document: Document) -> str:
    return formats.render_fragment(text, document, [_loud(block.text) for block in document.blocks])[0]


def _loud(text: str) -> str:
    """In capitals, as a translation that keeps every word in its place; what stands in `…` is never changed by one."""
    return "".join(part if part.startswith("`") else part.upper() for part in re.split("(`[^`]*`)", text))


FRAGMENTS = [
    # the source, its texts, the English
    ("<p>un <b>deux</b> trois</p>", ["un deux trois"], "<p>UN <b>DEUX</b> TROIS</p>"),
    ("du texte seul", ["du texte seul"], "DU TEXTE SEUL"),
    ("a < b et c > d", ["a < b et c > d"], "A < B ET C > D"),
    ("un <b sans fin", ["un <b sans fin"], "UN &lt;B SANS FIN"),
    ("<p>&lt;b&gt; &amp; &laquo;&nbsp;oui&nbsp;&raquo;</p>", ["<b> & «\u00a0oui\u00a0»"],
     "<p>&lt;B&gt; &amp; «&nbsp;OUI&nbsp;»</p>"),
    ("<p>R&D et 3&nbsp;€</p>", ["R&D et 3\u00a0€"], "<p>R&D ET 3&nbsp;€</p>"),
    ("<p>L&#146;&#156;uvre &#150; 5 &#128;&#133;</p>", ["L’œuvre – 5 €…"], "<p>L’ŒUVRE – 5 €…</p>"),
    ("<p>mot&#11;autre <b>un&#x7;deux</b> &#110;&#2;</p>", ["mot autre un deux n"],
     "<p>MOT AUTRE <b>UN DEUX</b> N</p>"),
    ("<p>un<p>deux<li>trois", ["un", "deux", "trois"], "<p>UN<p>DEUX<li>TROIS"),
    ("<b>un<p>deux</b> trois</p>", ["un", "deux trois"], "<b>UN<p>DEUX</b> TROIS</p>"),
    ("un</p></div>deux</b>", ["un", "deux"], "UN</p></div>DEUX</b>"),
    ("un.<br>Deux<br/>trois", ["un.", "Deux trois"], "UN.<br>DEUX<br/>TROIS"),
    ("ligne\n  une,<br>\n  ligne deux", ["ligne une, ligne deux"], "LIGNE UNE,<br>LIGNE DEUX"),
    ("un<br><br>deux", ["un", "deux"], "UN<br><br>DEUX"),
    ("<h1>un<br>Deux</h1>", ["un Deux"], "<h1>UN<br>DEUX</h1>"),
    ("<a href=/a>un</a><a href=/b>deux</a> | <a href=/c>trois</a>", ["un", "deux", "trois"],
     "<a href=/a>UN</a><a href=/b>DEUX</a> | <a href=/c>TROIS</a>"),
    ("<span>Un</span><span>Deux</span>", ["Un", "Deux"], "<span>UN</span><span>DEUX</span>"),
    ("<p>\n <img src=a> <b> un </b> deux \n</p>", ["un deux"], "<p>\n <img src=a> <b> UN</b> DEUX \n</p>"),
    ("<p>un <img src=a> deux<!-- x --> trois</p>", ["un deux trois"], "<p>UN <img src=a> DEUX<!-- x --> TROIS</p>"),
    ("<p><i></i>un<a id=x></a></p>", ["un"], "<p><i></i>UN<a id=x></a></p>"),
    ("<p>un<sup><a href='#n'>1</a></sup> deux</p>", ["un deux"], "<p>UN<sup><a href='#n'>1</a></sup> DEUX</p>"),
    ("<p>un <nobr>deux</nobr> <time datetime=x>trois</time></p>", ["un deux trois"],
     "<p>UN <nobr>DEUX</nobr> <time datetime=x>TROIS</time></p>"),
    # attributes
    ("<img alt='un' title=\"deux\" src=trois.jpg data-x=quatre>", ["un", "deux"],
     "<img alt='UN' title=\"DEUX\" src=trois.jpg data-x=quatre>"),
    ("<img alt=un>", ["un"], "<img alt=UN>"),
    ("<img alt='photo.jpg'><img alt=''><img alt>", [], "<img alt='photo.jpg'><img alt=''><img alt>"),
    ("<a title='l&#39;un &amp; &quot;deux&quot;' href='?a=1&amp;b=2'>trois</a>", ["trois", "l'un & \"deux\""],
     "<a title='L&#39;UN &amp; \"DEUX\"' href='?a=1&amp;b=2'>TROIS</a>"),
    ("<p>un <a title=deux>trois</a> quatre</p>", ["un trois quatre", "deux"],
     "<p>UN <a title=DEUX>TROIS</a> QUATRE</p>"),
    ("<input placeholder='un' value='deux' name=trois><input type=submit value='quatre'>", ["un", "quatre"],
     "<input placeholder='UN' value='deux' name=trois><input type=submit value='QUATRE'>"),
    ("<button aria-label='un' value='deux' title='trois'>quatre</button>", ["un", "trois", "quatre"],
     "<button aria-label='UN' value='deux' title='TROIS'>QUATRE</button>"),
    ("<select><optgroup label='un'><option value=a>deux<option>trois</select>", ["un", "deux", "trois"],
     "<select><optgroup label='UN'><option value=a>DEUX<option>TROIS</select>"),
    ("<meta name=description content='un'><meta property='og:title' content='deux'><meta name=robots content='all'>",
     ["un", "deux"],
     "<meta name=description content='UN'><meta property='og:title' content='DEUX'><meta name=robots content='all'>"),
    ("<svg><title>un</title><text>deux <tspan>trois</tspan></text><path d='M0'/></svg>", ["un", "deux trois"],
     "<svg><title>UN</title><text>DEUX <tspan>TROIS</tspan></text><path d='M0'/></svg>"),
    ("<p>un <svg><text>deux</text></svg> trois</p>", ["un trois", "deux"],
     "<p>UN <svg><text>DEUX</text></svg> TROIS</p>"),
    # what stays
    ("<script>un</script><style>deux</style>", [], "<script>un</script><style>deux</style>"),
    ("un<script>var a = '<p>';</script> deux", ["un deux"], "UN<script>var a = '<p>';</script> DEUX"),
    ("<pre>un</pre><textarea placeholder=deux>trois</textarea>", ["deux"],
     "<pre>un</pre><textarea placeholder=DEUX>trois</textarea>"),
    ("<p>un <code>deux()</code> trois <kbd>Ctrl</kbd> <var>n</var></p>", ["un `deux()` trois `Ctrl` `n`"],
     "<p>UN <code>deux()</code> TROIS <kbd>Ctrl</kbd> <var>n</var></p>"),
    ("<p>un <code><b>de</b>ux</code> <code>deux</code></p>", ["un `deux` `deux`"],
     "<p>UN <code><b>de</b>ux</code> <code>deux</code></p>"),
    ("<p translate=no>un <b>deux</b></p><p class='a notranslate'>trois</p>quatre", ["quatre"],
     "<p translate=no>un <b>deux</b></p><p class='a notranslate'>trois</p>QUATRE"),
    ("<div translate=no>un <p translate=yes>deux</p> trois</div>", ["deux"],
     "<div translate=no>un <p translate=yes>DEUX</p> trois</div>"),
    ("<p>un <span translate=no title=x>Deux</span></p>", ["un `Deux`"],
     "<p>UN <span translate=no title=x>Deux</span></p>"),
    ("<p lang=de>eins</p><p lang=fr-CA>un <i lang=en>two</i></p>", ["un `two`"],
     "<p lang=de>eins</p><p lang=en>UN <i lang=en>two</i></p>"),
    ("<div lang=de>eins <p lang=fr>un</p></div>", ["un"], "<div lang=de>eins <p lang=en>UN</p></div>"),
    ("<noscript>un</noscript><template>deux</template><p hidden>trois</p>", ["un", "trois"],
     "<noscript>UN</noscript><template>deux</template><p hidden>TROIS</p>"),
    ("<p>un</p>\n{% if x == 'été' %}\n un <b>deux</b>\n  {% else %} {# non #}\r\ntrois\n{% endif %}\n{{#si}}\n"
     "<p>{% a %}deux</p>",
     ["un", "un deux", "trois", "{% a %}deux"],
     "<p>UN</p>\n{% if x == 'été' %}\n UN <b>DEUX</b>\n  {% else %} {# non #}\r\nTROIS\n{% endif %}\n{{#si}}\n"
     "<p>{% A %}DEUX</p>"),
    ("★ | — 12 <p>3</p>", ["★ | — 12", "3"], "★ | — 12 <p>3</p>"),
    ("<p>***</p>", [], "<p>***</p>"),
    ("", [], ""),
    ("<? un ?><% deux %><![CDATA[ trois ]]></>", [], "<? un ?><% deux %><![CDATA[ trois ]]></>"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "texts", "english"), FRAGMENTS, ids=[source[:40] for source, _, _ in FRAGMENTS])
def test_a_fragment(source: str, texts: list[str], english: str) -> None:
    assert _fragment(source) == (texts, english)


PAGE = """\ufeff<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"
  "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html lang="fr" xml:lang='fr-FR' class="no-js">
<head>
  <meta charset="utf-8">
  <meta http-equiv="content-language" content="fr">
  <meta property="og:locale" content="fr_FR">
  <meta name="description" content="Un résumé de l&rsquo;article">
  <title>La crue &amp; le pont</title>
  <link rel="stylesheet" href="a.css" title="Feuille">
  <link rel=alternate type="application/rss+xml" title="Le flux" href=/rss>
  <style>p::before { content: "Lire"; }</style>
</head>
<body onload="ouvre('menu')">
<nav><ul><li><a href="/" class=x>Accueil</a></li>
<li>Les  écoles<ul><li>Deux classes</li></ul></li></ul></nav>
<ol start="3"><li>Les routes</li></ol>
<table><tr><th scope=col>Poste</th></tr><tr><td>Écoles</td></tr></table>
<!-- un commentaire -->
<p>Lire aussi : la suite. 12&nbsp;€ &lt;b&gt;</p>
<p>Laissez un commentaire</p>
</body>
</html>
"""
ENGLISH = (
    PAGE.replace("lang=\"fr\" xml:lang='fr-FR'", "lang=\"en\" xml:lang='en'")
    .replace('content="fr"', 'content="en"')
    .replace("fr_FR", "en_US")
    .replace("Un résumé de l&rsquo;article", "UN RÉSUMÉ DE L’ARTICLE")
    .replace("Les  écoles", "LES ÉCOLES")
)
for _text in (
    "La crue &amp; le pont", "Le flux", ">Accueil<", "Deux classes", "Les routes", "Poste", ">Écoles",
    "Laissez un commentaire", "Lire aussi : la suite. 12&nbsp;€ &lt;b&gt;",
):  # fmt: skip
    _loud_text = re.sub("&[A-Z]+;", lambda match: match[0].lower(), _text.upper())
    ENGLISH = ENGLISH.replace(_text, _loud_text)


def _page(folder: Path, raw: bytes, name: str = "a.html") -> tuple[Document, bytes]:
    file = folder / name
    file.write_bytes(raw)
    document = formats.read(file, whole=True)
    return document, formats.render(document, [_loud(block.text) for block in document.blocks])[0]


@pytest.mark.parametrize(
    ("source", "english"),
    [
        ("<time>10 h</time>", "<time>10 a.m.</time>"),
        ("<p><time>3 h 30</time></p>", "<p><time>3:30 a.m.</time></p>"),
        ('<time datetime="PT3H30M">3 h 30</time>', '<time datetime="PT3H30M">3 h 30</time>'),
        ("<b>3 h 30</b>", "<b>3 h 30</b>"),
    ],
)
def test_a_time_is_written_as_english_writes_it(source: str, english: str) -> None:
    document = formats.parse_fragment(source)
    same = [block.text for block in document.blocks]
    assert formats.render_fragment(source, document, same)[0] == english


def test_a_page_keeps_every_byte_that_is_no_text(tmp_path: Path) -> None:
    document, made = _page(tmp_path, PAGE.replace("\n", "\r\n").encode())
    assert made.decode() == ENGLISH.replace("\n", "\r\n")
    assert document.left_out == ()
    assert [block.text for block in document.blocks][:3] == ["Un résumé de l’article", "La crue & le pont", "Le flux"]
    for block in document.blocks:
        assert document.text[block.start : block.end] == block.text


CHARSETS = [
    # how it is encoded, what it says, how the English is encoded, what that says
    ("utf-8", "utf-8", "utf-8", "utf-8"),
    ("utf-8", "", "utf-8", ""),
    ("cp1252", "iso-8859-1", "cp1252", "iso-8859-1"),
    ("cp1252", "windows-1252", "cp1252", "windows-1252"),
    ("iso8859-15", "ISO-8859-15", "iso8859-15", "ISO-8859-15"),
    ("utf-8", "iso-8859-1", "utf-8", "utf-8"),
    ("cp1252", "utf-8", "utf-8", "utf-8"),
    ("utf-16", "", "utf-16", ""),
]


@pytest.mark.parametrize(("encoding", "told", "written", "tells"), CHARSETS)
def test_the_page_stays_in_its_encoding_or_says_another(
    tmp_path: Path, encoding: str, told: str, written: str, tells: str
) -> None:
    page = "<html lang=fr><head>{}</head><body><p>L'été à Évry coûte 3 € à la mère, dit-elle.</p></body></html>"
    meta = '<meta http-equiv="Content-Type" content="text/html; charset={}">'
    raw = page.format(meta.format(told) if told else "").encode(encoding)
    file = tmp_path / "a.html"
    file.write_bytes(raw)
    document = formats.read(file, whole=True)
    made, _ = formats.render(document, ["Évry → €"])
    english = made.decode(written)
    assert (meta.format(tells) if tells else "<head></head>") in english
    assert ("Évry &#8594; €" if not written.startswith("utf") else "Évry → €") in english


def test_xhtml_closes_its_elements_by_a_slash(tmp_path: Path) -> None:
    body = b'<title/><script src="a"/></head><body><p>un<![CDATA[ < deux]]></p></body></html>'
    raw = b'<?xml version="1.0"?><html><head>' + body
    _, made = _page(tmp_path, raw, "a.xhtml")
    wanted = raw.replace(b"un<![CDATA[ < deux]]>", b"UN &lt; DEUX").replace(b"<html>", b'<html lang="en">')
    assert made == wanted


def test_what_stays_is_said() -> None:
    text = (
        "<pre>un</pre><p lang=de>eins</p><p>un <code>a</code></p><script>x</script><p translate=no>deux<b>trois</b></p>"
    )
    assert formats.parse_fragment(text).notes == (
        "stays as it is in the page: 1 code, 1 in another language: de, 2 marked as not to be translated, 1 pre",
    )
    assert formats.parse_fragment("<p>un</p><script>x</script>").notes == ()


def test_a_tag_for_which_no_word_is_left_is_in_the_page() -> None:
    text = '<p>un <b id="x">deux</b> <a href=/>trois <i>quatre</i></a> <code>a</code></p>'
    document = formats.parse_fragment(text)
    for english in ("", "One.", "One two three four.", "`a` one", "One `b`"):
        made, _ = formats.render_fragment(text, document, [english])
        assert Counter(_tags(made)) == Counter(_tags(text))
        assert re.sub("<code>a</code>|<[^>]*>", "", made).split() == re.sub("`.`", "", english).split()


BLOCKS = ["p", "div", "ul", "li", "table", "tr", "td", "h2", "blockquote", "section", "article", "pre", "button"]
INLINE = ["b", "i", "a", "span", "code", "time", "label", "sup", "em", "nobr", "ruby", "my-tag"]
_word = st.integers(0, 10**6).map(lambda number: f"mot{number}" + " " * (number % 5 > 0))
AMID_A_WORD = re.compile(r"\w(?:<[^>]*>)+\w")
_pieces = st.recursive(
    _word
    | st.sampled_from([" ", "\n ", "<br>", "<img src=x>", "<!-- c -->", "&nbsp;", ", ", "<hr>", "<script>s</script>"]),
    lambda inner: st.builds(
        lambda tag, parts, end: f"<{tag}>{''.join(parts)}" + f"</{tag}>" * end,
        st.sampled_from(BLOCKS + INLINE),
        st.lists(inner, max_size=5),
        st.booleans(),
    ),
    max_leaves=25,
)


def _tags(text: str) -> list[str]:
    return [text[token.start : token.end] for token in tokens(text) if token.kind in ("open", "close", "other", "raw")]


def _visible(text: str) -> Counter[str]:
    return Counter(re.findall(r"mot\d+", "\n".join(text[t.start : t.end] for t in tokens(text) if t.kind == "text")))


@settings(max_examples=60, deadline=None)
@given(st.lists(_pieces, max_size=6).map("".join))
def test_every_word_of_a_page_is_in_its_english_once_and_every_tag_in_its_order(text: str) -> None:
    document = formats.parse_fragment(text)
    for block in document.blocks:
        assert document.text[block.start : block.end] == block.text == block.text.strip() != ""
    made, _ = formats.render_fragment(text, document, [block.text for block in document.blocks])
    assert _visible(made) == _visible(text)
    assert Counter(_tags(made)) == Counter(_tags(text))
    if not AMID_A_WORD.search(text):  # a word is not cut in two: its tag goes around all of it
        assert _tags(made) == _tags(text)
        again = formats.parse_fragment(made)
        assert [block.text for block in again.blocks] == [block.text for block in document.blocks]


@settings(deadline=None)
@given(st.lists(_pieces, max_size=6).map("".join), st.lists(st.text(st.sampled_from('ab `<&>"'), max_size=20)))
def test_whatever_the_english_is_the_tags_are_those_of_the_page(text: str, english: list[str]) -> None:
    document = formats.parse_fragment(text)
    targets = [(english[index] if index < len(english) else "") for index in range(len(document.blocks))]
    made, _ = formats.render_fragment(text, document, targets)
    gone = Counter(_tags(text)) - Counter(_tags(made))  # of "1 May" nothing is raised
    assert not Counter(_tags(made)) - Counter(_tags(text))
    assert set(gone) <= {"<sup>", "</sup>"} and gone["<sup>"] == gone["</sup>"]


@given(st.text(st.sampled_from("<>/!-='\" &;abp\n?%[]")))
def test_no_source_is_lost_whatever_it_is(text: str) -> None:
    assert "".join(text[token.start : token.end] for token in tokens(text)) == text
    document = formats.parse_fragment(text)
    made, _ = formats.render_fragment(text, document, [block.text for block in document.blocks])
    assert [b.text for b in formats.parse_fragment(made).blocks] == [b.text for b in document.blocks]


MANY = [
    "<b>" * 10_000 + "un" + "</b>" * 10_000,
    "<div>" * 10_000 + "un" + "</div>" * 10_000,
    "<p>un <b>deux</b></p>" * 3_000,
    "un <b>deux</b> " * 3_000,
    "<li><ul>" * 5_000 + "un",
    "<sup>" * 5_000 + "1" + "</sup>" * 5_000,
    "<svg><text>un" * 2_000,
    "<a href=x>un</a>" * 3_000,
    "un<br>" * 5_000,
    "<a b='" * 5_000,
    "<span lang=de>" * 5_000 + "<span lang=fr>un</span>" * 5_000,
    "&lt;" * 50_000,
    "<!--" * 50_000,
    "<p" * 60_000,
]


@pytest.mark.parametrize("text", MANY, ids=[text[:12] for text in MANY])
def test_many_or_deep_elements_take_seconds_at_most(text: str) -> None:
    start = time.process_time()
    document = formats.parse_fragment(text)
    made, _ = formats.render_fragment(text, document, [block.text for block in document.blocks])
    assert _tags(made) == _tags(text)
    assert time.process_time() - start < 10  # 1 on a machine that is idle


def test_a_page_beyond_the_bounds_is_refused() -> None:
    for text, said in (
        ("<p>" * 200_001, "elements"),
        ("<" * 900_000, "tags"),
        ("a" * 11_000_000, "characters of HTML"),
    ):
        with pytest.raises(InputError, match=said):
            formats.parse_fragment(text)


def test_a_comment_in_the_title_of_a_page_of_xml_is_one(tmp_path: Path) -> None:
    raw = "<?xml version='1.0'?><html><head><title>Le <!-- x -->port</title></head><body><p>Il dort.</p></body></html>"
    document, made = _page(tmp_path, raw.encode(), "a.xhtml")
    assert [block.text for block in document.blocks] == ["Le port", "Il dort."]
    assert b"<!-- x -->" in made and b"&lt;" not in made
