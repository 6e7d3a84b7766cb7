"""Plans as JSON."""

from __future__ import annotations

from generator.plan import plan
from generator.plan.codec import decode, encode
from tests.chain import versions


def test_a_plan_survives_the_way_through_json() -> None:
    first, second, _ = versions()
    for made in (plan(None, first).plan, plan(first, second).plan):
        assert decode(encode(made)) == made


def test_what_is_no_plan_is_not_taken_for_one() -> None:
    assert decode("{}") is None
    assert decode("no JSON at all") is None
