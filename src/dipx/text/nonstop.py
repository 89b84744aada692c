"""What never closes (« 24 h/24, 7 j/7 ») and the articles that have a name (« le 49-3 »), read out for the model, which
makes "24 h/24 h", "24 hours out of 24 and 7 days out" and "49-3" of them."""

from __future__ import annotations

import re

from dipx.text.words import SPACE as _S

_OF = rf"{_S}?(?:/|sur){_S}?"
_H, _J = rf"{_S}?h(?:eures?)?(?!\w)", rf"{_S}?j(?:ours?)?(?!\w)"
_HOURS = re.compile(
    rf"(?<![\w.,/-])(?:(?:24{_H}{_OF}24(?:{_H})?|vingt-quatre{_S}heures{_S}sur{_S}vingt-quatre)"
    rf"|24/24(?=,?{_S}(?:et{_S})?7{_S}?(?:j|/)))(?![\w/]|[.,]\d)",
    re.IGNORECASE,
)
_DAYS = re.compile(
    rf"(?<![\w.,/-])(?:(?P<days>[1-7]){_J}{_OF}7(?:{_J})?|sept{_S}jours{_S}sur{_S}sept)(?![\w/]|[.,]\d)"
    rf"|(?<=par{_S}jour{_S}et{_S})7/7(?![\w/])|(?<=par{_S}jour,{_S})7/7(?![\w/])|(?<=par{_S}jour{_S})7/7(?![\w/])",
    re.IGNORECASE,
)
# These number articles with a hyphen: the article 49-1 of a code is no first paragraph of its 49th.
_OF_A_CODE = re.compile(
    rf",?{_S}(?:du{_S}(?:code|décret|règlement|CGI|CGCT)|de{_S}la{_S}(?:loi|charte|convention)|de{_S}l['’](?:arrêté|ordonnance))\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(  # of the constitution, by which laws are passed without a vote
    rf"\b(?P<the>[Ll]e|[Dd]u|[Aa]u|[Cc]e|[Uu]n){_S}(?P<article>49|47)(?:[-.]|(?:,?{_S}al(?:inéa|\.){_S}?))(?P<part>[1-3])(?![\w%]|[.,/-]\d)"
    rf"|\b(?P<whole>[Aa]rticle{_S})(?P<number>\d{{1,3}})(?:-|,?{_S}al(?:inéa|\.){_S}?)(?P<alinea>\d{{1,2}})(?![\w%]|[.,/-]\d)"
)
_THE = {"le": "l'", "du": "de l'", "au": "à l'", "ce": "cet ", "un": "un "}
HINT = re.compile(r"24|vingt-quatre|sur 7|/7|sept j|\b4[79](?:[-.]|,?.al)|rticle.\d", re.IGNORECASE)


def written_out(text: str) -> str:
    """« 24 heures par jour », « 7 jours par semaine », « l'article 49.3 ». Idempotent."""
    text = _HOURS.sub("24 heures par jour", text)
    text = _DAYS.sub(lambda match: f"{match['days'] or 7} jour{'s' * (match['days'] != '1')} par semaine", text)
    return _ARTICLE.sub(_named, text)


def _named(match: re.Match[str]) -> str:
    if match["whole"]:
        # No code's « article 121-3 ».
        is_of_constitution = match["number"] in ("49", "47") and not _OF_A_CODE.match(match.string, match.end())
        is_one = "al" in match[0][len(match["whole"]) :] or is_of_constitution
        return f"{match['whole']}{match['number']}.{match['alinea']}" if is_one else match[0]
    made = f"{_THE[match['the'].lower()]}article {match['article']}.{match['part']}"
    return made[0].upper() + made[1:] if match["the"][0].isupper() else made
