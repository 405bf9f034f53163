"""Names that every disk and every mail program takes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_desktop.models.errors import UserError
from shnor_desktop.services.packet.names import LONGEST, PATTERN, file_name

DAY = date(2026, 4, 20)


def test_the_name_that_is_proposed():
    name = file_name(PATTERN, ".xlsx", school="Школа", document="Приложение 1", wave="входной", day=DAY)
    assert name == "Школа_Приложение-1_входной_2026-04-20.xlsx"


def test_what_is_empty_leaves_no_trace():
    assert file_name(PATTERN, ".docx", school="Школа", document="Письмо") == "Школа_Письмо.docx"
    assert file_name("{этап}", ".docx", school="", document="") == "файл.docx"


def test_quotes_and_slashes_of_a_school_name():
    name = file_name("{школа}", ".pdf", school='МБОУ «Школа № 7» / "Маяк"', document="")
    assert name == "МБОУ-Школа-№-7-Маяк.pdf"


@pytest.mark.parametrize("pattern", ["{имя}", "{школа", "школа}", "{}", "{{школа}}"])
def test_braces_that_mean_nothing(pattern: str):
    with pytest.raises(UserError, match="могут стоять только"):
        file_name(pattern, ".pdf", school="Школа", document="")


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_school_gives_a_name(school: str, document: str):
    name = file_name(PATTERN, ".xlsx", school=school, document=document, wave="con", day=DAY)
    stem = name.removesuffix(".xlsx")
    assert 0 < len(stem) <= LONGEST + 5
    assert not set(name) & set('<>:"/\\|?*\n\r\t\x00')
    assert stem == stem.strip(" .")


def test_a_name_that_windows_keeps_for_itself():
    assert file_name("{школа}", ".txt", school="CON", document="") == "CON_файл.txt"
