"""Menu entry, kind of file and icons, judged by the desktop's own tools where they are installed."""

from __future__ import annotations

import configparser
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from installer import desktop, facts
from installer.icons import ICO_SIZES, PNG_SIZES, drawn, ico
from installer.icons import main as make_icons
from shnor_desktop.services.demo import make_demo

SPACE = "{http://www.freedesktop.org/standards/shared-mime-info}"


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pictures")
    make_icons(facts.ICON, folder)
    return folder


def test_the_menu_entry_opens_our_kind_of_file():
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read_string(desktop.desktop_entry())
    held = entry["Desktop Entry"]
    assert held["Name"] == "Программа школы"
    assert held["Exec"] == "shnor-desktop %f"
    assert facts.MIME in held["MimeType"].split(";")
    assert held["StartupWMClass"] == "shnor-desktop"  # what app.py tells the desktop


def test_the_kind_of_file_is_known_by_its_ending_and_by_its_number(tmp_path: Path):
    kind = ElementTree.fromstring(desktop.mime_package()).find(f"{SPACE}mime-type")
    assert kind is not None
    glob, head = kind.find(f"{SPACE}glob"), kind.find(f"{SPACE}magic/{SPACE}match")
    assert glob is not None
    assert head is not None
    assert glob.get("pattern") == "*.shnor"
    school = tmp_path / "школа.shnor"
    make_demo(school)
    data = school.read_bytes()
    for match in (head, head.find(f"{SPACE}match")):
        assert match is not None
        offset, value = int(match.get("offset", "")), match.get("value", "").encode()
        assert data[offset : offset + len(value)] == value


def test_every_icon_has_its_place_and_its_size(pictures: Path, tmp_path: Path):
    places = desktop.write_share(tmp_path, pictures)
    assert all((tmp_path / place).stat().st_size for place in places)
    for size in PNG_SIZES:
        data = (tmp_path / f"icons/hicolor/{size}x{size}/apps/shnor-desktop.png").read_bytes()
        assert (int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")) == (size, size)
    assert "icons/hicolor/scalable/mimetypes/application-x-shnor-school.svg" in places


def test_the_icon_of_windows_holds_all_sizes(pictures: Path):
    from PySide6.QtGui import QImageReader

    reader = QImageReader(str(pictures / "app.ico"))
    assert reader.imageCount() == len(ICO_SIZES)
    assert {reader.read().width() for _ in range(1)} <= set(ICO_SIZES)
    data = ico({256: drawn(facts.ICON, 256)})
    assert data[:8] == b"\0\0\1\0\1\0\0\0"  # 256 is written as 0


def test_the_desktops_own_tools_find_nothing_wrong(pictures: Path, tmp_path: Path):
    tools = [tool for tool in ("desktop-file-validate", "update-mime-database") if shutil.which(tool)]
    if not tools:
        pytest.skip("нет desktop-file-utils и shared-mime-info")
    desktop.write_share(tmp_path, pictures)
    commands = {
        "desktop-file-validate": [str(tmp_path / "applications" / "shnor-desktop.desktop")],
        "update-mime-database": [str(tmp_path / "mime")],
    }
    for tool in tools:
        done = subprocess.run([tool, *commands[tool]], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (0, ""), done.stderr
