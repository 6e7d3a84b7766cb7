"""The registry for other systems: the same commands, gate and masks as its pages, as JSON. Must not know pages."""
