"""Findings as text: for people, as one line for editors, as JSON; decides no wording of a code."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict

from rich.console import Console
from rich.text import Text

from generator.diagnostics.catalog import Language, entry
from generator.diagnostics.diagnostic import Argument, Diagnostic, Severity, in_order
from generator.diagnostics.span import Span, excerpt

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold blue"}
_RULE = "dim"

_WORDS: Mapping[Language, Mapping[str, str]] = {
    "es": {
        "error": "error",
        "errors": "errores",
        "warning": "aviso",
        "warnings": "avisos",
        "note": "nota",
        "notes": "notas",
        "help": "ayuda",
        "or": "o",
        "meant": '¿quiso decir "{name}"?',
        "inherited": 'viene de "{layer}"; en su capa se cambia en {address}',
        "explain": "Explicar un código: acompana explain {code}",
        "clean": "Sin errores.",
        "mistake": "Así está mal:",
        "cure": "Así está bien:",
    },
    "en": {
        "error": "error",
        "errors": "errors",
        "warning": "warning",
        "warnings": "warnings",
        "note": "note",
        "notes": "notes",
        "help": "help",
        "or": "or",
        "meant": 'did you mean "{name}"?',
        "inherited": 'it comes from "{layer}"; your layer changes it at {address}',
        "explain": "Explain a code: acompana explain {code}",
        "clean": "No errors.",
        "mistake": "Wrong:",
        "cure": "Right:",
    },
}


def sentence(diagnostic: Diagnostic, language: Language) -> str:
    """What is wrong, in one sentence."""
    return _fill(entry(diagnostic.code).title.to(language), diagnostic.arguments, language)


def cure(diagnostic: Diagnostic, language: Language) -> str:
    """What to do about it: the likely name if there is one, else the cure of the code."""
    if diagnostic.suggestion is not None:
        return _WORDS[language]["meant"].format(name=diagnostic.suggestion)
    return _fill(entry(diagnostic.code).cure.to(language), diagnostic.arguments, language)


def notes(diagnostic: Diagnostic, language: Language) -> tuple[tuple[Span, str], ...]:
    """The related places, each with its sentence."""
    texts = entry(diagnostic.code).notes
    return tuple(
        (span, _fill(texts[key].to(language), {**diagnostic.arguments, "place": str(span)}, language))
        for span, key in diagnostic.related
    )


def to_line(diagnostic: Diagnostic, language: Language) -> str:
    """`file:line:col: code message`, the form editors and CI understand."""
    return f"{diagnostic.span or '-'}: {diagnostic.code} {sentence(diagnostic, language)}"


def to_lines(diagnostics: Iterable[Diagnostic], language: Language) -> str:
    """One line per finding, in order, ending with a line break if there is any."""
    return "".join(f"{to_line(diagnostic, language)}\n" for diagnostic in in_order(tuple(diagnostics)))


def to_json(diagnostics: Iterable[Diagnostic], language: Language) -> str:
    """All findings and their counts as one JSON document."""
    ordered = in_order(tuple(diagnostics))
    document = {
        "diagnostics": [_as_data(diagnostic, language) for diagnostic in ordered],
        "summary": {f"{severity}s": _count(ordered, severity) for severity in Severity},
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def to_human(diagnostics: Iterable[Diagnostic], texts: Mapping[str, str], language: Language) -> Text:
    """The findings as people read them, with the lines they speak of and a summary.

    Args:
        diagnostics: The findings, in any order.
        texts: The source text of every file a finding may point into, by the file's name in spans.
        language: The language of the sentences.
    """
    ordered = in_order(tuple(diagnostics))
    page = Text()
    for diagnostic in ordered:
        _append_finding(page, diagnostic, texts, language)
    return page.append(summary(ordered, language) + "\n")


def print_human(
    console: Console, diagnostics: Iterable[Diagnostic], texts: Mapping[str, str], language: Language
) -> None:
    """Print findings without letting the console wrap or reinterpret an author's words."""
    console.print(to_human(diagnostics, texts, language), soft_wrap=True, highlight=False, end="")


def summary(diagnostics: Iterable[Diagnostic], language: Language) -> str:
    """The last line: how many findings, and how to learn more of the first."""
    ordered = in_order(tuple(diagnostics))
    words = _WORDS[language]
    counts = [(severity, _count(ordered, severity)) for severity in Severity]
    said = [
        f"{count} {words[severity if count == 1 else f'{severity}s']}" for severity, count in counts if count
    ]
    if not said:
        return words["clean"]
    first = min(ordered, key=lambda diagnostic: list(Severity).index(diagnostic.severity))
    return f"{', '.join(said)}. {words['explain'].format(code=first.code)}"


def explain(code: str, language: Language) -> Text:
    """All the catalogue says of a code: title, explanation, a mistake and its cure.

    Raises:
        CatalogError: There is no such code.
    """
    known = entry(code)
    words = _WORDS[language]
    page = Text()
    page.append(f"{words[known.severity]} {code}", _STYLES[known.severity])
    title = known.title.to(language).format_map(dict.fromkeys(known.names, "…"))
    page.append(f": {title}\n\n{known.explanation.to(language).format()}\n")
    for word, example in (("mistake", known.example.mistake), ("cure", known.example.cure)):
        page.append(f"\n{words[word]}\n", "bold")
        for line in example.rstrip("\n").split("\n"):
            page.append("  | ", _RULE).append(f"{line}\n")
    return page


def _append_finding(page: Text, diagnostic: Diagnostic, texts: Mapping[str, str], language: Language) -> None:
    words = _WORDS[language]
    if diagnostic.span:
        page.append(f"{diagnostic.span}: ")
    page.append(f"{words[diagnostic.severity]} {diagnostic.code}", _STYLES[diagnostic.severity])
    page.append(f": {sentence(diagnostic, language)}\n", "bold")
    _append_excerpt(page, diagnostic, texts)
    page.append(f"  {words['help']}: ", "bold cyan").append(f"{cure(diagnostic, language)}\n")
    for _, note in notes(diagnostic, language):
        page.append(f"  {words['note']}: ", "bold blue").append(f"{note}\n")
    if diagnostic.inherited is not None:
        told = words["inherited"].format(**asdict(diagnostic.inherited))
        page.append(f"  {words['note']}: ", "bold blue").append(f"{told}\n")


def _append_excerpt(page: Text, diagnostic: Diagnostic, texts: Mapping[str, str]) -> None:
    span = diagnostic.span
    text = texts.get(span.file) if span else None
    shown = excerpt(span, text) if span and text else None
    if shown is None:
        return
    page.append(f"{shown.number:>5} | ", _RULE).append(f"{shown.text}\n")
    page.append("      | ", _RULE).append(f"{shown.marker}\n", _STYLES[diagnostic.severity])


def _as_data(diagnostic: Diagnostic, language: Language) -> dict[str, object]:
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": sentence(diagnostic, language),
        "help": cure(diagnostic, language),
        "span": _span_as_data(diagnostic.span) if diagnostic.span else None,
        "suggestion": diagnostic.suggestion,
        "arguments": dict(diagnostic.arguments),
        "inherited": asdict(diagnostic.inherited) if diagnostic.inherited else None,
        "related": [
            {"span": _span_as_data(span), "message": note} for span, note in notes(diagnostic, language)
        ],
    }


def _span_as_data(span: Span) -> dict[str, str | int]:
    return {
        "file": span.file,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }


def _fill(template: str, arguments: Mapping[str, Argument], language: Language) -> str:
    return template.format_map({name: _say(value, language) for name, value in arguments.items()})


def _say(value: Argument, language: Language) -> str:
    """Lists become prose: "a", "b" or "c"."""
    if not isinstance(value, tuple):
        return str(value)
    quoted = [f'"{item}"' for item in value]
    if len(quoted) < 2:
        return "".join(quoted)
    return f"{', '.join(quoted[:-1])} {_WORDS[language]['or']} {quoted[-1]}"


def _count(diagnostics: tuple[Diagnostic, ...], severity: Severity) -> int:
    return sum(diagnostic.severity is severity for diagnostic in diagnostics)
