"""What a plan says of every kind of change, and what stands in its way."""

from __future__ import annotations

import pytest

from generator.plan import Planned, plan
from generator.plan.changes import Add, Alter, Change, Drop, Remove, Rename, Retire, Revive
from generator.plan.revise import revise
from runtime.ir.catalog import Catalog
from runtime.ir.field import Required
from runtime.ir.lifecycle import Lifecycle, State
from runtime.ir.registry import Registry
from tests.chain import add, change, change_fields, declare, remove, rename, rename_type, versions
from tests.sample import REGISTRY, catalog, field


def changes(new: Registry, old: Registry = REGISTRY, *consent: str) -> dict[str, Change]:
    return {one.address: one for one in plan(old, new, consent).plan.changes}


def codes(planned: Planned) -> list[str]:
    return [one.code for one in planned.findings]


def test_the_same_blueprint_changes_nothing() -> None:
    planned = plan(REGISTRY, REGISTRY)
    assert planned.plan.changes == ()
    assert planned.plan.base == planned.plan.target


def test_a_first_build_adds_every_entity_and_catalog() -> None:
    planned = plan(None, REGISTRY)
    assert planned.plan.base is None
    assert {one.item for one in planned.plan.changes if one.subject == "entity"} == set(REGISTRY.by_id)
    assert {one.item for one in planned.plan.changes if one.subject == "catalog"} == set(
        REGISTRY.catalog_by_id
    )


def test_an_added_field_that_is_required_says_that_old_records_lack_it() -> None:
    new = add(
        REGISTRY, "person", field("apodo", "text"), field("edad", "integer", required=Required(kind="always"))
    )
    found = changes(new)
    assert set(found) == {"person.apodo", "person.edad"}
    assert all(isinstance(one, Add) for one in found.values())
    assert [found[name].safety for name in sorted(found)] == ["safe", "needs_value"]


def test_a_field_that_leaves_the_blueprint_is_retired_and_stays_in_the_ir() -> None:
    planned = plan(REGISTRY, remove(REGISTRY, "case", "prioridad"))
    (change,) = planned.plan.changes
    assert isinstance(change, Retire)
    assert change.reason == "silence"
    kept = planned.registry.by_id["case"].fields_by_id["prioridad"]
    assert kept.retired
    assert codes(planned) == []


def test_a_field_that_comes_back_is_revived_with_its_data() -> None:
    retired = plan(REGISTRY, remove(REGISTRY, "case", "prioridad")).registry
    planned = plan(retired, REGISTRY)
    assert [type(one) for one in planned.plan.changes if one.address == "case.prioridad"] == [Revive]
    assert not planned.registry.by_id["case"].fields_by_id["prioridad"].retired


def test_a_retired_field_asks_nothing_and_names_nothing() -> None:
    planned = plan(REGISTRY, remove(REGISTRY, "case_detencion", "notificado", "notificado_el"))
    kept = planned.registry.by_id["case_detencion"].fields_by_id["notificado_el"]
    assert (kept.visible, kept.checks, kept.required.kind) == (None, (), "never")


def test_a_declared_rename_keeps_the_former_names_in_order() -> None:
    _, second, third = versions()
    middle = plan(REGISTRY, second)
    renames = [one for one in middle.plan.changes if isinstance(one, Rename)]
    assert ("person.nota", "person.observaciones") in {(one.former, one.address) for one in renames}
    last = plan(middle.registry, third)
    assert codes(last) == []
    entity = last.registry.by_id["case_detencion_migratoria"]
    assert entity.former == ("case_detencion",)
    assert last.registry.by_id["person"].fields_by_id["observaciones"].former == ("nota",)


def test_any_old_version_lifts_to_the_newest_in_one_step() -> None:
    _, _, third = versions()
    planned = plan(REGISTRY, third)
    assert codes(planned) == []
    assert planned.registry.by_id["person"].fields_by_id["observaciones"].former == ("nota",)
    assert planned.registry.by_id["case_detencion_migratoria"].former == ("case_detencion",)


def test_renames_of_one_version_may_pass_a_name_on() -> None:
    old = add(REGISTRY, "person", field("alfa", "text"), field("beta", "text"))
    new = rename(rename(old, "person", "beta", "gama"), "person", "alfa", "beta")
    new = declare(new, "1.1.0", rename={"person.alfa": "beta", "person.beta": "gama"})
    planned = plan(old, new)
    assert codes(planned) == []
    assert [(one.former, one.address) for one in planned.plan.changes if isinstance(one, Rename)] == [
        ("person.beta", "person.gama"),
        ("person.alfa", "person.beta"),
    ]


def test_a_rename_that_was_applied_is_not_applied_to_a_new_field_of_the_old_name() -> None:
    second = declare(
        rename(REGISTRY, "person", "nota", "observaciones"), "1.1.0", rename={"person.nota": "observaciones"}
    )
    built = plan(REGISTRY, second).registry
    planned = plan(built, add(second, "person", field("nota", "text")))
    assert [(type(one), one.address) for one in planned.plan.changes] == [(Add, "person.nota")]
    assert codes(planned) == []


def test_an_undeclared_rename_is_pointed_out() -> None:
    planned = plan(REGISTRY, rename(REGISTRY, "person", "curp", "clave"))
    assert codes(planned) == ["P702"]
    assert planned.findings[0].arguments["old"] == "person.curp"
    assert planned.findings[0].arguments["new"] == "clave"


def test_a_declared_retirement_is_not_taken_for_a_rename() -> None:
    new = declare(rename(REGISTRY, "person", "curp", "clave"), "1.1.0", retire=("person.curp",))
    planned = plan(REGISTRY, new)
    assert codes(planned) == []
    assert changes(new)["person.curp"].reason == "declared"


def test_dropping_has_to_be_said_twice() -> None:
    new = declare(remove(REGISTRY, "person", "telefono"), "1.1.0", drop=("person.telefono",))
    assert codes(plan(REGISTRY, new)) == ["P701"]
    agreed = plan(REGISTRY, new, ["person.telefono"])
    assert codes(agreed) == []
    assert [type(one) for one in agreed.plan.changes] == [Drop]
    assert "telefono" not in agreed.registry.by_id["person"].fields_by_id


def test_a_retired_field_can_be_dropped_later() -> None:
    retired = plan(REGISTRY, remove(REGISTRY, "person", "telefono")).registry
    new = declare(remove(REGISTRY, "person", "telefono"), "1.1.0", drop=("person.telefono",))
    assert [type(one) for one in plan(retired, new, ["person.telefono"]).plan.changes] == [Drop]


def test_consent_to_what_is_not_lost_is_pointed_out() -> None:
    assert codes(plan(REGISTRY, REGISTRY, ["person.telefono"])) == ["P713"]


def test_more_room_is_safe_and_less_may_fail() -> None:
    def resized(length: int) -> Registry:
        return change_fields(
            REGISTRY,
            "case_detencion",
            lambda there: (
                revise(one, options=one.options | {"max_length": length}) if one.id == "resultado" else one
                for one in there
            ),
        )

    (wider,) = plan(REGISTRY, resized(400)).plan.changes
    (narrower,) = plan(REGISTRY, resized(80)).plan.changes
    assert isinstance(wider, Alter)
    assert [(one.name, one.before, one.after) for one in wider.aspects] == [
        ("options.max_length", "200", "400")
    ]
    assert (wider.safety, narrower.safety) == ("safe", "may_fail")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (field("x", "text"), field("x", "integer")),
        (field("x", "date"), field("x", "datetime")),
        (field("x", "choice", catalog="si_no"), field("x", "choices", catalog="si_no")),
        (field("x", "long_text"), field("x", "text")),
        (field("x", "choice", catalog="si_no"), field("x", "choice", catalog="canal")),
        (field("x", "choice", catalog="si_no"), field("x", "text")),
        (field("x", "text"), field("x", "email")),
        (field("x", "text"), field("x", "text", privacy="sensitive")),
        (field("x", "reference", to="person"), field("x", "reference", to="contraparte")),
    ],
)
def test_what_would_change_the_meaning_of_stored_data_is_refused(before: object, after: object) -> None:
    old = add(REGISTRY, "person", before)  # type: ignore[arg-type]  # parametrize gives objects
    new = add(REGISTRY, "person", after)  # type: ignore[arg-type]  # as above
    assert codes(plan(old, new)) == ["P704"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (field("x", "text"), field("x", "long_text")),
        (field("x", "decimal", digits=8), field("x", "decimal", digits=12)),
        (field("x", "text", privacy="personal"), field("x", "text", privacy="none")),
    ],
)
def test_what_only_makes_more_room_is_accepted(before: object, after: object) -> None:
    old = add(REGISTRY, "person", before)  # type: ignore[arg-type]  # parametrize gives objects
    new = add(REGISTRY, "person", after)  # type: ignore[arg-type]  # as above
    planned = plan(old, new)
    assert codes(planned) == []
    assert [one.safety for one in planned.plan.changes] == ["safe"]


def with_catalog(registry: Registry, changed: Catalog) -> Registry:
    catalogs = (changed if one.id == changed.id else one for one in registry.catalogs)
    return revise(registry, catalogs=tuple(catalogs))


def test_a_code_that_left_its_catalog_is_retired_and_told() -> None:
    planned = plan(REGISTRY, with_catalog(REGISTRY, catalog("canal", "presencial", "telefono", "radio")))
    assert codes(planned) == ["P703"]
    assert {(type(one), one.address) for one in planned.plan.changes} == {
        (Add, "catalogs.canal.radio"),
        (Retire, "catalogs.canal.correo"),
    }
    value = planned.registry.catalog_by_id["canal"].by_code["correo"]
    assert value.retired


def test_a_removed_type_keeps_its_table_and_its_fields() -> None:
    entities = tuple(one for one in REGISTRY.entities if one.id != "case_salarios")
    planned = plan(REGISTRY, revise(REGISTRY, entities=entities))
    assert [type(one) for one in planned.plan.changes] == [Retire]
    entity = planned.registry.by_id["case_salarios"]
    assert entity.retired
    assert entity.active_fields


def test_a_state_does_not_vanish_under_its_cases() -> None:
    new = without_state(REGISTRY, "en_espera")
    assert codes(plan(REGISTRY, new)) == ["P707"]


def test_a_state_may_give_its_cases_to_another_with_consent() -> None:
    new = declare(
        without_state(REGISTRY, "en_espera"), "1.1.0", rename={"lifecycle.states.en_espera": "en_tramite"}
    )
    assert codes(plan(REGISTRY, new)) == ["P701"]
    assert codes(plan(REGISTRY, new, ["lifecycle.states.en_espera"])) == []


def without_state(registry: Registry, gone: str) -> Registry:
    states: tuple[State, ...] = tuple(one for one in registry.lifecycle.states if one.id != gone)
    transitions = tuple(
        revise(one, sources=tuple(source for source in one.sources if source != gone))
        for one in registry.lifecycle.transitions
        if one.target != gone
    )
    return revise(registry, lifecycle=Lifecycle(states=states, transitions=transitions))


@pytest.mark.parametrize(
    ("declared", "code"),
    [
        ({"retire": ("lifecycle.states.en_espera",)}, "P711"),
        ({"rename": {"person.nada": "x"}}, "P705"),
        ({"drop": ("person.nada",)}, "P705"),
        ({"retire": ("person.nota",)}, "P706"),
        ({"drop": ("case_types.salarios",)}, "P706"),
        ({"rename": {"person.nota": "observaciones"}}, "P708"),
        ({"rename": {"person.nota": "curp"}}, "P709"),
    ],
)
def test_declarations_that_cannot_be_followed_are_told(declared: dict[str, object], code: str) -> None:
    assert code in codes(plan(REGISTRY, declare(REGISTRY, "1.1.0", **declared)))


def test_the_rest_is_told_by_its_address() -> None:
    new = revise(REGISTRY, title={"es": "Otro"}, lists=REGISTRY.lists[1:], roles=REGISTRY.roles[1:])
    new = change(new, "person", label={"es": "Connacional", "en": "National"})
    found = changes(new)
    assert isinstance(found["title"], Alter)
    assert isinstance(found["lists.casos"], Remove)
    assert isinstance(found[f"roles.{REGISTRY.roles[0].id}"], Remove)
    assert isinstance(found["person"], Alter)


def test_a_renamed_type_is_not_taken_for_a_new_one() -> None:
    new = declare(
        rename_type(REGISTRY, "case_detencion", "detenciones"),
        "1.1.0",
        rename={"case_types.detencion": "detenciones"},
    )
    assert [(type(one), one.address) for one in plan(REGISTRY, new).plan.changes] == [
        (Rename, "case_types.detenciones")
    ]
