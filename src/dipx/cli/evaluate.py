"""``dipx evaluate``."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dipx.cli import arguments as a
from dipx.files import json_text, write_atomically
from dipx.options import Decoding, EngineOptions, Options

if TYPE_CHECKING:
    from dipx.evaluation.translation import Evaluation

ROUGE = ("rouge", "lead")  # the two figures that are tables

app = typer.Typer(no_args_is_help=True, help="Measure a model on texts with references.", rich_markup_mode=None)


@app.callback()
def evaluate() -> None:
    """Measure a model on texts with references. Needs the extra ``eval``."""


@app.command()
def translation(
    source: Annotated[Path, typer.Argument(help="French lines; or a folder or stem with .fr and .en.")],
    reference: Annotated[Path | None, typer.Argument(help="English lines.", show_default=False)] = None,
    against: Annotated[str | None, typer.Option("--against", help="Compare with this model.")] = None,
    predictions: Annotated[Path | None, typer.Option("--predictions", help="Write the translated lines here.")] = None,
    gate: Annotated[Path | None, typer.Option("--gate", help="Exit 1 below the floors in this file.")] = None,
    raise_gate: Annotated[bool, typer.Option("--raise-floors", help="Raise the gate's floors to here.")] = False,
    json: a.Json = False,
    model: a.Model = a.ENGINE.model,
    engine: a.Engine = a.ENGINE.engine,
    device: a.Device = a.ENGINE.device,
    compute_type: a.ComputeType = a.ENGINE.compute_type,
    beam_size: a.BeamSize = a.DECODING.beam_size,
    batch_size: a.BatchSize = a.ENGINE.batch_size,
    threads: a.Threads = a.ENGINE.threads,
) -> None:
    """Measure translations: BLEU, chrF2++, findings of each check, words a second.

    \b
    Examples:
      dipx evaluate translation newstest2013.fr newstest2013.en
      dipx evaluate translation newstest2013 --against opus-mt-fr-en --json
    """
    from dipx.evaluation import raise_floors, read_testset, shortfalls
    from dipx.evaluation.translation import evaluate, translate_testset, with_model

    a.talk(quiet=False, verbose=False)
    chosen = EngineOptions(model, engine, device, compute_type, threads, batch_size)
    options = Options(chosen, Decoding(beam_size=beam_size))
    testset = read_testset(source, reference)
    made = translate_testset(testset, options)
    other = translate_testset(testset, with_model(options, against)) if against else None
    result = evaluate(testset, made, other)
    if predictions:
        write_atomically(predictions, "".join(line + "\n" for line in made.lines))
    if json:
        typer.echo(json_text(asdict(result)), nl=False)
    else:
        _print(result)
    if gate and raise_gate:
        typer.echo(f"floors of {gate}: {raise_floors(result, gate)}", err=True)
    elif gate and (missed := shortfalls(result, gate)):
        typer.echo("\n".join(f"dipx: {sentence}" for sentence in missed), err=True)
        raise typer.Exit(1)


@app.command()
def summary(
    stories: Annotated[Path, typer.Argument(help="JSON lines of id, document and bullets, in English.")],
    bullets: a.Bullets = a.SUMMARY.bullets,
    max_words: a.MaxWords = a.SUMMARY.max_words,
    lead: Annotated[int, typer.Option("--lead", min=1, help="Compare with so many first sentences.")] = 3,
    predictions: Annotated[Path | None, typer.Option("--predictions", help="Write the bullets here (JSONL).")] = None,
    json: a.Json = False,
    summary_model: a.SummaryModel = a.SUMMARY_MODEL,
    engine: a.Engine = a.ENGINE.engine,
) -> None:
    """Measure bullets: ROUGE against editors' bullets, what their sources support, articles a second.

    \b
    Examples:
      dipx evaluate summary stories.jsonl --bullets 3
      dipx evaluate summary stories.jsonl --json --predictions bullets.jsonl
      dipx evaluate summary stories.jsonl --summary-model facebook-bart-large-cnn
    """
    from dipx.bullets import load_rewriter
    from dipx.evaluation.summary import predictions_jsonl, read_stories, score_summaries, summarize_stories
    from dipx.memory import NoMemory
    from dipx.places import cache_dir

    a.talk(quiet=False, verbose=False)
    read = read_stories(stories)
    options = Options(EngineOptions(engine=engine), summary=a.summary_options(bullets, max_words, summary_model))
    made, seconds = summarize_stories(read, options.summary, load_rewriter(options, cache_dir(), NoMemory()))
    if predictions:
        write_atomically(predictions, predictions_jsonl(read, made))
    scores = asdict(score_summaries(read, made, seconds, lead))
    if json:
        typer.echo(json_text(scores), nl=False)
        return
    for name, value in scores.items():
        shown = "  ".join(f"{metric} {figure:.2f}" for metric, figure in value.items()) if name in ROUGE else value
        typer.echo(f"{name:<20} {shown:.3f}" if isinstance(shown, float) else f"{name:<20} {shown}")


def _print(result: Evaluation) -> None:
    typer.echo(f"{result.testset}: {result.lines} lines, {result.engine}, {result.decoding}")
    for score in result.scores:
        typer.echo(f"{score.metric:<14} {score.value:>8.2f}   {score.signature}")
    typer.echo(f"{'length ratio':<14} {result.length_ratio:>8.3f}")
    typer.echo(f"{'words/s':<14} {result.words_per_second:>8.1f}")
    for title, counts in (("findings", result.findings), ("repaired by", result.steps)):
        for name, count in counts.items():
            typer.echo(f"{title:<14} {count:>8.2f} in 1,000 segments: {name}")
    for c in result.comparisons:
        typer.echo(f"{c.metric:<14} {c.value:>8.2f}   against {c.other:.2f}, p = {c.p_value:.4f}")
