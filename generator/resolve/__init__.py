"""Layers of blueprints as one tree in which every leaf knows who wrote it."""

from generator.resolve.layer import Layer
from generator.resolve.library import Library, library_for
from generator.resolve.origin import Origin
from generator.resolve.resolver import resolve
from generator.resolve.tree import NationalMark, ResolvedTree, national_addresses

__all__ = [
    "Layer",
    "Library",
    "NationalMark",
    "Origin",
    "ResolvedTree",
    "library_for",
    "national_addresses",
    "resolve",
]
