"""A mail in two versions: what only the one that is not read says is named, sentence by sentence."""

from __future__ import annotations

import pytest

from tests.formats.test_mail_parts import _mixed, _part, _read, _reasons, _texts

PLAIN = "Bonjour Léa,\n\nLa réunion est reportée au mardi 12 mai.\nElle aura lieu salle B.\n\nMerci, Paul\n"
RICH = (
    "<p>Bonjour Léa,</p><p>La réunion est <b>reportée</b> au mardi 12&nbsp;mai.<br>Elle aura lieu salle B.</p>{more}"
    "<p>Merci, Paul</p>"
)
MORE = [
    ("<p>N. B. : l'alarme se coupe avec 77X!</p>", "N. B. : l'alarme se coupe avec 77X!"),
    ("<div>Apportez 3 chaises.</div>", "Apportez 3 chaises."),
    ("<table><tr><td>Salle</td><td>Jauge</td></tr></table>", "Jauge"),
    ("<p>Elle aura lieu salle C9.</p>", "Elle aura lieu salle C9."),
    ("<p>La salle au Paul aura mardi lieu.</p>", "La salle au Paul aura mardi lieu."),
    ("<p>À demain. La réunion est reportée au mardi 12 mai.</p>", "À demain."),
    ("<p>&Eacute;crivez à l&rsquo;accueil.</p>", "Écrivez à l’accueil."),
    ('<p><span style="color:red">Atten</span>tion&nbsp;: <i>travaux</i>&nbsp;!</p>', "Attention : travaux !"),
]
SAME = [
    "",
    "<hr>",
    "<style>p { color: red }</style><script>var secret = 1</script><!-- caché -->",
    '<p>Merci, <a href="https://example.org/suivi?x=1">Paul</a> https://example.org/autre</p>',
    '<p><img src="cid:a" alt=""></p>',
    "<p>Merci, P&shy;aul&zwnj;&nbsp;&zwnj;</p>",
    "<p>La re\u0301union est reporte\u0301e</p>",
    "<h1>LA RÉUNION EST REPORTÉE AU MARDI 12 MAI.</h1>",
]


def _mail(more: str) -> str:
    return _mixed(_part(PLAIN), _part(RICH.format(more=more), "html"), kind="alternative")


@pytest.mark.parametrize(("more", "said"), MORE)
def test_a_sentence_that_only_the_html_version_has_is_named_as_it_is(more: str, said: str) -> None:
    document = _read(_mail(more))
    assert _reasons(document) == {"html-version": said}
    assert said not in _texts(document)


@pytest.mark.parametrize("more", SAME)
def test_the_same_in_html_is_not_named(more: str) -> None:
    document = _read(_mail(more))
    assert not document.left_out
    assert not document.notes


def test_what_only_the_quoted_mail_of_the_html_version_says_is_quoted_mail() -> None:
    document = _read(_mail('<blockquote type="cite"><p>Le plombier passe jeudi.</p></blockquote>'))
    assert _reasons(document) == {"quoted-mail": "Le plombier passe jeudi."}


WROTE = "Le lun. 5 janv. 2026 à 09:00, Léa <lea@example.org> a écrit :"
COPIED = "-----Message d'origine-----\nDe : Léa\nEnvoyé : lundi 5 janvier 2026 09:00\nÀ : Paul\nObjet : Clé"


@pytest.mark.parametrize("quoted", [f"{WROTE}\n> Où est la clé ?", f"{COPIED}\n\nOù est la clé ?", "> Où est la clé ?"])
@pytest.mark.parametrize("signature", ["Paul\nMairie", "Paul"])
def test_what_is_answered_below_a_signature_is_no_signature(signature: str, quoted: str) -> None:
    document = _read(f"Subject: Re: Clé\n\nElle est ici.\n\n-- \n{signature}\n\n{quoted}\n")
    reasons = _reasons(document)
    assert reasons["signature"].split("\n", 1)[1] == signature
    assert "Où est la clé ?" in reasons["quoted-mail"]
    assert _texts(document) == ["Elle est ici."]
