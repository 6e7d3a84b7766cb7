"""A checked blueprint as the IR: total, explicit, in blueprint order. Must not find mistakes."""

from generator.compile.registry import compile  # noqa: A004 - the stage is called after its verb

__all__ = ["compile"]
