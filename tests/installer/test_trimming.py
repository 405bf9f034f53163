"""What stays out of the tree, by the names of files that Qt and build machines really have."""

from __future__ import annotations

import pytest

from installer.trimming import trimmed, wanted

KEPT = (
    "PySide6/Qt/plugins/platforms/libqxcb.so",
    "PySide6/plugins/platforms/qwindows.dll",
    "PySide6/Qt/plugins/imageformats/libqsvg.so",
    "PySide6\\plugins\\imageformats\\qjpeg.dll",
    "PySide6/Qt/translations/qtbase_ru.qm",
    "PySide6/Qt/lib/libQt6XcbQpa.so.6",
    "PySide6/QtGui.abi3.so",
    "libxcb-cursor.so.0",
    "libxcb-util.so.1",
    "libpython3.11.so.1.0",
    "libsqlite3.so.0",
    "python3.11/lib-dynload/zlib.cpython-311-x86_64-linux-gnu.so",
    "lxml/etree.cpython-311-x86_64-linux-gnu.so",
    "shnor_desktop/models/migrations/0001_initial.sql",
    "resources/guide/pictures/start.png",
    "numpy.libs/libscipy_openblas64_-32a4b2a6.so",
)
DROPPED = (
    "PySide6/Qt/plugins/platforms/libqeglfs.so",
    "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
    "PySide6/Qt/plugins/tls/libqopensslbackend.so",
    "PySide6/Qt/plugins/sqldrivers/libqsqlite.so",
    "PySide6/Qt/translations/qtbase_de.qm",
    "PySide6/Qt/lib/libQt6Quick.so.6",
    "PySide6/Qt/lib/libQt6EglFsKmsSupport.so.6",
    "libX11.so.6",
    "libX11-xcb.so.1",
    "libxcb.so.1",
    "libxcb-randr.so.0",
    "libGLX.so.0",
    "libstdc++.so.6",
    "libglib-2.0.so.0",
    "libfontconfig.so.1",
    "libz.so.1",
    "numpy/tests/data/a.csv",
    "PySide6/QtGui.pyi",
)


@pytest.mark.parametrize("name", KEPT)
def test_what_the_program_needs_stays(name: str):
    assert wanted(name)


@pytest.mark.parametrize("name", DROPPED)
def test_what_the_system_has_or_nobody_needs_goes(name: str):
    assert not wanted(name)


def test_the_table_of_pyinstaller_keeps_its_order():
    table = [("libX11.so.6", "/lib/libX11.so.6", "BINARY"), ("b", "/b", "DATA"), ("a", "/a", "DATA")]
    assert trimmed(table) == table[1:]
