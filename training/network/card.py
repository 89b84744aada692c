"""``README.md`` of a model folder, made of its ``model_info.json``."""

from __future__ import annotations

from typing import Any

_REWRITING = (
    "Reads a sentence of an English article and writes a bullet; it was taught those of 5 to 22 words. Where the "
    "sentence leaves open whom it speaks of, the one that says so stands before it, with `»` between the two "
    "(`dipx.bullets.context` builds this text). What it writes may be wrong: `dipx.bullets.receipts.check_rewriting` "
    "and `dipx.bullets.cuts.check_cuts` decide whether a bullet is kept."
)


def card(info: dict[str, Any]) -> str:
    """``README.md`` of the folder, from its ``model_info.json``."""
    training = info["training"]
    lines = [
        f"# {info['source_lang']} → {info['target_lang']}, {info['task']}",
        "",
        f"{info['architecture']}; {info['parameters'] / 1e6:.1f} M parameters in bfloat16. "
        "Ids: 0 `</s>`, 1 `<unk>`, the last `<pad>`, which starts the decoder and has a zero embedding.",
        "",
        f"Trained for {training['hours']} hours, {training['steps']:,} steps, "
        f"{training['target_tokens']:,} target tokens"
        + (
            f", continuing from `{start}`"
            if (start := training["settings"]["model"]["init"])
            else ", from random weights"
        )
        + (f"; mean of {count} snapshots" if (count := training["averaged_snapshots"]) > 1 else "; running average")
        + (f", and {kept:.0%} of the weights that they began with." if (kept := training.get("kept")) else ".")
        + (f" Those had: {before}." if (before := training.get("before")) else ""),
        "",
    ]
    if info["task"] == "rewriting":
        lines[1:1] = ["", _REWRITING]
    for name, found in info["scores"].items():
        lines += [f"{name}: {_told(found)}", ""]
    if "alignment" in info:
        told = info["alignment"]
        lines += [
            f"Decoder layer {told['decoder_layer']} (from 0), "
            f"cross-attention heads {told['heads'][0]}–{told['heads'][-1]}, points at the aligned "
            "source piece.",
            "",
        ]
    lines += ["| corpus | pairs an epoch | licence |", "|---|---|---|"]
    for name, corpus in info["corpora"].items():
        lines.append(f"| {name} | {corpus['pairs_seen_an_epoch']:,} | {corpus.get('licence', 'unstated')} |")
    return "\n".join(lines) + "\n"


def _told(found: dict[str, Any]) -> str:
    """A score as a sentence of the card."""
    if "bleu" in found:
        return (
            f"**{found['bleu']} BLEU, {found['chrf']} chrF** ({found['engine']}, beam {found['beam_size']}; "
            f"`{found['bleu_signature']}`, `{found['chrf_signature']}`)."
        )
    return (
        f"**ROUGE-1/2/Lsum {found['rouge1']}/{found['rouge2']}/{found['rougeLsum']}** with the rewriter, "
        f"{found['extracted_rouge1']}/{found['extracted_rouge2']}/{found['extracted_rougeLsum']} without it; "
        f"{found['fallback']:.0%} of the rewritings failed their checks and were replaced "
        f"({found['stories']} stories, {found['engine']}; `{found['signature']}`)."
    )
