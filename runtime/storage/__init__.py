"""Tables, sessions and history of an instance. Owns SQL writing; must not know HTTP."""

from runtime.storage.system import system_tables

__all__ = ["system_tables"]
