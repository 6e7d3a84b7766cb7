"""What blueprint versions declared about the past. Owns the words only; the planner acts on them."""

from __future__ import annotations

from runtime.ir.label import Part


class Step(Part):
    """What one version of the blueprint said of what was there before, in addresses as the author writes them.

    An address is ``person.<field>``, ``case_types.<key>.<field>``, ``case_types.<key>``,
    ``lifecycle.states.<state>`` and so on. ``rename`` maps an old address to the new id alone. Steps are kept
    for ever: those the locked IR already holds have been applied, the others are pending.
    """

    version: str
    rename: dict[str, str] = {}
    retire: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
