"""What is not read of an archive takes no memory."""

from __future__ import annotations

import io
import tracemalloc
import zipfile

from dipx.formats.base import Source
from dipx.formats.inline import Marked
from dipx.formats.zipped import docx
from tests.formats.test_docx_kinds import p, package, t

SIZE, PIECE = 60, 2**20  # of a picture: so many pieces


def test_a_large_picture_is_copied_in_pieces() -> None:
    raw = io.BytesIO(package(p(t("Il pleut."))))
    with zipfile.ZipFile(raw, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("word/media/a.bmp", "w") as picture:
        for number in range(SIZE):
            picture.write(bytes([number]) * PIECE)
    source = Source("a.docx", raw.getvalue())
    document = docx.load(source)
    tracemalloc.start()
    made = docx.dump(source, document, [Marked("It rains.")])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 15 * PIECE
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        picture = archive.open("word/media/a.bmp")
        assert all(picture.read(PIECE) == bytes([number]) * PIECE for number in range(SIZE))
        assert b"It rains." in archive.read("word/document.xml")
