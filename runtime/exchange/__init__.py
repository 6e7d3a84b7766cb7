"""Files that leave the registry: what is in them and how it is written. Must not know pages."""
