"""Both branches of the schema up and down, and what is seeded."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, select, update

from runtime.storage import migrate, migrations
from runtime.storage.columns import build_metadata
from runtime.storage.session import Store
from tests.sample import REGISTRY
from tests.stage import write_revision

SYSTEM = Path(migrations.__file__).with_name("versions")
DERIVED = ("search_", "alembic_version")


@pytest.fixture
def versions(tmp_path: Path) -> Path:
    return write_revision(tmp_path)


def _is_ours(name: str | None, kind: str, parents: object) -> bool:  # noqa: ARG001 - signature of Alembic
    return kind != "table" or not (name or "").startswith(DERIVED)


def test_a_migrated_database_equals_the_metadata(store: Store, versions: Path) -> None:
    migrate.upgrade(store, versions, REGISTRY)
    with store.reading() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_name": _is_ours, "compare_type": True}
        )
        assert compare_metadata(context, build_metadata(REGISTRY)) == []


def test_up_down_up_leaves_nothing_between(store: Store, versions: Path) -> None:
    assert migrate.current(store) == ()
    first, *later = sorted(path.name[:4] for path in SYSTEM.glob("[0-9]*.py"))
    expected = (f"system_{first}", "registry_0001", *(f"system_{number}" for number in later))
    assert migrate.pending(store, versions) == expected
    migrate.upgrade(store, versions, REGISTRY)
    assert migrate.pending(store, versions) == ()
    migrate.downgrade(store, versions, "base")
    with store.reading() as connection:
        left = [name for name in inspect(connection).get_table_names() if not name.startswith(DERIVED)]
    assert left == []
    migrate.upgrade(store, versions, REGISTRY)
    assert migrate.pending(store, versions) == ()


def test_a_later_revision_goes_up_and_down_by_itself(store: Store, versions: Path) -> None:
    migrate.upgrade(store, versions, REGISTRY)
    (versions / "0002_second.py").write_text(
        "import sqlalchemy as sa\nfrom alembic import op\n"
        'revision = "registry_0002"\ndown_revision = "registry_0001"\nbranch_labels = None\ndepends_on = None\n'
        "def upgrade():\n"
        "    with op.batch_alter_table('cases') as batch:\n"
        "        batch.add_column(sa.Column('urgente', sa.Boolean()))\n"
        "        batch.alter_column('canal', type_=sa.String(80))\n"
        "def downgrade():\n"
        "    with op.batch_alter_table('cases') as batch:\n"
        "        batch.alter_column('canal', type_=sa.String(63))\n"
        "        batch.drop_column('urgente')\n",
        encoding="utf-8",
    )
    assert migrate.pending(store, versions) == ("registry_0002",)
    migrate.upgrade(store, versions, REGISTRY)
    assert "urgente" in _columns(store, "cases")
    migrate.downgrade(store, versions, "registry@-1")
    assert "urgente" not in _columns(store, "cases")
    assert migrate.pending(store, versions) == ("registry_0002",)
    with store.reading() as connection:
        assert {key["referred_table"] for key in inspect(connection).get_foreign_keys("party")} >= {"cases"}


def _columns(store: Store, table: str) -> set[str]:
    with store.reading() as connection:
        return {column["name"] for column in inspect(connection).get_columns(table)}


def test_offices_are_seeded_once_and_then_belong_to_the_instance(store: Store, versions: Path) -> None:
    migrate.upgrade(store, versions, REGISTRY)
    office = build_metadata(REGISTRY).tables["office"]
    with store.writing() as connection:
        connection.execute(update(office).where(office.c.id == "con_chicago").values(name="Renamed"))
    migrate.upgrade(store, versions, REGISTRY)
    with store.reading() as connection:
        names = {row.id: row.name for row in connection.execute(select(office))}
        label = build_metadata(REGISTRY).tables["catalog_label"]
        labels = connection.execute(select(label).where(label.c.catalog == "@state")).all()
    assert names["con_chicago"] == "Renamed"
    assert set(names) == {found.id for found in REGISTRY.offices}
    assert len(labels) == 10


def test_the_key_file_is_made_once_for_its_owner_only(store: Store, versions: Path, tmp_path: Path) -> None:
    key_file = tmp_path / "data" / "keys.json"
    migrate.upgrade(store, versions, REGISTRY, key_file=key_file)
    first = key_file.read_bytes()
    migrate.upgrade(store, versions, REGISTRY, key_file=key_file)
    assert key_file.read_bytes() == first
    assert key_file.stat().st_mode & 0o777 == 0o600


def test_a_failing_revision_changes_nothing(store: Store, versions: Path) -> None:
    (versions / "0002_broken.py").write_text(
        'from alembic import op\nrevision = "registry_0002"\ndown_revision = "registry_0001"\n'
        "branch_labels = None\ndepends_on = None\n"
        "def upgrade():\n    op.drop_table('action_visita__hallazgos')\n    raise RuntimeError('half way')\n",
        encoding="utf-8",
    )
    with pytest.raises(RuntimeError, match="half way"):
        migrate.upgrade(store, versions, REGISTRY)
    with store.reading() as connection:
        assert inspect(connection).get_table_names() == []
