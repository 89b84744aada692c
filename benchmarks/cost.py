"""What millions of articles cost: ``python benchmarks/cost.py --json RESULT.json --plot PICTURE.svg``.

Core hours, hours, objects, bytes and money from measured figures (``Measured`` names where each comes from) and from
assumptions, each of which is an option: prices, words an article, how many cores, how often machines are lost.
Then the time is checked by a simulation of failures (``failures.py``), for chunks of several sizes. The tables are
in ``docs/scale.md``; the picture needs the extra ``plot``.
"""

from __future__ import annotations

import argparse
import json
import math
import statistics
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from failures import HOUR, Cluster, Outcome, Work, expected, simulate

RESULTS = Path(__file__).parent / "results"
CHUNKS = (100, 1_000, 10_000, 100_000)
RATES = (0.0, 0.01, 0.1, 1.0)
SEEDS = range(5)
OUTPUTS = {"a file an article": 3, "a thousand articles a file": 4}  # what dipx run writes for a txt, and for a jsonl


def _result(name: str) -> Any:
    return json.loads((RESULTS / name).read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Measured:
    """On two cores of an AMD EPYC; a core is what the kernel calls a processor."""

    words: float = 1550 / 2  # a second and core: docs/jobs.md, 100 articles of growth, bullets included
    least_words: float = _result("speed-400-lines.json")["words_per_second"]["d"] / 2  # start-up included
    segments: float = _result("growth.json")[-1]["segments_per_second"] / 2  # a second and core, 100 articles a job
    start: float = statistics.median(_result("speed-2000-lines.json")["start_up"])  # seconds of a process
    window: int = 2048  # segments that a kill costs at most without the memory: docs/jobs.md
    bytes_out: float = (18_995 + 27_836) / (400 + 677)  # a translated word: txt, md and json of the two


@dataclass(frozen=True, slots=True)
class Assumed:
    """Nothing here was measured. Prices are round figures of the order of public clouds' lists, in dollars."""

    words: int = 400  # an article
    node_cores: int = 4
    scaling: float = 1.0  # of a node's cores: only two were measured
    spread: float = 0.8  # of an article's words: standard deviation by mean
    node_start: float = 60.0  # seconds until a new node has its image and its model
    back: float = 300.0  # seconds until a lost node has a successor
    core_hour: float = 0.04
    spot_core_hour: float = 0.015
    million_puts: float = 5.0
    million_gets: float = 0.4
    gigabyte_month: float = 0.023


@dataclass(frozen=True, slots=True)
class Bill:
    articles: int
    cores: int
    way: str
    core_hours: float
    core_hours_most: float  # at the slowest speed that was measured
    hours: float
    objects: float  # written
    gigabytes: float  # written
    dollars: float
    dollars_spot: float
    dollars_requests: float
    dollars_month: float  # to keep what was written


def bill(articles: int, cores: int, way: str, measured: Measured, assumed: Assumed) -> Bill:
    """Without losses: what all of it costs when nothing happens."""
    words = articles * assumed.words
    core_hours = words / measured.words / assumed.scaling / HOUR
    files = articles if way == "a file an article" else math.ceil(articles / 1000)
    objects, gigabytes = files * OUTPUTS[way], words * measured.bytes_out / 1e9
    return Bill(
        articles,
        cores,
        way,
        core_hours,
        words / measured.least_words / assumed.scaling / HOUR,
        core_hours / cores,
        objects,
        gigabytes,
        core_hours * assumed.core_hour,
        core_hours * assumed.spot_core_hour,
        (objects * assumed.million_puts + files * assumed.million_gets) / 1e6,
        gigabytes * assumed.gigabyte_month,
    )


def chunks(articles: int, size: int, measured: Measured, assumed: Assumed, *, resumes: bool = False) -> Work:
    """The work in chunks of ``size`` articles; ``resumes``: its results stay on a disk that outlives the node."""
    speed = assumed.node_cores * assumed.scaling
    return Work(
        math.ceil(articles / size),
        size * assumed.words / measured.words / speed,
        assumed.spread / math.sqrt(size),
        measured.start,
        measured.window / measured.segments / speed if resumes else math.inf,
    )


def mean(cluster: Cluster, work: Work) -> Outcome:
    """Of the seeds."""
    outcomes = [asdict(simulate(cluster, work, seed)) for seed in SEEDS]
    return Outcome(**{key: statistics.mean(outcome[key] for outcome in outcomes) for key in outcomes[0]})


def compared(name: str, cluster: Cluster, work: Work, size: int) -> dict[str, Any]:
    """The simulation beside the formula, and both beside the time without any loss."""
    ideal = work.chunks * work.seconds / cluster.nodes
    simulated, said = mean(cluster, work), expected(cluster, work)
    return {
        "name": name,
        "chunk": size,
        "resumes": work.kept < math.inf,
        "rate": cluster.lost + cluster.preempted,
        "time": round(simulated.seconds / ideal, 3),
        "time_by_formula": round(said.seconds / ideal, 3),
        "twice": round(simulated.twice, 4),
        "twice_by_formula": round(said.twice, 4),
        "busy": round(simulated.busy / ideal / cluster.nodes, 3),
        "nodes_lost": round(simulated.lost, 1),
    }


def trials(articles: int, nodes: int, measured: Measured, assumed: Assumed) -> list[dict[str, Any]]:
    """Chunk sizes against rates of loss; then one chunk size against all that can happen."""
    usual = Cluster(nodes, back=assumed.back + assumed.node_start, back_preempted=2 * assumed.back)
    kinds = [(size, chunks(articles, size, measured, assumed)) for size in CHUNKS]
    kinds.append((10_000, chunks(articles, 10_000, measured, assumed, resumes=True)))
    rows = [compared("lost", replace(usual, lost=rate), work, size) for rate in RATES for size, work in kinds]
    for name, changes in HAPPENINGS.items():
        rows += [compared(name, replace(usual, **changes), work, size) for size, work in kinds[1:3]]
    return rows


HAPPENINGS: dict[str, dict[str, Any]] = {  # of a Cluster
    "spot: 0.1 an hour taken back, ten minutes until the next": {"preempted": 0.1},
    "1 node of 50 takes three times as long": {"slow": 0.02},
    "1 chunk of 100 cannot be read and is made again": {"damaged": 0.01},
    "all of it, and 0.01 an hour lost": {"preempted": 0.1, "slow": 0.02, "damaged": 0.01, "lost": 0.01},
}


def show(bills: list[Bill], rows: list[dict[str, Any]]) -> None:
    """The tables, as in ``docs/scale.md``."""
    print("| articles, results | core hours | cores | hours | objects | GB | $, cores | $, spot | $, requests |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|")
    for b in bills:
        print(f"| {b.articles:,}, {b.way} | {b.core_hours:,.0f} to {b.core_hours_most:,.0f} | {b.cores:,} "
              f"| {b.hours:.1f} | {b.objects:,.0f} | {b.gigabytes:,.0f} | {b.dollars:,.0f} | {b.dollars_spot:,.0f} "
              f"| {b.dollars_requests:,.2f} |")  # fmt: skip
    columns = [f"{size:,}" for size in CHUNKS] + ["10,000, resumed"]
    print(f"\n| losses, a node and hour | {' | '.join(columns)} |\n|--:{'|--:' * len(columns)}|")
    for rate in RATES:
        cells = [_cell(row) for row in rows if row["name"] == "lost" and row["rate"] == rate]
        print(f"| {rate:g} | {' | '.join(cells)} |")
    print("\n| what happens | 1,000 | 10,000 |\n|---|--:|--:|")
    for name in HAPPENINGS:
        print(f"| {name} | {' | '.join(_cell(row) for row in rows if row['name'] == name)} |")


def _cell(row: dict[str, Any]) -> str:
    """Time and work made twice, each with what the formula says."""
    return (f"{row['time']:.2f} ({row['time_by_formula']:.2f}), {100 * row['twice']:.1f} % "
            f"({100 * row['twice_by_formula']:.1f})")  # fmt: skip


def draw(rows: list[dict[str, Any]], picture: Path) -> None:
    """Time and work made twice by the size of a chunk; the formula as dashes."""
    import matplotlib.pyplot as plt

    plt.rcParams.update({"svg.hashsalt": "dipx", "svg.fonttype": "none"})  # same numbers, same bytes
    figure, panels = plt.subplots(1, 2, figsize=(9, 3.6), layout="constrained")
    colors = ("#9fb3ad", "#1a6b54", "#c98a1b", "#a5352b")
    for rate, color in zip(RATES, colors, strict=True):
        line = [row for row in rows if row["name"] == "lost" and row["rate"] == rate and not row["resumes"]]
        sizes = [row["chunk"] for row in line]
        for axes, key in zip(panels, ("time", "twice"), strict=True):
            axes.plot(sizes, [row[key] for row in line], "o-", color=color, label=f"{rate:g} an hour")
            axes.plot(sizes, [row[f"{key}_by_formula"] for row in line], "--", color=color, lw=1)
    for axes, title in zip(panels, ("time, by that without losses", "share of the work made twice"), strict=True):
        axes.set(xscale="log", xlabel="articles a chunk", title=title)
        axes.spines[["top", "right"]].set_visible(False)
    panels[0].set(yscale="log")
    panels[1].set_yscale("symlog", linthresh=0.01)
    panels[1].set_ylim(bottom=0)
    panels[0].legend(title="each node is lost", frameon=False)
    figure.savefig(picture, metadata={"Date": None} if picture.suffix == ".svg" else None, dpi=150)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=[10_000_000, 1_000_000_000])
    parser.add_argument("--cores", type=int, nargs="+", default=[256, 4096], help="for each number of articles")
    for name, value in asdict(Assumed()).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value, help="default: %(default)s")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--plot", type=Path)
    given = parser.parse_args()
    assumed, measured = Assumed(**{name: getattr(given, name) for name in asdict(Assumed())}), Measured()
    pairs = list(zip(given.articles, given.cores, strict=True))
    bills = [bill(articles, cores, way, measured, assumed) for articles, cores in pairs for way in OUTPUTS]
    rows = trials(pairs[0][0], pairs[0][1] // assumed.node_cores, measured, assumed)
    show(bills, rows)
    if given.json:
        value = {"measured": asdict(measured), "assumed": asdict(assumed), "seeds": list(SEEDS)}
        value |= {"bills": [asdict(b) for b in bills], "trials": rows}
        given.json.write_text(json.dumps(value, indent=1) + "\n", "utf-8")
    if given.plot:
        draw(rows, given.plot)


if __name__ == "__main__":
    main()
