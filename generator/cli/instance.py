"""What the commands about an instance share: their arguments and words. Must not run a stage."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.diagnostics.catalog import Language

Directory = Annotated[Path, typer.Argument(help="Carpeta de la instancia / the instance's folder")]
Consent = Annotated[
    list[str] | None,
    typer.Option(
        "--consent", metavar="ADDRESS", help="Consiente perder estos datos / agree to lose these data"
    ),
]
Saved = Annotated[
    Path | None,
    typer.Option("--plan", help="Plan revisado que debe construirse / a reviewed plan that must be built"),
]

_WORDS = {
    "es": {
        "built": "Construido en {root}: {written} archivos escritos, {removed} quitados.",
        "same": "Nada que escribir: {root} ya es lo que dice el modelo.",
        "revision": "Última revisión de las tablas: {revision}",
        "next": "Sigue: acompana migrate {root}",
        "saved": "Plan guardado en {path}",
        "uncounted": "La base de datos no responde; el plan va sin cuentas: {url}",
    },
    "en": {
        "built": "Built in {root}: {written} files written, {removed} removed.",
        "same": "Nothing to write: {root} is what the blueprint says.",
        "revision": "Newest revision of the tables: {revision}",
        "next": "Next: acompana migrate {root}",
        "saved": "Plan saved in {path}",
        "uncounted": "The database does not answer; the plan goes without counts: {url}",
    },
}


def say(language: Language, key: str, **arguments: object) -> str:
    """Return a sentence of these commands."""
    return _WORDS[language][key].format(**arguments)
