"""A test set of four lines."""

from __future__ import annotations

from pathlib import Path

SOURCES = ("Le ministre est arrivé à Pékin. Il repart.", "", "Kim a parlé de la paix.", "Le sommet de 2024 est fini.")
REFERENCES = ("The minister arrived in Beijing. He leaves.", "", "Kim spoke of peace.", "The summit of 2024 is over.")


def write_toy(folder: Path) -> Path:
    """Write it to the folder as ``toy.fr`` and ``toy.en``; the folder again."""
    (folder / "toy.fr").write_text("\n".join(SOURCES) + "\n", "utf-8")
    (folder / "toy.en").write_text("\n".join(REFERENCES) + "\n", "utf-8")
    return folder
