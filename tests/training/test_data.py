"""The recipe's data side: filters, noise, copies, the guard, shards, vocabulary, alignment."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from random import Random

import numpy as np
import pytest
from training.data import pieces
from training.data.align import AlignSettings, align
from training.data.copies import SLOTS, generated_pair, insert_copy, templates
from training.data.filters import FilterSettings, key, why_bad
from training.data.forbidden import fingerprint, forbidden_sentences
from training.data.lexicon import lexicon, word_pairs
from training.data.make_vocabulary import VocabularySettings, train_vocabulary
from training.data.noise import NOISES, NoiseSettings, add_noise
from training.data.prepare import main as prepare
from training.data.shards import NO_LINK, block, read_shard, write_shard
from training.network.vocabulary import Vocabulary

from dipx.errors import InputError, ModelError
from tests.training.toy_bitext import toy_pairs

BAD_PAIRS = [
    ("empty", "", "Nothing here.", False),
    ("encoding", "L'Ã©lection est prÃ©vue demain.", "The election is planned for tomorrow.", False),
    ("markup", 'Voir <a href="x">le site</a>.', "See the site.", False),
    ("few letters", "12.5 | 13.7 | 14.9 | 15.2", "12.5 | 13.7 | 14.9 | 15.2", False),
    ("length ratio", "Le ministre a parlé longuement de la réforme des retraites.", "He spoke.", False),
    ("identical", "The vote was held on Monday", "The vote was held on Monday", False),
    ("language", "The minister said that the vote was held.", "The minister said so, in the city of X.", False),
    ("loop", "Oui oui oui oui oui oui oui oui.", "Yes, he did say yes, yes.", False),
    ("numbers", "En 1998, 12 pays et 34 villes.", "In 2003, 56 countries and 78 cities.", True),
]
GOOD_PAIRS = [
    ("Le vote a eu lieu lundi.", "The vote was held on Monday.", True),
    ("JSON", "JSON", False),
    ("Emmanuel Macron", "Emmanuel Macron", False),
    ("Il a gagné 1 234 567 euros en 2019.", "He earned 1,234,567 euros in 2019.", True),
    ("Trois personnes sont mortes.", "3 people died.", True),
    ("En 1998, 12 pays.", "In 2003, 56 countries.", False),
]


@pytest.mark.parametrize(("reason", "source", "target", "noisy"), BAD_PAIRS, ids=[row[0] for row in BAD_PAIRS])
def test_filter_objects(reason: str, source: str, target: str, noisy: bool) -> None:
    assert why_bad(source, target, FilterSettings(), noisy) == reason


@pytest.mark.parametrize(("source", "target", "noisy"), GOOD_PAIRS)
def test_good_pair_passes(source: str, target: str, noisy: bool) -> None:
    assert why_bad(source, target, FilterSettings(), noisy) == ""


def test_key_ignores_case_accents_and_signs() -> None:
    assert key("« L'ÉTÉ, déjà ? »") == key("l ete deja") == "l ete deja"


NOISY = [
    ("accents", "Élu à Orléans, où l'œuvre", ("Elu a Orleans, ou l'oeuvre", "T.")),
    ("lower", "Le Président DIT", ("le président dit", "T.")),
    ("heading", "Le vote a lieu.", ("Le vote a lieu", "T")),
    ("title", "le vote a lieu", ("le Vote a Lieu", "T.")),
]


@pytest.mark.parametrize(("name", "source", "expected"), NOISY, ids=[row[0] for row in NOISY])
def test_noise(name: str, source: str, expected: tuple[str, str]) -> None:
    assert NOISES[name](source, "T.", Random(1)) == expected


def test_capitals_on_both_sides_and_typo_on_one() -> None:
    source, target = NOISES["capitals"]("Une grève à Paris", "A strike in Paris", Random(1))
    assert (source.isupper(), target) == (True, "A STRIKE IN PARIS")
    source, target = NOISES["typo"]("Le gouvernement vote", "The government votes", Random(1))
    assert source != "Le gouvernement vote"
    assert target == "The government votes"


def test_no_noise_changes_nothing_and_seed_decides() -> None:
    still = NoiseSettings(**dict.fromkeys(NOISES, 0.0))
    assert add_noise(("Été « x » : oui.", "T."), still, Random(1)) == ("Été « x » : oui.", "T.")
    loud = NoiseSettings(**dict.fromkeys(NOISES, 0.5))
    made = [add_noise(("Été « chaud » : voilà.", "T."), loud, Random(7)) for _ in range(2)]
    assert made[0] == made[1] != ("Été « chaud » : voilà.", "T.")


@pytest.mark.parametrize("slot", sorted(SLOTS))
def test_slot_gives_both_sides_and_every_template_is_filled(slot: str) -> None:
    for seed in range(20):
        ours, theirs = SLOTS[slot](Random(seed))
        assert ours.strip()
        assert theirs.strip()
    assert any("{" + slot in source and "{" + slot in target for source, target in templates())


def test_generated_pairs_leave_no_slot_open() -> None:
    for seed in range(300):
        assert not set("{}") & set("".join(generated_pair(Random(seed))))


def test_inserted_token_stands_on_both_sides() -> None:
    for seed in range(50):
        source, target = insert_copy(("Oui, il vote.", "Yes, he votes."), Random(seed))
        added = set(source.split()) - {"Oui,", "il", "vote.", "Oui", "vote"}
        assert {token.strip("(),.") for token in added} <= {token.strip("(),.") for token in target.split()}


SENTENCE = "Le parlement a voté la loi sur les retraites hier soir."


def test_guard_reads_text_tsv_and_jsonl(tmp_path: Path) -> None:
    (tmp_path / "a.fr").write_text("Rien ici.\n" + SENTENCE + "\n", "utf-8")
    (tmp_path / "b.tsv").write_text(
        "autre chose que cela, oui vraiment\tSomething else than that, yes really\n", "utf-8"
    )
    document = {"document": "A first sentence of this story. Another sentence that nobody may learn."}
    (tmp_path / "c.jsonl").write_text(json.dumps(document) + "\n", "utf-8")
    found = forbidden_sentences([tmp_path])
    assert found[fingerprint(SENTENCE.upper())] == (str(tmp_path / "a.fr"), 2)
    assert fingerprint("something else than that yes really") in found
    assert fingerprint("Another sentence that nobody may learn!") in found
    assert fingerprint("Rien ici.") == 0
    assert 0 not in found


def test_guard_of_nothing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"missing.*is not here"):
        forbidden_sentences([tmp_path / "missing"])


@pytest.fixture(scope="module")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a bitext, a vocabulary and a config, none of it larger than it must be."""
    folder = tmp_path_factory.mktemp("toy")
    pairs = toy_pairs()
    (folder / "toy.tsv").write_text("".join(f"{source}\t{target}\n" for source, target in pairs), "utf-8")
    (folder / "held").mkdir()
    (folder / "held" / "test.fr").write_text("Aucune phrase du corpus ne figure ici.\n", "utf-8")
    lines = [side for pair in pairs for side in pair]
    train_vocabulary(lines, VocabularySettings(size=310), folder / "vocabulary", ("fr", "en"))
    config = f"""
[mix]
vocabulary = "{folder}/vocabulary"
holdout = 10
copies = 20
[paths]
bitext = "{folder}"
forbid = ["{folder}/held"]
[corpora.toy]
weight = 1.5
ordered = true
"""
    (folder / "data.toml").write_text(config, "utf-8")
    return folder


def run(toy: Path, out: Path, *more: str) -> int:
    return prepare([str(toy / "data.toml"), "--out", str(out), "--workers", "1", *more])


def test_same_seed_and_data_give_the_same_bytes(toy: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert run(toy, tmp_path / name) == 0
    one, two = tmp_path / "one", tmp_path / "two"
    files = sorted(path.relative_to(one) for path in one.rglob("*") if path.is_file())
    assert Path("train/source.npy") in files
    for path in files:
        assert (one / path).read_bytes() == (two / path).read_bytes(), path


def test_counts_add_up(toy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(toy, tmp_path) == 0
    assert "toy" in capsys.readouterr().out
    counts = read_shard(tmp_path / "train").info["counts"]["toy"]
    assert counts["read"] == counts["kept"] + counts.get("duplicate", 0) + counts.get("same source", 0)
    left = counts["kept"] - counts["held out"]
    assert left < counts["rendered"] < 2 * left
    assert len(read_shard(tmp_path / "valid")) == counts["held out"] > 0


def test_overlap_is_refused_by_name_and_line_or_dropped(
    toy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = (toy / "toy.tsv").read_text("utf-8").splitlines()[6].split("\t")[1]
    secret = tmp_path / "secret.txt"
    secret.write_text(f"Something else.\n{target.upper()}\n", "utf-8")
    assert run(toy, tmp_path / "a", "--forbid", str(secret)) == 1
    message = capsys.readouterr().err
    assert f"toy line 7: in {secret} line 2" in message
    assert "--drop-forbidden" in message
    assert not (tmp_path / "a" / "train").exists()
    assert run(toy, tmp_path / "b", "--forbid", str(secret), "--drop-forbidden") == 0
    assert read_shard(tmp_path / "b" / "train").info["counts"]["toy"]["forbidden"] == 1


def test_unknown_name_in_a_config_is_named(toy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = tmp_path / "data.toml"
    config.write_text((toy / "data.toml").read_text("utf-8") + "wieght = 2\n", "utf-8")
    assert prepare([str(config), "--out", str(tmp_path / "out")]) == 2
    assert "unknown name wieght" in capsys.readouterr().err


def test_vocabulary_has_the_marian_layout(toy: Path, tmp_path: Path) -> None:
    vocabulary = Vocabulary(toy / "vocabulary")
    ids = json.loads((toy / "vocabulary" / "vocab.json").read_text("utf-8"))
    assert (ids["</s>"], ids["<unk>"], ids["<pad>"]) == (0, 1, vocabulary.size - 1)
    assert vocabulary.pieces.decode(vocabulary.encode("chat 12 🙂")[:-1]) == "chat 12 🙂"  # byte fallback
    with pytest.raises(ModelError, match="No vocabulary in"):
        Vocabulary(tmp_path)


def test_alignment_finds_the_words(toy: Path, tmp_path: Path) -> None:
    assert run(toy, tmp_path) == 0
    assert align(tmp_path / "train", AlignSettings(threads=1)) > 0.3
    shard, vocabulary = read_shard(tmp_path / "train"), Vocabulary(toy / "vocabulary")
    assert shard.links is not None
    for i in range(len(shard)):
        links = shard.links[shard.target_starts[i] : shard.target_starts[i + 1]]
        source = int(shard.source_starts[i + 1] - shard.source_starts[i])
        assert links[-1] == source - 1  # </s> to </s>
        assert all(link < source for link in links[links != NO_LINK])
    rows = lexicon(Counter(word_pairs(shard, vocabulary, len(shard))), least=3, share=0.3)
    best = {source: target for source, target, _, _ in reversed(rows)}
    assert [best.get(word) for word in ("rouge", "chien", "trois", "voit")] == ["red", "dog", "three", "sees"]


def test_links_of_other_pairs_do_not_survive(tmp_path: Path) -> None:
    rows = block([([5, 0], [6, 7, 0])], [0])
    write_shard(tmp_path, [rows], {"vocab_size": 10})
    np.save(tmp_path / "links.npy", np.zeros(3, dtype=np.uint8))
    write_shard(tmp_path, [rows], {"vocab_size": 10})
    assert read_shard(tmp_path).links is None


def test_shard_of_another_format_is_refused(tmp_path: Path) -> None:
    write_shard(tmp_path, [], {"vocab_size": 10})
    (tmp_path / "shard.json").write_text('{"format": 99}', "utf-8")
    with pytest.raises(InputError, match="format 99"):
        read_shard(tmp_path)


def test_pieces_come_back_whole_or_are_refused(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "x.bin").write_bytes(Random(1).randbytes(5000))
    assert pieces.cut(tmp_path / "in", tmp_path / "cut", 2000) > 2
    pieces.join(tmp_path / "cut", tmp_path / "out")
    assert (tmp_path / "out" / "x.bin").read_bytes() == (tmp_path / "in" / "x.bin").read_bytes()
    (tmp_path / "cut" / "01.piece").write_bytes(b"damaged")
    with pytest.raises(InputError, match="damaged"):
        pieces.join(tmp_path / "cut", tmp_path / "out")
