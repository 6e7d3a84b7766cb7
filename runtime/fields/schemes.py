"""National identity numbers: shape, check digit, how they are written and drawn. Owns the schemes; names no field.

Shapes other than Mexico's come from what the countries publish in passing and are to be confirmed with each
registry; a number that fails a check is therefore doubted, not refused.
"""

from __future__ import annotations

import datetime
import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from stdnum import luhn
from stdnum.mx import curp as stdnum_curp

_SEPARATORS = re.compile(r"[\s.\-_/]+")


@dataclass(frozen=True)
class Scheme:
    """One kind of national number, of ``country`` (ISO 3166-1 alpha-3).

    ``shape`` matches a normalised number. ``is_sound`` says whether its parts can exist, ``has_right_digit``
    whether the check digit fits; ``write`` gives the usual printed form, ``draw`` a made-up sound number.
    """

    name: str
    country: str
    shape: str
    is_sound: Callable[[str], bool]
    has_right_digit: Callable[[str], bool]
    write: Callable[[str], str]
    draw: Callable[[random.Random], str]

    def normalise(self, text: str) -> str:
        """Return a number as it is stored: without blanks and dashes, in capitals."""
        return _SEPARATORS.sub("", text).upper()

    def has_shape(self, number: str) -> bool:
        """Whether a normalised number has the right length and characters."""
        return re.fullmatch(self.shape, number, re.ASCII) is not None


@dataclass(frozen=True)
class CurpFacts:
    """What a CURP says about its holder. ``sex`` is H, M or X; ``state`` is the two letters of the CURP."""

    birth: datetime.date | None
    sex: str
    state: str


def read_curp(number: str) -> CurpFacts:
    """Return what a normalised CURP of the right shape says; a birth date that cannot be is ``None``."""
    century = 1900 if number[16].isdigit() else 2000
    try:
        birth = datetime.date(century + int(number[4:6]), int(number[6:8]), int(number[8:10]))
    except ValueError:
        birth = None
    return CurpFacts(birth, number[10], number[11:13])


def _always(_: str) -> bool:
    return True


def _as_it_is(number: str) -> str:
    return number


def _grouped(*sizes: int, by: str = "-") -> Callable[[str], str]:
    def write(number: str) -> str:
        parts = []
        start = 0
        for size in sizes:
            parts.append(number[start : start + size])
            start += size
        return by.join(parts)

    return write


def _digits(draw: random.Random, count: int) -> str:
    return "".join(draw.choice("0123456789") for _ in range(count))


# Mexico: Clave Única de Registro de Población.

_STATES = [
    "AS",
    "BC",
    "BS",
    "CC",
    "CL",
    "CM",
    "CS",
    "CH",
    "DF",
    "DG",
    "GT",
    "GR",
    "HG",
    "JC",
    "MC",
    "MN",
    "MS",
    "NT",
    "NL",
    "OC",
    "PL",
    "QT",
    "QR",
    "SP",
    "SL",
    "SR",
    "TC",
    "TS",
    "TL",
    "VZ",
    "YN",
    "ZS",
    "NE",
]


def _curp_is_sound(number: str) -> bool:
    facts = read_curp(number)
    return facts.birth is not None and facts.state in _STATES


def _curp_digit(number: str) -> bool:
    return number[-1] == stdnum_curp.calc_check_digit(number)


def _draw_curp(draw: random.Random) -> str:
    birth = datetime.date(1950, 1, 1) + datetime.timedelta(days=draw.randint(0, 20_000))
    consonants = "".join(draw.choice("BCDFGLMNPRSTV") for _ in range(3))
    letters = draw.choice("BCDFGLMR") + draw.choice("AEIOU") + draw.choice("GLMRSV") + draw.choice("JMRL")
    begin = f"{letters}{birth:%y%m%d}{draw.choice('HM')}{draw.choice(_STATES)}{consonants}"
    begin += draw.choice("0123456789") if birth.year < 2000 else draw.choice("ABCDEF")
    return begin + str(stdnum_curp.calc_check_digit(begin))


# Guatemala: Código Único de Identificación, 8 digits + check digit (mod 11) + department + municipality.


def _cui_check(serial: str) -> int:
    return sum(int(digit) * weight for weight, digit in enumerate(serial[:8], start=2)) % 11


def _cui_is_sound(number: str) -> bool:
    return 1 <= int(number[9:11]) <= 22 and int(number[11:13]) >= 1


def _cui_digit(number: str) -> bool:
    return int(number[8]) == _cui_check(number)


def _draw_cui(draw: random.Random) -> str:
    serial = _digits(draw, 8)
    while _cui_check(serial) > 9:
        serial = _digits(draw, 8)
    return f"{serial}{_cui_check(serial)}{draw.randint(1, 22):02}{draw.randint(1, 8):02}"


# Honduras: Documento Nacional de Identificación, department and municipality + year + serial; no check digit.


def _dni_is_sound(number: str) -> bool:
    return 1 <= int(number[:2]) <= 18 and int(number[2:4]) >= 1 and 1900 <= int(number[4:8]) <= 2100


def _draw_dni(draw: random.Random) -> str:
    return f"{draw.randint(1, 18):02}{draw.randint(1, 8):02}{draw.randint(1950, 2006)}{_digits(draw, 5)}"


# El Salvador: Documento Único de Identidad, 8 digits + check digit.


def _dui_check(serial: str) -> str:
    total = sum(int(digit) * weight for digit, weight in zip(serial[:8], range(9, 1, -1), strict=True))
    return str(-total % 10)


def _dui_digit(number: str) -> bool:
    return number[8] == _dui_check(number)


def _draw_dui(draw: random.Random) -> str:
    serial = _digits(draw, 8)
    return serial + _dui_check(serial)


# Dominican Republic: cédula, 11 digits by Luhn. Nicaragua: cédula with the date of birth in it.


def _draw_cedula_do(draw: random.Random) -> str:
    serial = _digits(draw, 10)
    return serial + str(luhn.calc_check_digit(serial))


def _cedula_ni_is_sound(number: str) -> bool:
    return 1 <= int(number[3:5]) <= 31 and 1 <= int(number[5:7]) <= 12


def _draw_cedula_ni(draw: random.Random) -> str:
    day = f"{draw.randint(1, 28):02}{draw.randint(1, 12):02}{draw.randint(50, 99)}"
    return f"{_digits(draw, 3)}{day}{_digits(draw, 4)}{draw.choice('ABCDEFGHJKLMNPQRSTUVWXY')}"


def _draw_cedula_cr(draw: random.Random) -> str:
    return draw.choice("1234567") + _digits(draw, 8)


def _draw_ssn_bz(draw: random.Random) -> str:
    return _digits(draw, 9)


SCHEMES: Mapping[str, Scheme] = {
    scheme.name: scheme
    for scheme in (
        Scheme(
            "mx_curp",
            "MEX",
            "[A-Z]{4}[0-9]{6}[HMX][A-Z]{5}[0-9A-Z][0-9]",
            _curp_is_sound,
            _curp_digit,
            _as_it_is,
            _draw_curp,
        ),
        Scheme("gt_cui", "GTM", "[0-9]{13}", _cui_is_sound, _cui_digit, _grouped(4, 5, 4, by=" "), _draw_cui),
        Scheme("hn_dni", "HND", "[0-9]{13}", _dni_is_sound, _always, _grouped(4, 4, 5), _draw_dni),
        Scheme("sv_dui", "SLV", "[0-9]{9}", _always, _dui_digit, _grouped(8, 1), _draw_dui),
        Scheme("cr_cedula", "CRI", "[1-9][0-9]{8}", _always, _always, _grouped(1, 4, 4), _draw_cedula_cr),
        Scheme("do_cedula", "DOM", "[0-9]{11}", _always, luhn.is_valid, _grouped(3, 7, 1), _draw_cedula_do),
        Scheme(
            "ni_cedula",
            "NIC",
            "[0-9]{13}[A-Z]",
            _cedula_ni_is_sound,
            _always,
            _grouped(3, 6, 5),
            _draw_cedula_ni,
        ),
        Scheme("bz_ssn", "BLZ", "[0-9]{9}", _always, _always, _as_it_is, _draw_ssn_bz),
    )
}
"""Every scheme by name. Panama's cédula has parts of varying length: it is kept as a document."""
