"""The composition root: one instance becomes one application. Owns the wiring; must not hold logic."""

from __future__ import annotations

import datetime
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import BaseRoute

from runtime.api import operations
from runtime.api.door import Gate
from runtime.api.refusals import by_address
from runtime.api.sending import Sender
from runtime.audit.reads import Reads
from runtime.audit.watch import Watch
from runtime.auth.sessions import Lifetime, Sessions
from runtime.http.assets import Assets
from runtime.http.context import Service
from runtime.http.headers import SecurityHeaders
from runtime.http.patience import Patience, SlowBodies
from runtime.http.requestlog import RequestLog
from runtime.instance import Instance
from runtime.storage.session import Store, open_store
from runtime.web import (
    account,
    action,
    administration,
    assignment,
    attachment,
    breach,
    case,
    checklist,
    confirming,
    consent,
    desk,
    documents,
    draft,
    emergency,
    export,
    extract,
    factors,
    health,
    history,
    identity,
    intake,
    kept,
    language,
    leave,
    link,
    links,
    listing,
    news,
    offices,
    party,
    person,
    printed,
    readers,
    reassign,
    reference,
    references,
    register,
    report,
    retention,
    rights,
    search,
    security,
    signing,
    sitting,
    staying,
    tokens,
    trail,
    transfer,
    transition,
    webhooks,
)
from runtime.web.errors import failure_page, problem_page, unrouted
from runtime.web.frame import Frames
from runtime.web.templating import load_templates
from runtime.web.theme import ThemeSheet

STATIC = Path(__file__).parent / "static"
HTMX = {
    "allowEval": False,
    "includeIndicatorStyles": False,
    "historyCacheSize": 0,
    "selfRequestsOnly": True,
    # Never "style": the policy forbids it, and each element would be reported.
    "attributesToSettle": ["class", "width", "height"],
    "responseHandling": [{"code": "204", "swap": False}, {"code": "...", "swap": True}],
}
"""Every answer is shown, refusals too: the server chooses where, by ``HX-Retarget``."""


def create_app(instance: Instance, store: Store | None = None) -> Starlette:
    """Build the application of an instance; ``store`` is opened from its settings unless given."""
    settings, model = instance.settings, instance.model
    opened = store or open_store(settings.database_url)
    lifetime = Lifetime(
        idle=datetime.timedelta(minutes=settings.session_idle),
        longest=datetime.timedelta(hours=settings.session_hours),
    )
    sessions = Sessions(opened, model, lifetime)
    reads = Reads(opened, model.metadata)
    watch = Watch(opened, model, settings.data)
    service = Service(settings, model, opened, sessions, problem_page, reads)
    assets = Assets([STATIC, instance.custom / "static"])
    theme = ThemeSheet(service, assets)

    gate = Gate.of(service)
    sender = Sender(opened, model, gate.callers, settings)
    lost, failed = by_address(unrouted, failure_page)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        watch.start()
        sender.start()
        yield
        sender.stop()
        opened.close()

    app = Starlette(
        routes=[
            *_pages(),
            *identity.routes(service),
            *operations.routes(),
            *health.routes(),
            assets.route(),
            theme.route(),
        ],
        middleware=[
            Middleware(SecurityHeaders, is_secure=settings.secure_cookies),
            Middleware(RequestLog, failure_page=failed),
            Middleware(
                TrustedHostMiddleware, allowed_hosts=settings.allowed_hosts or ("*",), www_redirect=False
            ),
            Middleware(GZipMiddleware, minimum_size=1000, compresslevel=4),
            Middleware(SlowBodies, patience=Patience()),
        ],
        exception_handlers={HTTPException: lost},
        lifespan=lifespan,
    )
    app.state.service = service
    app.state.gate = gate
    app.state.describe_api = operations.describe
    templates = load_templates(
        instance.custom / "templates",
        instance.templates,
        cache=settings.data / "cache" / "templates",
        reloads=settings.environment == "development",
        names={
            "asset": assets.url,
            "theme_url": theme.url,
            "htmx_config": json.dumps(HTMX),
            "registry": model.registry,
        },
    )
    app.state.templates = templates
    app.state.frames = Frames(model, templates.whole)
    return app


def _pages() -> list[BaseRoute]:
    # Routes are tried in turn. The fixed addresses of intake come before those with an id in them, then what is
    # asked for all day.
    modules = (
        intake,
        case,
        desk,
        listing,
        search,
        person,
        account,
        action,
        administration,
        assignment,
        attachment,
        breach,
        checklist,
        consent,
        documents,
        draft,
        emergency,
        export,
        extract,
        history,
        language,
        leave,
        link,
        offices,
        party,
        printed,
        readers,
        reassign,
        reference,
        references,
        register,
        report,
        retention,
        rights,
        trail,
        transfer,
        transition,
        webhooks,
        signing,
        links,
        sitting,
        security,
        factors,
        confirming,
        news,
        kept,
        staying,
        tokens,
    )
    return [route for module in modules for route in module.routes()]
