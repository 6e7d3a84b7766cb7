"""Options under conditions: offered where they hold, and what was chosen before is kept and named."""

from __future__ import annotations

from pathlib import Path

import pytest

from runtime.errors import Invalid
from runtime.ir.catalog import Value
from runtime.records.submission import NEW, Current
from tests.sample import REGISTRY, catalog, cel
from tests.stage import DETAINED, Stage
from tests.variant import vary


@pytest.fixture
def offering(sqlite_stage: Stage, tmp_path: Path) -> Stage:
    """Maya is offered in person only; the post is for unpaid wages alone."""
    spoken = catalog("idiomas", "es", "en", "nah")
    maya = Value(code="maya", label={"es": "Maya"}, when=cel("canal == 'presencial'", "canal"))
    ways = tuple(
        Value(code=code, label={"es": code.capitalize()}, attributes={"case_type": types})
        for code, types in (
            ("presencial", "detencion salarios"),
            ("telefono", "detencion"),
            ("correo", "salarios"),
        )
    )
    return vary(
        sqlite_stage,
        tmp_path,
        catalogs=(
            spoken.model_copy(update={"values": (*spoken.values, maya)}),
            catalog("canal").model_copy(update={"values": ways}),
        ),
        typologies="canal",
    )


def _faults(
    stage: Stage, controls: dict[str, str], current: Current = NEW, **more: str
) -> dict[str, tuple[str, bool]]:
    given = {**DETAINED, **controls}
    with pytest.raises(Invalid) as caught:
        stage.submit("case_detencion", given, current=current, **more)
    return {name: (fault.key, fault.is_warning) for name, fault in caught.value.faults.items()}


def test_an_option_is_taken_only_where_it_is_offered(offering: Stage) -> None:
    spoken = {"canal": "presencial", "idiomas_hablados": "maya"}
    assert offering.submit("case_detencion", {**DETAINED, **spoken}).values["idiomas_hablados"] == ("maya",)
    assert _faults(offering, {"canal": "telefono", "idiomas_hablados": "maya"}) == {
        "idiomas_hablados": ("submission.not_offered_now", False)
    }
    # What is not known does not hold.
    assert "idiomas_hablados" in _faults(offering, {"idiomas_hablados": "maya"})


def test_what_was_chosen_before_is_named_and_may_be_confirmed(offering: Stage) -> None:
    current = Current({"canal": "telefono", "idiomas_hablados": ("es", "maya")}, is_new=False)
    asked = {"idiomas_hablados": "maya"}
    assert _faults(offering, asked, current, only="detencion") == {
        "idiomas_hablados": ("submission.no_longer_offered", True)
    }
    confirmed = offering.submit(
        "case_detencion",
        {**DETAINED, **asked, "idiomas_hablados.confirm": "1"},
        current=current,
        only="detencion",
    )
    assert confirmed.values["idiomas_hablados"] == ("maya",)
    # Another section says nothing of it.
    assert (
        "idiomas_hablados"
        not in offering.submit("case_detencion", {"canal": "telefono"}, current=current, only="main").values
    )


def test_a_case_type_offers_its_own_typologies(offering: Stage) -> None:
    assert _faults(offering, {"canal": "correo"}) == {"canal": ("submission.not_offered_now", False)}
    assert offering.submit("case_detencion", {**DETAINED, "canal": "telefono"}).values["canal"] == "telefono"
    assert offering.submit("case_salarios", {"patron": "Sol", "canal": "correo"}).values["canal"] == "correo"


def test_a_case_type_that_no_typology_names_may_have_any(sqlite_stage: Stage, tmp_path: Path) -> None:
    stage = vary(sqlite_stage, tmp_path, typologies="canal")
    assert REGISTRY.catalog_by_id["canal"].values[0].attributes == {}
    assert stage.submit("case_detencion", {**DETAINED, "canal": "correo"}).values["canal"] == "correo"


def test_further_typologies_may_be_of_other_case_types(sqlite_stage: Stage, tmp_path: Path) -> None:
    tongues = tuple(
        Value(code=code, label={"es": code}, attributes={"case_type": kind})
        for code, kind in (("es", "detencion"), ("nah", "salarios"))
    )
    others = catalog("idiomas").model_copy(update={"values": tongues})
    stage = vary(sqlite_stage, tmp_path, catalogs=(others,), typologies="idiomas")
    found = stage.submit("case_detencion", {**DETAINED, "idiomas_hablados": "nah"})
    assert found.values["idiomas_hablados"] == ("nah",)
