"""Damage that only words betray."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dipx.checks.damaged import check
from dipx.text.damage import mended, traces
from dipx.text.normalize import normalize

GOOD = "Le général de l’armée a déclaré très ému qu’il était là « à la fête », déjà émue."
PLAIN = "Le général a déclaré qu'il était très ému à Paris."


@pytest.mark.parametrize("view", ["mac_roman", "cp850", "cp437", "cp1250", "cp1251", "cp1253", "koi8_r"])
def test_read_in_another_encoding(view: str) -> None:
    seen = PLAIN.encode("cp1252").decode(view)
    assert mended(seen)[0] == PLAIN
    assert mended(seen)[1] > 0


@pytest.mark.parametrize("view", ["mac_roman", "cp1250", "cp1251", "cp1253"])
def test_quotation_marks_too(view: str) -> None:
    assert mended(GOOD.encode("cp1252").decode(view, "replace"))[0].count("é") == GOOD.count("é")


def test_one_line_of_several() -> None:
    bad = PLAIN.encode("cp1252").decode("cp1251")
    assert mended(f"{GOOD}\n{bad}\nÀ Łódź.")[0] == f"{GOOD}\n{PLAIN}\nÀ Łódź."


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("le pr&eacute;sident a &eacute;t&eacute; &#233;lu &amp; f&ecirc;t&#xE9;", "le président a été élu & fêté"),
        ("L&rsquo;&eacute;t&eacute;&nbsp;: 5&nbsp;&euro;", "L’été\u00a0: 5\u00a0€"),
        ("le pr%C3%A9sident a %C3%A9t%C3%A9 %E9lu", "le président a été élu"),
        (r"le pr\u00e9sident l\u2019a dit, tr\xe8s \u00e9mu", "le président l’a dit, très ému"),
        ("le g=C3=A9n=C3=A9ral a =E9t=E9", "le général a été"),
        ("Il est &agrave; Paris, &laquo; au parc &raquo;.", "Il est à Paris, « au parc »."),
        ("Il a &eacute;t&eacute; &nbsp; là &lt; ici", "Il a été \u00a0 là < ici"),
        ("&nbsp;\nLe mot", "\u00a0\nLe mot"),
        ("le pr&Atilde;&copy;sident", "le pr&Atilde;&copy;sident"),  # two ways at once: told, not guessed
    ],
)
def test_letters_written_out(seen: str, meant: str) -> None:
    assert mended(seen)[0] == meant


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        "Lech Wałęsa, Jiří Dvořák, Čapek et Čech étaient très émus à Łódź.",
        "L’İstanbul de Şahin Kırmızı, après l’été, et Novak Đoković.",
        "Le mot grec Αθήνα désigne Athènes ; Путин a été président.",
        "MISÈRE ET ÉTAT : ÈRE NOUVELLE",
        "https://x.fr/%C3%A9t%C3%A9?a=b et jean@x.fr/%C3%A9",
        "R&amp;D et a=E9, dans E=mc2, 100%25, un vol de 50%E",
        "Écrivez &lt;b&gt; en HTML",
        "Tapez &lt; pour le signe et &nbsp; pour une espace",
        "Le signe € s'écrit &euro; et « &laquo; »",
        "Le code «&eacute;» ou %C3%A9, et \\u00e9 dans un programme.",
        "Mmes Tait et Libert ont donn à Teng l'ajout",
    ],
)
def test_what_is_right_stays(text: str) -> None:
    assert mended(text) == (text, 0)


def test_letters_that_are_gone_are_told() -> None:
    assert traces("Le prsident a dclar la rpublique.") == ["prsident", "dclar", "rpublique."]
    assert traces("Il a ?t? l?, d?j?.") == ["?t?", "d?j?."]
    assert traces("Les tats-Unis et l'conomie") == ["l'conomie"]
    finding = check("Le prsident a dclar la scurit.", "The president declared safety.")
    assert finding and finding.severity == "error"
    assert not traces("Qui a dit oui ? Où est-il ?t")


@given(
    st.lists(
        st.sampled_from(
            ["&nbsp;", "&amp;", "&lt;p&gt;", "&eacute;", "eacute;", "%C3%A9", "\\u00e9", "=E9", " ", "le", "é"]
        )
    )
)
def test_what_is_repaired_needs_no_repair(parts: list[str]) -> None:
    made, _ = mended("".join(parts))
    assert mended(made) == (made, 0)
    assert normalize(normalize(made)) == normalize(made)


def test_the_model_sees_letters() -> None:
    assert normalize("l&rsquo;&eacute;t&eacute;&nbsp;&amp;&lt;p&gt;") == "l'été &<p>"


@pytest.mark.parametrize("text", ["20%E9", "100 %20", "C:\\xe9dition", "C:\\u00e9tat\\a.docx"])
def test_paths_and_figures_are_not_written_out(text: str) -> None:
    assert mended(text) == (text, 0)
