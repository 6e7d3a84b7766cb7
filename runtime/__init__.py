"""The runtime of generated registries: it acts on what the generated code declares."""
