"""The queue before the one engine: order, batches, what is refused, given up, and ended."""

from __future__ import annotations

import threading
import time
import weakref
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from dipx.document import Hypothesis
from dipx.engines.cached import FEWEST, Stopped
from dipx.engines.fake import FakeEngine
from dipx.errors import DipxError, UsageError
from dipx.options import Decoding, EngineOptions, Options, SummaryOptions
from dipx.serve.batcher import BUDGET, LANES, Batcher, Closing, Overloaded, Ticket, Way, _Speed
from dipx.serve.texts import asked, read

OPTIONS = Options(EngineOptions(engine="fake"), memory=False, corrections=False)


@dataclass
class Gated(FakeEngine):
    """Answers only while the gate is open, and writes down what it was asked together."""

    gate: threading.Event = field(default_factory=threading.Event)
    calls: int = 0
    batches: list[list[str]] = field(default_factory=list)

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
        self.batches.append(list(texts))
        assert self.gate.wait(20)
        if "tombe" in texts:
            raise ValueError("the engine fell")
        return super().generate(texts, decoding)


@pytest.fixture
def engine() -> Gated:
    return Gated()


@pytest.fixture
def batcher(engine: Gated) -> Iterator[Batcher]:
    made = Batcher(OPTIONS, engine, wait=8.0)
    yield made
    engine.gate.set()
    made.close(10)


def ticket(text: str, *, is_file: bool = False, way: Way | None = None) -> Ticket:
    return Ticket([asked(text, read(text, "text"), "fr", OPTIONS).prepared], way or Way(), is_file=is_file)


def english(ticket: Ticket) -> list[str]:
    return [report.english for report in ticket.future.result(20)]


def put_one_by_one(batcher: Batcher, texts: Sequence[str], engine: Gated) -> list[Ticket]:
    """Each in a lane of its own: the engine has all of them at once."""
    tickets = []
    for number, text in enumerate(texts, 1):
        tickets.append(ticket(text))
        batcher.put(tickets[-1])
        for _ in range(4000):
            if len(engine.batches) >= number:
                break
            time.sleep(0.005)
    return tickets


def test_what_comes_while_the_engine_is_busy_is_the_next_batch(batcher: Batcher, engine: Gated) -> None:
    first = put_one_by_one(batcher, ["un", "deux"][:LANES], engine)
    later = [ticket(f"mot{number}") for number in range(FEWEST + 4)]
    for each in later:
        batcher.put(each)
    engine.gate.set()
    assert [english(each) for each in first] == [["a\n"], ["xued\n"]]
    assert [english(each) for each in later] == [[f"mot{number}\n"] for number in range(FEWEST + 4)]
    assert max(map(len, engine.batches)) >= FEWEST  # of a slow engine so many at once


def test_the_rewriter_is_loaded_once(engine: Gated, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not for each lane and for each way: it is a model of its own."""
    loaded: list[FakeEngine] = []

    def load(*_: object) -> FakeEngine:
        loaded.append(FakeEngine())
        return loaded[-1]

    monkeypatch.setattr("dipx.bullets.load_rewriter", load)
    made = Batcher(OPTIONS, engine, wait=8.0)
    engine.gate.set()
    waiting = []
    for way in [Way(bullets=True), Way(bullets=True, alignments=True)] * LANES * 2:
        waiting.append(ticket("Le maire a dit oui. Il y a douze morts.", way=way))
        made.put(waiting[-1])
    assert all(each.future.result(20)[0].bullets for each in waiting)
    made.close(10)
    assert len(loaded) == 1


def test_neighbours_leave_no_trace(batcher: Batcher, engine: Gated) -> None:
    engine.gate.set()
    alone = english_of(batcher, "le chat dort")
    put = [ticket(text) for text in ("un", "le chat dort", "deux")]
    for each in put:
        batcher.put(each)
    assert english(put[1]) == alone


def english_of(batcher: Batcher, text: str) -> list[str]:
    made = ticket(text)
    batcher.put(made)
    return english(made)


def test_too_much_is_refused_with_a_time_to_come_again(batcher: Batcher, engine: Gated) -> None:
    put_one_by_one(batcher, ["un", "deux"][:LANES], engine)
    long = "mot " * BUDGET
    batcher.put(ticket(long))
    with pytest.raises(Overloaded) as refused:
        batcher.put(ticket("trois"))
    assert 8 < refused.value.retry_after <= 60
    batcher.put(ticket("un fichier", is_file=True))  # waits as long as it takes
    assert batcher.files() == 1


def test_one_who_has_gone_costs_the_engine_nothing(batcher: Batcher, engine: Gated) -> None:
    put_one_by_one(batcher, ["un", "deux"][:LANES], engine)
    gone, stays = ticket("parti"), ticket("reste")
    batcher.put(gone)
    batcher.put(stays)
    gone.give_up()
    engine.gate.set()
    assert english(stays) == ["etser\n"]
    assert gone.future.cancelled()
    assert not any("parti" in batch for batch in engine.batches)


def test_a_fault_hits_the_one_at_fault(batcher: Batcher, engine: Gated) -> None:
    put_one_by_one(batcher, ["un", "deux"][:LANES], engine)
    bad, good = ticket("tombe"), ticket("bien")
    batcher.put(bad)
    batcher.put(good)
    engine.gate.set()
    assert english(good) == ["neib\n"]
    with pytest.raises(ValueError, match="fell"):
        bad.future.result(20)


@pytest.mark.parametrize(
    ("options", "error"),
    [
        (replace(OPTIONS, glossary=Path("none.tsv")), "There is no glossary"),
        (replace(OPTIONS, engine=EngineOptions(), summary=SummaryOptions(model="no-such-model")), "no-such-model"),
    ],
)
def test_what_cannot_be_had_is_said_at_the_start(engine: Gated, options: Options, error: str) -> None:
    with pytest.raises(DipxError, match=error):
        Batcher(options, engine, wait=8.0)


def test_a_pipeline_that_cannot_be_made_later_ends_no_lane(engine: Gated, tmp_path: Path) -> None:
    glossary = tmp_path / "glossary.tsv"
    glossary.write_text("chat\tcat\n")
    batcher = Batcher(replace(OPTIONS, glossary=glossary), engine, wait=8.0)
    engine.gate.set()
    glossary.unlink()
    other = [ticket("le chien", way=Way(nth=nth)) for nth in range(1, LANES + 2)]
    for each in other:
        batcher.put(each)
    for each in other:
        with pytest.raises(UsageError, match="There is no glossary"):
            each.future.result(20)
    assert english_of(batcher, "le chien") == ["the neihc\n"]
    assert batcher.close(10)


def test_nothing_of_a_request_stays_in_a_lane(batcher: Batcher, engine: Gated) -> None:
    def told(texts: int) -> None: ...

    engine.gate.set()
    sent = ticket("le chat", is_file=True)
    sent.told = told
    batcher.put(sent)
    assert english(sent)
    left = weakref.ref(told)
    del sent, told
    for _ in range(1000):
        if left() is None:
            break
        time.sleep(0.005)
    assert left() is None


def test_a_text_does_not_wait_for_files(batcher: Batcher, engine: Gated) -> None:
    files = [ticket("un gros fichier", is_file=True), ticket("un autre", is_file=True)]
    for each in files:
        batcher.put(each)
    time.sleep(0.1)  # the one lane has the first file, and the other leaves the second alone
    assert engine.batches == [["un gros fichier"]]
    short = ticket("court")
    batcher.put(short)
    engine.gate.set()
    assert english(short) == ["truoc\n"]
    assert [english(each) for each in files] == [["a sorg reihcif\n"], ["a ertua\n"]]


def test_a_file_has_its_turn_where_many_texts_wait(batcher: Batcher, engine: Gated) -> None:
    put_one_by_one(batcher, ["un", "deux"][:LANES], engine)
    texts = [ticket(f"mot{number}", way=Way(alignments=number % 2 == 0)) for number in range(40)]  # a batch each
    file = ticket("un gros fichier", is_file=True)
    for each in [*texts, file]:
        batcher.put(each)
    engine.gate.set()
    for each in [*texts, file]:
        each.future.result(20)
    assert engine.batches.index(["un gros fichier"]) < len(engine.batches) - 5


def test_a_file_that_is_given_up_stops(batcher: Batcher, engine: Gated) -> None:
    engine.gate.set()
    done: list[int] = []
    big = ticket("\n\n".join(f"mot{number}" for number in range(3000)), is_file=True)

    def told(texts: int) -> None:
        done.append(texts)
        big.give_up()

    big.told = told
    batcher.put(big)
    with pytest.raises((Stopped, CancelledError)):
        big.future.result(20)
    assert sum(done) < 3000
    assert batcher._speed.rate == _Speed.FIRST  # what was not done is no speed
    assert english_of(batcher, "encore") == ["erocne\n"]


def test_other_ways_are_other_batches(batcher: Batcher, engine: Gated) -> None:
    engine.gate.set()
    plain, linked = ticket("le chat"), ticket("le chat", way=Way(alignments=True))
    batcher.put(plain)
    batcher.put(linked)
    assert plain.future.result(20)[0].translations[0].links is None
    assert linked.future.result(20)[0].translations[0].links


def test_closing_ends_what_was_begun_and_takes_nothing_more(batcher: Batcher, engine: Gated) -> None:
    begun = put_one_by_one(batcher, ["un"], engine)
    threading.Timer(0.2, engine.gate.set).start()
    assert batcher.close(10)
    assert english(begun[0]) == ["a\n"]
    with pytest.raises(Closing):
        batcher.put(ticket("deux"))


def test_closing_gives_up_what_takes_too_long(batcher: Batcher, engine: Gated) -> None:
    put_one_by_one(batcher, ["un", "deux"][:LANES], engine)
    waits = ticket("trois")
    batcher.put(waits)
    assert not batcher.close(0.1)
    assert waits.future.cancelled()
