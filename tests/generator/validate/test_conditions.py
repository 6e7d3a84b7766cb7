"""Conditions: the column inside the YAML text, the words of the cure, and what is no mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.diagnostics import Diagnostic
from generator.diagnostics.render import cure
from tests.generator.validate.layers import check, condition


def findings(folder: Path, text: str) -> tuple[Diagnostic, ...]:
    return check(folder, cases__yaml=condition(text)).outcome.diagnostics


@pytest.mark.parametrize(
    ("written", "line", "column"),
    [
        ("notificado == 'si' && person.edd < 18", 9, 44),
        ("\"notificado == 'si' && person.edd < 18\"", 9, 45),
        ("'notificado == ''si'' && person.edd < 18'", 9, 47),
        ('"notificado == \\"si\\" && person.edd < 18"', 9, 47),
        ("|\n              notificado == 'si' &&\n              person.edd < 18", 11, 15),
        ("notificado == 'si' &&\n              person.edd < 18", 10, 15),
        ("\"notificado == 'si' &&\n              person.edd < 18\"", 10, 15),
    ],
    ids=["plain", "double", "single", "escaped", "block", "folded", "folded_quoted"],
)
def test_the_mistake_has_its_line_and_column(tmp_path: Path, written: str, line: int, column: int) -> None:
    found = findings(tmp_path, written)

    assert [(one.code, one.suggestion) for one in found] == [("C102", "person.edad")]
    span = found[0].span
    assert span is not None
    assert (span.line, span.column) == (line, column)


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("notificdo == 'si'", "notificado"),
        ("filled.notificdo", "filled.notificado"),
        ("unknown.notificad == 'x'", "unknown.notificado"),
        ("recibido > toda", "today"),
        ("fianza.amout > 5.0", "fianza.amount"),
        ("edad < 18", "person.edad"),
        ("notificado == si", "'si'"),
        ("notificado == NO", "'no'"),
        ("notificado in [si]", "'si'"),
        ("sí", "true"),
    ],
)
def test_an_unknown_name_gets_the_nearest_one(tmp_path: Path, text: str, suggestion: str | None) -> None:
    found = findings(tmp_path, f'"{text}"')

    assert [(one.code, one.suggestion) for one in found] == [("C102", suggestion)]


@pytest.mark.parametrize(
    "text",
    [
        "notificado == 'si'",
        "filled.notificado && notificado != 'si'",
        "!filled.notificado || notificado != 'si'",
        "person.edad < 18",
        "state in ['registrado', 'en_tramite']",
        "fianza.amount > 500.0 && fianza.currency == 'USD'",
        "recibido < today && detenido_el < now",
        "unknown.notificado == 'se_desconoce'",
        "resumen.contains('menor')",
        "size(resumen) > 3",
    ],
)
def test_a_right_condition_is_left_alone(tmp_path: Path, text: str) -> None:
    assert findings(tmp_path, f'"{text}"') == ()


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("notificado in ['si', 'nno']", "'no'"),
        ("'sii' == notificado", "'si'"),
        ("state == 'en_tramit'", "'en_tramite'"),
        ("person.departamento == '04'", "'01'"),
    ],
)
def test_a_field_is_never_what_is_no_code(tmp_path: Path, text: str, suggestion: str) -> None:
    found = findings(tmp_path, f'"{text}"')

    assert [(one.code, one.suggestion) for one in found] == [("C111", suggestion)]


def test_the_warning_of_an_empty_field_offers_what_to_write(tmp_path: Path) -> None:
    found = findings(tmp_path, "\"notificado != 'si'\"")

    assert not found[0].is_error
    assert "\"!filled.notificado || notificado != 'si'\"" in cure(found[0], "en")


def test_a_rule_that_is_not_violated_by_empty_needs_no_warning(tmp_path: Path) -> None:
    found = check(
        tmp_path,
        cases__yaml="""\
case_types:
  detencion:
    sections:
      detencion:
        fields:
          notificado:
            check: {no: {that: "notificado != 'no'", message: {es: "No", en: "No"}}}
""",
    )

    assert found.outcome.diagnostics == ()


def test_a_guard_sees_the_case_and_not_its_types(tmp_path: Path) -> None:
    guards = """{
      a: {that: "filled.resumen", message: {es: A, en: A}},
      b: {that: "filled.notificado", message: {es: B, en: B}}}"""
    found = check(tmp_path, life__yaml=f"lifecycle: {{transitions: {{iniciar: {{guards: {guards}}}}}}}\n")

    assert [(one.code, one.arguments["name"]) for one in found.outcome.diagnostics] == [
        ("C102", "filled.notificado")
    ]


def test_an_action_does_not_see_the_person(tmp_path: Path) -> None:
    found = check(
        tmp_path,
        actions__yaml='action: {sections: {gestion: {fields: {nota: {visible: "person.edad < 18"}}}}}\n',
    )

    assert [one.code for one in found.outcome.diagnostics] == ["C102"]
