"""The commands of an instance, and the one border where their bugs end. Every command takes the folder first.

``python -m runtime DIR COMMAND …`` is the same as ``COMMAND DIR …``.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import typer

from runtime.cli.access import access
from runtime.cli.audit import audit
from runtime.cli.backup import backup
from runtime.cli.export import export
from runtime.cli.faults import BUG, KNOWN, REFUSED, say_bug, say_refusal
from runtime.cli.indicators import indicators
from runtime.cli.keys import keys
from runtime.cli.migrate import migrate
from runtime.cli.openapi import openapi
from runtime.cli.practice import practice
from runtime.cli.regional import regional
from runtime.cli.restore import restore
from runtime.cli.retention import retention
from runtime.cli.serve import serve
from runtime.cli.tokens import token
from runtime.cli.user import user
from runtime.cli.verify import verify

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Un registro construido por Acompaña / a registry built by Acompaña: python -m runtime DIR COMMAND",
)
for command in (
    serve,
    migrate,
    access,
    export,
    backup,
    restore,
    verify,
    audit,
    retention,
    practice,
    indicators,
    regional,
    openapi,
):
    app.command()(command)
app.add_typer(user, name="user")
app.add_typer(token, name="token")
app.add_typer(keys, name="keys")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command: 0 when it did what was asked, 1 when it refused and said why, 70 for a bug."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        app(_command_first(given), prog_name="python -m runtime")
    except KNOWN as refusal:
        say_refusal(refusal)
        sys.exit(REFUSED)
    except Exception as error:
        if os.environ.get("ACOMPANA_TRACE"):
            raise
        say_bug(error)
        sys.exit(BUG)


def _command_first(given: list[str]) -> list[str]:
    if len(given) > 1 and not given[0].startswith("-") and Path(given[0]).is_dir():
        folder, command, *rest = given
        return [command] if command.startswith("-") else [command, folder, *rest]
    return given
