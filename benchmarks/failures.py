"""What lost machines, slow ones and bad results cost a large run: its events simulated, the same for the same seed.

Nodes take chunks of articles from one queue. A node is lost after a time that nobody knows before (exponential); its
chunk goes back to the front of the queue without what was not kept of it, and another node is there after a while.
``expected`` says the same by a formula, which knows no end of the queue: ``cost.py`` compares them.
"""

from __future__ import annotations

import heapq
import math
import random
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class Cluster:
    """Nodes, and what happens to them. Rates are an hour and node, shares between 0 and 1."""

    nodes: int = 64
    lost: float = 0.0  # gone without a word
    back: float = 300.0  # seconds until another one is in its place
    preempted: float = 0.0  # taken back by who lent it
    back_preempted: float = 600.0  # seconds, the mean of an exponential: when there is one to be had
    slow: float = 0.0  # the share of nodes that are stragglers
    slowness: float = 3.0  # how many times as long they take
    damaged: float = 0.0  # the share of chunks whose results cannot be read afterwards and are made again


@dataclass(frozen=True, slots=True)
class Work:
    """Chunks, in seconds of a node as it should be."""

    chunks: int
    seconds: float
    spread: float = 0.0  # the standard deviation of a chunk's seconds, by their mean
    start: float = 0.0  # before a chunk's work begins, each time it is begun
    kept: float = math.inf  # so many seconds of a chunk's work are kept at once; inf: a chunk is whole or nothing


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run went: its seconds, those of all nodes at work, the work made twice (by all work), nodes lost."""

    seconds: float
    busy: float
    twice: float
    lost: float


def simulate(cluster: Cluster, work: Work, seed: int) -> Outcome:
    return _Run(cluster, work, random.Random(seed)).outcome()


def expected(cluster: Cluster, work: Work) -> Outcome:
    """The same by a formula.

    What is kept at once, l seconds, costs (exp(rate l) - 1) / rate seconds of trying; each loss costs a start and
    the wait for another node. Slow nodes take part by their speed. All nodes are at work until the end.
    """
    rate = (cluster.lost + cluster.preempted) / HOUR
    length = work.seconds + work.start if math.isinf(work.kept) else min(work.kept, work.seconds)
    whole = work.seconds + (work.start if math.isinf(work.kept) else 0.0)
    losses = whole / length * math.expm1(rate * length) if rate else 0.0
    busy = losses / rate if rate else whole
    if not math.isinf(work.kept):
        busy += work.start * (1 + losses)
    waits = (cluster.lost * cluster.back + cluster.preempted * cluster.back_preempted) / HOUR / rate if rate else 0.0
    twice = max(0.0, busy - work.start * (1 + losses) - work.seconds) / work.seconds
    again = 1 / (1 - cluster.damaged)
    speed = 1 - cluster.slow + cluster.slow / cluster.slowness
    chunks = work.chunks * again
    seconds = chunks * (busy + losses * waits) / cluster.nodes / speed
    return Outcome(seconds, chunks * busy / speed, again * twice + again - 1, chunks * losses)


class _Run:
    def __init__(self, cluster: Cluster, work: Work, rng: random.Random) -> None:
        self.cluster, self.work, self.rng = cluster, work, rng
        self.sizes = [self._size() for _ in range(work.chunks)]
        self.rest = list(self.sizes)  # of each chunk, what is not kept yet
        self.queue = deque(range(work.chunks))
        self.left, self.number, self.lost = work.chunks, 0, 0
        self.busy = self.twice = 0.0
        self.events: list[tuple[float, int, Callable[[float, int], None], int]] = []
        self.idle: list[int] = []
        self.ends, self.slowness = [0.0] * cluster.nodes, [1.0] * cluster.nodes
        self.at: list[tuple[int, float]] = [(0, 0.0)] * cluster.nodes  # a node's chunk, and when it began

    def outcome(self) -> Outcome:
        for node in range(self.cluster.nodes):
            self._later(0.0, self._up, node)
        now = 0.0
        while self.left:
            now, _, happens, node = heapq.heappop(self.events)
            happens(now, node)
        return Outcome(now, self.busy, self.twice / sum(self.sizes), self.lost)

    def _later(self, when: float, what: Callable[[float, int], None], node: int) -> None:
        self.number += 1  # so that events of one moment have an order
        heapq.heappush(self.events, (when, self.number, what, node))

    def _size(self) -> float:
        """Lognormal: never negative, a few far above the mean."""
        mean, sigma2 = self.work.seconds, math.log1p(self.work.spread**2)
        return self.rng.lognormvariate(math.log(mean) - sigma2 / 2, math.sqrt(sigma2)) if sigma2 else mean

    def _up(self, now: float, node: int) -> None:
        self._renew(now, node)
        self._take(now, node)

    def _renew(self, now: float, node: int) -> None:
        rate = (self.cluster.lost + self.cluster.preempted) / HOUR
        self.ends[node] = now + self.rng.expovariate(rate) if rate else math.inf
        self.slowness[node] = self.cluster.slowness if self.rng.random() < self.cluster.slow else 1.0

    def _take(self, now: float, node: int) -> None:
        if not self.queue:
            self.idle.append(node)
            return
        if self.ends[node] <= now:  # it was lost while it had nothing to do, which nobody noticed
            self._renew(now, node)
        chunk = self.queue.popleft()
        self.at[node] = chunk, now
        done = now + self.work.start + self.rest[chunk] * self.slowness[node]
        if done < self.ends[node]:
            self._later(done, self._done, node)
        else:
            self._later(self.ends[node], self._gone, node)

    def _done(self, now: float, node: int) -> None:
        chunk, began = self.at[node]
        self.busy += now - began
        if self.cluster.damaged and self.rng.random() < self.cluster.damaged:
            self.twice += self.sizes[chunk]
            self.rest[chunk] = self.sizes[chunk]
            self.queue.append(chunk)
        else:
            self.left -= 1
        self._take(now, node)

    def _gone(self, now: float, node: int) -> None:
        chunk, began = self.at[node]
        self.busy += now - began
        self.lost += 1
        made = max(0.0, (now - began - self.work.start) / self.slowness[node])
        kept = 0.0 if math.isinf(self.work.kept) else made // self.work.kept * self.work.kept
        self.twice += made - kept
        self.rest[chunk] -= kept
        self.queue.appendleft(chunk)
        if self.idle:
            self._take(now, self.idle.pop())
        self._later(now + self._wait(), self._up, node)

    def _wait(self) -> float:
        both = self.cluster.lost + self.cluster.preempted
        if self.rng.random() * both < self.cluster.preempted:
            return self.rng.expovariate(1 / self.cluster.back_preempted)
        return self.cluster.back
