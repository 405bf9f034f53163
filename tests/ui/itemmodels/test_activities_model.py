"""The plan's model follows the file without reading it again, and ends where reading would."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from page_tools import entry_of, form_of, small_programme
from PySide6.QtTest import QAbstractItemModelTester

from shnor_desktop.models.all import Activity
from shnor_desktop.services.editing import activities
from shnor_desktop.ui.itemmodels.activities import ActivitiesModel
from shnor_desktop.ui.itemmodels.columns import field_columns
from shnor_desktop.ui.pages.base import PageContext

STEPS = st.lists(
    st.tuples(
        st.sampled_from(("add", "remove", "up", "down", "copy", "level", "text", "number", "away", "undo", "redo")),
        st.integers(0, 30),
        st.sampled_from(("group", "item", "sub")),
    ),
    min_size=1,
    max_size=12,
)


def act(model: ActivitiesModel, step: str, place: int, level: str) -> None:
    file, section_id = model.context.file, model.section_id
    row = model.lines[place % len(model.lines)].row if model.lines else Activity()
    if step == "undo":
        if file.undo_name != "Наполнение":
            file.undo()
    elif step == "redo":
        file.redo()
    elif step == "add" or not row.id:
        activities.add(file, section_id, row.id or None, level)
    elif step == "remove":
        activities.remove(file, section_id, [row.id])
    elif step in ("up", "down"):
        activities.shift(file, section_id, [row.id], -1 if step == "up" else 1)
    elif step == "copy":
        activities.duplicate(file, section_id, [row.id])
    elif step == "level":
        activities.change_levels(file, [row], place % 3 - 1)
    elif step == "away":
        other = entry_of(file, "diary").section.id
        with file.transaction("В дневник") as transaction:
            transaction.change(Activity, row.id, section_id=other)
    else:
        line = model.lines[model.row_of(("activity", row.id))]
        model.put(line, step, f"{place}.")


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(STEPS)
def test_whatever_happens_the_model_shows_the_file(qapp, tmp_path_factory, steps):
    path: Path = tmp_path_factory.mktemp("plan") / "школа.shnor"
    with small_programme(path) as file:
        entry = entry_of(file, "roadmap")
        context = PageContext(file, form_of(file), lambda _sentence: None)
        model = ActivitiesModel(context, entry.section.id, field_columns(entry, context.form))
        tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        file.subscribe(model.refresh)
        for step, place, level in steps:
            act(model, step, place, level)
            assert model.lines == model.load()
        assert tester.model() is model
