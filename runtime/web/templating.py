"""The template environments of an instance. Owns where templates are looked for; must not render."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    Template,
    nodes,
)
from jinja2.compiler import CodeGenerator, Frame
from jinja2.ext import Extension
from jinja2.runtime import Context
from jinja2_fragments import BlockNotFoundError

from runtime.version import VERSION
from runtime.web.escaping import escaped

Render = Callable[[Context], Iterator[str]]

RUNTIME_TEMPLATES = Path(__file__).parent.parent / "templates"


_PLAIN = frozenset({"asset", "label", "message", "say"})
"""Functions that every page has; none of them asks for its context."""
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


class Unindented(Extension):
    """Templates are indented for people; the pages they make are not. Values keep every blank they have."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002 - Jinja's
        """Return a template's text with one blank for those its lines begin with: between words one may be needed."""
        return _INDENT.sub(" ", source)


class PlainOutput(CodeGenerator):
    """Compiles templates so that what a page shows is escaped and joined, and what every page calls is called directly."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - Jinja's own name
        """Write a template's code, with our way of escaping in reach."""
        self.writeline(f"from {escaped.__module__} import {escaped.__name__}")
        super().visit_Template(node, frame)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802 - Jinja's own
        """Call what every page has as it is: Jinja would first look whether it wants to know the page."""
        is_plain = isinstance(node.node, nodes.Name) and node.node.name in _PLAIN
        if not is_plain or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for place, given in enumerate((*node.args, *node.kwargs)):
            self.write(", " if place else "")
            self.visit(given, frame)
        self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile:
            self.write(f"{escaped.__name__}(")
        else:
            super()._output_child_pre(node, frame, finalize)


class _Blocks(dict[str, Render]):
    """A template's own blocks; any other name is looked for in what the template extends, once that is known."""

    def __missing__(self, name: str) -> Render:
        def inherited(context: Context) -> Iterator[str]:
            if name not in context.blocks:
                raise BlockNotFoundError(name, str(context.name))
            return context.blocks[name][0](context)

        return inherited


class FragmentTemplate(Template):
    """A template as jinja2-fragments needs it to render a block of an inherited page.

    That library looks at one file's blocks in a fresh context, so it knows neither a parent's block nor ``super()``.
    """

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],  # noqa: A002 - Jinja's own name
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        """Build the template from compiled code, as its loader asks."""
        made = super().from_code(environment, code, globals, uptodate)
        made.blocks = _Blocks(made.blocks)
        return made

    def new_context(
        self,
        vars: dict[str, Any] | None = None,  # noqa: A002 - Jinja's own name
        shared: bool = False,
        locals: Mapping[str, Any] | None = None,  # noqa: A002 - Jinja's own name
    ) -> Context:
        """Return a context that knows the blocks of every template this one extends."""
        context = super().new_context(vars, shared, locals)
        # The first piece of the page is enough: by then Jinja has walked the chain of extended templates, filled in
        # their blocks, and run the assignments and imports at the top of each.
        next(self.root_render_func(context), None)
        return context


@dataclass(frozen=True)
class Templates:
    """The same templates twice: rendered as whole pages, and block by block."""

    whole: Environment
    parts: Environment


def load_templates(
    custom: Path,
    generated: Path,
    *,
    cache: Path | None,
    reloads: bool,
    names: Mapping[str, object],
) -> Templates:
    """Build the environments: the ministry's templates win over generated ones, those over ours.

    An override may extend the very file it replaces as ``@generated/…`` or ``@runtime/…``. ``cache`` is a folder
    for compiled templates, so that the next start need not compile them again.
    """
    layers: dict[str, BaseLoader] = {
        "@generated": FileSystemLoader(generated),
        "@runtime": FileSystemLoader(RUNTIME_TEMPLATES),
    }
    if cache is not None:
        cache.mkdir(parents=True, exist_ok=True)
    made = Environment(
        loader=ChoiceLoader([FileSystemLoader(custom), *layers.values(), PrefixLoader(layers)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=[Unindented],
        auto_reload=reloads,
        cache_size=1000,
        bytecode_cache=_compiled(cache) if cache is not None else None,
    )
    made.globals.update(names)
    made.filters["control_id"] = control_id
    made.code_generator_class = PlainOutput
    parts = made.overlay()
    parts.template_class = FragmentTemplate
    return Templates(made, parts)


def _compiled(folder: Path) -> FileSystemBytecodeCache:
    """Keep compiled templates by our version too: another one may compile them otherwise."""
    return FileSystemBytecodeCache(str(folder), f"{VERSION}-%s.cache")


def control_id(name: str) -> str:
    """Return the id of a form control from its name; error summaries link to it."""
    return name.replace(".", "-")
