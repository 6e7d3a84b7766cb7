"""Amounts with their currency. Owns which currencies are offered; must not convert."""

from __future__ import annotations

import datetime
import decimal
from collections.abc import Mapping

import pycountry
from pydantic import field_validator, model_validator
from pydantic_core import PydanticCustomError
from sqlalchemy import String
from typing_extensions import override

from runtime.fields.base import Context, Offer, Options, Problem
from runtime.fields.bounds import Cel, check_order, literal
from runtime.fields.composite import Composite
from runtime.fields.number import read_exact
from runtime.fields.sampling import Sampler
from runtime.fields.values import AMOUNT_DIGITS, AMOUNT_PLACES, Money
from runtime.i18n import format as write
from runtime.ir.catalog import Catalog
from runtime.ir.field import Field
from runtime.sqltypes import Exact

CURRENCIES = tuple(sorted(currency.alpha_3 for currency in pycountry.currencies))


class MoneyOptions(Options):
    """Which currencies (ISO 4217; none named: all), and the lowest and highest amount."""

    currencies: tuple[str, ...] = ()
    min: decimal.Decimal | Cel | None = None
    max: decimal.Decimal | Cel | None = None

    @field_validator("currencies")
    @classmethod
    def _exist(cls, currencies: tuple[str, ...]) -> tuple[str, ...]:
        for currency in currencies:
            if currency not in CURRENCIES:
                raise PydanticCustomError(
                    "unknown_currency", "{currency} is not a currency of ISO 4217", {"currency": currency}
                )
        return currencies

    @model_validator(mode="after")
    def _ordered(self) -> MoneyOptions:
        check_order(self.min, self.max)
        return self


class MoneyType(Composite[Money]):
    """An amount with two decimals and a currency."""

    name = "money"
    options = MoneyOptions
    widget = "money"
    parts = ("amount", "currency")
    cel = {"amount": "double", "currency": "string"}
    value = Money
    column_types = {"amount": Exact(AMOUNT_DIGITS, AMOUNT_PLACES), "currency": String(3)}

    @override
    def options_of(self, field: Field) -> MoneyOptions:
        return MoneyOptions.of(field)

    def currencies(self, field: Field) -> tuple[str, ...]:
        """The currencies that may be chosen."""
        return self.options_of(field).currencies or CURRENCIES

    @override
    def offers(
        self, field: Field, value: Money | None, context: Context, part: str = ""
    ) -> tuple[Offer, ...]:
        if part != "currency":
            return ()
        return tuple(
            Offer(code, f"{code} · {write.currency_name(code, context.language)}")
            for code in self.currencies(field)
        )

    @override
    def build(self, field: Field, texts: Mapping[str, str], context: Context) -> Money | None:
        offered = self.currencies(field)
        if not texts["amount"]:
            # A form shows a currency chosen beforehand: without an amount it says nothing.
            return None
        currency = texts["currency"].upper() or (offered[0] if len(offered) == 1 else "")
        if currency not in offered:
            raise Problem("field.money.currency_missing", "currency")
        text = texts["amount"].strip("$ ")
        amount = read_exact(text, context.language, AMOUNT_DIGITS, AMOUNT_PLACES, "amount")
        self._check_within(field, amount, context)
        return Money(amount, currency)

    @override
    def dump(self, field: Field, value: Money) -> dict[str, object]:
        return {"amount": value.amount, "currency": value.currency}

    @override
    def write(self, field: Field, part: str, held: object, context: Context) -> str:
        if isinstance(held, decimal.Decimal):
            return write.number(held, context.language, places=AMOUNT_PLACES)
        return str(held)

    @override
    def show(self, field: Field, value: Money, context: Context) -> str:
        return write.money(value.amount, value.currency, context.language)

    @override
    def condition_value(self, field: Field, value: Money, today: object) -> object:
        return {"amount": float(value.amount), "currency": value.currency}

    @override
    def blur(self, field: Field, value: Money, day: datetime.date) -> Money | None:
        """Keep the amount: it is summed."""
        return value

    @override
    def sample(self, field: Field, sampler: Sampler, catalogs: Mapping[str, Catalog]) -> Money | None:
        options = self.options_of(field)
        low = literal(options.min) or decimal.Decimal(0)
        high = literal(options.max) or low + 1000
        amount = low + (high - low) * decimal.Decimal(sampler.random.randint(1, 100)) / 100
        currency = sampler.random.choice(options.currencies or ("USD",))
        return Money(amount.quantize(decimal.Decimal("0.01")), currency)

    def _check_within(self, field: Field, amount: decimal.Decimal, context: Context) -> None:
        options = self.options_of(field)
        low, high = literal(options.min), literal(options.max)
        if low is not None and amount < low:
            raise Problem("field.too_low", "amount", limit=write.number(low, context.language))
        if high is not None and amount > high:
            raise Problem("field.too_high", "amount", limit=write.number(high, context.language))
