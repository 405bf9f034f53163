"""The shape of the package: arrows run down, heavy libraries have one owner and stay out of the start."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "shnor_desktop"
MODULES = sorted(PACKAGE.rglob("*.py"))
# The floor each part stands on: a module imports its own floor and those below. Roots are app, cli, __main__.
FLOORS = {"models": 0, "resources": 1, "services": 1, "ui": 2}
ROOTS = 3
# Libraries that only some modules may know (prefixes of module names); whoever needs more goes through these.
OWNERS = {
    "PySide6": ("shnor_desktop.ui", "shnor_desktop.app"),
    "sqlalchemy": ("shnor_desktop.models", "shnor_desktop.services"),
    "docx": (),  # python-docx serves tests and scripts: the program is installed without it
    "lxml": ("shnor_desktop.services.documents.docx_", "shnor_desktop.services.tabular.html_reader"),
    "openpyxl": ("shnor_desktop.services.spreadsheets",),
    "xlsxwriter": ("shnor_desktop.services.spreadsheets",),
    "pandas": ("shnor_desktop.services.results",),
    "python_calamine": ("shnor_desktop.services.results", "shnor_desktop.services.spreadsheets"),
    "pyqtgraph": ("shnor_desktop.ui.charts", "shnor_desktop.ui.view_charts"),
}
HEAVY = {"docx", "lxml", "openpyxl", "xlsxwriter", "pandas", "numpy", "pyqtgraph", "sqlalchemy.orm"}
LONGEST_MODULE = 500

every_module = pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported_names(name: str, source: ast.Module) -> Iterator[str]:
    """Every module that the source imports anywhere, relative imports resolved; `from a import b` gives `a.b`."""
    for node in ast.walk(source):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = name.split(".")[: -node.level] if node.level else []
            yield from (".".join([*base, *filter(None, [node.module]), alias.name]) for alias in node.names)


def floor(name: str) -> int:
    parts = name.split(".")
    return FLOORS.get(parts[1], ROOTS) if len(parts) > 1 else 0


def upward(name: str, source: ast.Module) -> list[str]:
    """The imports of this package that stand on a higher floor than the module itself."""
    ours = [target for target in imported_names(name, source) if target.split(".")[0] == "shnor_desktop"]
    return [target for target in ours if len(target.split(".")) > 1 and is_part(target) and floor(target) > floor(name)]


def is_part(target: str) -> bool:
    """Whether the second word names a part of the package, not a value like `__version__` from its `__init__`."""
    part = target.split(".")[1]
    return (PACKAGE / part).is_dir() or (PACKAGE / f"{part}.py").is_file()


def not_owned(name: str, source: ast.Module) -> list[str]:
    """The imports of a library by a module that does not own it."""
    return [
        target
        for target in imported_names(name, source)
        if (owners := OWNERS.get(target.split(".")[0])) is not None and not name.startswith(owners)
    ]


def undocumented(source: ast.Module) -> list[str]:
    """The module itself (""), its public classes and functions that have no docstring."""
    kinds = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    public = [node for node in source.body if isinstance(node, kinds) and not node.name.startswith("_")]
    return ([] if ast.get_docstring(source) else [""]) + [node.name for node in public if not ast.get_docstring(node)]


@every_module
def test_imports_run_down(path: Path):
    assert upward(module_name(path), tree(path)) == []


@every_module
def test_a_library_is_imported_only_by_its_owner(path: Path):
    assert not_owned(module_name(path), tree(path)) == []


@every_module
def test_everything_public_says_what_it_is_for(path: Path):
    assert undocumented(tree(path)) == []


@every_module
def test_a_module_is_short_and_has_nothing_left_open(path: Path):
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= LONGEST_MODULE
    open_ends = re.compile(r"#\s*type:\s*ignore(?!\[)|#\s*noqa(?!:)|\b(?:TO" + r"DO|FIX" + r"ME)\b")
    assert [line for line in lines if open_ends.search(line)] == []


@pytest.mark.parametrize(
    ("name", "source", "found"),
    [
        ("shnor_desktop.models.a", "from shnor_desktop.services import editing", ["shnor_desktop.services.editing"]),
        ("shnor_desktop.services.a", "import shnor_desktop.ui.pages", ["shnor_desktop.ui.pages"]),
        ("shnor_desktop.models.a", "from ..services import queries", ["shnor_desktop.services.queries"]),
        ("shnor_desktop.models.a", "def f():\n    from shnor_desktop import ui", ["shnor_desktop.ui"]),
        ("shnor_desktop.ui.a", "from shnor_desktop.services import queries", []),
        ("shnor_desktop.models.a", "from shnor_desktop import __version__", []),
    ],
)
def test_the_rule_sees_an_arrow_that_runs_up(name: str, source: str, found: list[str]):
    assert upward(name, ast.parse(source)) == found


@pytest.mark.parametrize(
    ("name", "source", "found"),
    [
        ("shnor_desktop.services.checks.a", "from PySide6.QtCore import Qt", ["PySide6.QtCore.Qt"]),
        ("shnor_desktop.services.editing", "def f():\n    import docx", ["docx"]),
        ("shnor_desktop.services.documents.docx_writer.package", "from lxml import etree", []),
        ("shnor_desktop.services.documents.docx_reader.a", "from docx import Document", ["docx.Document"]),
        ("shnor_desktop.ui.pages.a", "import sqlalchemy as sa", ["sqlalchemy"]),
    ],
)
def test_the_rule_sees_a_library_out_of_its_place(name: str, source: str, found: list[str]):
    assert not_owned(name, ast.parse(source)) == found


@pytest.mark.parametrize("root", ["cli", "app"])
def test_the_start_imports_nothing_heavy(root: str):
    program = f"import sys, shnor_desktop.{root}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert HEAVY & set(done.stdout.split()) == set()


def test_the_command_line_starts_without_qt():
    program = "import sys, shnor_desktop.cli; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "PySide6" not in done.stdout.split()
