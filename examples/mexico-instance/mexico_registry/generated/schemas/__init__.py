"""What may be saved, one module an entity. Written from the blueprint mexico."""

from __future__ import annotations
