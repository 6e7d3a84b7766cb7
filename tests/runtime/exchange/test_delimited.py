"""The guard against formulas, and the way back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.exchange.delimited import MARK, guard, table, unguard


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+52 55", "'+52 55"),
        ("-1", "'-1"),
        ("@cmd", "'@cmd"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("'=1", "''=1"),
        ("'tis", "'tis"),
        ("a=b", "a=b"),
        ("", ""),
    ],
)
def test_what_begins_like_a_formula_is_guarded(text: str, written: str) -> None:
    assert guard(text) == written


@given(st.text(alphabet=st.sampled_from("'=+-@\t\r\nañ")))
def test_the_guard_comes_off_again(text: str) -> None:
    assert unguard(guard(text)) == text
    assert guard(text).lstrip("'")[:1] not in tuple("=+-@\t\r\n") or guard(text).startswith("'")


def test_a_small_table_leaves_numbers_as_they_are() -> None:
    assert table(["=a", "b"], [["@x", -3], ['say "hi"', 4]]) == MARK + b'\'=a,b\n\'@x,-3\n"say ""hi""",4\n'
