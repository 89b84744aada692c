"""``benchmarks/cost.py``: its sums, its simulation against what is known; the documentation has its figures."""

from __future__ import annotations

import importlib
import json
import math
import statistics
from typing import Any

import pytest

from tests.conftest import ROOT

RESULT = ROOT / "benchmarks/results/cost.json"


@pytest.fixture
def cost(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    return importlib.import_module("cost")


@pytest.fixture
def failures(cost: Any) -> Any:
    return importlib.import_module("failures")


def test_a_bill_by_hand(cost: Any) -> None:
    measured = cost.Measured(words=1000.0, least_words=500.0, bytes_out=10.0)
    assumed = cost.Assumed(words=360, core_hour=0.5, spot_core_hour=0.25, million_puts=4.0, million_gets=2.0)
    bill = cost.bill(1_000_000, 50, "a file an article", measured, assumed)
    assert (bill.core_hours, bill.core_hours_most, bill.hours) == (100.0, 200.0, 2.0)
    assert (bill.objects, bill.gigabytes) == (3_000_000, 3.6)
    assert (bill.dollars, bill.dollars_spot, bill.dollars_requests) == (50.0, 25.0, 14.0)
    assert cost.bill(1_500, 1, "a thousand articles a file", measured, assumed).objects == 8, "two files"


def test_without_losses_it_is_the_work_divided(failures: Any) -> None:
    outcome = failures.simulate(failures.Cluster(nodes=4), failures.Work(40, 10.0, start=1.0), seed=1)
    assert (outcome.seconds, outcome.busy, outcome.twice, outcome.lost) == (110.0, 440.0, 0.0, 0)
    last = failures.simulate(failures.Cluster(nodes=4), failures.Work(41, 10.0, start=1.0), seed=1)
    assert last.seconds == 121.0, "the last chunk is waited for"


def test_the_same_seed_is_the_same_run(failures: Any) -> None:
    cluster = failures.Cluster(nodes=8, lost=1.0, preempted=0.5, slow=0.1, damaged=0.05)
    work = failures.Work(200, 300.0, spread=0.3, start=1.0)
    assert failures.simulate(cluster, work, 3) == failures.simulate(cluster, work, 3)
    assert failures.simulate(cluster, work, 3) != failures.simulate(cluster, work, 4)


@pytest.mark.parametrize("rate", [0.5, 2.0])
def test_one_node_takes_as_long_as_theory_says(failures: Any, rate: float) -> None:
    """A task of length L on a machine that fails at a rate: (exp(rate L) - 1)(1/rate + wait) in the mean."""
    cluster, length = failures.Cluster(nodes=1, lost=rate, back=60.0), 1800.0
    a_second = rate / failures.HOUR
    theory = math.expm1(a_second * length) * (1 / a_second + 60)
    took = statistics.mean(failures.simulate(cluster, failures.Work(400, length), seed).seconds for seed in range(10))
    assert took / 400 == pytest.approx(theory, rel=0.06)


@pytest.mark.parametrize(
    "changes",
    [
        {"lost": 0.2},
        {"lost": 2.0},
        {"preempted": 1.0},
        {"damaged": 0.1},
        {"lost": 0.5, "preempted": 0.5, "damaged": 0.05},
    ],
)
@pytest.mark.parametrize("kept", [math.inf, 60.0])
def test_the_formula_is_what_is_simulated(failures: Any, changes: dict[str, float], kept: float) -> None:
    cluster = failures.Cluster(nodes=8, **changes)
    work = failures.Work(3000, 400.0, spread=0.1, start=2.0, kept=kept)
    simulated = [failures.simulate(cluster, work, seed) for seed in range(4)]
    said = failures.expected(cluster, work)
    assert statistics.mean(run.seconds for run in simulated) == pytest.approx(said.seconds, rel=0.03)
    assert statistics.mean(run.busy for run in simulated) == pytest.approx(said.busy, rel=0.03)
    assert statistics.mean(run.twice for run in simulated) == pytest.approx(said.twice, rel=0.1, abs=0.003)
    assert statistics.mean(run.lost for run in simulated) == pytest.approx(said.lost, rel=0.1)


def test_slow_nodes_are_waited_for(failures: Any) -> None:
    work = failures.Work(640, 100.0)
    usual = failures.simulate(failures.Cluster(nodes=64), work, 1).seconds
    slowed = failures.simulate(failures.Cluster(nodes=64, slow=0.1, slowness=5.0), work, 1)
    assert slowed.seconds > failures.expected(failures.Cluster(nodes=64, slow=0.1, slowness=5.0), work).seconds > usual
    assert slowed.twice == 0


def test_the_work_made_twice_grows_with_chunk_and_rate() -> None:
    rows = [row for row in json.loads(RESULT.read_text("utf-8"))["trials"] if row["name"] == "lost"]
    for key in ("rate", "chunk"):
        other = "chunk" if key == "rate" else "rate"
        for value in {row[other] for row in rows if row["rate"] > 0}:
            line = sorted((row[key], row["twice"]) for row in rows if row[other] == value and not row["resumes"])
            assert [twice for _, twice in line] == sorted(twice for _, twice in line)


def test_the_page_has_the_result(cost: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """The tables in the documentation are the file's, and the file is that of today's inputs."""
    result = json.loads(RESULT.read_text("utf-8"))
    assert result["measured"] == cost.asdict(cost.Measured()), "python benchmarks/cost.py, again"
    assert "1,550 words/s on two cores" in (ROOT / "docs/jobs.md").read_text("utf-8"), "where words come from"
    assert result["assumed"] == cost.asdict(cost.Assumed())
    bills = [cost.Bill(**bill) for bill in result["bills"]]
    assert bills[0] == cost.bill(bills[0].articles, bills[0].cores, bills[0].way, cost.Measured(), cost.Assumed())
    cost.show(bills, result["trials"])
    page = (ROOT / "docs/scale.md").read_text("utf-8")
    assert all(line in page for line in capsys.readouterr().out.splitlines())
    assert "**prices**" in page and "Assumed" in page
