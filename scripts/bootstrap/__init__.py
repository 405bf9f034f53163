"""What ``dev.py`` does before the program can start. Standard library only: nothing is installed yet.

The syntax stays readable for Python 3.7, so that an old Python gets a plain sentence instead of a SyntaxError.
"""

from __future__ import annotations

import subprocess
from collections.abc import Sequence


class StopError(Exception):
    """The machine is not ready: the text says in Russian what is wrong and what to type."""


def say(text: str) -> None:
    """Tell the person at the terminal, at once: the children write to the same terminal."""
    print(text, flush=True)


def ask(command: Sequence[str]) -> str:
    """What a command prints, or "" when it cannot be run or fails."""
    try:
        result = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    except OSError:
        return ""
    return "" if result.returncode else result.stdout.decode("utf-8", "replace").strip()


def succeeds(command: Sequence[str]) -> bool:
    """Whether a command ends well; what it prints is of no interest."""
    try:
        result = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    except OSError:
        return False
    return result.returncode == 0
