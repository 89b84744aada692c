"""Our conversion to CTranslate2 against the library's, and the cache that keeps it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dipx.engines import convert, load_engine
from dipx.engines.convert import converted
from dipx.engines.pieces import MarianPieces
from dipx.errors import ModelError, UsageError
from dipx.models.folder import ModelFolder, open_folder
from dipx.models.info import AlignmentHeads
from dipx.models.registry import resolve
from dipx.options import Decoding, EngineName, EngineOptions
from tests.command import environment
from tests.conftest import SEEDS
from tests.models.tiny_marian import ENGLISH, FRENCH
from tests.models.tiny_summarizers import make_tiny_bart

ENGINES: tuple[EngineName, ...] = ("ct2", "hf")


@pytest.fixture(scope="session")
def tiny(tiny_marian: Path) -> ModelFolder:
    return open_folder(tiny_marian)


def test_the_bundled_model_converts_as_the_library_converts_it(tmp_path: Path) -> None:
    from ctranslate2.converters import TransformersConverter

    bundled = resolve("marian-fr-en").path
    folder = Path(shutil.copytree(bundled, tmp_path / "folder"))
    # In bfloat16, which the configuration names, the library rounds the sinusoids to 8 bits; ours are exact.
    config = json.loads((folder / "config.json").read_text("utf-8")) | {"dtype": "float32"}
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    (folder / "generation_config.json").unlink()  # the library converts the pieces too that are never generated
    theirs = tmp_path / "theirs"
    TransformersConverter(str(folder)).convert(str(theirs), quantization="int8")
    ours = converted(open_folder(folder), "int8", tmp_path)

    pieces = MarianPieces(folder)
    sources = pieces.encode(_fifty_sentences())
    expected, found = (_translate(path, sources, beam_size=2) for path in (theirs, ours))
    assert found == expected
    assert len({tuple(source) for source in sources}) == 50
    for name in ("config.json", "shared_vocabulary.json"):
        assert (ours / name).read_bytes() == (theirs / name).read_bytes()
    # The same bytes throughout, but for the alignment heads, which the library leaves out.
    one, other = ((path / "model.bin").read_bytes() for path in (theirs, ours))
    assert len(one) == len(other)
    assert sum(a != b for a, b in zip(one, other, strict=True)) <= 4


def test_attention_is_that_of_the_guided_heads(tiny: ModelFolder, tmp_path: Path) -> None:
    import ctranslate2
    import torch
    import transformers

    guided = AlignmentHeads(decoder_layer=0, heads=(3, 1))
    path = converted(replace(tiny, info=replace(tiny.info, alignment=guided)), "float32", tmp_path)
    plain = converted(tiny, "float32", tmp_path)
    assert path != plain
    sources = MarianPieces(tiny.path).encode(FRENCH[:1])
    assert _translate(path, sources) == _translate(plain, sources)  # the order of heads changes no output

    translator = ctranslate2.Translator(str(path), compute_type="float32")
    made = translator.translate_batch(sources, beam_size=1, max_decoding_length=6, return_attention=True)[0]
    model: Any = transformers.MarianMTModel.from_pretrained(tiny.path, attn_implementation="eager")
    ids = json.loads((tiny.path / "vocab.json").read_text("utf-8"))
    source = torch.tensor([[ids[piece] for piece in sources[0]]])
    target = torch.tensor([[ids["<pad>"], *(ids[piece] for piece in made.hypotheses[0][:-1])]])
    with torch.no_grad():
        attentions = model(input_ids=source, decoder_input_ids=target, output_attentions=True).cross_attentions
    expected = attentions[0][0, [3, 1]].mean(dim=0)

    assert torch.allclose(torch.tensor(made.attention[0]), expected, atol=1e-4)


def test_suppressed_pieces_are_made_by_neither_engine(tiny: ModelFolder, tmp_path: Path) -> None:
    sources = MarianPieces(tiny.path).encode(FRENCH)
    common = Counter(piece for made in _translate(converted(tiny, "float32", tmp_path), sources) for piece in made)
    never = [piece for piece, _ in common.most_common(4) if piece != "</s>"]
    folder = Path(shutil.copytree(tiny.path, tmp_path / "folder"))
    ids: dict[str, int] = json.loads((folder / "vocab.json").read_text("utf-8"))
    settings = json.loads((folder / "generation_config.json").read_text("utf-8"))
    settings["suppress_tokens"] = [ids[piece] for piece in (*never, "<unk>")]  # this one stays where it is
    (folder / "generation_config.json").write_text(json.dumps(settings), "utf-8")

    path = converted(open_folder(folder), "float32", tmp_path)
    assert not {piece for made in _translate(path, sources) for piece in made} & set(never)
    kept: list[str] = json.loads((path / "target_vocabulary.json").read_text("utf-8"))
    assert set(ids) - set(kept) == {*never, "<pad>"}
    both = (EngineOptions(model=str(folder), engine=name, compute_type="float32", threads=1) for name in ENGINES)
    ct2, hf = (load_engine(options, tmp_path).generate(FRENCH, Decoding(beam_size=1)) for options in both)
    assert [hypothesis.text for hypothesis in ct2] == [hypothesis.text for hypothesis in hf]


BAD_HEADS = [(0, (4,)), (0, ()), (0, (1, 1)), (2, (0,))]


@pytest.mark.parametrize(("layer", "heads"), BAD_HEADS)
def test_heads_that_are_not_there_are_refused(
    tiny: ModelFolder, tmp_path: Path, layer: int, heads: tuple[int, ...]
) -> None:
    info = replace(tiny.info, alignment=AlignmentHeads(layer, heads))
    with pytest.raises(ModelError, match=r"model_info\.json names"):
        converted(replace(tiny, info=info), "int8", tmp_path)


def test_a_conversion_is_made_once(tiny: ModelFolder, tmp_path: Path) -> None:
    path = converted(tiny, "int8", tmp_path)
    made = (path / "model.bin").stat().st_mtime_ns

    assert converted(tiny, "auto", tmp_path) == path
    assert (path / "model.bin").stat().st_mtime_ns == made
    assert path.parent == tmp_path / "ct2"
    assert path.name.startswith(f"{tiny.weights_digest[:32]}-int8-")


def _flip(file: Path) -> None:
    body = bytearray(file.read_bytes())
    body[len(body) // 2] ^= 1
    file.write_bytes(body)


HARMS: dict[str, Callable[[Path], object]] = {
    "a flipped bit": lambda path: _flip(path / "model.bin"),
    "a cut file": lambda path: (path / "model.bin").write_bytes((path / "model.bin").read_bytes()[:-9]),
    "a lost file": lambda path: (path / "shared_vocabulary.json").unlink(),
    "a lost stamp": lambda path: (path / "dipx.json").unlink(),
    "a stamp of nothing": lambda path: (path / "dipx.json").write_text("{}"),
}


@pytest.mark.parametrize("harm", HARMS)
def test_a_damaged_conversion_is_made_again(tiny: ModelFolder, tmp_path: Path, harm: str) -> None:
    path = converted(tiny, "int8", tmp_path)
    before = (path / "model.bin").read_bytes()
    HARMS[harm](path)
    leftover = path.parent / f".{path.name}@killed"
    leftover.mkdir()
    (leftover / "model.bin").write_bytes(b"half")
    others = path.parent / f".{path.name}-a1.0@running"  # the same weights with alignment heads: not ours to delete
    others.mkdir()

    assert converted(tiny, "int8", tmp_path) == path
    assert (path / "model.bin").read_bytes() == before
    assert (path / "shared_vocabulary.json").is_file()
    assert {file.name for file in path.parent.iterdir()} == {path.name, f"{path.name}.lock", others.name}


def test_two_processes_make_one_model(tiny: ModelFolder, tmp_path: Path) -> None:
    script = f"""
from pathlib import Path
from dipx.engines import load_engine
from dipx.engines.convert import converted
from dipx.models.folder import open_folder
path = converted(open_folder(Path({str(tiny.path)!r})), "int8", Path({str(tmp_path)!r}))
print((path / "model.bin").stat().st_ino)
"""
    both = [
        subprocess.Popen([sys.executable, "-c", script], env=environment(), stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    first, second = (process.communicate(timeout=60)[0] for process in both)

    assert [process.returncode for process in both] == [0, 0]
    assert first == second != ""


def test_what_cannot_be_converted_is_named(tiny: ModelFolder, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Unknown compute type 'int3'"):
        converted(tiny, "int3", tmp_path)


def test_a_cache_that_takes_nothing_gives_way_to_a_temporary_folder(
    tiny: ModelFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    made = converted(tiny, "int8", tmp_path / "file")
    assert (made / "model.bin").is_file()
    assert converted(tiny, "int8", tmp_path / "file") == made
    monkeypatch.setattr(convert, "_passing", lambda: str(tmp_path / "file"))
    with pytest.raises(ModelError, match="temporary folder"):
        converted(tiny, "int8", tmp_path / "file")


BAD_CONFIGS: list[tuple[dict[str, Any], str]] = [
    ({"activation_function": "tanhish"}, "activation 'tanhish'"),
    ({"share_encoder_decoder_embeddings": False}, "one vocabulary for each language"),
    ({"vocab_size": 9}, "does not number"),
    ({"pad_token_id": 0}, "<pad> as its last piece"),
    ({"decoder_layers": 3}, r"layers\.2"),
    ({"d_model": None}, "cannot be converted"),
]


@pytest.mark.parametrize(("changes", "words"), BAD_CONFIGS)
def test_a_model_that_is_not_as_its_configuration_says(
    tiny: ModelFolder, tmp_path: Path, changes: dict[str, Any], words: str
) -> None:
    folder = Path(shutil.copytree(tiny.path, tmp_path / "folder"))
    config = json.loads((folder / "config.json").read_text("utf-8")) | changes
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")

    with pytest.raises(ModelError, match=words):
        converted(open_folder(folder), "int8", tmp_path)
    assert [path.suffix for path in (tmp_path / "ct2").iterdir()] == [".lock"]


def test_another_architecture_is_left_to_the_library(tmp_path: Path) -> None:
    import torch
    import transformers

    folder = make_tiny_bart(tmp_path / "tiny-bart", positions=128)
    (folder / "generation_config.json").unlink()  # both are asked for the same below
    path = converted(open_folder(folder), "float32", tmp_path)
    tokenizer: Any = transformers.AutoTokenizer.from_pretrained(folder)
    model: Any = transformers.BartForConditionalGeneration.from_pretrained(folder)
    batch = tokenizer(ENGLISH[0], return_tensors="pt")
    with torch.no_grad():
        expected = model.generate(**batch, num_beams=1, max_length=13, no_repeat_ngram_size=1)[0]
    source: Any = tokenizer.convert_ids_to_tokens(batch["input_ids"][0])
    found = _translate(path, [source], max_decoding_length=12, no_repeat_ngram_size=1)[0]

    assert found[:11] == tokenizer.convert_ids_to_tokens(expected[1:])[:11]


def _translate(path: Path, sources: list[list[str]], **settings: Any) -> list[list[str]]:
    import ctranslate2

    translator = ctranslate2.Translator(str(path), inter_threads=2, intra_threads=1)
    settings = {"beam_size": 1, "max_decoding_length": 60, "max_input_length": 0} | settings
    return [result.hypotheses[0] for result in translator.translate_batch(sources, **settings)]


def _fifty_sentences() -> list[str]:
    """Sentences of the sample articles, then their clauses."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    sentences = [part.strip() for text in texts for part in re.split(r"(?<=[.!?])\s|\n", text)]
    clauses = [clause.strip() for sentence in sentences for clause in sentence.split(",")]
    return list(dict.fromkeys(part for part in (*FRENCH, *sentences, *clauses) if len(part) > 25))[:50]
