"""What the compiler says of a text, and what may be read."""

from __future__ import annotations

import datetime

import pytest

from runtime.expressions.environment import Compiled, Environment, Mistake
from runtime.expressions.evaluate import Data, evaluate
from runtime.expressions.kinds import CelTypes

VARIABLES: dict[str, CelTypes] = {
    "edad": "int",
    "curp": "string",
    "lenguas": "list(string)",
    "monto": {"amount": "double", "currency": "string"},
    "person.nombre": {"given": "string"},
    "person.edad": "int",
}
ENVIRONMENT = Environment(VARIABLES)


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("edad < 18", "bool"),
        ("edad + 1", "int"),
        ("monto.amount", "double"),
        ("person.nombre.given", "string"),
        ("today", "timestamp"),
        ("lenguas", "list(string)"),
        ("now - today", "DURATION"),
        ("filled.edad && unknown.edad == 'x'", "bool"),
    ],
)
def test_a_text_has_a_type(text: str, result: str) -> None:
    compiled = ENVIRONMENT.compile(text)
    assert isinstance(compiled, Compiled)
    assert compiled.result == result


@pytest.mark.parametrize(
    ("text", "message", "line", "column"),
    [
        ("edd < 18", "undeclared reference to 'edd'", 1, 0),
        ("edad < 18 &&\n  person.edd > 1", "undeclared reference to 'person.edd'", 2, 8),
        ("monto.amount > 500", "no matching overload for '_>_' applied to '(double, int)'", 1, 13),
        ("edad = 18", "Syntax error", 1, 5),
        ("curp.foo()", "undeclared reference to 'foo'", 1, 8),
    ],
)
def test_a_mistake_has_a_place(text: str, message: str, line: int, column: int) -> None:
    mistake = ENVIRONMENT.compile(text)
    assert isinstance(mistake, Mistake)
    assert message in mistake.message
    assert (mistake.line, mistake.column) == (line, column)
    assert mistake.position == len("".join(text.splitlines(keepends=True)[: line - 1])) + column


def data(**values: object) -> Data:
    now = datetime.datetime(2026, 11, 24, 16, tzinfo=datetime.UTC)
    return Data(values, {"edad": "edad" in values}, {"curp": "se_desconoce"}, now, now.date())


def answer(text: str, given: Data) -> object:
    compiled = ENVIRONMENT.compile(text)
    assert isinstance(compiled, Compiled)
    return evaluate(compiled, given)


def test_values_come_back_as_python_has_them() -> None:
    given = data(edad=17, lenguas=["yua"])
    assert answer("edad + 1", given) == 18
    assert answer("lenguas", given) == ["yua"]
    assert answer("today", given) == datetime.datetime(2026, 11, 24, tzinfo=datetime.UTC)
    assert answer("unknown.curp", given) == "se_desconoce"


def test_what_cannot_be_reckoned_decides_nothing() -> None:
    assert answer("edad / 0 > 1", data(edad=1)) is None
    assert answer("edad * edad > 0", data(edad=2**62)) is None
    assert answer("timestamp('ayer') < now", data()) is None
