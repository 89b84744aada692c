"""What the bullet rewriter learns from: ``python -m training.bullets.pairs --out training/runs/bullets-en/pairs.tsv``.

Four corpora of (what the rewriter reads, a bullet) for ``training.data.prepare``, in the folder of ``--out``:
``edited.tsv`` (bullets that cite their sentences), ``pairs.tsv`` (editors' highlights and the sentences they were made
of), ``headlines.tsv`` and ``sentences.tsv`` (made of the news by rule), with ``INDEX.json`` for their licences. Every
pair passes ``dipx.bullets.receipts.check_rewriting``, one of the two checks that a rewriting must pass at work (not yet
``dipx.bullets.cuts``). Same data and seed, same bytes.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from dipx.errors import DipxError, InputError
from dipx.files import json_text, write_together
from training.bullets.editor import EDITED, read_edited
from training.bullets.highlights import from_edited, from_headline, from_highlights
from training.bullets.selfmade import made
from training.bullets.stories import Story, of_sentences, read_records, split
from training.data.corpora import read_index
from training.data.filters import key
from training.data.forbidden import Place, fingerprint, forbidden_ids, forbidden_sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from training.bullets.highlights import Outcome

SOURCES = {
    "edited": ("bullets",),
    "pairs": ("summaries",),
    "headlines": ("news-en",),
    "sentences": ("summaries", "news-en"),
}
"""The corpora, and the folders of the data that each is made of."""

# Of all pairs: sentences that stay as they are. More, and the model learns that copying is the safest answer.
KEPT_SHARE = 0.1
# One sentence in common may be a quotation or an agency's phrase; three are the same story.
SAME_STORY = 3


@dataclass(frozen=True, slots=True)
class Settings:
    """``data`` holds ``summaries/`` and ``news-en/``; of each file the first ``stories`` are read (0: all).

    ``edited``: the files of ``training.bullets.editor``.
    """

    data: Path
    forbid: tuple[Path, ...]
    edited: tuple[Path, ...] = ()
    drop: bool = False
    stories: int = 0
    seed: int = 13


@dataclass(slots=True)
class Corpus:
    """The lines of one TSV, and what became of its candidates."""

    lines: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    bullets: set[str] = field(default_factory=set)

    def add(self, outcome: Outcome) -> bool:
        """Take the pair, or count why not: boilerplate that stands under many stories is taken once."""
        self.counts["read"] += 1
        if not isinstance(outcome, str) and key(outcome[1]) in self.bullets:
            outcome = "repeated"
        if isinstance(outcome, str):
            self.counts[outcome] += 1
            return False
        self.bullets.add(key(outcome[1]))
        self.lines.append("\t".join(outcome) + "\n")
        return True


@dataclass(frozen=True, slots=True)
class Guard:
    """The stories of the development set: fingerprints of their sentences, and their ids."""

    sentences: dict[int, Place]
    ids: frozenset[str]

    def refuses(self, record: dict[str, Any], story: Story) -> bool:
        """Whether the story is one of them, by its id, its sentences, or what its editors wrote of it."""
        written = [*record.get("bullets", ()), record.get("headline", "")]
        known = any(fingerprint(text) in self.sentences for text in written)
        return known or story.forbidden >= SAME_STORY or record.get("id") in self.ids


def collect(settings: Settings) -> dict[str, Corpus]:
    """The corpora. Raises ``InputError`` when a story is forbidden and the settings do not drop it."""
    guard = Guard(forbidden_sentences(settings.forbid), forbidden_ids(settings.forbid))
    corpora = {name: Corpus() for name in SOURCES}
    refused = []
    for edited in read_edited(settings.edited):
        story = of_sentences(edited.sentences, guard.sentences)
        if guard.refuses({"id": edited.name, "bullets": [bullet.text for bullet in edited.bullets]}, story):
            refused.append(edited.name)
            continue
        for outcome in from_edited(story, edited.bullets):
            corpora["edited"].add(outcome)
    for folder in ("summaries", "news-en"):
        for number, record in enumerate(read_records(settings.data / folder, settings.stories), start=1):
            name = str(record.get("id", f"{folder} {number}"))
            story = split(record["document"], guard.sentences)
            if guard.refuses(record, story):
                refused.append(name)
            else:
                _add_story(corpora, record, story, Random(f"{settings.seed}:{name}"))
    if refused and not settings.drop:
        raise InputError(
            f"{len(refused)} stories are in the test sets (--drop-forbidden drops them): {', '.join(refused[:20])}"
        )
    corpora["pairs"].counts["stories in the test sets"] = len(refused)
    return corpora


def _add_story(corpora: dict[str, Corpus], record: dict[str, Any], story: Story, rng: Random) -> None:
    taken = set()
    for outcome in from_highlights(story, record.get("bullets", ())):
        if corpora["pairs"].add(outcome):
            taken.add(outcome[0])
    if record.get("headline"):
        corpora["headlines"].add(from_headline(story, record["headline"]))
    sentences = corpora["sentences"]
    for how, outcome in made(story, rng):
        # What an editor made a bullet of is not also a lesson in leaving it alone.
        if not isinstance(outcome, str) and outcome[0] in taken:
            continue
        total = sum(len(corpus.lines) for corpus in corpora.values())
        if how != "kept" or sentences.counts["made: kept"] + 1 <= KEPT_SHARE * total:
            sentences.counts[f"made: {how}"] += sentences.add(outcome)


def write(corpora: dict[str, Corpus], out: Path, index: dict[str, dict[str, Any]]) -> None:
    """``out``, the other corpora and ``INDEX.json`` beside it, all of them whole or none."""
    paths = {name: out if name == "pairs" else out.with_name(f"{name}.tsv") for name in corpora}
    licences = {name: _told(index, SOURCES[name]) for name in corpora}
    made_files = {paths[name]: "".join(corpus.lines).encode() for name, corpus in corpora.items()}
    write_together({**made_files, out.with_name("INDEX.json"): json_text(licences).encode()})


def _told(index: dict[str, dict[str, Any]], folders: Sequence[str]) -> dict[str, str]:
    """Licence and origin of a corpus: those of the files it is made of."""
    files = {name: facts for name, facts in sorted(index.items()) if name.partition("/")[0] in folders}
    return {
        fact: "; ".join(f"{name}: {facts.get(fact, 'unstated')}" for name, facts in files.items())
        for fact in ("licence", "origin")
    }


def table(corpora: dict[str, Corpus]) -> str:
    """The counts as text: a line for each corpus, and what its candidates fell to."""
    lines = []
    for name, corpus in corpora.items():
        fell = ", ".join(f"{reason} {count}" for reason, count in sorted(corpus.counts.items()) if reason != "read")
        lines.append(f"{name:<10}{corpus.counts['read']:>8} read {len(corpus.lines):>8} kept  ({fell})")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m training.bullets.pairs", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="the TSV of highlights; the others go beside it")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="holds summaries/ and news-en/")
    parser.add_argument(
        "--edited", type=Path, nargs="*", default=EDITED, help="stories whose bullets cite their sentences"
    )
    parser.add_argument("--forbid", type=Path, action="append", help="never to learn from (default: ../shared/eval)")
    parser.add_argument("--drop-forbidden", action="store_true", help="drop the test sets' stories; else refuse")
    parser.add_argument("--stories", type=int, default=0, help="read only the first N of each file")
    parser.add_argument("--seed", type=int, default=13)
    given = parser.parse_args(arguments)
    forbid = tuple(given.forbid or [Path("../shared/eval")])
    try:
        corpora = collect(
            Settings(given.data, forbid, tuple(given.edited), given.drop_forbidden, given.stories, given.seed)
        )
        write(corpora, given.out, read_index(given.data / "INDEX.json"))
        print(table(corpora))
    except DipxError as error:
        print(f"pairs: {error}", file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
