"""The merged document against the surface models. Owns the author's words for a wrong shape; must not judge meaning."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generator.blueprint import Blueprint
from generator.blueprint.keys import annotation_at, keys_of, model_at, placeholder, required_keys
from generator.diagnostics import Diagnostic, nearest
from generator.resolve import ResolvedTree
from generator.source import Address, SequenceNode, to_plain
from generator.validate.finding import Finding, Places, found, to_diagnostics

_ROUNDS = 5
_WRONG_KIND = {
    "model_type": "S104",
    "dict_type": "S104",
    "string_type": "S105",
    "tuple_type": "S106",
    "bool_parsing": "S107",
    "bool_type": "S107",
}


@dataclass(frozen=True)
class Shaped:
    """The document as far as it has the right shape.

    ``broken`` are the addresses where something was wrong; there ``blueprint`` holds nothing or a stand-in, so
    that the other checks can still run.
    """

    blueprint: Blueprint | None
    broken: frozenset[Address]
    diagnostics: tuple[Diagnostic, ...]


def shape(tree: ResolvedTree) -> Shaped:
    """Read the merged document as a blueprint."""
    data: Any = to_plain(tree.root)
    findings: list[Finding] = []
    places = Places(tree)
    broken: set[Address] = set()
    for _ in range(_ROUNDS):
        try:
            blueprint = Blueprint.model_validate(data)
        except ValidationError as error:
            for problem in error.errors(include_url=False):
                findings.append(_finding(problem, tree))
                broken.add(_clean(problem["loc"]))
                _mend(data, problem)
        else:
            return Shaped(blueprint, frozenset(broken), tuple(to_diagnostics(findings, places)))
    return Shaped(None, frozenset(broken), tuple(to_diagnostics(findings, places)))


def _finding(problem: ErrorDetails, tree: ResolvedTree) -> Finding:
    address = _clean(problem["loc"])
    kind, last = problem["type"], str(address[-1]) if address else ""
    if kind == "extra_forbidden":
        return _unknown_key(address, last)
    if kind == "missing":
        if len(address) == 1:
            return found("S110", (), key=last)
        return found("S102", address[:-1], on_key=True, key=last, owner=str(address[-2]))
    if kind == "literal_error":
        allowed = tuple(re.findall(r"'([^']*)'", str(problem.get("ctx", {}).get("expected", ""))))
        written = str(problem["input"])
        return found("S103", address, suggestion=nearest(written, allowed), text=written, allowed=allowed)
    if kind == "value_error":
        return found("S108", address, key=last)
    return _wrong_kind(_WRONG_KIND[kind], address, last, tree)


def _unknown_key(address: Address, key: str) -> Finding:
    model = model_at(address[:-1]) or Blueprint
    known = tuple(keys_of(model))
    return found("S101", address, on_key=True, suggestion=nearest(key, known), key=key, known=known)


def _wrong_kind(code: str, address: Address, key: str, tree: ResolvedTree) -> Finding:
    if code == "S104":
        model = model_at(address)
        keys = tuple(sorted(required_keys(model)) or keys_of(model))[:4] if model else ("…",)
        return found(code, address, key=key, keys=keys)
    if code == "S105":
        node = tree.find(address)
        return found(code, address, key=key, what="[…]" if isinstance(node, SequenceNode) else "{…}")
    return found(code, address, key=key)


def _clean(loc: tuple[int | str, ...]) -> Address:
    """Pydantic's location as an address: the mark it sets for a wrong key is not part of it."""
    return tuple(step for step in loc if step != "[key]")


def _mend(data: Any, problem: ErrorDetails) -> None:
    """Take the wrong part out of the plain document, or put a stand-in where the model needs something."""
    address = _clean(problem["loc"])
    *above, last = address
    owner = data
    for step in above:
        owner = owner[step]
    model = model_at(tuple(above))
    if isinstance(owner, list):
        owner[int(last)] = placeholder(annotation_at(address))
    elif model is not None and str(last) in required_keys(model):
        owner[last] = placeholder(annotation_at(address))
    else:
        owner.pop(last, None)
