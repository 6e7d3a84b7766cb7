"""Field types: one object each, the only place a type is known. Must not know pages or tables."""
