"""How much the tests of statistics, deadlines and shares see: one change of the code at a time, and does a test fail?

`python scripts/mutants.py [MODULE…] [--every N [--first M]]`; changes are made in a copy of the tree.
What survives is printed.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import itertools
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SERVICES = Path("shnor_desktop/services")
TESTS: dict[str, tuple[str, ...]] = {
    "shares.py": ("tests/services/test_shares.py",),
    "results/statistics.py": ("tests/services/results/test_statistics.py",),
    "deadlines/": ("tests/services/deadlines",),
}
"""Module or folder → the tests that have to see a change of it."""

_COMPARE = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq}
_COMPARE |= {ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In}
_BINARY = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult}
_SECONDS = 120


class Place(ast.NodeTransformer):
    """Changes the one place with a number; counts all of them."""

    def __init__(self, wanted: int = -1) -> None:
        self.wanted, self.count, self.line = wanted, 0, 0

    def _here(self, node: ast.AST) -> bool:
        self.count += 1
        if self.count - 1 != self.wanted:
            return False
        self.line = getattr(node, "lineno", 0)
        return True

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        """< becomes <=, == becomes !=."""
        self.generic_visit(node)
        if type(node.ops[0]) in _COMPARE and self._here(node):
            node.ops[0] = _COMPARE[type(node.ops[0])]()
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        """+ becomes -."""
        self.generic_visit(node)
        if type(node.op) in _BINARY and not _is_text(node) and self._here(node):
            node.op = _BINARY[type(node.op)]()
        return node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        """And becomes or."""
        self.generic_visit(node)
        if self._here(node):
            node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        return node

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        """A not goes."""
        self.generic_visit(node)
        return node.operand if isinstance(node.op, ast.Not) and self._here(node) else node

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        """A number is one more, true is false."""
        if isinstance(node.value, bool):
            return ast.copy_location(ast.Constant(not node.value), node) if self._here(node) else node
        if isinstance(node.value, (int, float)) and self._here(node):
            return ast.copy_location(ast.Constant(node.value + 1), node)
        return node

    def visit_Return(self, node: ast.Return) -> ast.AST:
        """Nothing is returned."""
        self.generic_visit(node)
        empty = node.value is None or (isinstance(node.value, ast.Constant) and node.value.value is None)
        if not empty and self._here(node):
            node.value = ast.copy_location(ast.Constant(None), node)
        return node


def _is_text(node: ast.BinOp) -> bool:
    return any(
        isinstance(part, ast.JoinedStr) or (isinstance(part, ast.Constant) and isinstance(part.value, str))
        for part in (node.left, node.right)
    )


def mutants(source: str) -> Iterator[tuple[int, str]]:
    """Every changed text of a module, with the line of the change."""
    counting = Place()
    counting.visit(ast.parse(source))
    for number in range(counting.count):
        place = Place(number)
        changed = ast.fix_missing_locations(place.visit(ast.parse(source)))
        yield place.line, ast.unparse(changed)


def main() -> int:
    """Try every change and print what survived; 1 when fewer than nine of ten were seen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("modules", nargs="*", help="только эти, или модули в них: " + ", ".join(TESTS))
    parser.add_argument("--every", type=int, default=1, metavar="N", help="только каждое N-е изменение")
    parser.add_argument("--first", type=int, default=0, metavar="M", help="и начиная с M-го (с нуля): другая выборка")
    options = parser.parse_args()
    killed = total = 0
    with tempfile.TemporaryDirectory(prefix="mutants-") as name:
        tree = Path(name)
        for part in ("shnor_desktop", "resources", "tests", "scripts"):
            shutil.copytree(ROOT / part, tree / part, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "pyproject.toml", tree)
        for module in options.modules or TESTS:
            seen, count = _module(tree, module, slice(options.first, None, options.every))
            print(f"{module}: {seen} из {count} ({seen / max(count, 1):.1%})", flush=True)
            killed, total = killed + seen, total + count
    print(f"всего: {killed} из {total} ({killed / max(total, 1):.1%})")
    return int(killed < 0.9 * total)


def _module(tree: Path, module: str, chosen: slice) -> tuple[int, int]:
    place = tree / SERVICES / module
    seen = count = 0
    for path in sorted(place.glob("*.py")) if place.is_dir() else [place]:
        source = path.read_text("utf-8")
        for line, changed in itertools.islice(mutants(source), chosen.start, chosen.stop, chosen.step):
            path.write_text(changed, "utf-8")
            count += 1
            if _fails(tree, _tests_of(module)):
                seen += 1
            else:
                print(f"  живёт: {path.relative_to(tree)}:{line}  {_difference(source, changed)}", flush=True)
        path.write_text(source, "utf-8")
    return seen, count


def _tests_of(module: str) -> tuple[str, ...]:
    """Of a module, or of the folder of the table that it lies in."""
    return next(tests for name, tests in TESTS.items() if module.startswith(name))


def _fails(tree: Path, tests: tuple[str, ...]) -> bool:
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:randomly", "-p", "no:cacheprovider", *tests]
    environment = {**os.environ, "PYTHONPATH": str(tree), "QT_QPA_PLATFORM": "offscreen", "CI": "1"}
    environment["PYTHONDONTWRITEBYTECODE"] = "1"
    try:
        done = subprocess.run(command, cwd=tree, env=environment, capture_output=True, timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0


def _difference(source: str, changed: str) -> str:
    """The changed line, as it was written again."""
    before = ast.unparse(ast.parse(source)).splitlines()
    lines = difflib.unified_diff(before, changed.splitlines(), lineterm="", n=0)
    return next((line[1:].strip()[:90] for line in list(lines)[2:] if line.startswith("+")), "")


if __name__ == "__main__":
    sys.exit(main())
