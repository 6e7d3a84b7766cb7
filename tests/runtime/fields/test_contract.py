"""Every field type keeps the contract, with ordinary values and with those it draws itself."""

from __future__ import annotations

import datetime
import decimal
import uuid
from typing import Any

import pytest
from pydantic import JsonValue

from runtime.fields.registry import TYPES
from runtime.fields.values import (
    Address,
    AgeOrBirth,
    Attached,
    DocumentId,
    GeoPoint,
    Money,
    PartialDate,
    PersonName,
)
from runtime.ir.field import Field
from runtime.storage.session import Store
from runtime.testing import check_field_type, check_stored

FILE_ID = uuid.UUID("0192f3a1-0000-7000-8000-000000000001")
HEARING: dict[str, JsonValue] = {
    "fields": [
        {"id": "fecha", "type": "datetime", "section": "s", "label": {}, "required": {"kind": "always"}},
        {"id": "corte", "type": "text", "section": "s", "label": {}, "unknown": ["se_desconoce"]},
        {"id": "fianza", "type": "money", "section": "s", "label": {}},
        {
            "id": "resultado",
            "type": "choice",
            "section": "s",
            "label": {},
            "options": {"catalog": "catalogo", "where": {}, "widget": "auto"},
        },
    ]
}
MORNING = datetime.datetime(2026, 5, 4, 20, 30, tzinfo=datetime.UTC)

CASES: list[tuple[str, dict[str, JsonValue], list[Any]]] = [
    ("text", {}, ["Ñandú", "=1+1"]),
    ("text", {"max_length": 5, "min_length": 2, "pattern": "[A-Z]+"}, ["ABC"]),
    ("long_text", {}, ["Una línea\ny otra\n\n  con sangría"]),
    ("integer", {}, [0, -7, 1_234_567, 2**53 - 1]),
    ("integer", {"min": 1, "max": 3}, [1, 2, 3]),
    ("decimal", {}, [decimal.Decimal("1234.50"), decimal.Decimal("-0.01"), decimal.Decimal("9999999999.99")]),
    ("decimal", {"digits": 15, "places": 3, "min": "-1"}, [decimal.Decimal("123456789012.345")]),
    ("decimal", {"places": 0}, [decimal.Decimal(12)]),
    ("money", {}, [Money(decimal.Decimal("1234.50"), "MXN"), Money(decimal.Decimal("0.00"), "USD")]),
    ("money", {"currencies": ["GTQ"], "min": "10"}, [Money(decimal.Decimal("10.00"), "GTQ")]),
    ("boolean", {}, [True, False]),
    ("date", {}, [datetime.date(1948, 2, 29), datetime.date(999, 1, 1)]),
    ("date", {"min": "2020-01-01", "max": "2020-12-31"}, [datetime.date(2020, 12, 31)]),
    ("partial_date", {}, [PartialDate(1987), PartialDate(1987, 5), PartialDate(1987, 5, 3)]),
    ("partial_date", {"min": "1900", "max": "1999-12"}, [PartialDate(1999)]),
    (
        "age_or_birth",
        {},
        [
            AgeOrBirth(birth=PartialDate(1987)),
            AgeOrBirth(age=0, told=datetime.date(2026, 11, 24)),
            AgeOrBirth(age=17, told=datetime.date(2026, 1, 5)),
        ],
    ),
    ("datetime", {}, [datetime.datetime(2026, 5, 4, 20, 30, tzinfo=datetime.UTC)]),
    ("time", {}, [datetime.time(0, 0), datetime.time(23, 59)]),
    ("duration", {}, [0, 150, 2000 * 1440 + 61]),
    ("choice", {"catalog": "catalogo"}, ["a", "c"]),
    ("choices", {"catalog": "catalogo"}, [("a",), ("a", "c")]),
    (
        "repeat",
        HEARING,
        [
            ({"fecha": MORNING, "corte": "=1+1", "fianza": Money(decimal.Decimal("9.50"), "MXN")},),
            ({"fecha": MORNING, "unknown": {"corte": "se_desconoce"}}, {"fecha": MORNING, "resultado": "a"}),
        ],
    ),
    ("reference", {"to": "contraparte"}, [FILE_ID]),
    ("reference", {"to": "office"}, ["emb"]),
    ("person_name", {}, [PersonName("Ana", "López", "Ríos", "La China"), PersonName(as_known="El Güero")]),
    ("national_id", {"scheme": "mx_curp"}, ["LOMA900101MDFPRN01", "LOMA900101MDFPRN09"]),
    ("national_id", {"scheme": "mx_curp", "strict": True}, ["LOMA900101MDFPRN01"]),
    ("national_id", {"scheme": "gt_cui"}, []),
    ("national_id", {"scheme": "hn_dni"}, []),
    ("national_id", {"scheme": "sv_dui"}, []),
    ("national_id", {"scheme": "cr_cedula"}, []),
    ("national_id", {"scheme": "do_cedula"}, []),
    ("national_id", {"scheme": "ni_cedula"}, []),
    ("national_id", {"scheme": "bz_ssn"}, []),
    ("document_id", {"catalog": "catalogo"}, [DocumentId("a"), DocumentId("c", "G 12", "MEX", "vencido")]),
    ("phone", {}, ["+525512345678", "+12135550100;ext=12"]),
    ("email", {}, ["nombre.apellido+x@ejemplo.org"]),
    ("url", {}, ["https://www.gob.mx/sre?a=1#b", "http://sre.gob.mx"]),
    ("country", {}, ["MEX", "HND"]),
    ("place", {"catalog": "catalogo"}, ["a", "b", "c"]),
    (
        "geo_point",
        {},
        [
            GeoPoint(decimal.Decimal("19.432600"), decimal.Decimal("-99.133200")),
            GeoPoint(decimal.Decimal("0.000000"), decimal.Decimal("180.000000")),
        ],
    ),
    ("address", {}, [Address("Calle 1", "Tapachula", "Chiapas", "30700", "MEX"), Address(city="Reynosa")]),
    ("language", {}, ["yua", "nah", "spa", "kvn"]),
    ("file", {}, [Attached(FILE_ID, "oficio.PDF")]),
    ("image", {}, [Attached(FILE_ID, "foto.jpg")]),
    ("signature", {}, [Attached(FILE_ID, "firma.png")]),
    ("computed", {"value": "1", "result": "integer"}, [3]),
    ("computed", {"value": "1.0", "result": "decimal"}, [decimal.Decimal("3.50")]),
    ("computed", {"value": "today", "result": "date"}, [datetime.date(2026, 1, 1)]),
    ("computed", {"value": "'x'", "result": "text"}, ["x" * 2000]),
    ("computed", {"value": "true", "result": "boolean"}, [False]),
]


def field(name: str, options: dict[str, JsonValue]) -> Field:
    return Field(id="x", type=name, section="s", label={"es": "X"}, options=options)


@pytest.mark.parametrize(("name", "options", "samples"), CASES, ids=lambda part: str(part)[:60])
def test_a_field_type_keeps_the_contract(
    name: str, options: dict[str, JsonValue], samples: list[Any]
) -> None:
    check_field_type(TYPES[name], field(name, options), samples)


def test_values_come_back_and_leave_alike_from_both_databases(store: Store) -> None:
    with store.writing() as connection:
        for name, options, samples in CASES:
            if TYPES[name].columns(field(name, options)):
                check_stored(TYPES[name], field(name, options), samples, connection)


def test_every_type_is_tried() -> None:
    assert {name for name, _, _ in CASES} == set(TYPES)
