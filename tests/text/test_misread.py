"""French that was read in another encoding, where only words tell: repaired where it is sure, and only there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dipx.text.damage import mended, traces
from dipx.text.misread import reread

LONG = "Le conseil régional a voté à l'unanimité, très ému, le budget de l'été."
SHORT = ["Le blé a gelé.", "Il a été réélu.", "Déjà fermé"]
EASTERN = "cp1250 cp1251 cp1253 cp1255 cp1256 cp1257 iso8859_2 iso8859_5 iso8859_7 koi8_r cp866".split()
ASIAN = "gb18030 cp932 big5 cp949".split()


def _seen(text: str, was: str, view: str) -> str | None:
    """The text after the mistake; ``None`` where that lost letters, which nothing brings back."""
    seen = text.encode(was).decode(view, "replace")
    return None if "\ufffd" in seen else seen


@pytest.mark.parametrize("view", ["mac_roman", "cp850", "cp437", *EASTERN])
@pytest.mark.parametrize("text", [LONG, f"« Voilà », a déclaré l’élue.\n{LONG}"])
def test_windows_letters(view: str, text: str) -> None:
    if seen := _seen(text, "cp1252", view):
        assert mended(seen)[0] == text
        assert not traces(seen)


@pytest.mark.parametrize("view", [*EASTERN, *ASIAN])
@pytest.mark.parametrize("text", [LONG, *SHORT])
def test_utf8(view: str, text: str) -> None:
    if seen := _seen(text, "utf-8", view):
        assert mended(seen)[0] == text


@pytest.mark.parametrize("view", ["cp1250", "cp1251", "cp1253", "koi8_r", "cp866", "cp437"])
def test_mac_letters(view: str) -> None:
    if seen := _seen(LONG, "mac_roman", view):
        assert mended(seen)[0] == LONG


@pytest.mark.parametrize("view", ["mac_roman", "cp1250", "cp1251", "koi8_r"])
def test_dos_letters(view: str) -> None:
    assert mended(LONG.encode("cp850").decode(view))[0] == LONG


def test_latin_9_read_as_latin_1() -> None:
    text = "Le cœur de l'œuvre coûte 50 € à la Sœur."
    assert mended(text.encode("iso8859_15").decode("latin-1"))[0] == text
    for right in ("½ tasse, ½ heure et 1½ h, ¼ de beurre", "½l de bœuf et ½ œuf, ¾ d'un œuf"):
        assert mended(right) == (right, 0)
        assert not traces(right)
    assert traces("Ma s½ur.") == ["s½ur."]


@pytest.mark.parametrize("view", ["mac_roman", "cp850", "cp1251", "iso8859_7", "koi8_r"])
def test_short_lines_prove_it_together(view: str) -> None:
    text = "\n".join(SHORT)
    assert mended(text.encode("cp1252").decode(view))[0] == text


def test_the_second_byte_of_a_letter_may_be_lost() -> None:
    assert mended("Le blĂ© a gelĂ© Ă Lyon, voilĂ tout.")[0] == "Le blé a gelé à Lyon, voilà tout."


def test_repaired_beside_names_of_other_languages() -> None:
    seen = LONG.encode("cp1252").decode("cp1251")
    assert mended(f"{seen}\nВладимир Путин и Łukasz Ősz.")[0] == f"{LONG}\nВладимир Путин и Łukasz Ősz."


RIGHT = [
    "Lech Wałęsa et Jarosław Kaczyński, d'Świnoujście à Łódź, ont été très émus.",
    "Recep Tayyip Erdoğan a été réélu à İstanbul devant Şükrü Kılıçdaroğlu et Çiğdem Ağrı.",
    "Αλέξης Τσίπρας a été réélu : « Όχι », a-t-il déclaré à Αθήνα.",
    "Владимир Путин, «Единая Россия», а потом и в Москве",
    "Jiří Dvořák, Petr Čech, Aleksander Čeferin, Škoda, Třinec, Řepka",
    "Novak Đoković, Ivan Perišić, Ćosić, Željko Šešelj",
    "Ferenc Puskás, Győr, Szőke, Ödön ; Traian Băsescu, Iași, Țăndărei, Brașov",
    "Rīga, Vējonis, Šiauliai, Žemaitija, Ąžuolas, Tõnis, Jõhvi",
    "Jón Þór, Sigurður, Bjørn, Ålesund, Malmö, São Paulo, Conceição, Peñarol, Íñigo",
    "Nguyễn Phú Trọng, Đà Nẵng, Phạm Minh Chính",
    "习近平, 東京, 방탄소년단 (BTS), TVXQ동방신기, 微信支付, logiciel微信",
    "بن سلمان, القدس, כנסת",
    "TNFα, IFNγ, IL-1β, 20 µg, kΩ, ΔT, πr², NF-κB, β-carotène, α-tocophérol",
    "Poblacht na hÉireann, na nÉireannach, BioÉthique, EuroÉnergie, TéléÉtoile, McÉvoy",
    "iPhone™, Hermès®, Carrefour™, 25°C, 10m², Mª José, n°5",
]


@pytest.mark.parametrize("text", RIGHT)
def test_right_text_is_left_alone(text: str) -> None:
    for shown in (text, text.replace(", ", "\n"), *text.split(", ")):
        assert mended(shown) == (shown, 0)
        assert not traces(shown)


def test_all_of_it_in_one_file_too() -> None:
    text = "\n".join(RIGHT)
    assert mended(text) == (text, 0)


def test_two_alphabets_in_one_word_are_told() -> None:
    assert traces("Le mot ferm┌ment et le mot avщnir") == ["ferm┌ment", "avщnir"]


@given(st.text("éèàÈÚŕйщιǃÄ©\xa0 \nabcdu'’", max_size=40))
def test_what_is_reread_needs_no_rereading(text: str) -> None:
    again, places = mended(text)
    assert mended(again) == (again, 0)
    assert (reread(text)[0] == text) == (reread(text)[1] == 0)
    assert places == 0 or again != text
