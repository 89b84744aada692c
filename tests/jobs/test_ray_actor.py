"""What runs on a node: it says who it is, and does nothing for a run that is not its own. Without Ray."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from dipx.errors import DipxError
from dipx.files import sweep
from dipx.formats.paths import Input
from dipx.jobs.ray_actor import DipxActor, Order
from dipx.pipeline import Pipeline
from dipx.report import run_json
from tests.jobs.process import FRENCH
from tests.jobs.runs import tree


@pytest.fixture
def order(folder: Path, tmp_path: Path) -> Order:
    out = tmp_path / "out"
    out.mkdir()
    sign = out / ".dipx-sign.tmp"
    sign.touch()
    return Order(FRENCH, out, False, sign, folder / "a.txt", None)


def test_it_says_how_it_would_make_results(order: Order) -> None:
    who = DipxActor().greet(pickle.dumps(order))
    assert who["run"] == run_json(Pipeline(FRENCH).info(bullets=True))
    assert list(order.out.iterdir()) == [order.sign], "what it tried the folder with is gone"


def test_a_folder_that_is_not_shared(order: Order, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere" / ".dipx-sign.tmp"
    who = DipxActor().greet(pickle.dumps(replace(order, sign=elsewhere)))
    assert "does not see the output folder" in who["why"]
    assert not elsewhere.parent.exists(), "nothing is made there"
    who = DipxActor().greet(pickle.dumps(replace(order, known=tmp_path / "none.txt")))
    assert "share the inputs" in who["why"]


def test_an_order_of_another_version(order: Order) -> None:
    who = DipxActor().greet(b"\x80\x04cdipx.jobs.ray_actor\nOrders\n.")
    assert who["version"]
    assert "Orders" in who["why"]
    assert "run" not in who


def test_relative_paths_begin_where_the_driver_is(order: Order, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/")  # which is put back at the end
    actor = DipxActor()
    actor.greet(pickle.dumps(replace(order, folder=str(folder))))
    answer = actor.work([Input(Path("a.txt"), Path("a"))], {})
    assert [worked.outcome.path for worked in answer.worked] == ["a.txt"]
    assert answer.worked[0].outcome.kind == "done"


def test_it_stops_when_its_run_is_over(order: Order, folder: Path) -> None:
    actor = DipxActor()
    actor.greet(pickle.dumps(order))
    assert actor.work([Input(folder / "a.txt", Path("a"))], {}).error is None
    sweep(order.out)  # as the next run does
    before = tree(order.out)
    answer = actor.work([Input(folder / "b.txt", Path("b"))], {})
    assert isinstance(answer.error, DipxError)
    assert "this run is over" in str(answer.error)
    assert tree(order.out) == before
