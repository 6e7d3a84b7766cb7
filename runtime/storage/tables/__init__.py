"""System tables by area, one module each. Must not query."""
