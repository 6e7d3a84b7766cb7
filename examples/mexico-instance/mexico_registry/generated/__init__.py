"""What belongs to which entity. Written from the blueprint mexico."""

from __future__ import annotations

from mexico_registry.generated.base import Base
from mexico_registry.generated.models.action import Action
from mexico_registry.generated.models.action_apoyo_economico import ActionApoyoEconomico
from mexico_registry.generated.models.action_asesoria_legal import ActionAsesoriaLegal
from mexico_registry.generated.models.action_canalizacion import ActionCanalizacion
from mexico_registry.generated.models.action_carta_autoridad import ActionCartaAutoridad
from mexico_registry.generated.models.action_contacto_familia import ActionContactoFamilia
from mexico_registry.generated.models.action_documento_emitido import ActionDocumentoEmitido
from mexico_registry.generated.models.action_entrevista import ActionEntrevista
from mexico_registry.generated.models.action_informe_cierre import ActionInformeCierre
from mexico_registry.generated.models.action_llamada_realizada import ActionLlamadaRealizada
from mexico_registry.generated.models.action_llamada_recibida import ActionLlamadaRecibida
from mexico_registry.generated.models.action_orientacion import ActionOrientacion
from mexico_registry.generated.models.action_visita_consular import ActionVisitaConsular
from mexico_registry.generated.models.case import Case
from mexico_registry.generated.models.case_detencion_migratoria import CaseDetencionMigratoria
from mexico_registry.generated.models.case_salarios_no_pagados import CaseSalariosNoPagados
from mexico_registry.generated.models.case_traslado_restos import CaseTrasladoRestos
from mexico_registry.generated.models.person import Person
from mexico_registry.generated.models.register_contraparte import RegisterContraparte
from mexico_registry.generated.schemas.action import ActionCreate, ActionUpdate
from mexico_registry.generated.schemas.action_apoyo_economico import (
    ActionApoyoEconomicoCreate,
    ActionApoyoEconomicoUpdate,
)
from mexico_registry.generated.schemas.action_asesoria_legal import (
    ActionAsesoriaLegalCreate,
    ActionAsesoriaLegalUpdate,
)
from mexico_registry.generated.schemas.action_canalizacion import (
    ActionCanalizacionCreate,
    ActionCanalizacionUpdate,
)
from mexico_registry.generated.schemas.action_carta_autoridad import (
    ActionCartaAutoridadCreate,
    ActionCartaAutoridadUpdate,
)
from mexico_registry.generated.schemas.action_contacto_familia import (
    ActionContactoFamiliaCreate,
    ActionContactoFamiliaUpdate,
)
from mexico_registry.generated.schemas.action_documento_emitido import (
    ActionDocumentoEmitidoCreate,
    ActionDocumentoEmitidoUpdate,
)
from mexico_registry.generated.schemas.action_entrevista import ActionEntrevistaCreate, ActionEntrevistaUpdate
from mexico_registry.generated.schemas.action_informe_cierre import (
    ActionInformeCierreCreate,
    ActionInformeCierreUpdate,
)
from mexico_registry.generated.schemas.action_llamada_realizada import (
    ActionLlamadaRealizadaCreate,
    ActionLlamadaRealizadaUpdate,
)
from mexico_registry.generated.schemas.action_llamada_recibida import (
    ActionLlamadaRecibidaCreate,
    ActionLlamadaRecibidaUpdate,
)
from mexico_registry.generated.schemas.action_orientacion import (
    ActionOrientacionCreate,
    ActionOrientacionUpdate,
)
from mexico_registry.generated.schemas.action_visita_consular import (
    ActionVisitaConsularCreate,
    ActionVisitaConsularUpdate,
)
from mexico_registry.generated.schemas.case import CaseCreate, CaseUpdate
from mexico_registry.generated.schemas.case_detencion_migratoria import (
    CaseDetencionMigratoriaCreate,
    CaseDetencionMigratoriaUpdate,
)
from mexico_registry.generated.schemas.case_salarios_no_pagados import (
    CaseSalariosNoPagadosCreate,
    CaseSalariosNoPagadosUpdate,
)
from mexico_registry.generated.schemas.case_traslado_restos import (
    CaseTrasladoRestosCreate,
    CaseTrasladoRestosUpdate,
)
from mexico_registry.generated.schemas.person import PersonCreate, PersonUpdate
from mexico_registry.generated.schemas.register_contraparte import (
    RegisterContraparteCreate,
    RegisterContraparteUpdate,
)

__all__ = ["FINGERPRINT", "MODELS", "SCHEMAS", "Base"]

FINGERPRINT = "a6fdd7fba6c554910456922efadd27056db9ab740c7a3f27f045fc9f53bfe264"

MODELS = {
    "person": Person,
    "case": Case,
    "case_traslado_restos": CaseTrasladoRestos,
    "case_salarios_no_pagados": CaseSalariosNoPagados,
    "case_detencion_migratoria": CaseDetencionMigratoria,
    "action": Action,
    "action_llamada_recibida": ActionLlamadaRecibida,
    "action_llamada_realizada": ActionLlamadaRealizada,
    "action_visita_consular": ActionVisitaConsular,
    "action_entrevista": ActionEntrevista,
    "action_carta_autoridad": ActionCartaAutoridad,
    "action_orientacion": ActionOrientacion,
    "action_asesoria_legal": ActionAsesoriaLegal,
    "action_canalizacion": ActionCanalizacion,
    "action_apoyo_economico": ActionApoyoEconomico,
    "action_documento_emitido": ActionDocumentoEmitido,
    "action_contacto_familia": ActionContactoFamilia,
    "action_informe_cierre": ActionInformeCierre,
    "register_contraparte": RegisterContraparte,
}

SCHEMAS = {
    "person": (PersonCreate, PersonUpdate),
    "case": (CaseCreate, CaseUpdate),
    "case_traslado_restos": (CaseTrasladoRestosCreate, CaseTrasladoRestosUpdate),
    "case_salarios_no_pagados": (CaseSalariosNoPagadosCreate, CaseSalariosNoPagadosUpdate),
    "case_detencion_migratoria": (CaseDetencionMigratoriaCreate, CaseDetencionMigratoriaUpdate),
    "action": (ActionCreate, ActionUpdate),
    "action_llamada_recibida": (ActionLlamadaRecibidaCreate, ActionLlamadaRecibidaUpdate),
    "action_llamada_realizada": (ActionLlamadaRealizadaCreate, ActionLlamadaRealizadaUpdate),
    "action_visita_consular": (ActionVisitaConsularCreate, ActionVisitaConsularUpdate),
    "action_entrevista": (ActionEntrevistaCreate, ActionEntrevistaUpdate),
    "action_carta_autoridad": (ActionCartaAutoridadCreate, ActionCartaAutoridadUpdate),
    "action_orientacion": (ActionOrientacionCreate, ActionOrientacionUpdate),
    "action_asesoria_legal": (ActionAsesoriaLegalCreate, ActionAsesoriaLegalUpdate),
    "action_canalizacion": (ActionCanalizacionCreate, ActionCanalizacionUpdate),
    "action_apoyo_economico": (ActionApoyoEconomicoCreate, ActionApoyoEconomicoUpdate),
    "action_documento_emitido": (ActionDocumentoEmitidoCreate, ActionDocumentoEmitidoUpdate),
    "action_contacto_familia": (ActionContactoFamiliaCreate, ActionContactoFamiliaUpdate),
    "action_informe_cierre": (ActionInformeCierreCreate, ActionInformeCierreUpdate),
    "register_contraparte": (RegisterContraparteCreate, RegisterContraparteUpdate),
}
