"""What a run is told: the configs that are here, unknown names, changes on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from training.settings import train_settings

from dipx.errors import UsageError


@pytest.mark.parametrize("path", sorted(Path("training/configs").glob("*.toml")), ids=lambda path: path.name)
def test_bundled_configs_are_read(path: Path) -> None:
    from training.data.prepare import read_plan

    assert read_plan(path).corpora if path.name.startswith("data-") else train_settings(path).run.name


def test_unknown_setting_is_named(tmp_path: Path) -> None:
    path = tmp_path / "run.toml"
    path.write_text('[run]\nname = "x"\nshards = "y"\n[optimizer]\nlearning_rat = 1\n', "utf-8")
    with pytest.raises(UsageError, match="unknown name learning_rat; known: betas"):
        train_settings(path)


def test_changes_on_the_command_line_come_over_the_config(tmp_path: Path) -> None:
    path = tmp_path / "run.toml"
    path.write_text('[run]\nname = "x"\nshards = "y"\n', "utf-8")
    read = train_settings(path, ['run.name="trial"', "optimizer.ema = 0.99", "data.focus=[[0.8, 0.5]]"])
    assert (read.run.name, read.run.shards) == ("trial", "y")
    assert (read.optimizer.ema, read.data.focus) == (0.99, ((0.8, 0.5),))


@pytest.mark.parametrize("change", ["run.name=trial", "name", "run.minutes="])
def test_change_that_is_none_is_named(tmp_path: Path, change: str) -> None:
    path = tmp_path / "run.toml"
    path.write_text('[run]\nname = "x"\nshards = "y"\n', "utf-8")
    with pytest.raises(UsageError, match=r"is no change; write table\.name=value"):
        train_settings(path, [change])
