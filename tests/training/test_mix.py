"""What becomes of a corpus in a shard: sources in sampled pieces, domains by name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random

from training.data import mix
from training.data.corpora import CorpusSettings
from training.data.mix import Recipe, Task, render
from training.data.noise import NoiseSettings
from training.data.prepare import main as prepare
from training.data.shards import read_shard
from training.network.vocabulary import Vocabulary

from dipx.text.normalize import normalize

BUNDLED = Path("models/marian-fr-en")
SENTENCES = (
    "Le gouvernement a présenté mardi son projet de loi sur les retraites.",
    "L'opposition, elle, dénonce « un passage en force » du Premier ministre 🙂.",
    "En 2019, 12 345 personnes avaient quitté Saint-Étienne.",
)


def test_sampled_pieces_spell_the_same_text_and_vary() -> None:
    vocabulary = Vocabulary(BUNDLED)
    for text in map(normalize, SENTENCES):
        usual = vocabulary.encode(text)
        assert vocabulary.sample(text, Random(1), alpha=100.0) == usual  # the likeliest, word by word, is the whole's
        drawn = [vocabulary.sample(text, Random(seed), alpha=0.2) for seed in range(5)]
        assert {vocabulary.pieces.decode(ids[:-1]) for ids in drawn} == {vocabulary.pieces.decode(usual[:-1])}
        assert len({tuple(ids) for ids in drawn}) == 5


def rendered(chance: float, order: Sequence[int]) -> dict[int, tuple[list[int], list[int]]]:
    mix._vocabulary.cache_clear()  # as another process would begin
    noise = NoiseSettings(sampled=chance)
    found = {}
    for line in order:
        items = ((line, 0, ((SENTENCES[line % 3], f"Sentence {line}."),)),)
        made, _ = render(Recipe(noise=noise), Task(0, "toy", CorpusSettings(), items))
        found[line] = (made.sides[0].tolist(), made.sides[1].tolist())
    return found


def test_what_is_sampled_depends_on_the_seed_alone() -> None:
    plain, sampled = rendered(0.0, range(60)), rendered(0.5, range(60))
    assert rendered(0.5, range(59, -1, -1)) == sampled
    assert all(plain[line][1] == sampled[line][1] for line in plain)
    changed = sum(plain[line][0] != sampled[line][0] for line in plain)
    assert 18 <= changed <= 42


def test_prepared_shards_name_their_domains(tmp_path: Path) -> None:
    lines = [f"Le ministre numéro {i} a parlé.\tMinister number {i} has spoken.\n" for i in range(20)]
    (tmp_path / "toy.tsv").write_text("".join(lines), "utf-8")
    config = f"""
[mix]
copies = 5
[noise]
sampled = 1.0
[paths]
bitext = "{tmp_path}"
forbid = []
[corpora.toy]
domain = "news"
"""
    (tmp_path / "data.toml").write_text(config, "utf-8")
    assert prepare([str(tmp_path / "data.toml"), "--out", str(tmp_path / "out"), "--workers", "1"]) == 0
    assert read_shard(tmp_path / "out" / "train").info["domains"] == {"toy": "news", "copies": "copies"}
