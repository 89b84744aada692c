"""Batches of equal length: without a padded position but where padding was seen to leave no trace (``padding.py``).

Padding is what makes a model's answer depend on its neighbours: with batches filled by similar length,
CTranslate2 4.8 (int8, beam 4) gave another text for 10 of 500 news sentences when the batch size changed; with
batches of equal length, for none, and it took the same time (2 cores, first 500 lines of newstest2013). So
a file's English does not depend on the files beside it, and a resumed job equals an undisturbed one.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from dipx.options import Decoding

FULL = 8  # texts: CPU time of 110 sentences in batches of one 5.0 s, of at least four 3.6 s, of eight 3.1 to 3.4 s


def batches(
    lengths: Sequence[int], budget: int, spans: Sequence[Container[int]] = (), fewest: int = 1
) -> Iterator[list[int]]:
    """Indices of ``lengths`` in batches of one length, the longest first, ``budget`` tokens at most in each.

    The longest first: what is slow starts early, and a batch that does not fit in memory fails at once.
    A text longer than the budget is a batch of its own. Texts of length 0 are in no batch. Where a batch has not
    ``fewest`` texts, it takes the next shorter ones too, if the lengths of all are in one of ``spans``.
    """
    batch: list[int] = []
    for index in sorted(filter(lengths.__getitem__, range(len(lengths))), key=lengths.__getitem__, reverse=True):
        length = lengths[index]
        longest = lengths[batch[0]] if batch else length
        joins = length == longest or (len(batch) < fewest and any(length in s and longest in s for s in spans))
        if batch and not (joins and longest * (len(batch) + 1) <= budget):
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


def fewest_of(lengths: Sequence[int], budget: int, workers: int, calls: int) -> int:
    """How many of a call's texts are to share a batch: so many that each worker has two, all of about one size.

    Of several calls at once each needs but one batch for its share of the workers: the others fill what is idle.
    Batches of four of a call's 435 texts took 1.18 times as long as such.
    """
    wanted = 2 * workers if calls < 2 else max(1, workers // calls)
    texts, filled = sum(map(bool, lengths)), -(-sum(lengths) // budget)
    return -(-texts // max(wanted, filled))


def dealt(lengths: Sequence[int], budget: int, span: Container[int], hands: int) -> Iterator[list[int]]:
    """``batches`` of a few texts: those with lengths in ``span`` dealt by length to ``hands`` batches, each from long
    to short, so that workers have as much to do and end together; where the ``budget`` is less than that, to more.

    A step costs a batch of eight little more than one of two, and there are as many as the longest text has: CPU time
    of 5 articles of fifteen sentences fell by 8 % to that of batches in the order of length, of 8 of six by 29 %.
    """
    ordered = sorted(filter(lengths.__getitem__, range(len(lengths))), key=lengths.__getitem__, reverse=True)
    mixed = [index for index in ordered if lengths[index] in span]
    longest = lengths[mixed[0]] if mixed else 0
    hands = max(hands, -(-len(mixed) // max(1, budget // max(1, longest))))
    made = [mixed[hand::hands] for hand in range(min(hands, len(mixed)))]
    made += batches([0 if length in span else length for length in lengths], budget)
    yield from sorted(made, key=lambda batch: -lengths[batch[0]])


def hands_of(texts: int, workers: int, calls: int) -> int:
    """How many batches a call's few texts are dealt to: one for each worker that is its share of them; 0 where they are
    many, or too few to put two together.
    """
    hands = max(1, workers // max(1, calls))
    return hands if 2 * hands <= texts <= FULL * hands else 0


def length_bound(source_tokens: int) -> int:
    """The most target tokens that a source of so many may give: what is longer is a loop, not a translation.

    None of 110,938 human pairs is longer (Europarl, Hansard, United Nations, news; the bundled vocabulary).
    """
    return 2 * source_tokens + 24


def target_bound(source_tokens: int, positions: int, decoding: Decoding) -> int:
    """``length_bound``, within the model's ``positions`` and what the decoding allows.

    A summary is shorter than its source, so it is no bound for those; a summariser's own is in its decoding.
    """
    bound = min(length_bound(source_tokens), positions)
    return min(bound, decoding.max_tokens) if decoding.max_tokens else bound
