"""Commands: one transaction script each, and the ministry's hooks. Must not know pages or queries for them."""

from runtime.records.events import (
    AfterCommit,
    AfterCreate,
    AfterTransition,
    AfterUpdate,
    BeforeCreate,
    BeforeTransition,
    BeforeUpdate,
)
from runtime.records.hooks import on

__all__ = [
    "AfterCommit",
    "AfterCreate",
    "AfterTransition",
    "AfterUpdate",
    "BeforeCreate",
    "BeforeTransition",
    "BeforeUpdate",
    "on",
]
