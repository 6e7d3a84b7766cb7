"""Scenarios of a blueprint played on a scratch instance, through the commands officers use. Must not read YAML."""
