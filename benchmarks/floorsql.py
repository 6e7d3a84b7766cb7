"""The floor's statements, written by hand for Mexico's tables. Owns SQL text; must not run it."""

from __future__ import annotations

_NAME = "concat_ws(' ', p.nombre_given, p.nombre_first, p.nombre_second)"
_LINE = (
    "SELECT c.id, c.folio, {name}, c.case_type, c.state, c.office_id, c.registered_at"
    " FROM cases c JOIN person p ON p.id = c.person_id"
)

MINE = (
    _LINE
    + " WHERE c.office_id = %s AND c.responsible_id = %s AND c.state <> ALL (ARRAY['concluido', 'archivado'])"
    " ORDER BY c.registered_at DESC, c.id DESC LIMIT 10"
)
MINE_COUNT = (
    "SELECT count(*) FROM (SELECT 1 FROM cases WHERE office_id = %s AND responsible_id = %s"
    " AND state <> ALL (ARRAY['concluido', 'archivado']) LIMIT 100) AS capped"
)
RECENT = (
    _LINE
    + " WHERE c.office_id = %s AND c.registered_at >= %s ORDER BY c.registered_at DESC, c.id DESC LIMIT 10"
)
DUE = (
    "SELECT c.id, c.folio, {name}, c.case_type, c.state, d.key, d.due_at"
    " FROM deadline d JOIN cases c ON c.id = d.case_id JOIN person p ON p.id = c.person_id"
    " WHERE d.stopped_at IS NULL AND d.responsible_id = %s AND c.office_id = %s AND coalesce(d.warn_at, d.due_at) <= %s"
    " ORDER BY d.due_at, d.case_id LIMIT 10"
)
DUE_COUNT = (
    "SELECT count(*) FROM (SELECT 1 FROM deadline WHERE stopped_at IS NULL AND responsible_id = %s"
    " AND coalesce(warn_at, due_at) <= %s LIMIT 100) AS capped"
)
LIST = (
    "SELECT c.id, c.folio, {name}, c.case_type, c.state, c.prioridad, o.name, a.name, c.registered_at,"
    " (SELECT count(*) FROM (SELECT 1 FROM cases WHERE office_id = %s AND state = %s LIMIT 201) AS capped)"
    " FROM cases c JOIN person p ON p.id = c.person_id JOIN office o ON o.id = c.office_id"
    " JOIN account a ON a.id = c.responsible_id"
    " WHERE c.office_id = %s AND c.state = %s ORDER BY c.registered_at DESC, c.id DESC LIMIT 26"
)
SPELLINGS = "SELECT DISTINCT word FROM search_word WHERE sound IN ({marks})"
SEARCH = (
    "SELECT p.id, {name}, p.nacimiento_birth, p.sexo, p.estado_origen"
    " FROM search_document d JOIN person p ON p.id = d.person_id WHERE {answers}"
    " AND (p.office_id = %s OR EXISTS (SELECT 1 FROM party t JOIN cases c ON c.id = t.case_id"
    " WHERE t.person_id = p.id AND c.office_id = %s)) LIMIT 201"
)
CASES_OF = (
    "SELECT t.person_id, c.id, c.folio, c.case_type, c.state, c.registered_at"
    # On SQLite a cross join begins on its left: with the few people found, not with the whole office.
    " FROM party t CROSS JOIN cases c WHERE c.id = t.case_id AND t.person_id IN ({marks}) AND c.office_id = %s"
    " ORDER BY c.registered_at DESC LIMIT 500"
)
CASE = (
    "SELECT c.folio, {name}, c.case_type, c.state, o.name, a.name, c.registered_at, c.closed_at, c.closing_reason,"
    " c.canal, c.primer_contacto, c.parentesco, c.resumen, c.tipologia, c.prioridad, c.confidencialidad,"
    " c.aceptacion, c.aceptacion_el, c.consentimiento, c.resultado, c.informado, p.sexo, p.nacimiento_birth,"
    " p.curp, p.telefono, p.correo, p.estado_origen, p.municipio_origen, p.nacionalidad_estatus"
    " FROM cases c JOIN person p ON p.id = c.person_id JOIN office o ON o.id = c.office_id"
    " JOIN account a ON a.id = c.responsible_id WHERE c.id = %s AND c.office_id = %s"
)
FACTS = [
    "folio",
    "persona",
    "tipo",
    "estado",
    "oficina",
    "responsable",
    "registrado",
    "concluido",
    "motivo",
    "canal",
    "contacto",
    "parentesco",
    "resumen",
    "tipologia",
    "prioridad",
    "confidencialidad",
    "aceptacion",
    "aceptacion_el",
    "consentimiento",
    "resultado",
    "informado",
    "sexo",
    "nacimiento",
    "curp",
    "telefono",
    "correo",
    "origen",
    "municipio",
    "nacionalidad",
]
TYPES = {
    "detencion_migratoria": (
        "SELECT detenido_el, autoridad, lugar, estado_eua, numero_autoridad, informado_derecho, notificado, notificado_el,"
        " audiencia_el, tiene_abogado, nivel_pale, fianza, familia_avisada, hijos_menores, desenlace, desenlace_el"
        " FROM case_detencion_migratoria WHERE id = %s"
    ),
    "salarios_no_pagados": (
        "SELECT empleador_nombre, sector, puesto, estado_eua, ciudad, inicio, sigue_trabajando, desde, hasta, periodicidad,"
        " monto_reclamado_amount, limite_el, presentado_el, resultado_reclamo, monto_recuperado_amount, recuperado_el"
        " FROM case_salarios_no_pagados WHERE id = %s"
    ),
    "traslado_restos": (
        "SELECT fallecio_el, manera, causa, forma, destino_estado, pagador FROM case_traslado_restos WHERE id = %s"
    ),
}
ACTIONS = (
    "SELECT id, action_type, done_at, nota, resultado, siguiente_paso, siguiente_el FROM actions"
    " WHERE case_id = %s ORDER BY done_at DESC, id DESC LIMIT 200"
)
PARTIES = "SELECT p.id, t.part, {name} FROM party t JOIN person p ON p.id = t.person_id WHERE t.case_id = %s ORDER BY t.added_at"
CLOCKS = "SELECT key, due_at, stopped_at FROM deadline WHERE case_id = %s ORDER BY due_at"

EXPORT = (
    "SELECT c.folio, {name} AS persona, c.office_id, a.name AS responsable, c.case_type, c.state, c.prioridad,"
    " c.primer_contacto, c.registered_at, c.resumen FROM cases c JOIN person p ON p.id = c.person_id"
    " JOIN account a ON a.id = c.responsible_id ORDER BY c.registered_at DESC, c.id DESC"
)

FOLIO = (
    "INSERT INTO folio_counter (office_id, year, last) VALUES (%s, %s, 1)"
    " ON CONFLICT (office_id, year) DO UPDATE SET last = folio_counter.last + 1 RETURNING last"
)
ADD_CASE = (
    "INSERT INTO cases (id, version, created_at, created_by, updated_at, updated_by, blueprint_version, synthetic,"
    ' "unknown", folio, case_type, state, office_id, responsible_id, person_id, registered_at, canal, primer_contacto,'
    " parentesco, resumen, tipologia, prioridad, confidencialidad, aceptacion, consentimiento)"
    " VALUES (%s, 1, %s, %s, %s, %s, '1.0.0', %s, '{{}}', %s, 'detencion_migratoria', 'registrado', %s, %s, %s, %s, %s, %s,"
    " %s, %s, %s, %s, %s, %s, %s)"
)
ADD_TYPE = (
    "INSERT INTO case_detencion_migratoria (id, detenido_el, autoridad, lugar, informado_derecho, notificado,"
    " notificado_el, hijos_menores) VALUES (%s, %s, %s, %s, %s, %s, %s, %s)"
)
ADD_PARTY = (
    "INSERT INTO party (case_id, person_id, part, added_at, added_by) VALUES (%s, %s, 'interesado', %s, %s)"
)
ADD_CLOCK = "INSERT INTO deadline (case_id, key, office_id, responsible_id, started_at, due_at) VALUES (%s, %s, %s, %s, %s, %s)"
ADD_EVENT = (
    "INSERT INTO event (id, at, account_id, office_id, verb, entity, record_id, case_id, person_id, difference)"
    " VALUES (%s, %s, %s, %s, 'create', 'case_detencion_migratoria', %s, %s, %s, %s)"
)


def for_postgresql(text: str, **parts: str) -> str:
    """Return a statement as psycopg takes it."""
    return text.format(name=_NAME, **parts)


def for_sqlite(text: str, **parts: str) -> str:
    """Return a statement as SQLite takes it."""
    name = "trim(coalesce(p.nombre_given, '') || ' ' || coalesce(p.nombre_first, '') || ' ' || coalesce(p.nombre_second, ''))"
    plain = text.replace("<> ALL (ARRAY['concluido', 'archivado'])", "NOT IN ('concluido', 'archivado')")
    return plain.format(name=name, **parts).replace("%s", "?")
