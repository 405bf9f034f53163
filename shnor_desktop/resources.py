"""Where the data files that come with the program lie: formats, the base of Word documents, icons, the example."""

from __future__ import annotations

import sys
from pathlib import Path

from shnor_desktop.models.errors import UserError

_PACKAGE = Path(__file__).resolve().parent


def _candidates() -> list[Path]:
    """Folders that may hold the resources, the most specific first."""
    frozen = getattr(sys, "_MEIPASS", None)  # set by PyInstaller in a frozen program
    folders = [Path(frozen) / "resources"] if frozen else []
    return [*folders, _PACKAGE / "_resources", _PACKAGE.parent / "resources"]


def resource_path(*parts: str) -> Path:
    """The path of a file or folder under `resources`, in a checkout, an installed tree or a frozen program.

    `resource_path()` is the folder itself. The path of a file that is not there is returned all the same, only the
    folder is asked for.
    """
    for folder in _candidates():
        if folder.is_dir():
            return folder.joinpath(*parts)
    raise UserError("Не найдена папка с файлами программы (resources): установите программу заново.")
