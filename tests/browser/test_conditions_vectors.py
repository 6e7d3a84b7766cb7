"""The browser's CEL gives the answers of the shared vectors; the server's engine runs the same file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Show

pytestmark = pytest.mark.browser

VECTORS = json.loads((Path(__file__).parents[1] / "expressions" / "vectors.json").read_text("utf-8"))

ANSWER = """
async ({fields, now, today, vectors}) => {
  const {Conditions} = await import("/static/app/expressions.js");
  const conditions = new Conditions(fields);
  return vectors.map(({expression, data, unknown}) =>
    conditions.answer(expression, conditions.data(data, {unknown, now: new Date(now), today})));
}
"""


def test_the_browser_answers_every_vector_as_written(show: Show) -> None:
    page = show("<!doctype html><title>Vectors</title>")

    answers: list[Any] = page.evaluate(ANSWER, VECTORS)

    expected = {vector["why"]: vector["result"] for vector in VECTORS["vectors"]}
    assert dict(zip(expected, answers, strict=True)) == expected


def test_the_vectors_cover_every_answer_and_type() -> None:
    vectors = VECTORS["vectors"]

    assert len(vectors) >= 40
    assert {vector["result"] for vector in vectors} == {True, False, None}
    used = " ".join(vector["expression"] for vector in vectors)
    assert [name for name in VECTORS["fields"] if name not in used] == []
