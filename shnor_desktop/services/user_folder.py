"""Where the program keeps what is its own and not the school's: backups, settings, the log."""

from __future__ import annotations

import os
from pathlib import Path

from ..models.errors import UserError

VARIABLE = "SHNOR_DATA_DIR"
"""Set to another folder for a portable program, and by tests."""


def user_folder() -> Path:
    """The folder in the user's own data, made when it is missing; UserError where that is not possible."""
    named = os.environ.get(VARIABLE)
    folder = Path(named) if named else _data_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"Папка программы «{folder}» недоступна: проверьте доступ к ней и место на диске.") from error
    return folder


def _data_folder() -> Path:
    import platformdirs  # a portable program starts without it

    return Path(platformdirs.user_data_dir("shnor-desktop", appauthor=False))
