"""The ministry's functions: how they register and how they are called. Must not know what they do."""

from __future__ import annotations

import importlib.util
import inspect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from runtime.ir.registry import Registry
from runtime.records.events import EVENTS, Event

Function = TypeVar("Function", bound=Callable[[Any], None])
_MARK = "__acompana_hook__"


class HookError(RuntimeError):
    """A hook that cannot work: its entity or event does not exist, or it does not take one argument."""


def on(entity: str, event: str) -> Callable[[Function], Function]:
    """Mark a function in ``custom/hooks.py`` to be called at an event of an entity.

    Args:
        entity: an entity id (``person``, ``case``, ``case_x``, ``action``, ``register_x``); a hook on ``case``
            or ``action`` hears every type.
        event: ``before_create``, ``after_create``, ``before_update``, ``after_update``, ``before_transition``,
            ``after_transition`` or ``after_commit``.
    """

    def mark(function: Function) -> Function:
        marks = [*getattr(function, _MARK, ()), (entity, event)]
        setattr(function, _MARK, tuple(marks))
        return function

    return mark


@dataclass(frozen=True)
class HookTable:
    """All hooks of an instance, by entity and event, in the order they were written."""

    registry: Registry
    by_event: dict[tuple[str, str], list[Callable[[Any], None]]] = field(default_factory=dict)

    def add(self, functions: Iterable[Callable[[Any], None]]) -> None:
        """Take in marked functions.

        Raises:
            HookError: a mark names no entity or event, or the function does not take exactly one argument.
        """
        for function in functions:
            for entity, event in getattr(function, _MARK, ()):
                self._check(function, entity, event)
                self.by_event.setdefault((entity, event), []).append(function)

    def listen(self, entity_id: str, event: str) -> bool:
        """Whether any function listens to this kind of event on this entity or its base."""
        return any(True for _ in self._listeners(entity_id, event))

    def run(self, entity_id: str, event: object) -> None:
        """Call every function that listens to this kind of event on this entity or its base."""
        assert isinstance(event, Event)
        for function in self._listeners(entity_id, event.name):
            function(event)

    def _listeners(self, entity_id: str, event: str) -> Iterator[Callable[[Any], None]]:
        entity = self.registry.by_id.get(
            entity_id
        )  # none of what is no record of the blueprint: a request, an access
        for listened in (entity.base if entity else None, entity_id):
            yield from self.by_event.get((listened or "", event), ())

    def _check(self, function: Callable[[Any], None], entity: str, event: str) -> None:
        name = f"{function.__module__}.{function.__qualname__}"
        if entity not in self.registry.by_id:
            raise HookError(f"{name}: there is no entity {entity!r}")
        if event not in EVENTS:
            raise HookError(f"{name}: there is no event {event!r}")
        if len(inspect.signature(function).parameters) != 1:
            raise HookError(f"{name}: a hook takes one argument, the event")


def discover(registry: Registry, custom: Path | None) -> HookTable:
    """Collect the hooks of ``custom/hooks.py``; none when there is no such file.

    Raises:
        HookError: a hook cannot work, or the file cannot be loaded. What its own statements raise passes through.
    """
    table = HookTable(registry)
    path = custom / "hooks.py" if custom is not None else None
    if path is None or not path.is_file():
        return table
    spec = importlib.util.spec_from_file_location(f"{registry.package}.custom.hooks", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except SyntaxError as error:
        raise HookError(f"{path}:{error.lineno}: {error.msg}") from error
    except (ImportError, NameError) as error:
        raise HookError(f"{path}: {error}") from error
    table.add(found for found in vars(module).values() if inspect.isfunction(found))
    return table
