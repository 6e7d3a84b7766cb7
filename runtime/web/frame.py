"""What surrounds every page: titles, navigation, languages, practice banner. Owns who sees which link.

The header is the same for an account on every page under one link of the navigation: it is rendered once and kept,
with marks where the form token and the page's own address go. So is the warning before a session ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import quote

from babel import Locale, UnknownLocaleError
from jinja2 import Environment
from markupsafe import Markup
from starlette.requests import Request

from runtime.access import policy
from runtime.access.actor import Actor
from runtime.http import csrf
from runtime.http.context import Visit
from runtime.ir.label import text
from runtime.storage.model import Model
from runtime.web.patterns import Pattern, draw
from runtime.web.protection import tabs

HEADER = "layout/header.html"
SESSION = "layout/session.html"
_MOST = 2000


@dataclass(frozen=True)
class Link:
    """A place to go; ``key`` is the message with its text."""

    key: str
    href: str

    def holds(self, path: str) -> bool:
        """Whether a page belongs under this link."""
        return path == self.href or (self.href != "/" and path.startswith(f"/{self.href.split('/')[1]}"))


@dataclass(frozen=True)
class LanguageLink:
    """One language of the registry, under its own name."""

    code: str
    name: str
    href: str


@dataclass(frozen=True)
class Frame:
    """Everything the layout shows beside the page itself; ``current`` is the page's path."""

    title: str
    organisation: str
    is_practice: bool
    current: str
    who: str | None
    office: str | None
    header: Markup
    session: Markup
    """The warning before a session ends; nothing for a visitor without one."""


class Frames:
    """The frames of one instance's pages."""

    def __init__(self, model: Model, environment: Environment) -> None:
        self._model = model
        self._environment = environment
        self._links: dict[tuple[str, ...], Sequence[Link]] = {}
        self._headers: dict[tuple[object, ...], Pattern] = {}
        self._sessions: dict[str, Pattern] = {}

    def frame(self, visit: Visit, request: Request, token: str, *, is_whole: bool) -> Frame:
        """Return the frame of a page; its header only for a whole one."""
        registry, session, path = visit.registry, visit.session, request.url.path
        frame = Frame(
            title=text(registry.title, visit.language),
            organisation=text(registry.theme.organisation, visit.language),
            is_practice=visit.service.is_practice or (session is not None and session.is_synthetic),
            current=path,
            who=session.actor.name if session is not None else None,
            office=session.office if session is not None else None,
            header=Markup(),
            session=Markup(),
        )
        if not is_whole:
            return frame
        here = quote(f"{path}?{request.url.query}" if request.url.query else path, safe="")
        header = self._header(visit, frame).put([token, here])
        if session is None:
            return replace(frame, header=header)
        longest = str(int((session.ends_at - visit.now).total_seconds()))
        return replace(frame, header=header, session=self._session(visit).put([longest]))

    def links(self, actor: Actor) -> Sequence[Link]:
        """Return the links of the service navigation for what the actor may do."""
        if actor.roles not in self._links:
            self._links[actor.roles] = links_for(self._model, actor)
        return self._links[actor.roles]

    def _session(self, visit: Visit) -> Pattern:
        """The warning before a session ends, with a place for the seconds it lasts at most."""
        if visit.language not in self._sessions:
            template = self._environment.get_template(SESSION)
            names = {"message": visit.message, "idle": visit.service.settings.session_idle * 60}
            self._sessions[visit.language] = draw(1, lambda marks: template.render(names, longest=marks[0]))
        return self._sessions[visit.language]

    def _header(self, visit: Visit, frame: Frame) -> Pattern:
        """The header, with places for the form token and the page's own address."""
        session = visit.session
        is_open = session is not None and not session.must_change and not _must_set_up(visit)
        links = self.links(session.actor) if session is not None and is_open else ()
        current = next((link.href for link in links if link.holds(frame.current)), "")
        is_exact = current == frame.current
        key = (visit.language, links, frame.who, frame.office, frame.is_practice, current, is_exact)
        if key not in self._headers:
            if len(self._headers) >= _MOST:
                self._headers.clear()
            names = self._header_names(visit, frame, links, current, is_exact=is_exact)
            template = self._environment.get_template(HEADER)
            self._headers[key] = draw(2, lambda marks: template.render(names | _marked(visit, *marks)))
        return self._headers[key]

    def _header_names(
        self, visit: Visit, frame: Frame, links: Sequence[Link], current: str, *, is_exact: bool
    ) -> dict[str, object]:
        return {
            "frame": frame,
            "message": visit.message,
            "language": visit.language,
            "links": links,
            "current": current,
            "is_exact": is_exact,
        }


def _must_set_up(visit: Visit) -> bool:
    session = visit.session
    return session is not None and session.needs_factor and visit.service.demands_factors


def _marked(visit: Visit, token: str, here: str) -> dict[str, object]:
    return {
        "csrf": csrf.field(token),
        "languages": [
            LanguageLink(code, name_of_language(code), f"/language/{code}?next={here}")
            for code in visit.registry.languages
        ],
    }


@lru_cache
def name_of_language(code: str) -> str:
    """Return a language's name in itself, the code when it is not known."""
    try:
        return (Locale.parse(code, sep="-").get_display_name() or code).capitalize()
    except (UnknownLocaleError, ValueError):
        return code


def links_for(model: Model, actor: Actor) -> tuple[Link, ...]:
    """Return the links of the service navigation for what the actor may do."""
    links = [Link("shell.desk", "/"), Link("shell.search", "/search")]
    if model.registry.lists:
        links.append(Link("shell.lists", "/lists"))
    if policy.may(model, actor, "report", "reports"):
        links.append(Link("shell.reports", "/reports"))
    if policy.may(model, actor, "administer", "accounts"):
        links.append(Link("shell.administration", "/admin/accounts"))
    elif policy.may(model, actor, "administer", "offices"):
        links.append(Link("shell.administration", "/admin/offices"))
    protection = tabs(model, actor)
    if protection:
        links.append(Link("shell.protection", protection[0].href))
    return tuple(links)
