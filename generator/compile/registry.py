"""The stage's entry: assembles the registry from its parts."""

from __future__ import annotations

from generator.compile.access import parties, roles
from generator.compile.catalogs import catalogs, offices, reasons
from generator.compile.documents import documents
from generator.compile.entities import entities
from generator.compile.exchange import exports, lists
from generator.compile.reports import reports
from generator.compile.rights import breaches, notices, rights
from generator.compile.words import Words
from generator.compile.workflow import lifecycle
from generator.validate.context import Context
from runtime.ir.evolution import Step
from runtime.ir.registry import Layer, Registry, Theme


def compile(context: Context) -> Registry:
    """Turn a blueprint without errors into the IR."""
    blueprint = context.blueprint
    words = Words(blueprint.languages)
    compiled = entities(context, words)
    return Registry(
        id=blueprint.id,
        version=blueprint.version,
        package=f"{blueprint.id}_registry",
        title=words.label(blueprint.title, id=blueprint.id),
        country=blueprint.country,
        languages=blueprint.languages,
        time_zone=blueprint.time_zone,
        layers=tuple(Layer(id=layer.name, version=layer.version) for layer in context.places.tree.layers),
        theme=Theme(
            organisation=words.label(blueprint.theme.organisation), variables=blueprint.theme.variables
        ),
        folio=blueprint.folio,
        scopes=blueprint.case.scopes,
        typologies=blueprint.case.typologies,
        entities=compiled,
        catalogs=catalogs(context, words),
        unknown=reasons(context, words),
        offices=offices(context),
        parties=parties(blueprint, words),
        lifecycle=lifecycle(context, words),
        roles=roles(blueprint, words),
        lists=lists(context, words, {entity.id: entity for entity in compiled}),
        exports=exports(context, words),
        calendars=blueprint.calendars,
        reports=reports(context, words),
        documents=documents(context, words),
        rights=rights(context, words),
        notices=notices(context, words),
        breaches=breaches(context, words),
        evolution=tuple(
            Step(version=version, rename=step.rename, retire=step.retire, drop=step.drop)
            for version, step in blueprint.evolution.items()
        ),
    )
