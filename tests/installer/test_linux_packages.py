"""The table that nfpm packs by, and the version of the C library that the packages ask for."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from installer import glibc, linux_packages


def test_the_table_names_the_tree_the_command_and_the_licences(tmp_path: Path):
    places = ["applications/shnor-desktop.desktop"]
    licences = tmp_path / "licences.txt"
    table = linux_packages.config(tmp_path / "tree", tmp_path / "share", places, [licences], "2.34")
    json.dumps(table)
    targets = {entry["dst"] for entry in table["contents"]}
    assert targets == {
        "/usr/lib/shnor-desktop",
        "/usr/bin/shnor-desktop",
        "/usr/share/applications/shnor-desktop.desktop",
        "/usr/share/doc/shnor-desktop",
        "/usr/share/doc/shnor-desktop/licences.txt",
    }
    assert table["deb"] == {"compression": "xz"}
    assert table["overrides"]["deb"]["depends"][0] == "libc6 (>= 2.34)"
    assert "libc.so.6(GLIBC_2.34)(64bit)" in table["overrides"]["rpm"]["depends"]


def test_what_travels_along_is_not_asked_of_the_system():
    asked = " ".join((*linux_packages.deb_depends("2.34"), *linux_packages.rpm_depends("2.34")))
    for bundled in ("xcb-cursor", "xcb-icccm", "xcb-image", "xcb-keysyms", "xcb-render-util", "xcb-util"):
        assert bundled not in asked
    for needed in ("libegl1", "libxkbcommon-x11-0", "libEGL.so.1()(64bit)", "libxcb-render.so.0()(64bit)"):
        assert needed in asked


def test_the_c_library_is_read_from_the_files_themselves(tmp_path: Path):
    if sys.platform != "linux" or not glibc.needed(Path(sys.executable).resolve().read_bytes()):
        pytest.skip("этот Python собран не для glibc")
    (tmp_path / "python").write_bytes(Path(sys.executable).resolve().read_bytes())
    (tmp_path / "text.txt").write_text("GLIBC_9.99")
    most, askers = glibc.highest(tmp_path)
    assert askers == ["python"]
    here = os.confstr("CS_GNU_LIBC_VERSION") or ""
    assert (2, 2) <= glibc.version(most) <= glibc.version(here.split()[1])


def test_a_tree_without_programs_asks_nothing(tmp_path: Path):
    (tmp_path / "a").write_bytes(b"\x7fELF")
    assert glibc.highest(tmp_path) == ("", [])
