"""A monitoring begins with the answers of the one before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from shnor_desktop.models.errors import UserError
from shnor_desktop.models.monitoring import CriterionValue, Wave
from shnor_desktop.models.programme import Section
from shnor_desktop.services.demo import make_demo
from shnor_desktop.services.editing.wave_copy import copy_from_before
from shnor_desktop.services.school_file import SchoolFile


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SchoolFile]:
    make_demo(tmp_path / "а.shnor")
    with SchoolFile.open(tmp_path / "а.shnor") as opened:
        yield opened


def values(file: SchoolFile, section: int, wave: Wave) -> dict[str, tuple[str, int | None, int | None, bool]]:
    rows = file.rows(CriterionValue, section_id=section, wave_id=wave.id)
    return {row.key: (row.value, row.numerator, row.denominator, row.no_data) for row in rows if row.given}


def test_what_is_empty_is_filled_and_what_was_typed_stays(file: SchoolFile):
    (section,) = file.rows(Section, key="appendix_2")
    entry, final = (file.rows(Wave, key=key)[0] for key in ("entry", "final"))
    typed = file.rows(CriterionValue, section_id=section.id, wave_id=final.id)
    with file.transaction("Почти пусто") as transaction:
        transaction.remove_all(CriterionValue, [row.id for row in typed[1:]])
    before, kept = values(file, section.id, entry), values(file, section.id, final)
    assert len(kept) == 1 and set(kept) < set(before)
    wave, count = copy_from_before(file, section.id, final)
    assert (wave, count) == (entry, len(before) - 1)
    assert values(file, section.id, final) == {**before, **kept}
    assert file.undo_name == "Копия: входной мониторинг"
    file.undo()
    assert values(file, section.id, final) == kept


def test_a_full_one_takes_nothing_and_the_first_has_nothing_to_take(file: SchoolFile):
    (section,) = file.rows(Section, key="appendix_2")
    entry, final = (file.rows(Wave, key=key)[0] for key in ("entry", "final"))
    name = file.undo_name
    assert copy_from_before(file, section.id, final)[1] == 0 and file.undo_name == name
    with pytest.raises(UserError, match="копировать нечего"):
        copy_from_before(file, section.id, entry)
