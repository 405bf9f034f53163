"""A line about the next control date when a file is opened; nothing where it is far or the line is taken."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from shnor_desktop.services.demo import make_demo
from shnor_desktop.services.packet.due import Due, due
from shnor_desktop.services.queries import form_of, read_programme
from shnor_desktop.services.school_file import SchoolFile
from shnor_desktop.services.snapshot import content_of
from shnor_desktop.ui import reminding
from shnor_desktop.ui.reminding import Reminding, find_due


def test_it_looks_beside_the_window_and_tells(qtbot, tmp_path: Path, monkeypatch):
    class Near(date):
        """The day on which the program is started."""

        @classmethod
        def today(cls) -> date:
            return date(2026, 12, 10)

    make_demo(tmp_path / "а.shnor")
    with SchoolFile.open(tmp_path / "а.shnor") as file:
        told: list[Due] = []
        watcher = Reminding(told.append)
        monkeypatch.setattr(reminding, "date", Near)
        form = form_of(file)
        wanted = due(read_programme(file, form), date(2026, 12, 10))
        assert wanted is not None
        watcher.came(file, form)
        watcher.look()
        qtbot.waitUntil(lambda: bool(told), timeout=10_000)
        assert told[0].sentence() == wanted.sentence()
        assert find_due(content_of(file), form, date(2026, 11, 1), lambda part: None) is None
        watcher.look()
        watcher.leave()
        assert not watcher._beside.busy and len(told) == 1
