"""``pytorch_model.bin`` to ``model.safetensors``: read once, without running what a pickle may hold."""

from __future__ import annotations

import errno
import pickle
import re
from typing import TYPE_CHECKING, Any

from dipx.errors import ModelError

if TYPE_CHECKING:
    from pathlib import Path


def to_safetensors(source: Path, target: Path) -> None:
    """Write the tensors of ``source`` to ``target``, tied ones once, as ``save_pretrained`` does.

    Raises ``ModelError`` when ``source`` is damaged or holds anything but tensors, ``OSError`` when ``target``
    cannot be written.
    """
    import torch
    from safetensors import SafetensorError
    from safetensors.torch import save_file

    try:
        state = torch.load(source, map_location="cpu", weights_only=True)
    except (pickle.UnpicklingError, RuntimeError, EOFError, ValueError, KeyError) as error:
        first = str(error).partition("\n")[0]
        raise ModelError(f"{source} is damaged or holds more than weights, and was not loaded: {first}") from error
    if not isinstance(state, dict) or not all(isinstance(value, torch.Tensor) for value in state.values()):
        raise ModelError(f"{source} does not hold a model's tensors by name")
    kept = {name: tensor.contiguous() for name, tensor in _untied(state).items()}
    try:
        save_file(kept, target, metadata={"format": "pt"})  # transformers refuses a file without a format
    except SafetensorError as error:
        code = re.search(r"os error (\d+)", str(error))
        raise OSError(int(code[1]) if code else errno.EIO, str(error)) from error


def _untied(state: dict[str, Any]) -> dict[str, Any]:
    """Each tensor under one name; the others are tied to it again by whoever loads the model.

    Marian and BART keep the embedding as ``model.shared.weight`` and repeat it as ``lm_head.weight`` and
    ``model.{encoder,decoder}.embed_tokens.weight``: as the same storage, or as a copy.
    """
    kept: dict[str, Any] = {}
    for name in sorted(state, key=lambda name: (not name.endswith("shared.weight"), name)):
        tensor = state[name]
        repeated = name.endswith(("lm_head.weight", "embed_tokens.weight"))
        if any(_same_storage(tensor, other) or (repeated and _equal(tensor, other)) for other in kept.values()):
            continue
        shares = any(tensor.untyped_storage().data_ptr() == o.untyped_storage().data_ptr() for o in kept.values())
        kept[name] = tensor.clone() if shares else tensor
    return kept


def _same_storage(one: Any, other: Any) -> bool:
    return bool(one.data_ptr() == other.data_ptr() and one.shape == other.shape and one.stride() == other.stride())


def _equal(one: Any, other: Any) -> bool:
    import torch

    return one.shape == other.shape and one.dtype == other.dtype and torch.equal(one, other)
