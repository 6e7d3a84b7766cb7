"""``keys``: the ring that seals sensitive data, and what each key still seals. Must not show a key unless asked to.

A ring in the environment cannot be changed from here: the commands say what belongs there instead.
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress
from rich.table import Table

from runtime.cli.faults import CommandRefused
from runtime.cli.options import CONSOLE, Folder, open_instance, words
from runtime.instance import Instance
from runtime.settings import Settings
from runtime.storage import history
from runtime.storage.keyring import KeyRing, change_key_file, parse, read_ring
from runtime.storage.places import Census, census
from runtime.storage.rotation import rotate as seal_again
from runtime.storage.session import Store

keys = typer.Typer(no_args_is_help=True, help="Llaves / keys: keys DIR list|add|rotate|retire|recover")

SETTLED = datetime.timedelta(minutes=1)
"""No command takes longer: after this time nothing is stored any more that an older key sealed."""
_PASSES = 3
"""What was stored with the older key while a rotation walked is found by the next walk."""

Number = Annotated[int, typer.Argument(help="Número de la llave / number of the key", min=1, max=255)]


@keys.callback()
def choose_folder(context: typer.Context, folder: Folder) -> None:
    """Llaves / keys."""
    context.obj = folder


@keys.command("list")
def list_keys(context: typer.Context) -> None:
    """Muestra las llaves y cuánto cifra cada una / show the keys and how much each one seals."""
    say = words()
    with open_instance(_folder(context)) as (instance, store):
        ring, found = _ring(instance.settings), census(instance.model, store)
    table = Table("cli.key_number", "cli.key_since", "cli.key_seals", "cli.key_where", box=None)
    for column in table.columns:
        column.header = say(str(column.header))
    for number in sorted(ring.entries.keys() | found.counts.keys()):
        entry = ring.entries.get(number)
        since = entry.since.date().isoformat() if entry is not None and entry.since else ""
        state = "*" if number == ring.newest else "" if entry is not None else say("cli.key_missing")
        table.add_row(f"{number} {state}", since, str(found.of(number)), _where(found, number))
    CONSOLE.print(table)
    CONSOLE.print(say("cli.key_newest", number=ring.newest))


@keys.command()
def add(context: typer.Context) -> None:
    """Agrega una llave nueva, que cifra desde ahora / add a new key, which seals from now on."""
    say = words()
    now = datetime.datetime.now(datetime.UTC)
    with open_instance(_folder(context)) as (instance, store):
        if instance.settings.keys:
            _say_environment(_ring(instance.settings).with_new(now))
            return
        ring = change_key_file(instance.settings.key_file, lambda ring: ring.with_new(now))
        _note(instance, store, "add_key", ring.newest)
    CONSOLE.print(say("cli.key_added", number=ring.newest, path=instance.settings.key_place), markup=False)


@keys.command()
def rotate(context: typer.Context) -> None:
    """Cifra todo de nuevo con la llave más nueva / seal everything again under the newest key."""
    say = words()
    with open_instance(_folder(context)) as (instance, store):
        newest = instance.model.cipher.newest
        found = census(instance.model, store)
        left = total = found.older(newest)
        with Progress(console=CONSOLE, transient=True) as progress:
            task = progress.add_task(say("cli.rotating"), total=total)
            for _ in range(_PASSES):
                if not left:
                    break
                seal_again(instance.model, store, lambda count: progress.advance(task, count))
                found = census(instance.model, store)
                left = found.older(newest)
        _note(instance, store, "rotate_keys", newest)
    if left:
        where = "; ".join(f"{number}: {_where(found, number)}" for number in found.counts if number != newest)
        raise CommandRefused(say("cli.keys_left", count=left, where=where))
    CONSOLE.print(say("cli.rotated", number=newest, count=total))


@keys.command()
def retire(context: typer.Context, number: Number) -> None:
    """Quita del llavero una llave que ya nada usa / take a key that nothing uses out of the ring."""
    say = words()
    with open_instance(_folder(context)) as (instance, store):
        ring = _ring(instance.settings)
        _refuse_needed(ring, number)
        used = census(instance.model, store)
        if used.of(number):
            raise CommandRefused(
                say("cli.key_used", number=number, count=used.of(number), where=_where(used, number))
            )
        if instance.settings.keys:
            _say_environment(ring.without(number))
            return
        change_key_file(instance.settings.key_file, lambda ring: ring.without(number))
        _note(instance, store, "retire_key", number)
    CONSOLE.print(say("cli.key_retired", number=number))


@keys.command()
def recover(
    context: typer.Context,
    copy: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help="Copia del llavero / copy of the ring")
    ],
) -> None:
    """Devuelve al llavero las llaves retiradas que guarda una copia / put keys back that a kept copy still has."""
    say = words()
    settings = Settings.from_environment(_folder(context))
    kept = read_ring(copy)
    ring = _ring(settings)
    is_same = all(ring.entries[number].key == kept.entries[number].key for number in _both(ring, kept))
    if not is_same or ring.lasting != kept.lasting:
        raise CommandRefused(say("cli.other_ring", path=copy))
    if settings.keys:
        _say_environment(ring.joined(kept))
        return
    ring = change_key_file(settings.key_file, lambda ring: ring.joined(kept))
    CONSOLE.print(say("cli.keys_recovered", numbers=", ".join(map(str, sorted(ring.entries)))))


def _both(one: KeyRing, other: KeyRing) -> set[int]:
    return one.entries.keys() & other.entries.keys()


def _refuse_needed(ring: KeyRing, number: int) -> None:
    say = words()
    if number not in ring.entries:
        known = ", ".join(str(one) for one in sorted(ring.entries))
        raise CommandRefused(say("cli.no_such_key", number=number, known=known))
    if number == ring.newest:
        raise CommandRefused(say("cli.key_is_newest", number=number))
    since = ring.entries[ring.newest].since
    if since is not None and datetime.datetime.now(datetime.UTC) - since < SETTLED:
        raise CommandRefused(say("cli.key_too_new", seconds=int(SETTLED.total_seconds())))


def _ring(settings: Settings) -> KeyRing:
    return parse(settings.keys, settings.key_place) if settings.keys else read_ring(settings.key_file)


def _say_environment(ring: KeyRing) -> None:
    CONSOLE.print(words()("cli.keys_elsewhere"))
    print(ring.text())


def _where(found: Census, number: int) -> str:
    counted = sorted(found.counts[number].items()) if number in found.counts else []
    return ", ".join(f"{place} {count}" for place, count in counted)


def _note(instance: Instance, store: Store, verb: str, number: int) -> None:
    """Leave in the trail that keys were changed: never the keys."""
    entry = history.Entry(verb, "key", str(number), datetime.datetime.now(datetime.UTC), None, None)
    with store.writing() as connection:
        history.record(connection, instance.model.metadata, entry)


def _folder(context: typer.Context) -> Path:
    folder: Path = context.obj
    return folder
