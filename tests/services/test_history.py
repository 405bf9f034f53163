"""Undo and redo over everything that can be edited: any way forth leads back, step by step and by name."""

from __future__ import annotations

import dataclasses
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from file_tools import everything
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from shnor_desktop.models.all import (
    Activity,
    Approval,
    CriterionValue,
    GridRow,
    Indicator,
    PassportRow,
    Programme,
    ScheduleRow,
    School,
    Section,
    SectionText,
    Task,
    Wave,
)
from shnor_desktop.models.errors import UserError
from shnor_desktop.services import history
from shnor_desktop.services.changes import Change
from shnor_desktop.services.demo import fill_demo, make_demo
from shnor_desktop.services.documents.compose import compose
from shnor_desktop.services.documents.recognise import Recognised, recognise
from shnor_desktop.services.documents.tree import paragraph
from shnor_desktop.services.editing import activities, content, rows, sections
from shnor_desktop.services.exporting import export_file
from shnor_desktop.services.formats import load_format
from shnor_desktop.services.importing import import_docx, write_recognised
from shnor_desktop.services.queries import read_programme
from shnor_desktop.services.school_file import SchoolFile

FORM = load_format("school-programme")
places = st.integers(0, 200)
texts = st.sampled_from(("", "а", "ё\n– да", "1.7", "x" * 300, "«Маяк» 👩‍🏫"))
steps_of_a_move = st.sampled_from((-1, 1))


@cache
def recognised() -> tuple[Recognised, ...]:
    """Programmes as a Word file would bring them: a full one, and others of the same form with parts left out."""
    with tempfile.TemporaryDirectory() as folder, SchoolFile.create(Path(folder) / "Школа.shnor") as file:
        fill_demo(file)
        full = recognise(compose(read_programme(file)), FORM)
    less = dataclasses.replace(full, sections=[s for n, s in enumerate(full.sections) if s.depth == 0 or n % 3])
    bare = dataclasses.replace(
        full,
        approvals=full.approvals[:1],
        sections=[
            dataclasses.replace(section, texts=dict(list(section.texts.items())[n % 2 :]), values=section.values[::2])
            for n, section in enumerate(full.sections)
        ],
    )
    return full, less, bare


class Editing(RuleBasedStateMachine):
    """Edits in any order; what the file should hold after each done step is kept beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.file = SchoolFile.create(Path(self.folder.name) / "Школа.shnor")

    @initialize(full=st.booleans())
    def begin(self, full: bool) -> None:
        if full:
            fill_demo(self.file)
        else:
            sections.start_programme(self.file, FORM, School(full_name="Школа на горе"), (2026, 2028))
        self.states = [everything(self.file)]
        self.names: list[str] = []
        self.at = 0

    def done(self) -> int:
        (count,) = self.file.raw.execute("SELECT count(*) FROM history_step WHERE NOT undone").fetchone()
        return int(count) - 1

    def edit(self, action: Callable[..., object], *arguments: Any, **fields: Any) -> None:
        """Do something and note what came of it: a new step, a longer last one, or nothing."""
        told: list[Change] = []
        end = self.file.subscribe(told.extend)
        before, count = everything(self.file), self.done()
        try:
            action(self.file, *arguments, **fields)
        except UserError:
            assert everything(self.file) == before
        end()
        now = everything(self.file)
        assert bool(told) == (now != before)
        if now == before:
            assert self.done() == count
            return
        assert self.done() - count in (-1, 0, 1)
        self.at += self.done() - count
        if self.done() < count:  # taken back at once: as if it had not been
            assert now == self.states[self.at]
            del self.states[self.at + 1 :], self.names[self.at :]
            return
        self.states[self.at :] = [now]
        self.names[self.at - 1 :] = [self.file.undo_name]

    def some(self, cls: type[Any], place: int, **fields: Any) -> Any:
        found = self.file.rows(cls, **fields)
        return found[place % len(found)] if found else None

    def section(self, kind: str, place: int) -> int:
        return int(self.some(Section, place, kind=kind).id)

    @rule(place=places, level=st.sampled_from(("group", "item", "sub")), text=texts)
    def add_activity(self, place: int, level: str, text: str) -> None:
        section = self.section("activities", place)
        row = self.some(Activity, place, section_id=section)
        self.edit(activities.add, section, row.id if row and place % 3 else None, level, text)

    @rule(place=places, step=steps_of_a_move)
    def move_activity(self, place: int, step: int) -> None:
        if row := self.some(Activity, place):
            self.edit(activities.shift, row.section_id, [row.id], step)

    @rule(place=places, number=st.integers(1, 3))
    def remove_activities(self, place: int, number: int) -> None:
        if row := self.some(Activity, place):
            siblings = self.file.rows(Activity, section_id=row.section_id)
            self.edit(activities.remove, row.section_id, [other.id for other in siblings[:number]])

    @rule(place=places)
    def duplicate_activity(self, place: int) -> None:
        if row := self.some(Activity, place):
            self.edit(activities.duplicate, row.section_id, [row.id])

    @rule(place=places, step=steps_of_a_move)
    def change_level(self, place: int, step: int) -> None:
        if row := self.some(Activity, place):
            self.edit(activities.change_levels, [row], step)

    @rule(place=places, field=st.sampled_from(("text", "period", "responsible", "number")), text=texts)
    def set_activity(self, place: int, field: str, text: str) -> None:
        if row := self.some(Activity, place):
            self.edit(rows.set_fields, row, "Правка мероприятия", **{field: text})

    @rule(place=places, percent=st.none() | st.integers(0, 100), link=places)
    def link_activity(self, place: int, percent: int | None, link: int) -> None:
        if row := self.some(Activity, place):
            other = self.some(Activity, link)
            self.edit(rows.set_fields, row, "Правка мероприятия", percent=percent, linked_id=other.id)

    @rule(place=places, cls=st.sampled_from((Task, ScheduleRow, GridRow, PassportRow, Approval, Indicator)))
    def add_row(self, place: int, cls: type[Any]) -> None:
        kinds = {Task: "indicators", ScheduleRow: "schedule", GridRow: "matrix", PassportRow: "passport"}
        if cls is Approval:
            row: Any = Approval(body="советом")
        elif cls is Indicator:
            task = self.some(Task, place)
            if task is None:
                return
            row = Indicator(task_id=task.id, text="Доля")
        else:
            row = cls(section_id=self.section(kinds[cls], place))
        after = self.some(cls, place)
        self.edit(content.add_row, row, after.id if after else None)

    @rule(place=places, cls=st.sampled_from((Task, Indicator, ScheduleRow, GridRow, PassportRow, Approval)))
    def remove_row(self, place: int, cls: type[Any]) -> None:
        if row := self.some(cls, place):
            self.edit(content.remove_rows, [row])

    @rule(place=places, cls=st.sampled_from((Task, Indicator, ScheduleRow, Approval)), step=steps_of_a_move)
    def move_row(self, place: int, cls: type[Any], step: int) -> None:
        if row := self.some(cls, place):
            self.edit(content.shift_row, row, step)

    @rule(place=places, slot=st.sampled_from(("body", "after")), text=texts)
    def set_text(self, place: int, slot: str, text: str) -> None:
        blocks = (paragraph(text),) if text else ()
        self.edit(content.set_text, self.section("text", place), slot, blocks)

    @rule(place=places, text=texts)
    def set_passport(self, place: int, text: str) -> None:
        if row := self.some(PassportRow, place):
            self.edit(content.set_passport, row, (paragraph(text),))

    @rule(text=texts, field=st.sampled_from(("full_name", "director")))
    def set_school(self, text: str, field: str) -> None:
        self.edit(content.set_school, **{field: text})

    @rule(year=st.sampled_from((0, 2025, 2027, 2031, 50_000)))
    def set_years(self, year: int) -> None:
        self.edit(content.set_programme, year_to=year)

    @rule(place=places, part=st.integers(-1, 9), whole=st.none() | st.integers(0, 9), no_data=st.booleans())
    def set_value(self, place: int, part: int, whole: int | None, no_data: bool) -> None:
        wave = self.some(Wave, place)
        value = CriterionValue(value="х", numerator=part, denominator=whole, no_data=no_data)
        key = ("secondary_count", "olympiad_count")[place % 2]
        self.edit(content.set_criterion, self.section("criteria", place), wave.id, key, value)

    @rule(place=places, text=texts)
    def add_section(self, place: int, text: str) -> None:
        self.edit(sections.add_text_section, self.some(Section, place), text)

    @rule(place=places, step=steps_of_a_move)
    def move_section(self, place: int, step: int) -> None:
        self.edit(sections.shift, self.some(Section, place), step)

    @rule(place=places, text=texts, hidden=st.booleans())
    def change_section(self, place: int, text: str, hidden: bool) -> None:
        self.edit(sections.rename, self.some(Section, place), text)
        self.edit(sections.set_hidden, self.some(Section, place + 1), hidden)

    @rule(place=places)
    def remove_section(self, place: int) -> None:
        self.edit(sections.remove, self.some(Section, place, key="") or self.some(Section, place))

    @rule(which=st.integers(0, 2))
    def import_programme(self, which: int) -> None:
        self.edit(write_recognised, recognised()[which])

    @rule()
    def undo(self) -> None:
        name = self.file.undo()
        assert name == (self.names[self.at - 1] if self.at else None)
        self.at -= self.at > 0

    @rule()
    def redo(self) -> None:
        name = self.file.redo()
        assert name == (self.names[self.at] if self.at < len(self.names) else None)
        self.at += name is not None

    @rule()
    def reopen(self) -> None:
        path = self.file.path
        self.file.close()
        self.file = SchoolFile.open(path)

    @invariant()
    def the_file_holds_what_it_should(self) -> None:
        assert everything(self.file) == self.states[self.at]
        assert self.file.undo_name == (self.names[self.at - 1] if self.at else None)
        assert self.file.redo_name == (self.names[self.at] if self.at < len(self.names) else None)

    @invariant()
    def rows_of_one_owner_have_places_of_their_own(self) -> None:
        found = self.file.raw.execute("SELECT section_id, position FROM activity").fetchall()
        assert len(set(found)) == len(found)

    def teardown(self) -> None:
        if hasattr(self, "states"):
            while self.file.redo():
                self.at += 1
            assert everything(self.file) == self.states[-1]
            while self.file.undo():
                self.at -= 1
                assert everything(self.file) == self.states[self.at]
            assert self.at == 0
            for state in self.states[1:]:
                assert self.file.redo()
                assert everything(self.file) == state
            assert self.file.raw.execute("PRAGMA foreign_key_check").fetchall() == []
        self.file.close()
        self.folder.cleanup()


TestAnyWayForthLeadsBack = Editing.TestCase
TestAnyWayForthLeadsBack.settings = settings(
    max_examples=14, stateful_step_count=18, deadline=None, suppress_health_check=list(HealthCheck)
)


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SchoolFile]:
    with SchoolFile.create(tmp_path / "Школа.shnor") as made:
        fill_demo(made)
        yield made


def test_each_edit_has_the_name_it_is_undone_by(file: SchoolFile):
    plan = file.rows(Section, key="roadmap")[0].id
    row = activities.add(file, plan, None, "group", "Новый раздел")
    assert file.undo_name == "Добавлено: раздел"
    activities.remove(file, plan, [row.id])
    assert file.undo_name == "Удалено: строка плана"
    assert file.undo() == "Удалено: строка плана"
    assert (file.undo_name, file.redo_name) == ("Добавлено: раздел", "Удалено: строка плана")
    assert file.get(Activity, row.id) == row
    assert file.redo() == "Удалено: строка плана"
    assert file.get(Activity, row.id) is None


def test_undo_goes_back_to_where_the_programme_began_and_no_further(file: SchoolFile):
    before = everything(file)
    content.set_school(file, director="Другой")
    assert file.undo()
    assert file.undo() is None
    assert everything(file) == before


def test_what_was_there_before_the_programme_is_not_undone_under_it(tmp_path: Path):
    """The step that began the programme stands on the ones before it: taking those back would leave it in the air."""
    with SchoolFile.create(tmp_path / "Школа.shnor") as file:
        with file.transaction("Раздел") as transaction:
            transaction.add(Section(title="Черновик"))
        with file.transaction("Новая программа") as transaction:
            transaction.add(Programme(id=1))
        assert file.undo_name is None
        assert file.undo() is None
        assert [row.title for row in file.rows(Section)] == ["Черновик"]


def test_quick_edits_of_one_field_are_one_step_and_slow_ones_are_not(file: SchoolFile, monkeypatch: pytest.MonkeyPatch):
    row = file.rows(Activity)[0]
    old = row.text
    for text in ("н", "но", "новое"):
        rows.set_fields(file, row, "Правка", text=text)
    file.undo()
    assert file.rows(Activity)[0].text == old
    file.redo()
    later = datetime.now() + timedelta(seconds=history.MERGE_SECONDS + 1)
    monkeypatch.setattr(history, "datetime", Clock(later))
    rows.set_fields(file, row, "Правка", text="новое слово")
    file.undo()
    assert file.rows(Activity)[0].text == "новое"


class Clock:
    """`datetime` at another time."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

    fromisoformat = staticmethod(datetime.fromisoformat)


def test_what_is_typed_and_taken_back_at_once_leaves_no_step(file: SchoolFile):
    row = file.rows(Activity)[3]
    before = everything(file)
    for text in ("н", "но", row.text):
        rows.set_fields(file, row, "Правка", text=text)
    assert (everything(file), file.undo_name) == (before, None)
    content.set_school(file, director="Другой")
    assert file.undo() and everything(file) == before
    rows.set_fields(file, row, "Правка", text="а")
    assert (file.undo_name, file.redo_name) == ("Правка", None)


def test_edits_of_other_fields_and_rows_are_steps_of_their_own(file: SchoolFile):
    first, second = file.rows(Activity)[:2]
    before = everything(file)
    rows.set_fields(file, first, "Раз", text="а")
    rows.set_fields(file, first, "Два", period="май")
    rows.set_fields(file, second, "Три", text="б")
    rows.set_fields(file, second, "Три", text="бв")
    assert [file.undo(), file.undo(), file.undo(), file.undo()] == ["Три", "Два", "Раз", None]
    assert everything(file) == before


def test_typing_after_undo_takes_the_place_of_what_could_be_redone(file: SchoolFile):
    row = file.rows(Activity)[0]
    rows.set_fields(file, row, "Правка", text="а")
    file.undo()
    rows.set_fields(file, row, "Правка", text="аб")
    assert file.redo_name is None
    assert file.undo() == "Правка"
    assert file.rows(Activity)[0].text == row.text
    assert file.redo() == "Правка"
    assert file.rows(Activity)[0].text == "аб"


def test_undo_survives_reopening_and_redo_is_gone_after_an_edit(file: SchoolFile):
    content.set_school(file, director="Первый")
    content.set_school(file, place="п. Речной")
    file.undo()
    path = file.path
    file.close()
    with SchoolFile.open(path) as again:
        assert (again.undo_name, again.redo_name) == ("Правка сведений о школе",) * 2
        assert again.redo()
        assert again.rows(School)[0].place == "п. Речной"
        again.undo()
        content.set_school(again, founder="Округ")
        assert again.redo_name is None and again.redo() is None
        again.undo()
        again.undo()
        assert again.rows(School)[0].director != "Первый"


def test_an_edit_that_fails_leaves_no_step_and_no_word(file: SchoolFile):
    told: list[Any] = []
    file.subscribe(told.append)
    before, name = everything(file), file.undo_name

    with pytest.raises(ZeroDivisionError), file.transaction("Ошибка") as transaction:
        transaction.change(School, 1, director="х")
        raise ZeroDivisionError
    assert (everything(file), file.undo_name, told) == (before, name, [])


def test_each_step_knows_when_and_by_whom(tmp_path: Path):
    with SchoolFile.create(tmp_path / "Школа.shnor", author="Ольга") as file:
        with file.transaction("Раздел") as transaction:
            transaction.add(Section(title="А"))
        (step,) = history.steps(file.raw)
        assert (step.name, step.author) == ("Раздел", "Ольга")
        assert abs(datetime.now() - datetime.fromisoformat(step.at)) < timedelta(minutes=1)
        file.undo()
        assert history.steps(file.raw) == []


def test_an_import_in_place_of_another_programme_is_undone(file: SchoolFile, tmp_path: Path):
    """The rows of the import take the ids of those it removed, in another order: they meet in the same places."""
    other = tmp_path / "Другая.shnor"
    make_demo(other)
    with SchoolFile.open(other) as source:
        for key in ("relevance", "goal", "monitoring"):
            for section in source.rows(Section, key=key):
                content.set_text(source, section.id, "body", ())
    export_file(other, tmp_path / "Другая.docx")
    states = [everything(file)]
    content.set_text(file, file.rows(Section, key="content")[0].id, "body", ())
    states.append(everything(file))
    write_recognised(file, import_docx(tmp_path / "Другая.docx", FORM))
    states.append(everything(file))
    assert states[2]["section_text"] != states[1]["section_text"]
    there_and_back(file, states)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["school-programme", "municipal-roadmap"])
def test_a_real_programme_in_place_of_the_example_is_undone(file: SchoolFile, reference_dir: Path, name: str):
    states = [everything(file)]
    found = import_docx(reference_dir / f"{name}.docx", FORM)
    content.set_school(file, director="Другой")
    states.append(everything(file))
    write_recognised(file, found)
    states.append(everything(file))
    there_and_back(file, states)


def there_and_back(file: SchoolFile, states: list[Any]) -> None:
    """Undo leads through the states to the first, redo to the last, twice; and links stay whole."""
    for _ in range(2):
        for state in reversed(states[:-1]):
            assert file.undo()
            assert everything(file) == state
            assert file.raw.execute("PRAGMA foreign_key_check").fetchall() == []
        assert file.undo_name is None
        for state in states[1:]:
            assert file.redo()
            assert everything(file) == state
        assert file.redo_name is None
    assert file.rows(SectionText)


def test_a_file_whose_history_was_stuck_goes_on(file: SchoolFile):
    """Such steps lie in files already: two texts of one section that changed places under their ids."""
    section = file.rows(Section, key="relevance")[0]
    first, second = (SectionText(id=n, section_id=section.id, slot=slot) for n, slot in ((901, "x"), (902, "y")))
    with file.transaction("Тексты") as transaction:
        transaction.add_all([first, second])
    before = everything(file)
    with file.transaction("Обмен") as transaction:
        transaction.remove_all(SectionText, [901, 902])
        transaction.add_all([dataclasses.replace(first, slot="y"), dataclasses.replace(second, slot="x")])
    after = everything(file)
    assert file.undo() == "Обмен"
    assert everything(file) == before
    assert file.redo() == "Обмен"
    assert everything(file) == after


def test_a_clock_that_was_set_back_does_not_make_one_step_of_two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    early = Clock(datetime(2020, 1, 1))
    with SchoolFile.create(tmp_path / "Школа.shnor") as file:
        for number, clock in enumerate((datetime, early, early)):
            monkeypatch.setattr(history, "datetime", clock)
            with file.transaction("Правка", "одно поле") as transaction:
                transaction.add(Section(title=f"{number}"))
        file.undo()
        assert [row.title for row in file.rows(Section)] == ["0"]
        file.undo()
        assert file.rows(Section) == []
