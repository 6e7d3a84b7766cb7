"""What entries of the log tell that is of no field, in words: accounts, factors, requests, breaches, questions asked.

Must not load anything, nor judge who may read it.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pydantic import JsonValue

from runtime.http.context import Visit
from runtime.i18n import format as write
from runtime.i18n.countries import country_name
from runtime.i18n.messages import catalogue
from runtime.ir.label import text
from runtime.search.directory import Directory
from runtime.web.frame import name_of_language
from runtime.web.questions import Questions
from runtime.web.told import term_of


@dataclass(frozen=True)
class Facts:
    """Puts names and values that are of no field into the page's language; what has no words stays as it is."""

    visit: Visit
    names: Directory
    kind: str = ""
    """What the entry is of, as it is stored: a name means one thing of an account, another of an office."""

    def label(self, name: str) -> str:
        """Return what a name is called."""
        known = catalogue()
        keys = (f"trail.told.{self.kind}.{name}", f"trail.told.{name}")
        key = next((key for key in keys if key in known), None)
        return self.visit.message(key) if key else name

    def value(self, name: str, data: JsonValue) -> str:
        """Return a value in words."""
        if data is None:
            return ""
        if name == "columns" and isinstance(data, list):
            questions = Questions(self.visit, self.names, self.kind)
            return ", ".join(questions.label(str(one)) for one in data)
        if isinstance(data, list):
            return ", ".join(self.value(name, one) for one in data)
        writer = _WRITERS.get(f"{self.kind}.{name}") or _WRITERS.get(name)
        return writer(self, str(data)) if writer else str(data)

    def office(self, data: str) -> str:
        """Return an office's name."""
        return self.names.office_name(data)

    def officer(self, data: str) -> str:
        """Return an officer's name."""
        return self.names.officer_name(uuid.UUID(data)) or data

    def day(self, data: str) -> str:
        """Return a day in words."""
        return write.date(datetime.date.fromisoformat(data), self.visit.language)

    def moment(self, data: str) -> str:
        """Return a moment in words."""
        return write.moment(datetime.datetime.fromisoformat(data), self.visit.language, self.visit.zone)

    def role(self, data: str) -> str:
        """Return a role's name."""
        found = next((one for one in self.visit.registry.roles if one.id == data), None)
        return text(found.label, self.visit.language) if found else data

    def right(self, data: str) -> str:
        """Return the kind of a request about data."""
        found = next((one for one in self.visit.registry.rights if one.id == data), None)
        return text(found.label, self.visit.language) if found else data

    def recipient(self, data: str) -> str:
        """Return who is told of breaches."""
        found = next((one for one in self.visit.registry.breaches.recipients if one.id == data), None)
        return text(found.label, self.visit.language) if found else data

    def factor(self, data: str) -> str:
        """Return second factors: several, one with the name its owner gave it, or a number of codes."""
        kind, _, name = data.partition(": ")
        if name and kind == "passkey":
            return self.visit.message("security.passkey_of", name=name)
        return ", ".join(self.said("trail.factor", one) for one in data.split(", "))

    def purposes(self, data: str) -> str:
        """Return what consent was given for."""
        known = {
            one.id: text(one.label, self.visit.language)
            for notice in self.visit.registry.notices
            for one in notice.purposes
        }
        return ", ".join(known.get(one, one) for one in data.split(", "))

    def notice(self, data: str) -> str:
        """Return which notice was shown: its name, version and language."""
        notice_id, _, rest = data.partition(" ")
        version, _, language = rest.rstrip(")").rpartition(" (")
        found = next((one for one in self.visit.registry.notices if one.id == notice_id), None)
        if found is None or not version:
            return data
        told = self.visit.message("consent.version_only", version=version)
        return f"{text(found.label, self.visit.language)}. {told}, {name_of_language(language)}"

    def said(self, stem: str, code: str) -> str:
        """Return the message of a code, the code itself where nobody has words for it."""
        key = f"{stem}.{code}"
        return self.visit.message(key) if key in catalogue() else code


_Writer = Callable[[Facts, str], str]
_WRITERS: Mapping[str, _Writer] = {
    "rights_request.kind": Facts.right,
    "answer": lambda facts, data: facts.said("right.answer", data),
    "due_at": Facts.moment,
    "closed_at": Facts.moment,
    "until": Facts.moment,
    "recipient": Facts.recipient,
    "factor": Facts.factor,
    "office": Facts.office,
    "office_id": Facts.office,
    "parent_id": Facts.office,
    "successor_id": Facts.office,
    "roles": Facts.role,
    "language": lambda _, data: name_of_language(data),
    "country": lambda facts, data: country_name(data, facts.visit.language),
    "ends_on": Facts.day,
    "first_on": Facts.day,
    "last_on": Facts.day,
    "opened": Facts.day,
    "closed": Facts.day,
    "account_id": Facts.officer,
    "substitute_id": Facts.officer,
    "scope": lambda facts, data: facts.said("token.scope", data.replace(":", "_")),
    "subjects": lambda facts, data: facts.said("webhook.subject", data),
    "format": lambda _, data: data.upper(),
    "filters": lambda facts, data: Questions(facts.visit, facts.names, facts.kind).question(data),
    "consent": Facts.purposes,
    "notice": Facts.notice,
    "retention": lambda facts, data: term_of(facts.visit, data),
}
