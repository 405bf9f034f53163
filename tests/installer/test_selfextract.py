"""The archive that installs itself, with a small tree in it: laid out, updated and removed in a home of its own."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from installer import desktop, facts, selfextract

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or not shutil.which("xz"), reason="архив ставится только в Linux, и нужен xz"
)


class Home:
    """A home folder, of a hard name where nothing else is said."""

    def __init__(self, root: Path, name: str = "дом & сад") -> None:
        self.root = root / name
        self.root.mkdir()

    def run(self, archive: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        env = {"HOME": str(self.root), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
        command = ["sh", str(archive), *arguments]
        return subprocess.run(command, env=env, capture_output=True, encoding="utf-8", check=False, timeout=60)

    def files(self) -> set[str]:
        found = (path for path in self.root.rglob("*") if path.is_file() or path.is_symlink())
        return {path.relative_to(self.root).as_posix() for path in found}


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def archive(tmp_path: Path, word: str) -> Path:
    """A program that says a word, packed."""
    work = tmp_path / f"work-{word}"
    tree, pictures, out = work / "tree", work / "pictures", work / "out"
    for folder in (tree / "_internal", pictures, out):
        folder.mkdir(parents=True)
    (tree / facts.NAME).write_text(f"#!/bin/sh\necho {word}\n")
    (tree / facts.NAME).chmod(0o755)
    (tree / "_internal" / word).write_text(word)
    licences = work / "licences.txt"
    licences.write_text("MIT")
    for name, _ in desktop.icon_places():
        if name:
            (pictures / name).write_bytes(b"png")
    return selfextract.make_archive(tree, pictures, [licences], work, out, preset=0)


def said(command: Path) -> str:
    return subprocess.run([str(command)], capture_output=True, text=True, check=True).stdout.strip()


def test_installed_updated_and_removed_hers_stays(home: Home, tmp_path: Path):
    data = home.root / ".local/share/shnor-desktop/settings.json"
    data.parent.mkdir(parents=True)
    data.write_text("{}")
    (home.root / "Школа.shnor").write_text("её")
    hers = home.files()
    command = home.root / ".local/bin/shnor-desktop"

    first = home.run(archive(tmp_path, "one"))
    assert first.returncode == 0, first.stderr
    assert "установлена" in first.stdout
    assert said(command) == "one"
    entry = (home.root / ".local/share/applications/shnor-desktop.desktop").read_text("utf-8")
    assert f'Exec="{home.root}/.local/lib/shnor-desktop/shnor-desktop" %f' in entry

    second = archive(tmp_path, "two")
    assert home.run(second).returncode == 0
    assert said(command) == "two"
    assert not (home.root / ".local/lib/shnor-desktop/_internal/one").exists()

    removed = home.run(second, "--remove")
    assert removed.returncode == 0, removed.stderr
    assert "остались" in removed.stdout
    assert home.files() == hers  # the desktop's tables about nothing are gone too


def test_a_plain_path_stands_without_quotes_in_the_menu_entry(tmp_path: Path):
    home = Home(tmp_path, "zavuch")
    if not re.fullmatch(r"[A-Za-z0-9/._-]+", str(home.root)):
        pytest.skip(f"папка тестов называется сложно: {home.root}")
    assert home.run(archive(tmp_path, "one")).returncode == 0
    entry = (home.root / ".local/share/applications/shnor-desktop.desktop").read_text("utf-8")
    assert f"Exec={home.root}/.local/lib/shnor-desktop/shnor-desktop %f\n" in entry


def test_the_desktops_tables_about_other_programs_stay(home: Home, tmp_path: Path):
    other = home.root / ".local/share/mime/packages/other.xml"
    other.parent.mkdir(parents=True)
    other.write_text('<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info"/>')
    packed = archive(tmp_path, "one")
    assert home.run(packed).returncode == 0
    done = home.run(packed, "--remove")
    assert done.returncode == 0, done.stderr
    assert other.is_file()
    assert not [name for name in home.files() if "shnor" in name]


def test_unpacked_only_it_runs_from_a_stick(home: Home, tmp_path: Path):
    stick = tmp_path / "флешка"
    done = home.run(archive(tmp_path, "one"), "--unpack", str(stick))
    assert done.returncode == 0, done.stderr
    assert said(stick / facts.NAME) == "one"
    assert home.files() == set()


def test_a_cut_archive_leaves_the_installed_program_alone(home: Home, tmp_path: Path):
    assert home.run(archive(tmp_path, "one")).returncode == 0
    before = home.files()
    cut = archive(tmp_path, "two")
    cut.write_bytes(cut.read_bytes()[:-400])
    done = home.run(cut)
    assert done.returncode == 1
    assert "Распаковать не удалось" in done.stderr
    assert home.files() == before
    assert said(home.root / ".local/bin/shnor-desktop") == "one"


@pytest.mark.parametrize(("words", "told"), [(("--remove",), "не установлена"), (("--what",), "Непонятно")])
def test_what_cannot_be_done_is_told(home: Home, tmp_path: Path, words: tuple[str, ...], told: str):
    done = home.run(archive(tmp_path, "one"), *words)
    assert done.returncode == 1
    assert told in done.stderr
    assert home.files() == set()
