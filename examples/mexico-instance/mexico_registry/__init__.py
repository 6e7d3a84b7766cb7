"""The registry of mexico: generated declarations and the ministry's own part."""
