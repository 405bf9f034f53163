#!/usr/bin/env python3
"""What of the Windows installer can be tried on Linux: its weight, its compilation, its coming and going under Wine.

``python3 installer/rehearsal.py FOLDER``. There is no Windows Python here, so the program itself does not run: the
wheels for Windows are staged and trimmed by the same tables, and a stand-in made by NSIS, which only notes the file
that it is asked to open, takes the place of its .exe. What is tried is the installer, not the program.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from installer import facts, freezing, windows
from installer.build import ask_python
from installer.trimming import wanted
from scripts.bootstrap import StopError, say

FOR_WINE = ("Target amd64-unicode", "SetCompressor /FINAL zlib")
"""The same script as a 64-bit program, quickly packed: a Wine without its 32-bit half is enough for it."""

STAND_IN = """Unicode true
Name "stand-in"
OutFile "{out}"
RequestExecutionLevel user
SilentInstall silent
!include FileFunc.nsh
Section
  ${{GetParameters}} $0
  FileOpen $1 "$EXEDIR\\opened.txt" w
  FileWriteUTF16LE /BOM $1 "$0"
  FileClose $1
SectionEnd
"""
_NOT_SHIPPED = ("PySide6/qml/", "PySide6/include/", "PySide6/metatypes/", "PySide6/typesystems/", "PySide6/scripts/")
_QT_PARTS = ("Core", "Gui", "Widgets", "PrintSupport", "Svg", "DBus", "OpenGL", "OpenGLWidgets")


def main(argv: Sequence[str]) -> int:
    """Stage, compile, install, open, update, remove; 0 when nothing of ours is left and hers is kept."""
    if len(argv) != 1:
        print("python3 installer/rehearsal.py ПАПКА", file=sys.stderr)
        return 2
    folder = Path(argv[0]).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        setup = compiled(folder, folder)
        say(f"{setup.name}: {setup.stat().st_size / 2**20:.1f} МБ (колёса win_amd64 без самого Python)")
        return Wine(folder).tried(compiled(folder / "trial", folder, FOR_WINE))
    except StopError as stop:
        print(stop, file=sys.stderr)
        return 2


def compiled(out: Path, folder: Path, first: Sequence[str] = ()) -> Path:
    """The installer over the staged tree."""
    python = freezing.make_environment(folder / "venv", ["PySide6-Essentials>=6.8.3,<6.12"])
    pictures, tree = folder / "icons", folder / "tree"
    ask_python(python, "installer.icons", facts.ICON, pictures)
    if not tree.is_dir():
        stage(folder / "wheels", tree)
    stand_in(folder, tree / windows.EXECUTABLE)
    out.mkdir(exist_ok=True)
    return windows.make_installer(tree, pictures, facts.ROOT / "LICENSE", folder / "nsis", out, first)


def stage(wheels: Path, tree: Path) -> None:
    """Download the wheels for Windows and unpack what the program would take along."""
    say("— колёса для Windows")
    command = [sys.executable, "-m", "pip", "download", "-q", "--only-binary=:all:", "--platform", "win_amd64"]
    command += ["--python-version", "3.12", "--implementation", "cp", "--dest", str(wheels)]
    if subprocess.run([*command, *facts.project()["dependencies"]]).returncode:
        raise StopError("pip не скачал колёса для Windows: причина сказана выше.")
    inside = tree / "_internal"
    for wheel in sorted(wheels.glob("*.whl")):
        with zipfile.ZipFile(wheel) as archive:
            for name in archive.namelist():
                if shipped(name):
                    archive.extract(name, inside)
    shutil.copytree(facts.ROOT / "resources", inside / "resources")
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(facts.PACKAGE, inside / "shnor_desktop", ignore=ignored)


def shipped(name: str) -> bool:
    """Whether PyInstaller and our tables would keep a file of a wheel (no imports are followed: rather too much)."""
    if name.startswith(_NOT_SHIPPED) or name.endswith((".lib", ".exe", ".pdb", "/")) or not wanted(name):
        return False
    folder, _, base = name.rpartition("/")
    if folder == "PySide6" and base.startswith("Qt"):
        stem = base.partition(".")[0].removeprefix("Qt6").removeprefix("Qt")
        return stem in _QT_PARTS
    return "opengl32sw" not in base


def stand_in(folder: Path, target: Path) -> None:
    """The .exe that notes what it was asked to open."""
    source = folder / "stand-in.nsi"
    source.write_text(STAND_IN.format(out=target), "utf-8-sig")
    subprocess.run([windows.makensis(), "-V1", f"-X{FOR_WINE[0]}", str(source)], check=True)


class Wine:
    """An own Wine prefix in the folder, without its mono, browser and menus."""

    def __init__(self, folder: Path) -> None:
        self._command = shutil.which("wine64") or shutil.which("wine") or "/usr/lib/wine/wine64"
        if not Path(self._command).is_file():
            raise StopError("Wine не установлен: установщик скомпилирован, но не опробован.")
        self._prefix = folder / "wine"
        self._env = {
            **os.environ,
            "WINEPREFIX": str(self._prefix),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree=;mshtml=;winemenubuilder.exe=",
            "LC_ALL": "C.UTF-8",
        }

    def run(self, *words: str, seconds: int = 300) -> tuple[int, str]:
        """A Windows command; its status and what it printed."""
        done = subprocess.run([self._command, *words], env=self._env, capture_output=True, timeout=seconds)
        return done.returncode, done.stdout.decode("utf-8", "replace")

    def tried(self, setup: Path) -> int:
        """The whole way, told line by line; the number of lines that are not as they should be."""
        self.run("wineboot", "-i")
        self.run("reg", "add", "HKCU\\Software\\Wine", "/v", "Version", "/d", "win10", "/f")
        before = self.ours()
        code, _ = self.run(str(setup), "/S")
        (home,) = [*self._prefix.glob(f"drive_c/users/*/AppData/Local/Programs/{facts.NAME}"), None][:1]
        if home is None:
            raise StopError(f"Под Wine установщик ничего не поставил (код {code}).")
        school = home.parents[3] / "Documents" / "school 7.shnor"  # Wine without a Russian locale mangles other letters
        school.parent.mkdir(parents=True, exist_ok=True)
        school.write_bytes(b"SQLite format 3\0")
        (home / "её заметка.txt").write_text("моё", "utf-8")
        facts_found = [
            ("установлено без вопросов", code == 0 and (home / windows.EXECUTABLE).is_file()),
            (
                "запись «Приложения» в реестре",
                facts.version() in self.run("reg", "query", UNINSTALL, "/v", "DisplayVersion")[1],
            ),
            ("ярлык в меню «Пуск»", bool(self.shortcuts())),
            ("двойной щелчок открывает файл", self.opens(home, school)),
            ("обновление поверх возвращает файлы", self.updates(setup, home)),
        ]
        code, _ = self.run(str(home / "uninstall.exe"), "/S", f"_?={self.windows_path(home)}")
        self.run("wineboot", "-s")
        left = sorted(path.relative_to(home).as_posix() for path in home.rglob("*")) if home.exists() else []
        facts_found += [
            ("убрано без вопросов", code == 0),
            (
                "осталось только её",
                [name for name in left if name not in ("uninstall.exe", "opened.txt")] == ["её заметка.txt"],
            ),
            ("файл школы на месте", school.is_file()),
            ("в реестре ничего нашего", self.ours() == before and not self.shortcuts()),
        ]
        for name, good in facts_found:
            say(f"[{'хорошо' if good else 'ПЛОХО '}] {name}")
        return sum(not good for _, good in facts_found)

    def updates(self, setup: Path, home: Path) -> bool:
        """Install over a damaged installation: what was lost is there again."""
        lost = home / windows.EXECUTABLE
        lost.unlink()
        return self.run(str(setup), "/S")[0] == 0 and lost.is_file()

    def opens(self, home: Path, school: Path) -> bool:
        """Start the file as the Explorer does, and look what the program was given."""
        self.run("start", "/wait", self.windows_path(school))
        note = home / "opened.txt"
        given = note.read_bytes().decode("utf-16", "replace") if note.is_file() else ""
        note.unlink(missing_ok=True)
        return school.name in given

    def ours(self) -> list[str]:
        """Keys of the registry that are ours."""
        keys = ("Software\\Classes\\" + facts.PROG_ID, "Software\\Classes\\" + facts.SUFFIX, "Software\\" + facts.NAME)
        names = [*(f"HKCU\\{key}" for key in keys), UNINSTALL]
        return [name for name in names if self.run("reg", "query", name)[0] == 0]

    def shortcuts(self) -> list[Path]:
        """Our shortcuts anywhere in the user's profile."""
        return [*self._prefix.glob(f"drive_c/users/**/{facts.TITLE}.lnk")]

    def windows_path(self, path: Path) -> str:
        """The path as Windows writes it."""
        return "C:\\" + path.relative_to(self._prefix / "drive_c").as_posix().replace("/", "\\")


UNINSTALL = f"HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\{facts.NAME}"

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
