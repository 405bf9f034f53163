"""A very long plan opens with its first lines; the rest follows, and whoever asks for it gets it at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from page_tools import PLAN, big_plan, entry_of, form_of
from PySide6.QtTest import QAbstractItemModelTester

from shnor_desktop.models.all import Activity
from shnor_desktop.services.editing import activities
from shnor_desktop.services.plan_rows import standing
from shnor_desktop.ui.itemmodels import activities as module
from shnor_desktop.ui.itemmodels.activities import AT_FIRST, LONG, ActivitiesModel
from shnor_desktop.ui.itemmodels.columns import field_columns
from shnor_desktop.ui.pages.base import PageContext

ROWS = LONG + 100
ALL = ROWS + len(PLAN)


@pytest.fixture
def model(qapp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ActivitiesModel]:
    """The model of a long roadmap that was just opened and follows its file; a slow machine reads no rest yet."""
    monkeypatch.setattr(module, "REST_AFTER_MS", 10**7)
    with big_plan(tmp_path / "план.shnor", ROWS) as file:
        entry = entry_of(file, "roadmap")
        form = form_of(file)
        model = ActivitiesModel(PageContext(file, form, print), entry.section.id, field_columns(entry, form))
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
        file.subscribe(model.refresh)
        yield model


def as_read_anew(model: ActivitiesModel) -> list[tuple[object, str]]:
    return [(line.key, line.number) for line in model.load()]


def test_the_first_lines_are_numbered_as_they_will_be_and_the_rest_comes_by_itself(model, qtbot):
    assert (model.rowCount(), model.complete) == (AT_FIRST, False)
    first = [(line.key, line.number) for line in model.lines]
    assert model.lines[AT_FIRST - 1].row.text.startswith("Строка")
    assert model._rest.isActive()
    model._rest.start(0)
    qtbot.waitUntil(lambda: model.complete)
    assert model.rowCount() == ALL
    shown = [(line.key, line.number) for line in model.lines]
    assert shown[:AT_FIRST] == first and shown == as_read_anew(model)


@pytest.mark.parametrize(
    "ask",
    [
        lambda model, last: model.row_of(last) == ALL - 1,
        lambda model, last: model.place_of(last) == ALL - 1,
        lambda model, last: model.whole[-1].key == last,
        lambda model, last: model.sort(1) is None and model.rowCount() < ALL,  # headings are left out
        lambda model, last: model.keep({last}) is None and model.rowCount() == 1,
    ],
    ids=["row", "place", "whole", "sort", "filter"],
)
def test_whoever_asks_for_the_rest_gets_it(model, ask: Callable[[ActivitiesModel, object], bool]):
    last = ("activity", model.context.file.rows(Activity, section_id=model.section_id)[-1].id)
    assert ask(model, last)
    assert model.complete


def test_an_edit_before_the_rest_is_there_is_followed(model):
    file, row = model.context.file, model.lines[10].row
    activities.add(file, model.section_id, row.id, "item")
    assert model.complete and model.rowCount() == ALL + 1
    assert [(line.key, line.number) for line in model.lines] == as_read_anew(model)
    assert model.standing() == standing(file, model.section_id)
    file.undo()
    assert model.rowCount() == ALL


def test_the_figures_are_those_of_the_whole_plan(model):
    assert not model.complete
    assert model.standing() == standing(model.context.file, model.section_id)
    assert model.standing().items > AT_FIRST


def test_a_page_that_is_left_reads_no_rest(model, qtbot):
    model.forget()
    model._rest.start(0)
    qtbot.wait(20)
    assert model.rowCount() == 0 and model.whole == []


def test_a_file_that_was_closed_is_asked_for_nothing(model):
    model.context.file.close()
    assert len(model.whole) == AT_FIRST
