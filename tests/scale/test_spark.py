"""The block of ``docs/scale.md`` for Spark, run with stand-ins for Spark and its frames."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from tests.conftest import ROOT

ROWS: list[list[tuple[int, str | None]]] = [
    [(1, "Le maire a dit oui."), (2, None)],
    [(3, "Bonjour.\n\nLe rapport est bref."), (4, "It is English.")],
]
MADE: list[Any] = []


class Column(list[Any]):
    def fillna(self, value: str) -> Column:
        return Column(value if cell is None else cell for cell in self)


class Frame(dict[str, Column]):
    def assign(self, **columns: list[str]) -> Frame:
        return Frame(self | {name: Column(cells) for name, cells in columns.items()})


class Table:
    """What Spark makes of it: frames go through the function and come out with the schema's columns."""

    def __init__(self, make: Callable[[dict[str, list[Any]]], Any]) -> None:
        self.frames = [make({"id": [row[0] for row in rows], "text": [row[1] for row in rows]}) for rows in ROWS]

    def select(self, *names: str) -> Table:
        assert names == ("id", "text")
        return self

    def mapInPandas(self, function: Callable[[Iterator[Any]], Iterator[Any]], schema: str) -> Any:  # noqa: N802 # Spark's name
        names = [column.split()[0] for column in schema.split(",")]
        for frame in function(iter(self.frames)):
            assert list(frame) == names
            MADE.extend(zip(*(list(frame[name]) for name in names), strict=True))
        return SimpleNamespace(write=SimpleNamespace(parquet=lambda path: None))


def _block() -> str:
    (block,) = re.findall(r"^```python\n(.*?)^```", (ROOT / "docs/scale.md").read_text("utf-8"), re.M | re.S)
    assert len([line for line in block.splitlines() if line]) <= 15
    told = 'EngineOptions(engine="fake", '
    assert block.count("EngineOptions(") == 1
    return str(block.replace("EngineOptions(", told))


def _run(monkeypatch: pytest.MonkeyPatch, pandas: Any, make: Callable[[dict[str, list[Any]]], Any]) -> list[Any]:
    session = SimpleNamespace(read=SimpleNamespace(parquet=lambda path: Table(make)))
    spark: Any = ModuleType("pyspark.sql")
    spark.SparkSession = SimpleNamespace(builder=SimpleNamespace(getOrCreate=lambda: session))
    monkeypatch.setitem(sys.modules, "pyspark", ModuleType("pyspark"))
    monkeypatch.setitem(sys.modules, "pyspark.sql", spark)
    monkeypatch.setitem(sys.modules, "pandas", pandas)
    MADE.clear()
    exec(compile(_block(), "docs/scale.md", "exec"), {"__name__": "block"})
    return list(MADE)


def _holds(rows: list[Any]) -> None:
    assert [row[0] for row in rows] == [1, 2, 3, 4]
    english = [row[2] for row in rows]
    assert english[0] and english[0] != "Le maire a dit oui."
    assert english[1] == "", "a row without a text"
    assert english[2].count("\n\n") == 1
    assert english[3], "not the end of the job"


def test_the_block_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    pandas: Any = ModuleType("pandas")
    pandas.DataFrame = Frame
    _holds(_run(monkeypatch, pandas, lambda columns: Frame({name: Column(cells) for name, cells in columns.items()})))


def test_the_block_runs_with_real_frames(monkeypatch: pytest.MonkeyPatch) -> None:
    pandas = pytest.importorskip("pandas")
    _holds(_run(monkeypatch, pandas, pandas.DataFrame))
