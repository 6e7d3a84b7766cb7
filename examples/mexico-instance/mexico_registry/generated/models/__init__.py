"""The tables as classes, one module an entity. Written from the blueprint mexico."""

from __future__ import annotations
