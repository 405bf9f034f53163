"""Which system libraries Qt needs, and what the distributions call the packages that hold them.

The lists are what the shared objects of PySide6-Essentials ask for (``readelf -d``), beyond what any Python brings.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple


class Package(NamedTuple):
    """One thing the system has to give: what to look for, and its package in each family of distributions."""

    probe: str
    apt: str
    dnf: str
    alt: str


CORE = (
    Package("libglib-2.0.so.0", "libglib2.0-0", "glib2", "glib2"),
    Package("libEGL.so.1", "libegl1", "libglvnd-egl", "libEGL"),
    Package("libGL.so.1", "libgl1", "libglvnd-glx", "libGL"),
    Package("libX11.so.6", "libx11-6", "libX11", "libX11"),
    Package("libdbus-1.so.3", "libdbus-1-3", "dbus-libs", "libdbus"),
    Package("libfontconfig.so.1", "libfontconfig1", "fontconfig", "libfontconfig1"),
    Package("libfreetype.so.6", "libfreetype6", "freetype", "libfreetype"),
    Package("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon", "libxkbcommon"),
)
X11 = (
    Package("libX11-xcb.so.1", "libx11-xcb1", "libX11-xcb", "libX11"),
    Package("libxcb.so.1", "libxcb1", "libxcb", "libxcb"),
    Package("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor", "libxcbutil-cursor"),
    Package("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm", "libxcbutil-icccm"),
    Package("libxcb-image.so.0", "libxcb-image0", "xcb-util-image", "libxcbutil-image"),
    Package("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms", "libxcbutil-keysyms"),
    Package("libxcb-randr.so.0", "libxcb-randr0", "libxcb", "libxcb"),
    Package("libxcb-render-util.so.0", "libxcb-render-util0", "xcb-util-renderutil", "libxcb-render-util"),
    Package("libxcb-render.so.0", "libxcb-render0", "libxcb", "libxcb"),
    Package("libxcb-shape.so.0", "libxcb-shape0", "libxcb", "libxcb"),
    Package("libxcb-shm.so.0", "libxcb-shm0", "libxcb", "libxcb"),
    Package("libxcb-sync.so.1", "libxcb-sync1", "libxcb", "libxcb"),
    Package("libxcb-util.so.1", "libxcb-util1", "xcb-util", "libxcbutil"),
    Package("libxcb-xfixes.so.0", "libxcb-xfixes0", "libxcb", "libxcb"),
    Package("libxcb-xkb.so.1", "libxcb-xkb1", "libxcb", "libxcb"),
    Package("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11"),
    Package("libcups.so.2", "libcups2", "cups-libs", "libcups"),  # the printers in the print dialog
)
WAYLAND = (
    Package("libwayland-client.so.0", "libwayland-client0", "libwayland-client", "libwayland-client"),
    Package("libwayland-cursor.so.0", "libwayland-cursor0", "libwayland-cursor", "libwayland-cursor"),
)
# Asked for only where there is no font at all: without one Qt draws boxes.
FONTS = (
    Package("DejaVu Sans", "fonts-dejavu-core", "dejavu-sans-fonts", "fonts-ttf-dejavu"),
    Package("Liberation Serif", "fonts-liberation", "liberation-serif-fonts", "fonts-ttf-liberation"),
)
PIP = (Package("pip", "python3-venv", "python3-pip", "python3-module-pip"),)


def missing(libraries: Iterable[Package], load: Callable[[str], object] = ctypes.CDLL) -> list[Package]:
    """The libraries of a table that this system's loader does not find."""

    def is_absent(library: Package) -> bool:
        try:
            load(library.probe)
        except OSError:
            return True
        return False

    return [library for library in libraries if is_absent(library)]


def font_folders() -> list[Path]:
    """Where fontconfig looks by default."""
    home = Path.home()
    return [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".fonts", home / ".local/share/fonts"]


def has_fonts(folders: Iterable[Path]) -> bool:
    """Whether any outline font lies in these folders."""
    return any(True for folder in folders for _ in folder.rglob("*.[ot]t[fc]"))
