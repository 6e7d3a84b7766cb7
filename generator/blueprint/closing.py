"""Closing reasons of a case type as written. Owns their keys; whether they exist is checked elsewhere."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import BeforeValidator

from generator.blueprint.part import Element, Listed


class ClosingReason(Element):
    """A reason a case may be closed for; ``requires`` are fields without which nobody closes it so."""

    requires: tuple[str, ...] = ()


def _as_reason(written: object) -> object:
    return {} if isinstance(written, str) and written.strip().lower() == "true" else written


def _as_reasons(written: object) -> object:
    if isinstance(written, list) and all(isinstance(code, str) for code in written):
        return {code: {} for code in written}
    return written


ClosingReasons: TypeAlias = Annotated[
    dict[str, Annotated[ClosingReason, BeforeValidator(_as_reason)]], BeforeValidator(_as_reasons), Listed()
]
"""Reasons by code; a list of codes is short for reasons that ask for nothing."""
