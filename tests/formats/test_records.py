"""JSONL and CSV: one field is translated, all others stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from dipx import formats
from dipx.errors import InputError


def test_records_keep_all_other_fields(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"id": 1, "corps": "Un.\\n\\nDeux.", "n": null}\n\n{"id": 2}\n', "utf-8")
    document = formats.read(file, "corps")
    made, _ = formats.render(document, ["One.", "Two."])
    assert made.decode() == '{"id": 1, "corps": "One.\\n\\nTwo.", "n": null}\n\n{"id": 2}\n'
    table = tmp_path / "a.csv"
    table.write_text('id;text;note\r\n1;"Un; deux";"a ""b"""\r\n2;;c\r\n', "utf-8", newline="")
    made, _ = formats.render(formats.read(table), ["One; two"])
    assert made.decode() == 'id;text;note\r\n1;"One; two";"a ""b"""\r\n2;;c\r\n'
    for path in (file, table):
        with pytest.raises(InputError, match=rf"{path.name} has no .*'body'.*--field"):
            formats.read(path, "body")
