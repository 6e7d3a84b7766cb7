"""What people may do to their own account. Owns changing one's password; must not know pages."""

from __future__ import annotations

from dataclasses import dataclass

from runtime.auth.accounts import Stamp, end_sessions, set_password
from runtime.auth.passwords import find_weakness
from runtime.errors import Fault
from runtime.records.work import Work


@dataclass(frozen=True)
class PasswordChange:
    """The password now, the new one, and the new one again."""

    now: str
    new: str
    again: str


def find_faults(change: PasswordChange, login: str) -> dict[str, Fault]:
    """Say what is wrong with a new password: weak, the same as now, or not the same twice."""
    weakness = find_weakness(change.new, login)
    if weakness is not None:
        return {"new_password": weakness}
    if change.new == change.now:
        return {"new_password": Fault("account.password_same")}
    if change.new != change.again:
        return {"again_password": Fault("account.password_differs")}
    return {}


def change_password(work: Work, hashed: str, session: str) -> None:
    """Give the actor's account a new password, which its owner proved to be there for.

    Every session ends except the one of that key, and so does every sign-in half done with the old password.
    """
    stamp = Stamp(work.now, work.actor.account_id, work.actor.office_id, work.request_id)
    connection, metadata, account_id = work.connection, work.model.metadata, work.actor.account_id
    set_password(connection, metadata, account_id, hashed, stamp, is_reset=False)
    end_sessions(connection, metadata, account_id, stamp, but=session)
