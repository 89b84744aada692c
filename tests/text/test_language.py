"""Which language: at once where the small words leave no doubt, by the library elsewhere."""

from __future__ import annotations

from typing import NoReturn

import pytest

from dipx.text import language
from dipx.text.language import detect, other_language
from tests.conftest import ROOT

EVAL = ROOT.parent / "shared" / "eval"

FRENCH = "Le ministre a dit que les discussions sont dans une impasse, mais qu'elles se poursuivent avec ses voisins."
ENGLISH = "The minister said that the talks were at an impasse, but that they would go on with his neighbours."
OTHERS = {
    "ca": "El ministre va dir que les converses són en un punt mort, però continuen amb els veïns des de dilluns.",
    "oc": "Lo ministre diguèt que las discussions son dins un cuol de sac e contunhan amb los vesins dempuèi diluns.",
    "es": "El ministro dijo que las conversaciones están en un punto muerto y continúan con los vecinos.",
    "it": "Il ministro ha detto che i colloqui sono a un punto morto, ma che continuano con i vicini da lunedì scorso.",
    "ro": "Ministrul a spus că discuțiile sunt într-un impas, dar că ele continuă cu vecinii săi de luni până vineri.",
    "de": "Der Minister sagte, die Gespräche seien in einer Sackgasse, sie gingen aber mit den Nachbarn weiter.",
}


@pytest.fixture
def no_library(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> NoReturn:
        raise AssertionError("the library was asked")

    monkeypatch.setattr(language, "_identifier", refused)


@pytest.mark.usefixtures("no_library")
def test_plain_french_and_english_need_no_library() -> None:
    assert detect(FRENCH) == "fr"
    assert detect(ENGLISH) == "en"
    assert detect(FRENCH.upper()) == "fr"


@pytest.mark.usefixtures("no_library")
def test_a_few_words_are_taken_for_french() -> None:
    assert detect("The end.") == detect("") == "fr"


@pytest.mark.parametrize("lang", OTHERS)
def test_another_language_is_left_to_the_library(lang: str, no_library: None) -> None:
    with pytest.raises(AssertionError, match="library"):
        detect(OTHERS[lang])


@pytest.mark.parametrize("lang", OTHERS)
def test_the_library_knows_it(lang: str) -> None:
    assert detect(OTHERS[lang] * 3) == lang


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("L'alcalde presenta als veïns la reforma del centre i de la plaça de la vila vella", "ca"),  # or Occitan
        ("El alcalde presenta la reforma integral del mercado central ante una docena de tenderos", "es"),  # or Catalan
    ],
)
def test_what_is_one_of_several_others_is_no_french(text: str, lang: str) -> None:
    assert max(share for _, share in language.weighed(text)) < language.SURE
    assert detect(text) == lang


@pytest.mark.usefixtures("no_library")
def test_a_mixture_is_left_to_the_library() -> None:
    with pytest.raises(AssertionError, match="library"):
        detect(FRENCH + " " + ENGLISH)


@pytest.mark.usefixtures("no_library")
@pytest.mark.skipif(not EVAL.is_dir(), reason="the development sets are not here")
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_article_of_the_news_is_decided(lang: str) -> None:
    lines = (EVAL / f"newstest2013.{lang}").read_text("utf-8").splitlines()
    assert {detect(" ".join(lines[start : start + 16])) for start in range(0, len(lines), 16)} == {lang}


@pytest.mark.skipif(not EVAL.is_dir(), reason="the development sets are not here")
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_nearly_every_sentence_of_the_news_is_decided(lang: str) -> None:
    lines = (EVAL / f"newstest2013.{lang}").read_text("utf-8").splitlines()
    decided = [language._by_words(line) for line in lines if len(line.split()) >= language.SURE_WORDS]
    assert set(decided) == {lang, None}
    assert decided.count(None) < 0.07 * len(decided)


@pytest.mark.parametrize(
    ("sentence", "lang"),
    [
        ("The city council adopted the city's budget on Monday evening, after a four-hour debate.", "en"),
        ("Thank you for your help.", "en"),
        ("Der Bürgermeister hat gestern gesagt, dass er nicht kommen wird.", "de"),
        ("El alcalde dijo que la ciudad está más tranquila y los vecinos también.", "es"),
        ("Il sindaco ha detto che gli altri sono più forti nella gara di questa sera.", "it"),
        ("Le maire a dit : « The show must go on. »", None),
        ("Will Smith, acteur", None),
        ("Kim Jong Un", None),
        ("Accueil Politique International", None),
        ("Rendez-vous demain", None),
        ("Il a dit « non ».", None),
        ("Il a dit non.", None),
        ("Un an, un as, un os : non !", None),
        ("Il non, lui si.", None),
        ("Mais on a la foi.", None),
        ("Manchester United - Arsenal : 2-1", None),
        ("L'album « Their Satanic Majesties » of the Stones", None),
        ("Roman : The Call of the Wild", None),
        ("Concert\u00a0: Out of the Blue", None),
        ("Sortie en salles : “The Shape of Water and the Others”", None),
        ("Livre: The Heart of the Matter", None),
        ("Série télé – The Last of Us and the Others", None),
        ("• Roman : Der Mann ohne Eigenschaften und die Frau von nebenan", None),
        ("The last of what there was chez Paul", None),
        ("London: The mayor said that he would not go.", "en"),
        ("The book of the year: The Heart of the Matter", "en"),
        ("Berlin – Der Bürgermeister hat gestern gesagt, dass er nicht kommen wird.", "de"),
        ("At the council: the mayor said that he would not go.", "en"),
        ("The mayor said: It was the last of the year.", "en"),
        ("", None),
    ],
)
def test_a_sentence_of_another_language(sentence: str, lang: str | None) -> None:
    assert other_language(sentence) == lang
