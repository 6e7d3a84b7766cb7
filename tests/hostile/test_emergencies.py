"""Emergencies asked for all at once: no more are opened than a day allows."""

from __future__ import annotations

import threading
from pathlib import Path

from runtime.errors import Refused
from runtime.ir.access import Emergency
from runtime.records import emergency
from runtime.records.emergency import Asking
from runtime.records.work import begin
from tests.sample import REGISTRY
from tests.stage import NOON, Stage
from tests.variant import vary


def test_asked_at_once_no_more_are_opened_than_a_day_allows(stage: Stage, tmp_path: Path) -> None:
    reasons = REGISTRY.catalogs[0]
    given = Emergency(reach="everything", minutes=30, reasons=reasons.id)
    roles = tuple(
        role.model_copy(update={"emergency": given}) if role.id == "oficial" else role
        for role in REGISTRY.roles
    )
    varied = vary(stage, tmp_path, roles=roles)
    answers: list[str] = []
    start = threading.Barrier(12)

    def ask(number: int) -> None:
        start.wait()
        try:
            with begin(varied.store, varied.model, varied.actors["ana_los_angeles"], now=NOON) as work:
                emergency.ask(
                    work, Asking(f"LAX-2026-{number:06}", reasons.values[0].code, "Está en peligro")
                )
            answers.append("opened")
        except Refused:
            answers.append("refused")

    asking = [threading.Thread(target=ask, args=(number,)) for number in range(12)]
    for one in asking:
        one.start()
    for one in asking:
        one.join()
    assert answers.count("opened") == emergency.MOST
    assert answers.count("refused") == 12 - emergency.MOST
