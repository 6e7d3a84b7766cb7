"""What people may do to their own account. Owns changing one's password; must not know pages."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from runtime.auth.accounts import Stamp, set_password
from runtime.auth.passwords import find_weakness, hash_password, verify
from runtime.errors import Fault, Invalid
from runtime.records.work import Work


@dataclass(frozen=True)
class PasswordChange:
    """The password now, the new one, and the new one again."""

    now: str
    new: str
    again: str


def change_password(work: Work, change: PasswordChange) -> None:
    """Give the actor's account a new password.

    Raises:
        Invalid: the password now is wrong, the new one is weak or the same, or the two differ.
    """
    account = work.model.table("account")
    stored = work.connection.execute(
        select(account.c.password).where(account.c.id == work.actor.account_id)
    ).scalar_one()
    faults: dict[str, Fault] = {}
    if not verify(stored, change.now):
        faults["password"] = Fault("account.password_wrong")
    weakness = find_weakness(change.new, work.actor.login)
    if weakness is not None:
        faults["new_password"] = weakness
    elif change.new == change.now:
        faults["new_password"] = Fault("account.password_same")
    elif change.new != change.again:
        faults["again_password"] = Fault("account.password_differs")
    if faults:
        raise Invalid(faults)
    stamp = Stamp(work.now, work.actor.account_id, work.actor.office_id, work.request_id)
    hashed = hash_password(change.new)
    set_password(work.connection, work.model.metadata, work.actor.account_id, hashed, stamp, is_reset=False)
