"""The column that counts what is ticked on a case's checklists. Must not know which items there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, String, cast, func, select
from typing_extensions import override

from runtime.fields.export import Dialect
from runtime.search.cells import Writer
from runtime.search.columns import Lens, Part
from runtime.search.systemcolumns import SystemColumn
from runtime.search.tables import Tables


@dataclass(frozen=True)
class TickedColumn(SystemColumn):
    """How many items of its checklists are ticked in a case."""

    @override
    def source(self, tables: Tables) -> ColumnElement[Any]:
        mark, case = tables.model.table("checklist_mark"), tables.of(self.of)
        counted = select(func.count()).select_from(mark).where(mark.c.case_id == case.c.id)
        return counted.correlate(case).scalar_subquery()

    @override
    def writer(self, lens: Lens) -> Writer:
        return lambda parts: [str(count) for count in parts[0]]

    @override
    def parts(self, tables: Tables, dialect: Dialect, language: str | None) -> list[Part]:
        return [Part(cast(self.source(tables), String()))]
