"""What a registry says of its country: languages, zones, versions, folios and the words in each language."""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Iterator
from functools import cache
from string import Formatter

import pycountry
from packaging.version import Version

from generator.blueprint import Label, Part
from generator.diagnostics import nearest
from generator.source import Address
from generator.validate.context import Context
from generator.validate.finding import Finding, found

_LANGUAGE = re.compile(r"([a-z]{2,3})(-[A-Z]{2})?")
_VERSION = re.compile(r"\d+\.\d+\.\d+")
_CSS_NAME = re.compile(r"[a-z][a-z0-9_-]*")
_CSS_VALUE = re.compile(r"[#a-zA-Z0-9(),.%/ -]+")
_MANY = 20
"""More labels than this without one language are told as one finding."""

_FOLIO = ("prefix", "year", "number")
_WORDS = frozenset({"label", "plural", "help", "message", "title", "organisation"})


def identity(context: Context) -> Iterator[Finding]:
    """Country, languages, time zone and version are real ones."""
    blueprint = context.blueprint
    if pycountry.countries.get(alpha_3=blueprint.country) is None:
        yield found("N201", ("country",), suggestion=_country(blueprint.country), text=blueprint.country)
    for position, language in enumerate(blueprint.languages):
        if not is_language(language):
            yield found("N202", ("languages", position), text=language)
    if not blueprint.languages:
        yield found("N203", ("languages",))
    if not is_zone(blueprint.time_zone):
        yield zone_finding(("time_zone",), blueprint.time_zone)
    if not _VERSION.fullmatch(blueprint.version):
        numbers = (*Version(blueprint.version).release, 0, 0)[:3]
        yield found("N205", ("version",), text=blueprint.version, proposal=".".join(map(str, numbers)))


def folio(context: Context) -> Iterator[Finding]:
    """A folio names its office, its year and its number, so that no two are equal."""
    pattern = context.blueprint.folio
    try:
        parts = [(name, form or "") for _, name, form, _ in Formatter().parse(pattern) if name is not None]
    except ValueError:
        yield found("N208", ("folio",), text=pattern)
        return
    for name, form in parts:
        if name not in _FOLIO:
            yield found("N207", ("folio",), suggestion=nearest(name, _FOLIO), name=name, known=_FOLIO)
        elif form and not (name == "number" and re.fullmatch(r"0?\d{1,2}", form)):
            yield found("N208", ("folio",), text=f"{{{name}:{form}}}")
    names = {name for name, _ in parts}
    for needed in _FOLIO:
        if needed not in names and names <= set(_FOLIO):
            yield found("N206", ("folio",), name=needed)


def theme(context: Context) -> Iterator[Finding]:
    """The variables of the look are names and values of CSS."""
    for name, value in context.blueprint.theme.variables.items():
        address = ("theme", "variables", name)
        if not _CSS_NAME.fullmatch(name):
            yield found("L119", address, on_key=True, text=name)
        elif not _CSS_VALUE.fullmatch(value):
            yield found("L119", address, text=value)


def words(context: Context) -> Iterator[Finding]:
    """Every label is there in every language of the registry, and in no other."""
    written, missing_in = list(labels(context)), untranslated(context)
    languages = tuple(missing_in)
    new = new_languages(context)
    for language in new:
        position = context.blueprint.languages.index(language)
        yield found("L117", ("languages", position), language=language, count=len(missing_in[language]))
    for address, label in written:
        key = str(address[-1])
        strange = [language for language in label if language and not is_language(language)]
        for language in strange:
            suggestion = nearest(language, languages)
            place = (*address, language)
            yield found("L103", place, on_key=True, suggestion=suggestion, name=language, known=languages)
        missing = tuple(one for one in languages if one not in new and address in missing_in[one])
        if missing and not strange:
            yield found("L101", address, on_key=True, languages=missing, key=key)
        for language, text in label.items():
            if not text.strip() and key != "help":
                yield found("L102", (*address, language), key=key)


def stale(context: Context) -> Iterator[Finding]:
    """A label the newest layer changes in some languages still says in the others what it said before."""
    tree, shown = context.places.tree, ("", *context.blueprint.languages)
    for address, label in labels(context):
        layers = {language: tree.layer_of((*address, language)) for language in label if language in shown}
        changed = tuple(language for language, layer in layers.items() if layer is tree.newest)
        kept = tuple(language for language in layers if language not in changed)
        if changed and kept and len(tree.origins((*address, changed[0]))) > 1:
            key, layer = str(address[-1]), layers[kept[0]].name
            yield found("L120", address, on_key=True, key=key, languages=changed, others=kept, layer=layer)


def untranslated(context: Context) -> dict[str, list[Address]]:
    """The labels that are missing in each language of the registry."""
    written = list(labels(context))
    return {
        language: [
            address for address, label in written if label and language not in label and "" not in label
        ]
        for language in context.blueprint.languages
        if is_language(language)
    }


def new_languages(context: Context) -> tuple[str, ...]:
    """The languages in which so much is missing that they were added lately: told as one finding each."""
    return tuple(language for language, missing in untranslated(context).items() if len(missing) > _MANY)


def national(context: Context) -> Iterator[Finding]:
    """What the newest layer still carries of another nation."""
    for mark in context.places.tree.foreign_marks():
        name = ".".join(str(step) for step in mark.address)
        yield found("L104", mark.address, on_key=True, name=name, layer=mark.layer.name)


def labels(context: Context) -> Iterator[tuple[Address, Label]]:
    """Every label, plural, help text and message that is written in the document, by address."""
    yield from _labels(context.blueprint, ())


def _labels(value: object, address: Address) -> Iterator[tuple[Address, Label]]:
    if isinstance(value, Part):
        for name, info in type(value).model_fields.items():
            key, inner = info.alias or name, getattr(value, name)
            if key in _WORDS and isinstance(inner, dict):
                yield (*address, key), inner
            else:
                yield from _labels(inner, (*address, key))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _labels(inner, (*address, key))


def is_zone(name: str) -> bool:
    """Whether a time zone of that name exists."""
    return name in _zones()


def zone_finding(address: Address, text: str) -> Finding:
    """What to say of a time zone that does not exist."""
    suggestion = nearest(text, _zones())
    return found("N204", address, suggestion=suggestion, text=text)


@cache
def _zones() -> frozenset[str]:
    """Every zone there is: listing them reads the whole database of zones."""
    return frozenset(zoneinfo.available_timezones())


def is_language(code: str) -> bool:
    """Whether a code is a language, possibly of a country: `es`, `quc`, `pt-BR`."""
    match = _LANGUAGE.fullmatch(code)
    if match is None:
        return False
    letters = match.group(1)
    field = "alpha_2" if len(letters) == 2 else "alpha_3"
    return pycountry.languages.get(**{field: letters}) is not None


def _country(text: str) -> str | None:
    """The code for a two-letter code or a name."""
    try:
        return str(pycountry.countries.lookup(text).alpha_3)
    except LookupError:
        return None
