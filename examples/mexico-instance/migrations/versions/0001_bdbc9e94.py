"""Tables of mexico 1.1.0."""

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

revision = "0001_bdbc9e94"
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
        "register_evento",
        Column("id", Uuid(), primary_key=True),
        Column("version", Integer(), nullable=False),
        Column("created_at", Instant(), nullable=False),
        Column("created_by", Uuid(), ForeignKey("account.id", name="fk_register_evento_created_by"), nullable=False),
        Column("updated_at", Instant(), nullable=False),
        Column("updated_by", Uuid(), ForeignKey("account.id", name="fk_register_evento_updated_by"), nullable=False),
        Column("blueprint_version", String(length=32), nullable=False),
        Column("synthetic", Boolean(), nullable=False),
        Column("unknown", Document(), nullable=False),
        Column("office_id", String(length=40), ForeignKey("office.id", name="fk_register_evento_office_id"), nullable=False),
        Column("nombre_evento", String(length=160)),
        Column("tipo_evento", String(length=63)),
        Column("fecha_evento", Date()),
        Column("lugar_evento", String(length=160)),
        Column("aliados", String(length=300)),
        Column("asistentes", BigInteger()),
        Column("consultas", BigInteger()),
        Column("casos_detectados", BigInteger()),
        Index("ix_register_evento_office_id", "office_id"),
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
        "case_pertenencias",
        Column("id", Uuid(), ForeignKey("cases.id", name="fk_case_pertenencias_id"), primary_key=True),
        Column("retenidas_por", String(length=63)),
        Column("pertenencias_el", Date()),
        Column("pertenencias_recibo", String(length=60)),
        Column("valor_estimado_amount", Exact(precision=15, scale=2)),
        Column("valor_estimado_currency", String(length=3)),
        Column("pertenencias_recuperadas_el", Date()),
        Column("destino_pertenencias", String(length=63)),
        Column("delegacion", String(length=120)),
        Column("entregadas_el", Date()),
        revision=revision,
    )
    op.take_table(
        "case_pertenencias__objetos",
        Column("record_id", Uuid(), ForeignKey("case_pertenencias.id", name="fk_case_pertenencias__objetos_record_id"), primary_key=True),
        Column("code", String(length=63), primary_key=True),
        Index("ix_case_pertenencias__objetos_code", "code"),
        revision=revision,
    )
    op.take_table(
        "case_identificacion_restos",
        Column("id", Uuid(), ForeignKey("cases.id", name="fk_case_identificacion_restos_id"), primary_key=True),
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
        Column("hallado_el", Date()),
        Column("hallado_en", String(length=200)),
        Column("coordenadas", String(length=60)),
        Column("restos_tipo", String(length=63)),
        Column("ropa_objetos", Text()),
        Column("muestra_familiar_el", Date()),
        Column("laboratorio", String(length=120)),
        Column("comparacion_el", Date()),
        revision=revision,
    )
    op.take_table(
        "case_identificacion_restos__medios_identificacion",
        Column("record_id", Uuid(), ForeignKey("case_identificacion_restos.id", name="fk_case_identificacion_restos__medios_identificacion_record_id"), primary_key=True),
        Column("code", String(length=63), primary_key=True),
        Index("ix_case_identificacion_restos__medios_identificacion_code", "code"),
        revision=revision,
    )
    op.take_table(
        "case_documentos",
        Column("id", Uuid(), ForeignKey("cases.id", name="fk_case_documentos_id"), primary_key=True),
        Column("perdida_el", Date()),
        Column("reporte_policia", String(length=60)),
        Column("viaja_el", Date()),
        Column("resultado_documento", String(length=63)),
        revision=revision,
    )
    op.take_table(
        "case_documentos__documento_necesita",
        Column("record_id", Uuid(), ForeignKey("case_documentos.id", name="fk_case_documentos__documento_necesita_record_id"), primary_key=True),
        Column("code", String(length=63), primary_key=True),
        Index("ix_case_documentos__documento_necesita_code", "code"),
        revision=revision,
    )
    op.take_table(
        "case_emergencia_colectiva",
        Column("id", Uuid(), ForeignKey("cases.id", name="fk_case_emergencia_colectiva_id"), primary_key=True),
        Column("pide_apoyo", String(length=63)),
        Column("sin_recursos", String(length=63)),
        Column("apoyo_solicitado_amount", Exact(precision=15, scale=2)),
        Column("apoyo_solicitado_currency", String(length=3)),
        Column("tipo_emergencia", String(length=63)),
        Column("nombre_emergencia", String(length=120)),
        Column("ocurrio_el", Date()),
        Column("lugar_emergencia", String(length=160)),
        Column("estado_persona", String(length=63)),
        Column("familia_informada", String(length=63)),
        revision=revision,
    )
    op.take_table(
        "case_emergencia_colectiva__para_que",
        Column("record_id", Uuid(), ForeignKey("case_emergencia_colectiva.id", name="fk_case_emergencia_colectiva__para_que_record_id"), primary_key=True),
        Column("code", String(length=63), primary_key=True),
        Index("ix_case_emergencia_colectiva__para_que_code", "code"),
        revision=revision,
    )
    op.take_table(
        "case_busqueda_persona",
        Column("id", Uuid(), ForeignKey("cases.id", name="fk_case_busqueda_persona_id"), primary_key=True),
        Column("ultimo_contacto_el", String(length=10)),
        Column("ultimo_contacto_lugar", String(length=200)),
        Column("ultimo_contacto_medio", String(length=63)),
        Column("ultimo_contacto_dijo", LargeBinary()),
        Column("circunstancia", String(length=63)),
        Column("destino_previsto", String(length=160)),
        Column("acompanantes", LargeBinary()),
        Column("guia_contacto", LargeBinary()),
        Column("estatura_cm", BigInteger()),
        Column("senas_particulares", LargeBinary()),
        Column("ropa", String(length=300)),
        Column("fotografia", String(length=63)),
        Column("muestra_adn", LargeBinary()),
        Column("muestra_referencia", LargeBinary()),
        Column("familia_autoriza", String(length=63)),
        Column("resultado_busqueda", String(length=63)),
        Column("localizado_el", Date()),
        Column("localizado_en", LargeBinary()),
        Column("autoriza_informar", String(length=63)),
        revision=revision,
    )
    op.take_table(
        "case_busqueda_persona__buscado_en",
        Column("record_id", Uuid(), ForeignKey("case_busqueda_persona.id", name="fk_case_busqueda_persona__buscado_en_record_id"), primary_key=True),
        Column("code", String(length=63), primary_key=True),
        Index("ix_case_busqueda_persona__buscado_en_code", "code"),
        revision=revision,
    )
    op.take_table(
        "case_busqueda_persona__denuncias",
        Column("record_id", Uuid(), ForeignKey("case_busqueda_persona.id", name="fk_case_busqueda_persona__denuncias_record_id"), primary_key=True),
        Column("code", String(length=63), primary_key=True),
        Index("ix_case_busqueda_persona__denuncias_code", "code"),
        revision=revision,
    )
    op.take_table(
        "case_presuncion_nacionalidad",
        Column("id", Uuid(), ForeignKey("cases.id", name="fk_case_presuncion_nacionalidad_id"), primary_key=True),
        Column("pedida_en", String(length=63)),
        Column("fotografias", String(length=63)),
        Column("firma_o_huella", String(length=63)),
        Column("lugar_natal", String(length=200)),
        Column("familia_mexico", Text()),
        Column("escuela_trabajo", Text()),
        Column("registro_consultado", String(length=63)),
        Column("resultado_presuncion", String(length=63)),
        Column("certificado_numero", String(length=40)),
        revision=revision,
    )
    op.take_table(
        "case_presuncion_nacionalidad__documentos_presentados",
        Column("record_id", Uuid(), ForeignKey("case_presuncion_nacionalidad.id", name="fk_case_presuncion_nacionalidad__documentos_presentado_0f259077"), primary_key=True),
        Column("code", String(length=63), primary_key=True),
        Index("ix_case_presuncion_nacionalidad__documentos_presentados_code", "code"),
        revision=revision,
    )
    op.take_table(
        "case_persona_enferma",
        Column("id", Uuid(), ForeignKey("cases.id", name="fk_case_persona_enferma_id"), primary_key=True),
        Column("necesidad_medica", LargeBinary()),
        Column("necesidad_detalle", LargeBinary()),
        Column("embarazo", LargeBinary()),
        Column("clase_repatriacion", String(length=63)),
        Column("retorno_via", String(length=63)),
        Column("punto_recepcion", String(length=63)),
        Column("retorno_el", Date()),
        Column("viaja_con", String(length=63)),
        Column("recibe_familiar_given", String(length=120)),
        Column("recibe_familiar_first", String(length=120)),
        Column("recibe_familiar_second", String(length=120)),
        Column("recibe_familiar_as_known", String(length=120)),
        Column("aviso_autoridad_el", Date()),
        Column("pide_apoyo", String(length=63)),
        Column("sin_recursos", String(length=63)),
        Column("apoyo_solicitado_amount", Exact(precision=15, scale=2)),
        Column("apoyo_solicitado_currency", String(length=3)),
        Column("hospital", Uuid()),
        Column("ingreso_el", Date()),
        Column("padecimiento", LargeBinary()),
        Column("paciente_consiente", String(length=63)),
        Column("apto_viajar", LargeBinary()),
        Column("historia_clinica", String(length=63)),
        Column("carta_responsiva", String(length=63)),
        Column("hospital_mexico", String(length=160)),
        Column("aceptado_el", Date()),
        revision=revision,
    )
    op.take_table(
        "case_persona_enferma__para_que",
        Column("record_id", Uuid(), ForeignKey("case_persona_enferma.id", name="fk_case_persona_enferma__para_que_record_id"), primary_key=True),
        Column("code", String(length=63), primary_key=True),
        Index("ix_case_persona_enferma__para_que_code", "code"),
        revision=revision,
    )
    op.take_table(
        "case_repatriacion_vulnerable",
        Column("id", Uuid(), ForeignKey("cases.id", name="fk_case_repatriacion_vulnerable_id"), primary_key=True),
        Column("clase_repatriacion", String(length=63)),
        Column("retorno_via", String(length=63)),
        Column("punto_recepcion", String(length=63)),
        Column("retorno_el", Date()),
        Column("viaja_con", String(length=63)),
        Column("recibe_familiar_given", String(length=120)),
        Column("recibe_familiar_first", String(length=120)),
        Column("recibe_familiar_second", String(length=120)),
        Column("recibe_familiar_as_known", String(length=120)),
        Column("aviso_autoridad_el", Date()),
        Column("necesidad_medica", LargeBinary()),
        Column("necesidad_detalle", LargeBinary()),
        Column("embarazo", LargeBinary()),
        Column("pide_apoyo", String(length=63)),
        Column("sin_recursos", String(length=63)),
        Column("apoyo_solicitado_amount", Exact(precision=15, scale=2)),
        Column("apoyo_solicitado_currency", String(length=3)),
        Column("riesgo_actual", LargeBinary()),
        Column("familia_destino", String(length=200)),
        Column("personas_grupo", BigInteger()),
        revision=revision,
    )
    op.take_table(
        "case_repatriacion_vulnerable__para_que",
        Column("record_id", Uuid(), ForeignKey("case_repatriacion_vulnerable.id", name="fk_case_repatriacion_vulnerable__para_que_record_id"), primary_key=True),
        Column("code", String(length=63), primary_key=True),
        Index("ix_case_repatriacion_vulnerable__para_que_code", "code"),
        revision=revision,
    )
    op.take_table(
        "case_repatriacion_vulnerable__grupos_caso",
        Column("record_id", Uuid(), ForeignKey("case_repatriacion_vulnerable.id", name="fk_case_repatriacion_vulnerable__grupos_caso_record_id"), primary_key=True),
        Column("code", String(length=63), primary_key=True),
        Index("ix_case_repatriacion_vulnerable__grupos_caso_code", "code"),
        revision=revision,
    )
    op.take_table(
        "case_ayuda_economica",
        Column("id", Uuid(), ForeignKey("cases.id", name="fk_case_ayuda_economica_id"), primary_key=True),
        Column("pide_apoyo", String(length=63)),
        Column("sin_recursos", String(length=63)),
        Column("apoyo_solicitado_amount", Exact(precision=15, scale=2)),
        Column("apoyo_solicitado_currency", String(length=3)),
        Column("denuncia_policial", String(length=60)),
        Column("personas_dependen", BigInteger()),
        revision=revision,
    )
    op.take_table(
        "case_ayuda_economica__para_que",
        Column("record_id", Uuid(), ForeignKey("case_ayuda_economica.id", name="fk_case_ayuda_economica__para_que_record_id"), primary_key=True),
        Column("code", String(length=63), primary_key=True),
        Index("ix_case_ayuda_economica__para_que_code", "code"),
        revision=revision,
    )
    op.take_table(
        "case_ayuda_economica__que_ocurrio",
        Column("record_id", Uuid(), ForeignKey("case_ayuda_economica.id", name="fk_case_ayuda_economica__que_ocurrio_record_id"), primary_key=True),
        Column("code", String(length=63), primary_key=True),
        Index("ix_case_ayuda_economica__que_ocurrio_code", "code"),
        revision=revision,
    )
    op.take_table(
        "case_orientacion_general",
        Column("id", Uuid(), ForeignKey("cases.id", name="fk_case_orientacion_general_id"), primary_key=True),
        Column("tema_consulta", String(length=63)),
        Column("en_proceso_remocion", LargeBinary()),
        Column("inadmitida_en", String(length=120)),
        Column("respuesta_dada", Text()),
        revision=revision,
    )
    op.take_table(
        "case_menores_custodia",
        Column("id", Uuid(), ForeignKey("cases.id", name="fk_case_menores_custodia_id"), primary_key=True),
        Column("acompanamiento", String(length=63)),
        Column("acompanante", LargeBinary()),
        Column("custodia_de", String(length=63)),
        Column("custodia_desde", Date()),
        Column("lugar_menor", LargeBinary()),
        Column("deseo_menor", LargeBinary()),
        Column("madre", LargeBinary()),
        Column("padre", LargeBinary()),
        Column("cuidador", LargeBinary()),
        Column("familia_verificada", String(length=63)),
        Column("contacto_familiar", String(length=63)),
        Column("resultado_evaluacion", String(length=63)),
        Column("recibe_autoridad", String(length=63)),
        Column("entrega_el", Instant()),
        Column("entrega_a", LargeBinary()),
        Column("comparte_familia", String(length=63)),
        Column("comparte_autoridades", String(length=63)),
        Column("comparte_organizaciones", String(length=63)),
        Column("comparte_publico", String(length=63)),
        Column("tiene_abogado", String(length=63)),
        Column("abogado", Uuid()),
        Column("rama", String(length=63)),
        Column("nivel_pale", String(length=63)),
        Column("requiere_interprete_corte", String(length=63)),
        Column("motivo_custodia", String(length=63)),
        Column("notificado_custodia_el", Instant()),
        Column("expediente_corte", String(length=60)),
        Column("audiencia_custodia_el", Instant()),
        Column("estudio_hogar", String(length=63)),
        revision=revision,
    )
    op.take_table(
        "case_menores_custodia__necesidades_menor",
        Column("record_id", Uuid(), ForeignKey("case_menores_custodia.id", name="fk_case_menores_custodia__necesidades_menor_record_id"), primary_key=True),
        Column("code", String(length=63), primary_key=True),
        Index("ix_case_menores_custodia__necesidades_menor_code", "code"),
        revision=revision,
    )
    op.take_table(
        "case_restitucion_menores",
        Column("id", Uuid(), ForeignKey("cases.id", name="fk_case_restitucion_menores_id"), primary_key=True),
        Column("acompanamiento", String(length=63)),
        Column("acompanante", LargeBinary()),
        Column("custodia_de", String(length=63)),
        Column("custodia_desde", Date()),
        Column("lugar_menor", LargeBinary()),
        Column("deseo_menor", LargeBinary()),
        Column("madre", LargeBinary()),
        Column("padre", LargeBinary()),
        Column("cuidador", LargeBinary()),
        Column("familia_verificada", String(length=63)),
        Column("contacto_familiar", String(length=63)),
        Column("resultado_evaluacion", String(length=63)),
        Column("recibe_autoridad", String(length=63)),
        Column("entrega_el", Instant()),
        Column("entrega_a", LargeBinary()),
        Column("comparte_familia", String(length=63)),
        Column("comparte_autoridades", String(length=63)),
        Column("comparte_organizaciones", String(length=63)),
        Column("comparte_publico", String(length=63)),
        Column("tiene_abogado", String(length=63)),
        Column("abogado", Uuid()),
        Column("rama", String(length=63)),
        Column("nivel_pale", String(length=63)),
        Column("requiere_interprete_corte", String(length=63)),
        Column("sentido", String(length=63)),
        Column("instrumento", String(length=63)),
        Column("numero_menores", BigInteger()),
        Column("traslado_ilicito_el", Date()),
        Column("autoridad_central_el", Date()),
        Column("resultado_restitucion", String(length=63)),
        revision=revision,
    )
    op.take_table(
        "case_restitucion_menores__necesidades_menor",
        Column("record_id", Uuid(), ForeignKey("case_restitucion_menores.id", name="fk_case_restitucion_menores__necesidades_menor_record_id"), primary_key=True),
        Column("code", String(length=63), primary_key=True),
        Index("ix_case_restitucion_menores__necesidades_menor_code", "code"),
        revision=revision,
    )
    op.take_table(
        "case_asunto_civil",
        Column("id", Uuid(), ForeignKey("cases.id", name="fk_case_asunto_civil_id"), primary_key=True),
        Column("tiene_abogado", String(length=63)),
        Column("abogado", Uuid()),
        Column("rama", String(length=63)),
        Column("nivel_pale", String(length=63)),
        Column("requiere_interprete_corte", String(length=63)),
        Column("contraparte_civil", String(length=160)),
        Column("corte_civil", String(length=120)),
        Column("expediente_civil", String(length=60)),
        Column("vence_el", Date()),
        Column("cuantia_amount", Exact(precision=15, scale=2)),
        Column("cuantia_currency", String(length=3)),
        Column("resultado_civil", String(length=63)),
        Column("deudor_nombre_given", String(length=120)),
        Column("deudor_nombre_first", String(length=120)),
        Column("deudor_nombre_second", String(length=120)),
        Column("deudor_nombre_as_known", String(length=120)),
        Column("deudor_domicilio", String(length=63)),
        Column("deudor_estado", String(length=63)),
        Column("sin_reciprocidad", String(length=63)),
        Column("beneficiarios", BigInteger()),
        Column("sentencia_mexico", String(length=63)),
        Column("monto_mensual_amount", Exact(precision=15, scale=2)),
        Column("monto_mensual_currency", String(length=3)),
        Column("enviado_el", Date()),
        revision=revision,
    )
    op.take_table(
        "case_violencia_genero",
        Column("id", Uuid(), ForeignKey("cases.id", name="fk_case_violencia_genero_id"), primary_key=True),
        Column("no_contactar", Boolean()),
        Column("telefono_seguro", LargeBinary()),
        Column("horario_seguro", LargeBinary()),
        Column("palabra_clave", LargeBinary()),
        Column("relacion_agresor", LargeBinary()),
        Column("convive_agresor", LargeBinary()),
        Column("dependientes", BigInteger()),
        Column("relato_violencia", LargeBinary()),
        Column("nivel_riesgo", String(length=63)),
        Column("armas", LargeBinary()),
        Column("plan_seguridad", LargeBinary()),
        Column("orden_proteccion", String(length=63)),
        Column("refugio", String(length=63)),
        Column("denuncia", String(length=63)),
        Column("pide_apoyo", String(length=63)),
        Column("sin_recursos", String(length=63)),
        Column("apoyo_solicitado_amount", Exact(precision=15, scale=2)),
        Column("apoyo_solicitado_currency", String(length=3)),
        revision=revision,
    )
    op.take_table(
        "case_violencia_genero__tipos_violencia",
        Column("record_id", Uuid(), ForeignKey("case_violencia_genero.id", name="fk_case_violencia_genero__tipos_violencia_record_id"), primary_key=True),
        Column("code", String(length=63), primary_key=True),
        Index("ix_case_violencia_genero__tipos_violencia_code", "code"),
        revision=revision,
    )
    op.take_table(
        "case_violencia_genero__alivio",
        Column("record_id", Uuid(), ForeignKey("case_violencia_genero.id", name="fk_case_violencia_genero__alivio_record_id"), primary_key=True),
        Column("code", String(length=63), primary_key=True),
        Index("ix_case_violencia_genero__alivio_code", "code"),
        revision=revision,
    )
    op.take_table(
        "case_violencia_genero__para_que",
        Column("record_id", Uuid(), ForeignKey("case_violencia_genero.id", name="fk_case_violencia_genero__para_que_record_id"), primary_key=True),
        Column("code", String(length=63), primary_key=True),
        Index("ix_case_violencia_genero__para_que_code", "code"),
        revision=revision,
    )
    op.take_table(
        "case_violacion_derechos",
        Column("id", Uuid(), ForeignKey("cases.id", name="fk_case_violacion_derechos_id"), primary_key=True),
        Column("tiene_abogado", String(length=63)),
        Column("abogado", Uuid()),
        Column("rama", String(length=63)),
        Column("nivel_pale", String(length=63)),
        Column("requiere_interprete_corte", String(length=63)),
        Column("autoridad_responsable", String(length=63)),
        Column("hechos_el", Instant()),
        Column("hechos_lugar", String(length=200)),
        Column("relato_hechos", LargeBinary()),
        Column("lesiones", LargeBinary()),
        Column("pruebas_dh", LargeBinary()),
        Column("desea_queja", String(length=63)),
        Column("queja_el", Date()),
        Column("respuesta_queja", String(length=63)),
        revision=revision,
    )
    op.take_table(
        "case_violacion_derechos__violaciones",
        Column("record_id", Uuid(), ForeignKey("case_violacion_derechos.id", name="fk_case_violacion_derechos__violaciones_record_id"), primary_key=True),
        Column("code", String(length=63), primary_key=True),
        Index("ix_case_violacion_derechos__violaciones_code", "code"),
        revision=revision,
    )
    op.take_table(
        "case_violacion_derechos__derechos_afectados",
        Column("record_id", Uuid(), ForeignKey("case_violacion_derechos.id", name="fk_case_violacion_derechos__derechos_afectados_record_id"), primary_key=True),
        Column("code", String(length=63), primary_key=True),
        Index("ix_case_violacion_derechos__derechos_afectados_code", "code"),
        revision=revision,
    )
    op.take_table(
        "case_violacion_derechos__vias_queja",
        Column("record_id", Uuid(), ForeignKey("case_violacion_derechos.id", name="fk_case_violacion_derechos__vias_queja_record_id"), primary_key=True),
        Column("code", String(length=63), primary_key=True),
        Index("ix_case_violacion_derechos__vias_queja_code", "code"),
        revision=revision,
    )
    op.take_table(
        "case_muerte_custodia",
        Column("id", Uuid(), ForeignKey("cases.id", name="fk_case_muerte_custodia_id"), primary_key=True),
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
        Column("tiene_abogado", String(length=63)),
        Column("abogado", Uuid()),
        Column("rama", String(length=63)),
        Column("nivel_pale", String(length=63)),
        Column("requiere_interprete_corte", String(length=63)),
        Column("familia_informada_el", Instant()),
        Column("investigacion_pedida_el", Date()),
        Column("informes_recibidos", String(length=63)),
        Column("autopsia", String(length=63)),
        Column("familia_acciones", Text()),
        revision=revision,
    )
    op.take_table(
        "case_muerte_custodia__medios_identificacion",
        Column("record_id", Uuid(), ForeignKey("case_muerte_custodia.id", name="fk_case_muerte_custodia__medios_identificacion_record_id"), primary_key=True),
        Column("code", String(length=63), primary_key=True),
        Index("ix_case_muerte_custodia__medios_identificacion_code", "code"),
        revision=revision,
    )
    op.take_table(
        "case_trata",
        Column("id", Uuid(), ForeignKey("cases.id", name="fk_case_trata_id"), primary_key=True),
        Column("no_contactar", Boolean()),
        Column("telefono_seguro", LargeBinary()),
        Column("horario_seguro", LargeBinary()),
        Column("palabra_clave", LargeBinary()),
        Column("identificada", String(length=63)),
        Column("edad_hechos", String(length=63)),
        Column("captacion", LargeBinary()),
        Column("captacion_lugar", LargeBinary()),
        Column("sector", String(length=63)),
        Column("explotacion_lugar", LargeBinary()),
        Column("nivel_riesgo", String(length=63)),
        Column("consentimiento_informado", String(length=63)),
        Column("retorno_asistido", String(length=63)),
        Column("denuncia", String(length=63)),
        Column("pide_apoyo", String(length=63)),
        Column("sin_recursos", String(length=63)),
        Column("apoyo_solicitado_amount", Exact(precision=15, scale=2)),
        Column("apoyo_solicitado_currency", String(length=3)),
        revision=revision,
    )
    op.take_table(
        "case_trata__indicadores",
        Column("record_id", Uuid(), ForeignKey("case_trata.id", name="fk_case_trata__indicadores_record_id"), primary_key=True),
        Column("code", String(length=63), primary_key=True),
        Index("ix_case_trata__indicadores_code", "code"),
        revision=revision,
    )
    op.take_table(
        "case_trata__control",
        Column("record_id", Uuid(), ForeignKey("case_trata.id", name="fk_case_trata__control_record_id"), primary_key=True),
        Column("code", String(length=63), primary_key=True),
        Index("ix_case_trata__control_code", "code"),
        revision=revision,
    )
    op.take_table(
        "case_trata__fines",
        Column("record_id", Uuid(), ForeignKey("case_trata.id", name="fk_case_trata__fines_record_id"), primary_key=True),
        Column("code", String(length=63), primary_key=True),
        Index("ix_case_trata__fines_code", "code"),
        revision=revision,
    )
    op.take_table(
        "case_trata__alivio",
        Column("record_id", Uuid(), ForeignKey("case_trata.id", name="fk_case_trata__alivio_record_id"), primary_key=True),
        Column("code", String(length=63), primary_key=True),
        Index("ix_case_trata__alivio_code", "code"),
        revision=revision,
    )
    op.take_table(
        "case_trata__para_que",
        Column("record_id", Uuid(), ForeignKey("case_trata.id", name="fk_case_trata__para_que_record_id"), primary_key=True),
        Column("code", String(length=63), primary_key=True),
        Index("ix_case_trata__para_que_code", "code"),
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
        Column("tiene_abogado", String(length=63)),
        Column("abogado", Uuid()),
        Column("rama", String(length=63)),
        Column("nivel_pale", String(length=63)),
        Column("requiere_interprete_corte", String(length=63)),
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
        "case_accidente_trabajo",
        Column("id", Uuid(), ForeignKey("cases.id", name="fk_case_accidente_trabajo_id"), primary_key=True),
        Column("empleador_nombre", String(length=160)),
        Column("empleador", Uuid()),
        Column("sector", String(length=63)),
        Column("puesto", String(length=100)),
        Column("estado_eua", String(length=63)),
        Column("ciudad", String(length=80)),
        Column("inicio", String(length=10)),
        Column("sigue_trabajando", String(length=63)),
        Column("tipo_visa", LargeBinary()),
        Column("necesidad_medica", LargeBinary()),
        Column("necesidad_detalle", LargeBinary()),
        Column("embarazo", LargeBinary()),
        Column("tiene_abogado", String(length=63)),
        Column("abogado", Uuid()),
        Column("rama", String(length=63)),
        Column("nivel_pale", String(length=63)),
        Column("requiere_interprete_corte", String(length=63)),
        Column("accidente_el", Date()),
        Column("consecuencia", LargeBinary()),
        Column("reportado_empleador", String(length=63)),
        Column("reclamo_numero", String(length=60)),
        Column("limite_reclamo_el", Date()),
        Column("compensacion_amount", Exact(precision=15, scale=2)),
        Column("compensacion_currency", String(length=3)),
        revision=revision,
    )
    op.take_table(
        "case_derechos_laborales",
        Column("id", Uuid(), ForeignKey("cases.id", name="fk_case_derechos_laborales_id"), primary_key=True),
        Column("empleador_nombre", String(length=160)),
        Column("empleador", Uuid()),
        Column("sector", String(length=63)),
        Column("puesto", String(length=100)),
        Column("estado_eua", String(length=63)),
        Column("ciudad", String(length=80)),
        Column("inicio", String(length=10)),
        Column("sigue_trabajando", String(length=63)),
        Column("tipo_visa", LargeBinary()),
        Column("tiene_abogado", String(length=63)),
        Column("abogado", Uuid()),
        Column("rama", String(length=63)),
        Column("nivel_pale", String(length=63)),
        Column("requiere_interprete_corte", String(length=63)),
        Column("ultimo_hecho_el", Date()),
        Column("relato_laboral", LargeBinary()),
        Column("presentado_el", Date()),
        Column("resultado_laboral", String(length=63)),
        Column("reclutador", String(length=160)),
        Column("contrato_copia", String(length=63)),
        Column("personas_afectadas", BigInteger()),
        Column("cobros_amount", Exact(precision=15, scale=2)),
        Column("cobros_currency", String(length=3)),
        revision=revision,
    )
    op.take_table(
        "case_derechos_laborales__derechos_violados",
        Column("record_id", Uuid(), ForeignKey("case_derechos_laborales.id", name="fk_case_derechos_laborales__derechos_violados_record_id"), primary_key=True),
        Column("code", String(length=63), primary_key=True),
        Index("ix_case_derechos_laborales__derechos_violados_code", "code"),
        revision=revision,
    )
    op.take_table(
        "case_derechos_laborales__vias",
        Column("record_id", Uuid(), ForeignKey("case_derechos_laborales.id", name="fk_case_derechos_laborales__vias_record_id"), primary_key=True),
        Column("code", String(length=63), primary_key=True),
        Index("ix_case_derechos_laborales__vias_code", "code"),
        revision=revision,
    )
    op.take_table(
        "case_derechos_laborales__incumplimientos",
        Column("record_id", Uuid(), ForeignKey("case_derechos_laborales.id", name="fk_case_derechos_laborales__incumplimientos_record_id"), primary_key=True),
        Column("code", String(length=63), primary_key=True),
        Index("ix_case_derechos_laborales__incumplimientos_code", "code"),
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
        Column("familia_avisada", String(length=63)),
        Column("desea_avisar", String(length=63)),
        Column("hijos_menores", BigInteger()),
        Column("hijos_cuidado", LargeBinary()),
        Column("quejas_relato", LargeBinary()),
        Column("desea_denunciar", String(length=63)),
        Column("pertenencias_el", Date()),
        Column("pertenencias_recibo", String(length=60)),
        Column("pertenencias_recuperadas_el", Date()),
        Column("tiene_abogado", String(length=63)),
        Column("abogado", Uuid()),
        Column("rama", String(length=63)),
        Column("nivel_pale", String(length=63)),
        Column("requiere_interprete_corte", String(length=63)),
        Column("necesidad_medica", LargeBinary()),
        Column("necesidad_detalle", LargeBinary()),
        Column("embarazo", LargeBinary()),
        Column("etapa", LargeBinary()),
        Column("anios_residencia", LargeBinary()),
        Column("audiencia_el", Instant()),
        Column("fianza", String(length=63)),
        Column("fianza_monto_amount", Exact(precision=15, scale=2)),
        Column("fianza_monto_currency", String(length=3)),
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
        "case_nna_no_acompanado",
        Column("id", Uuid(), ForeignKey("cases.id", name="fk_case_nna_no_acompanado_id"), primary_key=True),
        Column("acompanamiento", String(length=63)),
        Column("acompanante", LargeBinary()),
        Column("custodia_de", String(length=63)),
        Column("custodia_desde", Date()),
        Column("lugar_menor", LargeBinary()),
        Column("deseo_menor", LargeBinary()),
        Column("madre", LargeBinary()),
        Column("padre", LargeBinary()),
        Column("cuidador", LargeBinary()),
        Column("familia_verificada", String(length=63)),
        Column("contacto_familiar", String(length=63)),
        Column("resultado_evaluacion", String(length=63)),
        Column("recibe_autoridad", String(length=63)),
        Column("entrega_el", Instant()),
        Column("entrega_a", LargeBinary()),
        Column("comparte_familia", String(length=63)),
        Column("comparte_autoridades", String(length=63)),
        Column("comparte_organizaciones", String(length=63)),
        Column("comparte_publico", String(length=63)),
        Column("necesidad_medica", LargeBinary()),
        Column("necesidad_detalle", LargeBinary()),
        Column("embarazo", LargeBinary()),
        Column("clase_repatriacion", String(length=63)),
        Column("retorno_via", String(length=63)),
        Column("punto_recepcion", String(length=63)),
        Column("retorno_el", Date()),
        Column("viaja_con", String(length=63)),
        Column("recibe_familiar_given", String(length=120)),
        Column("recibe_familiar_first", String(length=120)),
        Column("recibe_familiar_second", String(length=120)),
        Column("recibe_familiar_as_known", String(length=120)),
        Column("aviso_autoridad_el", Date()),
        Column("aprehendido_el", Instant()),
        Column("notificado_nna_el", Instant()),
        Column("oficial_aprehensor", String(length=63)),
        Column("veces_anteriores", BigInteger()),
        Column("resultado_entrevista", String(length=63)),
        revision=revision,
    )
    op.take_table(
        "case_nna_no_acompanado__necesidades_menor",
        Column("record_id", Uuid(), ForeignKey("case_nna_no_acompanado.id", name="fk_case_nna_no_acompanado__necesidades_menor_record_id"), primary_key=True),
        Column("code", String(length=63), primary_key=True),
        Index("ix_case_nna_no_acompanado__necesidades_menor_code", "code"),
        revision=revision,
    )
    op.take_table(
        "case_migrante_extraviado",
        Column("id", Uuid(), ForeignKey("cases.id", name="fk_case_migrante_extraviado_id"), primary_key=True),
        Column("ultimo_contacto_el", String(length=10)),
        Column("ultimo_contacto_lugar", String(length=200)),
        Column("ultimo_contacto_medio", String(length=63)),
        Column("ultimo_contacto_dijo", LargeBinary()),
        Column("circunstancia", String(length=63)),
        Column("destino_previsto", String(length=160)),
        Column("acompanantes", LargeBinary()),
        Column("guia_contacto", LargeBinary()),
        Column("estatura_cm", BigInteger()),
        Column("senas_particulares", LargeBinary()),
        Column("ropa", String(length=300)),
        Column("fotografia", String(length=63)),
        Column("muestra_adn", LargeBinary()),
        Column("muestra_referencia", LargeBinary()),
        Column("familia_autoriza", String(length=63)),
        Column("resultado_busqueda", String(length=63)),
        Column("localizado_el", Date()),
        Column("localizado_en", LargeBinary()),
        Column("autoriza_informar", String(length=63)),
        Column("ubicacion_conocida", LargeBinary()),
        Column("avisado_rescate_el", Instant()),
        Column("autoridad_rescate", String(length=63)),
        revision=revision,
    )
    op.take_table(
        "case_migrante_extraviado__buscado_en",
        Column("record_id", Uuid(), ForeignKey("case_migrante_extraviado.id", name="fk_case_migrante_extraviado__buscado_en_record_id"), primary_key=True),
        Column("code", String(length=63), primary_key=True),
        Index("ix_case_migrante_extraviado__buscado_en_code", "code"),
        revision=revision,
    )
    op.take_table(
        "case_migrante_extraviado__denuncias",
        Column("record_id", Uuid(), ForeignKey("case_migrante_extraviado.id", name="fk_case_migrante_extraviado__denuncias_record_id"), primary_key=True),
        Column("code", String(length=63), primary_key=True),
        Index("ix_case_migrante_extraviado__denuncias_code", "code"),
        revision=revision,
    )
    op.take_table(
        "case_alivio_migratorio",
        Column("id", Uuid(), ForeignKey("cases.id", name="fk_case_alivio_migratorio_id"), primary_key=True),
        Column("tiene_abogado", String(length=63)),
        Column("abogado", Uuid()),
        Column("rama", String(length=63)),
        Column("nivel_pale", String(length=63)),
        Column("requiere_interprete_corte", String(length=63)),
        Column("tema_alivio", String(length=63)),
        Column("vence_alivio_el", Date()),
        Column("defraudador", String(length=160)),
        Column("presentado_alivio_el", Date()),
        Column("resultado_alivio", String(length=63)),
        revision=revision,
    )
    op.take_table(
        "case_alivio_migratorio__alivio",
        Column("record_id", Uuid(), ForeignKey("case_alivio_migratorio.id", name="fk_case_alivio_migratorio__alivio_record_id"), primary_key=True),
        Column("code", String(length=63), primary_key=True),
        Index("ix_case_alivio_migratorio__alivio_code", "code"),
        revision=revision,
    )
    op.take_table(
        "case_detencion_penal",
        Column("id", Uuid(), ForeignKey("cases.id", name="fk_case_detencion_penal_id"), primary_key=True),
        Column("detenido_el", Instant()),
        Column("centro", Uuid()),
        Column("autoridad", String(length=63)),
        Column("lugar", String(length=63)),
        Column("estado_eua", String(length=63)),
        Column("numero_autoridad", String(length=30)),
        Column("informado_derecho", String(length=63)),
        Column("notificado", String(length=63)),
        Column("notificado_el", Instant()),
        Column("familia_avisada", String(length=63)),
        Column("desea_avisar", String(length=63)),
        Column("hijos_menores", BigInteger()),
        Column("hijos_cuidado", LargeBinary()),
        Column("quejas_relato", LargeBinary()),
        Column("desea_denunciar", String(length=63)),
        Column("pertenencias_el", Date()),
        Column("pertenencias_recibo", String(length=60)),
        Column("pertenencias_recuperadas_el", Date()),
        Column("situacion", LargeBinary()),
        Column("cargos", LargeBinary()),
        Column("corte", Uuid()),
        Column("numero_causa", String(length=60)),
        Column("audiencia_el", Instant()),
        Column("asistio_consul", String(length=63)),
        Column("sentencia_el", Date()),
        Column("sentencia_meses", BigInteger()),
        Column("firme", String(length=63)),
        Column("salida_prevista", String(length=10)),
        Column("necesidad_medica", LargeBinary()),
        Column("necesidad_detalle", LargeBinary()),
        Column("embarazo", LargeBinary()),
        Column("tiene_abogado", String(length=63)),
        Column("abogado", Uuid()),
        Column("rama", String(length=63)),
        Column("nivel_pale", String(length=63)),
        Column("requiere_interprete_corte", String(length=63)),
        Column("visitas_desea", String(length=63)),
        Column("menor_infractor", String(length=63)),
        Column("defensoria_programa", String(length=63)),
        Column("extradicion", String(length=63)),
        revision=revision,
    )
    op.take_table(
        "case_detencion_penal__quejas",
        Column("record_id", Uuid(), ForeignKey("case_detencion_penal.id", name="fk_case_detencion_penal__quejas_record_id"), primary_key=True),
        Column("code", String(length=63), primary_key=True),
        Index("ix_case_detencion_penal__quejas_code", "code"),
        revision=revision,
    )
    op.take_table(
        "case_detencion_penal__delitos",
        Column("record_id", Uuid(), ForeignKey("case_detencion_penal.id", name="fk_case_detencion_penal__delitos_record_id"), primary_key=True),
        Column("code", String(length=63), primary_key=True),
        Index("ix_case_detencion_penal__delitos_code", "code"),
        revision=revision,
    )
    op.take_table(
        "case_pena_muerte",
        Column("id", Uuid(), ForeignKey("cases.id", name="fk_case_pena_muerte_id"), primary_key=True),
        Column("detenido_el", Instant()),
        Column("centro", Uuid()),
        Column("autoridad", String(length=63)),
        Column("lugar", String(length=63)),
        Column("estado_eua", String(length=63)),
        Column("numero_autoridad", String(length=30)),
        Column("informado_derecho", String(length=63)),
        Column("notificado", String(length=63)),
        Column("notificado_el", Instant()),
        Column("familia_avisada", String(length=63)),
        Column("desea_avisar", String(length=63)),
        Column("hijos_menores", BigInteger()),
        Column("hijos_cuidado", LargeBinary()),
        Column("quejas_relato", LargeBinary()),
        Column("desea_denunciar", String(length=63)),
        Column("pertenencias_el", Date()),
        Column("pertenencias_recibo", String(length=60)),
        Column("pertenencias_recuperadas_el", Date()),
        Column("situacion", LargeBinary()),
        Column("cargos", LargeBinary()),
        Column("corte", Uuid()),
        Column("numero_causa", String(length=60)),
        Column("audiencia_el", Instant()),
        Column("asistio_consul", String(length=63)),
        Column("sentencia_el", Date()),
        Column("sentencia_meses", BigInteger()),
        Column("firme", String(length=63)),
        Column("salida_prevista", String(length=10)),
        Column("tiene_abogado", String(length=63)),
        Column("abogado", Uuid()),
        Column("rama", String(length=63)),
        Column("nivel_pale", String(length=63)),
        Column("requiere_interprete_corte", String(length=63)),
        Column("fase_mclap", String(length=63)),
        Column("motivo_no_califica", String(length=63)),
        Column("fiscalia_pedira", String(length=63)),
        Column("avena", String(length=63)),
        Column("fecha_ejecucion", Date()),
        Column("violacion_36", String(length=63)),
        revision=revision,
    )
    op.take_table(
        "case_pena_muerte__quejas",
        Column("record_id", Uuid(), ForeignKey("case_pena_muerte.id", name="fk_case_pena_muerte__quejas_record_id"), primary_key=True),
        Column("code", String(length=63), primary_key=True),
        Index("ix_case_pena_muerte__quejas_code", "code"),
        revision=revision,
    )
    op.take_table(
        "case_pena_muerte__delitos",
        Column("record_id", Uuid(), ForeignKey("case_pena_muerte.id", name="fk_case_pena_muerte__delitos_record_id"), primary_key=True),
        Column("code", String(length=63), primary_key=True),
        Index("ix_case_pena_muerte__delitos_code", "code"),
        revision=revision,
    )
    op.take_table(
        "case_traslado_presos",
        Column("id", Uuid(), ForeignKey("cases.id", name="fk_case_traslado_presos_id"), primary_key=True),
        Column("situacion", LargeBinary()),
        Column("cargos", LargeBinary()),
        Column("corte", Uuid()),
        Column("numero_causa", String(length=60)),
        Column("audiencia_el", Instant()),
        Column("asistio_consul", String(length=63)),
        Column("sentencia_el", Date()),
        Column("sentencia_meses", BigInteger()),
        Column("firme", String(length=63)),
        Column("salida_prevista", String(length=10)),
        Column("etapa_tesp", String(length=63)),
        Column("consiente_traslado", String(length=63)),
        Column("meses_restantes", BigInteger()),
        Column("anios_residencia_eua", BigInteger()),
        Column("delito_excluido", String(length=63)),
        Column("cuestionario_el", Date()),
        Column("trasladado_el", Date()),
        Column("centro_mexico", String(length=160)),
        revision=revision,
    )
    op.take_table(
        "case_traslado_presos__delitos",
        Column("record_id", Uuid(), ForeignKey("case_traslado_presos.id", name="fk_case_traslado_presos__delitos_record_id"), primary_key=True),
        Column("code", String(length=63), primary_key=True),
        Index("ix_case_traslado_presos__delitos_code", "code"),
        revision=revision,
    )
    op.take_table(
        "case_victima_delito",
        Column("id", Uuid(), ForeignKey("cases.id", name="fk_case_victima_delito_id"), primary_key=True),
        Column("no_contactar", Boolean()),
        Column("telefono_seguro", LargeBinary()),
        Column("horario_seguro", LargeBinary()),
        Column("palabra_clave", LargeBinary()),
        Column("tiene_abogado", String(length=63)),
        Column("abogado", Uuid()),
        Column("rama", String(length=63)),
        Column("nivel_pale", String(length=63)),
        Column("requiere_interprete_corte", String(length=63)),
        Column("pide_apoyo", String(length=63)),
        Column("sin_recursos", String(length=63)),
        Column("apoyo_solicitado_amount", Exact(precision=15, scale=2)),
        Column("apoyo_solicitado_currency", String(length=3)),
        Column("delito_el", Date()),
        Column("delito_lugar", String(length=160)),
        Column("relato_victima", LargeBinary()),
        Column("reporte_policia", String(length=60)),
        Column("certificacion_u", String(length=63)),
        Column("compensacion_victimas", String(length=63)),
        revision=revision,
    )
    op.take_table(
        "case_victima_delito__para_que",
        Column("record_id", Uuid(), ForeignKey("case_victima_delito.id", name="fk_case_victima_delito__para_que_record_id"), primary_key=True),
        Column("code", String(length=63), primary_key=True),
        Index("ix_case_victima_delito__para_que_code", "code"),
        revision=revision,
    )
    op.take_table(
        "case_victima_delito__hechos_victima",
        Column("record_id", Uuid(), ForeignKey("case_victima_delito.id", name="fk_case_victima_delito__hechos_victima_record_id"), primary_key=True),
        Column("code", String(length=63), primary_key=True),
        Index("ix_case_victima_delito__hechos_victima_code", "code"),
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
    op.take_table(
        "action_correo",
        Column("id", Uuid(), ForeignKey("actions.id", name="fk_action_correo_id"), primary_key=True),
        Column("sentido_correo", String(length=63)),
        Column("correspondiente", String(length=160)),
        revision=revision,
    )
    op.take_table(
        "action_asistencia_audiencia",
        Column("id", Uuid(), ForeignKey("actions.id", name="fk_action_asistencia_audiencia_id"), primary_key=True),
        Column("corte", Uuid()),
        Column("asistio", String(length=63)),
        Column("motivo_inasistencia", String(length=300)),
        Column("acuerdo_corte", LargeBinary()),
        Column("siguiente_audiencia", Instant()),
        revision=revision,
    )
    op.take_table(
        "action_busqueda_bases",
        Column("id", Uuid(), ForeignKey("actions.id", name="fk_action_busqueda_bases_id"), primary_key=True),
        Column("hallazgo", String(length=63)),
        Column("hallazgo_detalle", LargeBinary()),
        revision=revision,
    )
    op.take_table(
        "action_busqueda_bases__buscado_en",
        Column("record_id", Uuid(), ForeignKey("action_busqueda_bases.id", name="fk_action_busqueda_bases__buscado_en_record_id"), primary_key=True),
        Column("code", String(length=63), primary_key=True),
        Index("ix_action_busqueda_bases__buscado_en_code", "code"),
        revision=revision,
    )
    op.take_table(
        "action_tramite_repatriacion",
        Column("id", Uuid(), ForeignKey("actions.id", name="fk_action_tramite_repatriacion_id"), primary_key=True),
        Column("tramite_tipo", String(length=63)),
        Column("ante", String(length=63)),
        Column("confirmado_el", Date()),
        revision=revision,
    )
    op.take_table(
        "action_informe_central",
        Column("id", Uuid(), ForeignKey("actions.id", name="fk_action_informe_central_id"), primary_key=True),
        Column("numero_informe", String(length=40)),
        Column("pide_decision", String(length=63)),
        Column("decidir_antes", Date()),
        revision=revision,
    )
    op.take_table(
        "action_acompanamiento",
        Column("id", Uuid(), ForeignKey("actions.id", name="fk_action_acompanamiento_id"), primary_key=True),
        Column("lugar_acompanamiento", String(length=160)),
        Column("con_familia", String(length=63)),
        revision=revision,
    )


def downgrade() -> None:
    """Go back; what has values is parked, not dropped."""
    op.park_table("action_acompanamiento", revision=revision)
    op.park_table("action_informe_central", revision=revision)
    op.park_table("action_tramite_repatriacion", revision=revision)
    op.park_table("action_busqueda_bases__buscado_en", revision=revision)
    op.park_table("action_busqueda_bases", revision=revision)
    op.park_table("action_asistencia_audiencia", revision=revision)
    op.park_table("action_correo", revision=revision)
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
    op.park_table("case_victima_delito__hechos_victima", revision=revision)
    op.park_table("case_victima_delito__para_que", revision=revision)
    op.park_table("case_victima_delito", revision=revision)
    op.park_table("case_traslado_presos__delitos", revision=revision)
    op.park_table("case_traslado_presos", revision=revision)
    op.park_table("case_pena_muerte__delitos", revision=revision)
    op.park_table("case_pena_muerte__quejas", revision=revision)
    op.park_table("case_pena_muerte", revision=revision)
    op.park_table("case_detencion_penal__delitos", revision=revision)
    op.park_table("case_detencion_penal__quejas", revision=revision)
    op.park_table("case_detencion_penal", revision=revision)
    op.park_table("case_alivio_migratorio__alivio", revision=revision)
    op.park_table("case_alivio_migratorio", revision=revision)
    op.park_table("case_migrante_extraviado__denuncias", revision=revision)
    op.park_table("case_migrante_extraviado__buscado_en", revision=revision)
    op.park_table("case_migrante_extraviado", revision=revision)
    op.park_table("case_nna_no_acompanado__necesidades_menor", revision=revision)
    op.park_table("case_nna_no_acompanado", revision=revision)
    op.park_table("case_detencion_migratoria__quejas", revision=revision)
    op.park_table("case_detencion_migratoria", revision=revision)
    op.park_table("case_derechos_laborales__incumplimientos", revision=revision)
    op.park_table("case_derechos_laborales__vias", revision=revision)
    op.park_table("case_derechos_laborales__derechos_violados", revision=revision)
    op.park_table("case_derechos_laborales", revision=revision)
    op.park_table("case_accidente_trabajo", revision=revision)
    op.park_table("case_salarios_no_pagados__vias", revision=revision)
    op.park_table("case_salarios_no_pagados__pruebas", revision=revision)
    op.park_table("case_salarios_no_pagados__conceptos", revision=revision)
    op.park_table("case_salarios_no_pagados", revision=revision)
    op.park_table("case_trata__para_que", revision=revision)
    op.park_table("case_trata__alivio", revision=revision)
    op.park_table("case_trata__fines", revision=revision)
    op.park_table("case_trata__control", revision=revision)
    op.park_table("case_trata__indicadores", revision=revision)
    op.park_table("case_trata", revision=revision)
    op.park_table("case_muerte_custodia__medios_identificacion", revision=revision)
    op.park_table("case_muerte_custodia", revision=revision)
    op.park_table("case_violacion_derechos__vias_queja", revision=revision)
    op.park_table("case_violacion_derechos__derechos_afectados", revision=revision)
    op.park_table("case_violacion_derechos__violaciones", revision=revision)
    op.park_table("case_violacion_derechos", revision=revision)
    op.park_table("case_violencia_genero__para_que", revision=revision)
    op.park_table("case_violencia_genero__alivio", revision=revision)
    op.park_table("case_violencia_genero__tipos_violencia", revision=revision)
    op.park_table("case_violencia_genero", revision=revision)
    op.park_table("case_asunto_civil", revision=revision)
    op.park_table("case_restitucion_menores__necesidades_menor", revision=revision)
    op.park_table("case_restitucion_menores", revision=revision)
    op.park_table("case_menores_custodia__necesidades_menor", revision=revision)
    op.park_table("case_menores_custodia", revision=revision)
    op.park_table("case_orientacion_general", revision=revision)
    op.park_table("case_ayuda_economica__que_ocurrio", revision=revision)
    op.park_table("case_ayuda_economica__para_que", revision=revision)
    op.park_table("case_ayuda_economica", revision=revision)
    op.park_table("case_repatriacion_vulnerable__grupos_caso", revision=revision)
    op.park_table("case_repatriacion_vulnerable__para_que", revision=revision)
    op.park_table("case_repatriacion_vulnerable", revision=revision)
    op.park_table("case_persona_enferma__para_que", revision=revision)
    op.park_table("case_persona_enferma", revision=revision)
    op.park_table("case_presuncion_nacionalidad__documentos_presentados", revision=revision)
    op.park_table("case_presuncion_nacionalidad", revision=revision)
    op.park_table("case_busqueda_persona__denuncias", revision=revision)
    op.park_table("case_busqueda_persona__buscado_en", revision=revision)
    op.park_table("case_busqueda_persona", revision=revision)
    op.park_table("case_emergencia_colectiva__para_que", revision=revision)
    op.park_table("case_emergencia_colectiva", revision=revision)
    op.park_table("case_documentos__documento_necesita", revision=revision)
    op.park_table("case_documentos", revision=revision)
    op.park_table("case_identificacion_restos__medios_identificacion", revision=revision)
    op.park_table("case_identificacion_restos", revision=revision)
    op.park_table("case_pertenencias__objetos", revision=revision)
    op.park_table("case_pertenencias", revision=revision)
    op.park_table("case_traslado_restos__documentos_listos", revision=revision)
    op.park_table("case_traslado_restos__medios_identificacion", revision=revision)
    op.park_table("case_traslado_restos", revision=revision)
    op.park_table("cases__comparte_con", revision=revision)
    op.park_table("cases__protocolos", revision=revision)
    op.park_table("cases__tipologias_secundarias", revision=revision)
    op.park_table("cases", revision=revision)
    op.park_table("register_evento", revision=revision)
    op.park_table("register_contraparte__rama", revision=revision)
    op.park_table("register_contraparte", revision=revision)
    op.park_table("person", revision=revision)
