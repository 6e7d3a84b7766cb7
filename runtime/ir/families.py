"""The regional families of cases: what registries of different countries are compared by. Owns the codes and their words.

Drawn up from what the region's ministries publish; no instrument of the Regional Conference on Migration fixes them.
"""

from __future__ import annotations

from collections.abc import Mapping

from runtime.ir.label import Label

FAMILIES: Mapping[str, Label] = {
    "DET-MIG": {"es": "Detención migratoria", "en": "Immigration detention"},
    "DET-PEN": {"es": "Privación de libertad por causa penal", "en": "Criminal custody"},
    "FAL": {"es": "Fallecimiento y restos", "en": "Death and remains"},
    "NOL": {"es": "No localizados o desaparecidos", "en": "Not located or missing"},
    "MED": {"es": "Enfermedad, lesión u hospital", "en": "Illness, injury or hospital"},
    "NNA": {
        "es": "Niñez y adolescencia no acompañada o separada",
        "en": "Unaccompanied or separated child",
    },
    "TRA": {"es": "Trata de personas", "en": "Trafficking in persons"},
    "VIC": {"es": "Víctima de delito o violencia", "en": "Victim of crime or violence"},
    "DDHH": {"es": "Queja contra una autoridad", "en": "Complaint against an authority"},
    "LAB": {"es": "Laboral", "en": "Labour"},
    "CIV": {"es": "Familia y civil", "en": "Family and civil"},
    "VUL": {
        "es": "Desamparo, calamidad o retorno voluntario",
        "en": "Destitution, calamity or voluntary return",
    },
    "DOC": {"es": "Documento de emergencia", "en": "Emergency document"},
    "ORI": {"es": "Solo orientación", "en": "Guidance only"},
    "CRI": {"es": "Emergencia colectiva", "en": "Collective emergency"},
}
"""Each code with its words, in the order they are shown."""

INDICATORS: Mapping[str, Label] = {
    "opened": {"es": "Casos abiertos", "en": "Cases opened"},
    "closed": {"es": "Casos cerrados", "en": "Cases closed"},
    "days_open": {
        "es": "Mediana de días que estuvieron abiertos los casos cerrados",
        "en": "Median days the closed cases were open",
    },
    "open": {"es": "Casos abiertos al corte, por antigüedad", "en": "Cases open at the cut-off, by age"},
    "people": {"es": "Personas de los casos abiertos", "en": "People of the cases opened"},
    "actions": {"es": "Actuaciones", "en": "Actions"},
    "visits": {"es": "Entrevistas y visitas a centros", "en": "Interviews and detention visits"},
    "notifications": {
        "es": "Notificaciones del Estado receptor",
        "en": "Notifications by the receiving State",
    },
    "remains": {"es": "Restos trasladados", "en": "Remains repatriated"},
    "missing": {"es": "No localizados", "en": "Missing people"},
    "children": {"es": "Niñas, niños y adolescentes", "en": "Children and adolescents"},
    "trafficking": {
        "es": "Víctimas de trata identificadas o remitidas",
        "en": "Trafficking victims identified or referred",
    },
    "money": {"es": "Apoyos económicos", "en": "Financial aid"},
    "events": {"es": "Eventos preventivos", "en": "Preventive events"},
    "referrals": {"es": "Canalizaciones", "en": "Referrals"},
    "documents": {
        "es": "Acreditaciones de nacionalidad y documentos de emergencia",
        "en": "Nationality accreditations and emergency documents",
    },
    "consent": {"es": "Casos con consentimiento registrado", "en": "Cases with consent recorded"},
    "completeness": {"es": "Casos con los datos obligatorios", "en": "Cases with their mandatory data"},
}
"""The regional indicators with their words. The first six are counted by every registry, the others by reports that say so."""

SPLITS: Mapping[str, Mapping[str, Label]] = {
    "remains": {
        "financed": {"es": "Financiados", "en": "Financed"},
        "accompanied": {"es": "Solo acompañados", "en": "Accompanied only"},
    },
    "missing": {
        "alive": {"es": "Localizados con vida", "en": "Found alive"},
        "dead": {"es": "Localizados sin vida", "en": "Found dead"},
        "not_found": {"es": "No localizados", "en": "Not found"},
    },
}
"""The parts some indicators are told in: whoever has no answer yet is in none."""

COUNTED_BY_ALL = ("opened", "closed", "days_open", "open", "people", "actions")
"""Indicators no report needs to feed."""
