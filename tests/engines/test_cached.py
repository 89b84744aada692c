"""The engine with a memory: nothing is asked twice, by however many threads."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dipx.document import Hypothesis
from dipx.engines.cached import FIRST, CachedEngine, Stopped
from dipx.engines.fake import FakeEngine
from dipx.errors import ModelError
from dipx.memory.none import NoMemory
from dipx.memory.store import Memory
from dipx.options import Decoding

GREEDY = Decoding(beam_size=1)


def test_cached_engine_asks_once(tmp_path: Path) -> None:
    fake = FakeEngine()
    first = CachedEngine(fake, Memory(tmp_path))
    texts = ["un chat", "un chien", "un chat"]
    made = first.generate(texts, GREEDY)
    assert fake.calls == 2
    second = CachedEngine(fake, Memory(tmp_path))
    assert second.generate(texts, GREEDY) == made
    assert fake.calls == 2
    assert (second.hits, second.misses) == (2, 0)
    second.generate(texts, Decoding(beam_size=2))
    assert fake.calls == 4, "another decoding is another question"


class Slow:
    """An engine that is asked by several threads at once, and keeps what it was asked."""

    signature = "slow"

    def __init__(self, error: Exception | None = None) -> None:
        self.asked: list[str] = []
        self.error = error
        self.reached, self.go = threading.Event(), threading.Event()

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
        self.asked += texts
        self.reached.set()
        self.go.wait(timeout=30)
        if self.error:
            raise self.error
        return [Hypothesis(text.upper()) for text in texts]


@pytest.mark.parametrize("error", [None, ModelError("out of memory")])
def test_what_another_thread_is_making_is_waited_for(error: Exception | None) -> None:
    slow = Slow(error)
    engine = CachedEngine(slow, NoMemory())
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(engine.generate, ["un", "deux"], GREEDY)
        assert slow.reached.wait(timeout=30)
        second = pool.submit(engine.generate, ["deux"], GREEDY)
        time.sleep(0.3)  # it has nothing to do but to wait
        slow.go.set()
        if error:
            for failed in (first, second):
                assert failed.exception() is error
            return
        assert [h.text for h in first.result()] == ["UN", "DEUX"]
        assert [h.text for h in second.result()] == ["DEUX"]
    assert sorted(slow.asked) == ["deux", "un"]
    assert (engine.hits, engine.misses) == (1, 2)


def test_a_call_has_two_parts_at_the_engine() -> None:
    """The second begins before the first is there; of what one of them made nothing is lost where the other fails."""

    class Failing(FakeEngine):
        both = threading.Barrier(2, timeout=30)

        def generate(self, texts: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
            self.both.wait()
            if len(texts) == FIRST:
                raise ModelError("out of memory")
            return super().generate(texts, decoding)

    engine = CachedEngine(Failing(), NoMemory())
    with pytest.raises(ModelError):
        engine.generate([f"mot {number}" for number in range(FIRST + 20)], GREEDY)
    assert engine.misses == 20


def test_calls_of_several_parts_take_turns_and_a_small_one_waits_for_none() -> None:
    slow = Slow()
    engine = CachedEngine(slow, NoMemory())
    with ThreadPoolExecutor(3) as pool:
        first = pool.submit(engine.generate, [f"mot {number}" for number in range(3 * FIRST)], GREEDY)
        assert slow.reached.wait(timeout=30)
        second = pool.submit(engine.generate, [f"nom {number}" for number in range(3 * FIRST)], GREEDY)
        small = pool.submit(engine.generate, ["un"], GREEDY)
        deadline = time.monotonic() + 30
        while "un" not in slow.asked and time.monotonic() < deadline:
            time.sleep(0.01)
        assert "un" in slow.asked
        assert not any(text.startswith("nom") for text in slow.asked)
        slow.go.set()
        assert [len(call.result()) for call in (first, second, small)] == [3 * FIRST, 3 * FIRST, 1]


def test_a_lone_text_that_had_to_wait_makes_no_part_small() -> None:
    sizes: list[int] = []

    class Waiting(FakeEngine):
        def generate(self, texts: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
            sizes.append(len(texts))
            time.sleep(0.3 if len(texts) == 1 else 0)
            return super().generate(texts, decoding)

    engine = CachedEngine(Waiting(), NoMemory())
    for texts in (["un"], [f"mot {number}" for number in range(3 * FIRST)]):
        engine.generate(texts, GREEDY)
    assert sizes[1] == FIRST


def test_no_part_is_made_after_a_stop() -> None:
    slow = Slow()
    slow.go.set()
    engine = CachedEngine(slow, NoMemory())
    engine.stop.set()
    with pytest.raises(Stopped):
        engine.generate(["un"], GREEDY)
    assert slow.asked == []
