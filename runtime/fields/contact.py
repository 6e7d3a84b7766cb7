"""Telephone numbers, e-mail and web addresses. Owns their shape; must not contact anybody."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

import phonenumbers
from annotated_types import MaxLen
from sqlalchemy import String
from sqlalchemy.types import TypeEngine
from typing_extensions import override

from runtime.fields.base import Annotation, Context, Problem
from runtime.fields.sampling import Sampler
from runtime.fields.single import Coded
from runtime.fields.text import check_length
from runtime.i18n.countries import alpha_2, folded
from runtime.ir.catalog import Catalog
from runtime.ir.field import Field
from runtime.schema import Line, Pattern

_PHONE = r"\+[0-9]{5,15}(;ext=[0-9]{1,7})?"
_EMAIL = r"[^@\s,;<>()]+@[^@\s.,;<>()]+(\.[^@\s.,;<>()]+)+"
_PHONE_LENGTH = 32
_EMAIL_LENGTH = 254
_URL_LENGTH = 2000


class PhoneType(Coded):
    """A telephone number in E.164 (``+525512345678``), with ``;ext=`` and the extension, if any."""

    name = "phone"
    widget = "phone"
    filter = "text"

    @override
    def column_type(self, field: Field) -> TypeEngine[Any]:
        return String(_PHONE_LENGTH)

    @override
    def annotation(self, field: Field) -> Annotation:
        return str, (Line(), Pattern(_PHONE))

    @override
    def read(self, field: Field, text: str, context: Context) -> str:
        region = alpha_2(context.region)
        try:
            number = phonenumbers.parse(text, region)
        except phonenumbers.NumberParseException as error:
            is_abroad = error.error_type == phonenumbers.NumberParseException.INVALID_COUNTRY_CODE
            raise Problem("field.phone.country" if is_abroad else "field.phone.not_phone") from error
        if not phonenumbers.is_possible_number(number):
            raise Problem("field.phone.digits")
        written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        return f"{written};ext={number.extension}" if number.extension else written

    @override
    def doubts(self, field: Field, value: str) -> tuple[Problem, ...]:
        return () if phonenumbers.is_valid_number(_number(value)) else (Problem("field.phone.doubt"),)

    @override
    def write(self, field: Field, value: str, context: Context) -> str:
        return phonenumbers.format_number(_number(value), phonenumbers.PhoneNumberFormat.INTERNATIONAL)

    @override
    def show(self, field: Field, value: str, context: Context) -> str:
        return self.write(field, value, context)

    @override
    def search_text(self, field: Field, value: str) -> str:
        number = _number(value)
        return f"{number.country_code}{number.national_number} {number.national_number}"

    @override
    def sample(self, field: Field, sampler: Sampler, catalogs: Mapping[str, Catalog]) -> str | None:
        region = alpha_2(sampler.country)
        example = None if region is None else _example(region)
        if example is None:
            return None
        digits = str(example.national_number)[:-4] + f"{sampler.random.randint(0, 9999):04}"
        return f"+{example.country_code}{digits}"


class EmailType(Coded):
    """An e-mail address; the domain is kept in small letters."""

    name = "email"
    widget = "email"
    filter = "text"

    @override
    def column_type(self, field: Field) -> TypeEngine[Any]:
        return String(_EMAIL_LENGTH)

    @override
    def annotation(self, field: Field) -> Annotation:
        return str, (Line(), MaxLen(_EMAIL_LENGTH), Pattern(_EMAIL))

    @override
    def read(self, field: Field, text: str, context: Context) -> str:
        if re.fullmatch(_EMAIL, text) is None:
            raise Problem("field.email.not_email")
        check_length(text, None, _EMAIL_LENGTH)
        local, _, domain = text.rpartition("@")
        return f"{local}@{domain.lower()}"

    @override
    def search_text(self, field: Field, value: str) -> str:
        return value

    @override
    def sample(self, field: Field, sampler: Sampler, catalogs: Mapping[str, Catalog]) -> str | None:
        name = re.sub("[^a-z]+", ".", folded(f"{sampler.given_name()} {sampler.surname()}"))
        return f"{name}{sampler.random.randint(1, 999)}@example.org"


class UrlType(Coded):
    """A web address (http or https)."""

    name = "url"
    widget = "url"

    @override
    def column_type(self, field: Field) -> TypeEngine[Any]:
        return String(_URL_LENGTH)

    @override
    def annotation(self, field: Field) -> Annotation:
        return str, (Line(), MaxLen(_URL_LENGTH), Pattern(r"https?://\S+"))

    @override
    def read(self, field: Field, text: str, context: Context) -> str:
        address = text if re.match(r"[a-z][a-z0-9+.-]*:", text, re.IGNORECASE) else f"https://{text}"
        try:
            parts = urlsplit(address)
            is_web = parts.scheme in ("http", "https") and "." in (parts.hostname or "")
        except ValueError:
            is_web = False
        if not is_web or " " in address:
            raise Problem("field.url.not_url")
        check_length(address, None, _URL_LENGTH)
        return address

    @override
    def sample(self, field: Field, sampler: Sampler, catalogs: Mapping[str, Catalog]) -> str | None:
        return f"https://example.org/{sampler.random.randint(1, 9999)}"


_example = lru_cache(300)(phonenumbers.example_number)


def _number(value: str) -> phonenumbers.PhoneNumber:
    return phonenumbers.parse(value.replace(";ext=", " ext. "))
