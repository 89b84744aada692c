"""What a program fills in: ``{nom}``, ``%{nom}``, ``%s``, ``%1$s``, ``$nom``, ``${nom}``. « 50 % des » and
« 12 $US » are none.

``:nom`` of Laravel and SQL is among the commands (``commands.py``), tags of templates are in ``text/templates.py``.
"""

from __future__ import annotations

from dipx.translation.commands import KEYS

# Alternatives for one verbose pattern; every repetition is bounded.
PLACEHOLDERS = rf"""
    # {{{{name}}}}, %{{name}}, {{name!r}}
    [%\#$!@]?(?:\{{\{{?[\w.:\ -]{{0,60}}\}}\}}?|\{{[!$%@:\#^&*]?[\w.:|!$@%-]{{0,60}}\}})
    |\$\$[A-Za-z_]\w{{0,60}}\$\$
    |\$\([A-Za-z_][\w.-]{{0,60}}\)(?![\w^_+=*/$-])                                # $(name)
    |(?<![\w%])%s\b
    # %1$s, %-10s, %lu, %@, but not 50 %d'élus
    |(?<![\w%])(?<!\d\s)%(?:\d{{1,2}}\$)?[-+0\#]{{0,3}}\d{{0,3}}(?:\.\d{{1,3}})?(?:ll?|hh?|z)?[sdifuxXeEgGcpn@](?![\w'’])
    |(?<![\w%])%(?:\(\w{{1,60}}\)|<\w{{1,60}}>)[\d.]{{0,5}}[sdif]\b
    |(?<![\w%\\])(?<!\d\s)(?:%L?|\\)\d{{1,2}}(?![\w%]|[.,]\d)                         # %1, \1
    |(?<![\w%])%[A-Za-z_]\w{{0,60}}%(?![\w\\])                                        # %NAME%
    # %name, but not 50 %des
    |(?<![\w%)\]])(?<!\d\s)%(?!(?:age|au|aux|d|de|des|du|en|et|la|le|les|ou|par|sur)\b)[a-z_]\w{{1,60}}(?![\w%'’])
    |(?<=\s)!(?:{KEYS})(?![\w!])                                                 # !name
    |(?<![\w$])(?<!\d\s)\$(?:\{{[A-Za-z_]\w{{0,60}}\}}|(?!(?:US|CAN?|AU?|NZ|HK)\b)[A-Za-z_]\w{{0,60}})   # $VAR, not $US
        (?:/[\w.@+-]{{0,80}}\w){{0,12}}
"""
