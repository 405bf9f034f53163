"""The rings of the outline: what they show, and that only what was touched is read again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon

from shnor_desktop.models.programme import PassportRow, Section
from shnor_desktop.services import queries
from shnor_desktop.services.documents.tree import paragraph
from shnor_desktop.services.editing import content
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

    def counted(file, entry, form) -> queries.SectionData:
        read.append(entry.section.id)
        return real(file, entry, form)

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
