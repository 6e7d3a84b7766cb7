"""The generator: reads blueprints and writes registry instances."""

from generator.pipeline import BlueprintError, check_blueprint, compile_blueprint

__all__ = ["BlueprintError", "check_blueprint", "compile_blueprint"]
