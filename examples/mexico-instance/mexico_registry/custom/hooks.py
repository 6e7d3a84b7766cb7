"""The ministry's own functions, called when records change. Written once, empty; yours from then on.

An example, for an entity ``case``::

    from runtime.errors import Fault, Refused
    from runtime.records import on
    from runtime.records.events import BeforeCreate

    from mexico_registry.generated.schemas.case import CaseCreate


    @on("case", "before_create")
    def ask_for_summary(event: BeforeCreate[CaseCreate]) -> None:
        if event.record.resumen is None:
            raise Refused(Fault("", text={"es": "Escriba el resumen", "en": "Write the summary"}))
"""
