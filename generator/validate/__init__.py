"""Every check of a blueprint, as functions from a context to findings. Must not build anything."""
