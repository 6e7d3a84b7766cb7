"""How a visitor learns of a case, channel by channel: each look tells which of the planted cases came out. Must not judge."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from typer.testing import CliRunner

from runtime.cli import app as commands
from runtime.ir.exchange import Listing
from runtime.ir.label import text
from tests.journeys.officer import Officer
from tests.journeys.planted import Plantation, Planted
from tests.journeys.sheets import read_csv

OPEN = 200
HIDDEN = frozenset({403, 404})
REFUSED = HIDDEN | {409, 422}
"""A closed case is seen, and no longer changed."""
_MARKER = re.compile(r"Zq\d{4}qz")
_FOLIO = re.compile(r"[A-Z]{2,}-\d{4}-\d{4,}")


@dataclass(frozen=True)
class Eyes:
    """A visitor who looks for the planted cases by every channel."""

    visitor: Officer
    plantation: Plantation
    login: str
    folder: Path
    bearer: Mapping[str, str]

    def look(self, channel: str) -> frozenset[str]:
        """Return the case types whose case comes out by a channel."""
        looks: Mapping[str, Callable[[], Iterable[str]]] = {
            "page": lambda: self._each("/cases/{id}"),
            "fragment": lambda: self._each("/cases/{id}", {"hx-request": "true"}),
            "print": lambda: self._each("/cases/{id}/print"),
            "history": lambda: self._each("/cases/{id}/history"),
            "attachment": lambda: self._each("/files/{file}"),
            "person": lambda: self._each("/people/{person}"),
            "list": self._listed,
            "count": self._counted,
            "filter": self._filtered,
            "search": self._searched,
            "suggestion": self._suggested,
            "picker": self._picked,
            "notification": self._noticed,
            "export": self._exported,
            "command": self._commanded,
            "report": self._reported,
            "api": self._called,
        }
        return frozenset(looks[channel]())

    def explain(self) -> None:
        """Say why each restricted case is read, where that is asked."""
        for planted in self._all:
            self.visitor.open(f"/cases/{planted.id}")
            if self.visitor.url.partition("?")[0].endswith("/reason"):
                self.visitor.fill({"reason": "Guardia de fin de semana"}, having="reason")
                assert self.visitor.url == f"/cases/{planted.id}"

    def act(self, verb: str) -> frozenset[str]:
        """Return the case types whose case the visitor is let to do something to, as far as the form."""
        section = self.plantation.registry.by_id["case"].sections[0].id
        moves = [one.id for one in self.plantation.registry.lifecycle.transitions]
        forms = {
            "update": [f"edit/{section}"],
            "reassign": ["reassign"],
            "transition": [f"move/{one}" for one in moves],
        }
        return frozenset(
            entity_id
            for page in forms[verb]
            for entity_id in self._each("/cases/{id}/" + page, refused=REFUSED)
        )

    def markers(self, channel: str) -> frozenset[str]:
        """Return the markers of fields that come out by a channel."""
        one_by_one = {
            "page": "/cases/{id}",
            "print": "/cases/{id}/print",
            "history": "/cases/{id}/history",
            "person": "/people/{person}",
            "api": "/api/v1/cases/{id}",
        }
        if channel in one_by_one:
            headers = self.bearer if channel == "api" else {}
            paths = [one_by_one[channel].format(id=one.id, person=one.person) for one in self._all]
            said = "".join(self.visitor.get(path, headers=headers).text for path in paths)
        elif channel == "search":
            # What was typed is told back by the page: only links to people count.
            return frozenset(
                marker
                for marker in self.plantation.markers.values()
                for found in [self.visitor.get(f"/search?q={marker}").text]
                if any(str(one.person) in found for one in self._all)
            )
        else:
            said = "".join(self._taken_away(channel))
        return frozenset(_MARKER.findall(said))

    def _taken_away(self, channel: str) -> Iterable[str]:
        """Every list, export or report whole, with every column it offers."""
        registry = self.plantation.registry
        for one in registry.lists if channel != "report" else ():
            if channel == "command":
                yield self._command(one.id)
                continue
            columns = "&".join(f"columns={name}" for name in (*one.columns, *one.more_columns))
            yield self.visitor.get(f"/lists/{one.id}/export.csv?{columns}").text
        for export in registry.exports if channel in ("export", "command") else ():
            yield (
                self._command(export.id)
                if channel == "command"
                else self.visitor.get(f"/exports/{export.id}.csv").text
            )
        for report in registry.reports if channel == "report" else ():
            for name in (*report.by, *report.more_by):
                yield self.visitor.get(f"/reports/{report.id}/export.csv?rows={name}&when=y1").text

    @property
    def _all(self) -> Iterable[Planted]:
        return self.plantation.cases.values()

    @property
    def _listing(self) -> Listing:
        """A list of every case."""
        return next(one for one in self.plantation.registry.lists if one.of == "case")

    def _each(
        self, address: str, headers: Mapping[str, str] | None = None, refused: frozenset[int] = HIDDEN
    ) -> Iterable[str]:
        for planted in self._all:
            path = address.format(id=planted.id, person=planted.person, file=planted.file)
            answer = self.visitor.get(path, headers=headers or {})
            assert answer.status_code in {OPEN, *refused}, f"{path}: {answer.status_code}"
            if answer.status_code == OPEN:
                yield planted.entity.id

    def _among(self, found: str) -> Iterable[str]:
        """The types whose case's folio or id stands in a text."""
        folios = set(_FOLIO.findall(found))
        for planted in self._all:
            if planted.folio in folios or str(planted.id) in found:
                yield planted.entity.id

    def _listed(self) -> Iterable[str]:
        address = f"/lists/{self._listing.id}"
        for _ in range(20):
            answer = self.visitor.open(address)
            if answer.status_code in HIDDEN:
                return
            yield from self._among(answer.text)
            following = [one["href"] for one in self.visitor.page.all("a", rel="next")]
            if not following:
                return
            address = following[0]

    def _counted(self) -> Iterable[str]:
        """By the number the list gives for each type alone: no line is looked at."""
        for planted in self._all:
            answer = self.visitor.open(f"/lists/{self._listing.id}?case_type={planted.entity.key}")
            if answer.status_code in HIDDEN:
                return
            totals = self.visitor.page.all("p", class_="acompana-total")
            counted = re.search(r"\d+", totals[0].text) if totals else None
            if counted is not None and int(counted[0]):
                yield planted.entity.id

    def _filtered(self) -> Iterable[str]:
        for planted in self._all:
            answer = self.visitor.open(f"/lists/{self._listing.id}?case_type={planted.entity.key}")
            if answer.status_code == OPEN and planted.entity.id in set(self._among(answer.text)):
                yield planted.entity.id

    def _searched(self) -> Iterable[str]:
        for planted in self._all:
            answer = self.visitor.open(f"/search?q={planted.folio}")
            if str(planted.id) in answer.text + str(answer.url):
                yield planted.entity.id

    def _suggested(self) -> Iterable[str]:
        for planted in self._all:
            answer = self.visitor.open(f"/cases/new?q={planted.surname}")
            if str(planted.person) in answer.text + str(answer.url):
                yield planted.entity.id

    def _picked(self) -> Iterable[str]:
        """Cases that can be linked to one of the visitor's own: the first that everybody of an office may see, else the second."""
        first, second = [one for one in self._all if one.entity.privacy != "restricted"][:2]
        for anchor in (first, second):
            with self.plantation.lent(self.login, anchor):
                yield from self._linked(
                    anchor, [one for one in self._all if (one is first) is (anchor is second)]
                )

    def _linked(self, anchor: Planted, others: Iterable[Planted]) -> Iterable[str]:
        address = f"/cases/{anchor.id}/links"
        for planted in others:
            if self.visitor.open(address).status_code != OPEN:
                return
            self.visitor.fill({"case": planted.folio}, action="links", having="case")
            if str(planted.id) in self.visitor.open(address).text:
                yield planted.entity.id

    def _noticed(self) -> Iterable[str]:
        return self._among(self.visitor.open("/").text)

    def _exported(self) -> Iterable[str]:
        answer = self.visitor.get(f"/lists/{self._listing.id}/export.csv")
        return self._among(answer.text) if answer.status_code == OPEN else ()

    def _commanded(self) -> Iterable[str]:
        return self._among(self._command(self._listing.id))

    def _command(self, name: str) -> str:
        """Return what the command takes out for the account."""
        target = self.folder / "command.csv"
        target.unlink(missing_ok=True)
        with mock.patch.dict(os.environ, self.plantation.environment):
            asked = [str(self.plantation.site.instance.root), name, str(target), "--as", self.login]
            CliRunner().invoke(commands, ["export", *asked])
        return target.read_text("utf-8") if target.exists() else ""

    def _called(self) -> Iterable[str]:
        """One by one, and in the list: both must tell the same."""
        listed = self.visitor.get("/api/v1/cases?limit=100", headers=self.bearer)
        assert listed.status_code in {OPEN, *HIDDEN}, listed.text
        found = set(self._each("/api/v1/cases/{id}", self.bearer))
        assert set(self._among(listed.text)) == found
        return found

    def _reported(self) -> Iterable[str]:
        language = self.plantation.registry.languages[0]
        names = {text(one.entity.label, language): one.entity.id for one in self._all}
        report = self.plantation.report
        answer = self.visitor.get(f"/reports/{report}/export.csv?rows=case_type&when=y1")
        if answer.status_code in HIDDEN:
            return
        for row in read_csv(answer.content)[1:]:
            for cell in row:
                if cell in names and any(one.isdigit() and int(one) for one in row):
                    yield names[cell]
