"""Which files of Qt and of the build machine travel with the program: tables, and the questions the spec asks them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeVar

EXCLUDED_MODULES = (
    *("tkinter", "lib2to3", "setuptools", "pkg_resources", "pip", "ensurepip", "curses", "readline"),
    *("IPython", "matplotlib", "scipy", "PIL", "pandas", "h5py", "cupy", "OpenGL", "numba", "colorcet", "pytest"),
    *("MySQLdb", "psycopg2", "pymysql", "oracledb", "cx_Oracle", "pyodbc", "asyncpg", "aiosqlite", "greenlet"),
    *("pyqtgraph.opengl", "pyqtgraph.examples", "pyqtgraph.jupyter", "pyqtgraph.canvas", "pyqtgraph.flowchart"),
    *(
        "numpy.f2py",
        "numpy.testing",
        "numpy.distutils",
        "sqlalchemy.testing",
        "icalendar.tests",
        "lxml.objectify",
        "lxml.isoschematron",
    ),
    *("PySide6.QtNetwork", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtTest"),
)
"""Modules that a library would use if it could and this program never asks for."""

PLUGINS = {
    "platforms": ("qxcb", "qwayland", "qwayland-generic", "qwayland-egl", "qoffscreen", "qwindows"),
    "platformthemes": ("qxdgdesktopportal",),
    "platforminputcontexts": ("composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"),
    "imageformats": ("qsvg", "qjpeg", "qgif", "qico", "qtiff"),
    "iconengines": ("qsvgicon",),
    "printsupport": ("cupsprintersupport",),
    "wayland-shell-integration": ("xdg-shell",),
    "wayland-decoration-client": ("bradient",),
}
"""Qt's plug-ins by folder: the window on X11, Wayland and Windows, pictures in texts, the printers, Cyrillic typing."""

TRANSLATIONS = ("qtbase_ru.qm",)

BUNDLED_XCB = ("cursor", "icccm", "image", "keysyms", "render-util", "util")
"""Parts of X11 that a fresh system often lacks and Qt does not start without: small, and they travel along."""

_SYSTEM = (
    *("gtk-3", "gdk-3", "gdk_pixbuf", "atk", "atspi", "pango", "cairo", "harfbuzz", "epoxy", "graphite", "fribidi"),
    *("thai", "datrie", "pixman", "colord", "lcms", "gnutls", "cups", "avahi", "unistring", "p11", "nettle", "hogweed"),
    *("tasn1", "k5crypto", "krb5", "gssapi", "com_err", "keyutils", "idn2", "gmp", "X11", "Xau", "Xdmcp", "bsd", "md"),
    *("Xext", "Xrender", "Xi", "Xfixes", "Xcursor", "Xcomposite", "Xdamage", "Xinerama", "Xrandr", "xkbcommon"),
    *("wayland", "fontconfig", "freetype", "GL", "EGL", "OpenGL", "drm", "gbm", "glib", "gio", "gobject", "gmodule"),
    *("gthread", "dbus", "stdc++", "gcc_s", "z.", "expat", "systemd", "mount", "selinux", "blkid", "pcre", "cap."),
    *(
        "gcrypt",
        "gpg-error",
        "lz4",
        "zstd",
        "png16",
        "brotli",
        "resolv",
        "nsl",
        "tirpc",
        "readline",
        "tinfo",
        "ncurses",
    ),
    *(
        "Qt6EglF",
        "Qt6Network",
        "Qt6Qml",
        "Qt6Quick",
        "Qt6Test",
        "tiff.",
        "jpeg.",
        "jbig",
        "Lerc",
        "webp",
    ),
)
"""Libraries of the machine that every desktop has: an older copy of ours beside the system's own drivers crashes."""

_SYSTEM_LIBRARY = re.compile(rf"^lib(?:{'|'.join(re.escape(word) for word in _SYSTEM)})")
_XCB = re.compile(r"^libxcb(?!-(?:" + "|".join(BUNDLED_XCB) + r")\.so)")
_PLUGIN_NAME = re.compile(r"^(?:lib)?(.+?)\.(?:so|dll)$")
_EXTENSION = re.compile(r"\.(?:cpython-[\w-]+|abi3)\.so$")
"""A Python module, which may be called as a library is."""

_DROPPED_DATA = re.compile(
    r"(?:^|/)(?:tests?|examples|doc|include|typesystems|glue|metatypes|scripts|qml)/|\.pyi$|\.pxd$|\.cpp$|\.h$"
    r"|^pyqtgraph/(?:icons/peegee|colors/maps)/|^setuptools|^(?:pip|wheel)-|_tcl_data|^share/"
)

Entry = TypeVar("Entry", bound=tuple[str, ...])


def wanted(name: str) -> bool:
    """Whether a file travels with the program; `name` is its place in the tree."""
    name = name.replace("\\", "/")
    folders, _, base = name.rpartition("/")
    if "/plugins/" in name:
        return _wanted_plugin(folders.rpartition("/")[2], base)
    if "/translations/" in name:
        return base in TRANSLATIONS
    if _DROPPED_DATA.search(name):
        return False
    return bool(_EXTENSION.search(base)) or not (_SYSTEM_LIBRARY.match(base) or _XCB.match(base))


def _wanted_plugin(folder: str, base: str) -> bool:
    found = _PLUGIN_NAME.match(base)
    return found is not None and found[1] in PLUGINS.get(folder, ())


def trimmed(entries: Iterable[Entry]) -> list[Entry]:
    """The entries of PyInstaller's table that stay."""
    return [entry for entry in entries if wanted(entry[0])]
