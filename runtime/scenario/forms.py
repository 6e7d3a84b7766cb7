"""A scenario's answers as the form an officer sends: filled beforehand, then typed over. Must not store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from runtime.access.mask import hidden_fields
from runtime.fields.registry import field_type
from runtime.ir.entity import Entity
from runtime.ir.field import Field
from runtime.ir.scenario import Answers, Who
from runtime.records import submission
from runtime.records.stored import Stored
from runtime.records.submission import Current, Submission
from runtime.scenario.world import World

_OFFICE = "office"


def new(world: World, who: Who, entity_id: str, answers: Answers, person: Mapping[str, Any]) -> Submission:
    """Read the form of a new record, in which every default stands that the answers leave alone.

    Args:
        world: the scenario.
        who: who fills it in.
        entity_id: what is registered.
        answers: what is typed.
        person: the values of the person a case is about.

    Raises:
        Invalid: with every fault.
    """
    entity, context = world.model.registry.by_id[entity_id], world.context(who)
    current = Current(person=person)
    values = submission.defaults(world.model, entity_id, context, current=current)
    form = _filled(world, who, entity, values, {})
    return submission.read(
        world.model,
        entity_id,
        _typed_over(form, point(world, entity, answers)),
        context,
        current=current,
        hidden=hidden_fields(world.model, world.actors[who], entity),
    )


def corrections(world: World, stored: Stored, answers: Answers) -> Iterator[tuple[str, Answers]]:
    """Give the sections the answers touch, in order, each with its answers: officers correct one at a time."""
    fields = world.model.registry.fields_of(stored.entity)
    asked = {name.partition(".")[0] for name in answers}
    sections = dict.fromkeys(field.section for field in fields if field.id in asked)
    for section in sections:
        own = {field.id for field in fields if field.section == section}
        yield section, {name: texts for name, texts in answers.items() if name.partition(".")[0] in own}


def corrected(world: World, who: Who, stored: Stored, section: str, answers: Answers) -> Submission:
    """Read the form that corrects one section of a stored record.

    Raises:
        Invalid: with every fault.
    """
    entity = stored.entity
    form = _filled(world, who, entity, stored.values, stored.unknown)
    return submission.read(
        world.model,
        entity.id,
        _typed_over(form, point(world, entity, answers)),
        world.context(who),
        only=section,
        current=stored.current,
        hidden=hidden_fields(world.model, world.actors[who], entity),
    )


def point(world: World, entity: Entity, answers: Answers) -> Answers:
    """Put the id in the place of a record's name, in the fields that refer to records."""
    fields = {field.id: field for field in world.model.registry.fields_of(entity)}
    found = dict(answers)
    for name, texts in answers.items():
        field = fields.get(name)
        if field is None or not _refers(field):
            continue
        found[name] = tuple(str(world.records[text].id) if text in world.records else text for text in texts)
    return found


def _refers(field: Field) -> bool:
    columns = field_type(field.type).columns(field)
    return any(column.target not in (None, _OFFICE) for column in columns)


def _filled(
    world: World, who: Who, entity: Entity, values: Mapping[str, Any], unknown: Mapping[str, str]
) -> dict[str, list[str]]:
    context = world.context(who)
    form: dict[str, list[str]] = {}
    for field in world.model.registry.fields_of(entity):
        kind = field_type(field.type)
        if field.id in values and kind.parts:
            form |= kind.controls(field, field.id, values[field.id], context)
        if field.id in unknown:
            form[f"{field.id}.unknown"] = [unknown[field.id]]
    return form


def _typed_over(form: Mapping[str, list[str]], answers: Answers) -> dict[str, list[str]]:
    """What is typed takes the place of all that stood in the controls of its field."""
    typed = {name.partition(".")[0] for name in answers}
    kept = {name: texts for name, texts in form.items() if name.partition(".")[0] not in typed}
    return kept | {name: list(texts) for name, texts in answers.items()}
