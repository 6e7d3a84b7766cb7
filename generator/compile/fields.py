"""Fields with every option and default filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pydantic import JsonValue

from generator import blueprint as surface
from generator.blueprint.outline import Entity, PlacedField
from generator.compile.words import Words
from generator.validate.context import Context
from generator.validate.fields import is_computed, read_default
from generator.validate.options import Typed
from generator.validate.scope import Scope, scope
from runtime.ir.expression import Check, Expression
from runtime.ir.field import Field, Required


def fields(context: Context, words: Words, entity: Entity) -> tuple[Field, ...]:
    """The fields of an entity, in the order written."""
    names = scope(context, entity)
    return tuple(_field(context, words, names, entity, placed) for placed in entity.fields)


def checks(words: Words, names: Scope, written: Mapping[str, surface.Check]) -> tuple[Check, ...]:
    """Rules with the names they read; also the guards of transitions."""
    return tuple(
        Check(id=key, that=expression(names, check.that), message=words.label(check.message, id=key))
        for key, check in written.items()
    )


def expression(names: Scope, text: str) -> Expression:
    """A CEL text with the fields it reads."""
    return Expression(text=text, names=names.read(text))


def _field(context: Context, words: Words, names: Scope, entity: Entity, placed: PlacedField) -> Field:
    written, known = placed.written, context.typed[placed.address]
    return Field(
        id=placed.id,
        type=written.type,
        section=placed.section,
        label=words.label(written.label, id=placed.id),
        help=words.label(written.help),
        options=_options(context, words, names, entity, placed),
        required=_required(names, written.required),
        visible=_visible(names, entity, placed),
        checks=checks(words, names, written.check),
        default=_default(known, written.default),
        computed=_computed(names, written, known),
        unknown=written.unknown,
        privacy=written.privacy or "none",
        purpose=written.purpose,
        legal_basis=legal_basis(context, written.legal_basis),
        alert=written.alert,
        source=written.source,
        assumed=written.assumed,
        national=written.national,
        layer=context.places.tree.layer_of(placed.address).name,
    )


def _options(
    context: Context, words: Words, names: Scope, entity: Entity, placed: PlacedField
) -> dict[str, JsonValue]:
    """The options of its type; for a group with its fields in full."""
    options = context.typed[placed.address].field.options
    if not placed.inner:
        return options
    inner: list[JsonValue] = [
        _field(context, words, names, entity, one).model_dump(mode="json") for one in placed.inner
    ]
    return {**options, "fields": inner}


def legal_basis(context: Context, written: str) -> str:
    """The words of a legal basis, which a field names by id or writes itself."""
    named = context.blueprint.legal_bases.get(written)
    return named.text if named else written


def opening(names: Scope, texts: Sequence[str]) -> Expression | None:
    """Conditions that must all hold as one; None where there are none."""
    if len(texts) < 2:
        return expression(names, texts[0]) if texts else None
    return expression(names, " && ".join(f"({text})" for text in texts))


def _visible(names: Scope, entity: Entity, placed: PlacedField) -> Expression | None:
    """When a field is shown: with its section, and under its own condition."""
    texts = [text for _, text in entity.openings(placed.section)]
    own = placed.written.visible
    return opening(names, texts if own is None else [*texts, own])


def _required(names: Scope, written: surface.Required) -> Required:
    if written.at is not None:
        return Required(kind="at", state=written.at)
    if written.cel is not None:
        return Required(kind="when", when=expression(names, written.cel))
    return Required(kind="always" if written.always else "never")


def _default(known: Typed, written: JsonValue) -> JsonValue:
    if written is None or is_computed(written):
        return written
    return known.kind.to_json(known.field, read_default(known, written))


def _computed(names: Scope, written: surface.Field, known: Typed) -> Expression | None:
    """The text that gives the value: of any field that says so, and of a type that nobody fills in."""
    text = written.computed
    if text is None and not known.kind.parts:
        text = str(known.field.options["value"])
    return expression(names, text) if text is not None else None
