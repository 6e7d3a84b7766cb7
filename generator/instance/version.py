"""The product's version, as written in pyproject.toml."""

VERSION = "0.1.0"
