"""Becoming other lines: by signals that keep persistent places on their lines, whatever comes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex
from PySide6.QtTest import QAbstractItemModelTester

from shnor_desktop.services.formats import ColumnSpec
from shnor_desktop.ui.itemmodels.diff import removals, runs
from shnor_desktop.ui.itemmodels.rows import Line, RowsModel

COLUMNS = (ColumnSpec("number", "№"), ColumnSpec("text", "Текст"), ColumnSpec("more", "Ещё"))


class Plain(RowsModel):
    """Lines whose row is their text."""

    def text(self, line: Line, field: str) -> str:
        return f"{field}: {line.row}"


def line(key: int, text: str = "", level: str = "item") -> Line:
    return Line(key, text, level)


lines = st.lists(
    st.builds(line, st.integers(0, 12), st.sampled_from("абв"), st.sampled_from(("group", "item"))),
    max_size=10,
    unique_by=lambda one: one.key,
)


@given(st.lists(lines, min_size=2, max_size=4))
def test_any_lines_become_any_others_and_places_follow(qapp, steps):
    model = Plain(None, COLUMNS)  # type: ignore[arg-type]
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.sync(steps[0])
    for before, after in zip(steps, steps[1:], strict=False):
        held = {one.key: QPersistentModelIndex(model.index(n, 1)) for n, one in enumerate(before)}
        told = []
        model.reshaped.connect(lambda told=told: told.append(True))
        model.sync(list(after))
        assert model.lines == after
        assert [model.row_of(one.key) for one in after] == list(range(len(after)))
        for key, place in held.items():
            where = next((n for n, one in enumerate(after) if one.key == key), None)
            assert (place.row() if place.isValid() else None) == where
        shapes = [[(one.key, one.level) for one in some] for some in (before, after)]
        assert bool(told) == (shapes[0] != shapes[1])
    assert tester.model() is model


def test_one_changed_line_is_one_signal(qapp):
    model = Plain(None, COLUMNS)  # type: ignore[arg-type]
    model.sync([line(n) for n in range(100)])
    heard = []
    model.dataChanged.connect(lambda first, last: heard.append((first.row(), last.row())))
    model.rowsInserted.connect(lambda *_args: heard.append("inserted"))
    model.layoutChanged.connect(lambda *_args: heard.append("moved"))
    model.sync([line(n, "новый" if n in (7, 8, 50) else "") for n in range(100)])
    assert heard == [(7, 8), (50, 50)]


def test_group_rows_span_from_their_text_to_the_end(qapp):
    model = Plain(None, COLUMNS)  # type: ignore[arg-type]
    model.sync([line(1, level="group"), line(2), line(3, level="group")])
    assert model.spans() == [(0, 1, 1, 2), (2, 1, 1, 2)]


def test_runs_and_removals():
    assert list(runs([0, 1, 2, 5, 7, 8])) == [(0, 2), (5, 5), (7, 8)]
    assert list(runs([])) == []
    assert removals([line(n) for n in range(6)], {1, 4}) == [(5, 5), (2, 3), (0, 0)]
