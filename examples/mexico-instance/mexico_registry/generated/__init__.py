"""What belongs to which entity. Written from the blueprint mexico."""

from __future__ import annotations

from mexico_registry.generated.base import Base
from mexico_registry.generated.models.action import Action
from mexico_registry.generated.models.action_acompanamiento import ActionAcompanamiento
from mexico_registry.generated.models.action_apoyo_economico import ActionApoyoEconomico
from mexico_registry.generated.models.action_asesoria_legal import ActionAsesoriaLegal
from mexico_registry.generated.models.action_asistencia_audiencia import ActionAsistenciaAudiencia
from mexico_registry.generated.models.action_busqueda_bases import ActionBusquedaBases
from mexico_registry.generated.models.action_canalizacion import ActionCanalizacion
from mexico_registry.generated.models.action_carta_autoridad import ActionCartaAutoridad
from mexico_registry.generated.models.action_contacto_familia import ActionContactoFamilia
from mexico_registry.generated.models.action_correo import ActionCorreo
from mexico_registry.generated.models.action_documento_emitido import ActionDocumentoEmitido
from mexico_registry.generated.models.action_entrevista import ActionEntrevista
from mexico_registry.generated.models.action_entrevista_nna import ActionEntrevistaNna
from mexico_registry.generated.models.action_entrevista_trata import ActionEntrevistaTrata
from mexico_registry.generated.models.action_entrevista_violencia import ActionEntrevistaViolencia
from mexico_registry.generated.models.action_informe_central import ActionInformeCentral
from mexico_registry.generated.models.action_informe_cierre import ActionInformeCierre
from mexico_registry.generated.models.action_llamada_realizada import ActionLlamadaRealizada
from mexico_registry.generated.models.action_llamada_recibida import ActionLlamadaRecibida
from mexico_registry.generated.models.action_orientacion import ActionOrientacion
from mexico_registry.generated.models.action_tramite_repatriacion import ActionTramiteRepatriacion
from mexico_registry.generated.models.action_visita_consular import ActionVisitaConsular
from mexico_registry.generated.models.case import Case
from mexico_registry.generated.models.case_accidente_trabajo import CaseAccidenteTrabajo
from mexico_registry.generated.models.case_alivio_migratorio import CaseAlivioMigratorio
from mexico_registry.generated.models.case_asunto_civil import CaseAsuntoCivil
from mexico_registry.generated.models.case_ayuda_economica import CaseAyudaEconomica
from mexico_registry.generated.models.case_busqueda_persona import CaseBusquedaPersona
from mexico_registry.generated.models.case_derechos_laborales import CaseDerechosLaborales
from mexico_registry.generated.models.case_detencion_migratoria import CaseDetencionMigratoria
from mexico_registry.generated.models.case_detencion_penal import CaseDetencionPenal
from mexico_registry.generated.models.case_documentos import CaseDocumentos
from mexico_registry.generated.models.case_emergencia_colectiva import CaseEmergenciaColectiva
from mexico_registry.generated.models.case_identificacion_restos import CaseIdentificacionRestos
from mexico_registry.generated.models.case_menores_custodia import CaseMenoresCustodia
from mexico_registry.generated.models.case_migrante_extraviado import CaseMigranteExtraviado
from mexico_registry.generated.models.case_muerte_custodia import CaseMuerteCustodia
from mexico_registry.generated.models.case_nna_no_acompanado import CaseNnaNoAcompanado
from mexico_registry.generated.models.case_orientacion_general import CaseOrientacionGeneral
from mexico_registry.generated.models.case_pena_muerte import CasePenaMuerte
from mexico_registry.generated.models.case_persona_enferma import CasePersonaEnferma
from mexico_registry.generated.models.case_pertenencias import CasePertenencias
from mexico_registry.generated.models.case_presuncion_nacionalidad import CasePresuncionNacionalidad
from mexico_registry.generated.models.case_repatriacion_vulnerable import CaseRepatriacionVulnerable
from mexico_registry.generated.models.case_restitucion_menores import CaseRestitucionMenores
from mexico_registry.generated.models.case_salarios_no_pagados import CaseSalariosNoPagados
from mexico_registry.generated.models.case_traslado_presos import CaseTrasladoPresos
from mexico_registry.generated.models.case_traslado_restos import CaseTrasladoRestos
from mexico_registry.generated.models.case_trata import CaseTrata
from mexico_registry.generated.models.case_victima_delito import CaseVictimaDelito
from mexico_registry.generated.models.case_violacion_derechos import CaseViolacionDerechos
from mexico_registry.generated.models.case_violencia_genero import CaseViolenciaGenero
from mexico_registry.generated.models.person import Person
from mexico_registry.generated.models.register_contraparte import RegisterContraparte
from mexico_registry.generated.models.register_evento import RegisterEvento
from mexico_registry.generated.schemas.action import ActionCreate, ActionUpdate
from mexico_registry.generated.schemas.action_acompanamiento import (
    ActionAcompanamientoCreate,
    ActionAcompanamientoUpdate,
)
from mexico_registry.generated.schemas.action_apoyo_economico import (
    ActionApoyoEconomicoCreate,
    ActionApoyoEconomicoUpdate,
)
from mexico_registry.generated.schemas.action_asesoria_legal import (
    ActionAsesoriaLegalCreate,
    ActionAsesoriaLegalUpdate,
)
from mexico_registry.generated.schemas.action_asistencia_audiencia import (
    ActionAsistenciaAudienciaCreate,
    ActionAsistenciaAudienciaUpdate,
)
from mexico_registry.generated.schemas.action_busqueda_bases import (
    ActionBusquedaBasesCreate,
    ActionBusquedaBasesUpdate,
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
from mexico_registry.generated.schemas.action_correo import ActionCorreoCreate, ActionCorreoUpdate
from mexico_registry.generated.schemas.action_documento_emitido import (
    ActionDocumentoEmitidoCreate,
    ActionDocumentoEmitidoUpdate,
)
from mexico_registry.generated.schemas.action_entrevista import ActionEntrevistaCreate, ActionEntrevistaUpdate
from mexico_registry.generated.schemas.action_entrevista_nna import (
    ActionEntrevistaNnaCreate,
    ActionEntrevistaNnaUpdate,
)
from mexico_registry.generated.schemas.action_entrevista_trata import (
    ActionEntrevistaTrataCreate,
    ActionEntrevistaTrataUpdate,
)
from mexico_registry.generated.schemas.action_entrevista_violencia import (
    ActionEntrevistaViolenciaCreate,
    ActionEntrevistaViolenciaUpdate,
)
from mexico_registry.generated.schemas.action_informe_central import (
    ActionInformeCentralCreate,
    ActionInformeCentralUpdate,
)
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
from mexico_registry.generated.schemas.action_tramite_repatriacion import (
    ActionTramiteRepatriacionCreate,
    ActionTramiteRepatriacionUpdate,
)
from mexico_registry.generated.schemas.action_visita_consular import (
    ActionVisitaConsularCreate,
    ActionVisitaConsularUpdate,
)
from mexico_registry.generated.schemas.case import CaseCreate, CaseUpdate
from mexico_registry.generated.schemas.case_accidente_trabajo import (
    CaseAccidenteTrabajoCreate,
    CaseAccidenteTrabajoUpdate,
)
from mexico_registry.generated.schemas.case_alivio_migratorio import (
    CaseAlivioMigratorioCreate,
    CaseAlivioMigratorioUpdate,
)
from mexico_registry.generated.schemas.case_asunto_civil import CaseAsuntoCivilCreate, CaseAsuntoCivilUpdate
from mexico_registry.generated.schemas.case_ayuda_economica import (
    CaseAyudaEconomicaCreate,
    CaseAyudaEconomicaUpdate,
)
from mexico_registry.generated.schemas.case_busqueda_persona import (
    CaseBusquedaPersonaCreate,
    CaseBusquedaPersonaUpdate,
)
from mexico_registry.generated.schemas.case_derechos_laborales import (
    CaseDerechosLaboralesCreate,
    CaseDerechosLaboralesUpdate,
)
from mexico_registry.generated.schemas.case_detencion_migratoria import (
    CaseDetencionMigratoriaCreate,
    CaseDetencionMigratoriaUpdate,
)
from mexico_registry.generated.schemas.case_detencion_penal import (
    CaseDetencionPenalCreate,
    CaseDetencionPenalUpdate,
)
from mexico_registry.generated.schemas.case_documentos import CaseDocumentosCreate, CaseDocumentosUpdate
from mexico_registry.generated.schemas.case_emergencia_colectiva import (
    CaseEmergenciaColectivaCreate,
    CaseEmergenciaColectivaUpdate,
)
from mexico_registry.generated.schemas.case_identificacion_restos import (
    CaseIdentificacionRestosCreate,
    CaseIdentificacionRestosUpdate,
)
from mexico_registry.generated.schemas.case_menores_custodia import (
    CaseMenoresCustodiaCreate,
    CaseMenoresCustodiaUpdate,
)
from mexico_registry.generated.schemas.case_migrante_extraviado import (
    CaseMigranteExtraviadoCreate,
    CaseMigranteExtraviadoUpdate,
)
from mexico_registry.generated.schemas.case_muerte_custodia import (
    CaseMuerteCustodiaCreate,
    CaseMuerteCustodiaUpdate,
)
from mexico_registry.generated.schemas.case_nna_no_acompanado import (
    CaseNnaNoAcompanadoCreate,
    CaseNnaNoAcompanadoUpdate,
)
from mexico_registry.generated.schemas.case_orientacion_general import (
    CaseOrientacionGeneralCreate,
    CaseOrientacionGeneralUpdate,
)
from mexico_registry.generated.schemas.case_pena_muerte import CasePenaMuerteCreate, CasePenaMuerteUpdate
from mexico_registry.generated.schemas.case_persona_enferma import (
    CasePersonaEnfermaCreate,
    CasePersonaEnfermaUpdate,
)
from mexico_registry.generated.schemas.case_pertenencias import CasePertenenciasCreate, CasePertenenciasUpdate
from mexico_registry.generated.schemas.case_presuncion_nacionalidad import (
    CasePresuncionNacionalidadCreate,
    CasePresuncionNacionalidadUpdate,
)
from mexico_registry.generated.schemas.case_repatriacion_vulnerable import (
    CaseRepatriacionVulnerableCreate,
    CaseRepatriacionVulnerableUpdate,
)
from mexico_registry.generated.schemas.case_restitucion_menores import (
    CaseRestitucionMenoresCreate,
    CaseRestitucionMenoresUpdate,
)
from mexico_registry.generated.schemas.case_salarios_no_pagados import (
    CaseSalariosNoPagadosCreate,
    CaseSalariosNoPagadosUpdate,
)
from mexico_registry.generated.schemas.case_traslado_presos import (
    CaseTrasladoPresosCreate,
    CaseTrasladoPresosUpdate,
)
from mexico_registry.generated.schemas.case_traslado_restos import (
    CaseTrasladoRestosCreate,
    CaseTrasladoRestosUpdate,
)
from mexico_registry.generated.schemas.case_trata import CaseTrataCreate, CaseTrataUpdate
from mexico_registry.generated.schemas.case_victima_delito import (
    CaseVictimaDelitoCreate,
    CaseVictimaDelitoUpdate,
)
from mexico_registry.generated.schemas.case_violacion_derechos import (
    CaseViolacionDerechosCreate,
    CaseViolacionDerechosUpdate,
)
from mexico_registry.generated.schemas.case_violencia_genero import (
    CaseViolenciaGeneroCreate,
    CaseViolenciaGeneroUpdate,
)
from mexico_registry.generated.schemas.person import PersonCreate, PersonUpdate
from mexico_registry.generated.schemas.register_contraparte import (
    RegisterContraparteCreate,
    RegisterContraparteUpdate,
)
from mexico_registry.generated.schemas.register_evento import RegisterEventoCreate, RegisterEventoUpdate

__all__ = ["FINGERPRINT", "MODELS", "SCHEMAS", "Base"]

FINGERPRINT = "8f7d2bde26f3ad6894384221e442b09607801bd8da3d3e98a7f2ba865abd7561"

MODELS = {
    "person": Person,
    "case": Case,
    "case_traslado_restos": CaseTrasladoRestos,
    "case_pertenencias": CasePertenencias,
    "case_identificacion_restos": CaseIdentificacionRestos,
    "case_documentos": CaseDocumentos,
    "case_emergencia_colectiva": CaseEmergenciaColectiva,
    "case_busqueda_persona": CaseBusquedaPersona,
    "case_presuncion_nacionalidad": CasePresuncionNacionalidad,
    "case_persona_enferma": CasePersonaEnferma,
    "case_repatriacion_vulnerable": CaseRepatriacionVulnerable,
    "case_ayuda_economica": CaseAyudaEconomica,
    "case_orientacion_general": CaseOrientacionGeneral,
    "case_menores_custodia": CaseMenoresCustodia,
    "case_restitucion_menores": CaseRestitucionMenores,
    "case_asunto_civil": CaseAsuntoCivil,
    "case_violencia_genero": CaseViolenciaGenero,
    "case_violacion_derechos": CaseViolacionDerechos,
    "case_muerte_custodia": CaseMuerteCustodia,
    "case_trata": CaseTrata,
    "case_salarios_no_pagados": CaseSalariosNoPagados,
    "case_accidente_trabajo": CaseAccidenteTrabajo,
    "case_derechos_laborales": CaseDerechosLaborales,
    "case_detencion_migratoria": CaseDetencionMigratoria,
    "case_nna_no_acompanado": CaseNnaNoAcompanado,
    "case_migrante_extraviado": CaseMigranteExtraviado,
    "case_alivio_migratorio": CaseAlivioMigratorio,
    "case_detencion_penal": CaseDetencionPenal,
    "case_pena_muerte": CasePenaMuerte,
    "case_traslado_presos": CaseTrasladoPresos,
    "case_victima_delito": CaseVictimaDelito,
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
    "action_correo": ActionCorreo,
    "action_asistencia_audiencia": ActionAsistenciaAudiencia,
    "action_busqueda_bases": ActionBusquedaBases,
    "action_tramite_repatriacion": ActionTramiteRepatriacion,
    "action_informe_central": ActionInformeCentral,
    "action_acompanamiento": ActionAcompanamiento,
    "action_entrevista_nna": ActionEntrevistaNna,
    "action_entrevista_trata": ActionEntrevistaTrata,
    "action_entrevista_violencia": ActionEntrevistaViolencia,
    "register_contraparte": RegisterContraparte,
    "register_evento": RegisterEvento,
}

SCHEMAS = {
    "person": (PersonCreate, PersonUpdate),
    "case": (CaseCreate, CaseUpdate),
    "case_traslado_restos": (CaseTrasladoRestosCreate, CaseTrasladoRestosUpdate),
    "case_pertenencias": (CasePertenenciasCreate, CasePertenenciasUpdate),
    "case_identificacion_restos": (CaseIdentificacionRestosCreate, CaseIdentificacionRestosUpdate),
    "case_documentos": (CaseDocumentosCreate, CaseDocumentosUpdate),
    "case_emergencia_colectiva": (CaseEmergenciaColectivaCreate, CaseEmergenciaColectivaUpdate),
    "case_busqueda_persona": (CaseBusquedaPersonaCreate, CaseBusquedaPersonaUpdate),
    "case_presuncion_nacionalidad": (CasePresuncionNacionalidadCreate, CasePresuncionNacionalidadUpdate),
    "case_persona_enferma": (CasePersonaEnfermaCreate, CasePersonaEnfermaUpdate),
    "case_repatriacion_vulnerable": (CaseRepatriacionVulnerableCreate, CaseRepatriacionVulnerableUpdate),
    "case_ayuda_economica": (CaseAyudaEconomicaCreate, CaseAyudaEconomicaUpdate),
    "case_orientacion_general": (CaseOrientacionGeneralCreate, CaseOrientacionGeneralUpdate),
    "case_menores_custodia": (CaseMenoresCustodiaCreate, CaseMenoresCustodiaUpdate),
    "case_restitucion_menores": (CaseRestitucionMenoresCreate, CaseRestitucionMenoresUpdate),
    "case_asunto_civil": (CaseAsuntoCivilCreate, CaseAsuntoCivilUpdate),
    "case_violencia_genero": (CaseViolenciaGeneroCreate, CaseViolenciaGeneroUpdate),
    "case_violacion_derechos": (CaseViolacionDerechosCreate, CaseViolacionDerechosUpdate),
    "case_muerte_custodia": (CaseMuerteCustodiaCreate, CaseMuerteCustodiaUpdate),
    "case_trata": (CaseTrataCreate, CaseTrataUpdate),
    "case_salarios_no_pagados": (CaseSalariosNoPagadosCreate, CaseSalariosNoPagadosUpdate),
    "case_accidente_trabajo": (CaseAccidenteTrabajoCreate, CaseAccidenteTrabajoUpdate),
    "case_derechos_laborales": (CaseDerechosLaboralesCreate, CaseDerechosLaboralesUpdate),
    "case_detencion_migratoria": (CaseDetencionMigratoriaCreate, CaseDetencionMigratoriaUpdate),
    "case_nna_no_acompanado": (CaseNnaNoAcompanadoCreate, CaseNnaNoAcompanadoUpdate),
    "case_migrante_extraviado": (CaseMigranteExtraviadoCreate, CaseMigranteExtraviadoUpdate),
    "case_alivio_migratorio": (CaseAlivioMigratorioCreate, CaseAlivioMigratorioUpdate),
    "case_detencion_penal": (CaseDetencionPenalCreate, CaseDetencionPenalUpdate),
    "case_pena_muerte": (CasePenaMuerteCreate, CasePenaMuerteUpdate),
    "case_traslado_presos": (CaseTrasladoPresosCreate, CaseTrasladoPresosUpdate),
    "case_victima_delito": (CaseVictimaDelitoCreate, CaseVictimaDelitoUpdate),
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
    "action_correo": (ActionCorreoCreate, ActionCorreoUpdate),
    "action_asistencia_audiencia": (ActionAsistenciaAudienciaCreate, ActionAsistenciaAudienciaUpdate),
    "action_busqueda_bases": (ActionBusquedaBasesCreate, ActionBusquedaBasesUpdate),
    "action_tramite_repatriacion": (ActionTramiteRepatriacionCreate, ActionTramiteRepatriacionUpdate),
    "action_informe_central": (ActionInformeCentralCreate, ActionInformeCentralUpdate),
    "action_acompanamiento": (ActionAcompanamientoCreate, ActionAcompanamientoUpdate),
    "action_entrevista_nna": (ActionEntrevistaNnaCreate, ActionEntrevistaNnaUpdate),
    "action_entrevista_trata": (ActionEntrevistaTrataCreate, ActionEntrevistaTrataUpdate),
    "action_entrevista_violencia": (ActionEntrevistaViolenciaCreate, ActionEntrevistaViolenciaUpdate),
    "register_contraparte": (RegisterContraparteCreate, RegisterContraparteUpdate),
    "register_evento": (RegisterEventoCreate, RegisterEventoUpdate),
}
