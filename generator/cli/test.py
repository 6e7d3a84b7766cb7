"""`acompana test`: the scenarios of a blueprint, played on an instance that is built for them and thrown away."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from generator.cli.blame import findings
from generator.cli.options import Folder, Form, Library, Printing, Speaking, Tongue, show
from generator.compile.scenarios import scenarios as scripts
from generator.diagnostics import Diagnostic, nearest
from generator.diagnostics.catalog import Language
from generator.diagnostics.render import print_human, to_json, to_lines
from generator.pipeline import build_scratch, check_layers
from generator.validate.context import Context
from runtime.cli.scenarios import Outcome, play_in

_WORDS = {
    "es": {
        "kept": "{count} de {all} pruebas se cumplen.",
        "none": "El modelo no tiene pruebas: escríbalas en scenarios.",
        "unknown": 'No hay una prueba "{name}".',
        "meant": '¿quiso decir "{name}"?',
    },
    "en": {
        "kept": "{count} of {all} scenarios come true.",
        "none": "The blueprint has no scenarios: write them in scenarios.",
        "unknown": 'There is no scenario "{name}".',
        "meant": 'did you mean "{name}"?',
    },
}

Only = Annotated[
    list[str] | None,
    typer.Option("--only", metavar="ID", help="Solo estas pruebas / these scenarios alone"),
]


def run_scenarios(
    blueprint: Folder,
    only: Only = None,
    form: Printing = Form.HUMAN,
    language: Speaking = Tongue.SPANISH,
    library: Library = None,
) -> None:
    """Corre las pruebas del modelo / run the blueprint's scenarios."""
    tongue = language.language
    checked = check_layers(blueprint, tuple(library or ()))
    context = checked.outcome.value
    if context is None:
        show(checked.outcome.diagnostics, checked.texts, form, tongue)
        raise typer.Exit(1)
    _refuse_unknown(context, only or (), tongue)
    outcomes = play(context, only or (), tongue)
    found = findings(context, outcomes)
    if form is Form.HUMAN:
        _print(outcomes, tongue)
        if found:
            print_human(Console(), found, checked.texts, tongue)
    elif form is Form.LINE:
        print(to_lines(found, tongue), end="")
    else:
        print(_json(outcomes, found, tongue))
    raise typer.Exit(1 if found else 0)


def play(context: Context, only: Sequence[str], language: Language) -> tuple[Outcome, ...]:
    """Build a scratch instance of a checked blueprint and play its scenarios, or only some of them."""
    wanted = tuple(script for script in scripts(context) if not only or script.id in only)
    if not wanted:
        return ()
    with TemporaryDirectory(prefix="acompana-test-") as folder:
        root = Path(folder) / "instance"
        build_scratch(context, root)
        return play_in(root, wanted, language)


def _refuse_unknown(context: Context, only: Sequence[str], language: Language) -> None:
    words = _WORDS[language]
    for name in only:
        if name not in context.blueprint.scenarios:
            meant = nearest(name, context.blueprint.scenarios)
            said = words["unknown"].format(name=name)
            typer.echo(f"{said} {words['meant'].format(name=meant)}" if meant else said, err=True)
            raise typer.Exit(1)


def _print(outcomes: Sequence[Outcome], language: Language) -> None:
    words, page = _WORDS[language], Text()
    for outcome in outcomes:
        mark, style = ("✓", "bold green") if outcome.is_kept else ("✗", "bold red")
        page.append(f"{mark} ", style).append(outcome.label).append(f"  {outcome.scenario}\n", "dim")
    kept = sum(outcome.is_kept for outcome in outcomes)
    page.append(words["kept"].format(count=kept, all=len(outcomes)) if outcomes else words["none"])
    Console().print(page, soft_wrap=True, highlight=False)


def _json(outcomes: Sequence[Outcome], found: tuple[Diagnostic, ...], language: Language) -> str:
    document = json.loads(to_json(found, language))
    played = [
        {"id": outcome.scenario, "label": outcome.label, "kept": outcome.is_kept} for outcome in outcomes
    ]
    return json.dumps({"scenarios": played, **document}, ensure_ascii=False, indent=2)
