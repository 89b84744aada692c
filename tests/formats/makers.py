"""One article in every format, each made by a library that is not the one that reads it (or by hand)."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from typing import Any

from dipx.document import BlockKind

# Every paragraph has a word of its own, so that "was it kept?" is an exact question.
ARTICLE: list[tuple[BlockKind, str]] = [
    ("heading", "Le ministre inaugure la passerelle"),
    ("paragraph", "Le ministre a inauguré jeudi une passerelle à Évry, près du lycée. Les élèves étaient là."),
    ("paragraph", "« Elle a coûté 1,5 million d’euros », a précisé la charpentière devant la presse locale."),
    ("heading", "Un chantier de trois ans"),
    ("item", "Les fondations ont été posées en 2021 par des scaphandriers venus de Brest."),
    ("item", "Le tablier est arrivé par péniche au printemps, après deux mois de retard."),
    ("paragraph", "Le maire promet une piste cyclable. Les riverains attendent encore un éclairage, dit un boulanger."),
]
TEXTS = [text for _, text in ARTICLE]
NAVIGATION = "Accueil Sports Culture Vidéos"
FOOTER = "Mentions légales et abonnements"


def txt() -> bytes:
    return "\n\n".join(TEXTS).encode()


def md() -> bytes:
    marks = {"heading": "## ", "item": "- ", "paragraph": ""}
    body = "\n\n".join(marks[kind] + text.replace("jeudi une", "**jeudi**\nune") for kind, text in ARTICLE)
    return f"---\nauthor: Entête\n---\n\n{body}\n\n```python\nprint('Bonjour')\n```\n\n<!-- caché -->\n".encode()


def _xhtml_body(italic: str = "em") -> str:
    tags = {"heading": "h2", "item": "li", "paragraph": "p"}
    out, before = [], ""
    for index, (kind, text) in enumerate(ARTICLE):
        tag = "h1" if index == 0 else tags[kind]
        text = text.replace("charpentière", f"<{italic}>charpentière</{italic}>")
        out.append("</ul>" * (before == "item" != kind) + "<ul>" * (kind == "item" != before))
        out.append(f"<{tag}>{text}</{tag}>")
        before = kind
    return "\n".join(out)


def html() -> bytes:
    return f"""<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8">
<title>Le ministre inaugure la passerelle</title>
<meta name="author" content="Anne Dupont"><meta property="article:published_time" content="2024-03-05">
<script>var secret = 1;</script></head><body><nav><ul><li><a href="/">{NAVIGATION}</a></li></ul></nav>
<main><article>{_xhtml_body()}</article></main><footer><p>{FOOTER}</p></footer></body></html>""".encode()


def docx() -> bytes:
    import docx as library

    document: Any = library.Document()
    for index, (kind, text) in enumerate(ARTICLE):
        style = "Title" if index == 0 else {"heading": "Heading 1", "item": "List Bullet"}.get(kind)
        paragraph = document.add_paragraph(style=style)
        left, word, right = text.partition("charpentière")
        paragraph.add_run(left)
        if word:
            paragraph.add_run(word).bold = True
            paragraph.add_run(right)
    return _saved(document.save)


def pptx() -> bytes:
    import pptx as library

    show: Any = library.Presentation()
    slide: Any = None
    for kind, text in ARTICLE:
        if kind == "heading":
            slide = show.slides.add_slide(show.slide_layouts[5])
            slide.shapes.title.text = text
            continue
        paragraph = slide.shapes.add_textbox(0, 0, 100, 100).text_frame.paragraphs[0]
        left, word, right = text.partition("charpentière")
        for part in (left, word, right):
            paragraph.add_run().text = part
        paragraph.runs[1].font.bold = True
        if kind == "item":
            properties = paragraph._p.get_or_add_pPr()
            properties.append(properties.makeelement(f"{properties.tag[:-3]}buChar", {"char": "•"}))
    show.core_properties.title = TEXTS[0]
    return _saved(show.save)


def xlsx() -> bytes:
    import xlsxwriter

    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for row, text in enumerate(TEXTS):
            sheet.write_string(row, 0, text)
            sheet.write_number(row, 1, row * 1.5)
            sheet.write_formula(row, 2, f"=B{row + 1}*2")
    return made.getvalue()


def odp() -> bytes:
    import odfdo

    document = odfdo.Document("presentation")
    document.body.clear()
    page = odfdo.DrawPage("p1", name="p1")
    items: Any = None
    for kind, text in ARTICLE:
        if kind == "item" and items is not None:
            items.append_item(text)
            continue
        items = odfdo.List([text]) if kind == "item" else None
        frame = odfdo.Frame.text_frame(items if kind == "item" else odfdo.Paragraph(text), size=("9cm", "9cm"))
        if kind == "heading":
            frame.set_attribute("presentation:class", "title")
        page.append(frame)
    document.body.append(page)
    document.meta.title = TEXTS[0]
    return _saved(document.save)


def ods() -> bytes:
    import odfdo

    document = odfdo.Document("spreadsheet")
    document.body.clear()
    sheet = odfdo.Table("Feuille1")
    for row, text in enumerate(TEXTS):
        sheet.set_value((0, row), text)
        sheet.set_value((1, row), row * 1.5)
    document.body.append(sheet)
    return _saved(document.save)


def odt() -> bytes:
    import odfdo

    document = odfdo.Document("text")
    document.body.clear()
    items: Any = None
    for kind, text in ARTICLE:
        if kind == "item":
            if items is None:
                items = odfdo.List()
                document.body.append(items)
            items.append_item(text)
        else:
            items = None
            document.body.append(odfdo.Header(1, text) if kind == "heading" else odfdo.Paragraph(text))
    return _saved(document.save)


def epub() -> bytes:
    from ebooklib import epub as library

    book = library.EpubBook()
    book.set_identifier("x")
    book.set_title(TEXTS[0])  # a title that no block says would be a text of its own
    book.set_language("fr")
    chapter = library.EpubHtml(title=TEXTS[0], file_name="Text/un.xhtml", lang="fr")
    chapter.content = f"<html><body>{_xhtml_body()}</body></html>"
    book.add_item(chapter)
    book.toc = [library.Link("Text/un.xhtml", TEXTS[0], "un")]
    book.add_item(library.EpubNcx())
    book.add_item(library.EpubNav())
    book.spine = ["nav", chapter]
    return _saved(lambda file: library.write_epub(file, book, {}))


def pdf(pages: int = 1) -> bytes:
    import fpdf

    document = fpdf.FPDF()
    for _ in range(pages):
        document.add_page()
        document.set_font("Helvetica", size=11)
        for _, text in ARTICLE:
            document.multi_cell(0, 6, text.replace("’", "'"), new_x="LMARGIN", new_y="NEXT")
            document.ln(4)
    return bytes(document.output())


def _cues() -> Iterator[tuple[int, str]]:
    """Each text in two cues: the second at which one begins, and its words."""
    second = 0
    for index, text in enumerate(TEXTS):
        words = text.split()
        half = len(words) // 2
        second += 10  # a pause, so that each text is a block of its own
        for part in (words[:half], words[half:]):
            yield second, " ".join(part)
            second += 2
        assert index < 7


def subtitles(vtt: bool = False) -> bytes:
    point = "." if vtt else ","
    out = ["WEBVTT\n\nNOTE sans traduction\n"] if vtt else []
    for second, text in _cues():
        begin, end = (f"00:{at // 60:02}:{at % 60:02}{point}000" for at in (second, second + 2))
        out.append(f"{len(out)}\n{begin} --> {end}\n{text}\n")
    return "\n".join(out).encode()


def substation(first: str = "Layer") -> bytes:
    out = ["[Script Info]", "Title: secret", "", "[Events]", f"Format: {first}, Start, End, Style, Text"]
    for second, text in _cues():
        begin, end = (f"0:{at // 60:02}:{at % 60:02}.00" for at in (second, second + 2))
        out.append(f"Dialogue: {'Marked=0' if first == 'Marked' else 0},{begin},{end},Default,{text}")
    return "\r\n".join([*out, ""]).encode()


def jsonl() -> bytes:
    records = [{"id": n, "text": text, "ratio": 1.5} for n, text in enumerate(TEXTS)]
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()


def table(delimiter: str = ",") -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerows([["id", "text", "url"], *([n, text, "https://e.fr/"] for n, text in enumerate(TEXTS))])
    return out.getvalue().encode()


def eml() -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"] = TEXTS[0], "a@example.org"
    message.set_content("\n\n".join(TEXTS[1:]) + "\n\n> déjà cité\n\n-- \nAnne\n")
    return message.as_bytes()


def mbox() -> bytes:
    return b"From a@example.org Thu Mar  5 10:00:00 2024\n" + eml()


def zipped(members: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in members.items():
            archive.writestr(name, raw)
    return made.getvalue()


def part(raw: bytes, name: str) -> str:
    """One text of what ``zipped`` makes, or a word processor."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return archive.read(name).decode()


def straight(text: str) -> str:
    return text.replace("’", "'")  # which is what the font of the PDF has


def _saved(save: Callable[[Any], Any]) -> bytes:
    made = io.BytesIO()
    save(made)
    return made.getvalue()


MAKERS: dict[str, Callable[[], bytes]] = {
    "txt": txt,
    "md": md,
    "html": html,
    "docx": docx,
    "pptx": pptx,
    "xlsx": xlsx,
    "odt": odt,
    "odp": odp,
    "ods": ods,
    "epub": epub,
    "pdf": pdf,
    "srt": subtitles,
    "vtt": lambda: subtitles(vtt=True),
    "ass": substation,
    "ssa": lambda: substation("Marked"),
    "jsonl": jsonl,
    "csv": table,
    "tsv": lambda: table("\t"),
    "eml": eml,
    "mbox": mbox,
    "txt.gz": lambda: gzip.compress(txt()),
    "md.gz": lambda: gzip.compress(md()),
}
