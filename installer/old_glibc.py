"""The program for an old glibc: PyInstaller's tables laid out around a Python that asks for glibc 2.17 only.

PyInstaller takes along the Python of the build machine, and with it the machine's glibc. The wheel of freeze-core (the
part of cx_Freeze that starts programs) holds a whole Python of the same minor version, compiled on manylinux2014: an
executable, the modules written in C and the libraries under them. Those stand in for the machine's own, the rest of the
tree is what PyInstaller found. Called by ``installer/program.spec``.
"""

from __future__ import annotations

import importlib.util
import marshal
import shutil
import sys
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from scripts.bootstrap import StopError

from .facts import NAME

LIB = "lib"
"""The one folder that the executable looks for modules in."""

MODULES = f"{LIB}/python/modules"
"""Python's modules written in C; two folders down, from where they look for their libraries."""

LIBRARIES = f"{LIB}/freeze_core.libs"
QT_LIBRARIES = f"{LIB}/PySide6/Qt/lib"
"""Where Qt looks for what it needs: the few parts of X11 that travel along lie here."""

START = "__init__" + NAME.replace("-", "_")
"""The module that the executable calls, by its own name."""

_BASE_LIBRARY = "base_library.zip"

Entry = tuple[str, str, str]


def lay_out(pure: Iterable[Entry], binaries: Iterable[Entry], datas: Iterable[Entry], out: Path) -> None:
    """Write the folder of the program: `pure`, `binaries` and `datas` are PyInstaller's tables."""
    shutil.rmtree(out, ignore_errors=True)
    (out / LIB).mkdir(parents=True)
    site = site_packages()
    copy(executable(site), out / NAME)
    for name, source, _ in pure:
        if source and source != "-":
            compiled(Path(source), out / LIB, module_place(name, source))
    compiled(Path(__file__).with_name("old_glibc_start.py"), out / LIB, f"{START}.pyc")
    for name, source, kind in datas:
        if name == _BASE_LIBRARY:
            with zipfile.ZipFile(source) as archive:
                archive.extractall(out / LIB)
        elif kind != "SYMLINK":
            copy(Path(source), out / LIB / name)
    lay_binaries(binaries, site, out)


def lay_binaries(binaries: Iterable[Entry], site: Path, out: Path) -> None:
    """Shared objects: packages' own stay, the machine's Python and its libraries are replaced, X11's go to Qt."""
    for name, source, kind in binaries:
        place = PurePosixPath(name)
        if kind == "SYMLINK":
            continue  # for PyInstaller's loader; here everything finds its libraries as in a wheel
        if place.parent.name == "lib-dynload":
            copy(site / "freeze_core" / "lib" / place.name, out / MODULES / place.name)
        elif len(place.parts) > 1:
            copy(Path(source), out / LIB / name)
        elif name.startswith("libxcb-"):
            copy(Path(source), out / QT_LIBRARIES / name)
    held = {path.name: path for path in (site / "freeze_core.libs").iterdir()}
    for name in needed_libraries((out / MODULES).iterdir(), held):
        copy(held[name], out / LIBRARIES / name)


def needed_libraries(modules: Iterable[Path], held: dict[str, Path]) -> set[str]:
    """Which libraries of the wheel these modules name, and the libraries that those name."""
    found: set[str] = set()
    wanted = list(modules)
    while wanted:
        data = wanted.pop().read_bytes()
        new = {name for name in held if name.encode() in data} - found
        found |= new
        wanted += [held[name] for name in new]
    return found


def compiled(source: Path, folder: Path, place: str) -> None:
    """A module as bytecode, which needs no source beside it; no path of the build machine gets into it."""
    code = compile(source.read_bytes(), place.removesuffix("c"), "exec", dont_inherit=True)
    target = folder / place
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(importlib.util.MAGIC_NUMBER + bytes(12) + marshal.dumps(code))


def module_place(name: str, source: str) -> str:
    """Where a module lies: a package has a folder."""
    stem = name.replace(".", "/")
    return f"{stem}/__init__.pyc" if Path(source).name.startswith("__init__.") else f"{stem}.pyc"


def copy(source: Path, target: Path) -> None:
    """One file; StopError where the other Python has no such module."""
    if not source.is_file():
        raise StopError(f"Для старой glibc нет файла {source.name}.")
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def executable(site: Path) -> Path:
    """The program of the wheel that starts ours."""
    found = list(candidates(site))
    if len(found) != 1:
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        raise StopError(f"В freeze-core нет программы для Python {version} и Linux x86_64: возьмите Python 3.11.")
    return found[0]


def candidates(site: Path) -> Iterator[Path]:
    """Executables of this minor version."""
    tag = f"cpython-{sys.version_info[0]}{sys.version_info[1]}-x86_64-linux-gnu"
    yield from (site / "freeze_core" / "bases").glob(f"console-{tag}")


def site_packages() -> Path:
    """The packages of the build environment, where freeze-core is installed."""
    spec = importlib.util.find_spec("freeze_core")
    if spec is None or spec.origin is None:
        raise StopError("В окружении сборки нет freeze-core.")
    return Path(spec.origin).parent.parent
