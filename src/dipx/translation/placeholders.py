"""What a program fills in: ``{nom}``, ``%{nom}``, ``%s``, ``%1$s``, ``$nom``, ``${nom}``. « 50 % des » and
« 12 $US » are none.

``:nom`` of Laravel and SQL is among the commands (``commands.py``), tags of templates are in ``text/templates.py``.
"""

from __future__ import annotations

# Alternatives for one verbose pattern; every repetition is bounded.
PLACEHOLDERS = r"""
    [%\#$!@]?(?:\{\{?[\w.:\ -]{0,60}\}\}?|\{[\w.:-]{0,60}\})                       # {{name}}, %{name}, #{name}, ${name}
    |\$\([A-Za-z_][\w.-]{0,60}\)(?![\w^_+=*/$-])                                # $(name)
    # %s, %1$s, but not 50 %d'élus
    |(?<![\w%])(?:%s|%\d{1,2}\$[sdif]|%\(\w{1,60}\)[sdif]|(?<!\d\s)%\d{0,3}(?:\.\d{1,3})?[dif])\b
    |(?<![\w%])%[A-Za-z_]\w{0,60}%(?![\w\\])                                        # %NAME%
    # %name, but not 50 %des
    |(?<![\w%)\]])(?<!\d\s)%(?!(?:age|au|aux|d|de|des|du|en|et|la|le|les|ou|par|sur)\b)[a-z_]\w{1,60}(?![\w%'’])
    |(?<![\w$])(?<!\d\s)\$(?:\{[A-Za-z_]\w{0,60}\}|(?!(?:US|CAN?|AU?|NZ|HK)\b)[A-Za-z_]\w{0,60})   # $VAR, not $US
        (?:/[\w.@+-]{0,80}\w){0,12}
"""
