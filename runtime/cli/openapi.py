"""``openapi``: the document of the API, for one role or for all of them together. Must not ask the database."""

from __future__ import annotations

import json
import uuid
from typing import Annotated

import typer

from runtime.access.actor import Actor
from runtime.api import document
from runtime.api.document import Reader
from runtime.api.operations import OPERATIONS
from runtime.auth.tokens import SCOPES
from runtime.cli.faults import CommandRefused
from runtime.cli.options import Folder, language_of_environment, words
from runtime.instance import load
from runtime.settings import Settings


def openapi(
    folder: Folder,
    role: Annotated[
        str, typer.Option(help="Lo que puede una función; sin ella, todas / what one role may do; else all")
    ] = "",
    scope: Annotated[
        list[str] | None,
        typer.Option(help="Alcance de la clave; todos si no se dice / scope; all unless said"),
    ] = None,
) -> None:
    """Escribe el documento OpenAPI de la API / write the OpenAPI document of the API."""
    instance = load(folder, Settings.from_environment(folder))
    registry = instance.registry
    roles = tuple(one.id for one in registry.roles if role in ("", one.id))
    if not roles:
        known = ", ".join(one.id for one in registry.roles)
        raise CommandRefused(words()("cli.no_role", name=role, known=known))
    office = registry.offices[0].id
    nobody = Actor(
        account_id=uuid.UUID(int=0),
        login="",
        name="",
        roles=roles,
        office_id=office,
        offices_below=frozenset([office]),
        language=registry.languages[0],
        zone=registry.time_zone,
        is_system=True,
    )
    language = language_of_environment()
    reader = Reader(instance.model, nobody, scope or SCOPES, language)
    typer.echo(json.dumps(document.build(OPERATIONS, reader), ensure_ascii=False, indent=1))
