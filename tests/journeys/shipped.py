"""The blueprints this repository ships, and accounts for any of them. Must not know one by its name."""

from __future__ import annotations

from pathlib import Path

from runtime.auth.accounts import Profile
from runtime.ir.registry import Registry

ROOT = Path(__file__).parents[2]
SHIPPED = {
    path.parent.name: path.parent
    for folder in ("blueprints", "examples")
    for path in sorted((ROOT / folder).glob("*/blueprint.yaml"))
}
"""Every blueprint in the repository by its folder's name."""

OFFICER, COLLEAGUE, HEAD = "officer", "colleague", "head"
SIGHTS = ("none", "personal", "sensitive", "restricted")


def staff(registry: Registry) -> tuple[Profile, ...]:
    """Return two officers of one office with the humblest role that opens cases, and a head with the widest."""
    opening = [
        role
        for role in registry.roles
        if any((grant.subject, grant.verb) == ("case", "create") for grant in role.grants)
    ]
    opening.sort(key=lambda role: (SIGHTS.index(role.sees), len(role.grants)))
    office = _office(registry)
    language = registry.languages[0]
    return tuple(
        Profile(login, f"Ana {login.title()}", office, (role.id,), language)
        for login, role in ((OFFICER, opening[0]), (COLLEAGUE, opening[0]), (HEAD, opening[-1]))
    )


def _office(registry: Registry) -> str:
    """An office that receives people: not the one all others hang on."""
    open_offices = [office for office in registry.offices if office.closed is None]
    return next((one.id for one in open_offices if one.parent), open_offices[0].id)
