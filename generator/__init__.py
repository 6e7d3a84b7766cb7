"""The generator: reads blueprints and writes registry instances."""
