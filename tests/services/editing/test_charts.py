"""A chart in a section: the picture is kept once, refused where it is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from page_tools import entry_of, small_programme

from shnor_desktop.models.all import SectionText
from shnor_desktop.models.errors import UserError
from shnor_desktop.services.editing.charts import insert_chart


def test_what_is_no_picture_is_refused_and_nothing_is_written(tmp_path: Path):
    with small_programme(tmp_path / "школа.shnor") as file:
        section = entry_of(file, "relevance").section.id
        before = file.rows(SectionText, section_id=section)
        with pytest.raises(UserError, match="PNG"):
            insert_chart(file, section, b"no picture", "График")
        assert file.rows(SectionText, section_id=section) == before
