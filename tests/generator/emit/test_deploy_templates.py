"""The deployment seeds are whole, valid in their own languages, and the operator's two pages say the same."""

from __future__ import annotations

import configparser
import re
from pathlib import Path

import pytest
import typer
import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from runtime.cli import app

FOLDER = Path(__file__).parents[3] / "generator" / "emit" / "templates" / "deploy"
VARIABLES = {
    "package": "mexico_registry",
    "title": "Registro de Protección Consular",
    "blueprint": "mexico",
    "version": "1.0.0",
    "office": "central",
    "administrator": "administrador",
}
NAMES = sorted(path.name for path in FOLDER.glob("*.jinja"))


def render(name: str) -> str:
    # Plain text, no HTML: nothing is escaped.
    environment = Environment(  # noqa: S701
        loader=FileSystemLoader(FOLDER), undefined=StrictUndefined, keep_trailing_newline=True
    )
    return environment.get_template(name).render(VARIABLES)


@pytest.mark.parametrize("name", NAMES)
def test_a_seed_needs_only_these_variables_and_names_the_registry(name: str) -> None:
    text = render(name)

    assert "{{" not in text
    assert "{%" not in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


def test_the_compose_file_keeps_the_database_inside() -> None:
    services = yaml.safe_load(render("compose.yaml.jinja"))["services"]

    assert set(services) == {"database", "registry", "proxy"}
    assert services["database"]["networks"] == ["inside"]
    assert [name for name, service in services.items() if "ports" in service] == ["proxy"]


def test_the_registry_believes_its_proxy_about_the_visitors_address() -> None:
    services = yaml.safe_load(render("compose.yaml.jinja"))["services"]

    assert services["registry"]["environment"]["ACOMPANA_PROXY"] == "*"
    assert "\nACOMPANA_PROXY=127.0.0.1\n" in render("environment.example.jinja")
    assert "header_up X-Forwarded-For {remote_host}" in render("Caddyfile.jinja")


def test_no_secret_of_the_deployment_goes_into_the_image() -> None:
    left_out = render("containerignore.jinja").splitlines()

    assert {"data/", "deploy/environment", "deploy/.env", "deploy/backups/"} <= set(left_out)


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("registry")])
def test_units_are_well_formed(name: str) -> None:
    unit = configparser.RawConfigParser(strict=False)
    unit.optionxform = str  # type: ignore[assignment, method-assign]  # unit keys keep their case
    unit.read_string(render(name))

    assert unit.has_option("Unit", "Description")
    if unit.has_section("Service"):
        assert unit.get("Service", "User") == "mexico_registry"
        assert unit.get("Service", "NoNewPrivileges") == "true"


def test_the_operator_pages_have_the_same_parts_and_commands() -> None:
    english, spanish = (render(f"{name}.md.jinja") for name in ("OPERATOR", "OPERADOR"))

    def commands(page: str) -> list[str]:
        blocks: list[str] = re.findall(r"```sh\n(.*?)```", page, re.DOTALL)
        return [block.replace("NOMBRE-DEL-RESPALDO", "NAME-OF-THE-BACKUP") for block in blocks]

    assert english.count("\n## ") == spanish.count("\n## ")
    assert commands(english) == commands(spanish)


@pytest.mark.parametrize("name", ["OPERATOR", "OPERADOR"])
def test_every_command_of_the_operator_pages_exists(name: str) -> None:
    named = set(re.findall(r"REGISTRY (\w+)", render(f"{name}.md.jinja")))
    group = typer.main.get_command(app)

    assert {"migrate", "user", "backup", "restore", "verify"} <= named
    assert named <= set(getattr(group, "commands"))  # noqa: B009 - mypy knows no groups here
