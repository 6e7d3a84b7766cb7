"""A stolen disk: of what sensitive fields hold, no byte is in the database, the files beside it, a backup or the logs."""

from __future__ import annotations

import base64
import datetime
import io
import logging
import uuid
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from pydantic import JsonValue

from runtime.access.actor import Actor
from runtime.auth import accounts
from runtime.cli import main
from runtime.cli.tables import dump, stored_tables
from runtime.fields.registry import field_type
from runtime.fields.values import Attached
from runtime.ir.entity import Entity
from runtime.ir.field import Field
from runtime.practice import lexicon
from runtime.practice.source import Source
from runtime.records import action, attachment, case, correction, draft, person, register
from runtime.records.attachment import Upload
from runtime.records.submission import Submission
from runtime.records.work import Work, begin
from runtime.storage.index import DOCUMENT
from tests.journeys.country import Site
from tests.stage import new_id

FILE = b"%PDF-1.7\nMarker in a file: Zqfilezq\n%%EOF\n"
TYPED = "Zqtypedzq"
_CODES = ("language", "country")
"""Types whose values have a form no marker fits."""


@dataclass
class Planter:
    """Puts a marker of its own into every sensitive field of a registry."""

    site: Site
    work: Work
    markers: dict[str, str] = field(default_factory=dict)
    """The field of each marker."""
    plain: list[str] = field(default_factory=list)
    """Fields whose values are no words: nothing of theirs can be searched for."""

    def values(self, entity: Entity) -> dict[str, Any]:
        """Make a value up for every sensitive field of a record."""
        registry = self.site.instance.registry
        owners = [registry.by_id[entity.base], entity] if entity.base else [entity]
        return {
            one.id: value
            for owner in owners
            for one in owner.active_fields
            if one.computed is None and (one.is_encrypted or one.required.kind == "always")
            if (value := self._value(owner, one)) is not None
        }

    def _value(self, owner: Entity, one: Field) -> Any:
        registry, kind = self.site.instance.registry, field_type(one.type)
        if any(column.target for column in kind.columns(one)):
            return None
        source = Source(lexicon.read(registry.country), owner.id, registry.country, self.work.now)
        value = kind.sample(one, source, registry.catalog_by_id)
        if value is None or isinstance(value, Attached):
            return None
        if not one.is_encrypted:
            return value
        number = len(self.markers)
        marker = f"+5255{91_000_000 + number}" if one.type == "phone" else f"Zq{number:05}zq"
        marked: Any = value
        try:
            marked = kind.from_json(one, _marked(kind.to_json(one, value), marker))
            is_marked = one.type not in _CODES and marker in str(kind.to_json(one, marked))
        except (ValueError, TypeError, KeyError, ArithmeticError):
            is_marked = False
        if not is_marked:
            self.plain.append(f"{owner.id}.{one.id}: {one.type}")
            return value
        self.markers[marker] = f"{owner.id}.{one.id}"
        return marked

    def plant(self) -> uuid.UUID:
        """Enter a person, a case and an action of every type and a record of every register; correct each of them once."""
        registry, work = self.site.instance.registry, self.work
        by_id = registry.by_id
        person_id = self._twice("person", lambda given, key: person.register(work, given, key))
        for entity in registry.registers:
            self._twice(entity.id, lambda given, key, of=entity.id: register.add(work, of, given, key))
        last = person_id
        for entity in registry.case_types:
            last = self._twice(
                entity.id, lambda given, key, of=entity.id: case.open_case(work, of, person_id, given, key)
            )
        for entity in registry.action_types:
            self._twice(
                entity.id,
                lambda given, key, of=entity.id: action.record(work, of, last, given, key, work.now),
            )
        attachment.add(work, last, Upload("acta.pdf", io.BytesIO(FILE), 1000), new_id())
        fields = [one for one in by_id["person"].fields if one.is_encrypted]
        draft.save(work, f"/people/{person_id}", {one.id: [TYPED] for one in fields})
        return person_id

    def _twice(self, entity_id: str, enter: Any) -> uuid.UUID:
        entity = self.site.instance.registry.by_id[entity_id]
        key: uuid.UUID = new_id()
        given = self.values(entity)
        if entity_id == "person":
            given |= {"nombre": _name(self.site, "Xochitl", "Visible")}
        enter(Submission(entity_id, given, {}), key)
        marked = {address.partition(".")[2] for address in self.markers.values()}
        corrected = {name: value for name, value in self.values(entity).items() if name in marked}
        if corrected and not entity_id.startswith("action"):
            correction.correct(self.work, entity_id, key, Submission(entity_id, corrected, {}), 1)
        return key


def _name(site: Site, given: str, first: str) -> Any:
    one = site.instance.registry.by_id["person"].fields_by_id["nombre"]
    return field_type(one.type).from_json(one, {"given": given, "first": first})


def _marked(data: JsonValue, marker: str) -> JsonValue:
    """Return the JSON of a value with the marker in place of its words."""
    if isinstance(data, str):
        return marker
    if isinstance(data, list):
        return [_marked(part, marker) for part in data]
    if isinstance(data, dict):
        return {name: _marked(part, marker) for name, part in data.items()}
    return data


def all_powerful(site: Site) -> Actor:
    """An account that may do all that any role may."""
    registry = site.instance.registry
    with site.store.reading() as connection:
        row = accounts.find(connection, site.instance.model.metadata, "lucia")
    assert row is not None
    return Actor(
        account_id=row.id,
        login=row.login,
        name=row.name,
        roles=tuple(role.id for role in registry.roles),
        office_id=row.office_id,
        offices_below=frozenset(office.id for office in registry.offices),
        language="es",
        zone="America/Los_Angeles",
    )


@pytest.fixture
def planter(site: Site, caplog: pytest.LogCaptureFixture) -> Planter:
    """Every sensitive field filled, and a visitor who looked at some of it and typed more."""
    caplog.set_level(logging.DEBUG)
    now = datetime.datetime.now(datetime.UTC)
    with begin(site.store, site.instance.model, all_powerful(site), now=now) as work:
        planter = Planter(site, work)
        person_id = planter.plant()
    lucia = site.officer()
    assert "Zq" in lucia.open(f"/people/{person_id}").text
    marker = next(iter(planter.markers))
    lucia.open(f"/search?q={marker}")
    lucia.open(f"/people/{person_id}/edit/identidad")
    lucia.submit("/drafts", {"draft": f"/people/{person_id}/edit/identidad", "contacto_seguro": TYPED})
    return planter


def stolen(site: Site, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, bytes]]:
    """Yield all that can be taken away, by name: files as they lie on disk, tables as a dump gives them, a backup."""
    database = site.store.engine.url.database
    if site.store.is_sqlite:
        for path in Path(str(database)).parent.glob(f"{Path(str(database)).name}*"):
            yield path.name, path.read_bytes()
    with site.store.snapshot() as connection:
        for table in stored_tables(connection):
            yield f"dump of {table.name}", b"".join(dump(connection, table))
    for path in site.instance.settings.data.rglob("*"):
        if path.is_file():
            yield str(path), path.read_bytes()
    backup = folder / "backup.zip"
    for name, value in environment(site).items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit) as ended:
        main([str(site.instance.root), "backup", str(backup)])
    assert not ended.value.code
    with zipfile.ZipFile(backup) as archive:
        for name in archive.namelist():
            yield f"backup: {name}", archive.read(name)


def environment(site: Site) -> Mapping[str, str]:
    settings = site.instance.settings
    return {
        "ACOMPANA_DATABASE_URL": site.store.engine.url.render_as_string(hide_password=False),
        "ACOMPANA_DATA": str(settings.data),
        "ACOMPANA_KEY_FILE": str(settings.key_file),
    }


def test_nothing_a_sensitive_field_holds_is_in_what_can_be_stolen(
    site: Site,
    planter: Planter,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    registry = site.instance.registry
    sealed = [
        f"{entity.id}.{one.id}"
        for entity in registry.entities
        for one in entity.active_fields
        if one.is_encrypted
    ]
    assert len(set(planter.markers.values())) > 120
    assert len(set(planter.markers.values())) + len(set(planter.plain)) > len(sealed) * 0.9
    looked_for = {*planter.markers, TYPED, "Zqfilezq"}
    found: dict[str, set[str]] = {}
    seen = 0
    for name, content in [*stolen(site, tmp_path, monkeypatch), ("log", caplog.text.encode())]:
        seen += len(content)
        if told := _told(content, looked_for):
            found[name] = told
    assert seen > 500_000
    assert found == {}


def _told(content: bytes, looked_for: set[str]) -> set[str]:
    """Which markers some bytes tell, as they are, in hexadecimal, or in base64 wherever they begin."""
    lower = content.lower()
    told = set()
    for marker in looked_for:
        plain = marker.encode()
        is_plain = plain.lower() in lower or plain.hex().encode() in lower
        if is_plain or any(shape in content for shape in _in_base64(plain)):
            told.add(marker)
    return told


def _in_base64(plain: bytes) -> Iterator[bytes]:
    """Yield the signs of base64 that a text alone decides, for each place it may begin at."""
    for skip in range(3):
        signs = base64.b64encode(bytes(skip) + plain + bytes(3))
        yield signs[-(-8 * skip // 6) : 8 * (skip + len(plain)) // 6]


def test_the_search_sees_a_marker_that_is_not_sealed(
    site: Site, planter: Planter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the test above looks for it would find: a name, which is not sealed, is where it must be."""
    names = {name for name, content in stolen(site, tmp_path, monkeypatch) if _told(content, {"Xochitl"})}
    assert {"dump of person", "dump of search_document", "backup: tables/person.copy"} <= names
    assert DOCUMENT.name == "search_document"
    assert planter.markers
