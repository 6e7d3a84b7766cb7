"""One revision from the steps of a plan. Owns its text; what the steps do is the runtime's."""

from __future__ import annotations

from collections.abc import Iterator

from generator.emit.files import OutputFile
from generator.emit.python import Source, quote
from generator.plan.operations import Step, Steps

SYSTEM_REVISION = "system_0001"
"""The runtime's own revision that must stand before the first of an instance."""


def revision_id(number: int, fingerprint: str) -> str:
    """Return the id of the ``number``-th revision, which leads to that IR."""
    return f"{number:04}_{fingerprint[:8]}"


def revision(name: str, previous: str | None, steps: Steps, summary: str) -> OutputFile:
    """Return a revision.

    Args:
        name: Its id.
        previous: The id of the one before; None for the first, which begins the branch ``registry``.
        steps: What it does and undoes.
        summary: One line that says what it leads to.
    """
    source = Source(summary)
    source.use("runtime.storage", "alteration as op")
    source.write(
        f"revision = {quote(name)}",
        f"down_revision = {quote(previous) if previous else None}",
        "branch_labels = None" if previous else 'branch_labels = ("registry",)',
        "depends_on = None" if previous else f'depends_on = ("{SYSTEM_REVISION}",)',
    )
    for function, sentence, calls in (
        ("upgrade", "Go forward.", steps.upgrade),
        ("downgrade", "Go back; what has values is parked, not dropped.", steps.downgrade),
    ):
        body = [line for step in calls for line in _call(source, step)]
        source.write("", "", f"def {function}() -> None:", f'    """{sentence}"""', *body)
    return OutputFile(f"migrations/versions/{name}.py", source.text(), "appended")


def _call(source: Source, step: Step) -> Iterator[str]:
    arguments = [source.show(one) for one in step.arguments]
    arguments += [f"{name}={source.show(value)}" for name, value in step.keywords]
    if step.is_bound:
        arguments.append("revision=revision")
    if len(arguments) <= 4:
        yield f"    op.{step.name}({', '.join(arguments)})"
    else:
        yield f"    op.{step.name}("
        yield from (f"        {one}," for one in arguments)
        yield "    )"
