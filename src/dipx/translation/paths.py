"""What people write for machines: paths, names of files, keys, digests, addresses of networks, identifiers."""

from __future__ import annotations

import re

_ENDINGS = (
    "pdf|docx?|xlsx?|xlsm|pptx?|odt|ods|odp|rtf|txt|csv|tsv|jsonl?|xml|ya?ml|toml|ini|cfg|conf|log|md|rst|html?|css|js|ts|"
    "py|rb|rs|java|cpp|sh|bat|ps1|exe|dll|msi|deb|rpm|dmg|apk|iso|zip|tar|tgz|gz|bz2|xz|7z|rar|png|jpe?g|gif|svg|webp|"
    "bmp|tiff?|mp[34]|avi|mkv|mov|wav|flac|ogg|webm|epub|mobi|srt|vtt|sql|sqlite|bak|tmp|lock|php|jsp|tex|bib|psd|dwg|"
    "ttf|otf|pem|crt|eml|mbox|ics|vcf"
)
_ROOTS = "etc|tmp|home|usr|var|bin|dev|opt|proc|root|mnt|srv|lib|boot|sys|media|Users|Applications|Library|Volumes"
_HIDDEN = "bashrc|zshrc|profile|gitignore|gitattributes|env|htaccess|npmrc|ssh|vimrc|config|dockerignore|editorconfig"
_PART = r"[^\W_][\w.@+-]{0,80}|[_.][\w.@+-]{1,80}"  # of a path, without spaces
_NAMED = r"[^\\/:%*?\"<>|\s«»“”]"  # what a name in Windows may be made of
_NO_RATE = r"(?<![\w/.<>€$£¥%‰°])(?<![€$£¥%‰°\d][ \u00a0\u202f])"  # before a slash: 12 €/m²/mois is what is paid
_STEP = rf"{_NAMED}{{1,60}}(?:[ ]{_NAMED}{{1,60}}){{0,3}}\\"  # a folder's name may have spaces

HINT = re.compile(
    r"[\\_=]|%\w|(?<!\w)[~.]{0,2}/\w|\w/\w|\w\.[A-Za-z]|(?<!\w)\.[a-z]{3}|[A-Za-z]\d\w{5}|\d[A-Za-z]\w{5}"
    r"|:[\da-fA-F]{1,4}:|\d:\d|[\da-f]{4}-[\da-f]{4}-"
)
"""Without this there is no such thing to look for."""

# Alternatives for one verbose pattern. A named group is the token where what stands before it tells it; every
# repetition is bounded.
PATHS = rf"""
    (?<=["«“'])[ \u00a0\u202f]?   # "C:\Mes documents\a.txt"
        (?P<quoted>(?:[A-Za-z]:|\\)\\[^"«»“”<>|*?\n]{{1,240}}?)(?=[ \u00a0\u202f]?["»”'])
    |(?<!\w)(?:[A-Za-z]:\\|\\\\|%\w{{1,40}}%\\?)(?:{_STEP}){{0,20}}(?:{_NAMED}{{0,80}}[\w)])?   # C:\a\b.txt
    |(?<![\w\\])[A-Z]\w{{1,40}}(?:\\\w[\w.-]{{0,60}}){{1,20}}   # HKEY_USERS\Console
    |(?<![\w\\])\\[A-Za-z]\w{{0,40}}   # \n, \alpha
    |(?<![\w/.<])(?:~|\.{{1,2}})/(?:(?:{_PART})(?:/(?:{_PART})){{0,20}}/?)?(?<![.])   # ~/a, ../a/b
    |{_NO_RATE}/(?:{_ROOTS})(?:/(?:{_PART})?){{0,20}}(?![\w/])(?<![.])   # /etc/hosts
    |{_NO_RATE}(?:/(?:{_PART})){{2,20}}/?(?<![.])   # /a/b
    |(?<![\w/.<>@])(?:{_PART})(?:/(?:{_PART})){{0,12}}/[\w.@+-]{{1,80}}\.(?:{_ENDINGS})\b   # src/a.py
    |(?<![\w/.<>@])[\w][\w.-]{{0,100}}\.(?:{_ENDINGS}|PDF|DOCX?|XLSX?|CSV|TXT|JPE?G|PNG|ZIP|MP[34])(?!\w)
    |(?<![\w.])\.(?:{_HIDDEN})\b   # .bashrc
    |(?<![\w-])[\da-fA-F]{{8}}-(?:[\da-fA-F]{{4}}-){{3}}[\da-fA-F]{{12}}(?![\w-])   # UUID
    |(?<![\w:])(?:[\da-fA-F]{{2}}:){{5}}[\da-fA-F]{{2}}(?![\w:])   # MAC
    |(?<![\w:])(?:[\da-fA-F]{{1,4}}:){{2,7}}(?::[\da-fA-F]{{1,4}}){{1,6}}(?![\w:])
    |(?<![\w:])(?:[\da-fA-F]{{1,4}}:){{7}}[\da-fA-F]{{1,4}}(?![\w:])
    |(?<![\w.])\d{{1,3}}(?:\.\d{{1,3}}){{3}}(?:/\d{{1,2}}|:\d{{2,5}})(?!\w|\.\d)   # 10.0.0.1:80
    |(?<!\w)0x[\da-fA-F]{{1,64}}(?!\w)
    |(?<![\w-])(?=[a-f]{{0,127}}\d)(?=\d{{0,127}}[a-f])[\da-f]{{7,128}}(?![\w-])   # a1b2c3d
    |(?<![\w+/=-])(?:[a-z]{{2,6}}-){{0,2}}   # base64, keys
        (?=[A-Za-z+/_]{{0,300}}\d{{1,20}}[A-Za-z+/])(?=[A-Z\d+/_]{{0,300}}[a-z])(?=[a-z\d+/_]{{0,300}}[A-Z])
        [A-Za-z\d+/_]{{16,800}}={{0,2}}(?:\.[\w-]{{8,800}}){{0,2}}(?![\w=])
    |(?<![\w+/=-])[A-Za-z\d+/]{{12,800}}==?(?![\w=])   # base64
    |(?<![\w.-])[A-Za-z][\w.-]{{0,60}}(?:==|>=|<=|~=|!=)\d[\w.]{{0,30}}(?<![.])   # numpy==1.26
    |(?<![\w.@-])(?=\w{{0,60}}[^\W\d_])[^\W_]\w{{0,60}}_[^\W_]\w{{0,60}}(?!\w)   # snake_case
"""
