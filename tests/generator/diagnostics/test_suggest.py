"""A misspelt name finds the one that was meant; a strange one finds nothing."""

from __future__ import annotations

import pytest

from generator.diagnostics import nearest

CHOICES = ("text", "long_text", "integer", "max_length", "datetime", "nombre", "primer_apellido")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("max_lenght", "max_length"),
        ("intger", "integer"),
        ("Nombre", "nombre"),
        ("nómbre", "nombre"),
        ("primer_apelido", "primer_apellido"),
        ("tetx", "text"),
        ("curp", None),
        ("x", None),
        ("nombre", None),
    ],
)
def test_nearest(written: str, meant: str | None) -> None:
    assert nearest(written, CHOICES) == meant
