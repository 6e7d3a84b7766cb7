"""What the README of each shipped blueprint counts is what the blueprint holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.accompany import assumptions
from generator.compile import compile  # noqa: A004 - the stage is called after its verb
from generator.pipeline import check_layers
from generator.validate.cast import playable

ROOT = Path(__file__).parents[2]
SHIPPED = (
    "blueprints/mexico",
    "blueprints/guatemala",
    "blueprints/honduras",
    "blueprints/el_salvador",
    "examples/belize",
)
BEGIN, END = "<!-- counts -->\n", "<!-- /counts -->"


def _table(folder: Path) -> str:
    context = check_layers(folder, (ROOT / "blueprints",)).outcome.value
    assert context is not None
    registry = compile(context)
    parts = assumptions.counts(registry)
    totals = {part.part: part.total for part in parts}
    typologies = registry.typologies
    rows = {
        "tipos de caso · case types": len(registry.case_types),
        "tipologías · typologies": len(registry.catalog_by_id[typologies].values) if typologies else 0,
        "bloques · blocks": len(context.blueprint.blocks),
        "tipos de actuación · action types": len(registry.action_types),
        "campos · fields": totals["fields"],
        "catálogos · catalogs": len(registry.catalogs),
        "valores de catálogo · catalog values": totals["values"],
        "listas de verificación · checklists": sum(len(kind.checklists) for kind in registry.case_types),
        "plazos · deadlines": totals["deadlines"],
        "consultas · lists": len(registry.lists),
        "reportes · reports": len(registry.reports),
        "perfiles de exportación · export profiles": len(registry.exports),
        "documentos · documents": len(registry.documents),
        "pruebas · scenarios": len(playable(context)),
        "oficinas · offices": len(registry.offices),
        "líneas de YAML · lines of YAML": sum(_lines(path) for path in folder.rglob("*.yaml")),
        "se supone · assumed": f"{assumptions.whole(parts).share} %",
    }
    lines = ["| qué · what | cuántos · how many |", "|---|---|"]
    return "\n".join([*lines, *(f"| {name} | {number} |" for name, number in rows.items())]) + "\n"


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("name", SHIPPED)
def test_the_readme_counts_what_is_there(name: str) -> None:
    readme = (ROOT / name / "README.md").read_text(encoding="utf-8")
    told = readme[readme.index(BEGIN) + len(BEGIN) : readme.index(END)]
    real = _table(ROOT / name)
    assert told == real, f"{name}/README.md: write between the marks\n\n{real}"
