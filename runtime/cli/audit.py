"""``audit``: the log is whole, or what is wrong with it and where. Must not change the log; it may anchor it."""

from __future__ import annotations

import dataclasses
import datetime
import json
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from sqlalchemy import select

from runtime.audit import anchor, ledger, verifying
from runtime.audit.entries import Log
from runtime.audit.findings import Finding
from runtime.audit.verifying import Verdict
from runtime.cli.faults import REFUSED, CommandRefused
from runtime.cli.options import CONSOLE, Folder, open_instance, words
from runtime.i18n.messages import Message
from runtime.instance import Instance
from runtime.storage.session import Store

_SHOWN = 50
_KEY = 64


def audit(
    folder: Folder,
    anchor_now: Annotated[
        bool,
        typer.Option("--anchor", help="Firma ahora el estado de la bitácora / sign the state of the log now"),
    ] = False,
    public_key: Annotated[
        bool,
        typer.Option(
            "--public-key",
            help="Muestra la llave pública con que se verifican las firmas / show the public key of signatures",
        ),
    ] = False,
    key: Annotated[
        str,
        typer.Option(
            help="Llave pública que se anotó antes; si falta, la de este llavero / public key noted before; "
            "this ring's if absent"
        ),
    ] = "",
    anchors: Annotated[
        Path | None,
        typer.Option(
            exists=True,
            dir_okay=False,
            help="Copia de anchors.jsonl guardada en otra parte / copy of anchors.jsonl kept elsewhere",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Resultado en JSON / result as JSON")] = False,
) -> None:
    """Revisa que la bitácora esté íntegra / check that the log is whole."""
    say = words()
    with open_instance(folder) as (instance, store):
        own = anchor.public_key(instance.model.cipher)
        if public_key:
            print(own)
            return
        if anchor_now:
            _anchor(instance, store, say, is_quiet=as_json)
            return
        if key and not _is_key(key):
            raise CommandRefused(say("audit.bad_key"))
        file = anchors or instance.settings.data / ledger.NAME
        begun = time.monotonic()
        verdict = _verify(instance, store, key.lower() or own, file, say)
        seconds = time.monotonic() - begun
        folios = _folios(instance, store, verdict.findings)
    if as_json:
        print(_as_json(verdict, folios, seconds))
    else:
        _tell(verdict, folios, seconds, say)
    if not verdict.is_whole:
        raise typer.Exit(REFUSED)


def _anchor(instance: Instance, store: Store, say: Message, *, is_quiet: bool) -> None:
    now = datetime.datetime.now(datetime.UTC)
    anchor.unmark(store, instance.model)
    made = anchor.drop(store, instance.model, now)
    path = instance.settings.data / ledger.NAME
    kept = ledger.keep(store, instance.model, path)
    if is_quiet:
        print(json.dumps({"anchors": made, "kept": kept, "file": str(path)}))
    else:
        CONSOLE.print(say("audit.anchored" if made else "audit.nothing_to_anchor", count=made), markup=False)
        CONSOLE.print(say("audit.keep_elsewhere", path=path), markup=False)


def _is_key(text: str) -> bool:
    try:
        return len(bytes.fromhex(text)) * 2 == _KEY
    except ValueError:
        return False


def _verify(instance: Instance, store: Store, key: str, file: Path, say: Message) -> Verdict:
    with store.reading() as connection:
        total = Log(connection).count()
    columns = (TextColumn(say("audit.checking")), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=CONSOLE, transient=True, disable=not CONSOLE.is_terminal) as progress:
        task = progress.add_task("", total=total)
        advance: Callable[[int], None] = lambda count: progress.advance(task, count)  # noqa: E731 - bound to the task
        return verifying.verify(store, instance.model, key, file, advance)


def _folios(instance: Instance, store: Store, findings: Sequence[Finding]) -> dict[str, str]:
    """Return the folios of the cases that findings are of, by what the finding calls them."""
    ids = {uuid.UUID(one.chain): one.record for one in findings[:_SHOWN] if one.record.startswith("case ")}
    cases = instance.model.table("cases")
    with store.reading() as connection:
        rows = connection.execute(select(cases.c.id, cases.c.folio).where(cases.c.id.in_(ids)))
        return {ids[row.id]: row.folio for row in rows}


def _as_json(verdict: Verdict, folios: Mapping[str, str], seconds: float) -> str:
    told = dataclasses.asdict(verdict)
    told["whole"] = verdict.is_whole
    told["seconds"] = round(seconds, 2)
    told["findings"] = [
        {**{name: value for name, value in dataclasses.asdict(one).items() if value not in ("", None)}}
        | ({"folio": folios[one.record]} if one.record in folios else {})
        for one in verdict.findings
    ]
    return json.dumps(told, ensure_ascii=False, indent=1)


def _tell(verdict: Verdict, folios: Mapping[str, str], seconds: float, say: Message) -> None:
    for one in verdict.findings[:_SHOWN]:
        CONSOLE.print("[red]✗[/red] ", end="")
        CONSOLE.print(_in_words(one, folios, say), markup=False)
    more = len(verdict.findings) - _SHOWN
    if more > 0:
        CONSOLE.print(say("audit.more", count=more))
    looked = say(
        "audit.looked",
        entries=verdict.entries,
        chains=verdict.chains,
        anchors=verdict.anchors,
        seconds=round(seconds, 1),
    )
    if verdict.is_whole:
        CONSOLE.print(f"[green]✓[/green] {say('audit.whole')} {looked}")
        if verdict.unanchored:
            CONSOLE.print(say("audit.unanchored", count=verdict.unanchored))
    else:
        CONSOLE.print(f"{say('audit.not_whole', count=len(verdict.findings))} {looked}")


def _in_words(one: Finding, folios: Mapping[str, str], say: Message) -> str:
    kind, _, record_id = one.record.partition(" ")
    known = {"case": "audit.of_case", "person": "audit.of_person", "account": "audit.of_account"}.get(kind)
    record = one.record or one.chain
    if known:
        record = say(known, id=folios.get(one.record, record_id))
    several = one.until is not None and one.until != one.seq and one.kind != "swapped"
    name = f"audit.{one.kind}_several" if several else f"audit.{one.kind}"
    told = say(
        name,
        record=record,
        seq=one.seq,
        until=one.until,
        event=one.event,
        anchor=one.anchor,
    )
    return f"{told} ({one.verb}, {one.at[:19]} UTC, {one.event})" if one.event else told
