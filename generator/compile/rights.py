"""Rights, notices, retention and breaches: labels filled in, legal bases in words."""

from __future__ import annotations

from generator.blueprint import Notice as WrittenNotice
from generator.blueprint.entity import Case, CaseType
from generator.compile.fields import legal_basis
from generator.compile.words import Words
from generator.validate.context import Context
from runtime.ir.rights import Breaches, Notice, Purpose, Recipient, Retention, Right


def rights(context: Context, words: Words) -> tuple[Right, ...]:
    """Every kind of request, in the order written."""
    return tuple(
        Right(
            id=key,
            label=words.label(written.label, id=key),
            help=words.label(written.help),
            kind=written.kind,
            within=written.within,
            extension=written.extension,
            legal_basis=legal_basis(context, written.legal_basis),
            source=written.source,
            assumed=written.assumed,
        )
        for key, written in context.blueprint.rights.items()
    )


def notices(context: Context, words: Words) -> tuple[Notice, ...]:
    """Every privacy notice, in the order written."""
    return tuple(_notice(words, key, written) for key, written in context.blueprint.notices.items())


def breaches(context: Context, words: Words) -> Breaches:
    """The clock of breaches and who is told."""
    written = context.blueprint.breaches
    return Breaches(
        within=written.within,
        recipients=tuple(
            Recipient(id=key, label=words.label(one.label, id=key)) for key, one in written.recipients.items()
        ),
        source=written.source,
        assumed=written.assumed,
    )


def retention(context: Context, owner: Case | CaseType) -> Retention | None:
    """The term of a case type, or of every case; none where nothing is written."""
    written = owner.retention
    if written is None:
        return None
    return Retention(
        term=written.term,
        then=written.then,
        legal_basis=legal_basis(context, written.legal_basis),
        source=written.source,
        assumed=written.assumed,
    )


def _notice(words: Words, key: str, written: WrittenNotice) -> Notice:
    return Notice(
        id=key,
        label=words.label(written.label, id=key),
        version=written.version,
        since=written.since,
        short=words.label(written.short),
        full=words.label(written.full),
        purposes=tuple(
            Purpose(
                id=name,
                label=words.label(purpose.label, id=name),
                needed=purpose.needed,
                withdrawal=words.label(purpose.withdrawal),
            )
            for name, purpose in written.purposes.items()
        ),
        source=written.source,
        assumed=written.assumed,
    )
