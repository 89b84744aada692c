"""The actors of a run on a cluster: on which nodes they are, what each has, which nodes are not used and why."""

from __future__ import annotations

import contextlib
import logging
import time
from collections import Counter, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import ray
from ray.exceptions import RayError, RayTaskError
from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

from dipx import __version__
from dipx.errors import DipxError
from dipx.jobs.chunks import AHEAD, Chunk, Chunks
from dipx.jobs.ray_actor import Answer, DipxActor
from dipx.text.counting import counted

log = logging.getLogger(__name__)

LOOK = 1.0  # seconds between two looks at the cluster's nodes
PATIENCE = 300.0  # seconds without any actor, until the run ends: a cluster may have to start machines first
NOBODY = "no actor"
STARTS = 3  # of actors that end before they have said who they are, until their node is not used


@dataclass(frozen=True, slots=True)
class Node:
    """A node that is alive: Ray's name for it, its address, its processors."""

    name: str
    address: str
    cpus: int


@dataclass(slots=True, eq=False)
class Hand:
    """An actor, its node, and what it has been asked and not answered yet."""

    actor: Any
    node: Node
    greeting: Any
    greeted: bool = False
    owed: deque[tuple[Any, Chunk]] = field(default_factory=deque)

    @property
    def next(self) -> Any:
        """What it answers next; ``None`` where it has nothing to do."""
        if not self.greeted:
            return self.greeting
        return self.owed[0][0] if self.owed else None


class Crew:
    """Actors with so many ``threads`` each, ``most`` of them at most, that make results as ``run`` says."""

    def __init__(self, order: bytes, run: Mapping[str, object], threads: int, most: int | None) -> None:
        self.hands: list[Hand] = []
        self._order, self._run, self._threads, self._most = order, run, threads, most
        self._nodes: list[Node] = []
        self._refused: set[str] = set()
        self._failed: Counter[str] = Counter()
        self._returned: list[tuple[Chunk, bool]] = []
        self._looked = 0.0
        self._served = time.monotonic()

    @property
    def busy(self) -> bool:
        """Whether an actor has something to do."""
        return any(hand.owed for hand in self.hands)

    @property
    def settled(self) -> bool:
        """Whether all of the actors have said who they are."""
        return bool(self.hands) and all(hand.greeted for hand in self.hands)

    def staff(self) -> str:
        """Who is at work, like ``3 actors on 2 nodes``."""
        ready = [hand.node.name for hand in self.hands if hand.greeted]
        return f"{counted(len(ready), 'actor')} on {counted(len(set(ready)), 'node')}" if ready else NOBODY

    def recruit(self) -> bool:
        """Look, now and then, which nodes there are: an actor wherever there is room for one. Whether it looked.

        Raises ``DipxError`` where there is no room.
        """
        now = time.monotonic()
        if now - self._looked < LOOK:
            return False
        self._looked, self._nodes = now, nodes()
        alive = {node.name for node in self._nodes}
        for hand in [hand for hand in self.hands if hand.node.name not in alive]:
            self._lose(hand, "its node is gone")
        while places := self._places():
            self._hire(places[0])
        self._judge(now)
        return True

    def _places(self) -> list[Node]:
        """Nodes with room for an actor, the emptiest first."""
        if self._most is not None and len(self.hands) >= self._most:
            return []
        have = Counter(hand.node.name for hand in self.hands)
        usable = (node for node in self._nodes if node.name not in self._refused)
        return sorted(
            (node for node in usable if have[node.name] < node.cpus // self._threads), key=lambda node: have[node.name]
        )

    def _hire(self, node: Node) -> None:
        place = NodeAffinitySchedulingStrategy(node.name, soft=False)
        kind = ray.remote(num_cpus=self._threads, max_restarts=0, max_task_retries=0)(DipxActor)
        actor: Any = kind.options(scheduling_strategy=place).remote()
        self.hands.append(Hand(actor, node, actor.greet.remote(self._order)))

    def _judge(self, now: float) -> None:
        usable = {node.name for node in self._nodes if node.cpus >= self._threads}
        if any(hand.greeted for hand in self.hands):
            self._served = now
        elif usable and usable <= self._refused:
            raise DipxError("No node of the cluster can be used: each was refused, as said above.")
        elif now - self._served > PATIENCE:
            threads = f"{self._threads} processors" if self._threads > 1 else "a processor"
            told = f"No node of the cluster has had {threads} for an actor for {PATIENCE:.0f} s"
            raise DipxError(f"{told}; what is done is kept. --threads says how many an actor needs.")

    def give(self, chunks: Chunks, seals: Mapping[str, tuple[str, ...]]) -> None:
        """To each actor that is ready as much as it takes, to those with the least first; ``seals`` as in ``Task``."""
        ready = [hand for hand in self.hands if hand.greeted]
        for ahead in range(AHEAD):
            for hand in ready:
                if len(hand.owed) <= ahead and chunks:
                    chunk = chunks.take(len(self.hands))
                    stems = [item.stem.as_posix() for item in chunk.items]
                    theirs = {stem: seals[stem] for stem in stems if stem in seals}
                    hand.owed.append((hand.actor.work.remote(chunk.items, theirs), chunk))

    def answers(self) -> Iterator[Answer]:
        """What was answered in the next moment."""
        waited = {hand.next: hand for hand in self.hands if hand.next is not None}
        if not waited:
            time.sleep(LOOK / 4)
            return
        ready, _ = ray.wait(list(waited), num_returns=1, timeout=LOOK)
        for hand in [waited[ref] for ref in ready]:
            yield from self._heard(hand)

    def _heard(self, hand: Hand) -> Iterator[Answer]:
        if hand not in self.hands:  # its node was refused a moment ago
            return
        try:
            if not hand.greeted:
                self._greeted(hand, ray.get(hand.greeting))
                return
            answer = ray.get(hand.owed[0][0])
        except RayTaskError as error:  # what is not in the answer: its dipx has no such actor, or a fault of ours
            why = _last_line(error)
            if hand.greeted:
                raise DipxError(f"node {hand.node.address}: {why}") from error
            self._refuse(hand.node, hand.node.address, why)
            return
        except RayError as error:
            self._lose(hand, " ".join(str(error).split()))
            return
        hand.owed.popleft()
        yield answer

    def _greeted(self, hand: Hand, who: Mapping[str, Any]) -> None:
        """One that would make other results is not used, nor is its node."""
        if why := _other(who, self._run):
            self._refuse(hand.node, f"{hand.node.address} ({who['host']})", why)
        hand.greeted = True

    def _refuse(self, node: Node, name: str, why: str) -> None:
        log.warning("node %s is not used: %s", name, why)
        self._refused.add(node.name)
        for hand in [hand for hand in self.hands if hand.node == node]:
            self._lose(hand, why)

    def _lose(self, hand: Hand, why: str) -> None:
        """An actor is gone, or is to go. It answers in order: what it did last is the first that it owes."""
        if hand not in self.hands:
            return
        self.hands.remove(hand)
        with contextlib.suppress(RayError):
            ray.kill(hand.actor)
        if hand.node.name not in self._refused:
            log.warning("an actor on node %s is lost; what it had is done again.", hand.node.address)
            log.debug("%s", why)
        self._returned += [(chunk, number == 0) for number, (_, chunk) in enumerate(hand.owed)]
        self._looked = 0.0
        if not hand.greeted and hand.node.name not in self._refused:
            self._failed[hand.node.name] += 1
            if self._failed[hand.node.name] >= STARTS:
                self._refuse(hand.node, hand.node.address, f"actors end before they can work: {why}")

    def returned(self) -> list[tuple[Chunk, bool]]:
        """The chunks of actors that are lost, and whether they had begun them; each is told once."""
        returned, self._returned = self._returned, []
        return returned

    def dismiss(self) -> None:
        for hand in self.hands:
            with contextlib.suppress(RayError):
                ray.kill(hand.actor)
        self.hands = []


def _last_line(error: Exception) -> str:
    """Of a traceback that Ray sent, the error."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[-1] if lines else type(error).__name__


def nodes() -> list[Node]:
    """The cluster's nodes that are alive."""
    found = (node for node in ray.nodes() if node["Alive"])  # type: ignore[no-untyped-call]
    return [Node(node["NodeID"], node["NodeManagerAddress"], int(node["Resources"].get("CPU", 0))) for node in found]


def _other(who: Mapping[str, Any], run: Mapping[str, object]) -> str:
    """Why an actor's results would not be those of ``run``; empty where they would."""
    if who["version"] != __version__:
        return f"it has dipx {who['version']}, here is {__version__}"
    if "why" in who:
        return str(who["why"])
    theirs = who["run"]
    names = [name for name in {**run, **theirs} if run.get(name) != theirs.get(name)]
    return "; ".join(f"its {name} is {theirs.get(name)}, here it is {run.get(name)}" for name in names)
