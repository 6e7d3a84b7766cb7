"""The sample registry with an age, a boolean and reports, on a database of each kind."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest

from runtime.ir.label import Part
from runtime.ir.registry import Registry
from runtime.ir.report import Report
from runtime.storage import index
from runtime.storage.columns import build_metadata
from runtime.storage.seed import replace_labels, seed_offices
from runtime.storage.session import Store
from tests.sample import REGISTRY, field
from tests.stage import Stage, add_accounts, build_stage

P = TypeVar("P", bound=Part)

_MORE = {
    "person": (field("edad", "age_or_birth"), field("pais", "country", unknown=("se_desconoce",))),
    "case": (field("publico", "boolean"),),
    "case_salarios": (field("sector", "choice", catalog="clase"),),
    "action_visita": (
        field("entrevistados", "integer"),
        field("centro", "reference", to="contraparte"),
    ),
}


def registry_with(*reports: Report) -> Registry:
    """Return the sample with a few more fields and these reports."""
    entities = tuple(
        _changed(entity, fields=(*entity.fields, *_MORE.get(entity.id, ()))) for entity in REGISTRY.entities
    )
    return _changed(REGISTRY, entities=entities, reports=reports)


def _changed(part: P, **values: object) -> P:
    """A part with other values, built anew: a copy would keep look-ups made before."""
    kept = {name: getattr(part, name) for name in type(part).model_fields}
    return type(part)(**{**kept, **values})


def make_stage(store: Store, folder: Path, *reports: Report) -> Stage:
    """Make the tables of the sample with these reports on an empty database."""
    registry = registry_with(*reports)
    metadata = build_metadata(registry)
    with store.writing() as connection:
        metadata.create_all(connection)
        index.ensure(connection)
        seed_offices(connection, metadata, registry)
        replace_labels(connection, metadata, registry)
        add_accounts(connection)
    return build_stage(store, folder, registry)


@pytest.fixture
def bare(store: Store, tmp_path: Path) -> Stage:
    """The sample without reports: tests bring their own to ``find``."""
    return make_stage(store, tmp_path)
