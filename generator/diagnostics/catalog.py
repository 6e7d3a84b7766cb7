"""The catalogue of codes, read from `catalog/<FAMILY>.yaml`: the only place that defines a code and its texts."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Literal, TypeAlias

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from generator.diagnostics.diagnostic import Argument, Diagnostic, Related, Severity
from generator.diagnostics.span import Span

Language: TypeAlias = Literal["es", "en"]

FAMILIES: Mapping[str, str] = {
    "Y": "YAML text",
    "X": "extends and merge",
    "S": "shape",
    "N": "names",
    "R": "references",
    "F": "field options",
    "L": "layout",
    "W": "workflow",
    "A": "access",
    "C": "conditions",
    "B": "blocks, typologies, checklists, closing reasons, conditional options",
    "D": "documents",
    "K": "accompaniment",
    "P": "plan",
    "G": "instance on disk",
    "Q": "reports and regional families",
    "T": "scenarios",
    "V": "rights, notices, retention, breaches",
    "H": "hooks and plugins",
}

_PROVIDED = frozenset({"place"})
"""Names a related note may use without being given: the renderer knows the note's place."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Text(_Part):
    """The same words in both languages; `{names}` are filled with a diagnostic's arguments."""

    es: str = Field(min_length=1)
    en: str = Field(min_length=1)

    @model_validator(mode="after")
    def _same_names(self) -> Text:
        if placeholders(self.es) != placeholders(self.en):
            raise ValueError(f"the two languages name different things: {self.es!r}, {self.en!r}")
        return self

    def to(self, language: Language) -> str:
        """The words in one language."""
        return self.es if language == "es" else self.en


class Example(_Part):
    """A short mistake of the kind, and the same text cured."""

    mistake: str = Field(min_length=1)
    cure: str = Field(min_length=1)


class Entry(_Part):
    """All that is known of one code."""

    code: str = Field(pattern=r"^[A-Z][0-9]{3}$")
    severity: Severity = Field(strict=False)
    title: Text
    cure: Text
    explanation: Text
    example: Example
    notes: Mapping[str, Text] = {}

    @property
    def names(self) -> frozenset[str]:
        """Every argument a diagnostic of this code has to give."""
        notes = frozenset[str]().union(*(placeholders(note.en) for note in self.notes.values()))
        return (placeholders(self.title.en) | placeholders(self.cure.en) | notes) - _PROVIDED


class CatalogError(Exception):
    """The catalogue itself is wrong, or is used with a code or argument it does not know: a bug of ours."""


def diagnose(
    code: str,
    span: Span | None,
    *,
    related: tuple[Related, ...] = (),
    suggestion: str | None = None,
    **arguments: Argument,
) -> Diagnostic:
    """Make a finding of a known code.

    Args:
        code: A code of the catalogue.
        span: The place the author should look at.
        related: Other places, each with the key of a sentence in the code's notes.
        suggestion: A name of a closed set the author probably meant; printed in place of the cure.
        arguments: What fills the names of the title, the cure and the notes.

    Raises:
        CatalogError: The code is unknown, or an argument or note of it is missing.
    """
    known = entry(code)
    missing = known.names - arguments.keys()
    strange = {key for _, key in related} - known.notes.keys()
    if missing or strange:
        raise CatalogError(f"{code}: arguments missing {sorted(missing)}, notes unknown {sorted(strange)}")
    return Diagnostic(code, known.severity, span, arguments, related, suggestion)


def entry(code: str) -> Entry:
    """Look a code up.

    Raises:
        CatalogError: There is no such code.
    """
    found = family(code[:1]).get(code)
    if found is None:
        raise CatalogError(f"no code {code!r} in the catalogue")
    return found


def codes() -> tuple[str, ...]:
    """Every code of every family, sorted."""
    return tuple(sorted(code for letter in FAMILIES for code in family(letter)))


@cache
def family(letter: str) -> Mapping[str, Entry]:
    """The codes of one family, read once; empty where the family has no file yet.

    Raises:
        CatalogError: The file repeats a code or holds one of another family.
    """
    resource = files("generator.diagnostics").joinpath("catalog", f"{letter}.yaml")
    if letter not in FAMILIES or not resource.is_file():
        return {}
    loaded = yaml.load(resource.read_text("utf-8"), _StrictLoader)  # noqa: S506 - a safe loader
    entries = {code: Entry.model_validate({"code": code, **body}) for code, body in (loaded or {}).items()}
    strangers = [code for code in entries if not code.startswith(letter)]
    if strangers:
        raise CatalogError(f"{letter}.yaml holds codes of another family: {strangers}")
    return entries


@cache
def placeholders(template: str) -> frozenset[str]:
    """The argument names a template uses."""
    return frozenset(name for _, name, _, _ in Formatter().parse(template) if name is not None)


class _StrictLoader(yaml.CSafeLoader):
    """Two people adding the same code must not hide each other's."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, object]:
        keys = [key.value for key, _ in node.value]
        repeated = sorted({str(key) for key in keys if keys.count(key) > 1})
        if repeated:
            raise CatalogError(f"{node.start_mark}: repeated {repeated}")
        return super().construct_mapping(node, deep)
