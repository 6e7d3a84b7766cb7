"""What may go wrong with a command and is not a bug, and how it is said. Must not run anything."""

from __future__ import annotations

import sys

from rich.console import Console

from runtime.cli.options import language_of_environment
from runtime.errors import Busy, Invalid
from runtime.i18n.messages import Message, message
from runtime.instance import InstanceError
from runtime.records.hooks import HookError
from runtime.settings import SettingsError
from runtime.storage.cipher import KeyRingError
from runtime.storage.keyring import KeyFileMissingError
from runtime.storage.migrate import MigrationError, TooLongError

REFUSED = 1
BUG = 70
"""The exit code of a fault that is ours."""


class CommandRefused(RuntimeError):
    """A command that will not do what was asked; the text says why and what to do."""


KNOWN = (
    CommandRefused,
    InstanceError,
    HookError,
    SettingsError,
    KeyRingError,
    MigrationError,
    Busy,
    Invalid,
)


def say_refusal(refusal: Exception) -> None:
    """Print what was refused, in words for operators."""
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    say = message(language_of_environment())
    if isinstance(refusal, Busy):
        console.print(f"[red]✗[/red] {say('cli.busy')}")
    elif isinstance(refusal, Invalid):
        for fault in refusal.faults.values():
            console.print(f"[red]✗[/red] {say(fault.key, **fault.arguments)}", markup=True)
    else:
        console.print("[red]✗[/red] ", end="")
        console.print(in_words(refusal, say), markup=False)


def in_words(refusal: Exception, say: Message) -> str:
    """Return what a refusal says; where it happens to everybody once, in the operator's language."""
    if isinstance(refusal, KeyFileMissingError):
        return say("cli.no_key", path=refusal.path)
    return say("cli.too_long", **refusal.arguments) if isinstance(refusal, TooLongError) else str(refusal)


def say_bug(error: Exception) -> None:
    """Print that this is a bug, without data."""
    print(
        f"Esto es un error del programa / this is a bug ({type(error).__name__}).\n"
        "Repita con ACOMPANA_TRACE=1 para ver los detalles / repeat with ACOMPANA_TRACE=1 for the details.",
        file=sys.stderr,
    )
