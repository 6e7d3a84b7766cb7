"""What an author reads: the sentence, the line with its marker, the cure, the other place, the summary."""

from __future__ import annotations

import io
import json

from rich.console import Console

from generator.diagnostics import Diagnostic, Outcome, Span, diagnose
from generator.diagnostics.render import print_human, summary, to_human, to_json, to_line, to_lines
from generator.diagnostics.span import excerpt

TEXT = "fields:\n  año: 1\n  año: 2\n"
FILE = "mexico/casos.yaml"
REPEATED = diagnose("Y501", Span(FILE, 3, 3, 3, 6), related=((Span(FILE, 2, 3, 2, 6), "first"),), key="año")
MARK = diagnose("Y204", Span.at("mexico/a.yaml"))


def test_people_see_line_marker_cure_and_origin() -> None:
    assert to_human([REPEATED], {FILE: TEXT}, "en").plain == (
        'mexico/casos.yaml:3:3: error Y501: the key "año" is repeated\n'
        "    3 |   año: 2\n"
        "      |   ^^^\n"
        "  help: keep one, or rename one of them\n"
        "  note: the first one is at mexico/casos.yaml:2:3\n"
        "1 error. Explain a code: acompana explain Y501\n"
    )


def test_the_same_in_spanish() -> None:
    page = to_human([REPEATED], {FILE: TEXT}, "es").plain
    assert 'error Y501: la clave "año" está repetida' in page
    assert "ayuda: deje una sola" in page
    assert "nota: la primera vez está en mexico/casos.yaml:2:3" in page
    assert page.endswith("1 error. Explicar un código: acompana explain Y501\n")


def test_a_suggestion_takes_the_place_of_the_cure() -> None:
    found = diagnose("X202", None, suggestion="nombre", sibling="nomre", key="cui", siblings=("nombre",))
    assert 'help: did you mean "nombre"?' in to_human([found], {}, "en").plain


def test_lists_of_names_read_as_prose() -> None:
    found = diagnose("X202", None, sibling="x", key="cui", siblings=("a", "b", "c"))
    assert '"a", "b" o "c"' in to_human([found], {}, "es").plain
    assert '"a", "b" or "c"' in to_human([found], {}, "en").plain


def test_findings_are_sorted_by_file_and_line() -> None:
    lines = to_lines([REPEATED, MARK], "en").splitlines()
    assert [line.split(": ")[0] for line in lines] == ["mexico/a.yaml:1:1", "mexico/casos.yaml:3:3"]


def test_one_line_form_without_a_place() -> None:
    found = diagnose("Y501", None, key="a")
    assert to_line(found, "en") == '-: Y501 the key "a" is repeated'


def test_summary_counts_and_explains_the_first_error() -> None:
    assert summary([MARK, REPEATED, REPEATED], "en") == (
        "2 errors, 1 warning. Explain a code: acompana explain Y501"
    )
    assert summary([], "es") == "Sin errores."


def test_json_holds_everything() -> None:
    document = json.loads(to_json([REPEATED, MARK], "en"))
    assert document["summary"] == {"errors": 1, "warnings": 1, "notes": 0}
    second = document["diagnostics"][1]
    assert second["code"] == "Y501"
    assert second["span"] == {"file": FILE, "line": 3, "column": 3, "end_line": 3, "end_column": 6}
    assert second["related"][0]["message"] == "the first one is at mexico/casos.yaml:2:3"


def test_an_authors_words_are_never_read_as_markup() -> None:
    output = io.StringIO()
    console = Console(file=output, width=40)
    print_human(console, [diagnose("Y501", None, key="[red]x[/red]" + "y" * 60)], {}, "en")
    assert "[red]x[/red]" + "y" * 60 + '" is repeated\n' in output.getvalue()


def test_long_lines_are_cut_around_the_mistake() -> None:
    text = "a" * 300 + "ERROR" + "b" * 300
    shown = excerpt(Span("f", 1, 301, 1, 306), text)
    assert shown is not None
    assert len(shown.text) < 120
    assert shown.text[shown.marker.index("^") : len(shown.marker)] == "ERROR"


def test_markers_stand_under_wide_letters() -> None:
    shown = excerpt(Span("f", 1, 4, 1, 5), "日本 x")
    assert shown is not None
    assert shown.marker == "     ^"


def test_a_place_beyond_the_file_shows_nothing() -> None:
    assert excerpt(Span("f", 9, 1, 9, 1), "one line") is None


def test_an_error_leaves_no_value_and_a_warning_does() -> None:
    both: tuple[Diagnostic, ...] = (REPEATED, MARK)
    assert Outcome.of(1, both) == Outcome(None, (MARK, REPEATED))
    assert Outcome.of(1, (MARK,)).value == 1
