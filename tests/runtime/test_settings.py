"""Settings from the environment: defaults under the instance's folder, and clear refusals."""

from __future__ import annotations

from pathlib import Path

import pytest

from runtime.settings import Settings, SettingsError

ROOT = Path("/srv/registro")


def test_what_is_not_set_stands_under_the_instances_folder() -> None:
    settings = Settings.from_environment(ROOT, {})
    assert settings.database_url == "sqlite:////srv/registro/data/registry.sqlite3"
    assert settings.key_file == ROOT / "data" / "keys.json"
    assert settings.environment == "production"
    assert settings.secure_cookies
    assert settings.upload_limit == 20 * 1024 * 1024


def test_variables_decide() -> None:
    settings = Settings.from_environment(
        ROOT,
        {
            "ACOMPANA_DATABASE_URL": "postgresql+psycopg://db/registro",
            "ACOMPANA_DATA": "/var/lib/registro",
            "ACOMPANA_ENVIRONMENT": "practice",
            "ACOMPANA_ALLOWED_HOSTS": "registro.gob.mx, registro.example",
            "ACOMPANA_UPLOAD_LIMIT": "5",
        },
    )
    assert settings.database_url == "postgresql+psycopg://db/registro"
    assert settings.key_file == Path("/var/lib/registro/keys.json")
    assert settings.allowed_hosts == ("registro.gob.mx", "registro.example")
    assert not settings.secure_cookies
    assert settings.upload_limit == 5 * 1024 * 1024


def test_the_database_file_stands_in_the_data_folder() -> None:
    settings = Settings.from_environment(ROOT, {"ACOMPANA_DATA": "/var/lib/registro"})
    assert settings.database_url == "sqlite:////var/lib/registro/registry.sqlite3"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ACOMPANA_ENVIRONMENT", "staging"),
        ("ACOMPANA_DATABASE_URL", "mysql://db/registro"),
        ("ACOMPANA_DATABASE_URL", "postgresql:/db/registro"),
        ("ACOMPANA_UPLOAD_LIMIT", "0"),
        ("ACOMPANA_SESSION_IDLE", "an hour"),
        ("ACOMPANA_SECURE_COOKIES", "perhaps"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        Settings.from_environment(ROOT, {name: value})


def test_keys_of_the_environment_are_used_and_never_shown() -> None:
    settings = Settings.from_environment(ROOT, {"ACOMPANA_KEYS": ' {"1": "c2VjcmV0"} '})
    assert settings.keys == '{"1": "c2VjcmV0"}'
    assert settings.key_place == "ACOMPANA_KEYS"
    assert "c2VjcmV0" not in repr(settings)
