"""Texts, pictures and addresses that the data has no place for are kept in a section of their own, and told."""

from __future__ import annotations

import pytest
from table_tools import FORM, heading, read, table

from shnor_desktop.services.documents.compose.title import GRIF_WORDS
from shnor_desktop.services.documents.recognise import losses, recognise
from shnor_desktop.services.documents.recognise.losses import LOST_TITLE
from shnor_desktop.services.documents.tree import (
    Cell,
    Document,
    Paragraph,
    Part,
    Picture,
    Row,
    Run,
    Table,
    paragraph,
)

ADDRESS = "https://school.ru/prikaz.pdf"
MAP = heading("6. Дорожная карта Программы")


def test_a_stamp_beside_the_approval_is_kept() -> None:
    stamp, scan = Picture("печать.png", 20, 20), Picture("подпись.png")
    cells = (
        Cell((paragraph("УТВЕРЖДЕНА"), paragraph("приказом от 01.09.2026 № 5"), stamp)),
        Cell((paragraph("ПРИНЯТА"), paragraph("протокол от 28.08.2026 № 1"), Table((Row((Cell((scan,)),)),)))),
    )
    found = read(Table((Row(cells),)), paragraph("Текст"), MAP)
    assert [one.kind for one in found.approvals] == ["approved", "adopted"]
    assert found.kept["pictures"] == 2
    assert [block for section in found.sections for block in section.text("body") if block in (stamp, scan)] == [
        stamp,
        scan,
    ]
    assert found.lost == []


@pytest.mark.parametrize("words", GRIF_WORDS.values(), ids=GRIF_WORDS)
def test_approvals_that_agree_in_any_gender_are_printed_anew_and_not_kept_twice(words: dict[str, str]) -> None:
    cells = (
        Cell((paragraph(words["approved"]), paragraph("приказом от 01.09.2026 № 5"))),
        Cell((paragraph(words["adopted"]), paragraph("протокол от 28.08.2026 № 1"))),
    )
    found = read(Table((Row(cells),)), paragraph("Текст"), paragraph(words["agreed"]), MAP)
    assert [one.kind for one in found.approvals] == ["approved", "adopted"]
    assert not {words["approved"], words["adopted"]} & set(found.lost)
    assert found.lost == [] or found.lost == [words["agreed"]]
    said = [block.text for one in found.sections for block in one.text("body") if isinstance(block, Paragraph)]
    assert words["agreed"] in said  # no гриф of this kind became data: its word stays text


def test_an_address_under_a_heading_of_the_form_is_told_and_kept() -> None:
    title = MAP.__class__(1, (Run(MAP.text, link=ADDRESS),))
    found = read(title, paragraph("Текст"))
    assert found.lost == [ADDRESS]
    (section,) = [one for one in found.sections if one.title == LOST_TITLE]
    assert section.texts["body"] == [Paragraph((Run(ADDRESS, link=ADDRESS),))]


@pytest.mark.parametrize("address", ["#_Toc1", ""])
def test_places_in_the_document_itself_are_no_addresses(address: str) -> None:
    assert read(MAP.__class__(1, (Run(MAP.text, link=address),)), paragraph("Текст")).lost == []


def test_an_address_that_stands_in_the_texts_is_not_told() -> None:
    assert read(heading("1. Актуальность"), Paragraph((Run("сайт", link=ADDRESS),))).lost == []


def test_a_picture_that_a_reader_of_tables_forgets_is_found_again(monkeypatch: pytest.MonkeyPatch) -> None:
    from shnor_desktop.services.documents.recognise import walk

    monkeypatch.setattr(walk, "pictures_of", lambda table: [])
    picture = Picture("схема.png", 40.0, 30.0)
    source = table(
        ("№", "Мероприятия", "Сроки", "Ответственные"),
        ("1", Cell((paragraph("Начать"), picture, picture)), "май", "Завуч"),
    )
    found = recognise(Document((Part((MAP, source)),), media={"схема.png": b"x"}), FORM)
    assert found.lost == ["рисунок схема.png"]
    (section,) = [one for one in found.sections if one.title == losses.LOST_TITLE]
    assert section.texts["body"] == [picture]
