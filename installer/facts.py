"""What the program is called on the outside: one table for every kind of installer."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "shnor_desktop"

NAME = "shnor-desktop"
"""Of the command, the packages, the .desktop file and the icons."""

TITLE = "Программа школы"
SUMMARY = "Программа повышения качества образования"
DESCRIPTION = (
    "Хранит школьную программу повышения качества образования в одном файле и печатает её в той форме, "
    "которую требует муниципалитет: Word, PDF, Excel. Ничего не отправляет в интернет."
)
MAINTAINER = "Авторы «Программы школы» <shnor-desktop@localhost>"
LICENCE = "MIT"

SUFFIX = ".shnor"
MIME = "application/x-shnor-school"
FILE_KIND = "Файл программы школы"
APPLICATION_ID_OFFSET = 68
"""Where SQLite keeps the application's number in a file's header."""

PROG_ID = "ShnorDesktop.School.1"
"""What Windows calls the kind of file."""

ICON = ROOT / "resources" / "icons" / "app.svg"


def inside(tree: Path) -> Path:
    """The folder with everything but the executable: PyInstaller's, or the one of the build for an old glibc."""
    return next((place for place in (tree / "_internal", tree / "lib") if place.is_dir()), tree)


def version() -> str:
    """The version, which stands in the package and nowhere else."""
    found = re.search(r'^__version__ = "([\d.]+)"$', (PACKAGE / "__init__.py").read_text("utf-8"), re.MULTILINE)
    if not found:
        raise ValueError("shnor_desktop/__init__.py: нет строки __version__")
    return found[1]


def application_id() -> int:
    """SQLite's number of our files, from the module that writes it."""
    found = re.search(r"^APPLICATION_ID = (0x[0-9A-Fa-f]+)$", (PACKAGE / "models" / "file.py").read_text("utf-8"), re.M)
    if not found:
        raise ValueError("shnor_desktop/models/file.py: нет строки APPLICATION_ID")
    return int(found[1], 16)


def project() -> dict[str, Any]:
    """The table `project` of pyproject.toml."""
    table: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return table
