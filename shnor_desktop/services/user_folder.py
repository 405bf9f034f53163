"""Where the program keeps what is its own and not the school's: backups, settings, the log."""

from __future__ import annotations

import os
from pathlib import Path

from ..models.errors import UserError

VARIABLE = "SHNOR_DATA_DIR"
"""Set to another folder for a portable program, and by tests."""


def user_folder_path() -> Path:
    """Where the folder is, or would be: for those who only look whether something lies in it."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named else _data_folder()


def user_folder() -> Path:
    """The folder in the user's own data, made when it is missing; UserError where that is not possible."""
    folder = user_folder_path()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"Папка программы «{folder}» недоступна: проверьте доступ к ней и место на диске.") from error
    return folder


def _data_folder() -> Path:
    import platformdirs  # a portable program starts without it

    return Path(platformdirs.user_data_dir("shnor-desktop", appauthor=False))
