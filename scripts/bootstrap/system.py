"""The machine around the program: its packages and its screen."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence

from scripts.bootstrap import StopError, libraries, say
from scripts.bootstrap.libraries import Package


def missing_packages(screen: Mapping[str, str] | None) -> list[Package]:
    """What Qt lacks here; ``screen`` is the environment that names the screen, None when no window is to be shown."""
    if not sys.platform.startswith("linux"):
        return []  # the wheels for Windows and macOS bring everything
    wanted = list(libraries.CORE)
    if screen and screen.get("DISPLAY"):
        wanted += libraries.X11
    if screen and screen.get("WAYLAND_DISPLAY"):
        wanted += libraries.WAYLAND
    fonts = [] if libraries.has_fonts(libraries.font_folders()) else list(libraries.FONTS)
    return libraries.missing(wanted) + fonts


def is_root() -> bool:
    """Whether system packages may be installed without asking."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def package_family(which: Callable[[str], str | None] = shutil.which) -> str:
    """Which column of the tables speaks to this system: apt (Debian, Ubuntu, Astra), dnf, alt; "" where none does."""
    if which("apt-get"):
        return "apt" if which("dpkg") else "alt"
    return "dnf" if which("dnf") else ""


def install_command(family: str, packages: Iterable[Package]) -> list[str]:
    """The command of that family that installs these packages."""
    names = sorted({getattr(package, family) for package in packages})
    if family == "dnf":
        return ["dnf", "install", "-y", *names]
    options = ["-y", "--no-install-recommends"] if family == "apt" else ["-y"]
    return ["apt-get", "install", *options, *names]


def advice(family: str, packages: Sequence[Package], root: bool) -> str:
    """The one line to type; on an unknown system the names of what has to be there."""
    if not family:
        return "Поставьте средствами вашей системы: " + ", ".join(package.probe for package in packages)
    return "Выполните:\n    " + ("" if root else "sudo ") + " ".join(install_command(family, packages))


def provide(packages: Sequence[Package], reason: str) -> None:
    """Install system packages where that is allowed (root with apt-get); otherwise stop with the exact line."""
    family, root = package_family(), is_root()
    if root and family in ("apt", "alt"):
        command = install_command(family, packages)
        say(reason + " Ставлю: " + " ".join(word for word in command[2:] if not word.startswith("-")))
        env = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
        for step in (["apt-get", "update", "-qq"], command):
            done = subprocess.run(
                step, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
            )
        if done.returncode == 0:
            return
        say(done.stdout.decode("utf-8", "replace").strip())
    raise StopError(reason + " " + advice(family, packages, root))


def provide_qt(screen: Mapping[str, str] | None) -> None:
    """See to it that Qt finds its system libraries."""
    lacking = missing_packages(screen)
    if not lacking:
        return
    provide(lacking, "Программе (Qt) не хватает системных библиотек.")
    lacking = missing_packages(screen)
    if lacking:
        names = ", ".join(package.probe for package in lacking)
        raise StopError(f"Библиотеки поставлены, но система их не находит: {names}. Повторите команду.")


def names_screen(env: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Whether a window can be expected to find a screen."""
    return not platform.startswith("linux") or bool(env.get("DISPLAY") or env.get("WAYLAND_DISPLAY"))


def screen_answers(env: Mapping[str, str]) -> bool:
    """Whether the X server behind DISPLAY lets us in: under sudo or after ssh it often does not, and Qt would abort."""
    if not sys.platform.startswith("linux") or env.get("WAYLAND_DISPLAY"):
        return True
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    display = x11.XOpenDisplay(None)
    if display:
        x11.XCloseDisplay(ctypes.c_void_p(display))
    return bool(display)
