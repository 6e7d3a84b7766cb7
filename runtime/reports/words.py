"""What a report says of itself: what it counts, over which time, of which records. Must not know pages or files."""

from __future__ import annotations

from runtime.fields.base import Context
from runtime.i18n import format as write
from runtime.ir.label import text as label_text
from runtime.reports.count import Question
from runtime.reports.table import Table, dimension_of
from runtime.reports.view import View
from runtime.search.columns import Lens


def what(view: View, context: Context) -> str:
    """Say which of the three it counts, or which register: never left to guess."""
    say, report = context.message, view.report
    entity = view.main.entity
    if "records" in report.counts:
        return say("reports.counts_records", of=label_text(entity.plural, context.language))
    counted = write.join([say(f"reports.word_{name}") for name in report.counts], context.language)
    return say("reports.counts", what=counted)


def when(view: View, question: Question, context: Context) -> str:
    """Say the period, by which date and by whose clock."""
    say = context.message
    period = question.period.title(context.language, say)
    if view.is_open:
        is_over = question.period.last < context.today
        day = question.period.last if is_over else context.today
        return say(
            "reports.open_at" if is_over else "reports.open_now", day=write.date(day, context.language)
        )
    if view.report.period == "" and len(view.parts) > 1:
        dated = say("reports.dated_each")
    elif view.main.dated is not None:
        dated = say(
            "reports.dated_field", field=label_text(view.main.dated.slot.field.label, context.language)
        )
    else:
        dated = say(f"reports.dated_{view.main.moment}")
    clock = say(f"reports.clock_{view.report.clock}")
    return f"{period}. {dated} {clock}"


def narrowed(view: View, question: Question, lens: Lens) -> list[tuple[str, str]]:
    """Say which records: the blueprint's own conditions, then what was chosen."""
    context, language = lens.context, lens.context.language
    found = []
    report, registry = view.report, lens.model.registry
    if report.of is not None and registry.by_id[report.of].base is not None:
        kind = registry.by_id[report.of]
        key = "reports.by_case_type" if kind.kind == "case_type" else "reports.by_action_type"
        found.append((context.message(key), label_text(kind.label, language)))
    asked = [*report.where.items(), *((name, (code,)) for name, code in question.chosen)]
    for name, codes in asked:
        dimension = dimension_of(view, question, name)
        labels = {group.key: group.label for group in dimension.groups(lens)}
        found.append(
            (dimension.heading(context), write.join([labels.get(code, code) for code in codes], language))
        )
    return found


def meanings(view: View, context: Context) -> list[tuple[str, str]]:
    """Say what each kind of column counts."""
    say, report = context.message, view.report
    found = [(say(f"reports.count_{name}"), say(f"reports.{name}_help")) for name in report.counts]
    if report.median:
        found.append((say("reports.median_days_open"), say("reports.median_help")))
    if view.delay:
        found.append((say("reports.delay"), say("reports.delay_help")))
    if view.filled:
        found.append((say("reports.filled_title"), say("reports.filled_help")))
    if report.deadlines:
        found.append((say("reports.deadlines"), say("reports.deadlines_help")))
    return found


def notes(table: Table) -> list[str]:
    """Say what a reader has to know to add the numbers up, or not to."""
    say = table.context.message
    found = []
    if table.are_totals_less and table.axes:
        found.append(say("reports.note_once"))
    if table.hidden:
        found.append(say("reports.note_hidden", least=table.view.report.suppress))
    return found
