"""A section of a detail template is read once when it only says which fields it shows; else it is rendered."""

from __future__ import annotations

import pytest
from jinja2 import DictLoader, Environment

from runtime.web.sections import sections_of
from tests.stage import Stage

PLAIN = '{% extends "record/detail.html" %}\n{% block section_a %}{{ show("one") }} · {{ show("two") }}{% endblock %}\n'


def read(stage: Stage, source: str) -> dict[str, list[tuple[str, bool]]]:
    found = sections_of(
        stage.model, Environment(loader=DictLoader({"page": source}), autoescape=True), "page"
    )
    return {name: [(step.text, step.is_field) for step in steps] for name, steps in found.items()}


def test_the_order_and_the_text_between_are_those_of_the_template(stage: Stage) -> None:
    assert read(stage, PLAIN) == {"section_a": [("one", True), (" · ", False), ("two", True)]}


@pytest.mark.parametrize(
    "more",
    [
        '{% block section_b %}{% if detail.is_masked %}{{ show("three") }}{% endif %}{% endblock %}',
        '{% block section_b %}{{ show("three") | upper }}{% endblock %}',
        "{% block section_b %}{{ show(which) }}{% endblock %}",
    ],
)
def test_a_section_that_does_more_is_left_to_be_rendered(stage: Stage, more: str) -> None:
    assert list(read(stage, PLAIN + more)) == ["section_a"]


def test_a_template_that_sets_names_of_its_own_is_left_to_be_rendered(stage: Stage) -> None:
    assert read(stage, PLAIN + "{% set show = other %}") == {}
