"""``models/README.md``, made of the bundled models' ``model_info.json``: ``python docs/models_table.py``."""

from __future__ import annotations

from dipx.models.registry import list_models

METRICS = ("bleu", "chrf", "rouge1", "rouge2", "rougeLsum")  # with their signatures in the model's own card
HEAD = """# Bundled models

Made by `python docs/models_table.py > models/README.md`; the tests compare.

| model | task | languages | size | licence | scores |
|---|---|---|---|---|---|
"""


def table() -> str:
    """One row a bundled model."""
    rows = []
    for model in list_models():
        if model.place != "bundled":
            continue
        info = model.info
        scores = "; ".join(
            f"{testset}: {', '.join(f'{metric} {score[metric]}' for metric in METRICS if metric in score)}"
            for testset, score in sorted(info.scores.items())
        )
        languages = " → ".join(filter(None, (info.source_lang, info.target_lang)))
        cells = (
            f"[{model.name}]({model.name}/README.md)",
            info.task or "",
            languages,
            f"{model.bytes / 1e6:.0f} MB",
            info.licence or "",
            scores,
        )
        rows.append(f"| {' | '.join(cells)} |\n")
    return HEAD + "".join(rows)


if __name__ == "__main__":
    print(table(), end="")
