"""One condition at a time: the compiler's mistakes in the author's words, and slips it cannot see."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.diagnostics import Argument, nearest
from generator.source import Address, ScalarNode
from generator.validate.context import Context
from generator.validate.finding import Finding, found
from generator.validate.inside import span_inside
from generator.validate.retired import retired
from generator.validate.scope import Scope
from generator.validate.tokens import Token, tokens
from runtime.expressions.environment import Mistake

_UNDECLARED = re.compile(r"undeclared reference to '([^']*)'")
_OVERLOAD = re.compile(r"found no matching overload for '([^']*)' applied to '\((.*)\)'")
_WORDS = {"and": "&&", "or": "||", "not": "!", "y": "&&", "o": "||", "no": "!"}
_AUTHOR_TYPES = {
    "string": "text",
    "int": "integer",
    "double": "decimal",
    "bool": "boolean",
    "timestamp": "date",
    "google.protobuf.Timestamp": "date",
    "google.protobuf.Duration": "duration",
    "list(string)": "choices",
    "null_type": "null",
}
_FUNCTIONS = [
    "size",
    "contains",
    "startsWith",
    "endsWith",
    "matches",
    "has",
    "exists",
    "all",
    "filter",
    "map",
    "exists_one",
    "timestamp",
    "duration",
    "int",
    "double",
    "string",
    "getFullYear",
    "getMonth",
    "getDate",
    "getDayOfMonth",
    "getDayOfWeek",
    "getHours",
    "getMinutes",
]
_TRUTHS = {"si": "true", "sí": "true", "yes": "true", "verdadero": "true", "no": "false", "falso": "false"}
_CURLY = str.maketrans(dict.fromkeys("“”„‘’«»", "'"))
_MAPS = ("filled", "unknown")
_COMPARING = ("==", "!=", "<", "<=", ">", ">=")
_SYMBOLS = {"@in": "in", "!_": "!", "-_": "-", "_?_:_": "? :", "_[_]": "[ ]"}


@dataclass(frozen=True)
class Text:
    """A condition to judge. ``must_hold`` says that being unknown counts as not holding."""

    address: Address
    node: ScalarNode
    wanted: str | None
    must_hold: bool


def judge(context: Context, scope: Scope, text: Text) -> Iterator[Finding]:
    """Say what is wrong with a condition: the compiler's first mistake, else what it cannot know."""
    words = tokens(text.node.text)
    if any(word.kind == "name" and word.text.removeprefix("filled.") in scope.untyped for word in words):
        return
    result = scope.environment.compile(text.node.text)
    if isinstance(result, Mistake):
        yield _mistaken(context, scope, text, words, result)
        return
    if text.wanted is not None and result.result != text.wanted:
        wanted, given = _author_type(text.wanted), _author_type(result.result)
        yield found("C106", text.address, wanted=wanted, given=given)
    yield from _unknown_keys(context, scope, text, words)
    yield from _codes(context, scope, text, words)
    yield from retired(context, scope, (text.address, text.node), _comparisons(words))
    if text.must_hold:
        yield from _maybe_empty(context, scope, text, words)


def _mistaken(
    context: Context, scope: Scope, text: Text, words: Sequence[Token], mistake: Mistake
) -> Finding:
    said = text.node.text.strip()
    if said.lower() in _TRUTHS and text.wanted == "bool":
        return _at(context, text, 0, len(said), "C102", suggestion=_TRUTHS[said.lower()], name=said)
    slip = _slip(context, scope, text, words, mistake)
    if slip is not None:
        return slip
    undeclared = _UNDECLARED.search(mistake.message)
    if undeclared is not None:
        return _undeclared(context, scope, text, words, undeclared.group(1))
    overload = _OVERLOAD.search(mistake.message)
    if overload is not None:
        return _mismatch(context, text, words, mistake, overload.group(1), overload.group(2))
    here = next((word for word in words if word.start <= mistake.position < word.end), None)
    # Where the text ends too early, the last word is the place to look at.
    near = here or (words[-1] if words else Token("sign", "", 0, 1))
    return _at(context, text, near.start, near.end, "C101", near=near.text)


def _slip(
    context: Context, scope: Scope, text: Text, words: Sequence[Token], mistake: Mistake
) -> Finding | None:
    """Signs and words of other languages, which explain a syntax error better than the compiler does."""
    if "Syntax error" not in mistake.message:
        return None
    for word in words:
        if word.text.translate(_CURLY) != word.text and word.kind == "sign":
            straight = text.node.text.strip("“”«»").translate(_CURLY)
            return _at(context, text, word.start, word.end, "C101", suggestion=straight, near=word.text)
        if word.text == "=":
            return _at(context, text, word.start, word.end, "C107")
        sign = _WORDS.get(word.text.lower())
        if word.kind in ("name", "call") and sign and word.text not in scope.variables:
            return _at(context, text, word.start, word.end, "C108", word=word.text, sign=sign)
    return None


def _undeclared(context: Context, scope: Scope, text: Text, words: Sequence[Token], name: str) -> Finding:
    called = next((word for word in words if word.kind == "call" and word.text == name), None)
    if called is not None:
        suggestion = nearest(name, _FUNCTIONS)
        return _at(context, text, called.start, called.end, "C109", suggestion=suggestion, name=name)
    matching = (
        word
        for word in words
        if word.kind == "name" and (word.text == name or word.text.startswith(f"{name}."))
    )
    place = next(matching, words[0])
    parts = [known for known in scope.variables if known.startswith(f"{name}.")]
    if parts:
        # A value of several parts is read part by part.
        return _at(context, text, place.start, place.end, "C114", name=name, parts=tuple(parts))
    suggestion = _meant(context, scope, words, place)
    return _at(context, text, place.start, place.end, "C102", suggestion=suggestion, name=place.text)


def _meant(context: Context, scope: Scope, words: Sequence[Token], place: Token) -> str | None:
    """What somebody probably meant by a name there is not: a code without quotes, a field of the person, a typo."""
    quoted = [
        Token("text", f"'{word.text}'", word.start, word.end) if word is place else word for word in words
    ]
    for name, literal in _comparisons(quoted):
        code = literal.literal
        codes = () if literal.text != f"'{place.text}'" else _codes_of(context, scope, name.text) or ()
        known = code if code in codes else nearest(code, codes)
        if known is not None:
            return f"'{known}'"
    if f"person.{place.text}" in scope.variables:
        return f"person.{place.text}"
    return nearest(place.text, (*scope.variables, *(f"{owner}.…" for owner in _MAPS)))


def _mismatch(
    context: Context, text: Text, words: Sequence[Token], mistake: Mistake, operator: str, kinds: str
) -> Finding:
    sides = [_author_type(kind) for kind in re.split(r",\s*(?![^()]*\))", kinds)]
    sign = next((word for word in words if word.start <= mistake.position < word.end), words[0])
    index = words.index(sign)
    pair = set(sides)
    if pair == {"decimal", "integer"}:
        literal = next(
            (word for word in words[index + 1 : index + 2] if word.kind == "number"), None
        ) or next((word for word in words[max(0, index - 1) : index] if word.kind == "number"), None)
        place = literal or sign
        suggestion = _other_number(literal.text) if literal else None
        return _at(context, text, place.start, place.end, "C104", suggestion=suggestion, number=place.text)
    if "date" in pair and pair & {"text", "integer"} and sign.text in _COMPARING:
        return _at(context, text, sign.start, sign.end, "C105", sign=sign.text)
    if "null" in pair:
        field = words[index - 1].text if index else ""
        return _at(context, text, sign.start, sign.end, "C115", name=field)
    shown = _SYMBOLS.get(operator, operator.strip("_"))
    return _at(context, text, sign.start, sign.end, "C103", sign=shown, kinds=", ".join(sides))


def _other_number(text: str) -> str:
    return text.removesuffix(".0") if "." in text else f"{text}.0"


def _unknown_keys(context: Context, scope: Scope, text: Text, words: Sequence[Token]) -> Iterator[Finding]:
    """`filled.x` and `unknown.x` of fields that do not exist: to the compiler any key is right."""
    for word in words:
        head, _, name = word.text.partition(".")
        if word.kind == "name" and head in _MAPS and name and name not in scope.fields:
            meant = nearest(name, (known for known in scope.fields if "." not in known))
            suggestion = f"{head}.{meant}" if meant else None
            yield _at(context, text, word.start, word.end, "C102", suggestion=suggestion, name=word.text)


def _codes(context: Context, scope: Scope, text: Text, words: Sequence[Token]) -> Iterator[Finding]:
    """Texts compared with a coded field have to be codes."""
    for name, literal in _comparisons(words):
        codes = _codes_of(context, scope, name.text)
        if codes is not None and literal.literal not in codes:
            suggestion = nearest(literal.literal, codes)
            yield _at(
                context,
                text,
                literal.start,
                literal.end,
                "C111",
                suggestion=f"'{suggestion}'" if suggestion else None,
                value=literal.literal,
                name=name.text,
            )


def _codes_of(context: Context, scope: Scope, name: str) -> Sequence[str] | None:
    if name == "state" and scope.has_state:
        return tuple(context.blueprint.lifecycle.states) if context.is_whole("lifecycle", "states") else None
    if name.startswith("unknown."):
        return context.reasons if name.removeprefix("unknown.") in scope.fields else None
    catalog = scope.catalog_of(name)
    codes = context.codes(catalog) if catalog else None
    return tuple(codes) if codes is not None else None


def _comparisons(words: Sequence[Token]) -> Iterator[tuple[Token, Token]]:
    """Every pair of a name and a text it is compared with: `a == 'x'`, `'x' in a`, `a in ['x', 'y']`."""
    for position, word in enumerate(words[1:-1], start=1):
        before, after = words[position - 1], words[position + 1]
        if word.text in ("==", "!=") and {before.kind, after.kind} == {"name", "text"}:
            yield (before, after) if before.kind == "name" else (after, before)
        elif word.text == "in" and before.kind == "text" and after.kind == "name":
            yield after, before
        elif word.text == "in" and before.kind == "name" and after.text == "[":
            for item in words[position + 2 :]:
                if item.text == "]":
                    break
                if item.kind == "text":
                    yield before, item


def _maybe_empty(context: Context, scope: Scope, text: Text, words: Sequence[Token]) -> Iterator[Finding]:
    """`x != 'si'` does not hold while x is empty, which is seldom what its author means."""
    written = {word.text for word in words}
    for position, word in enumerate(words[1:-1], start=1):
        sides = (words[position - 1], words[position + 1])
        name = next((side for side in sides if side.kind == "name"), None)
        if word.text != "!=" or name is None:
            continue
        owner = scope.owners.get(name.text)
        # `filled` tells of the record's own fields, so there is nothing to offer for those of the person.
        if owner is None or owner not in scope.own or f"filled.{owner}" in written:
            continue
        if scope.is_always_filled(owner):
            continue
        before, after = sides
        comparison = f"{before.text} != {after.text}"
        proposal = f"!filled.{owner} || {comparison}"
        yield _at(
            context,
            text,
            before.start,
            after.end,
            "C110",
            name=owner,
            comparison=comparison,
            proposal=proposal,
        )


def _author_type(kind: str) -> str:
    return _AUTHOR_TYPES.get(kind, kind)


def _at(
    context: Context,
    text: Text,
    start: int,
    end: int,
    code: str,
    *,
    suggestion: str | None = None,
    **arguments: Argument,
) -> Finding:
    span = span_inside(text.node, start, end, context.places.tree.texts)
    return Finding(code, text.address, arguments, suggestion=suggestion, span=span)
