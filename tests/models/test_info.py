"""What a model folder says of itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dipx.errors import ModelError
from dipx.models.folder import open_folder
from dipx.models.info import AlignmentHeads, FileRecord, ModelInfo, read_info, write_info


def test_info_survives_writing_and_reading(tiny: Path) -> None:
    info = ModelInfo(
        task="translation",
        source_lang="fr",
        target_lang="en",
        licence="CC0-1.0",
        origin="somewhere",
        revision="abc",
        max_source_tokens=7,
        alignment=AlignmentHeads(0, (2,)),
        scores={"dev": {"bleu": 1.5}},
        files={"vocab.json": FileRecord(3, "00")},
    )
    write_info(tiny, info, kept={"corpora": {"x": "é"}})

    assert read_info(tiny) == info
    assert json.loads((tiny / "model_info.json").read_text("utf-8"))["corpora"] == {"x": "é"}
    assert open_folder(tiny).max_source_tokens == 7


def test_a_folder_without_info_has_the_tokenizers_languages(tiny: Path) -> None:
    assert read_info(tiny) == ModelInfo(source_lang="fr", target_lang="en")
    assert open_folder(tiny).max_source_tokens == 64


BAD_INFO = [
    ("{", "cannot be read as JSON"),
    ("[]", "JSON object"),
    ('{"format": 2}', "update dipx"),
    ('{"task": 3}', "wrong kind"),
    ('{"alignment": {"heads": [0]}}', "wrong kind"),
    ('{"files": {"x": {"bytes": 1}}}', "wrong kind"),
]


@pytest.mark.parametrize(("text", "words"), BAD_INFO)
def test_a_bad_description_is_named(tiny: Path, text: str, words: str) -> None:
    (tiny / "model_info.json").write_text(text, encoding="utf-8")
    with pytest.raises(ModelError, match=words):
        open_folder(tiny)
