"""Why a layer is as it is: what its author wrote beside a change, or in the requirements. Must not judge it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.accompany.log import Log
from generator.diagnostics import Span
from generator.resolve import ResolvedTree
from generator.resolve.lookup import locate
from generator.source import Address

_COMMENT = re.compile(r"(?:^|\s)#\s*(.+)$")


@dataclass(frozen=True)
class Reasons:
    """The words of one layer about its own changes.

    In this order: a requirement about the element, its `why`, the comment at the end of its line, its source.
    """

    tree: ResolvedTree
    texts: Mapping[str, str]
    log: Log

    def of(self, address: Address) -> str:
        """Why an element is as it is; empty where nobody said."""
        told = (*self._needs.get(address, ()), self._own(address, "why"), self._comment(address))
        return ". ".join(dict.fromkeys(text.rstrip(".") for text in told if text)) or self._own(
            address, "source"
        )

    @cached_property
    def _needs(self) -> Mapping[Address, tuple[str, ...]]:
        found: dict[Address, tuple[str, ...]] = {}
        for key, requirement in self.log.written.requirements.items():
            for text in requirement.about:
                address = locate(self.tree, text)
                if address is not None:
                    told = f"{self.log.text(requirement.need).rstrip('.')} [{key}]"
                    found[address] = (*found.get(address, ()), told)
        return found

    def _own(self, address: Address, key: str) -> str:
        """What the newest layer itself wrote under a key."""
        said = self.tree.origins((*address, key))
        return (
            said[-1].text if said and said[-1].layer is self.tree.newest and not said[-1].is_removal else ""
        )

    def _comment(self, address: Address) -> str:
        """The comment at the end of the line where the newest layer wrote or removed an element."""
        said = self.tree.origins(address)
        if not said or said[-1].layer is not self.tree.newest:
            return ""
        return self._line_end(said[-1].span)

    def _line_end(self, span: Span) -> str:
        lines = self.texts.get(span.file, "").splitlines()
        # The comment of a block that goes on over several lines would be that of its last one.
        if span.line != span.end_line or span.line > len(lines):
            return ""
        found = _COMMENT.search(lines[span.line - 1][span.end_column - 1 :])
        return found.group(1).strip() if found else ""
