"""The application, for an ASGI server that is not started by `python -m runtime`."""

from pathlib import Path

from runtime.app import create_app
from runtime.instance import load
from runtime.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
app = create_app(load(ROOT, Settings.from_environment(ROOT)))
