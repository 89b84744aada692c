"""Which part of a folder an array job is at work on, as its scheduler says: Slurm, Kubernetes, AWS Batch."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dipx.errors import UsageError
from dipx.jobs.shard import Shard, parse_shard

COUNT = "DIPX_SHARDS"


def given_shard(text: str, environment: Mapping[str, str]) -> Shard:
    """``2/4`` → part 2 of 4; ``auto`` → the part of an array's task. Raises ``UsageError``."""
    return array_shard(environment) if text == "auto" else parse_shard(text)


def array_shard(environment: Mapping[str, str]) -> Shard:
    """The part of this task of the one array that the variables tell of.

    Raises ``UsageError`` when there is none, or two, or when one tells too little or what does not fit together.
    """
    told = [name for name, first in FIRST.items() if any(key.startswith(first) for key in environment)]
    if not told:
        raise UsageError(
            "--shard auto finds no array job: there is no SLURM_ARRAY_TASK_ID, no JOB_COMPLETION_INDEX "
            f"(with {COUNT}) and no AWS_BATCH_JOB_ARRAY_INDEX. Without one: --shard 2/4."
        )
    if len(told) > 1:
        raise UsageError(f"--shard auto finds two array jobs, {' and '.join(told)}. Say which part: --shard 2/4.")
    shard = ARRAYS[told[0]](environment)
    if not 1 <= shard.index <= shard.count:
        raise UsageError(f"--shard auto: {told[0]} says part {shard.index} of {shard.count}, which there is not.")
    if COUNT in environment and _number(environment, COUNT) != shard.count:
        raise UsageError(
            f"--shard auto: {COUNT} says {environment[COUNT]} parts and {told[0]}'s array has {shard.count}. "
            "To do some parts again, name each: --shard 2/4."
        )
    return shard


def _slurm(environment: Mapping[str, str]) -> Shard:
    """From the first index on, in steps. An array with holes (``--array=0,5``) has parts that nobody would do."""
    task, count, first, last = (_number(environment, f"SLURM_ARRAY_TASK_{name}") for name in ("ID", *_SLURM))
    step = _number(environment, "SLURM_ARRAY_TASK_STEP") if count > 1 else 1
    if step < 1 or last != first + (count - 1) * step or (task - first) % step:
        raise UsageError(
            f"--shard auto: Slurm's array has holes ({count} tasks from {first} to {last}, this one is {task}). "
            "It wants one like --array=0-63; to do some parts again, name each: --shard 2/4."
        )
    return Shard((task - first) // step + 1, count)


def _kubernetes(environment: Mapping[str, str]) -> Shard:
    return Shard(_number(environment, "JOB_COMPLETION_INDEX") + 1, _number(environment, COUNT))


def _aws_batch(environment: Mapping[str, str]) -> Shard:
    index = _number(environment, "AWS_BATCH_JOB_ARRAY_INDEX")
    return Shard(index + 1, _number(environment, "AWS_BATCH_JOB_ARRAY_SIZE"))


def _number(environment: Mapping[str, str], name: str) -> int:
    value = environment.get(name)
    if value is None:
        hint = ": set it to the Job's completions" if name == COUNT else ""
        raise UsageError(f"--shard auto: {name} is missing{hint}. Without it: --shard 2/4.")
    if not (value.isascii() and value.isdigit() and len(value) <= 9):
        raise UsageError(f"--shard auto: {name} is {value!r}, not a number.")
    return int(value)


_SLURM = ("COUNT", "MIN", "MAX")
# How the names of a scheduler's variables begin, of which one is enough to be its array's.
FIRST = {"Slurm": "SLURM_ARRAY_TASK_", "Kubernetes": "JOB_COMPLETION_INDEX", "AWS Batch": "AWS_BATCH_JOB_ARRAY_"}
ARRAYS: dict[str, Callable[[Mapping[str, str]], Shard]] = {
    "Slurm": _slurm,
    "Kubernetes": _kubernetes,
    "AWS Batch": _aws_batch,
}
