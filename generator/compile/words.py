"""Words for what the author left without a label. Owns defaults of text; must not know entities."""

from __future__ import annotations

from collections.abc import Mapping

from generator.blueprint import Label

PERSON: Label = {"es": "Persona", "en": "Person"}
PEOPLE: Label = {"es": "Personas", "en": "People"}
CASE: Label = {"es": "Caso", "en": "Case"}
CASES: Label = {"es": "Casos", "en": "Cases"}
ACTION: Label = {"es": "Actuación", "en": "Action"}
ACTIVITY: Label = {"es": "Casos, personas y actuaciones", "en": "Cases, people and actions"}
ACTIONS: Label = {"es": "Actuaciones", "en": "Actions"}

REASONS: Mapping[str, Label] = {
    "se_desconoce": {"es": "Se desconoce", "en": "Not known"},
    "no_quiso_responder": {"es": "No quiso responder", "en": "Did not wish to answer"},
    "no_aplica": {"es": "No aplica", "en": "Does not apply"},
}
"""The built-in reasons for an unknown value."""


class Words:
    """The labels of one registry, in its languages."""

    def __init__(self, languages: tuple[str, ...]) -> None:
        self._languages = languages

    def label(self, written: Label, *others: Label, id: str = "") -> Label:  # noqa: A002 - word of the IR
        """The first label that says something, in the registry's languages and order; last of all, the id."""
        for candidate in (written, *others):
            known = self._ordered(candidate)
            if known:
                return known
        return {self._languages[0]: id.replace("_", " ").capitalize()} if id else {}

    def _ordered(self, label: Label) -> Label:
        """A label in the registry's languages; as it is where it has none of them."""
        whole = {(language or self._languages[0]): text for language, text in label.items() if text.strip()}
        ours = {language: whole[language] for language in self._languages if language in whole}
        return ours or whole
