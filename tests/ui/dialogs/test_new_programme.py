"""A new programme: only a name is required, the years must make a period."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QDialogButtonBox, QLabel

from shnor_desktop.services.formats import Catalogue, known_formats
from shnor_desktop.ui.dialogs.new_programme import NewProgrammeDialog


@pytest.fixture
def dialog(qtbot):
    made = NewProgrammeDialog()
    qtbot.addWidget(made)
    return made


def can_go_on(dialog: NewProgrammeDialog) -> bool:
    return dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok).isEnabled()


def test_a_name_is_required(dialog: NewProgrammeDialog):
    assert not can_go_on(dialog)
    dialog.fields["municipality"].setText("Лесной район")
    dialog.fields["short_name"].setText("   ")
    assert not can_go_on(dialog)
    dialog.fields["short_name"].setText("МБОУ СОШ № 7")
    assert can_go_on(dialog)


def test_the_years_make_a_period(dialog: NewProgrammeDialog):
    dialog.fields["full_name"].setText("Школа")
    dialog.first_year.setValue(2028)
    dialog.last_year.setValue(2026)
    assert not can_go_on(dialog)
    dialog.last_year.setValue(2028)
    assert can_go_on(dialog)
    assert dialog.wish().years == (2028, 2028)


def test_the_usual_period_is_three_years(dialog: NewProgrammeDialog):
    first, last = dialog.wish().years
    assert last - first == 2


def test_what_was_entered_comes_out_trimmed(dialog: NewProgrammeDialog):
    for name, field in dialog.fields.items():
        field.setText(f"  {name} ")
    school = dialog.wish().school
    assert (school.full_name, school.short_name, school.municipality) == ("full_name", "short_name", "municipality")
    assert (school.place, school.director) == ("place", "director")
    assert dialog.wish().format_key == "school-programme"


def test_every_form_can_be_chosen(dialog: NewProgrammeDialog):
    keys = [dialog.form.itemData(n) for n in range(dialog.form.count())]
    assert keys[0] == "school-programme"
    assert {"municipal-programme", "municipal-roadmap", "municipal-action-plan", "support-concept"} < set(keys)
    dialog.form.setCurrentIndex(keys.index("municipal-roadmap"))
    assert dialog.wish().format_key == "municipal-roadmap"


def test_a_municipal_form_needs_no_school(dialog: NewProgrammeDialog):
    dialog.fields["municipality"].setText("Лесной район")
    assert not can_go_on(dialog)
    dialog.form.setCurrentIndex(dialog.form.findData("support-concept"))
    assert can_go_on(dialog)


def test_a_broken_form_of_the_users_own_is_told(qtbot):
    known = Catalogue(tuple(known_formats()), (), ("моя.toml, строка 3: title — этот ключ обязателен.",))
    made = NewProgrammeDialog(known=known)
    qtbot.addWidget(made)
    assert any("моя.toml, строка 3" in label.text() for label in made.findChildren(QLabel))
