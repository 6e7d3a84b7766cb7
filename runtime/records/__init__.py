"""Commands: one transaction script each, and the ministry's hooks. Must not know pages or queries for them."""

from runtime.records.hooks import on

__all__ = ["on"]
