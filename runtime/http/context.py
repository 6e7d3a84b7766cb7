"""What a request carries: the instance's services and the visit. Owns both; must not know routes or templates."""

from __future__ import annotations

import datetime
import uuid
import zoneinfo
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from sqlalchemy import select
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from runtime.access.actor import Actor
from runtime.audit.reads import Reads
from runtime.auth.finding import Session
from runtime.auth.sessions import Sessions
from runtime.errors import Forbidden
from runtime.fields.base import Context
from runtime.http import csrf
from runtime.http.problems import Problem
from runtime.i18n.messages import message
from runtime.ir.registry import Registry
from runtime.records.sitting import reason_of
from runtime.records.work import Work, begin
from runtime.search.reading import Reading
from runtime.settings import Settings
from runtime.storage.history import Entry
from runtime.storage.model import Model
from runtime.storage.session import Store

SESSION_COOKIE = "acompana_session"
VISITOR_COOKIE = "acompana_visitor"
STEP_COOKIE = "acompana_step"
"""Of a sign-in that is half done: it opens nothing but the second step."""
LANGUAGE_COOKIE = "acompana_language"

Channel = Literal["page", "print", "history", "attachment", "document", "export", "report", "api", "search"]
"""How something is read."""

ProblemPage = Callable[[Request, Problem], Response]


@dataclass(frozen=True)
class Service:
    """What one instance needs to answer requests; one per application."""

    settings: Settings
    model: Model
    store: Store
    sessions: Sessions
    problem_page: ProblemPage
    reads: Reads

    @property
    def registry(self) -> Registry:
        """The country's registry."""
        return self.model.registry

    @property
    def demands_factors(self) -> bool:
        """Whether a second factor that a role asks for comes before anything else; elsewhere it is only offered."""
        return self.settings.environment == "production"

    @property
    def is_practice(self) -> bool:
        """Whether everything here is practice data."""
        return self.settings.environment == "practice"


@dataclass(frozen=True)
class Visit:
    """One request's visitor: who, in which language and zone, at which moment.

    ``session`` is ``None`` for visitors who have not signed in; ``lost`` is their expired session, if any.
    """

    service: Service
    request_id: str
    now: datetime.datetime
    language: str
    zone: zoneinfo.ZoneInfo
    message: Callable[..., str]
    csrf_secret: str
    session: Session | None = None
    lost: Session | None = None

    @property
    def registry(self) -> Registry:
        """The country's registry."""
        return self.service.model.registry

    @property
    def model(self) -> Model:
        """What commands and queries need of the instance."""
        return self.service.model

    @property
    def actor(self) -> Actor:
        """The signed-in account.

        Raises:
            Forbidden: nobody is signed in.
        """
        if self.session is None:
            raise Forbidden
        return self.session.actor

    @cached_property
    def context(self) -> Context:
        """What showing and reading values needs."""
        return Context(
            language=self.language,
            zone=self.zone,
            now=self.now,
            catalogs=self.registry.catalog_by_id,
            message=self.message,
            region=self.registry.country,
            reasons=self.registry.unknown,
        )

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """Open a connection for queries.

        Raises:
            Busy: the database does not answer.
        """
        with self.service.store.reading() as connection:
            yield Reading(self.model, connection, self.actor, self.now, self.context)

    @contextmanager
    def writing(self) -> Iterator[Work]:
        """Open the one transaction of a command: committed at the end, rolled back by an error.

        Raises:
            Busy: the database does not answer.
        """
        with begin(
            self.service.store, self.model, self.actor, now=self.now, request_id=self.request_id
        ) as work:
            yield work

    def note_read(
        self,
        channel: Channel,
        entity_id: str,
        record_id: uuid.UUID | str | None,
        *,
        case_id: uuid.UUID | None = None,
        person_id: uuid.UUID | None = None,
        reason: str | None = None,
        count: int | None = None,
    ) -> None:
        """Tell the trail that the visitor is given something to read. Called before the page leaves.

        Args:
            channel: how it is read.
            entity_id: what kind of record.
            record_id: the record; ``None`` for what is of many (a search).
            case_id: the case it belongs to; a case is its own.
            person_id: the person it is about.
            reason: why, where a reason is asked for; of restricted cases and emergencies what their reader said.
            count: how many records are given.

        Raises:
            Busy: it is of a restricted case, and the trail cannot take it.
        """
        is_urgent = self._is_restricted(entity_id, case_id) or case_id in self.actor.opened
        if reason is None and is_urgent and case_id is not None:
            reason = self._reason_for(case_id)
        entry = Entry(
            verb="export" if channel in ("export", "report") else "read",
            entity=entity_id,
            record_id=record_id,
            at=self.now,
            account_id=self.actor.account_id,
            office_id=self.actor.office_id,
            case_id=case_id,
            person_id=person_id,
            difference={} if count is None else {"count": [None, count]},
            reason=reason,
            request_id=self.request_id,
            channel=channel,
        )
        self.service.reads.note(entry, at_once=is_urgent)

    def _reason_for(self, case_id: uuid.UUID) -> str | None:
        """Why the visitor reads a restricted case, or one that emergency access opens."""
        session = self.session.key if self.session is not None else ""
        with self.service.store.reading() as connection:
            return reason_of(self.model, connection, self.actor, session, case_id)

    def _is_restricted(self, entity_id: str, case_id: uuid.UUID | None) -> bool:
        """Whether a read is stored before its page leaves."""
        entity = self.registry.by_id.get(entity_id)
        if entity is not None and entity.kind == "case_type":
            return entity.privacy == "restricted"
        restricted = [one.key for one in self.registry.case_types if one.privacy == "restricted"]
        if case_id is None or not restricted:
            return False
        cases = self.model.table("cases")
        found = select(cases.c.id).where(cases.c.id == case_id, cases.c.case_type.in_(restricted))
        with self.service.store.reading() as connection:
            return connection.scalar(found) is not None


def visit_of(request: Request) -> Visit:
    """Return the request's visit."""
    visit: Visit = request.state.visit
    return visit


def form_of(request: Request) -> Mapping[str, Sequence[str]]:
    """Return what was submitted, every value as text, by control name; empty for a request without form."""
    form: Mapping[str, Sequence[str]] = request.state.form
    return form


def value_of(request: Request, name: str) -> str:
    """Return one submitted value without outer blanks, ``""`` when it was not sent."""
    values = form_of(request).get(name, ())
    return values[0].strip() if values else ""


def upload_of(request: Request, name: str) -> UploadFile | None:
    """Return one uploaded file (read its ``.file``), or ``None`` when none was chosen."""
    found: Mapping[str, UploadFile] = request.state.uploads
    return found.get(name)


def token_of(request: Request) -> str:
    """Return the token sent against forgery, from htmx's header or the form."""
    values = form_of(request).get(csrf.FIELD, ())
    return request.headers.get(csrf.HEADER) or (values[0] if values else "")


def is_fragment(request: Request) -> bool:
    """Whether htmx asks for a part of the page."""
    headers = request.headers
    return (
        "hx-request" in headers
        and "hx-boosted" not in headers
        and "hx-history-restore-request" not in headers
    )


def anonymous(service: Service, request: Request, lost: Session | None = None) -> Visit:
    """Return a visit of nobody, without asking the database; ``lost`` is their expired session, if any."""
    registry = service.registry
    language = chosen_language(request, registry.languages)
    cookie = request.cookies.get(VISITOR_COOKIE) or csrf.new_secret()
    request.state.visitor = cookie
    return Visit(
        service=service,
        request_id=request.state.request_id,
        now=datetime.datetime.now(datetime.UTC),
        language=language,
        zone=zoneinfo.ZoneInfo(registry.time_zone),
        message=message(language),
        csrf_secret=csrf.secret_of_cookie(cookie),
        lost=lost,
    )


def resolve(service: Service, request: Request, *, is_use: bool = True) -> Visit:
    """Find out who visits; at most one statement. ``is_use``: the request shows that somebody is there.

    Raises:
        Busy: the database does not answer.
    """
    now = datetime.datetime.now(datetime.UTC)
    token = request.cookies.get(SESSION_COOKIE)
    session = service.sessions.find(token, now, is_use=is_use) if token else None
    if session is None or not service.sessions.is_open(session, now):
        return anonymous(service, request, lost=session)
    languages = service.registry.languages
    language = session.actor.language if session.actor.language in languages else languages[0]
    return Visit(
        service=service,
        request_id=request.state.request_id,
        now=now,
        language=language,
        zone=zoneinfo.ZoneInfo(session.actor.zone),
        message=message(language),
        csrf_secret=session.csrf,
        session=session,
    )


def chosen_language(request: Request, languages: Sequence[str]) -> str:
    """Return the language a visitor without session reads: the one they chose, else what their browser asks for."""
    chosen = request.cookies.get(LANGUAGE_COOKIE, "")
    if chosen in languages:
        return chosen
    for part in request.headers.get("accept-language", "")[:200].split(","):
        wanted = part.split(";")[0].strip().lower()
        for language in languages:
            if wanted == language.lower() or wanted.startswith(f"{language.lower()}-"):
                return language
    return languages[0]
