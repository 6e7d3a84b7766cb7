"""Revisions of the system tables: the runtime's own branch of the schema's history."""
