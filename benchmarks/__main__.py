"""`make bench`: builds, fills, measures, prints one table and writes it as JSON."""

from __future__ import annotations

import datetime
import json
import platform
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, cast

import typer
from rich.table import Table

from benchmarks import ground
from benchmarks.ground import CONSOLE, Database
from benchmarks.measuring import Line, Pace, measure
from benchmarks.profiling import profile as run_profile

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
_FULL = Pace(rounds=3, seconds=3)
_SHORT = Pace(rounds=2, seconds=1)


@app.command()
def main(
    cases: Annotated[
        int | None, typer.Option(help="how many cases the databases hold; 100,000 unless it is quick")
    ] = None,
    database: Annotated[str, typer.Option(help="sqlite, postgresql or both")] = "both",
    quick: Annotated[bool, typer.Option("--quick", help="short rounds, with 10,000 cases")] = False,
    profile: Annotated[
        str | None,
        typer.Option(
            help="print where the time of an operation goes: desk, list, search, 'case page', create"
        ),
    ] = None,
    cache: Annotated[Path, typer.Option(help="where filled databases are kept")] = Path(".bench"),
    result: Annotated[Path | None, typer.Option(help="where to write the numbers as JSON")] = None,
) -> None:
    """Measure the instance beside its floor."""
    size = cases or (10_000 if quick else 100_000)
    kinds: list[str] = ["sqlite", "postgresql"] if database == "both" else [database]
    measured: dict[str, list[Line]] = {}
    for kind in kinds:
        with ground.prepare(cast("Database", kind), size, cache.resolve()) as found:
            if profile is not None:
                run_profile(found, profile)
                continue
            with CONSOLE.status(kind) as status:
                measured[kind] = measure(found, _SHORT if quick else _FULL, status.update)
        _print(kind, size, measured[kind])
    if measured:
        path = result or cache / f"result-{datetime.datetime.now(datetime.UTC):%Y%m%d-%H%M%S}.json"
        _write(path, size, measured)
        CONSOLE.print(f"JSON: {path}", markup=False)


def _print(kind: str, cases: int, lines: list[Line]) -> None:
    table = Table(title=f"{kind}, {cases:,} cases, 2 workers")
    for heading in (
        "operation",
        "ours",
        "floor",
        "unit",
        "ours/floor",
        "target",
        "met",
        "p50",
        "p95",
        "p99 ms",
    ):
        table.add_column(heading, justify="left" if heading == "operation" else "right")
    for line in lines:
        waits = cast("dict[str, float]", line.detail.get("ours", {}))
        table.add_row(
            line.operation,
            _number(line.ours),
            "" if line.floor is None else _number(line.floor),
            line.unit,
            "" if line.ratio is None else f"{line.ratio:.2f}",
            line.target,
            {True: "[green]yes[/green]", False: "[red]no[/red]", None: ""}[line.is_met],
            *(f"{waits[name]:.1f}" if name in waits else "" for name in ("p50", "p95", "p99")),
        )
    CONSOLE.print(table)


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.2f}"


def _write(path: Path, cases: int, measured: dict[str, list[Line]]) -> None:
    data = {
        "cases": cases,
        "python": platform.python_version(),
        "machine": platform.platform(),
        "databases": {kind: [asdict(line) for line in lines] for kind, lines in measured.items()},
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    app()
