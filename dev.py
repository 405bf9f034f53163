#!/usr/bin/env python3
"""From a bare machine to a running program: ``python3 dev.py run``; to passed tests: ``python3 dev.py test``.

All set-up happens by itself (``scripts/bootstrap``); what the machine lacks is told in one Russian message with the
line to type. Standard library only, and syntax that Python 3.7 still reads.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from scripts.bootstrap import StopError, ask, libraries, say
from scripts.bootstrap.environment import (
    NEEDED_PYTHON,
    NOTE,
    ROOT,
    VENV,
    Prepared,
    host_pip,
    host_python,
    newer_python,
    prepare_venv,
    venv_python,
)
from scripts.bootstrap.system import (
    advice,
    is_root,
    missing_packages,
    names_screen,
    package_family,
    provide_qt,
    screen_answers,
)

HELP = """\
python3 dev.py run [ФАЙЛ.shnor]     открыть программу; в самый первый раз – на школе-примере
python3 dev.py run КОМАНДА …        то же без окна: demo, import, export, check, formats (см. README.md)
python3 dev.py test [ключи pytest]  проверки кода и все тесты
python3 dev.py check                чего не хватает на этом компьютере
python3 dev.py bench [ключи]        замеры скорости (benchmarks/run.py)
python3 dev.py fuzz [ключи]         700 случайных и испорченных файлов Word через импорт и экспорт (scripts/fuzz.py)
python3 dev.py drill [--full]       учения: сбои, обрывы, порча файлов; --full – перед выпуском (docs/drills.md)
python3 dev.py newcomer             час новичка: заполнить программу с нуля и посчитать нажатия (docs/newcomer-hour.md)
python3 dev.py tour [ключи]         снимки всех страниц программы (scripts/tour.py)
"""
PROGRAM = ["-m", "shnor_desktop"]
CODE_CHECKS = {
    "ruff check": ["-m", "ruff", "check", "."],
    "ruff format --check": ["-m", "ruff", "format", "--check", "."],
    "mypy": ["-m", "mypy"],
}


def prepare(extras: Sequence[str] = (), screen: Mapping[str, str] | None = None) -> None:
    """Bring the machine to where the program starts; quick when everything is already there."""
    provide_qt(screen)
    prepare_venv(extras)


def child_env(env: Mapping[str, str], offscreen: bool) -> dict[str, str]:
    """The environment of what we start: this checkout first, .venv's commands on the path."""
    out = {key: value for key, value in env.items() if key != "PYTHONHOME"}
    out["PYTHONPATH"] = str(ROOT)
    out["PATH"] = str(venv_python().parent) + os.pathsep + env.get("PATH", os.defpath)
    out["VIRTUAL_ENV"] = str(VENV)
    if offscreen:
        out.setdefault("QT_QPA_PLATFORM", "offscreen")
    return out


def call(args: Sequence[str], offscreen: bool = False, cwd: Path | None = None) -> int:
    """Run .venv's Python with these arguments, the terminal handed through; its exit status."""
    code = subprocess.run([str(venv_python()), *args], cwd=cwd, env=child_env(os.environ, offscreen)).returncode
    if code < 0:
        print(f"Программа закрылась сама (сигнал {-code}).", file=sys.stderr, flush=True)
        return 128 - code
    return code


def wants_window(args: Sequence[str]) -> bool:
    """Whether these arguments of ``run`` open the window rather than do a job without it."""
    return not args or (len(args) == 1 and args[0].lower().endswith(".shnor"))


def run(args: Sequence[str]) -> int:
    """The program: its window, or one of its commands."""
    if not wants_window(args):
        prepare()
        return call([*PROGRAM, *args], offscreen=not names_screen(os.environ))
    if not names_screen(os.environ):
        return show_without_window("Экрана нет (переменные DISPLAY и WAYLAND_DISPLAY пусты), окно показать негде.")
    prepare(screen=os.environ)
    if not screen_answers(os.environ):
        return show_without_window(f"Экран {os.environ['DISPLAY']} не отвечает, окно показать негде.")
    return call([*PROGRAM, *(args or ["--example-on-first-start"])])


def show_without_window(reason: str) -> int:
    """What the program can do without a screen, shown on the example school: real files to look at."""
    say(reason)
    prepare()
    say("Без окна программа работает командами. Вот школа-пример и её документы:")
    folder = ROOT / "build" / "example" if os.access(ROOT, os.W_OK) else Path(tempfile.mkdtemp(prefix="shnor-"))
    folder.mkdir(parents=True, exist_ok=True)
    school = folder / "example.shnor"
    papers = [folder / ("example" + suffix) for suffix in (".docx", ".pdf", ".html")]
    for old in (school, *papers):
        old.unlink(missing_ok=True)
    for command in [["demo", str(school)], *(["export", str(school), str(paper)] for paper in papers)]:
        code = call([*PROGRAM, *command], offscreen=True)
        if code:
            return code
    say("Что ещё можно без окна:")
    for example in ('import "Программа.docx" школа.shnor', "check школа.shnor", "export школа.shnor программа.docx"):
        say("    python3 dev.py run " + example)
    say("    python3 dev.py run --help")
    return 0


def test(args: Sequence[str]) -> int:
    """Linter, formatter, types and tests; all of them even after a failure, pytest's summary last."""
    prepare(["test"])
    failed = []
    for name, command in CODE_CHECKS.items():
        say("— " + name)
        if call(command, cwd=ROOT):
            failed.append(name)
    if failed:
        say("НЕ ПРОШЛИ проверки: " + ", ".join(failed) + " (подробности выше; тесты идут дальше)")
    say("— pytest")
    return call(["-m", "pytest", *side_by_side(), *args], offscreen=True, cwd=ROOT) or int(bool(failed))


def side_by_side() -> list[str]:
    """pytest's words for a process a core, four at most: each holds a whole window; a file stays with one process."""
    cores = min(os.cpu_count() or 1, 4)
    return ["-n", str(cores), "--dist", "loadfile", "--no-loadscope-reorder"] if cores > 1 else []


def check(args: Sequence[str]) -> int:
    """What this machine has and lacks, without changing anything; 1 when something needed is missing."""
    family, root, lacking = package_family(), is_root(), missing_packages(os.environ)
    has_pip = host_pip() or bool(ask([host_python(), "-m", "ensurepip", "--version"]))
    rows = [
        ("Python 3.11 или новее", True, sys.version.split()[0]),
        ("pip", has_pip, "" if has_pip else advice(family, libraries.PIP, root)),
        ("системные библиотеки Qt", not lacking, advice(family, lacking, root) if lacking else ""),
        ("запись в папку", os.access(ROOT, os.W_OK), str(ROOT)),
    ]
    for name, good, remark in rows:
        say(("есть  " if good else "НЕТ   ") + name + (": " + remark if remark else ""))
    say("      папка .venv: " + ("готова" if Prepared.read(NOTE) else "будет собрана при первом запуске"))
    say("      экран: " + ("есть" if names_screen(os.environ) else "нет, run покажет работу без окна"))
    say("      LibreOffice (нужен только части тестов): " + (shutil.which("soffice") or "нет"))
    return 0 if all(good for _, good, _ in rows) else 1


def script(path: str, extras: Sequence[str], args: Sequence[str]) -> int:
    """One of the project's own scripts, with what it needs installed."""
    prepare(extras)
    return call([str(ROOT / path), *args], offscreen=True, cwd=ROOT)


JOBS: dict[str, Callable[[Sequence[str]], int]] = {
    "run": run,
    "test": test,
    "check": check,
    "bench": lambda args: script("benchmarks/run.py", ["bench"], args),
    "fuzz": lambda args: script("scripts/fuzz.py", [], args),
    "drill": lambda args: script("scripts/drill.py", ["test"], args),
    "newcomer": lambda args: script("scripts/newcomer.py", [], args),
    "tour": lambda args: script("scripts/tour.py", [], args),
}


def start(argv: Sequence[str], version: tuple[int, ...]) -> int:
    """Do the job, by a Python that is new enough."""
    if version >= NEEDED_PYTHON:
        return JOBS[argv[0]](argv[1:])
    newer = newer_python()
    if not newer:
        now = ".".join(str(part) for part in version)
        raise StopError(f"Нужен Python 3.11 или новее, а это {now}: поставьте новый с python.org и повторите команду.")
    return subprocess.run([newer, __file__, *argv]).returncode


def main(argv: Sequence[str], version: tuple[int, ...] = tuple(sys.version_info[:3])) -> int:
    """Read the command line; a trouble of the machine becomes one message and status 2."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a console without Cyrillic gets "?" and not a traceback
    if not argv or argv[0] not in JOBS:
        say(HELP)
        return 0 if argv and argv[0] in ("-h", "--help") else 2
    try:
        return start(argv, version)
    except StopError as stop:
        print(stop, file=sys.stderr, flush=True)
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
