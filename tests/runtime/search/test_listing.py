"""Lists: what is shown, filtered, counted and paged, for whom."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping, Sequence

import pytest

from runtime.errors import NotFound
from runtime.fields.values import PersonName
from runtime.ir.exchange import Listing
from runtime.search import listing, query
from runtime.search.cells import LONGEST
from runtime.search.listing import Page
from runtime.search.reading import Reading
from runtime.search.views import View, view_of
from tests.rows import reading, writing
from tests.stage import NOON, Stage


def view(look: Reading, name: str = "casos") -> View:
    found = next(found for found in look.model.registry.lists if found.id == name)
    return view_of(look.model, look.actor, found)


def ask(look: Reading, name: str = "casos", parameters: Mapping[str, Sequence[str]] | None = None) -> Page:
    seen = view(look, name)
    asked = query.parse(seen, listing.lens_of(look), parameters or {})
    assert asked.faults == {}
    return listing.page(look, seen, asked.query)


def column(page: Page, name: str) -> list[str]:
    place = [found.name for found in page.columns].index(name)
    return list(page.cells[place])


def test_a_list_shows_its_columns_as_people_read_them(stage: Stage) -> None:
    with writing(stage) as rows:
        rows.case(rows.person(PersonName("María", "Núñez", "Ortiz")), canal="telefono")
    with reading(stage) as look:
        page = ask(look)
    with reading(stage, "elena_analista") as look:
        everywhere = ask(look)

    # The office is a column only for those who see several.
    assert column(everywhere, "office") == ["Consulado en Los Ángeles"]
    assert tuple(cells[0] for cells in page.cells) == (
        "LAN-2026-000001",
        "María Núñez Ortiz",
        "Detención",
        "Recibido",
        "11\u00a0mar\u00a02026",
    )
    assert (page.total, page.is_capped) == (1, False)


def test_more_columns_are_shown_when_asked_for_in_the_lists_order(stage: Stage) -> None:
    taken = datetime.datetime(2026, 3, 1, 5, 30, tzinfo=datetime.UTC)
    with writing(stage) as rows:
        rows.case(rows.person(PersonName("Ana")), canal="correo", detenido_el=taken)
    with reading(stage) as look:
        page = ask(look, parameters={"columns": ["detencion.detenido_el", "canal", "folio", "no_such"]})

    assert [found.name for found in page.columns] == ["folio", "canal", "detencion.detenido_el"]
    assert tuple(cells[0] for cells in page.cells[1:]) == ("Correo", "28\u00a0feb\u00a02026, 21:30")


def test_an_unknown_answer_is_told_apart_from_an_empty_one(stage: Stage) -> None:
    with writing(stage) as rows:
        rows.person(PersonName("Ana"), sexo="mujer")
        rows.person(PersonName("Bea"), unknown={"sexo": "se_desconoce"})
        rows.person(PersonName("Eva"))
    with reading(stage) as look:
        page = ask(look, "personas")

    assert sorted(column(page, "sexo")) == ["", "Mujer", "Se desconoce"]


def test_a_long_text_is_cut_in_the_list(stage: Stage) -> None:
    listing_of = stage.model.registry.lists[0].model_copy(
        update={"id": "long", "columns": ("folio", "resumen")}
    )
    with writing(stage) as rows:
        rows.case(rows.person(PersonName("Ana")), resumen="palabra " * 100)
    with reading(stage) as look:
        shown = view_of(look.model, look.actor, listing_of)
        page = listing.page(look, shown, query.Query(shown.chosen))

    assert page.cells[1][0].endswith("palabra…")
    assert len(page.cells[1][0]) <= LONGEST


def test_filters_narrow_and_say_what_they_do_not_understand(stage: Stage) -> None:
    with writing(stage) as rows:
        person = rows.person(PersonName("Ana"))
        rows.case(person, state="recibido", canal="telefono")
        rows.case(person, state="en_tramite", canal="telefono")
        rows.case(person, state="cerrado", canal="correo")
        rows.case(person, kind="salarios", patron="Granja")
    with reading(stage) as look:
        assert ask(look, parameters={"state": ["recibido", "en_tramite"]}).total == 3
        assert ask(look, parameters={"state": ["recibido", "en_tramite"], "canal": ["telefono"]}).total == 2
        assert ask(look, parameters={"case_type": ["salarios"]}).total == 1
        asked = query.parse(view(look), listing.lens_of(look), {"state": ["volando"], "canal": ["correo"]})

    assert set(asked.faults) == {"state"}
    assert asked.query.choices == (("canal", ("correo",)),)


def test_an_officer_never_sees_counts_or_asks_for_another_offices_cases(stage: Stage) -> None:
    with writing(stage) as rows:
        here = rows.case(rows.person(PersonName("Ana")))
        rows.case(rows.person(PersonName("Bea"), by="carla_chicago"), by="carla_chicago")
    with reading(stage) as look:
        page = ask(look)
        asked = query.parse(view(look), listing.lens_of(look), {"office": ["con_chicago"]})
        people = ask(look, "personas")
    with reading(stage, "elena_analista") as look:
        everywhere = ask(look)

    assert list(page.ids) == [here]
    assert page.total == 1
    assert "office" in asked.faults
    assert people.total == 1
    assert everywhere.total == 2


def test_a_list_shows_only_columns_the_actor_may_see(stage: Stage) -> None:
    with reading(stage, "fidel_becario") as look:
        assert list(view(look).columns) == [
            "folio",
            "case_type",
            "state",
            "office",
            "registered_at",
            "canal",
            "prioridad",
            "detencion.detenido_el",
        ]
    with reading(stage, "hugo_administrador") as look, pytest.raises(NotFound):
        view(look)


def test_the_total_is_capped_and_the_rest_said(stage: Stage) -> None:
    with writing(stage) as rows:
        person = rows.person(PersonName("Ana"))
        for _ in range(listing.MOST + 1):
            rows.case(person)
    with reading(stage) as look:
        page = ask(look)

    assert (page.total, page.is_capped) == (listing.MOST, True)
    assert len(page.ids) == listing.SIZE


def test_pages_by_key_visit_every_row_once_while_rows_are_added(stage: Stage) -> None:
    with writing(stage) as rows:
        person = rows.person(PersonName("Ana"))
        # Many share a moment, so that the id has to tell them apart.
        made = {rows.case(person, at=NOON + datetime.timedelta(hours=place // 20)) for place in range(70)}
    seen: list[uuid.UUID] = []
    with reading(stage) as look:
        shown = view(look)
        asked = query.Query(shown.chosen)
        while True:
            page = listing.page(look, shown, asked)
            seen += page.ids
            if page.next is None:
                break
            asked = query.Query(shown.chosen, cursor=page.next)
            with writing(stage) as rows:
                rows.count = 1000 + len(seen)
                rows.case(person, at=NOON + datetime.timedelta(days=1))

    assert set(seen) == made
    assert len(seen) == len(made)


def test_the_way_back_shows_the_pages_in_reverse(stage: Stage) -> None:
    with writing(stage) as rows:
        person = rows.person(PersonName("Ana"))
        for _ in range(60):
            rows.case(person)
    with reading(stage) as look:
        shown = view(look)
        pages = [listing.page(look, shown, query.Query(shown.chosen))]
        while pages[-1].next is not None:
            pages.append(listing.page(look, shown, query.Query(shown.chosen, cursor=pages[-1].next)))
        back = [pages[-1]]
        while back[-1].previous is not None:
            back.append(listing.page(look, shown, query.Query(shown.chosen, cursor=back[-1].previous)))

    assert [(page.ids, page.cells) for page in back] == [(page.ids, page.cells) for page in reversed(pages)]
    assert [len(page.ids) for page in pages] == [25, 25, 10]
    assert pages[0].previous is None
    assert back[-1].next is not None


def test_registers_are_sorted_by_their_title_and_page_too(stage: Stage) -> None:
    with writing(stage) as rows:
        for place in reversed(range(30)):
            rows.counterpart(f"Cárcel {place:02}")
    with reading(stage) as look:
        shown = view(look, "contrapartes")
        page = listing.page(look, shown, query.Query(shown.chosen))
        rest = listing.page(look, shown, query.Query(shown.chosen, cursor=page.next))

    titles = [*page.cells[0], *rest.cells[0]]
    assert titles == [f"Cárcel {place:02}" for place in range(30)]


def test_days_are_counted_in_the_zone_of_the_page(stage: Stage) -> None:
    # Late in the evening of the 10th in Los Ángeles, already the 11th in UTC.
    with writing(stage) as rows:
        rows.case(
            rows.person(PersonName("Ana")), at=datetime.datetime(2026, 3, 11, 6, 0, tzinfo=datetime.UTC)
        )
    with reading(stage) as look:
        shown = view(look)
        moment = shown.columns["registered_at"]
        narrowed = View(**{**vars(shown), "filters": {"registered_at": moment}})

        def total(first: str, last: str) -> int:
            parameters = {"registered_at.from": [first], "registered_at.to": [last]}
            asked = query.parse(narrowed, listing.lens_of(look), parameters)
            return listing.page(look, narrowed, asked.query).total

        assert total("2026-03-10", "2026-03-10") == 1
        assert total("11/3/2026", "") == 0
        crossed = query.parse(
            narrowed,
            listing.lens_of(look),
            {"registered_at.from": ["2026-03-12"], "registered_at.to": ["2026-03-11"]},
        )

    assert set(crossed.faults) == {"registered_at.to"}


def test_a_query_comes_back_from_its_address(stage: Stage) -> None:
    with reading(stage) as look:
        shown = view(look)
        lens = listing.lens_of(look)
        given = {"state": ["recibido", "cerrado"], "columns": ["folio", "canal"]}
        asked = query.parse(shown, lens, given).query

        assert asked.parameters(shown) == "state=recibido&state=cerrado&columns=folio&columns=canal"
        assert asked.without("state", "cerrado").choices == (("state", ("recibido",)),)
        assert query.parse(shown, lens, {"after": ["%%%"]}).query.cursor is None


@pytest.mark.parametrize("typed", ["Ana\0", "\ud800", "Ana\x1b"])
def test_a_text_no_database_takes_is_told_and_asks_nothing(stage: Stage, typed: str) -> None:
    by_name = Listing(id="por_nombre", label={}, of="person", columns=("nombre",), filters=("nombre",))
    with writing(stage) as rows:
        rows.person(PersonName("Ana"))
    with reading(stage) as look:
        view = view_of(stage.model, look.actor, by_name)
        asked = query.parse(view, listing.lens_of(look), {"nombre": [typed]})
        assert asked.faults.keys() == {"nombre"}
        assert listing.page(look, view, asked.query).total == 1
