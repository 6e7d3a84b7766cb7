"""What an instance is given once and then belongs to the ministry: start-up, custom folder, deployment, pages to read.

Owns which seeds there are; their longer texts are Jinja templates beside this module.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from generator.emit.files import OutputFile
from runtime.ir.label import text
from runtime.ir.registry import Registry


def seeds(registry: Registry) -> Iterator[OutputFile]:
    """Yield every seeded file of an instance."""
    # Plain text and Python, no HTML: nothing is escaped.
    environment = Environment(  # noqa: S701
        loader=PackageLoader("generator.emit"), undefined=StrictUndefined, keep_trailing_newline=True
    )
    variables = {
        "package": registry.package,
        "title": text(registry.title, registry.languages[0]),
        "blueprint": registry.id,
        "version": registry.version,
        "office": _first_office(registry),
        "administrator": _administrator(registry),
    }
    for template, path in _paths(registry.package):
        yield OutputFile(path, environment.get_template(template).render(variables), "seeded")


def _first_office(registry: Registry) -> str:
    """The office for the first account: one that depends on none."""
    return next((office.id for office in registry.offices if not office.parent), registry.offices[0].id)


def _administrator(registry: Registry) -> str:
    """The role for the first account: the first that may make further ones."""
    return next(
        (role.id for role in registry.roles for grant in role.grants if grant.verb == "administer"), "ROLE"
    )


def _paths(package: str) -> Iterator[tuple[str, str]]:
    yield "instance/README.md.jinja", "README.md"
    yield "instance/package.py.jinja", f"{package}/__init__.py"
    yield "instance/asgi.py.jinja", f"{package}/asgi.py"
    yield "instance/custom.py.jinja", f"{package}/custom/__init__.py"
    yield "instance/hooks.py.jinja", f"{package}/custom/hooks.py"
    yield "instance/custom.md.jinja", f"{package}/custom/README.md"
    for template in sorted(
        one.name for one in files("generator.emit").joinpath("templates", "deploy").iterdir()
    ):
        yield f"deploy/{template}", _deploy_path(template.removesuffix(".jinja"), package)


def _deploy_path(name: str, package: str) -> str:
    if name == "containerignore":
        return ".containerignore"
    # Units are installed under the registry's own name, so that several may stand on one machine.
    return (
        f"deploy/{package}{name.removeprefix('registry')}"
        if name.startswith("registry")
        else f"deploy/{name}"
    )
