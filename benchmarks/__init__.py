"""Measures an instance beside its floor on one machine. Not part of the product or its tests."""
