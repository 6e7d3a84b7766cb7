"""Hearings as a group of a detention: what tests of groups stand on."""

from __future__ import annotations

from pathlib import Path

from tests.sample import ALWAYS, REGISTRY, field
from tests.stage import Stage
from tests.variant import vary

DETENTION = REGISTRY.by_id["case_detencion"]
SECTION = DETENTION.sections[0].id
_INNER = (
    field("fecha", "date", required=ALWAYS, label={"es": "Fecha", "en": "Date"}),
    field("corte", "text", unknown=("se_desconoce",), label={"es": "Corte", "en": "Court"}),
    field("fianza", "money", label={"es": "Fianza", "en": "Bail"}),
)
HEARINGS = field(
    "audiencias", "repeat", SECTION, max=3, fields=_INNER, label={"es": "Audiencias", "en": "Hearings"}
)


def with_hearings(stage: Stage, folder: Path) -> Stage:
    """Return the sample with hearings in a detention, and their table."""
    varied = vary(stage, folder, entities={DETENTION.id: {"fields": (*DETENTION.fields, HEARINGS)}})
    varied.model.table("case_detencion__audiencias").create(varied.store.engine)
    return varied
