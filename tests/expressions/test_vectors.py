"""The server's CEL gives the answers of the shared vectors; the browser's engine runs the same file."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from runtime.expressions.environment import Compiled, Environment
from runtime.expressions.evaluate import Data, evaluate

FILE: dict[str, Any] = json.loads(Path(__file__).with_name("vectors.json").read_text("utf-8"))
FIELDS: dict[str, Any] = FILE["fields"]
ENVIRONMENT = Environment(FIELDS)


def _value(kind: str, plain: Any) -> object:
    if kind == "timestamp":
        moment = datetime.datetime.fromisoformat(plain)
        return moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)
    return float(plain) if kind == "double" else plain


def _data(values: Mapping[str, Any], unknown: Mapping[str, str]) -> Data:
    filled = {name: values.get(name) not in (None, "", []) for name in FIELDS}
    read: dict[str, object] = {}
    for name, kind in FIELDS.items():
        if not filled[name]:
            continue
        if isinstance(kind, str):
            read[name] = _value(kind, values[name])
        else:
            read |= {f"{name}.{part}": _value(kind[part], held) for part, held in values[name].items()}
    now = datetime.datetime.fromisoformat(FILE["now"])
    return Data(read, filled, unknown, now, datetime.date.fromisoformat(FILE["today"]))


def _answer(vector: Mapping[str, Any]) -> object:
    compiled = ENVIRONMENT.compile(vector["expression"])
    assert isinstance(compiled, Compiled), compiled
    return evaluate(compiled, _data(vector["data"], vector.get("unknown", {})))


@pytest.mark.parametrize("vector", FILE["vectors"], ids=lambda vector: vector["why"])
def test_the_server_answers_as_written(vector: Mapping[str, Any]) -> None:
    assert _answer(vector) is vector["result"]


def test_many_threads_share_one_compiled_text() -> None:
    compiled = ENVIRONMENT.compile("edad < 18 || notificado == 'si'")
    assert isinstance(compiled, Compiled)
    texts = [_data({"edad": number}, {}) for number in range(36)]

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda data: evaluate(compiled, data), texts * 20))

    assert answers == [True if number < 18 else None for number in range(36)] * 20
