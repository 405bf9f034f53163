"""The check with the window: findings of the real rules lead to their places."""

from __future__ import annotations

import pytest

from shnor_desktop.models.activities import Activity
from shnor_desktop.services.editing import activities, content
from shnor_desktop.ui.dialogs.findings import FindingsDialog
from shnor_desktop.ui.navigation import TITLE_PAGE

WAIT = 20_000


@pytest.fixture
def incomplete(shop):
    """A programme whose roadmap has an activity without a deadline."""
    shop.open()
    activities.add(shop.desk.file, shop.section("roadmap"), None, text="Назначить координатора")
    return shop


def dialog_of(shop) -> FindingsDialog:
    return shop.window.findChild(FindingsDialog)


def test_findings_are_listed_and_lead_to_their_page(incomplete, qtbot):
    incomplete.do("check")
    qtbot.waitUntil(lambda: dialog_of(incomplete) is not None and dialog_of(incomplete).isVisible(), timeout=WAIT)
    dialog = dialog_of(incomplete)
    roadmap = incomplete.section("roadmap")
    rows = [row for row, found in enumerate(dialog._findings) if found.place.startswith("activity:")]
    assert rows
    dialog.tree.setCurrentItem(dialog.tree.topLevelItem(rows[0]))
    dialog.go()
    assert incomplete.window.navigation.current == roadmap
    assert dialog.isVisible()


def test_the_list_is_refreshed_on_request_and_goes_with_the_file(incomplete, qtbot):
    incomplete.do("check")
    qtbot.waitUntil(lambda: dialog_of(incomplete) is not None and dialog_of(incomplete).isVisible(), timeout=WAIT)
    dialog = dialog_of(incomplete)
    before = len(dialog._findings)
    row = incomplete.desk.file.rows(Activity)[-1]
    activities.remove(incomplete.desk.file, incomplete.section("roadmap"), [row.id])
    dialog.again_button.click()
    qtbot.waitUntil(lambda: len(dialog._findings) < before, timeout=WAIT)
    incomplete.do("close_file")
    assert not dialog.isVisible()


def test_what_stands_in_no_section_stands_on_the_title_page(incomplete, qtbot):
    content.set_programme(incomplete.desk.file, title="")
    incomplete.do("check")
    qtbot.waitUntil(lambda: dialog_of(incomplete) is not None and dialog_of(incomplete).isVisible(), timeout=WAIT)
    dialog = dialog_of(incomplete)
    row = next(row for row, found in enumerate(dialog._findings) if not found.section_id)
    incomplete.desk.go_to(incomplete.section("roadmap"))
    dialog.tree.setCurrentItem(dialog.tree.topLevelItem(row))
    dialog.go()
    assert incomplete.window.navigation.current == TITLE_PAGE
