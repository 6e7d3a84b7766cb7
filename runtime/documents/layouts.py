"""The product's own templates that print what no blueprint writes. Owns where they are; must not print."""

from __future__ import annotations

from functools import cache

from runtime.documents.press import ROOT


@cache
def report() -> str:
    """Return the template of a report on paper."""
    return (ROOT / "report.typ").read_text("utf-8")


@cache
def answer() -> str:
    """Return the template of the answer to a request about somebody's data."""
    return (ROOT / "answer.typ").read_text("utf-8")


@cache
def readers() -> str:
    """Return the template of who read a person's file."""
    return (ROOT / "readers.typ").read_text("utf-8")
