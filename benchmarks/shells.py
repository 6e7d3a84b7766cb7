"""What stands round the data of each page: taken once from the instance, so that the floor sends the same page. Must not measure."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.samples import Samples
from benchmarks.visitor import Visitor


def capture(visitor: Visitor, samples: Samples, folder: Path) -> Path:
    """Write a JSON file of page name to what comes before and after its data, and return its path.

    Raises:
        ValueError: a page of the instance has no such place.
    """
    asked = urlencode({"office": samples.office_id, "state": samples.states[0]})
    shells = {
        "desk": _round(visitor.get("/"), "<main", "</main>"),
        "list": _round(visitor.get(f"/lists/casos?{asked}"), "<tbody", "</tbody>"),
        "search": _round(
            visitor.get(f"/search?{urlencode({'q': samples.questions[0]})}"), "<main", "</main>"
        ),
        "case": _round(visitor.get(f"/cases/{samples.cases[0]}"), "<main", "</main>"),
    }
    path = folder / "shells.json"
    path.write_text(json.dumps(shells, ensure_ascii=False), "utf-8")
    return path


def _round(page: str, opening: str, closing: str) -> tuple[str, str]:
    begin = page.index(">", page.index(opening)) + 1
    return page[:begin], page[page.rindex(closing) :]
