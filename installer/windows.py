"""The Windows installer: NSIS compiles `setup.nsi` over a folder; the lines that remove its files come from here."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from scripts.bootstrap import StopError, say

from . import facts

SCRIPT = Path(__file__).parent / "setup.nsi"
EXECUTABLE = f"{facts.NAME}.exe"

_PLACES = ("C:/Program Files (x86)/NSIS/makensis.exe", "C:/Program Files/NSIS/makensis.exe")


def installer_name() -> str:
    """The file's name."""
    return f"{facts.NAME}-{facts.version()}-windows-x64.exe"


def removal(tree: Path) -> Iterator[str]:
    """Lines of NSIS that delete exactly what was installed: a file that she put into the folder stays."""
    entries = sorted(tree.rglob("*"), reverse=True)  # what is inside comes before its folder
    for path in (path for path in entries if not path.is_dir()):
        yield f'Delete "$INSTDIR\\{_windows(path.relative_to(tree))}"'
    for path in (path for path in entries if path.is_dir()):
        yield f'RMDir "$INSTDIR\\{_windows(path.relative_to(tree))}"'


def _windows(path: Path) -> str:
    return path.as_posix().replace("/", "\\").replace("$", "$$")


def defines(tree: Path, icon: Path, removing: Path, licence: Path, out: Path) -> dict[str, str]:
    """What the script is told on the command line."""
    kilobytes = sum(path.stat().st_size for path in tree.rglob("*") if path.is_file()) // 1024
    return {
        "NAME": facts.NAME,
        "TITLE": facts.TITLE,
        "VERSION": facts.version(),
        "EXE": EXECUTABLE,
        "SUFFIX": facts.SUFFIX,
        "PROGID": facts.PROG_ID,
        "MIME": facts.MIME,
        "FILEKIND": facts.FILE_KIND,
        "KILOBYTES": str(kilobytes),
        "TREE": str(tree),
        "ICON": str(icon),
        "REMOVING": str(removing),
        "LICENCE": str(licence),
        "OUT": str(out),
    }


def makensis() -> str:
    """NSIS's compiler; StopError with what to do where there is none."""
    found = shutil.which("makensis") or next((place for place in _PLACES if Path(place).is_file()), "")
    if not found:
        raise StopError("Нет NSIS (makensis): поставьте его (winget install NSIS.NSIS, apt-get install nsis).")
    return found


def make_installer(tree: Path, pictures: Path, licence: Path, work: Path, out: Path, first: Sequence[str] = ()) -> Path:
    """Compile the installer of a tree that holds the program into a folder; `first` are commands before the script."""
    say("— установщик Windows (NSIS)")
    if not (tree / EXECUTABLE).is_file():
        raise StopError(f"В папке {tree} нет {EXECUTABLE}: сначала соберите программу.")
    work.mkdir(parents=True, exist_ok=True)
    removing = work / "removing.nsh"
    removing.write_text("\n".join(removal(tree)) + "\n", "utf-8-sig")
    target = out / installer_name()
    table = defines(tree, pictures / "app.ico", removing, licence, target)
    command = [makensis(), "-V2", "-INPUTCHARSET", "UTF8", *(f"-D{key}={value}" for key, value in table.items())]
    command += [f"-X{words}" for words in first]
    done = subprocess.run([*command, str(SCRIPT)], capture_output=True, text=True, errors="replace", check=False)
    if done.returncode:
        raise StopError(f"makensis не собрал установщик: {(done.stdout + done.stderr).strip()}")
    return target


def version_resource() -> str:
    """What Explorer shows in the properties of the .exe, in PyInstaller's words."""
    numbers = tuple(int(part) for part in facts.version().split(".")) + (0,)
    strings = {
        "CompanyName": "Авторы «Программы школы»",
        "FileDescription": facts.TITLE,
        "FileVersion": facts.version(),
        "ProductName": facts.TITLE,
        "ProductVersion": facts.version(),
        "OriginalFilename": EXECUTABLE,
        "LegalCopyright": facts.LICENCE,
    }
    entries = ", ".join(f"StringStruct({key!r}, {value!r})" for key, value in strings.items())
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}), kids=["
        f"StringFileInfo([StringTable('041904B0', [{entries}])]), "
        "VarFileInfo([VarStruct('Translation', [0x0419, 1200])])])\n"
    )
