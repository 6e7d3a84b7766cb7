"""Plans as people read them."""

from __future__ import annotations

from generator.plan import plan
from generator.plan.render import render
from generator.plan.revise import revise
from runtime.ir.registry import Registry
from tests.chain import add, change_fields, declare, remove, rename
from tests.sample import REGISTRY, field


def next_version() -> Registry:
    new = rename(add(REGISTRY, "case", field("cita", "date")), "person", "nota", "observaciones")
    new = change_fields(
        new,
        "case_detencion",
        lambda there: (
            revise(one, options=one.options | {"max_length": 400}) if one.id == "resultado" else one
            for one in there
        ),
    )
    new = remove(new, "case", "prioridad")
    new = remove(new, "person", "telefono")
    return declare(new, "1.1.0", rename={"person.nota": "observaciones"}, drop=("person.telefono",))


def test_a_plan_reads_in_english() -> None:
    assert render(plan(REGISTRY, next_version()).plan, "en") == (
        "Plan for muestra   1.0.0 -> 1.1.0\n"
        "\n"
        "  > person.observaciones            was person.nota (declared in evolution)\n"
        "  ! person.telefono                 dropped with its data (declared in evolution)\n"
        "                                    loses data: needs --consent person.telefono\n"
        "  + case.cita                       date\n"
        "  . case.prioridad                  retired: leaves forms and lists, data kept\n"
        "  ~ case_types.detencion.resultado  options.max_length 200 -> 400\n"
        "\n"
        "1 to add, 1 to change, 1 to rename, 1 to retire, 1 to drop with its data.\n"
    )


def test_a_plan_reads_in_spanish() -> None:
    text = render(plan(REGISTRY, next_version()).plan, "es")
    assert "antes person.nota (declarado en evolution)" in text
    assert text.endswith(
        "1 por agregar, 1 por cambiar, 1 por renombrar, 1 por retirar, 1 por borrar con sus datos.\n"
    )


def test_nothing_to_do_is_said() -> None:
    assert "Nothing changes" in render(plan(REGISTRY, REGISTRY).plan, "en")
