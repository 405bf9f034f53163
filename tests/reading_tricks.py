"""What reading processes are given to do in tests; a module of its own, for they import it by name."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path

from shnor_desktop.models.errors import UserError

MAIN = "READING_TRICKS_MAIN"
"""Names the process of the tests: there nothing hangs, dies or swells."""
MARKS = "READING_TRICKS_MARKS"
"""Names the folder where a process that begins to hang leaves its number."""


def contents(files: Sequence[Path]) -> list[str]:
    """What stands in the files; some do as they are called."""
    return [_content(file) for file in files]


def _content(file: Path) -> str:
    if os.environ.get(MAIN) != str(os.getpid()):
        if "hangs" in file.name:
            (Path(os.environ[MARKS]) / str(os.getpid())).touch()
            time.sleep(600)
        if "dies" in file.name:
            os.abort()
        if "swells" in file.name:
            len(bytearray(2 << 30))
        if "ours" in file.name:
            raise ZeroDivisionError("our own fault")
    return file.read_text(encoding="utf-8")


def refuse(sentence: str) -> None:
    """A file that cannot be read."""
    raise UserError(sentence)


def chatter(text: str) -> str:
    """A library that prints into our stream."""
    os.write(1, b"noise" * 1000)
    print("noise", flush=True)
    return text
