"""The stage that writes: what of an instance's folder is ours, and how it changes whole or not at all."""
