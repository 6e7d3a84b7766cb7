"""A database that takes no more writes: a clear page, and all is well when it takes them again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import event, text

from runtime.errors import Busy
from tests.site import Visitor
from tests.stage import Stage


def test_a_database_that_only_reads_is_told_as_busy(
    stage: Stage, as_account: Callable[[str], Visitor]
) -> None:
    ana = as_account("ana_los_angeles")
    ana.open("/people/new")
    form = {"nombre.given": "Ana", "nombre.first": "Xicoténcatl", "distinct": "1"}
    setting = "PRAGMA query_only = 1" if stage.store.is_sqlite else "SET default_transaction_read_only = on"

    def freeze(connection: Any, _: object) -> None:
        connection.cursor().execute(setting)
        connection.commit()

    event.listen(stage.store.engine, "connect", freeze)
    stage.store.close()
    with pytest.raises(Busy), stage.store.writing() as connection:
        connection.execute(text("DELETE FROM draft"))
    refused = ana.submit("/people/new", form)
    assert refused.status_code == 503
    assert 'value="Xicoténcatl"' in refused.text
    assert ana.get("/search", params={"q": "xicotencatl"}).status_code == 200
    event.remove(stage.store.engine, "connect", freeze)
    stage.store.close()
    assert ana.submit("/people/new", form).status_code == 200
