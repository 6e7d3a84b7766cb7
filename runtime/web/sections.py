"""Which fields the sections of a detail template show, in which order: read once, of templates that say no more.

That is what generated ones are; what a ministry's own template adds is left to be rendered. Must not draw fields.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jinja2 import Environment, nodes

from runtime.storage.model import Model


@dataclass(frozen=True)
class Step:
    """A piece of a section: a field to show, or text as it stands."""

    text: str
    is_field: bool


Sections = Mapping[str, Sequence[Step]]
"""The steps of each block, by its name."""


def sections_of(model: Model, environment: Environment, template: str) -> Sections:
    """Return the sections of a template that hold nothing but fields; none when it does anything else."""
    return model.memory.recall(("sections", id(environment), template), lambda: _read(environment, template))


def _read(environment: Environment, template: str) -> Sections:
    assert environment.loader is not None
    source, path, _ = environment.loader.get_source(environment, template)
    body = environment.parse(source, template, path).body
    blocks = [node for node in body if isinstance(node, nodes.Block)]
    others = [node for node in body if not isinstance(node, nodes.Block | nodes.Extends)]
    if any(step is None or step.is_field or step.text.strip() for node in others for step in _steps(node)):
        return {}
    found = {block.name: [step for node in block.body for step in _steps(node)] for block in blocks}
    return {name: [step for step in steps if step] for name, steps in found.items() if all(steps)}


def _steps(node: nodes.Node) -> Sequence[Step | None]:
    """The steps of a piece of a template; ``None`` for what is more than that."""
    return [_step(child) for child in node.nodes] if isinstance(node, nodes.Output) else [None]


def _step(node: nodes.Node) -> Step | None:
    match node:
        case nodes.TemplateData(data=text):
            return Step(text, is_field=False)
        case nodes.Call(
            node=nodes.Name(name="show"),
            args=[nodes.Const(value=str(field_id))],
            kwargs=[],
            dyn_args=None,
            dyn_kwargs=None,
        ):
            return Step(field_id, is_field=True)
    return None
