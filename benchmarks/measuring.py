"""The measurements: rates and waits in interleaved rounds, exports with their memory, cold start, idle memory. Must not print."""

from __future__ import annotations

import secrets
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks import load, memory, servers
from benchmarks.floor import COOKIE, Who, sign
from benchmarks.ground import Ground
from benchmarks.operations import Operation, operations
from benchmarks.samples import ANALYST, OFFICER, draw
from benchmarks.servers import HOST, Server
from benchmarks.shells import capture
from benchmarks.visitor import Visitor

CLIENTS = (1, 8, 32)
MEGABYTE = 1_000_000
EXPORT_PATH = "/exports/casos_seguimiento"
Tell = Callable[[str], object]


@dataclass(frozen=True)
class Pace:
    """How long is measured: so many rounds, each server so many seconds in each."""

    rounds: int
    seconds: float


@dataclass(frozen=True)
class Waits:
    """How a server answered: requests a second, and milliseconds of the middle, the slow and the slowest answers."""

    rate: float
    p50: float
    p95: float
    p99: float
    failures: int
    bytes: int
    """The mean size of an answer with its headers."""


@dataclass(frozen=True)
class Line:
    """One line of the table. ``ratio`` is ours as a part of the floor, or ours as a part of the limit."""

    operation: str
    unit: str
    ours: float
    floor: float | None
    ratio: float | None
    target: str
    is_met: bool | None
    detail: dict[str, object]


def measure(ground: Ground, pace: Pace, tell: Tell) -> list[Line]:
    """Measure everything on one database."""
    secret = secrets.token_hex(16)
    samples = draw(ground)
    with servers.ours(ground) as ours:
        visitor = Visitor(ours.port, {})
        visitor.sign_in(OFFICER)
        shells = capture(visitor, samples, ground.data)
    lines = _starts(ground, secret, shells, tell)
    with servers.ours(ground) as ours, servers.floor(ground, secret, shells) as floor:
        officer = Visitor(ours.port, {})
        officer.sign_in(OFFICER)
        officer.get(f"/cases/new/detencion_migratoria?person={samples.people[0]}")
        for operation in operations(samples, officer.cookie, officer.token, secret):
            lines += _operation(operation, ours, floor, pace, tell)
    # A server that has done nothing else, so that the memory is the export's own.
    with servers.ours(ground) as ours, servers.floor(ground, secret, shells) as floor:
        analyst = Visitor(ours.port, {})
        analyst.sign_in(ANALYST)
        bare = Visitor(
            floor.port, {COOKIE: sign(Who(samples.account_id, samples.office_id, samples.name), secret)}
        )
        lines += _exports(ground, (ours, analyst), (floor, bare), tell)
    return lines


def _starts(ground: Ground, secret: str, shells: Path, tell: Tell) -> list[Line]:
    """Start each server a few times; weigh ours when it rests."""
    tell("cold start")
    ours, floor, rests = [], [], []
    for _ in range(3):
        with servers.ours(ground) as server:
            ours.append(server.started_in)
            time.sleep(1)
            rests.append(memory.together(server) / MEGABYTE)
        with servers.floor(ground, secret, shells) as server:
            floor.append(server.started_in)
    start, rest = statistics.median(ours), statistics.median(rests)
    return [
        _limited("cold start, 2 workers", "s", start, statistics.median(floor), 1.5),
        _limited("idle memory, all processes", "MB", rest, None, 150),
    ]


def _operation(operation: Operation, ours: Server, floor: Server, pace: Pace, tell: Tell) -> list[Line]:
    lines = []
    for clients in CLIENTS:
        tell(f"{operation.name}, {clients} {'client' if clients == 1 else 'clients'}")
        seen: dict[str, list[load.Result]] = {"ours": [], "floor": []}
        for number in range(pace.rounds + 1):
            # Whoever goes first in a round goes second in the next.
            order = (ours, floor) if number % 2 else (floor, ours)
            for server in order:
                requests = operation.ours if server is ours else operation.floor
                seconds = pace.seconds if number else min(1.0, pace.seconds)
                result = load.run(HOST, server.port, requests, operation.expected, clients, seconds)
                if number:
                    seen[server.name].append(result)
        mine, low = _waits(seen["ours"]), _waits(seen["floor"])
        # A refused request is no request: a rate of refusals would look like one of answers.
        for name, waits in (("the instance", mine), ("the floor", low)):
            if waits.failures:
                raise SystemExit(f"{operation.name}: {name} failed {waits.failures} times")
        ratio = mine.rate / low.rate
        lines.append(
            Line(
                f"{operation.name}, {clients} {'client' if clients == 1 else 'clients'}",
                "req/s",
                mine.rate,
                low.rate,
                ratio,
                f"≥ {operation.target}",
                ratio >= operation.target and not mine.failures,
                {"ours": asdict(mine), "floor": asdict(low)},
            )
        )
        if operation.name == "search" and clients == 1:
            lines += [
                _limited("search, 1 client, p50", "ms", mine.p50, low.p50, 35),
                _limited("search, 1 client, p95", "ms", mine.p95, low.p95, 120),
            ]
    return lines


def _waits(results: Sequence[load.Result]) -> Waits:
    rates = [len(result.latencies) / result.seconds for result in results]
    waits = sorted(1000 * wait for result in results for wait in result.latencies)

    def part(share: float) -> float:
        return waits[min(len(waits) - 1, int(len(waits) * share))]

    failures = sum(result.failures for result in results)
    size = sum(result.received for result in results) // len(waits)
    return Waits(statistics.median(rates), part(0.5), part(0.95), part(0.99), failures, size)


def _exports(
    ground: Ground, ours: tuple[Server, Visitor], floor: tuple[Server, Visitor], tell: Tell
) -> list[Line]:
    tell("CSV export")
    low = max(_export(floor, ".csv", ground.cases)[0] for _ in range(2))
    runs = [_export(ours, ".csv", ground.cases) for _ in range(2)]
    rate = max(run[0] for run in runs)
    lines = [
        Line("CSV export", "rows/s", rate, low, rate / low, "≥ 0.5", rate / low >= 0.5, {}),
        _limited("CSV export, peak memory of a worker", "MB", max(run[1] for run in runs), None, 120),
    ]
    tell("XLSX export")
    rate, peak = _export(ours, ".xlsx", ground.cases)
    lines.append(Line("XLSX export", "rows/s", rate, None, None, "≥ 15000", rate >= 15_000, {}))
    lines.append(_limited("XLSX export, peak memory of a worker", "MB", peak, None, 120))
    return lines


def _export(side: tuple[Server, Visitor], ending: str, cases: int) -> tuple[float, float]:
    """Return rows a second and the most memory one of the server's processes held, in megabytes."""
    server, visitor = side
    begun = time.perf_counter()
    with memory.watched(server) as peak:
        size = _drain(visitor.stream(EXPORT_PATH + ending))
    seconds = time.perf_counter() - begun
    if size < cases * 10:
        raise SystemExit(f"the export of {cases} cases is only {size} bytes long")
    return cases / seconds, peak.bytes / MEGABYTE


def _drain(pieces: Iterable[bytes]) -> int:
    return sum(len(piece) for piece in pieces)


def _limited(operation: str, unit: str, ours: float, floor: float | None, limit: float) -> Line:
    return Line(
        operation, unit, ours, floor, ours / floor if floor else None, f"≤ {limit:g}", ours <= limit, {}
    )
