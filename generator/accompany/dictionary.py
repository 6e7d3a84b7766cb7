"""The data dictionary: a whole registry as a paper. Owns the order of its chapters; must not write files."""

from __future__ import annotations

from collections.abc import Iterator

from generator.accompany import access, assumptions, catalogs, cycle, documents, entities, protocols, rights
from generator.accompany.paper import Chapter, Facts, Figure, Paper, Table, Text
from generator.accompany.registry import Spoken
from generator.accompany.words import Language
from runtime.ir.registry import Registry


def dictionary(registry: Registry, language: Language, log: tuple[Chapter, ...] = ()) -> Paper:
    """Lay a registry out as a data dictionary.

    Args:
        registry: What to describe.
        language: The language of the paper.
        log: Chapters of the accompaniment, if the blueprint keeps one.
    """
    spoken = Spoken(registry, language)
    say = spoken.say
    found = assumptions.counts(registry)
    return Paper(
        title=say("dictionary.title"),
        subtitle=say(
            "dictionary.subtitle",
            title=spoken.text(registry.title),
            id=registry.id,
            version=registry.version,
        ),
        language=language,
        figures=tuple(_figures(spoken, assumptions.whole(found))),
        lead=(Text(say("dictionary.lead")), _facts(spoken), _assumed(spoken, found)),
        chapters=(
            entities.case_types(spoken),
            *entities.chapters(spoken),
            *protocols.checklists(spoken),
            *cycle.chapters(spoken),
            *access.chapters(spoken),
            *documents.chapters(spoken),
            *rights.chapters(spoken),
            *protocols.reports(spoken),
            *protocols.calendars(spoken),
            *catalogs.chapters(spoken),
            *log,
        ),
        words={key: say(key) for key in ("contents", "page")},
    )


def _figures(spoken: Spoken, all_parts: assumptions.Count) -> Iterator[Figure]:
    registry, say = spoken.registry, spoken.say
    fields = sum(len(entity.active_fields) for entity in registry.entities)
    values = sum(len(catalog.values) for catalog in registry.catalogs)
    yield Figure(str(len(registry.case_types)), say("dictionary.case_types"))
    yield Figure(str(len(registry.action_types)), say("dictionary.action_types"))
    yield Figure(str(fields), say("dictionary.fields"))
    yield Figure(str(len(registry.catalogs)), say("dictionary.catalogs"))
    yield Figure(str(values), say("dictionary.values"))
    yield Figure(str(len(registry.roles)), say("dictionary.roles"))
    yield Figure(f"{all_parts.share} %", say("dictionary.assumed_share"))


def _facts(spoken: Spoken) -> Facts:
    registry, say = spoken.registry, spoken.say
    bases = ", ".join(f"{layer.id} {layer.version}" for layer in registry.layers[:-1])
    pairs = (
        (say("dictionary.organisation"), spoken.text(registry.theme.organisation)),
        (say("dictionary.country"), registry.country),
        (say("dictionary.extends"), bases),
        (say("dictionary.languages"), ", ".join(registry.languages)),
        (say("dictionary.folio"), registry.folio),
    )
    return Facts(tuple(pair for pair in pairs if pair[1]))


def _assumed(spoken: Spoken, found: tuple[assumptions.Count, ...]) -> Table:
    say = spoken.say
    rows = [(say(f"part.{one.part}"), one) for one in found]
    rows.append((say("assumed.all"), assumptions.whole(found)))
    return Table(
        caption=say("assumed.title"),
        headings=tuple(
            say(f"assumed.{key}") for key in ("part", "total", "sourced", "assumed", "silent", "share")
        ),
        rows=tuple(
            (name, str(one.total), str(one.sourced), str(one.assumed), str(one.silent), f"{one.share} %")
            for name, one in rows
        ),
        widths=(4, 2, 2, 2, 2, 2),
        sheet=say("assumed.title"),
    )
