"""`acompana schema`: the JSON Schema of the language, for editors."""

from __future__ import annotations

import json

from generator.blueprint.jsonschema import schema as build
from generator.cli.options import Speaking, Tongue
from runtime.fields.registry import TYPES


def schema(language: Speaking = Tongue.SPANISH) -> None:
    """Escribe el esquema JSON del lenguaje, para editores / print the JSON Schema of the language."""
    types = {name: kind.options for name, kind in TYPES.items()}
    print(json.dumps(build(types, language.language), ensure_ascii=False, indent=2))
