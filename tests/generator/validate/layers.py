"""A country's layer over the complete base `registro`, written from text."""

from __future__ import annotations

from pathlib import Path

from generator.pipeline import Checked, check_layers

BASES = Path(__file__).parents[2] / "blueprints" / "bases"
HEAD = """\
blueprint: pais
version: 1.0.0
title: {es: "País", en: "Country"}
extends: "registro >=1.0"
"""


def write(folder: Path, **files: str) -> Path:
    """Write a layer; a file's name is its key, with `__` for the dot; `blueprint__yaml` has its head already."""
    root = folder / "pais"
    root.mkdir()
    for key, text in {"blueprint__yaml": "", **files}.items():
        head = HEAD if key == "blueprint__yaml" else ""
        (root / key.replace("__", ".")).write_text(head + text, "utf-8")
    return root


def check(folder: Path, **files: str) -> Checked:
    """Check a layer written from text."""
    return check_layers(write(folder, **files), (BASES,))


def condition(text: str) -> str:
    """A layer in which a field of the detention is shown under a condition, written as given in YAML."""
    return f"""\
case_types:
  detencion:
    sections:
      detencion:
        fields:
          dato:
            type: text
            label: {{es: "Dato", en: "Datum"}}
            visible: {text}
"""
