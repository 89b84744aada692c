"""ZIP archives (docx, odt, epub): opened within bounds, read member by member, written again with some replaced.

Nothing is ever unpacked to the disk, so a member named ``../../etc/passwd`` could do no harm here; it is refused
all the same, for whoever opens the English file next.
"""

from __future__ import annotations

import io
import shutil
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import PurePosixPath

from dipx.errors import InputError
from dipx.formats import magic

MAX_MEMBERS = 10_000  # a book with a picture a page has some hundreds
MAX_MEMBER = 50 * 2**20  # of XML; the longest novels have 5 MB, and lxml takes 10 bytes of memory for each
MAX_UNPACKED = 500 * 2**20  # pictures and all; what one file may have us read and write again
LONGEST_MEDIA = 1024  # bytes of a media type, and more
MEDIA = {
    "application/epub+zip": "epub",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.presentation": "odp",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
}
OFFICE = {"docx": "word/", "pptx": "ppt/", "xlsx": "xl/"}
PIECE = 2**20  # bytes of a member that is copied as it is
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError, ValueError, OSError)


def open_archive(raw: bytes, kind: str) -> zipfile.ZipFile:
    """The archive. Raises ``InputError`` when it is damaged, encrypted or beyond the bounds; ``kind`` is its format."""
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise InputError(f"is an encrypted or old Office file, not {_a(kind)}; save it as {kind} without a password")
    if (found := magic.kind(raw)) and not raw.startswith(b"PK"):
        raise InputError(f"is {found}, not {_a(kind)}" + f"; save it as {kind}" * (found != "empty"))
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
    except _BROKEN as error:
        raise InputError(f"is not a whole {kind} file") from error
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise InputError(f"holds {len(members):,} files; {MAX_MEMBERS:,} is the bound")
    if sum(member.file_size for member in members) > MAX_UNPACKED:
        raise InputError(f"unpacks to more than {MAX_UNPACKED >> 20} MB")
    if len({member.filename for member in members}) != len(members):
        raise InputError("holds two files of one name")
    for member in members:
        path = PurePosixPath(member.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in (path.parts or ("",))[0]:
            raise InputError(f"holds a file with an unsafe name ({member.filename[:80]!r})")
        if member.flag_bits & 1:
            raise InputError("is encrypted; save it without a password")
    if (real := _kind_of(archive)) and real != kind:
        raise InputError(f"is a file of another kind ({real}) than its name says; rename it to .{real}")
    return archive


def _a(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiox" else f"a {kind}"


def _kind_of(archive: zipfile.ZipFile) -> str:
    """The suffix that the contents ask for, by the media type that OpenDocument and epub tell, or Office's folders."""
    names = archive.namelist()
    if "mimetype" in names:
        media = member(archive, "mimetype", LONGEST_MEDIA).decode("latin-1").strip()
        return MEDIA.get(media.removesuffix("-template"), "")
    if "[Content_Types].xml" in names:
        found = {suffix for suffix, folder in OFFICE.items() if any(name.startswith(folder) for name in names)}
        return found.pop() if len(found) == 1 else ""
    return ""


def member(archive: zipfile.ZipFile, name: str, limit: int = MAX_MEMBER) -> bytes:
    """The bytes of a member. Raises ``InputError`` when it is missing, damaged or larger than ``limit``."""
    try:
        with archive.open(name) as file:
            raw = file.read(limit + 1)
    except KeyError as error:
        raise InputError(f"lacks its {name}") from error
    except _BROKEN as error:
        raise InputError(f"is damaged in {name}") from error
    if len(raw) > limit:
        raise InputError(f"holds more than {limit >> 20} MB in {name}")
    return raw


def rewritten(archive: zipfile.ZipFile, replaced: Mapping[str, bytes]) -> bytes:
    """The archive with other bytes for some members; order, dates and compression stay, so equal runs are equal."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        for info in archive.infolist():
            copy = zipfile.ZipInfo(info.filename, info.date_time)
            stored = info.compress_type == zipfile.ZIP_STORED
            copy.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            copy.external_attr = info.external_attr
            raw = replaced.get(info.filename)
            if raw is not None:
                target.writestr(copy, raw)
            else:
                copy.file_size = info.file_size
                _copy(archive, info, target, copy)
    return made.getvalue()


def _copy(source: zipfile.ZipFile, info: zipfile.ZipInfo, target: zipfile.ZipFile, copy: zipfile.ZipInfo) -> None:
    """Copy a member piece by piece: a picture of 400 MB takes no memory. Raises ``InputError`` for a damaged one."""
    try:
        with source.open(info) as reader, target.open(copy, "w") as writer:
            shutil.copyfileobj(reader, writer, PIECE)
    except _BROKEN as error:
        raise InputError(f"is damaged in {info.filename}") from error
