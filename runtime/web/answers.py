"""From a sent form to answers that may be stored: what is masked or fixed is left out. Must not store."""

from __future__ import annotations

from collections.abc import Mapping

from runtime.access.mask import unwritable_fields
from runtime.errors import Fault, Invalid, Refused
from runtime.http.context import visit_of
from runtime.records import submission
from runtime.records.submission import NEW, Current, Submission
from runtime.web.forms import Form


def read_answers(form: Form, current: Current = NEW) -> Submission:
    """Read a form as its page asked it.

    Raises:
        Invalid: with every fault at once.
    """
    visit = visit_of(form.request)
    entity = form.outline.entity
    return submission.read(
        visit.model,
        entity.id,
        form.controls,
        visit.context,
        only=form.only,
        current=current,
        hidden=unwritable_fields(visit.model, visit.actor, entity),
    )


def faults_of(error: Invalid | Refused) -> Mapping[str, Fault]:
    """Return what is wrong, by control; a refusal is one of the whole form, so that its page keeps what was typed."""
    return error.faults if isinstance(error, Invalid) else {"": error.fault}
