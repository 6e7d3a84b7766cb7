"""`acompana new`: the first files of a country's layer, with what is still to be replaced."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Annotated

import pycountry
import typer
from babel.core import get_global
from packaging.version import Version

from generator.blueprint.jsonschema import schema
from generator.cli.options import Form, Library, Speaking, Tongue, show
from generator.diagnostics.catalog import Language
from generator.pipeline import read_layers
from generator.resolve import ResolvedTree, library_for
from generator.source import Address, address_text
from generator.validate.names import propose
from runtime.fields.registry import TYPES

_SCHEMA = "blueprint.schema.json"
_NOWHERE = "XXX"
_UTC = "Etc/UTC"

NewFolder = Annotated[Path, typer.Argument(help="Carpeta nueva; su nombre da el del modelo / the new folder")]
Base = Annotated[str, typer.Option("--extends", help="Modelo que se extiende / the blueprint to extend")]
Country = Annotated[
    str | None, typer.Option("--country", help="Código ISO de tres letras, como GTM / three-letter ISO code")
]


def new(
    folder: NewFolder,
    extends: Base = "mexico",
    country: Country = None,
    language: Speaking = Tongue.SPANISH,
    library: Library = None,
) -> None:
    """Empieza el modelo de un país / begin a country's blueprint."""
    tongue = language.language
    more = tuple(library or ())
    if folder.exists() and any(folder.iterdir()):
        print(_say(tongue, f"{folder} no está vacía.", f"{folder} is not empty."))
        raise typer.Exit(1)
    found = library_for(folder, more).folders(extends)
    if not found:
        known = ", ".join(library_for(folder, more).names())
        print(
            _say(
                tongue,
                f'No hay un modelo "{extends}"; hay: {known}.',
                f'No blueprint "{extends}"; there are: {known}.',
            )
        )
        raise typer.Exit(1)
    layers = read_layers(found[0], more)
    if layers.value is None:
        show(layers.diagnostics, {}, Form.HUMAN, tongue)
        raise typer.Exit(1)
    base = layers.value
    marks = tuple(mark.address for mark in base.national_marks())
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files(folder.name, base, country, marks, tongue).items():
        (folder / name).write_text(text, "utf-8")
        print(f"{folder / name}")
    print(
        _say(
            tongue,
            f"\n{len(marks)} elementos son propios de {extends}; están en {_gaps(tongue)}. "
            f"Siga con: acompana check {shlex.quote(str(folder))}",
            f"\n{len(marks)} elements belong to {extends}; they are in {_gaps(tongue)}. "
            f"Go on with: acompana check {shlex.quote(str(folder))}",
        )
    )


def files(
    name: str, base: ResolvedTree, country: str | None, marks: tuple[Address, ...], language: Language
) -> dict[str, str]:
    """The files of a new layer, by name."""
    code = country or _country(name)
    types = {kind: each.options for kind, each in TYPES.items()}
    return {
        "blueprint.yaml": _blueprint(name, base, code, language),
        "offices.yaml": _offices(code, language),
        "person.yaml": _person(language),
        _gaps(language): _matrix(base, marks, language),
        _SCHEMA: json.dumps(schema(types, language), ensure_ascii=False, indent=1) + "\n",
    }


def _blueprint(name: str, base: ResolvedTree, code: str, language: Language) -> str:
    layer = base.newest
    version = Version(layer.version)
    limits = f">={version.major}.{version.minor},<{version.major + 1}.0"
    languages = ", ".join(layer.languages)
    titles = {"es": "Registro de Protección Consular", "en": "Consular Protection Registry"}
    words = {each: titles.get(each, titles[language]) for each in layer.languages}
    title = ", ".join(f'{each}: "{text}"' for each, text in words.items())
    key = propose(name) or "pais"
    hints = {
        "country": _say(language, "código ISO de tres letras", "three-letter ISO code"),
        "languages": _say(language, "el primero es el principal", "the first is the main one"),
        "zone": _say(language, "cada oficina tiene además la suya", "every office has its own besides"),
        "theme": _say(language, "institución y colores", "institution and colours"),
    }
    return f"""# yaml-language-server: $schema={_SCHEMA}
blueprint: {key}
version: 1.0.0
title: {{{title}}}
extends: "{layer.name} {limits}"
country: {code}   # {hints["country"]}
languages: [{languages}]   # {hints["languages"]}
time_zone: {_zone(code)}   # {hints["zone"]}

# {hints["theme"]}
# theme:
#   organisation: {{es: "Ministerio de Relaciones Exteriores", en: "Ministry of Foreign Affairs"}}
#   variables: {{govuk-brand-colour: "#1d4f91"}}
"""


def _offices(code: str, language: Language) -> str:
    note = _say(
        language,
        "Las oficinas del modelo base no son de este país: null las quita. Escriba las suyas, o use {file: offices.csv}.",
        "The base's offices are not this country's: null removes them. Write your own, or use {file: offices.csv}.",
    )
    central = _say(language, "Oficina central", "Central office")
    return f"""# yaml-language-server: $schema={_SCHEMA}
# {note}
offices:
  file: null
  central:
    kind: oficina_central
    name: "{central}"
    country: {code}
    city: "…"
    time_zone: {_zone(code)}
    prefix: CEN
"""


def _person(language: Language) -> str:
    note = _say(
        language,
        "Ejemplos: quite el signo # para usarlos. null quita lo heredado; after: coloca un campo después de otro.",
        "Examples: take off the # to use them. null removes what is inherited; after: places a field after another.",
    )
    return f"""# yaml-language-server: $schema={_SCHEMA}
# {note}
# person:
#   sections:
#     identidad:
#       fields:
#         curp: null
#         cui:
#           type: national_id
#           scheme: gt_cui
#           label: {{es: "CUI", en: "CUI"}}
#           unknown: [se_desconoce, no_aplica]
#           privacy: personal
#           purpose: "…"
#           after: nombre
"""


def _matrix(base: ResolvedTree, marks: tuple[Address, ...], language: Language) -> str:
    title = _say(language, "Matriz de brechas", "Gap matrix")
    intro = _say(
        language,
        f"Lo que {base.newest.name} marca como propio de su país. Reemplácelo, quítelo con null, o escriba "
        "national: false si también vale aquí; acompana check lista lo que falta.",
        f"What {base.newest.name} marks as its own country's. Replace it, remove it with null, or write "
        "national: false if it holds here too; acompana check lists what is left.",
    )
    head = _say(language, "| elemento | dónde está | decisión |", "| element | where it is | decision |")
    rows = (f"| `{address_text(mark)}` | {base.nearest_span(mark, key=True)} | |" for mark in marks)
    return "\n".join((f"# {title}", "", intro, "", head, "|---|---|---|", *rows, ""))


def _gaps(language: Language) -> str:
    return _say(language, "brechas.md", "gaps.md")


def _country(name: str) -> str:
    """The code of a country a folder is named after; a mark that the check refuses where there is none."""
    try:
        return str(pycountry.countries.lookup(re.sub(r"[_-]+", " ", name)).alpha_3)
    except LookupError:
        return _NOWHERE


def _zone(code: str) -> str:
    """A time zone of a country, the first of several."""
    country = pycountry.countries.get(alpha_3=code)
    if country is None:
        return _UTC
    territories = get_global("zone_territories")
    own = sorted(zone for zone, territory in territories.items() if territory == country.alpha_2)
    return next((zone for zone in own if zone.count("/") == 1), _UTC)


def _say(language: Language, es: str, en: str) -> str:
    return es if language == "es" else en
