"""What a folder's model is for, and its generation settings."""

from __future__ import annotations

import json
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from dipx.errors import ModelError
from dipx.models.folder import ModelFolder
from dipx.models.generation import Generation, read_generation
from dipx.models.info import ModelInfo
from dipx.models.task import summary_task


def folder_of(path: Path, config: dict[str, Any], task: str | None = None) -> ModelFolder:
    path.mkdir(exist_ok=True)
    (path / "config.json").write_text(json.dumps(config), encoding="utf-8")
    digest: Future[str] = Future()
    digest.set_result("0" * 64)
    return ModelFolder(path, "some/model", ModelInfo(task=task), config["model_type"], 512, 512, digest)


SUMMARIES = {"task_specific_params": {"summarization": {"prefix": "summarize: "}}}
TASKS: list[tuple[str, str | None, dict[str, Any], str]] = [
    ("marian", None, {}, "rewriting"),
    ("marian", "bullets", {}, "rewriting"),
    ("marian", "rewriting", {}, "rewriting"),
    ("marian", "summarization", {}, "summarization"),
    ("bart", None, {}, "summarization"),
    ("bart", "bullets", {}, "rewriting"),
    ("mbart", None, {}, "summarization"),
    ("pegasus", "text2text-generation", {}, "summarization"),
    ("led", None, {}, "summarization"),
    ("t5", None, {}, "summarization"),
    ("t5", "translation", SUMMARIES, "summarization"),
]


@pytest.mark.parametrize(("kind", "task", "settings", "expected"), TASKS)
def test_a_folder_says_or_its_architecture_does(
    tmp_path: Path, kind: str, task: str | None, settings: dict[str, Any], expected: str
) -> None:
    assert summary_task(folder_of(tmp_path, {"model_type": kind} | settings, task)) == expected


@pytest.mark.parametrize(("kind", "task"), [("marian", "translation"), ("t5", "translation"), ("m2m_100", None)])
def test_a_translator_writes_no_bullets(tmp_path: Path, kind: str, task: str | None) -> None:
    with pytest.raises(ModelError, match=r"some/model.*translation, not for bullets.*model_info\.json"):
        summary_task(folder_of(tmp_path, {"model_type": kind}, task))


def test_generation_settings_of_summaries_win_over_the_general_ones(tmp_path: Path) -> None:
    config = {"model_type": "bart", "min_length": 1, "max_length": 2, "forced_bos_token_id": 0, "length_penalty": None}
    folder_of(tmp_path, config)
    assert read_generation(tmp_path) == Generation(min_tokens=1, max_tokens=2, first_token=0)
    (tmp_path / "generation_config.json").write_text('{"max_length": 142, "length_penalty": 2.0}', encoding="utf-8")
    general = read_generation(tmp_path)
    assert (general.min_tokens, general.max_tokens, general.length_penalty) == (1, 142, 2.0)
    folder_of(tmp_path, config | {"task_specific_params": {"summarization": {"prefix": "tl;dr ", "max_length": 50}}})
    special = read_generation(tmp_path)
    assert (special.prefix, special.max_tokens, special.summarizes) == ("tl;dr ", 50, True)


@pytest.mark.parametrize("config", [{"min_length": "many"}, {"task_specific_params": [1]}])
def test_a_generation_setting_of_the_wrong_kind_is_named(tmp_path: Path, config: dict[str, Any]) -> None:
    folder_of(tmp_path, {"model_type": "bart"} | config)
    with pytest.raises(ModelError, match=f"{tmp_path} has a generation setting of the wrong kind"):
        read_generation(tmp_path)
