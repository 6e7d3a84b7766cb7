"""Tables of mexico 1.0.0."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Text,
    Time,
    Uuid,
)

from runtime.sqltypes import Document, Exact, Instant
from runtime.storage import alteration as op

revision = "0001_a6fdd7fb"
down_revision = None
branch_labels = ("registry",)
depends_on = ("system_0001",)


def upgrade() -> None:
    """Go forward."""
    op.take_table(
        "person",
        Column("id", Uuid(), primary_key=True),
        Column("version", Integer(), nullable=False),
        Column("created_at", Instant(), nullable=False),
        Column("created_by", Uuid(), ForeignKey("account.id", name="fk_person_created_by"), nullable=False),
        Column("updated_at", Instant(), nullable=False),
        Column("updated_by", Uuid(), ForeignKey("account.id", name="fk_person_updated_by"), nullable=False),
        Column("blueprint_version", String(length=32), nullable=False),
        Column("synthetic", Boolean(), nullable=False),
        Column("unknown", Document(), nullable=False),
        Column("office_id", String(length=40), ForeignKey("office.id", name="fk_person_office_id"), nullable=False),
        Column("nombre_given", String(length=120)),
        Column("nombre_first", String(length=120)),
        Column("nombre_second", String(length=120)),
        Column("nombre_as_known", String(length=120)),
        Column("alias", String(length=80)),
        Column("nacimiento_birth", String(length=10)),
        Column("nacimiento_age", Integer()),
        Column("nacimiento_told", Date()),
        Column("sexo", String(length=63)),
        Column("identidad_genero", LargeBinary()),
        Column("estado_civil", String(length=63)),
        Column("curp", String(length=40)),
        Column("nacionalidad_estatus", String(length=63)),
        Column("otra_nacionalidad", String(length=3)),
        Column("pais_nacimiento", String(length=3)),
        Column("estado_nacimiento", String(length=63)),
        Column("municipio_nacimiento", String(length=100)),
        Column("estado_origen", String(length=63)),
        Column("municipio_origen", String(length=100)),
        Column("documento_kind", String(length=63)),
        Column("documento_number", String(length=60)),
        Column("documento_country", String(length=3)),
        Column("documento_note", String(length=200)),
        Column("documento_2_kind", String(length=63)),
        Column("documento_2_number", String(length=60)),
        Column("documento_2_country", String(length=3)),
        Column("documento_2_note", String(length=200)),
        Column("documento_3_kind", String(length=63)),
        Column("documento_3_number", String(length=60)),
        Column("documento_3_country", String(length=3)),
        Column("documento_3_note", String(length=200)),
        Column("telefono", String(length=32)),
        Column("correo", String(length=254)),
        Column("contacto_seguro", LargeBinary()),
        Column("domicilio", LargeBinary()),
        Column("emergencia_nombre_given", String(length=120)),
        Column("emergencia_nombre_first", String(length=120)),
        Column("emergencia_nombre_second", String(length=120)),
        Column("emergencia_nombre_as_known", String(length=120)),
        Column("emergencia_parentesco", String(length=63)),
        Column("emergencia_telefono", String(length=32)),
        Column("lengua", LargeBinary()),
        Column("requiere_interprete", String(length=63)),
        Column("grupos_vulnerables", LargeBinary()),
        Index("ix_person_office_id", "office_id"),
        revision=revision,
    )
    op.take_table(
        "register_contraparte",
        Column("id", Uuid(), primary_key=True),
        Column("version", Integer(), nullable=False),
        Column("created_at", Instant(), nullable=False),
        Column("created_by", Uuid(), ForeignKey("account.id", name="fk_register_contraparte_created_by"), nullable=False),
        Column("updated_at", Instant(), nullable=False),
        Column("updated_by", Uuid(), ForeignKey("account.id", name="fk_register_contraparte_updated_by"), nullable=False),
        Column("blueprint_version", String(length=32), nullable=False),
        Column("synthetic", Boolean(), nullable=False),
        Column("unknown", Document(), nullable=False),
        Column("office_id", String(length=40), ForeignKey("office.id", name="fk_register_contraparte_office_id"), nullable=False),
        Column("nombre", String(length=160)),
        Column("tipo", String(length=63)),
        Column("centro_tipo", String(length=63)),
        Column("autoridad", String(length=63)),
        Column("convenio_pale", Boolean()),
        Column("persona_contacto", String(length=120)),
        Column("telefono", String(length=32)),
        Column("correo", String(length=254)),
        Column("sitio", String(length=2000)),
        Column("pais", String(length=3)),
        Column("estado_eua", String(length=63)),
        Column("ciudad", String(length=80)),
        Column("domicilio_street", String(length=200)),
        Column("domicilio_city", String(length=120)),
        Column("domicilio_region", String(length=120)),
        Column("domicilio_postcode", String(length=20)),
        Column("domicilio_country", String(length=3)),
        Column("notas", Text()),
        Index("ix_register_contraparte_office_id", "office_id"),
        revision=revision,
    )
    op.take_table(
        "register_contraparte__rama",
        Column("record_id", Uuid(), ForeignKey("register_contraparte.id", name="fk_register_contraparte__rama_record_id"), primary_key=True),
        Column("code", String(length=63), primary_key=True),
        Index("ix_register_contraparte__rama_code", "code"),
        revision=revision,
    )
    op.take_table(
        "cases",
        Column("id", Uuid(), primary_key=True),
        Column("version", Integer(), nullable=False),
        Column("created_at", Instant(), nullable=False),
        Column("created_by", Uuid(), ForeignKey("account.id", name="fk_cases_created_by"), nullable=False),
        Column("updated_at", Instant(), nullable=False),
        Column("updated_by", Uuid(), ForeignKey("account.id", name="fk_cases_updated_by"), nullable=False),
        Column("blueprint_version", String(length=32), nullable=False),
        Column("synthetic", Boolean(), nullable=False),
        Column("unknown", Document(), nullable=False),
        Column("folio", String(length=60), nullable=False),
        Column("case_type", String(length=63), nullable=False),
        Column("state", String(length=63), nullable=False),
        Column("office_id", String(length=40), ForeignKey("office.id", name="fk_cases_office_id"), nullable=False),
        Column("responsible_id", Uuid(), ForeignKey("account.id", name="fk_cases_responsible_id"), nullable=False),
        Column("person_id", Uuid(), ForeignKey("person.id", name="fk_cases_person_id"), nullable=False),
        Column("registered_at", Instant(), nullable=False),
        Column("closed_at", Instant()),
        Column("closing_reason", String(length=63)),
        Column("closing_words", Text()),
        Column("canal", String(length=63)),
        Column("primer_contacto", Instant()),
        Column("parentesco", String(length=63)),
        Column("solicitante_given", String(length=120)),
        Column("solicitante_first", String(length=120)),
        Column("solicitante_second", String(length=120)),
        Column("solicitante_as_known", String(length=120)),
        Column("solicitante_telefono", String(length=32)),
        Column("resumen", Text()),
        Column("tipologia", String(length=63)),
        Column("prioridad", String(length=63)),
        Column("confidencialidad", String(length=63)),
        Column("interes_medios", Boolean()),
        Column("aceptacion", String(length=63)),
        Column("aceptacion_el", Date()),
        Column("consentimiento", String(length=63)),
        Column("no_compartir", LargeBinary()),
        Column("resultado", Text()),
        Column("informado", String(length=63)),
        Index("ix_cases_office_id_state_registered_at_id", "office_id", "state", "registered_at", "id"),
        Index("ix_cases_office_id_registered_at_id", "office_id", "registered_at", "id"),
        Index("ix_cases_responsible_id_state", "responsible_id", "state"),
        Index("ix_cases_person_id", "person_id"),
        Index("ix_cases_registered_at_id", "registered_at", "id"),
        Index("ix_cases_case_type_registered_at_id", "case_type", "registered_at", "id"),
        Index("uq_cases_folio", "folio", unique=True),
        revision=revision,
    )
    op.take_table(
        "cases__tipologias_secundarias",
        Column("record_id", Uuid(), ForeignKey("cases.id", name="fk_cases__tipologias_secundarias_record_id"), primary_key=True),
        Column("code", String(length=63), primary_key=True),
        Index("ix_cases__tipologias_secundarias_code", "code"),
        revision=revision,
    )
    op.take_table(
        "cases__protocolos",
        Column("record_id", Uuid(), ForeignKey("cases.id", name="fk_cases__protocolos_record_id"), primary_key=True),
        Column("code", String(length=63), primary_key=True),
        Index("ix_cases__protocolos_code", "code"),
        revision=revision,
    )
    op.take_table(
        "cases__comparte_con",
        Column("record_id", Uuid(), ForeignKey("cases.id", name="fk_cases__comparte_con_record_id"), primary_key=True),
        Column("code", String(length=63), primary_key=True),
        Index("ix_cases__comparte_con_code", "code"),
        revision=revision,
    )
    op.take_table(
        "case_traslado_restos",
        Column("id", Uuid(), ForeignKey("cases.id", name="fk_case_traslado_restos_id"), primary_key=True),
        Column("fallecio_el", Date()),
        Column("fallecio_hora", Time()),
        Column("lugar_fallecimiento", String(length=200)),
        Column("estado_eua", String(length=63)),
        Column("manera", String(length=63)),
        Column("causa", String(length=63)),
        Column("causa_detalle", LargeBinary()),
        Column("bajo_custodia", String(length=63)),
        Column("custodia_autoridad", String(length=63)),
        Column("expediente_solicitado_el", Date()),
        Column("identificado", String(length=63)),
        Column("sirli", String(length=40)),
        Column("resguardo", Uuid()),
        Column("expediente_forense", String(length=60)),
        Column("decide_given", String(length=120)),
        Column("decide_first", String(length=120)),
        Column("decide_second", String(length=120)),
        Column("decide_as_known", String(length=120)),
        Column("decide_parentesco", String(length=63)),
        Column("decide_telefono", String(length=32)),
        Column("voluntad_familia", Text()),
        Column("forma", String(length=63)),
        Column("funeraria", Uuid()),
        Column("via", String(length=63)),
        Column("guia", String(length=60)),
        Column("destino_estado", String(length=63)),
        Column("destino_municipio", String(length=100)),
        Column("recibe", String(length=160)),
        Column("salida_el", Date()),
        Column("llegada_el", Date()),
        Column("acta_numero", String(length=60)),
        Column("licencia_embalsamador", String(length=60)),
        Column("visado_el", Date()),
        Column("costo_amount", Exact(precision=15, scale=2)),
        Column("costo_currency", String(length=3)),
        Column("pagador", String(length=63)),
        Column("insolvencia", String(length=63)),
        Column("apoyo_autorizado_amount", Exact(precision=15, scale=2)),
        Column("apoyo_autorizado_currency", String(length=3)),
        revision=revision,
    )
    op.take_table(
        "case_traslado_restos__medios_identificacion",
        Column("record_id", Uuid(), ForeignKey("case_traslado_restos.id", name="fk_case_traslado_restos__medios_identificacion_record_id"), primary_key=True),
        Column("code", String(length=63), primary_key=True),
        Index("ix_case_traslado_restos__medios_identificacion_code", "code"),
        revision=revision,
    )
    op.take_table(
        "case_traslado_restos__documentos_listos",
        Column("record_id", Uuid(), ForeignKey("case_traslado_restos.id", name="fk_case_traslado_restos__documentos_listos_record_id"), primary_key=True),
        Column("code", String(length=63), primary_key=True),
        Index("ix_case_traslado_restos__documentos_listos_code", "code"),
        revision=revision,
    )
    op.take_table(
        "case_salarios_no_pagados",
        Column("id", Uuid(), ForeignKey("cases.id", name="fk_case_salarios_no_pagados_id"), primary_key=True),
        Column("empleador_nombre", String(length=160)),
        Column("empleador", Uuid()),
        Column("sector", String(length=63)),
        Column("puesto", String(length=100)),
        Column("estado_eua", String(length=63)),
        Column("ciudad", String(length=80)),
        Column("inicio", String(length=10)),
        Column("sigue_trabajando", String(length=63)),
        Column("tipo_visa", LargeBinary()),
        Column("desde", Date()),
        Column("hasta", Date()),
        Column("periodicidad", String(length=63)),
        Column("tarifa_amount", Exact(precision=15, scale=2)),
        Column("tarifa_currency", String(length=3)),
        Column("horas_semana", Exact(precision=5, scale=1)),
        Column("monto_reclamado_amount", Exact(precision=15, scale=2)),
        Column("monto_reclamado_currency", String(length=3)),
        Column("limite_el", Date()),
        Column("amenaza_migratoria", LargeBinary()),
        Column("retencion_documentos", LargeBinary()),
        Column("riesgo_detalle", LargeBinary()),
        Column("presentado_el", Date()),
        Column("expediente_externo", String(length=60)),
        Column("abogado", Uuid()),
        Column("nivel_pale", String(length=63)),
        Column("resultado_reclamo", String(length=63)),
        Column("monto_recuperado_amount", Exact(precision=15, scale=2)),
        Column("monto_recuperado_currency", String(length=3)),
        Column("recuperado_el", Date()),
        revision=revision,
    )
    op.take_table(
        "case_salarios_no_pagados__conceptos",
        Column("record_id", Uuid(), ForeignKey("case_salarios_no_pagados.id", name="fk_case_salarios_no_pagados__conceptos_record_id"), primary_key=True),
        Column("code", String(length=63), primary_key=True),
        Index("ix_case_salarios_no_pagados__conceptos_code", "code"),
        revision=revision,
    )
    op.take_table(
        "case_salarios_no_pagados__pruebas",
        Column("record_id", Uuid(), ForeignKey("case_salarios_no_pagados.id", name="fk_case_salarios_no_pagados__pruebas_record_id"), primary_key=True),
        Column("code", String(length=63), primary_key=True),
        Index("ix_case_salarios_no_pagados__pruebas_code", "code"),
        revision=revision,
    )
    op.take_table(
        "case_salarios_no_pagados__vias",
        Column("record_id", Uuid(), ForeignKey("case_salarios_no_pagados.id", name="fk_case_salarios_no_pagados__vias_record_id"), primary_key=True),
        Column("code", String(length=63), primary_key=True),
        Index("ix_case_salarios_no_pagados__vias_code", "code"),
        revision=revision,
    )
    op.take_table(
        "case_detencion_migratoria",
        Column("id", Uuid(), ForeignKey("cases.id", name="fk_case_detencion_migratoria_id"), primary_key=True),
        Column("detenido_el", Instant()),
        Column("centro", Uuid()),
        Column("autoridad", String(length=63)),
        Column("lugar", String(length=63)),
        Column("estado_eua", String(length=63)),
        Column("numero_autoridad", String(length=30)),
        Column("informado_derecho", String(length=63)),
        Column("notificado", String(length=63)),
        Column("notificado_el", Instant()),
        Column("etapa", LargeBinary()),
        Column("anios_residencia", LargeBinary()),
        Column("audiencia_el", Instant()),
        Column("tiene_abogado", String(length=63)),
        Column("abogado", Uuid()),
        Column("nivel_pale", String(length=63)),
        Column("fianza", String(length=63)),
        Column("fianza_monto_amount", Exact(precision=15, scale=2)),
        Column("fianza_monto_currency", String(length=3)),
        Column("familia_avisada", String(length=63)),
        Column("desea_avisar", String(length=63)),
        Column("hijos_menores", BigInteger()),
        Column("hijos_cuidado", LargeBinary()),
        Column("necesidad_medica", LargeBinary()),
        Column("necesidad_detalle", LargeBinary()),
        Column("embarazo", LargeBinary()),
        Column("quejas_relato", LargeBinary()),
        Column("desea_denunciar", String(length=63)),
        Column("pertenencias_el", Date()),
        Column("pertenencias_recibo", String(length=60)),
        Column("pertenencias_recuperadas_el", Date()),
        Column("desenlace", String(length=63)),
        Column("desenlace_el", Date()),
        Column("punto_repatriacion", String(length=63)),
        Column("unidad_familiar", String(length=63)),
        revision=revision,
    )
    op.take_table(
        "case_detencion_migratoria__quejas",
        Column("record_id", Uuid(), ForeignKey("case_detencion_migratoria.id", name="fk_case_detencion_migratoria__quejas_record_id"), primary_key=True),
        Column("code", String(length=63), primary_key=True),
        Index("ix_case_detencion_migratoria__quejas_code", "code"),
        revision=revision,
    )
    op.take_table(
        "actions",
        Column("id", Uuid(), primary_key=True),
        Column("version", Integer(), nullable=False),
        Column("created_at", Instant(), nullable=False),
        Column("created_by", Uuid(), ForeignKey("account.id", name="fk_actions_created_by"), nullable=False),
        Column("updated_at", Instant(), nullable=False),
        Column("updated_by", Uuid(), ForeignKey("account.id", name="fk_actions_updated_by"), nullable=False),
        Column("blueprint_version", String(length=32), nullable=False),
        Column("synthetic", Boolean(), nullable=False),
        Column("unknown", Document(), nullable=False),
        Column("action_type", String(length=63), nullable=False),
        Column("case_id", Uuid(), ForeignKey("cases.id", name="fk_actions_case_id")),
        Column("office_id", String(length=40), ForeignKey("office.id", name="fk_actions_office_id"), nullable=False),
        Column("officer_id", Uuid(), ForeignKey("account.id", name="fk_actions_officer_id"), nullable=False),
        Column("done_at", Instant(), nullable=False),
        Column("annulled_at", Instant()),
        Column("annulled_by", Uuid(), ForeignKey("account.id", name="fk_actions_annulled_by")),
        Column("annulled_reason", Text()),
        Column("nota", Text()),
        Column("resultado", String(length=63)),
        Column("contraparte", Uuid()),
        Column("siguiente_paso", String(length=200)),
        Column("siguiente_el", Date()),
        Index("ix_actions_case_id_done_at", "case_id", "done_at"),
        Index("ix_actions_office_id_done_at", "office_id", "done_at"),
        revision=revision,
    )
    op.take_table(
        "action_llamada_recibida",
        Column("id", Uuid(), ForeignKey("actions.id", name="fk_action_llamada_recibida_id"), primary_key=True),
        Column("llamo", String(length=120)),
        Column("llamo_relacion", String(length=63)),
        Column("llamo_telefono", String(length=32)),
        revision=revision,
    )
    op.take_table(
        "action_llamada_realizada",
        Column("id", Uuid(), ForeignKey("actions.id", name="fk_action_llamada_realizada_id"), primary_key=True),
        Column("se_llamo_a", String(length=120)),
        Column("contesto", String(length=63)),
        Column("volver_a_llamar", Instant()),
        revision=revision,
    )
    op.take_table(
        "action_visita_consular",
        Column("id", Uuid(), ForeignKey("actions.id", name="fk_action_visita_consular_id"), primary_key=True),
        Column("centro", Uuid()),
        Column("centro_tipo", String(length=63)),
        Column("modalidad", String(length=63)),
        Column("acceso", String(length=63)),
        Column("acceso_motivo", String(length=300)),
        Column("entrevistados", BigInteger()),
        Column("estado_salud", LargeBinary()),
        Column("quejas_turnadas", String(length=63)),
        revision=revision,
    )
    op.take_table(
        "action_visita_consular__quejas_visita",
        Column("record_id", Uuid(), ForeignKey("action_visita_consular.id", name="fk_action_visita_consular__quejas_visita_record_id"), primary_key=True),
        Column("code", String(length=63), primary_key=True),
        Index("ix_action_visita_consular__quejas_visita_code", "code"),
        revision=revision,
    )
    op.take_table(
        "action_entrevista",
        Column("id", Uuid(), ForeignKey("actions.id", name="fk_action_entrevista_id"), primary_key=True),
        Column("modalidad", String(length=63)),
        Column("a_solas", String(length=63)),
        Column("lengua_entrevista", String(length=3)),
        Column("con_interprete", Boolean()),
        Column("relato", LargeBinary()),
        revision=revision,
    )
    op.take_table(
        "action_carta_autoridad",
        Column("id", Uuid(), ForeignKey("actions.id", name="fk_action_carta_autoridad_id"), primary_key=True),
        Column("numero_oficio", String(length=40)),
        Column("dirigida_a", String(length=160)),
        Column("autoridad", String(length=63)),
        Column("asunto_carta", String(length=200)),
        Column("medio_envio", String(length=63)),
        Column("responder_antes", Date()),
        Column("respuesta_el", Date()),
        Column("respuesta_sentido", String(length=500)),
        revision=revision,
    )
    op.take_table(
        "action_orientacion",
        Column("id", Uuid(), ForeignKey("actions.id", name="fk_action_orientacion_id"), primary_key=True),
        Column("tema", String(length=63)),
        Column("modalidad", String(length=63)),
        Column("comprendio", String(length=63)),
        Column("material", Boolean()),
        revision=revision,
    )
    op.take_table(
        "action_asesoria_legal",
        Column("id", Uuid(), ForeignKey("actions.id", name="fk_action_asesoria_legal_id"), primary_key=True),
        Column("abogado", Uuid()),
        Column("rama", String(length=63)),
        Column("nivel_pale", String(length=63)),
        Column("honorarios_amount", Exact(precision=15, scale=2)),
        Column("honorarios_currency", String(length=3)),
        Column("informe", String(length=63)),
        Column("pagada_el", Date()),
        revision=revision,
    )
    op.take_table(
        "action_canalizacion",
        Column("id", Uuid(), ForeignKey("actions.id", name="fk_action_canalizacion_id"), primary_key=True),
        Column("canalizado_a", String(length=160)),
        Column("motivo_canalizacion", String(length=300)),
        Column("autoriza_datos", String(length=63)),
        Column("recibida_el", Date()),
        revision=revision,
    )
    op.take_table(
        "action_apoyo_economico",
        Column("id", Uuid(), ForeignKey("actions.id", name="fk_action_apoyo_economico_id"), primary_key=True),
        Column("fondo", String(length=63)),
        Column("partida", String(length=63)),
        Column("clase", String(length=63)),
        Column("monto_amount", Exact(precision=15, scale=2)),
        Column("monto_currency", String(length=3)),
        Column("entrega", String(length=63)),
        Column("proveedor", String(length=160)),
        Column("recibo", String(length=60)),
        Column("recibo_archivo_id", Uuid()),
        Column("recibo_archivo_name", String(length=255)),
        Column("autorizo", String(length=120)),
        revision=revision,
    )
    op.take_table(
        "action_documento_emitido",
        Column("id", Uuid(), ForeignKey("actions.id", name="fk_action_documento_emitido_id"), primary_key=True),
        Column("documento_tipo", String(length=63)),
        Column("documento_numero", String(length=60)),
        Column("expedido_el", Date()),
        Column("vigente_hasta", Date()),
        Column("entregado_a", String(length=120)),
        revision=revision,
    )
    op.take_table(
        "action_contacto_familia",
        Column("id", Uuid(), ForeignKey("actions.id", name="fk_action_contacto_familia_id"), primary_key=True),
        Column("autorizado", String(length=63)),
        Column("familiar_given", String(length=120)),
        Column("familiar_first", String(length=120)),
        Column("familiar_second", String(length=120)),
        Column("familiar_as_known", String(length=120)),
        Column("familiar_parentesco", String(length=63)),
        Column("familiar_telefono", String(length=32)),
        Column("familiar_estado", String(length=63)),
        Column("peticion", String(length=500)),
        revision=revision,
    )
    op.take_table(
        "action_informe_cierre",
        Column("id", Uuid(), ForeignKey("actions.id", name="fk_action_informe_cierre_id"), primary_key=True),
        Column("logrado", Text()),
        Column("pendiente", Text()),
        Column("lecciones", Text()),
        revision=revision,
    )


def downgrade() -> None:
    """Go back; what has values is parked, not dropped."""
    op.park_table("action_informe_cierre", revision=revision)
    op.park_table("action_contacto_familia", revision=revision)
    op.park_table("action_documento_emitido", revision=revision)
    op.park_table("action_apoyo_economico", revision=revision)
    op.park_table("action_canalizacion", revision=revision)
    op.park_table("action_asesoria_legal", revision=revision)
    op.park_table("action_orientacion", revision=revision)
    op.park_table("action_carta_autoridad", revision=revision)
    op.park_table("action_entrevista", revision=revision)
    op.park_table("action_visita_consular__quejas_visita", revision=revision)
    op.park_table("action_visita_consular", revision=revision)
    op.park_table("action_llamada_realizada", revision=revision)
    op.park_table("action_llamada_recibida", revision=revision)
    op.park_table("actions", revision=revision)
    op.park_table("case_detencion_migratoria__quejas", revision=revision)
    op.park_table("case_detencion_migratoria", revision=revision)
    op.park_table("case_salarios_no_pagados__vias", revision=revision)
    op.park_table("case_salarios_no_pagados__pruebas", revision=revision)
    op.park_table("case_salarios_no_pagados__conceptos", revision=revision)
    op.park_table("case_salarios_no_pagados", revision=revision)
    op.park_table("case_traslado_restos__documentos_listos", revision=revision)
    op.park_table("case_traslado_restos__medios_identificacion", revision=revision)
    op.park_table("case_traslado_restos", revision=revision)
    op.park_table("cases__comparte_con", revision=revision)
    op.park_table("cases__protocolos", revision=revision)
    op.park_table("cases__tipologias_secundarias", revision=revision)
    op.park_table("cases", revision=revision)
    op.park_table("register_contraparte__rama", revision=revision)
    op.park_table("register_contraparte", revision=revision)
    op.park_table("person", revision=revision)
