"""Changes of texts, tables, records and mail that leave them files of their kind, and the encodings of texts."""

from __future__ import annotations

import csv
import email
import io
import json
import random
import re
import unicodedata
from email.message import EmailMessage
from email.policy import SMTP
from html import escape
from pathlib import Path
from typing import Any

Choice = random.Random
KNOWN: set[str] = set()  # the words that the texts are known by

# By format, what may stand around a word and around a line.
FORMS: dict[tuple[str, str], list[str]] = {}
for _row in Path(__file__).with_name("fuzz_forms.tsv").read_text("utf-8").splitlines()[1:]:
    _format, _place, _form = _row.split("\t")
    FORMS.setdefault((_format, _place), []).append(_form.encode("latin-1", "backslashreplace").decode("unicode_escape"))
LIKE = {"ssa": "ass", "tsv": "csv"}
CODES = ("utf-8", "utf-8-sig", "utf-16", "utf-32", "windows-1252", "iso-8859-15", "mac_roman", "cp850")


def text(raw: bytes, suffix: str, choice: Choice) -> bytes:
    """Marks around words or lines, other line ends, another form of the letters; the rest is ``reencoded``."""
    text, kin = raw.decode("utf-8", "replace"), LIKE.get(suffix, suffix)
    kind = choice.randrange(8)
    if kind < 4:
        places = [m for m in re.finditer("\\b[^\\W\\d_]{4,}\\b(?![\u0300-\u036f])", text) if m[0] in KNOWN]
        chosen = choice.sample(places, min(len(places), choice.choice((1, 1, 3))))
        for found in sorted(chosen, key=lambda found: -found.start()):
            made = choice.choice(FORMS[kin, "word"]).replace("{}", found[0])
            text = text[: found.start()] + made + text[found.end() :]
    elif kind < 7:
        lines = text.split("\n")
        for _ in range(choice.choice((1, 1, 3))):
            number = choice.choice([n for n, line in enumerate(lines) if line.strip()] or [0])
            lines[number] = choice.choice(FORMS[kin, "line"]).replace("{}", lines[number])
        text = "\n".join(lines)
    elif choice.random() < 0.5:
        text = unicodedata.normalize("NFD", text)
    else:
        text = re.sub(r"\r?\n", choice.choice(("\r\n", "\r", "\n")), text)
    return text.encode("utf-8", "replace")


def reencoded(raw: bytes, choice: Choice) -> tuple[bytes, str]:
    """The text in another encoding that holds all of it, and which."""
    name = choice.choice(CODES)
    try:
        return raw.decode("utf-8").encode(name), name
    except UnicodeError:
        return raw, "utf-8"


def dialect(raw: bytes, choice: Choice) -> bytes:
    text = raw.decode("utf-8", "replace").lstrip("\ufeff")
    marks = [mark for mark in ",;\t|" if f"id{mark}text" in text.replace('"', "")]
    if not marks or text.startswith("sep="):
        return raw
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=marks[0]))
    kind = choice.randrange(6)
    if kind == 0 and rows:
        rows.insert(choice.randrange(len(rows)), [])
    elif kind == 1:
        choice.choice(rows).append("plus")
    elif kind == 2:
        order = choice.sample(range(3), 3)
        rows = [[row[n] for n in order] if len(row) == 3 else row for row in rows]
    elif kind == 3:
        rows = [[cell.replace(" ", "\n", choice.randrange(2)) for cell in row] for row in rows]
    elif kind == 4:
        rows = [[cell.replace("charpentière", '"charpentière"') for cell in row] for row in rows]
    out = io.StringIO(newline="")
    mark = choice.choice(",;\t|")
    out.write(choice.choice(("", "", f"sep={mark}\r\n", "\ufeff")))
    ends = choice.choice(("\n", "\r\n"))
    quoted: Any = choice.choice((csv.QUOTE_ALL, csv.QUOTE_MINIMAL, csv.QUOTE_NONNUMERIC))
    csv.writer(out, delimiter=mark, lineterminator=ends, quoting=quoted).writerows(rows)
    return out.getvalue().encode()


def records(raw: bytes, choice: Choice) -> bytes:
    lines = raw.decode("utf-8", "replace").split("\n")
    number = choice.randrange(len(lines))
    try:
        record = json.loads(lines[number])
        text = record["text"]
    except (ValueError, KeyError, TypeError):
        return raw
    if not isinstance(text, str):
        return raw
    word = choice.choice(text.split() or ["x"])
    form = choice.choice(FORMS["csv", "word"]).replace("{}", word)
    marked = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", lambda _: form, text, count=1)
    texts = [f"<p>{text}</p>", f"<p>{text}", marked, f"{text}\n\n{text}", ""]
    made: list[Any] = [
        {**record, "text": choice.choice(texts)},
        {"text": text, **record, "more": text},
        {**record, "text": [text, text]},
        {**record, "text": {"fr": text}},
        {"meta": record},
        {**record, "text": None},
        [record],
        text,
    ]
    ascii_too, ends = choice.random() < 0.5, choice.choice((None, (",", ":"), (" , ", " : ")))
    lines[number] = json.dumps(choice.choice(made), ensure_ascii=ascii_too, separators=ends)
    lines.insert(number, choice.choice(("", "", " ", "\r", lines[number])))
    return "\n".join(lines).encode()


def mail(raw: bytes, choice: Choice) -> bytes:
    """The mail's text in other parts, another charset, another transfer encoding."""
    first, _, rest = raw.partition(b"\n") if raw.startswith(b"From ") else (b"", b"", raw)
    old = email.message_from_bytes(rest, policy=SMTP)
    body = old.get_body(("plain", "html"))
    if body is None or not isinstance(text := body.get_content(), str):
        return raw
    charset, cte = choice.choice(("utf-8", "windows-1252")), choice.choice(("base64", "quoted-printable"))
    page = "<html><body>" + "".join(f"<p>{escape(line)}</p>\n" for line in text.split("\n\n")) + "</body></html>"
    made = EmailMessage(policy=SMTP.clone(linesep=choice.choice(("\n", "\r\n"))))
    made["Subject"], made["From"] = str(old["Subject"]).strip(), "a@example.org"
    kind = choice.randrange(7)
    if kind == 0:
        made.set_content(page, "html", charset, cte)
    else:
        made.set_content(text, "plain", charset, cte, params={"format": "flowed"} if kind == 1 else {})
    if kind in (2, 3):
        made.add_alternative(page, "html", charset, cte)
    if kind in (3, 4):
        inner = EmailMessage(policy=SMTP)
        inner["Subject"], inner["From"] = "Tr: scaphandriers", "b@example.org"
        inner.set_content(text)
        made.add_attachment(inner)
    if kind == 5:
        made.make_mixed()
        made.attach(_inline(text, charset, cte))
    return first + b"\n" * bool(first) + made.as_bytes()


def _inline(text: str, charset: str, cte: str) -> EmailMessage:
    part = EmailMessage(policy=SMTP)
    part.set_content(text, "plain", charset, cte, disposition="inline")
    return part
