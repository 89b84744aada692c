"""A bitext small enough to learn in seconds: animals of some color see some animals of another; and its learner."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import torch
from training.data.align import AlignSettings, align
from training.data.make_vocabulary import VocabularySettings, train_vocabulary
from training.data.prepare import main as prepare
from training.learn.export import main as export
from training.learn.train import main as train

NOUNS = (("chien", "dog"), ("chat", "cat"), ("lapin", "rabbit"), ("canard", "duck"))
COLORS = (("rouge", "red"), ("noir", "black"), ("jaune", "yellow"), ("vert", "green"))
NUMBERS = (("deux", "two"), ("trois", "three"), ("quatre", "four"), ("cinq", "five"))
VERBS = (("voit", "sees"), ("cherche", "seeks"), ("aime", "likes"))


def toy_pairs(count: int = 240, seed: int = 5) -> list[tuple[str, str]]:
    """``count`` different pairs; the adjective changes its side, so that order must be learned too."""
    rng = Random(seed)
    pairs: dict[str, str] = {}
    while len(pairs) < count:
        (noun, a), (color, b), (verb, c) = rng.choice(NOUNS), rng.choice(COLORS), rng.choice(VERBS)
        (number, d), (other, e), (paint, f) = rng.choice(NUMBERS), rng.choice(NOUNS), rng.choice(COLORS)
        source = f"Le {noun} {color} {verb} {number} {other}s {paint}s."
        pairs[source] = f"The {b} {a} {c} {d} {f} {e}s."
    return list(pairs.items())


@contextmanager
def trained_toy(folder: Path, steps: int) -> Iterator[Path]:
    """Fill ``folder``: bitext, vocabulary, aligned shards, a run and its exported folder. One thread from here to the
    end: two wait for each other on products this small, 58 s for 5 s.
    """
    threads = torch.get_num_threads()
    pairs = toy_pairs()
    (folder / "toy.tsv").write_text("".join(f"{source}\t{target}\n" for source, target in pairs), "utf-8")
    lines = [side for pair in pairs for side in pair]
    train_vocabulary(lines, VocabularySettings(size=310), folder / "vocabulary", ("fr", "en"))
    mix = f'[mix]\nvocabulary = "{folder}/vocabulary"\nholdout = 20\ncopies = 0\n[noise]\njoined = 0.0\ncopied = 0.0\n'
    quiet = "".join(
        f"{name} = 0.0\n" for name in ("accents", "capitals", "title", "lower", "heading", "typo", "quotes", "spaces")
    )
    places = f'[paths]\nbitext = "{folder}"\nforbid = []\n[corpora.toy]\nweight = 1\n'
    (folder / "data.toml").write_text(mix + quiet + places, "utf-8")
    assert prepare([str(folder / "data.toml"), "--out", str(folder / "shards"), "--workers", "1"]) == 0
    align(folder / "shards" / "train", AlignSettings(threads=1))
    write_config(folder, "toy", steps)
    assert train([str(folder / "toy.toml"), "--runs", str(folder / "runs"), "--device", "cpu", "--threads", "1"]) == 0
    assert export([str(folder / "runs" / "toy"), "--out", str(folder / "model")]) == 0
    yield folder
    torch.set_num_threads(threads)


def write_config(folder: Path, name: str, steps: int, more: str = "") -> Path:
    path = folder / f"{name}.toml"
    text = f"""
[run]
name = "{name}"
shards = "{folder}/shards"
steps = {steps}
dtype = "float32"
log_every = 10
{more}
[model]
d_model = 32
ffn = 64
heads = 4
encoder_layers = 2
decoder_layers = 2
[batch]
tokens = 600
curriculum = [[0.0, 200]]
[optimizer]
learning_rate = 1e-2
warmup_steps = 30
ema = 0.98
[loss]
sampled = 200
"""
    path.write_text(text, "utf-8")
    return path


def events(folder: Path, name: str, kind: str) -> list[dict[str, object]]:
    lines = (folder / "runs" / name / "log.jsonl").read_text("utf-8").splitlines()
    return [event for event in map(json.loads, lines) if event["event"] == kind]
