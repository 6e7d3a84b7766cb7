"""The chapter of roles: who may do what, and where."""

from __future__ import annotations

from collections.abc import Iterator

from generator.accompany.paper import Chapter, Table
from generator.accompany.registry import Spoken
from runtime.ir.access import Grant, Role

_SUBJECTS = (
    "person",
    "case",
    "action",
    "register",
    "reports",
    "accounts",
    "offices",
    "rights",
    "retention",
    "breaches",
    "emergency",
    "trail",
)


def chapters(spoken: Spoken) -> Iterator[Chapter]:
    """Roles and permissions."""
    say, roles = spoken.say, spoken.registry.roles
    subjects = tuple(dict.fromkeys(grant.subject for role in roles for grant in role.grants))
    listed = tuple(
        (
            spoken.text(role.label),
            spoken.text(role.help),
            say(f"sees.{role.sees}"),
            say(f"factor.{role.second_factor}"),
            ", ".join(_hidden(spoken, name) for name in role.hidden),
            ", ".join(_hidden(spoken, name) for name in role.fixed),
            say(f"reach.{role.restricted}"),
            emergency(spoken, role),
            say("roles.yes") if role.hint else say("nothing"),
        )
        for role in roles
    )
    title, table = say("roles.list"), say("roles.table")
    headings = tuple(
        say(f"roles.{key}")
        for key in ("role", "help", "sees", "factor", "hidden", "fixed", "restricted", "emergency", "hint")
    )
    yield Chapter(
        "roles",
        say("roles.chapter"),
        (
            Table(title, headings, listed, (4, 6, 3, 3, 5, 4, 3, 4, 2), title),
            Table(
                table,
                (say("roles.subject"), *(spoken.text(role.label) for role in roles)),
                tuple(
                    (_subject(spoken, subject), *(_grants(spoken, role, subject) for role in roles))
                    for subject in subjects
                ),
                (3, *(5 for _ in roles)),
                table,
            ),
        ),
    )


def _grants(spoken: Spoken, role: Role, subject: str) -> str:
    """What a role may do with a subject, gathered by where: `ver, crear: su oficina`."""
    by_reach: dict[str, list[str]] = {}
    for grant in role.grants:
        if grant.subject == subject:
            by_reach.setdefault(where(spoken, grant), []).append(what(spoken, grant))
    told = (f"{', '.join(verbs)}: {place}" for place, verbs in by_reach.items())
    return "; ".join(told) or spoken.say("nothing")


def what(spoken: Spoken, grant: Grant) -> str:
    """What a grant lets a role do: `mover (iniciar, concluir)`."""
    verb = spoken.say(f"verb.{grant.verb}")
    labels = {one.id: spoken.text(one.label) for one in spoken.registry.lifecycle.transitions}
    return f"{verb} ({', '.join(labels[one] for one in grant.transitions)})" if grant.transitions else verb


def where(spoken: Spoken, grant: Grant) -> str:
    """Where a grant holds, and in which states: `su oficina (en recibido)`."""
    place = spoken.say(f"reach.{grant.reach}")
    if not grant.states:
        return place
    return spoken.say("roles.in_states", where=place, states=", ".join(map(spoken.state, grant.states)))


def emergency(spoken: Spoken, role: Role) -> str:
    """Of which offices a role opens a case in an emergency, for how long, and what for."""
    found = role.emergency
    if found is None:
        return spoken.say("nothing")
    opens = ", ".join(spoken.say(f"verb.{verb}") for verb in found.opens)
    return spoken.say(
        "roles.emergency_of", reach=spoken.say(f"reach.{found.reach}"), within=found.minutes, opens=opens
    )


def _subject(spoken: Spoken, subject: str) -> str:
    if subject in _SUBJECTS:
        return spoken.say(f"subject.{subject}")
    known = spoken.registry.by_id.get(subject)
    return spoken.text(known.plural) if known else subject


def _hidden(spoken: Spoken, name: str) -> str:
    owner, _, field = name.partition(".")
    entity = spoken.registry.by_id.get(owner)
    known = entity.fields_by_id.get(field) if entity else None
    return f"{spoken.entity(entity)}: {spoken.text(known.label)}" if entity and known else name
