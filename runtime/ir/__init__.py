"""The contract between generator and runtime: one frozen, ordered, JSON-stable description of a registry.

Owns data only; must not know SQL, HTML or YAML.
"""
