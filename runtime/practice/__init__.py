"""Practice data: made-up records for any blueprint. Must not be able to touch what people entered."""
