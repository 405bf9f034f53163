"""The papers around the code: what the README promises exists, what is shipped is whole, nothing private slipped in."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import dev
import shnor_desktop
from installer import facts

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PAPERS = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "installer/README.md"]
NOT_OURS = {".git", "build", "dist", "__pycache__"}
NOT_OURS_ENDS = (".egg-info", "_cache")
# A label shorter than this may be an ordinary word; a longer one can only be the official form's.
LONG_LABEL = 40


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def our_files(folder: Path = ROOT) -> Iterator[Path]:
    """The project's own files, without what tools leave beside them."""
    for path in sorted(folder.iterdir()):
        name = path.name
        if name in NOT_OURS or name.endswith(NOT_OURS_ENDS) or name.startswith((".venv", ".hypothesis")):
            continue
        if path.is_dir():
            yield from our_files(path)
        elif path.is_file():
            yield path


def texts() -> Iterator[tuple[str, str]]:
    """Name and text of every file of ours that is text."""
    for path in our_files():
        try:
            yield path.relative_to(ROOT).as_posix(), path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue


def strings(value: object) -> Iterator[str]:
    """Every string inside parsed TOML."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def test_qt_is_held_to_the_range_that_works():
    assert "PySide6-Essentials>=6.8.3,<6.12" in PROJECT["project"]["dependencies"]


def test_the_version_is_one():
    assert PROJECT["project"]["dynamic"] == ["version"]  # the wheel asks the package, and so do the installers
    assert "version" not in PROJECT["project"]
    assert facts.version() == shnor_desktop.__version__
    assert f"## [{shnor_desktop.__version__}]" in read("CHANGELOG.md")


def test_the_licence_is_here():
    assert PROJECT["project"]["license"] == "MIT"
    assert "Авторы «Программы школы»" in read("LICENSE")


@pytest.mark.parametrize("paper", PAPERS)
def test_the_commands_of_the_papers_exist(paper: str):
    jobs = set(re.findall(r"(?:python3|py) dev\.py (\w+)", read(paper)))
    assert jobs <= set(dev.JOBS)


def test_the_readme_names_the_two_commands():
    text = read("README.md")
    assert "python3 dev.py run" in text
    assert "python3 dev.py test" in text


@pytest.mark.parametrize("command", sorted(set(re.findall(r"`shnor-desktop ([a-z][\w-]*)", read("README.md")))))
def test_the_programs_commands_exist(command: str):
    done = subprocess.run(
        [sys.executable, "-m", "shnor_desktop", command, "--help"], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")


@pytest.mark.parametrize("paper", PAPERS)
def test_links_lead_somewhere(paper: str):
    targets = re.findall(r"\]\(([^)#\s]+)", read(paper))
    missing = [t for t in targets if not t.startswith("http") and not ((ROOT / paper).parent / t).exists()]
    assert missing == []


def names(lines: list[str]) -> list[str]:
    """Names of dependencies without their versions."""
    return [re.split(r"[<>=!~\[ ]", line)[0] for line in lines]


def imported(folder: Path) -> set[str]:
    """The top modules that the sources of a folder import by name."""
    nodes = [node for path in folder.rglob("*.py") for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    found = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    found |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module and not node.level}
    return {name.split(".")[0] for name in found}


def test_the_program_is_installed_with_what_it_imports_and_nothing_else():
    held = {name.removesuffix("-Essentials").lower() for name in names(PROJECT["project"]["dependencies"])}
    held = {name.replace("-", "_") for name in held}
    wanted = {name.lower() for name in imported(ROOT / "shnor_desktop") - sys.stdlib_module_names}
    assert held == wanted - {"shnor_desktop", "shiboken6"}  # shiboken6 is a part of PySide6


def test_every_dependency_has_its_reason():
    groups = PROJECT["project"]["optional-dependencies"]
    wanted = names([*PROJECT["project"]["dependencies"], *groups["test"], *groups["bench"]])
    table = read("CONTRIBUTING.md").partition("## Зависимости")[2].partition("\n## ")[0]
    assert [name for name in wanted if not re.search(rf"\b{re.escape(name)}\b", table)] == []


def test_the_places_that_contributing_names_are_there():
    rows = read("CONTRIBUTING.md").partition("## Где что живёт")[2].partition("\n## ")[0].splitlines()
    cells = [line.strip("| ").split(" | ") for line in rows if line.startswith("| ") and "---" not in line][1:]
    named = [
        (layer, place)
        for _, service, window in cells
        for layer, cell in (("services", service), ("ui", window))
        for place in re.findall(r"`([\w/*]+(?:\.py|/))`", cell)
    ]
    assert len(named) > 20
    assert [(layer, place) for layer, place in named if not [*(ROOT / "shnor_desktop" / layer).glob(place)]] == []


def test_no_file_names_a_place_of_one_machine():
    places = ["/" + "work/", "/" + "tmp/w", "/" + "opt/", "/" + "farm/", "C:\\" + "Users\\"]
    found = [(name, place) for name, text in texts() for place in places if place in text]
    assert found == []


def test_no_file_is_left_half_merged_or_half_done():
    marks = re.compile(r"^(?:<{7} |>{7} )|\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b", re.MULTILINE)
    assert [name for name, text in texts() if marks.search(text)] == []


def test_a_label_of_a_form_stands_in_its_toml_alone():
    labels = {
        label
        for path in (ROOT / "resources" / "formats").glob("*.toml")
        for label in strings(tomllib.loads(path.read_text(encoding="utf-8")))
        if len(label) >= LONG_LABEL
    }
    assert labels
    code = {name: text for name, text in texts() if name.startswith("shnor_desktop/") and name.endswith(".py")}
    assert [(name, label) for name, text in code.items() for label in labels if label in text] == []


def test_the_wheel_carries_the_data(tmp_path: Path):
    pytest.importorskip("setuptools", "77", reason="нет setuptools 77: wheel не собрать")
    source, out = tmp_path / "source", tmp_path / "wheel"
    for path in our_files():
        target = source / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    build = f"from setuptools import build_meta; build_meta.build_wheel({str(out)!r})"
    done = subprocess.run([sys.executable, "-c", build], cwd=source, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (wheel,) = out.glob("*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    data = {
        f"shnor_desktop/_resources/{p.relative_to(ROOT / 'resources').as_posix()}"
        for p in our_files(ROOT / "resources")
    }
    package = {p.relative_to(ROOT).as_posix() for p in our_files(ROOT / "shnor_desktop")}
    assert data
    assert data | package <= held
    assert not any(name.startswith(("tests/", "scripts/", "benchmarks/")) for name in held)
