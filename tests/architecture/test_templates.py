"""What a template may not write: attributes that run into each other. Jinja takes the line between two tags away."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import runtime

TEMPLATES = Path(runtime.__file__).parent / "templates"
_ENDS_ON_A_TAG = re.compile(r"\{% endif %\}$")
_BEGINS_WITH_AN_ATTRIBUTE = re.compile(r"\{% if [^%]*%\}[a-z]")


def test_an_attribute_behind_a_condition_brings_its_own_blank() -> None:
    glued = [
        f"{path.relative_to(TEMPLATES)}: {line.strip()}"
        for path in sorted(TEMPLATES.rglob("*.html"))
        for before, line in pairwise(path.read_text("utf-8").splitlines())
        if _ENDS_ON_A_TAG.search(before) and _BEGINS_WITH_AN_ATTRIBUTE.match(line.strip())
    ]
    assert glued == []
