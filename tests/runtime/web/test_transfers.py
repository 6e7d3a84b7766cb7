"""A transfer from page to page: asked for on the case, answered from the desk of the other office."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.site import Visitor
from tests.stage import Stage

As = Callable[[str], Visitor]


@pytest.fixture
def heads(as_account: As) -> tuple[Visitor, Visitor]:
    """The head of Los Ángeles, and of every office in the country."""
    return as_account("ines_titular"), as_account("dora_titular")


def test_a_case_goes_to_another_office_and_stays_itself(
    stage: Stage, as_account: As, heads: tuple[Visitor, Visitor]
) -> None:
    sender, receiver = heads
    case_id = stage.add_case()
    url, folio = f"/cases/{case_id}", str(stage.stored("case", case_id).row["folio"])

    assert f"{url}/transfer" in sender.open(url).text
    assert "Consulado en Chicago" in sender.open(f"{url}/transfer?find=chic").text
    assert "Ninguna oficina" in sender.open(f"{url}/transfer?find=nunca").text
    empty = sender.submit(f"{url}/transfer", {"office": "con_chicago", "reason": ""})
    assert empty.status_code == 422
    assert 'href="#reason"' in empty.text
    sent = sender.submit(f"{url}/transfer", {"office": "con_chicago", "reason": "Se mudó"})
    assert "En espera de: Consulado en Chicago" in sent.text
    assert "Retirar la transferencia" in sender.open(f"{url}/transfer").text

    arriving = receiver.open("/").text
    assert "Llegan de otras oficinas" in arriving
    [link] = {part.split('"')[0] for part in arriving.split('href="')[1:] if part.startswith("/transfers/")}
    seen = receiver.open(link).text
    assert folio in seen
    assert "Se mudó" in seen
    assert receiver.submit(f"{link}/accept", {"account": ""}).status_code == 422
    carla = str(stage.actors["carla_chicago"].account_id)
    taken = receiver.submit(f"{link}/accept", {"account": carla})
    assert folio in taken.text
    assert "Consulado en Chicago" in taken.text
    told = receiver.open(f"{url}/history").text
    assert "Se pidió la transferencia a otra oficina" in told
    assert "Lo recibió otra oficina" in told
    assert sender.open(url).status_code == 404
    assert folio in as_account("carla_chicago").open("/").text


def test_a_refusal_is_read_on_the_desk_of_whoever_sent_it(
    stage: Stage, as_account: As, heads: tuple[Visitor, Visitor]
) -> None:
    sender, receiver = heads
    url = f"/cases/{stage.add_case()}"
    sender.open(f"{url}/transfer")
    sender.submit(f"{url}/transfer", {"office": "con_chicago", "reason": "Se mudó"})
    link = receiver.open("/").text.partition('href="/transfers/')[2].partition('"')[0]
    assert receiver.submit(f"/transfers/{link}/refuse", {"reason": ""}).status_code == 422
    assert receiver.submit(f"/transfers/{link}/refuse", {"reason": "Sigue en su distrito"}).status_code == 200

    assert "Sigue en su distrito" in sender.open("/").text
    assert "Sigue en su distrito" in as_account("ana_los_angeles").open("/").text
    assert "En espera de" not in sender.open(url).text


def test_it_is_taken_back_and_said_in_english(stage: Stage, heads: tuple[Visitor, Visitor]) -> None:
    sender, receiver = heads
    url = f"/cases/{stage.add_case()}"
    sender.open("/")
    sender.submit("/language/en?next=/")
    sender.open(f"{url}/transfer")
    asked = sender.submit(f"{url}/transfer", {"office": "con_chicago", "reason": "Moved"})
    assert "Waiting for: Consulado en Chicago" in asked.text
    back = sender.submit(f"{url}/transfer/withdraw")
    assert "stays in this office" in back.text
    assert "Llegan de otras oficinas" not in receiver.open("/").text


def test_who_only_works_the_case_does_not_hand_it_over(stage: Stage, as_account: As) -> None:
    ana, url = as_account("ana_los_angeles"), f"/cases/{stage.add_case()}"
    assert f"{url}/transfer" not in ana.open(url).text
    assert ana.open(f"{url}/transfer").status_code == 403
    assert ana.submit(f"{url}/transfer", {"office": "con_chicago", "reason": "x"}).status_code == 403
