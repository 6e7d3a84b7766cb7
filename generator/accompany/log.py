"""The log of an accompaniment as chapters of a paper: phases, people, agreements, questions, requirements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.accompany.paper import Cell, Chapter, Code, Mark, Table, Tone
from generator.accompany.words import Say
from generator.blueprint import Label
from generator.blueprint.accompaniment import PHASES, Accompaniment

_STAGES: Mapping[str, Tone] = {"active": "changed", "done": "added", "skipped": "removed"}


@dataclass(frozen=True)
class Log:
    """An accompaniment with the language it is told in; ``main`` is the language of texts without one."""

    written: Accompaniment
    say: Say
    language: str
    main: str

    def text(self, label: Label) -> str:
        """A text in the language, else in the main one."""
        whole = {(language or self.main): words for language, words in label.items()}
        return whole.get(self.language) or whole.get(self.main) or next(iter(whole.values()), "")

    def person(self, key: str | None) -> str:
        """Somebody's function."""
        known = self.written.people.get(key or "")
        return self.text(known.function) if known else key or ""

    def people(self, keys: Iterable[str]) -> str:
        """Several people's functions."""
        return ", ".join(map(self.person, keys))


def chapters(log: Log) -> Iterator[Chapter]:
    """The log, a table for each kind of entry there is."""
    tables = (_phases(log), _people(log), _agreements(log), _questions(log), requirements(log))
    yield Chapter("log", log.say("log.chapter"), tuple(table for table in tables if table.rows))


def requirements(log: Log) -> Table:
    """The matrix of requirements."""
    rows = tuple(
        (
            Code(key),
            log.text(one.need),
            Code(", ".join(one.about)),
            one.source,
            log.say(f"priority.{one.priority}"),
            log.person(one.requested_by),
            log.person(one.accepted_by),
            one.accepted or "",
        )
        for key, one in log.written.requirements.items()
    )
    headings = (
        *("entity.id", "log.need", "log.about", "entity.source", "log.priority", "log.requested"),
        *("log.accepted_by", "log.date"),
    )
    return _table(log, "log.requirements", headings, rows, (3, 7, 6, 3, 3, 4, 4, 2))


def _phases(log: Log) -> Table:
    known = log.written.phases
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            f"{number} · {log.say(f'phase.{number}')}",
            _stage(log, known[number].state) if number in known else log.say("stage.pending"),
            (known[number].since or "") if number in known else "",
            (known[number].until or "") if number in known else "",
            log.person(known[number].lead) if number in known else "",
            ", ".join(known[number].artefacts) if number in known else "",
            log.text(known[number].note) if number in known else "",
        )
        for number in (PHASES if known else ())
    )
    headings = tuple(f"log.{key}" for key in ("phase", "state", "from", "until", "lead", "artefacts", "note"))
    return _table(log, "log.phases", headings, rows, (4, 2, 2, 2, 4, 6, 6))


def _stage(log: Log, state: str) -> Cell:
    words, tone = log.say(f"stage.{state}"), _STAGES.get(state)
    return Mark(words, tone) if tone else words


def _people(log: Log) -> Table:
    rows = tuple(
        (log.text(one.function), one.body, log.say(f"side.{one.side}")) for one in log.written.people.values()
    )
    return _table(log, "log.people", ("log.function", "log.body", "log.side"), rows, (5, 5, 2))


def _agreements(log: Log) -> Table:
    rows = tuple(
        (
            log.text(one.subject),
            one.agreed,
            log.say(f"phase.{one.phase}") if one.phase else "",
            log.people(one.between),
            one.document,
        )
        for one in log.written.agreements.values()
    )
    headings = ("log.subject", "log.date", "log.phase", "log.between", "log.document")
    return _table(log, "log.agreements", headings, rows, (7, 2, 3, 5, 4))


def _questions(log: Log) -> Table:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            Code(", ".join(one.about)),
            log.text(one.question),
            _by(one.asked, log.person(one.by)),
            log.text(one.answer) if one.answer else Mark(log.say("log.unanswered"), "open"),
            _by(one.answered or "", log.person(one.answered_by)),
        )
        for one in log.written.questions.values()
    )
    headings = ("log.about", "log.question", "log.asked", "log.answer", "log.answered")
    return _table(log, "log.questions", headings, rows, (5, 6, 4, 7, 4))


def _by(date: str, who: str) -> str:
    return ", ".join(part for part in (date, who) if part)


def _table(
    log: Log,
    title: str,
    headings: tuple[str, ...],
    rows: tuple[tuple[Cell, ...], ...],
    widths: tuple[int, ...],
) -> Table:
    caption = log.say(title)
    return Table(caption, tuple(map(log.say, headings)), rows, widths, caption)
