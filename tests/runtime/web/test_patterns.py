"""A row that is drawn once and filled in many times shows what it is filled with, and nothing of it acts as markup."""

from __future__ import annotations

from collections.abc import Sequence

from runtime.web.patterns import draw


def test_what_is_filled_in_is_escaped_and_stands_where_the_template_put_it() -> None:
    def render(marks: Sequence[str]) -> str:
        folio, _, name = marks
        return f'<b title="{name}">{name} 100% {folio}</b>'

    row = draw(3, render)
    filled = row.fill([["1", "%s"], ["left", "out"], ['<script>"&', "Ana"]])

    assert filled == (
        '<b title="&lt;script&gt;&#34;&amp;">&lt;script&gt;&#34;&amp; 100% 1</b><b title="Ana">Ana 100% %s</b>'
    )


def test_no_rows_are_no_markup() -> None:
    assert draw(1, lambda marks: f"<i>{marks[0]}</i>").fill([[]]) == ""
