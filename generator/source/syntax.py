"""What libyaml complains of, in the author's words; builds no nodes."""

from __future__ import annotations

import yaml

from generator.diagnostics import Diagnostic, Span, diagnose

_CLOSING = {"[": "]", "{": "}"}
_SIGNED = frozenset({"while scanning an alias", "while scanning an anchor", "while scanning a block scalar"})
_NO_TEXT = (
    "cannot start any token",
    "block sequence entries are not allowed",
    "mapping keys are not allowed",
    "did not find expected node content",
)


def explain_failure(error: yaml.MarkedYAMLError, text: str, file: str) -> Diagnostic:
    """Turn a failure of the YAML parser into a finding.

    Args:
        error: What libyaml raised; its marks count from 0.
        text: The file's text.
        file: Its name in spans.
    """
    lines = text.split("\n")
    problem = error.problem or ""
    place = _span(error.problem_mark or error.context_mark, file, lines)
    start = _span(error.context_mark or error.problem_mark, file, lines)
    return (
        _by_context(error.context or "", problem, start, place, lines)
        or _by_problem(problem, place, lines)
        or diagnose("Y309", place, problem=problem)
    )


def _by_context(context: str, problem: str, start: Span, place: Span, lines: list[str]) -> Diagnostic | None:
    """What libyaml was doing tells most about quotes, brackets and signs."""
    if context == "while scanning a quoted scalar":
        return diagnose("Y304", start)
    if context == "while parsing a quoted scalar":
        return diagnose("Y308", place)
    if context.startswith("while parsing a flow"):
        opening = _character(lines, start)
        return diagnose("Y305", start, opening=opening, closing=_CLOSING.get(opening, ""))
    if context in _SIGNED:
        return diagnose("Y303", start, character=_character(lines, start))
    if "could not find expected ':'" in problem:
        return diagnose("Y307", start)
    return None


def _by_problem(problem: str, place: Span, lines: list[str]) -> Diagnostic | None:
    before = lines[place.line - 1][: place.column - 1]
    if "found a tab character" in problem:
        return diagnose("Y301", place)
    if "cannot start any token" in problem and _character(lines, place) == "\t":
        return diagnose("Y301", place)
    if any(words in problem for words in _NO_TEXT):
        return diagnose("Y303", place, character=_character(lines, place))
    if "mapping values are not allowed" in problem:
        # The first colon of a line belongs to its key, so the line before must have gone wrong.
        return diagnose("Y302" if ":" in before else "Y310", place)
    if "did not find expected key" in problem or "did not find expected '-'" in problem:
        return diagnose("Y311" if before.rstrip().endswith(('"', "'")) else "Y306", place)
    return diagnose("Y406", place) if "<document start>" in problem else None


def _span(mark: yaml.Mark | None, file: str, lines: list[str]) -> Span:
    """One character at a mark; libyaml marks the end of a file as a line that editors do not show."""
    if mark is None:
        return Span.at(file)
    shown = len(lines) - 1 if len(lines) > 1 and not lines[-1] else len(lines)
    if mark.line >= shown:
        return Span.at(file, shown, len(lines[shown - 1]) + 1)
    return Span(file, mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2)


def _character(lines: list[str], span: Span) -> str:
    return lines[span.line - 1][span.column - 1 : span.column]
