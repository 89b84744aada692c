"""Files that were sent: read as the command line reads them, and written in their own format."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath, PureWindowsPath

from dipx import formats
from dipx.document import Document
from dipx.errors import InputError
from dipx.files import utf8
from dipx.reading import Prepared, prepare
from dipx.report import Report
from dipx.serve.desk import Desk
from dipx.serve.languages import NAMES, voted
from dipx.text.assemble import block_targets
from dipx.text.language import SURE_WORDS

# What the command line would be told, as who sends files is told it.
_HINTS = (("say --lang fr", "say source=fr"), ("--field", "text_field"))

SUFFIXES = tuple(sorted({*formats.FORMATS, *formats.COMPRESSED}))
LONGEST_SUFFIX = 40  # characters; a file system has no room for a name of more than 255 bytes


@dataclass(frozen=True, slots=True)
class EnglishFile:
    """A file's name and bytes, and what there is to say of how it was written."""

    name: str
    raw: bytes
    notes: tuple[str, ...] = ()


def plain_name(name: str) -> str:
    """The last part of a path of whatever system, without what is no sign; it is shown, and never opened."""
    last = PurePosixPath(PureWindowsPath(name).name).name
    return "".join(sign for sign in last if sign.isprintable())[-120:] or "file"


def prepared_file(raw: bytes, name: str, source: str, text_field: str, desk: Desk) -> Prepared:
    """The file ready to be translated, whole; it lies on the shelf's folder, and whoever asked removes it.

    ``text_field``: of the records of csv and jsonl files, the one that is translated; "" is the server's own.
    Raises ``InputError``, with the name that it was sent by.
    """
    if len(raw) > desk.limits.file_bytes:
        raise InputError(f"{plain_name(name)} is larger than {desk.limits.file_bytes >> 20} MB")
    path = desk.shelf.room(formats.suffix_of(Path(plain_name(name)))[:LONGEST_SUFFIX])
    try:
        path.write_bytes(raw)
        document = formats.read(path, text_field or desk.options.text_field, whole=True)
        document = replace(document, notes=tuple(map(_by_the_names_of_the_server, document.notes)))
        return prepare(document, replace(desk.options, lang=_language(document, source)))
    except BaseException as error:
        path.unlink(missing_ok=True)
        if isinstance(error, InputError):
            raise InputError(_told(error, path, plain_name(name))) from error
        raise


def _language(document: Document, source: str) -> str | None:
    """What it is said to be, or looks like; None: to be seen paragraph by paragraph. Of a few words the command line
    takes all for French, for it has no time to look at them.
    """
    if source in NAMES:
        return source
    text = document.text
    return voted([text]).language if len(text.split()) < SURE_WORDS and any(map(str.isalpha, text)) else None


def _told(error: InputError, path: Path, name: str) -> str:
    """The error with the name that the file was sent by, and without options that there are none of."""
    return _by_the_names_of_the_server(str(error).replace(str(path), name))


def _by_the_names_of_the_server(said: str) -> str:
    for option, hint in _HINTS:
        said = said.replace(option, hint)
    return said


def english_file(report: Report, name: str) -> EnglishFile:
    """The file in its own format, NAME_en.EXT as LibreTranslate calls it; what cannot be trusted is in ``[?…]``.

    Raises ``InputError``.
    """
    plain = Path(plain_name(name))
    path = Path(report.document.path)
    suffix = formats.output_suffix(path)
    stem = plain.name[: len(plain.name) - len(formats.suffix_of(plain))] or "file"  # whether .txt or .TXT
    if suffix is None:
        unpacked = formats.COMPRESSED.get(formats.suffix_of(plain), plain.suffix)
        return EnglishFile(f"{stem}_en{unpacked or '.txt'}", utf8(report.flagged))
    targets = block_targets(report.document, report.translations, flag=True)
    try:
        raw, placed = formats.render(report.document, targets, report.parts)
    except InputError as error:
        raise InputError(str(error).replace(report.document.path, plain.name)) from error
    return EnglishFile(f"{stem}_en{suffix}", raw, placed.notes)
