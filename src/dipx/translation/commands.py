"""What people write for a shell, a spreadsheet or a database in the midst of a sentence: options, commands, formulas,
calls, parameters."""

from __future__ import annotations

import re

from dipx.text.small_words import FRENCH, FRENCH_IN_NAMES, FRENCH_TOO

_SMALL = FRENCH | FRENCH_TOO | FRENCH_IN_NAMES
_QUOTED = r"'[^'\n«»]{0,80}'|\"[^\"\n«»]{0,80}\""
_VALUE = rf"(?:{_QUOTED}|[^\s'\"«»(),;]{{0,80}}[\w/*%])"
# Not the dashes of « --le maire-- », which close behind a word.
_LONG = rf"--[A-Za-z](?:-?\w){{1,40}}(?:={_VALUE}|(?![\w-])(?![^\n]{{0,200}}\w--(?![\w-])))"
_SHORT = r"-[A-Za-z\d]{1,5}(?![\w'’-])"
# What ends a command: the sentence goes on.
_PROSE = (
    r"(?:a|afin|ainsi|alors|après|au|aussi|aux|avant|avec|ce|cela|car|chez|comme|dans|de|depuis|des|dès|donc|du|également|elle|"
    r"en|ensuite|est|et|il|"
    r"la|le|les|lorsque|mais|ne|ou|où|par|peut|permet|pour|puis|quand|qui|sans|se|si|sous|suivie?|sur|un|une|vers|à)(?![\w/=@:-]|\.\w)"
)
_ARGUMENT = rf"[ ](?:{_LONG}|{_SHORT}|{_QUOTED}|(?!{_PROSE})(?!\w['’])[\w~./$*][\w@~./:+=*$-]{{0,80}}(?<![.:]))"
_PROGRAMS = (
    r"(?:apt(?:-get)?|dnf|yum|brew|snap|conda|pip3?|pipx|uv|gem|cargo|npm|yarn|pnpm|composer)[ ](?:"
    r"install|uninstall|update|upgrade|remove|add|run|create|search|build|test|init|require|i)"
    r"|git[ ](?:add|branch|checkout|clone|commit|config|diff|fetch|init|log|merge|pull|push|rebase|remote|reset|stash|"
    r"status|switch|tag)"
    r"|(?:docker|podman|kubectl|systemctl|helm)[ ](?:apply|build|compose|delete|enable|exec|get|images|logs|ps|pull|"
    r"push|restart|rm|run|start|status|stop)"
    r"|(?:python3?|node|ruby|perl|bash|sh|php|java|make)(?=[ ](?:-|[\w./]{1,60}\.\w|[\w.]{0,20}/))"
    r"|(?:ls|cd|cp|mv|rm|mkdir|rmdir|chmod|chown|cat|grep|find|tar|curl|wget|ssh|scp|echo|ping|sed|awk|tail|head|kill|df|du|ps|touch)"
    rf"(?=[ ](?:-[A-Za-z]|[~./][\w./]|{_QUOTED}|\d{{3}}[ ]))"
)
_CALLED = rf"(?:sudo[ ](?:-[A-Za-z][ ])?)?(?:{_PROGRAMS})(?:{_ARGUMENT}){{0,8}}"
_SUDO = rf"sudo(?:{_ARGUMENT}){{1,8}}"
_PIPED = r"[ ]?(?:\|\|?|&&|>>?)[ ]?"
_CELL = r"\$?[A-Z]{1,3}\$?\d{1,6}"
_INSIDE = r"(?:[^()\n]|\((?:[^()\n]|\([^()\n]{0,80}\)){0,120}\)){0,200}"
KEYS = (
    "attribute|code|count|date|email|id|key|label|limit|max|message|min|name|nom|number|offset|order|other|page|"
    "password|prenom|price|seconds|size|slug|time|title|token|total|type|url|user|username|value|values"
)
_ANNOUNCED = (
    r"(?:paramètre|variable|champ|marqueur|jeton|argument|clé|segment|route|placeholder|symbole|"
    r"attribut|valeur|mot-clé|liaison)s?"
)
_KEY = r":[A-Za-z_]\w{0,40}(?![\w:])"

HINT = re.compile(
    r"--[A-Za-z]|[ ]-[A-Za-z\d]|=[A-Z$]|\w\(|(?<![\w:]):[A-Za-z_]|\b(?:sudo|SELECT|INSERT|UPDATE|DELETE)\b"
    r"|\b(?:apt|apt-get|dnf|yum|brew|snap|conda|pip3?|pipx|uv|gem|cargo|npm|yarn|pnpm|composer|git|docker|podman|"
    r"kubectl|systemctl|helm)[ ][a-z]"
    r"|\b(?:cd|ls|cat|mkdir|echo|curl|wget|python3?|bash|sh|php|node)[ ][\w~./'\"-]"
)
"""Without this there is no such thing to look for."""

# Alternatives for one verbose pattern. A named group is the token where what stands before it tells it; every
# repetition is bounded.
COMMANDS = rf"""
    (?<![\w./-])(?:{_CALLED}|{_SUDO})                                           # sudo apt install vlc
        (?:{_PIPED}(?:{_CALLED}|\w{{2,20}}(?:{_ARGUMENT}){{0,5}})){{0,4}}
    |(?<![\w-]){_LONG}                                                        # --opt='valeur'
    |\b(?:[Oo]ptions?|[Aa]rguments?|[Dd]rapeaux?|[Pp]aramètres?|[Cc]ommutateurs?|--[\w-]{{1,40}}[ ](?:et|ou))
        [ ](?P<switch>{_SHORT})                                                 # l'option -v
    |(?<![\w=])=(?=[^\n]{{0,40}}[(A-Z])(?:[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ\d._]{{1,30}}\({_INSIDE}\)|{_CELL})   # =SOMME(A1:A3)
        (?:[-+*/^&]\d{{0,9}}(?:{_CELL}|[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.]{{1,30}}\({_INSIDE}\)|(?<=\d))){{0,8}}
    |(?<![\w.=])[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ\d._]{{1,30}}\((?=[^()\n]{{0,80}}(?:{_CELL}|;)){_INSIDE}\)   # SOMME(A1:A3)
    |(?<![\w.])(?:[A-Za-z_]\w{{0,40}}(?:\.|->|::)){{0,4}}[A-Za-z_]\w{{0,40}}\(\)                      # calculer()
    |(?<![\w.])(?:[a-z_]\w{{0,40}}(?:\.|->|::)){{1,4}}[a-z_]\w{{0,40}}\([^()\n]{{0,80}}\)              # objet.lire(x)
    |(?<![\w.])[a-z]{{1,20}}[A-Z][A-Za-z\d]{{0,40}}\([^()\n]{{0,80}}\)                         # maFonction(x, y)
    |\b{_ANNOUNCED}[ ](?P<bound>{_KEY})
    |(?<=[(=/ ])(?<![\w/][(=])(?P<keyed>:(?:{KEYS}|[A-Za-z]\w{{0,30}}_\w{{1,30}})(?![\w:]))           # :id
    |^:(?:{KEYS})(?![\w:])
    |(?<!\w)(?:SELECT[ ][\w*.,() ]{{1,80}}?[ ]FROM[ ]\w{{1,60}}
        |INSERT[ ]INTO[ ]\w{{1,60}}|DELETE[ ]FROM[ ]\w{{1,60}}
        |UPDATE[ ]\w{{1,60}}[ ]SET[ ]\w{{1,60}}[ ]?=[ ]?(?::?\w{{1,60}}|{_QUOTED}))
        (?:[ ]WHERE[ ]\w{{1,60}}[ ]?(?:=|<>?|>|!=|LIKE|IN)[ ]?(?::?\w{{1,60}}|{_QUOTED}))?(?!\w)
"""


def is_dashed_word(token: str) -> bool:
    """Whether what looks like an option is a French word behind a dash: « Mme Lagarde --dont l'institution ... »."""
    word = token.removeprefix("--")
    return word in _SMALL or (word.isalpha() and not word.isascii())
