"""Files that dipx does not read, by their suffixes, and what to do with each: as prose they would come out broken.

A suffix that stands nowhere says nothing (``.log``, ``.fr``, ``.1``): such a file is read as plain text.
"""

from __future__ import annotations

import re

from dipx.errors import InputError
from dipx.formats.magic import text_kind

_ADVICE = {
    "save it as .docx": "doc dot rtf wps wpd pages sxw fodt hwp hwpx wri",
    "save it as .xlsx or .csv": "xls xlsb fods numbers sxc dif sylk slk dbf",
    "save it as .pptx": "ppt pps ppsx fodp sxi",
    "save its text as .docx": "key",
    "make .jsonl of it, one object with its text a line": "json json5 jsonc geojson ipynb jsonld har",
    "make .html or .csv of the texts in it": "xml xsl xslt xsd rss atom opml svg dita ditamap dbk docbook fb2 tei kml",
    "make .csv of its messages, and put the English back": (
        "po pot mo xlf xliff mxliff sdlxliff xlz ts arb resx resw strings stringsdict xcstrings lang properties ftl "
        "rc qm tmx tbx txml ttx mqxliff wxl"
    ),
    "make .md of it (pandoc does) and translate that": (
        "tex latex ltx sty cls bib rst rest adoc asciidoc asc org textile wiki mediawiki creole typ texi texinfo man "
        "rmd qmd mdx mdoc pod lyx t2t"
    ),
    "make .csv of the texts in it": "yaml yml toml ini cfg conf cnf env plist reg desktop sql sqlite db avro",
    "each row is an article: dipx run --out-format jsonl reads it": "parquet",
    "make .srt of it": (
        "sub sbv ttml dfxp smi sami stl lrc scc mpl mpl2 usf idx sup cap itt psb sst xif pac txtsrt imsc aqt jss"
    ),
    "save it as .eml": "msg pst ost emlx mbx oft tnef",
    "save the page as .html": "mht mhtml webarchive maff php asp aspx jsp jsx tsx vue svelte erb ejs hbs twig jinja j2",
    "make .epub of it": "mobi azw azw3 kfx lit pdb chm djvu ps eps xps oxps",
    "unpack it, and translate what is in it": "zip rar 7z tar gz tgz bz2 xz zst jar",
    "dipx translates prose, no programs": (
        "py pyi pyw js mjs cjs c h cc cpp cxx hpp cs java kt kts go rs rb pl pm sh bash zsh fish bat cmd ps1 psm1 "
        "jl lua swift mm scala clj hs ml erl ex exs dart css scss sass less diff patch makefile mk cmake gradle dll "
        "exe so dylib bin class pyc wasm"
    ),
    "dipx translates texts, no pictures, sounds or films": (
        "png jpg jpeg gif bmp tif tiff webp heic avif ico psd ai mp3 wav ogg flac m4a aac opus mp4 mkv avi mov webm "
        "mpg mpeg wmv flv m4v"
    ),
}
UNREAD = {f".{suffix}": advice for advice, suffixes in _ADVICE.items() for suffix in suffixes.split()}
NO_TEXT = frozenset(suffix for suffix, advice in UNREAD.items() if advice.startswith("dipx translates"))
_MARKUP = {
    "RTF": "save it as .docx",
    "a web page": "save it as .html",
    "XML": "make .html or .csv of the texts in it",
    "a web archive": "save the page as .html",
}


def refuse(suffix: str) -> None:
    """Raises ``InputError`` for a suffix that says that a file is no prose."""
    if suffix in UNREAD:
        raise InputError(f"is {suffix}, which dipx does not read: {UNREAD[suffix]}")


def refuse_markup(raw: bytes) -> None:
    """Raises ``InputError`` for a text that is all tags and codes, which prose would break."""
    if found := text_kind(raw):
        raise InputError(f"is {found}: {_MARKUP[found]}")


_HEADERS = frozenset(
    "from to cc bcc subject date sender reply-to message-id in-reply-to references received return-path delivered-to "
    "mime-version content-type content-transfer-encoding content-language dkim-signature list-id user-agent".split()
)
_HEADER = re.compile(r"([!-9;-~]{1,78}):")
# What no person types above a text: the headers of programs, their dates, coded words.
_BY_PROGRAM = re.compile(
    r"^(?:mime-version|content-(?:type|transfer-encoding)|message-id|received|return-path|dkim-signature):"
    r"|^date:[ \t]*(?:[a-z]{3}, )?\d{1,2} [a-z]{3} \d{4} \d\d:\d\d|=\?[\w-]{1,40}\?[bq]\?",
    re.IGNORECASE | re.MULTILINE,
)
_HEAD = 2**18  # characters: no mail has a longer head
_KNOWN = 3  # headers of mail; with fewer it may be notes


def refuse_mail(raw: bytes) -> None:
    """Raises ``InputError`` for a text that is a mail as programs store it, whose parts and codes prose would break."""
    text = raw[:_HEAD].decode("latin-1").removeprefix("\xef\xbb\xbf").lstrip("\r\n")
    if not (_HEADER.match(text) or text.startswith("From ")):
        return
    names: set[str] = set()
    head: list[str] = []
    for number, line in enumerate(text.splitlines()):
        match = _HEADER.match(line)
        if not line.strip():
            break
        if match:
            names.add(match[1].lower())
        elif not (names and line[0] in " \t") and not (number == 0 and line.startswith("From ")):
            return
        head.append(line)
    if "from" in names and len(names & _HEADERS) >= _KNOWN and _BY_PROGRAM.search("\n".join(head)):
        raise InputError("is a mail, with its headers: save it as .eml (several as .mbox)")
