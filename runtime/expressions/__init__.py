"""Conditions and values in CEL. Owns checking and evaluating; must not know field types or records."""
