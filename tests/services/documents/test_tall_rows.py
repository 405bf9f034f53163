"""Rows higher than a page are known before anybody lays them out."""

from __future__ import annotations

import pytest

from shnor_desktop.services.documents.page_layout import USUAL
from shnor_desktop.services.documents.tall_rows import taller
from shnor_desktop.services.documents.tree import Picture, paragraph

STYLES = USUAL.styles
LINE = "Школа проводит занятия и помогает учителям. "  # some 75 mm of ten-point letters


@pytest.mark.parametrize(
    ("text", "width", "tall"),
    [
        ("да", 1.0, False),
        (LINE * 50, 180.0, False),
        (LINE * 50, 15.0, True),
        (LINE * 130, 180.0, False),
        (LINE * 180, 180.0, True),
        ("строка\n" * 70, 180.0, True),
        ("строка\n" * 50, 180.0, False),
    ],
)
def test_a_text_is_taller_than_a_page_when_its_lines_are(text: str, width: float, tall: bool):
    assert taller([paragraph(text, "table")], width, 257.0, STYLES) is tall


def test_many_short_paragraphs_and_larger_letters_count():
    many = [paragraph("строка", "table") for _ in range(50)]
    assert not taller(many, 100.0, 257.0, STYLES)
    assert taller([*many, *many[:20]], 100.0, 257.0, STYLES)
    assert taller([paragraph("строка", "body") for _ in range(50)], 100.0, 257.0, STYLES)


def test_what_is_no_text_counts_for_nothing():
    assert not taller([Picture("а.png")] * 500, 100.0, 257.0, STYLES)
    assert not taller([], 100.0, 257.0, STYLES)
