"""The command line: one module per command, exit codes, and the one border where bugs are caught."""

from __future__ import annotations

import os
import sys

import typer

from generator.cli.build import build
from generator.cli.check import check
from generator.cli.compare import compare
from generator.cli.demo import demo
from generator.cli.dictionary import dictionary
from generator.cli.explain import explain
from generator.cli.new import new
from generator.cli.plan import plan
from generator.cli.schema import schema
from generator.cli.test import run_scenarios
from runtime.cli import app as instance_app
from runtime.cli.faults import KNOWN, REFUSED, say_refusal

BUG = 70
"""The exit code of a fault that is ours, not the author's."""

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Acompaña: de un modelo escrito en YAML a un registro en marcha.",
)
app.command()(new)
app.command()(check)
app.command("test")(run_scenarios)
app.command()(explain)
app.command()(schema)
app.command()(plan)
app.command()(build)
app.command()(demo)
app.command()(dictionary)
app.command()(compare)
# The instance's own commands, so that one name is enough on a machine that has both.
app.registered_commands += instance_app.registered_commands
app.registered_groups += instance_app.registered_groups


def main() -> None:
    """Run the command line. Whatever is not the author's doing is a bug, and is said to be one."""
    try:
        app()
    except KNOWN as refusal:
        say_refusal(refusal)
        sys.exit(REFUSED)
    except Exception as error:
        if os.environ.get("ACOMPANA_TRACE"):
            raise
        _say_bug(error)
        sys.exit(BUG)


def _say_bug(error: Exception) -> None:
    print(
        f"Esto es un error del programa, no de su modelo / this is a bug ({type(error).__name__}).\n"
        "Repita con ACOMPANA_TRACE=1 para ver los detalles y adjúntelos, con el modelo y sin datos, al informarlo.\n"
        "Repeat with ACOMPANA_TRACE=1 for the details; attach them, with the blueprint and without data, to a report.",
        file=sys.stderr,
    )
