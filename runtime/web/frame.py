"""What surrounds every page: titles, navigation, languages, practice banner. Owns who sees which link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from babel import Locale, UnknownLocaleError
from starlette.requests import Request

from runtime.access import policy
from runtime.access.actor import Actor
from runtime.http.context import Visit
from runtime.ir.label import text
from runtime.storage.model import Model


@dataclass(frozen=True)
class Link:
    """A place to go; ``key`` is the message with its text."""

    key: str
    href: str

    def is_current(self, path: str) -> bool:
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
    """Everything the layout shows beside the page itself."""

    title: str
    organisation: str
    links: Sequence[Link]
    current: str
    languages: Sequence[LanguageLink]
    is_practice: bool
    who: str | None
    office: str | None


def frame_of(visit: Visit, request: Request) -> Frame:
    """Return the frame of a page."""
    registry, session, path = visit.registry, visit.session, request.url.path
    here = quote(f"{path}?{request.url.query}" if request.url.query else path, safe="")
    navigation: Navigation = request.app.state.navigation
    return Frame(
        title=text(registry.title, visit.language),
        organisation=text(registry.theme.organisation, visit.language),
        links=navigation.links(session.actor) if session is not None and not session.must_change else (),
        current=path,
        languages=[
            LanguageLink(code, name_of_language(code), f"/language/{code}?next={here}")
            for code in registry.languages
        ],
        is_practice=visit.service.is_practice or (session is not None and session.is_synthetic),
        who=session.actor.name if session is not None else None,
        office=session.office if session is not None else None,
    )


@lru_cache
def name_of_language(code: str) -> str:
    """Return a language's name in itself, the code when it is not known."""
    try:
        return (Locale.parse(code, sep="-").get_display_name() or code).capitalize()
    except (UnknownLocaleError, ValueError):
        return code


class Navigation:
    """The service navigation, worked out once for each set of roles: it changes only with a new blueprint."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._links: dict[tuple[str, ...], Sequence[Link]] = {}

    def links(self, actor: Actor) -> Sequence[Link]:
        """Return the links for an actor."""
        if actor.roles not in self._links:
            self._links[actor.roles] = links_for(self._model, actor)
        return self._links[actor.roles]


def links_for(model: Model, actor: Actor) -> list[Link]:
    """Return the links of the service navigation for what the actor may do."""
    links = [Link("shell.desk", "/"), Link("shell.search", "/search")]
    if model.registry.lists:
        links.append(Link("shell.lists", "/lists"))
    if policy.may(model, actor, "report", "reports"):
        links.append(Link("shell.reports", "/reports/monthly"))
    if policy.may(model, actor, "administer", "accounts"):
        links.append(Link("shell.administration", "/admin/accounts"))
    elif policy.may(model, actor, "administer", "offices"):
        links.append(Link("shell.administration", "/admin/offices"))
    return links
