"""The matrix of access, read plainly from the blueprint's grants. Must not import ``runtime.access``: it is held against it."""
