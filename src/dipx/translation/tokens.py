"""Where a text has what must stay as it is: addresses, handles, tags, formulas, codes, acronyms, placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dipx.text.scripts import FOREIGN, has_foreign
from dipx.text.templates import PATTERN
from dipx.translation import knots
from dipx.translation.codes import ACRONYMS, CODES, NUMBERS, ONE_MORE, SPACED
from dipx.translation.commands import COMMANDS, is_dashed_word
from dipx.translation.commands import HINT as MAY_COMMAND
from dipx.translation.damaged import is_of_damage, spoilt_words
from dipx.translation.doubled import BETWEEN, DOUBLED, EDITED
from dipx.translation.paths import HINT, PATHS
from dipx.translation.placeholders import PLACEHOLDERS
from dipx.translation.spelled import SPELLED
from dipx.translation.spelled import may_have as may_be_spelled
from dipx.translation.symbols import HINT as MAY_BE_SYMBOL
from dipx.translation.symbols import SYMBOLS

_DOMAINS = "fr|com|org|net|eu|info|be|ch|ca|ma|tn|dz|sn|ci|lu|uk|de|es|it|int|gov|edu|io|tv|gouv"
_EMOJI = "[\U0001f1e6-\U0001faff\u2600-\u27bf\u231a-\u23fa\u2b00-\u2bff]"
_ATTRIBUTE = (
    r"\s{1,9}(?:[A-Za-z_:@][\w:.-]{0,60}\s?=\s?(?:\"[^\"<>\n]{0,300}\"|'[^'<>\n]{0,300}'|[^\s\"'<>]{1,300})|async|autofocus"
    r"|autoplay|checked|controls|default|defer|disabled|download|hidden|loop|multiple|muted|open|readonly|required|selected)"
)
# Between two "$": letters one by one, commands of TeX, figures and signs; no word, so that of prices none is a formula.
_TEX = (
    r"(?:\\(?:text|mathrm|mbox)\{[^{}$\n]{0,40}\}|\\[a-zA-Z]{1,20}+|[A-Za-z](?![A-Za-z])"
    r"|(?:(?<=[=+^_{])|(?<==[ ]))[A-Za-z]{2}(?![A-Za-z])|[\d ,.;:'!|/*()\[\]{}+=<>^_~&−-]|\\[^\w$\n])"  # E=mc^2
)
# A message of ICU with its choices: who translates these has to know which there are.
MESSAGE = (
    r"\{\s?\w{1,40}\s?,\s?(?:plural|select|selectordinal|number|date|time|spellout|ordinal|duration|choice)\b"
    r"(?:[^{}\n]|\{(?:[^{}\n]|\{[^{}\n]{0,200}\}){0,300}\}){0,500}\}"
)
# [gallery ids="1,2"], [/caption]
_SHORTCODE = (
    r"\[[a-z][\w-]{0,40}(?:\s{1,3}[\w-]{1,40}=(?:\"[^\"\]\n]{0,300}\"|'[^'\]\n]{0,300}'|[^\s\]\"']{1,100})){1,20}\s?/?\]"
    r"|\[/[a-z][\w-]{1,40}\]"
)
_SIGNED = r"(?=[^$\n]{0,300}[=^_+<>\\(/*-]|[A-Za-z]\$)(?![\s$])"
_FORMULA = "|".join(rf"(?<![\w$]){by}{_SIGNED}{_TEX}{{1,300}}+(?<!\s){by}(?![\w$])" for by in (r"\$", r"\$\$"))
# \(x^2\) and \[x^2\], but not the escaped brackets of \(voir ici\).
_BRACKETED = "|".join(
    rf"\\{a}(?=[^\n]{{0,40}}?(?:[=^_+<>]|\\[a-zA-Z]))(?:[^\\\n]|\\[^{b}\n]){{1,300}}+\\{b}"
    for a, b in (r"\( \)".split(), r"\[ \]".split())
)
# Bounded in every repetition but those that eat to the next space: linear in whatever is repeated.
_FEW = rf"""
    {EDITED}                                                                  # {{++new++}}
    |(?:https?://|ftp://|www\.)[^\s<>"«»“”]+                                   # URL; its end is trimmed below
    |(?<![\w.+-])[\w.+-]{{1,64}}@(?:[\w-]{{1,63}}\.){{1,5}}[^\W\d_]{{2,24}}\b    # e-mail address
    |(?<![\w.@-])(?:[A-Za-z\d-]{{1,63}}\.){{1,5}}(?:{_DOMAINS})\b(?:/[^\s<>"«»“”]*)?
    |(?<![\w@.])@\w{{1,50}}(?:\.\w{{1,50}})?(?:@(?:[\w-]{{1,63}}\.){{1,4}}[a-z]{{2,24}}\b)?   # @handle, @a@b.social
    |{BETWEEN}                                                                # #my words#
    |(?<![\w#&])\#(?=\d{{0,50}}[^\W\d])\w{{1,100}}                            # hashtag; #1 is a number
    |`[^`\n]{{1,300}}`                                                        # code
    # &lt; that is spoken of; « mot &agrave; mot » is damage
    |(?<![\w&;])&(?:lt|gt|amp|quot|apos|nbsp|shy|zwn?j|lrm|rlm|\#\d{{1,6}}|\#x[\dA-Fa-f]{{1,5}}
        |(?![Aa]grave)[A-Za-z](?:acute|grave|circ|uml|cedil|tilde|ring));(?![\w&])
    |{PATTERN}                                                                # tags of templates
    |{_BRACKETED}
    |{_FORMULA}                                    # $c = 2n$
    |{PLACEHOLDERS.strip()}
    |</?[A-Za-z][\w:-]{{0,40}}(?:{_ATTRIBUTE}){{0,20}}\s?/?>                     # <tag/>, but not <mes mots>
    |\[\[(?:[^\[\]|\n]{{0,200}}\|)?|\]\]                                       # [[target|words]]
    |<(?=[^\W\d][^<>\n]{{0,200}}>)|(?<=\w)>(?!>)                                    # <my words>: both marks
    |(?:{_EMOJI}[\ufe0f\u200d\u20e3\U0001f3fb-\U0001f3ff]*)+                  # emoji, with their joiners
    |[\ue000-\uf8ff\ufffc]+                                                   # signs of one font, embedded objects
    |{_SHORTCODE}
    |(?<![\w-])[A-Za-z][\w-]{{0,40}}=\"[^\"\n]{{1,200}}\"                           # ids="1,2"
    |(?<!\w)(?:\#\#[A-Z][A-Z\d_]{{1,40}}\#\#|@@[A-Z][A-Z\d_]{{1,40}}@@|%%[A-Z][A-Z\d_]{{1,40}}%%)(?!\w)   # ##NOM##
    |{DOUBLED.strip()}
    |(?<!\S)(?:&&|\|\||<-|->|=>|==|!=|<=|>=|:=|<!--|-->)(?!\S)                     # what programs calculate with
    |{MESSAGE}                                                               # {{count, plural, …}}
    |(?<![\w'’-])[éèêëâîïôûùüçÉÈÊËÂÎÏÔÛÙÜÇ](?![\w'’-])                          # a letter that is spoken of, an initial
    |\.{{8,}}|_{{4,}}|…{{3,}}|(?:\.[ ]){{4,}}\.                                  # to be filled in
    |[\U000f0000-\U0010fffd]+                                                 # what would look like our marks
"""
_CODED = re.compile(r"\d|\bBIC\b|\bSWIFT\b")  # without these there is no code to look for
_CLOSING = ".,;:!?'’…]}*"
_OWN_END = ("<", "{", "[", "`")  # what begins so ends with a mark of its own


def tokens(text: str) -> Iterator[tuple[int, int]]:
    """Their spans, in order."""
    coded = _CODED.search(text) is not None
    kinds = {
        "symbols": MAY_BE_SYMBOL.search(text) is not None,
        "commands": MAY_COMMAND.search(text) is not None,
        "paths": HINT.search(text) is not None,
        "numbered": coded and SPACED.search(text) is not None,
        "at_sea": coded and knots.may_have(text),
        "spelled": may_be_spelled(text),
    }
    spoilt = spoilt_words(text)
    for match in _tokens_where(**kinds, coded=coded, foreign=has_foreign(text)).finditer(text):
        if match[0].startswith("--") and is_dashed_word(match[0]):
            continue
        start, stop = match.span(match.lastgroup) if match.lastgroup else match.span()
        if spoilt and is_of_damage(text, (start, stop), spoilt):
            continue
        if "/" in match[0] or match[0].startswith("www."):
            stop = start + _url_length(text[start:stop])
        yield start, stop
        while match.lastgroup == "parted" and (more := ONE_MORE.match(text, stop)):
            start, stop = more.span("parted")
            yield start, stop


@cache
def _tokens_where(
    *,
    symbols: bool,
    commands: bool,
    paths: bool,
    coded: bool,
    numbered: bool,
    at_sea: bool,
    spelled: bool,
    foreign: bool,
) -> re.Pattern[str]:
    """For texts that may hold such things: compiled when such a text comes, which takes up to 40 ms."""
    kinds = {
        FOREIGN: foreign,
        COMMANDS: commands,
        PATHS: paths,
        NUMBERS: numbered,
        CODES: coded,
        ACRONYMS: True,
        SYMBOLS: symbols,
        knots.KNOTS: at_sea,
        SPELLED: spelled,
    }
    return re.compile("\n|".join([_FEW, *(kind.strip() for kind, is_there in kinds.items() if is_there)]), re.X)


def _url_length(url: str) -> int:
    """Without the marks of the sentence that ends there; a closing parenthesis stays where one was opened."""
    if url.startswith(_OWN_END):
        return len(url)
    surplus = url.count(")") - url.count("(")
    length = len(url)
    while length and (url[length - 1] in _CLOSING or (url[length - 1] == ")" and surplus > 0)):
        surplus -= url[length - 1] == ")"
        length -= 1
    return length
