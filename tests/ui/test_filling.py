"""The rings of the outline: what they show, and that only what was touched is read again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon

from shnor_desktop.models.activities import Activity
from shnor_desktop.models.programme import PassportRow, Section
from shnor_desktop.services import queries
from shnor_desktop.services.completeness import completeness, outline_completeness
from shnor_desktop.services.documents.tree import paragraph
from shnor_desktop.services.editing import activities, content
from shnor_desktop.services.editing.rows import set_fields
from shnor_desktop.services.editing.sections import start_programme
from shnor_desktop.services.formats import load_format
from shnor_desktop.services.school_file import SchoolFile
from shnor_desktop.ui import filling as filling_module
from shnor_desktop.ui.colours import LIGHT
from shnor_desktop.ui.filling import Filling
from shnor_desktop.ui.rings import ring_icon

SIZE = QSize(28, 28)


@pytest.fixture
def watched(tmp_path: Path, qtbot, monkeypatch):
    """A new programme that is watched: its file, what was shown, which sections were read."""
    form = load_format("school-programme")
    shown: list[dict[int, float]] = []
    read: list[int] = []
    real = filling_module.read_section

    def counted(file, entry, form, *, plans) -> queries.SectionData:
        read.append(entry.section.id)
        return real(file, entry, form, plans=plans)

    monkeypatch.setattr(filling_module, "read_section", counted)
    with SchoolFile.create(tmp_path / "a.shnor") as file:
        start_programme(file, form)
        filling = Filling(shown.append)
        filling.watch(file, form)
        filling.outline(queries.outline(file, form))
        file.subscribe(filling.touched)
        yield file, filling, shown, read


def section(file: SchoolFile, key: str) -> int:
    return file.rows(Section, key=key)[0].id


def test_a_new_programme_is_empty(watched):
    file, filling, shown, _ = watched
    filling.count()
    assert shown[0][section(file, "passport")] == 0
    assert shown[0][section(file, "relevance")] == 0


def test_a_change_reads_its_section_only_and_shows_more(watched, qtbot):
    file, filling, shown, read = watched
    filling.count()
    read.clear()
    passport = section(file, "passport")
    rows = file.rows(PassportRow, section_id=passport)
    content.set_passport(file, rows[0], (paragraph("Программа школы"),))
    qtbot.waitUntil(lambda: len(shown) == 2)
    assert read == [passport]
    assert shown[1][passport] == pytest.approx(1 / len(rows))
    file.undo()
    qtbot.waitUntil(lambda: len(shown) == 3)
    assert shown[2][passport] == 0


def test_a_plan_is_followed_edit_by_edit_and_read_no_more(watched):
    file, filling, shown, read = watched
    roadmap, diary = section(file, "roadmap"), section(file, "diary")
    filling.count()
    read.clear()

    def agreed() -> None:
        filling.count()
        fresh = outline_completeness(
            [queries.read_section(file, entry, load_format("school-programme"))
             for entry in queries.outline(file, load_format("school-programme"))]
        )  # fmt: skip
        assert (read, shown[-1]) == ([], fresh)

    first = activities.add(file, roadmap, None, "item", "Неделя чтения")
    agreed()
    second = activities.add(file, roadmap, first.id, "item")
    set_fields(file, second, "Правка", text="Наставники", period="май 2027", responsible="завуч")
    agreed()
    activities.change_levels(file, [second], 1)
    agreed()
    with file.transaction("В дневник") as transaction:
        transaction.change(Activity, first.id, section_id=diary)
    agreed()
    for _ in range(3):
        file.undo()
        agreed()
    activities.remove(file, roadmap, [first.id])
    agreed()


def test_very_many_edits_are_counted_anew(watched):
    file, filling, shown, _ = watched
    roadmap = section(file, "roadmap")
    filling.count()
    with file.transaction("Много") as transaction:
        transaction.add_all(Activity(section_id=roadmap, text="Дело") for _ in range(filling_module.MANY + 1))
    assert filling._plans == {}
    filling.count()
    data = queries.read_programme(file, hidden=True)
    assert shown[-1][roadmap] == next(completeness(one) for one in data.sections if one.section.id == roadmap)


def test_a_closed_file_is_left_alone(watched, qtbot):
    _, filling, shown, _ = watched
    filling.watch(None, None)
    filling.count()
    qtbot.wait(filling_module.SETTLE_MS + 100)
    assert shown == []


def colours(icon: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal) -> set[str]:
    """The pure colours of the ring; where two meet they mix."""
    picture = icon.pixmap(SIZE, 1.0, mode).toImage()
    found = (picture.pixelColor(x, y) for x in range(28) for y in range(28))
    pure = {LIGHT.good, LIGHT.warning, LIGHT.strong_line, LIGHT.on_accent, LIGHT.accent_hover}
    return {colour.name() for colour in found if colour.alpha() == 255} & pure


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (1.0, {LIGHT.good}),
        (0.55, {LIGHT.warning, LIGHT.strong_line}),
        (0.0, {LIGHT.strong_line}),
        (None, set()),
    ],
)
def test_the_ring_shows_its_part(qapp, part: float | None, expected: set[str]):
    assert colours(ring_icon(part, SIZE)) == expected


def test_on_a_selected_line_the_ring_is_white(qapp):
    assert colours(ring_icon(1.0, SIZE), QIcon.Mode.Selected) == {LIGHT.on_accent}


def test_sections_are_read_in_turns_and_an_edit_between_them_counts(watched, qtbot, monkeypatch):
    file, filling, shown, read = watched
    monkeypatch.setattr(filling_module, "_TURN", 0.0)  # one section a turn
    passport = section(file, "passport")
    filling._begin()
    assert len(read) == 1
    while passport not in read:
        filling._go_on()
    assert not shown
    rows = file.rows(PassportRow, section_id=passport)
    content.set_passport(file, rows[0], (paragraph("Программа школы"),))
    qtbot.waitUntil(lambda: bool(shown))
    assert read.count(passport) == 2
    assert shown[0][passport] == pytest.approx(1 / len(rows))
    filling.count()
    assert shown[1] == shown[0] and read.count(passport) == 2
