"""A small registry with a bit of everything, built by hand: what runtime tests run on."""

from __future__ import annotations

from typing import Any, cast

from pydantic import JsonValue

from runtime.fields.registry import field_type
from runtime.ir.access import Grant, Reach, Role, Sight, Verb
from runtime.ir.catalog import Catalog, Office, Value
from runtime.ir.entity import Deadline, Entity, Section
from runtime.ir.exchange import Export, Listing
from runtime.ir.expression import Check, Expression
from runtime.ir.field import Field, Required
from runtime.ir.lifecycle import Lifecycle, State, Transition
from runtime.ir.registry import Layer, PartyKind, Registry
from runtime.ir.report import Report
from runtime.ir.rights import Breaches, Notice, Purpose, Recipient, Right

ALWAYS = Required(kind="always")


def field(id: str, type: str, /, section: str = "main", **more: Any) -> Field:  # noqa: A002 - words of the IR
    """Build a field: keywords the IR knows are the field's, the rest are its type's options, filled in."""
    known = {name: more.pop(name) for name in list(more) if name in Field.model_fields}
    options = field_type(type).options.model_validate(more).model_dump(mode="json")
    known.setdefault("label", {"es": id.capitalize(), "en": id.capitalize()})
    return Field(id=id, type=type, section=section, options=cast("dict[str, JsonValue]", options), **known)


def cel(text: str, *names: str) -> Expression:
    """Build an expression with the names it reads."""
    return Expression(text=text, names=names)


def at(state: str) -> Required:
    """Required as a gate of a state."""
    return Required(kind="at", state=state)


def catalog(id: str, *codes: str) -> Catalog:  # noqa: A002 - word of the IR
    """Build a catalog whose labels are its codes."""
    values = tuple(Value(code=code, label={"es": code.capitalize(), "en": code.title()}) for code in codes)
    return Catalog(id=id, label={"es": id, "en": id}, values=values)


def role(
    id: str,  # noqa: A002 - word of the IR
    sees: Sight,
    *grants: tuple[str, Reach, str],
    hidden: tuple[str, ...] = (),
    restricted: Reach = "assigned",
) -> Role:
    """Build a role from (subject, reach, verbs)."""
    made = tuple(
        Grant(subject=subject, verb=cast("Verb", verb), reach=reach)
        for subject, reach, verbs in grants
        for verb in verbs.split()
    )
    return Role(
        id=id, label={"es": id, "en": id}, grants=made, sees=sees, hidden=hidden, restricted=restricted
    )


PERSON = Entity(
    id="person",
    kind="person",
    key="person",
    table="person",
    label={"es": "Persona", "en": "Person"},
    plural={"es": "Personas", "en": "People"},
    title="nombre",
    sections=(
        Section(id="main", label={"es": "Identidad", "en": "Identity"}),
        Section(id="other", label={"es": "Otros datos", "en": "Other data"}),
    ),
    fields=(
        field("nombre", "person_name", required=ALWAYS, privacy="personal"),
        field("sexo", "choice", catalog="sexo", unknown=("se_desconoce", "no_quiso_responder")),
        field("curp", "national_id", scheme="mx_curp", privacy="personal"),
        field("nacimiento", "partial_date", privacy="personal"),
        field("telefono", "phone", section="other", privacy="personal"),
        field("idiomas", "choices", section="other", catalog="idiomas"),
        field("nota", "long_text", section="other", privacy="sensitive", label={"es": "Nota", "en": "Note"}),
    ),
)

CASE = Entity(
    id="case",
    kind="case",
    key="case",
    table="cases",
    label={"es": "Caso", "en": "Case"},
    plural={"es": "Casos", "en": "Cases"},
    sections=(Section(id="main", label={"es": "Datos del caso", "en": "Case data"}),),
    fields=(
        field("canal", "choice", catalog="canal"),
        field("contacto_el", "date", max={"cel": "today"}),
        field("resumen", "long_text", required=at("cerrado"), privacy="personal"),
        field("prioridad", "choice", catalog="prioridad", default="media"),
    ),
)

DETENTION = Entity(
    id="case_detencion",
    kind="case_type",
    key="detencion",
    table="case_detencion",
    base="case",
    label={"es": "Detención", "en": "Detention"},
    plural={"es": "Detenciones", "en": "Detentions"},
    scope="migratorio",
    family="DET-MIG",
    sections=(Section(id="detencion", label={"es": "Detención", "en": "Detention"}),),
    fields=(
        field("centro", "reference", section="detencion", to="contraparte"),
        field("detenido_el", "datetime", section="detencion", required=ALWAYS, max={"cel": "now"}),
        field("notificado", "choice", section="detencion", catalog="si_no", unknown=("se_desconoce",)),
        field(
            "notificado_el",
            "datetime",
            section="detencion",
            visible=cel("notificado == 'si'", "notificado"),
            required=Required(kind="when", when=cel("notificado == 'si'", "notificado")),
            checks=(
                Check(
                    id="orden",
                    that=cel("notificado_el >= detenido_el", "notificado_el", "detenido_el"),
                    message={
                        "es": "La notificación no puede ser anterior a la detención",
                        "en": "Notification cannot precede detention",
                    },
                ),
            ),
        ),
        field("idiomas_hablados", "choices", section="detencion", catalog="idiomas"),
        field("salud", "long_text", section="detencion", privacy="sensitive"),
        field("resultado", "text", section="detencion", required=at("en_tramite")),
    ),
    deadlines=(
        Deadline(
            id="primera_visita",
            label={"es": "Primera visita", "en": "First visit"},
            start="notificado_el",
            within="48h",
            until="action.visita",
            warn="12h",
        ),
        Deadline(
            id="tramite",
            label={"es": "Inicio del trámite", "en": "Start of work"},
            start="contacto_el",
            within="5wd",
            until="state.en_tramite",
        ),
    ),
    closing_reasons=("resuelto", "sin_contacto"),
)

WAGES = Entity(
    id="case_salarios",
    kind="case_type",
    key="salarios",
    table="case_salarios",
    base="case",
    label={"es": "Salarios no pagados", "en": "Unpaid wages"},
    plural={"es": "Salarios no pagados", "en": "Unpaid wages"},
    scope="laboral",
    privacy="restricted",
    sections=(Section(id="adeudo", label={"es": "Adeudo", "en": "Debt"}),),
    fields=(
        field("patron", "text", section="adeudo", required=ALWAYS),
        field("monto", "money", section="adeudo", currencies=["USD", "MXN"]),
        field("desde", "date", section="adeudo"),
        field("hasta", "date", section="adeudo"),
        field(
            "es_mayor",
            "computed",
            section="adeudo",
            result="boolean",
            value="monto.amount > 1000.0",
            computed=cel("monto.amount > 1000.0", "monto"),
        ),
    ),
)

ACTION = Entity(
    id="action",
    kind="action",
    key="action",
    table="actions",
    label={"es": "Actuación", "en": "Action"},
    plural={"es": "Actuaciones", "en": "Actions"},
    sections=(Section(id="main", label={"es": "Actuación", "en": "Action"}),),
    fields=(field("descripcion", "long_text", privacy="personal"),),
)


def _action_type(key: str, label: str, *fields: Field) -> Entity:
    return Entity(
        id=f"action_{key}",
        kind="action_type",
        key=key,
        table=f"action_{key}",
        base="action",
        label={"es": label, "en": label},
        plural={"es": label, "en": label},
        sections=(Section(id=key, label={"es": label, "en": label}),),
        fields=fields,
    )


CALL = _action_type("llamada", "Llamada", field("con_quien", "text", section="llamada"))
VISIT = _action_type(
    "visita",
    "Visita consular",
    field("lugar", "text", section="visita", required=ALWAYS),
    field("duracion", "duration", section="visita"),
    field("hallazgos", "choices", section="visita", catalog="idiomas"),
)
AID = _action_type("ayuda", "Ayuda económica", field("entregado", "money", section="ayuda", required=ALWAYS))

COUNTERPART = Entity(
    id="register_contraparte",
    kind="register",
    key="contraparte",
    table="register_contraparte",
    label={"es": "Contraparte", "en": "Counterpart"},
    plural={"es": "Contrapartes", "en": "Counterparts"},
    title="denominacion",
    sections=(Section(id="main", label={"es": "Contraparte", "en": "Counterpart"}),),
    fields=(
        field("denominacion", "text", required=ALWAYS),
        field("clase", "choice", catalog="clase"),
    ),
)

LIFECYCLE = Lifecycle(
    states=(
        State(id="recibido", label={"es": "Recibido", "en": "Received"}, kind="initial"),
        State(id="en_tramite", label={"es": "En trámite", "en": "In progress"}, kind="open"),
        State(id="en_espera", label={"es": "En espera", "en": "Waiting"}, kind="waiting"),
        State(id="cerrado", label={"es": "Cerrado", "en": "Closed"}, kind="closed"),
        State(id="anulado", label={"es": "Anulado", "en": "Annulled"}, kind="closed"),
    ),
    transitions=(
        Transition(
            id="tramitar",
            label={"es": "Tramitar", "en": "Start work"},
            sources=("recibido", "en_espera"),
            target="en_tramite",
        ),
        Transition(
            id="esperar",
            label={"es": "Poner en espera", "en": "Put on hold"},
            sources=("en_tramite",),
            target="en_espera",
            reason="words",
        ),
        Transition(
            id="cerrar",
            label={"es": "Cerrar", "en": "Close"},
            sources=("en_tramite", "en_espera"),
            target="cerrado",
            guards=(
                Check(
                    id="prioridad",
                    that=cel("prioridad != 'alta'", "prioridad"),
                    message={
                        "es": "Baje la prioridad antes de cerrar",
                        "en": "Lower the priority before closing",
                    },
                ),
            ),
            reason="catalog",
            reasons="motivos",
        ),
        Transition(
            id="reabrir",
            label={"es": "Reabrir", "en": "Reopen"},
            sources=("cerrado",),
            target="en_tramite",
            reason="words",
            roles=("titular",),
        ),
        Transition(
            id="anular",
            label={"es": "Anular", "en": "Annul"},
            sources=("recibido", "en_tramite", "en_espera"),
            target="anulado",
            reason="words",
            roles=("titular",),
        ),
    ),
)

OFFICES = (
    Office(
        id="emb_usa",
        kind="embassy",
        name="Embajada en Washington",
        country="USA",
        city="Washington",
        time_zone="America/New_York",
        prefix="EUA",
    ),
    Office(
        id="con_los_angeles",
        kind="consulate",
        name="Consulado en Los Ángeles",
        country="USA",
        city="Los Ángeles",
        time_zone="America/Los_Angeles",
        prefix="LAN",
        parent="emb_usa",
    ),
    Office(
        id="con_chicago",
        kind="consulate",
        name="Consulado en Chicago",
        country="USA",
        city="Chicago",
        time_zone="America/Chicago",
        prefix="CHI",
        parent="emb_usa",
    ),
    Office(
        id="emb_esp",
        kind="embassy",
        name="Embajada en Madrid",
        country="ESP",
        city="Madrid",
        time_zone="Europe/Madrid",
        prefix="MAD",
    ),
)

ROLES = (
    role(
        "oficial",
        "sensitive",
        ("person", "office", "read create update"),
        ("case", "office", "read create update transition export"),
        ("action", "office", "read create update"),
        ("action", "own", "annul"),
        ("register", "everything", "read"),
        ("register", "office", "create update"),
        ("rights", "office", "read create"),
        ("breaches", "office", "read create"),
        hidden=("case_salarios.monto",),
    ),
    role(
        "titular",
        "restricted",
        ("person", "jurisdiction", "read create update export"),
        ("case", "jurisdiction", "read create update transition reassign export"),
        ("action", "jurisdiction", "read create update annul"),
        ("register", "everything", "read create update"),
        ("reports", "jurisdiction", "report"),
        ("accounts", "office", "administer"),
        ("rights", "jurisdiction", "read create update"),
        ("breaches", "jurisdiction", "read create update"),
        ("retention", "everything", "read administer"),
        ("trail", "jurisdiction", "read"),
        restricted="jurisdiction",
    ),
    role(
        "analista",
        "personal",
        ("person", "everything", "read"),
        ("case", "everything", "read export"),
        ("action", "everything", "read"),
        ("register", "everything", "read"),
        ("reports", "everything", "report"),
    ),
    role(
        "becario",
        "none",
        ("case", "own", "read"),
        ("case_detencion", "office", "read update"),
        ("person", "own", "read"),
        ("action_llamada", "own", "read create annul"),
    ),
    role("auditoria", "personal", ("person", "everything", "read"), ("trail", "everything", "read export")),
    role(
        "administrador",
        "none",
        ("accounts", "everything", "administer"),
        ("offices", "everything", "administer"),
    ),
)

NOTICE = Notice(
    id="proteccion",
    label={"es": "Aviso de privacidad", "en": "Privacy notice"},
    version="1",
    since="2026-01-01",
    short={"es": "Usamos sus datos para protegerle.", "en": "We use your data to protect you."},
    full={
        "es": "Usamos sus datos para protegerle.\n\nPuede pedir verlos.",
        "en": "We use your data to protect you.\n\nYou may ask to see them.",
    },
    purposes=(
        Purpose(id="atencion", label={"es": "Atender su caso", "en": "To attend to your case"}, needed=True),
        Purpose(
            id="encuesta",
            label={"es": "Preguntarle cómo le atendimos", "en": "To ask how we served you"},
            withdrawal={"es": "No le llamaremos más.", "en": "We will not call you any more."},
        ),
        Purpose(id="contacto", label={"es": "Avisarle de programas", "en": "To tell you of programmes"}),
    ),
)

REGISTRY = Registry(
    id="muestra",
    version="1.0.0",
    package="muestra_registry",
    title={"es": "Registro de muestra", "en": "Sample registry"},
    country="MEX",
    languages=("es", "en"),
    time_zone="America/Mexico_City",
    layers=(Layer(id="muestra", version="1.0.0"),),
    folio="{prefix}-{year}-{number:06}",
    scopes="ambitos",
    entities=(PERSON, CASE, DETENTION, WAGES, ACTION, CALL, VISIT, AID, COUNTERPART),
    catalogs=(
        catalog("sexo", "mujer", "hombre", "otro"),
        catalog("idiomas", "es", "en", "nah", "maya"),
        catalog("canal", "presencial", "telefono", "correo"),
        catalog("prioridad", "alta", "media", "baja"),
        catalog("si_no", "si", "no"),
        catalog("clase", "carcel", "hospital", "abogado"),
        catalog("ambitos", "migratorio", "laboral"),
        catalog("motivos", "resuelto", "sin_contacto", "otro"),
    ),
    unknown={
        "se_desconoce": {"es": "Se desconoce", "en": "Unknown"},
        "no_quiso_responder": {"es": "No quiso responder", "en": "Did not want to answer"},
        "no_aplica": {"es": "No aplica", "en": "Does not apply"},
    },
    offices=OFFICES,
    parties=(
        PartyKind(
            id="interesado", label={"es": "Persona interesada", "en": "Person concerned"}, is_main=True
        ),
        PartyKind(id="familiar", label={"es": "Familiar", "en": "Relative"}),
        PartyKind(id="patron", label={"es": "Patrón", "en": "Employer"}),
    ),
    lifecycle=LIFECYCLE,
    roles=ROLES,
    rights=(
        Right(
            id="acceso",
            label={"es": "Acceso", "en": "Access"},
            kind="access",
            within="20wd",
            extension="20wd",
        ),
        Right(
            id="rectificacion",
            label={"es": "Rectificación", "en": "Rectification"},
            kind="rectification",
            within="15d",
        ),
    ),
    notices=(NOTICE,),
    breaches=Breaches(
        recipients=(
            Recipient(id="autoridad", label={"es": "Autoridad", "en": "Authority"}),
            Recipient(id="personas", label={"es": "Personas afectadas", "en": "The people concerned"}),
        )
    ),
    reports=(
        Report(
            id="actividad",
            label={"es": "Actividad", "en": "Activity"},
            counts=("cases", "people", "actions"),
            by=("office",),
            more_by=("scope",),
        ),
    ),
    lists=(
        Listing(
            id="casos",
            label={"es": "Casos", "en": "Cases"},
            of="case",
            columns=("folio", "person.nombre", "case_type", "state", "office", "registered_at"),
            more_columns=("canal", "prioridad", "detencion.detenido_el"),
            filters=("state", "office", "case_type", "canal"),
        ),
        Listing(
            id="personas",
            label={"es": "Personas", "en": "People"},
            of="person",
            columns=("nombre", "sexo", "curp", "office"),
            filters=("sexo",),
        ),
        Listing(
            id="contrapartes",
            label={"es": "Contrapartes", "en": "Counterparts"},
            of="register_contraparte",
            columns=("denominacion", "clase"),
            filters=("clase",),
        ),
    ),
    exports=(
        Export(
            id="casos",
            label={"es": "Casos", "en": "Cases"},
            of="case",
            columns=("folio", "case_type", "state", "office", "registered_at", "person.nombre", "resumen"),
        ),
    ),
)
