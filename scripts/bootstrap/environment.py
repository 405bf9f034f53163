"""The virtual environment ``.venv``: made, filled and remembered, so that a second start installs nothing."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from scripts.bootstrap import StopError, ask, libraries, say, succeeds
from scripts.bootstrap.system import provide

ROOT = Path(__file__).resolve().parent.parent.parent
VENV = ROOT / ".venv"
NOTE = VENV / "prepared.json"
NEEDED_PYTHON = (3, 11)
NEEDED_PIP = (22, 3)  # the first one that knows --python
NEWER_PYTHONS = ("python3.14", "python3.13", "python3.12", "python3.11")
# What pip says about a trouble of the machine → the same for a person. The first that fits is told.
PIP_HINTS = (
    ("No space left on device", "На диске кончилось место: освободите около 1 ГБ и повторите команду."),
    ("CERTIFICATE_VERIFY_FAILED", "Сеть подменяет сертификаты: попросите администратора открыть доступ к pypi.org."),
    ("ProxyError", "Прокси-сервер не пропускает: проверьте переменную HTTPS_PROXY и повторите команду."),
    ("NewConnectionError", "Нет связи с интернетом: проверьте сеть и повторите команду."),
    ("name resolution", "Нет связи с интернетом: проверьте сеть и повторите команду."),
    ("Timeout", "Интернет отвечает слишком медленно: повторите команду, скачанное не пропадёт."),
    ("WinError 206", "Папка лежит слишком глубоко: перенесите её, например, в C:\\shnor и повторите команду."),
)


class Prepared(NamedTuple):
    """What an environment was prepared for: where, for which Python, from which pyproject.toml, with which extras."""

    root: str
    python: str
    pyproject: str
    extras: tuple[str, ...]

    @classmethod
    def wanted(cls, python: tuple[int, ...], pyproject: bytes, extras: Iterable[str]) -> Prepared:
        """What this checkout asks for now."""
        version = ".".join(str(part) for part in python[:2])
        return cls(str(ROOT), version, hashlib.sha256(pyproject).hexdigest(), tuple(sorted(set(extras))))

    @classmethod
    def read(cls, note: Path) -> Prepared | None:
        """What was prepared; None when nothing was ever finished."""
        try:
            held = json.loads(note.read_text(encoding="utf-8"))
            return cls(held["root"], held["python"], held["pyproject"], tuple(held["extras"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def write(self, note: Path) -> None:
        """Remember it, in a file a person can read."""
        note.write_text(json.dumps(self._asdict(), indent=1), encoding="utf-8")


def next_step(have: Prepared | None, want: Prepared) -> str:
    """Say "ready", "install" (something is new or was never finished) or "rebuild" (moved, or another Python)."""
    if have is None:
        return "install"
    if (have.root, have.python) != (want.root, want.python):
        return "rebuild"
    return "ready" if have.pyproject == want.pyproject and set(want.extras) <= set(have.extras) else "install"


def venv_python(venv: Path = VENV, windows: bool = os.name == "nt") -> Path:
    """The interpreter inside a virtual environment."""
    return venv / "Scripts" / "python.exe" if windows else venv / "bin" / "python"


def host_python() -> str:
    """The interpreter to build with: never the one inside .venv, which may be about to be thrown away."""
    inside = Path(sys.prefix) == VENV or VENV in Path(sys.prefix).parents
    return str(getattr(sys, "_base_executable", sys.executable)) if inside else sys.executable


def python_version(python: str) -> tuple[int, ...]:
    """The version of an interpreter, () when it does not start."""
    return tuple(int(part) for part in ask([python, "-c", "import sys; print(*sys.version_info[:3])"]).split())


def pip_version(answer: str) -> tuple[int, ...]:
    """The version in the line of ``pip --version``, () when there is none."""
    words = answer.split()
    return tuple(int(part) for part in words[1].split(".")[:2] if part.isdigit()) if len(words) > 1 else ()


def host_pip() -> bool:
    """Whether the host has a pip that can install into .venv from outside."""
    return pip_version(ask([host_python(), "-m", "pip", "--version"])) >= NEEDED_PIP


def newer_python() -> str:
    """A Python that is new enough, when the one that started us is not; "" when there is none."""
    found = (shutil.which(name) for name in NEWER_PYTHONS)
    return next((path for path in found if path and python_version(path) >= NEEDED_PYTHON), "")


def remove_venv() -> None:
    """Throw the old environment away."""
    try:
        if VENV.is_symlink() or VENV.is_file():
            VENV.unlink()
        elif VENV.exists():
            shutil.rmtree(VENV)
    except OSError as error:
        raise StopError(f"Не получается убрать старую папку {VENV}: закройте программу и удалите папку.") from error


def build_venv() -> None:
    """Make .venv anew; without pip where this Python has no ensurepip (Debian without python3-venv)."""
    remove_venv()
    ways = [[host_python(), "-m", "venv", *options, str(VENV)] for options in ([], ["--without-pip"])]
    if succeeds(ways[0]):
        return
    remove_venv()
    if succeeds(ways[1]):
        return
    provide(libraries.PIP, "У этого Python нет модуля venv.")
    remove_venv()
    if not succeeds(ways[0]):
        raise StopError(f"Не удалось создать папку {VENV}: проверьте место на диске и повторите команду.")


def pip_command() -> list[str]:
    """How to call a pip that installs into .venv: its own, else the host's."""
    own = str(venv_python())
    if ask([own, "-m", "pip", "--version"]):
        return [own, "-m", "pip"]
    if host_pip():
        return [host_python(), "-m", "pip", "--python", own]
    provide(libraries.PIP, "У этого Python нет pip.")
    build_venv()
    if not ask([own, "-m", "pip", "--version"]):
        raise StopError("У этого Python нет pip: поставьте его и повторите команду.")
    return [own, "-m", "pip"]


def explain(output: str) -> str:
    """Tell pip's failure in Russian: a known trouble by its hint, any other by pip's own last error."""
    for sign, hint in PIP_HINTS:
        if sign in output:
            return "Не удалось поставить библиотеки. " + hint
    errors = [line for line in output.splitlines() if "ERROR" in line or "error:" in line]
    last = (errors or output.splitlines() or ["ничего"])[-1].strip()
    return "Не удалось поставить библиотеки. Ответ pip: " + last


def install(extras: Sequence[str]) -> None:
    """Install the package with these extras into .venv, editable: a changed source needs no new install."""
    say("Готовлю программу: скачиваю библиотеки (в первый раз около минуты)…")
    what = ".[{}]".format(",".join(extras)) if extras else "."
    command = [*pip_command(), "install", "-q", "--disable-pip-version-check", "--no-input", "-e", what]
    env = {key: value for key, value in os.environ.items() if key not in ("PYTHONHOME", "PYTHONPATH", "PIP_USER")}
    done = subprocess.run(
        command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    if done.returncode:
        raise StopError(explain(done.stdout.decode("utf-8", "replace")))


def require_writable(folder: Path = ROOT) -> None:
    """Stop early, before any download, when the folder cannot take .venv."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise StopError(f"В папку {folder} нельзя писать: скопируйте её в домашнюю и повторите там.") from error


def prepare_venv(extras: Sequence[str]) -> None:
    """Bring .venv to where the program starts with these extras; quick when it is already there."""
    pyproject = (ROOT / "pyproject.toml").read_bytes()
    version, have = python_version(str(venv_python())), Prepared.read(NOTE)
    want = Prepared.wanted(version, pyproject, extras)
    step = next_step(have, want) if version >= NEEDED_PYTHON else "rebuild"
    if step == "ready":
        return
    require_writable()
    if step == "rebuild":
        if VENV.exists():
            say("Папка .venv осталась от другого места или другого Python: собираю её заново.")
        build_venv()
        want = Prepared.wanted(python_version(str(venv_python())), pyproject, extras)
    elif have is not None:
        want = want._replace(extras=tuple(sorted({*extras, *have.extras})))
    if NOTE.exists():
        NOTE.unlink()
    install(want.extras)
    want.write(NOTE)
