#!/usr/bin/env python3
"""A package's life on a clean system: install → open by double click → edit → remove; nothing of ours left, hers kept.

``python3 installer/trial.py CHROOT PACKAGE.deb`` (or ``PACKAGE.run``), as root. CHROOT is a bare Debian made by
``debootstrap --variant=minbase``, where apt-get works; DISPLAY names an X server (Xvfb will do), the machine has
xdotool. The chroot is changed: packages that ours asks for stay installed in it.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from installer import facts
from scripts.bootstrap import StopError, say

if TYPE_CHECKING:
    from collections.abc import Iterator

USER = "zavuch"
SCHOOL = "Школа № 7.shnor"
TYPED = "Typed in the trial"
PATIENCE = 90.0
"""Seconds until the window must be there."""

OF_ANY_DESKTOP = (
    *("xdg-utils", "libfile-mimeinfo-perl", "shared-mime-info", "desktop-file-utils", "libglib2.0-bin", "file"),
    *("xz-utils", "procps", "fonts-dejavu-core", "fonts-liberation"),
)
"""What a desktop brings and a bare system lacks: the tools behind a double click, and letters."""

NOT_WATCHED = ("proc", "sys", "dev", "tmp", "run", "root", "var/cache", "var/log", "var/lib/apt", "var/lib/dpkg")
"""Where a package system keeps its own books; of the user's home everything is watched."""


class Chroot:
    """A bare system below a folder, and its one user."""

    def __init__(self, root: Path, display: str) -> None:
        self.root = root
        self.home = root / "home" / USER
        self._display = display

    @contextmanager
    def entered(self) -> Iterator[None]:
        """With /proc and the X server's socket inside, as long as it lasts."""
        with ExitStack() as stack:
            for source, place in (
                ("proc", "proc"),
                ("/tmp/.X11-unix", "tmp/.X11-unix"),
                ("/dev/urandom", "dev/urandom"),
            ):
                target = self.root / place
                if os.path.ismount(target):
                    continue
                if source == "/dev/urandom":
                    if target.exists():
                        continue
                    target.touch()
                else:
                    target.mkdir(parents=True, exist_ok=True)
                how = ["-t", "proc", "proc"] if source == "proc" else ["--bind", source]
                subprocess.run(["mount", *how, str(target)], check=True)
                stack.callback(subprocess.run, ["umount", "-l", str(target)])
            if not self.home.is_dir():
                self.root_runs("useradd", "-m", "-s", "/bin/sh", USER)
            yield

    def root_runs(self, *words: str) -> str:
        """A command of the administrator; StopError with its last words when it fails."""
        done = subprocess.run(
            ["chroot", str(self.root), *words], env=self._env("/root"), capture_output=True, text=True
        )
        if done.returncode:
            raise StopError(f"{' '.join(words)}: {(done.stderr or done.stdout)[-600:]}")
        return done.stdout

    def user_starts(self, *words: str) -> subprocess.Popen[str]:
        """A command of the user."""
        command = ["chroot", f"--userspec={USER}:{USER}", str(self.root), *words]
        env = self._env(f"/home/{USER}")
        return subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def user_runs(self, *words: str, seconds: float = 300) -> str:
        """The same to its end; what it printed."""
        return self.user_starts(*words).communicate(timeout=seconds)[0]

    def _env(self, home: str) -> dict[str, str]:
        path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        fixed = {"LC_ALL": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive", "XDG_RUNTIME_DIR": "/tmp"}
        return {"PATH": path, "HOME": home, "DISPLAY": self._display, **fixed}

    def files(self) -> set[str]:
        """Every file of the system but the package system's own books."""
        found: set[str] = set()
        for folder, names, files in os.walk(self.root):
            here = Path(folder).relative_to(self.root).as_posix()
            names[:] = [name for name in names if f"{here}/{name}".removeprefix("./") not in NOT_WATCHED]
            found |= {f"{here}/{name}".removeprefix("./") for name in (*files, *names)}
        return found


class Trial:
    """One package in one system; every line says what was seen."""

    def __init__(self, chroot: Chroot, package: Path) -> None:
        self._chroot = chroot
        self._package = package
        self._own = package.suffix == ".run"
        self._lines: list[tuple[str, bool, str]] = []

    def run(self) -> int:
        """The whole way; how many lines are not as they should be."""
        self._prepare()
        before = self._chroot.files()
        self._install()
        added = self._chroot.files() - before
        self._note("установлено", bool(added), f"новых файлов и папок: {len(added)}")
        self._self_test()
        self._kind()
        self._open_and_edit()
        hers = {name for name in self._chroot.files() - before - added if name.startswith(f"home/{USER}/")}
        self._remove()
        self._left(before, hers)
        for name, good, told in self._lines:
            say(f"[{'хорошо' if good else 'ПЛОХО '}] {name}: {told}")
        return sum(not good for _, good, _ in self._lines)

    def _note(self, name: str, good: bool, told: str) -> None:
        self._lines.append((name, good, told))

    def _prepare(self) -> None:
        """What any desktop has and a bare system lacks; what the package asks for itself is left to it."""
        self._chroot.root_runs("apt-get", "update", "-qq")
        wanted = [*OF_ANY_DESKTOP]
        if self._own:
            wanted += _libraries()
        else:  # so that a comparison of files sees our package alone and not what it asks for
            answer = subprocess.run(["dpkg-deb", "-f", str(self._package), "Depends"], capture_output=True, text=True)
            wanted += [one.partition("|")[0].partition("(")[0].strip() for one in answer.stdout.split(",")]
        self._chroot.root_runs("apt-get", "install", "-y", "-qq", "--no-install-recommends", *wanted)
        shutil.copy(self._package, self._chroot.root / "tmp")

    def _install(self) -> None:
        place = f"/tmp/{self._package.name}"
        if self._own:
            self._note("слово установщика", True, self._chroot.user_runs("sh", place).strip())
        else:
            self._chroot.root_runs("apt-get", "install", "-y", "-qq", "--no-install-recommends", place)

    def _command(self) -> str:
        return f"/home/{USER}/.local/bin/{facts.NAME}" if self._own else f"/usr/bin/{facts.NAME}"

    def _self_test(self) -> None:
        self._chroot.user_runs(self._command(), "--self-test", f"/home/{USER}/отчёт.txt")
        report = self._chroot.home / "отчёт.txt"
        text = report.read_text("utf-8") if report.is_file() else "отчёта нет"
        bad = [line for line in text.splitlines() if "ПЛОХО" in line]
        self._note("самопроверка", "всё работает" in text, "; ".join(bad) or text.strip().rpartition("\n")[2])
        report.unlink(missing_ok=True)

    def _kind(self) -> None:
        """The kind of file by its ending, and by its content alone; who opens it."""
        self._chroot.user_runs(self._command(), "demo", f"/home/{USER}/{SCHOOL}")
        shutil.copy(self._chroot.home / SCHOOL, self._chroot.home / "без-окончания")
        for name in (SCHOOL, "без-окончания"):
            kind = self._mime(self._chroot.home / name)
            self._note(f"вид файла «{name}»", kind == facts.MIME, kind)
        (self._chroot.home / "без-окончания").unlink()
        default = self._chroot.user_runs("xdg-mime", "query", "default", facts.MIME).strip()
        self._note("чем открывается", default == f"{facts.NAME}.desktop", default)

    def _mime(self, path: Path) -> str:
        """By the system's own MIME tables, as file managers ask them (GIO)."""
        inside = f"/home/{USER}/{path.name}"
        answer = self._chroot.user_runs("gio", "info", "-a", "standard::content-type", inside)
        return answer.rpartition("standard::content-type:")[2].strip() or answer.strip()

    def _open_and_edit(self) -> None:
        process = self._chroot.user_starts("xdg-open", f"/home/{USER}/{SCHOOL}")
        try:
            window = wait_for(lambda: _xdotool("search", "--onlyvisible", "--name", facts.TITLE).split("\n")[0])
            self._note("двойной щелчок", bool(window), "окно открылось" if window else process.communicate()[0][-300:])
            if window:
                self._edit(window)
        finally:
            self._chroot.user_runs("pkill", "-u", USER, "-x", facts.NAME[:15])
            process.wait(timeout=30)
        self._note("набранное в файле", self._typed(), f"«{TYPED}»")

    def _edit(self, window: str) -> None:
        """Go to the title page by keys and type the programme's name anew; the window is closed as a person would."""
        wait_for(lambda: "Школа" in _xdotool("getwindowname", window))
        time.sleep(4)
        _xdotool("windowfocus", window)
        for words in EDIT:
            _xdotool(*(window if word == "WINDOW" else word for word in words))
            time.sleep(0.6)
        _xdotool("key", "ctrl+q")
        wait_for(lambda: not _xdotool("search", "--onlyvisible", "--name", facts.TITLE))

    def _typed(self) -> bool:
        with sqlite3.connect(self._chroot.home / SCHOOL) as connection:
            dump = "\n".join(connection.iterdump())
        connection.close()
        return TYPED in dump

    def _remove(self) -> None:
        if self._own:
            self._note(
                "слово при удалении",
                True,
                self._chroot.user_runs("sh", f"/tmp/{self._package.name}", "--remove").strip(),
            )
        else:
            self._chroot.root_runs("apt-get", "purge", "-y", "-qq", facts.NAME)

    def _left(self, before: set[str], hers: set[str]) -> None:
        after = self._chroot.files()
        allowed = {f"home/{USER}/{place}" for place in (SCHOOL, ".local", ".local/share", ".local/bin", ".local/lib")}
        data = f"home/{USER}/.local/share/{facts.NAME}"
        ours = sorted(n for n in after - before - hers - allowed if not n.startswith((data, *CACHES)))
        self._note("нашего не осталось", not ours, ", ".join(ours[:8]) or "лишних файлов: 0")
        gone = sorted(name for name in hers if name not in after and not name.startswith(CACHES))
        kept = (self._chroot.home / SCHOOL).is_file() and self._typed()
        self._note(
            "её файл и папка данных целы", kept and not gone, ", ".join(gone[:5]) or f"файлов данных: {len(hers)}"
        )


CACHES = (f"home/{USER}/.cache", f"home/{USER}/.config", "etc/ld.so.cache", f"home/{USER}/.local/share/mime")
"""What the system makes for itself when something is installed or opened."""

EDIT = (
    *(("key", "ctrl+Next"),) * 4,  # from the overview over results, analysis and risks to the title page
    ("mousemove", "--window", "WINDOW", "838", "192"),  # its first field: the school's name
    ("click", "1"),
    ("key", "ctrl+a"),
    ("type", TYPED),
    ("key", "Tab"),
)
"""What a person does, in the words of xdotool."""


def _libraries() -> list[str]:
    """What a desktop has and the archive without rights takes for granted."""
    from installer.linux_packages import asked_libraries

    return sorted({one.apt for one in asked_libraries()})


def _xdotool(*words: str) -> str:
    return subprocess.run(["xdotool", *words], capture_output=True, text=True, check=False).stdout.strip()


def wait_for(found: Callable[[], object]) -> str:
    """Ask until there is an answer; "" when there was none in good time."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        answer = found()
        if answer:
            return str(answer)
        time.sleep(0.3)
    return ""


def main(argv: Sequence[str]) -> int:
    """Try one package in one chroot; 0 when every line is good."""
    display = os.environ.get("DISPLAY", "")
    if len(argv) != 2 or not display or not shutil.which("xdotool"):
        print("DISPLAY=:N python3 installer/trial.py CHROOT ПАКЕТ (нужны root, X-сервер и xdotool)", file=sys.stderr)
        return 2
    chroot = Chroot(Path(argv[0]).resolve(), display)
    try:
        with chroot.entered():
            return min(Trial(chroot, Path(argv[1]).resolve()).run(), 1)
    except StopError as stop:
        print(stop, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
