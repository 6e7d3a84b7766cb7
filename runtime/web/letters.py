"""What a document is told of a record, in words and through the maker's own masks. Must not print or store it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import JsonValue
from sqlalchemy import select

from runtime.documents.facts import FACTS
from runtime.fields.base import Context
from runtime.http.context import Visit
from runtime.i18n import format as write
from runtime.i18n.messages import message
from runtime.ir.document import Document
from runtime.ir.entity import Entity
from runtime.ir.label import text
from runtime.search import record, titles
from runtime.search.casefile import CaseFile
from runtime.search.people import title_of
from runtime.search.reading import Reading
from runtime.search.record import Record
from runtime.web.outline import outline

Texts = dict[str, str]
_TITLE_LABEL = "title "
"""Where the label of a person's title is kept: no field can be called so."""


@dataclass(frozen=True)
class Line:
    """A field that a document prints, as the preview shows it."""

    label: str
    value: str
    is_masked: bool


@dataclass(frozen=True)
class Letter:
    """All a document is told, before it has a number."""

    document: Document
    language: str
    told: Mapping[str, Texts]
    labels: Mapping[str, Texts]
    masked: frozenset[str]

    def data(self, number: str, asked: Texts) -> dict[str, JsonValue]:
        """Return what the template is given; ``asked`` is what was typed for this document alone."""
        whole: dict[str, JsonValue] = {owner: {**texts} for owner, texts in self.told.items()}
        doc: dict[str, JsonValue] = {**self.told["doc"], "number": number}
        labels: dict[str, JsonValue] = {owner: {**texts} for owner, texts in self.labels.items()}
        return {**whole, "doc": doc, "labels": labels, "ask": {**asked}}

    @property
    def lines(self) -> list[Line]:
        """The fields of records it prints, in the order of the template."""
        found = []
        for name in self.document.fields:
            owner, _, field = name.partition(".")
            label = self.labels.get(owner, {}).get(_TITLE_LABEL if name == "person.title" else field, "")
            if label:
                found.append(Line(label, self.told[owner].get(field, ""), name in self.masked))
        return found


def letter(
    visit: Visit, reading: Reading, file: CaseFile, document: Document, language: str, action: Record | None
) -> Letter:
    """Gather what a document prints; what its maker may not see stays empty."""
    teller = _Teller(visit, _in_language(visit, reading, language))
    person = visit.registry.by_id["person"]
    records = [(file.entity.id, file.values)]
    if action is not None:
        records.append((action.entity.id, action.values))
    named = titles.load(reading, titles.wanted(visit.model, records))
    told = {
        "person": {
            "title": title_of(teller.reading, person, file.person),
            **teller.fields(person, file.person, {}),
        },
        "case": {**teller.case(file), **teller.fields(file.entity, file.values, named)},
        "action": teller.action(reading, action, named) if action is not None else {},
        "office": teller.office(reading),
        "officer": {"name": visit.actor.name},
        "registry": {
            "title": text(visit.registry.title, language),
            "organisation": text(visit.registry.theme.organisation, language),
        },
        "doc": teller.doc(document, file),
    }
    shown = {"person": person, "case": file.entity, **({"action": action.entity} if action else {})}
    labels = {owner: teller.labels(entity) for owner, entity in shown.items()}
    labels["person"][_TITLE_LABEL] = labels["person"].get(person.title or "", "")
    return _whole(teller, document, told, labels, shown)


def action_of(reading: Reading, file: CaseFile, action_id: str, document: Document) -> Record | None:
    """Return the action a document is made from, ``None`` where the case has none of that kind by that id."""
    found = next((one for one in file.actions if str(one.id) == action_id and not one.is_annulled), None)
    if found is None or found.entity.id != document.action:
        return None
    return record.load(reading, "action", found.id)


def _in_language(visit: Visit, reading: Reading, language: str) -> Reading:
    context = replace(visit.context, language=language, message=message(language))
    return replace(reading, context=context)


def _whole(
    teller: _Teller,
    document: Document,
    told: dict[str, Texts],
    labels: dict[str, Texts],
    shown: Mapping[str, Entity],
) -> Letter:
    """Every name a template may ask for is there, if only to be empty."""
    masked = set()
    for owner, names in FACTS.items():
        told[owner] = {**dict.fromkeys(names, ""), **told[owner]}
        labels.setdefault(owner, {})
    for name in document.fields:
        owner, _, field = name.partition(".")
        if owner == "ask":
            continue
        if field not in told[owner]:
            told[owner][field] = ""
            known = teller.field_label(shown.get(owner), field)
            if known:
                masked.add(name)
            labels[owner].setdefault(field, known)
        labels[owner].setdefault(field, "")
    return Letter(document, teller.language, told, labels, frozenset(masked))


@dataclass(frozen=True)
class _Teller:
    """Facts in one language."""

    visit: Visit
    reading: Reading

    @property
    def language(self) -> str:
        return self.reading.context.language

    def fields(self, entity: Entity, values: Mapping[str, Any], named: Mapping[Any, str]) -> Texts:
        """The fields the maker sees: filled ones in words, the others empty."""
        context: Context = replace(self.reading.context, titles=named)
        pieces = outline(self.visit.model, self.visit.actor, entity.id, self.language).pieces
        return {
            piece.id: piece.type.show(piece.field, values[piece.id], context)
            if values.get(piece.id) is not None
            else ""
            for piece in pieces.values()
        }

    def labels(self, entity: Entity) -> Texts:
        pieces = outline(self.visit.model, self.visit.actor, entity.id, self.language).pieces
        return {piece.id: piece.label for piece in pieces.values()}

    def field_label(self, entity: Entity | None, field: str) -> str:
        """The label of a field the maker does not see."""
        if entity is None:
            return ""
        known = {one.id: one for one in self.visit.registry.fields_of(entity)}.get(field)
        return text(known.label, self.language) if known else ""

    def case(self, file: CaseFile) -> Texts:
        registry, row = self.visit.registry, file.row
        state = registry.lifecycle.by_id[row["state"]]
        scopes = registry.catalog_by_id.get(registry.scopes or "")
        scope = scopes.by_code.get(file.entity.scope or "") if scopes else None
        return {
            "folio": row["folio"],
            "type": text(file.entity.label, self.language),
            "scope": text(scope.label, self.language) if scope else "",
            "state": text(state.label, self.language),
            "office": file.office,
            "responsible": file.responsible,
            "registered": self._day(row["registered_at"]),
            "closed": self._day(row["closed_at"]) if row["closed_at"] else "",
        }

    def action(self, reading: Reading, action: Record, named: Mapping[Any, str]) -> Texts:
        account = self.visit.model.table("account")
        name = select(account.c.name).where(account.c.id == action.row["officer_id"])
        return {
            "type": text(action.entity.label, self.language),
            "done": self._day(action.row["done_at"]),
            "officer": str(reading.connection.execute(name).scalar_one_or_none() or ""),
            **self.fields(action.entity, action.values, named),
        }

    def office(self, reading: Reading) -> Texts:
        office = self.visit.model.table("office")
        query = select(office).where(office.c.id == self.visit.actor.office_id)
        row = reading.connection.execute(query).one()
        return {"name": row.name, "city": row.city, "country": row.country, "prefix": row.prefix}

    def doc(self, document: Document, file: CaseFile) -> Texts:
        cases = self.visit.model.table("cases")
        query = select(cases.c.synthetic).where(cases.c.id == file.id)
        is_real = not (self.visit.service.is_practice or self.reading.connection.execute(query).scalar_one())
        return {
            "number": "",
            "date": self._day(self.visit.now),
            "title": text(document.label, self.language),
            "language": self.language,
            "mark": "" if is_real else self.reading.context.message("document.mark"),
        }

    def _day(self, moment: Any) -> str:
        return write.date(moment.astimezone(self.visit.zone).date(), self.language)
