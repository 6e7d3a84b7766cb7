"""Two layers over the complete base `registro`: a model with blocks, and a country that extends it."""

from __future__ import annotations

from pathlib import Path

from generator.pipeline import Checked, check_layers
from tests.generator.validate.layers import BASES

_HEADS = {
    "modelo": 'blueprint: modelo\nversion: 1.0.0\ntitle: {es: "Modelo", en: "Model"}\nextends: "registro >=1.0"\n',
    "pais": 'blueprint: pais\nversion: 1.0.0\ntitle: {es: "País", en: "Country"}\nextends: "modelo >=1.0"\n',
}


def write(folder: Path, model: str, country: str) -> Path:
    """Write both layers, each as one file `mas.yaml` beside its head; return the country's folder."""
    for name, text in (("modelo", model), ("pais", country)):
        root = folder / name
        root.mkdir()
        (root / "blueprint.yaml").write_text(_HEADS[name], "utf-8")
        (root / "mas.yaml").write_text(text, "utf-8")
    return folder / "pais"


def check(folder: Path, model: str, country: str = "{}\n") -> Checked:
    """Check a country over a model."""
    return check_layers(write(folder, model, country), (folder, BASES))
