"""Typography by the menu: counted, in one step, for a section or for everything."""

from __future__ import annotations

from shnor_desktop.models.programme import SectionText
from shnor_desktop.services.documents.tree import paragraph
from shnor_desktop.services.documents.tree_json import load_blocks
from shnor_desktop.services.editing.content import set_school, set_text

WRONG, RIGHT = 'Клуб "Росток"', "Клуб «Росток»"


def texts(file) -> list[str]:
    return [block.text for row in file.rows(SectionText) for block in load_blocks(row.body)]


def test_of_the_section_that_is_shown(shop):
    file = shop.open()
    for key in ("relevance", "goals"):
        set_text(file, shop.section(key), "body", (paragraph(WRONG),))
    shop.desk.go_to(shop.section("goals"))
    shop.do("tidy_section")
    assert texts(file) == [WRONG, RIGHT]
    assert shop.window.notice.text == "Типографика поправлена, текстов: 1."
    shop.window.notice.offers[0].click()
    assert texts(file) == [WRONG, WRONG]


def test_of_everything_as_one_step(shop):
    file = shop.open()
    for key in ("relevance", "goals"):
        set_text(file, shop.section(key), "body", (paragraph(WRONG),))
    set_school(file, full_name=WRONG)
    shop.do("tidy_all")
    assert texts(file) == [RIGHT, RIGHT]
    assert shop.window.notice.text.endswith("текстов: 4.")
    shop.do("tidy_all")
    shop.do("undo")
    assert texts(file) == [WRONG, WRONG]


def test_the_page_shows_it(shop):
    file = shop.open()
    section = shop.section("goals")
    set_text(file, section, "body", (paragraph(WRONG),))
    shop.desk.go_to(section)
    shop.do("tidy_section")
    assert shop.desk.page.editor.blocks() == (paragraph(RIGHT),)


def test_while_typing_is_a_choice_that_is_remembered(shop):
    action = shop.window.actions_by_id["autocorrect"]
    assert action.isChecked()
    shop.do("autocorrect")
    assert not action.isChecked()
    assert not shop.window.autocorrect.enabled
    assert shop.settings.word("autocorrect") == "off"
    shop.do("autocorrect")
    assert action.isChecked()
