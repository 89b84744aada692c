"""Which nodes are used, and what is said of those that are not. Without a cluster."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dipx import __version__
from dipx.errors import DipxError, UsageError
from dipx.jobs.cluster import Cluster, prepare

if TYPE_CHECKING:
    from dipx.jobs.ray_crew import Node

RUN = {"version": __version__, "engine": "ct2:1234", "corrections": "ab"}


@pytest.fixture(autouse=True, scope="module")
def _ray() -> None:
    """Not when this file is imported: what Ray is told is for a Ray of this machine, and other tests have others."""
    prepare(Cluster())


@pytest.mark.parametrize(
    ("who", "why"),
    [
        ({"version": __version__, "run": RUN}, ""),
        ({"version": "0.0.9", "run": RUN}, f"it has dipx 0.0.9, here is {__version__}"),
        ({"version": __version__, "why": "no model"}, "no model"),
        ({"version": __version__, "run": RUN | {"engine": "ct2:5"}}, "its engine is ct2:5, here it is ct2:1234"),
        ({"version": __version__, "run": {"version": __version__, "engine": "ct2:1234"}}, "its corrections is None"),
    ],
)
def test_another_one_is_refused_by_what_differs(who: dict[str, object], why: str) -> None:
    from dipx.jobs.ray_crew import _other

    said = _other(who, RUN)
    assert why in said
    assert bool(said) == bool(why)


@pytest.mark.parametrize(
    ("cpus", "actors", "threads"),
    [
        ([64, 64], None, 8),
        ([4, 16], None, 4),
        ([0, 2], None, 2),
        ([4, 4], 2, 4),
        ([4, 4], 3, 2),
        ([2], 5, 1),
        ([], 3, 1),
    ],
)
def test_an_actors_threads(cpus: list[int], actors: int | None, threads: int) -> None:
    from dipx.jobs.ray_crew import Node
    from dipx.jobs.ray_runner import _threads

    nodes = [Node(str(number), "", cores) for number, cores in enumerate(cpus)]
    assert _threads(nodes, actors) == threads


def test_actors_go_to_the_emptiest_node(monkeypatch: pytest.MonkeyPatch) -> None:
    from dipx.jobs.ray_crew import Crew, Node

    crew = Crew(b"", {}, 2, 3)
    hired: list[str] = []
    monkeypatch.setattr("dipx.jobs.ray_crew.nodes", lambda: [Node("head", "", 0), Node("a", "", 4), Node("b", "", 5)])

    def hire(node: Node) -> None:
        hired.append(node.name)
        crew.hands.append(type("Hand", (), {"node": node, "greeted": False})())

    monkeypatch.setattr(crew, "_hire", hire)
    crew.recruit()
    assert sorted(hired[:2]) == ["a", "b"]
    assert len(hired) == 3, "as many as were asked for"


def test_a_cluster_without_room_is_not_waited_for_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    from dipx.jobs.ray_crew import Crew, Node

    monkeypatch.setattr("dipx.jobs.ray_crew.nodes", lambda: [Node("a", "", 1)])
    monkeypatch.setattr("dipx.jobs.ray_crew.PATIENCE", 0.0)
    with pytest.raises(DipxError, match="No node of the cluster has had 4 processors"):
        Crew(b"", {}, 4, None).recruit()


def test_an_address_where_nobody_listens() -> None:
    from dipx.jobs.ray_runner import _knock

    with pytest.raises(DipxError, match="No Ray cluster answers at"):
        _knock("127.0.0.1:1")
    with pytest.raises(UsageError, match="like head:6379"):
        _knock("ray://head:10001")
