"""Practice data: made-up records for any blueprint. Must not be able to touch what people entered."""

EDITION = 2
"""Changes when the same seed gives other data than before: whoever keeps filled databases fills them anew."""
