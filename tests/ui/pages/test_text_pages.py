"""Pages of texts, the passport and the title page, worked with by keys."""

from __future__ import annotations

from page_tools import Desk, entry_of, press, type_text
from PySide6.QtCore import QBuffer, Qt, QTimer
from PySide6.QtGui import QImage, QTextCursor
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QComboBox, QMenu

from shnor_desktop.models.all import Approval, PassportRow, Programme, School, Section
from shnor_desktop.models.errors import UserError
from shnor_desktop.services import queries
from shnor_desktop.services.documents.tree import Block, Heading, PageBreak, Paragraph, Picture, Run
from shnor_desktop.services.documents.tree_json import load_blocks, plain_blocks
from shnor_desktop.services.editing.content import set_text
from shnor_desktop.services.editing.sections import rename

CTRL = Qt.KeyboardModifier.ControlModifier


def text_of(desk: Desk, key: str, slot: str = "body") -> tuple[Block, ...]:
    return queries.read_section(desk.file, entry_of(desk.file, key), desk.context.form).texts.get(slot, ())


# text sections


def test_typing_is_saved_after_a_second_as_one_step(desk, qtbot):
    page = desk.open("content")
    type_text(page.editor, "Школа")
    qtbot.waitUntil(lambda: text_of(desk, "content") == plain_blocks("Школа"), timeout=3000)
    type_text(page.editor, " растёт")
    page.commit_pending()
    assert text_of(desk, "content") == plain_blocks("Школа растёт")
    assert page.editor.textCursor().position() == len("Школа растёт")
    desk.file.undo()
    assert page.editor.toPlainText() == ""
    desk.file.redo()
    assert page.editor.toPlainText() == "Школа растёт"


def test_a_look_at_a_page_changes_nothing(desk):
    page = desk.open("relevance")
    page.commit_pending()
    assert desk.file.undo_name == "Наполнение"


def test_bold_and_lists_from_the_bar(desk):
    page = desk.open("relevance")
    page.editor.moveCursor(QTextCursor.MoveOperation.Start)
    page.editor.moveCursor(QTextCursor.MoveOperation.EndOfWord, QTextCursor.MoveMode.KeepAnchor)
    page.bar.looks["bold"].trigger()
    page.editor.moveCursor(QTextCursor.MoveOperation.End)
    page.bar.looks["bullet"].trigger()
    page.commit_pending()
    first, second = text_of(desk, "relevance")
    assert first == Paragraph((Run("Первый", bold=True), Run(" абзац.")))
    assert second == Paragraph((Run("Второй абзац."),), list="bullet")
    page.bar.looks["bullet"].trigger()
    page.commit_pending()
    assert text_of(desk, "relevance")[1] == Paragraph((Run("Второй абзац."),))


def test_a_text_changed_elsewhere_is_shown(desk):
    page = desk.open("relevance")
    set_text(desk.file, entry_of(desk.file, "relevance").section.id, "body", plain_blocks("Другой"))
    assert page.editor.toPlainText() == "Другой"


def test_the_title_follows_the_outline(desk):
    page = desk.open("relevance")
    rename(desk.file, desk.file.get(Section, page.section_id), "Почему это нужно")
    assert page.header.title.text() == "1. Почему это нужно"


def test_a_table_page_shows_its_texts_when_there_are_some(desk):
    section = entry_of(desk.file, "roadmap").section
    page = desk.open("roadmap")
    fold = page._folds["body"]
    assert fold.isHidden()
    set_text(desk.file, section.id, "body", plain_blocks("Перед таблицей"))
    assert not fold.isHidden()
    page.show_place("section_text:body")
    type_text(page.slots["body"], "И ")
    page.commit_pending()
    assert text_of(desk, "roadmap") == plain_blocks("И Перед таблицей")


# passport


def test_passport_rows_are_typed_added_moved_and_removed(desk):
    page = desk.open("passport")
    rows = desk.file.rows(PassportRow)
    type_text(page.editors[rows[3].id].editor, "Учить всех")
    page.commit_pending()
    assert load_blocks(desk.file.rows(PassportRow)[3].body) == plain_blocks("Учить всех")
    assert desk.file.undo() == f"Паспорт: {rows[3].label}"
    assert page.editors[rows[3].id].editor.toPlainText() == ""
    page.add_line(rows[0].id)
    own = desk.file.rows(PassportRow)[1]
    type_text(page.editors[own.id].label, "Контакты")
    page.commit_pending()
    assert desk.file.rows(PassportRow)[1].label == "Контакты"
    page.move_row(own, -1)
    assert desk.file.rows(PassportRow)[0].id == own.id
    assert page._rows.indexOf(page.editors[own.id]) == 0
    page.remove_row(own)
    assert own.id not in page.editors
    assert len(desk.file.rows(PassportRow)) == len(rows)
    page.show_place("passport_row:goal")


def test_the_line_that_is_written_stays_in_sight(desk, qtbot):
    page = desk.open("passport")
    qtbot.waitExposed(page)
    page.resize(900, 400)
    editor = next(iter(page.editors.values())).editor
    editor.setFocus()

    def in_sight() -> bool:
        room = page.area.viewport()
        caret = editor.viewport().mapTo(room, editor.cursorRect().center())
        return 0 <= caret.y() < room.height()

    editor.insertPlainText("\n".join(f"строка {number}" for number in range(60)))
    qtbot.waitUntil(lambda: in_sight() and page.area.verticalScrollBar().value() > 0)
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    qtbot.waitUntil(in_sight)
    editor.clear()
    qtbot.waitUntil(in_sight)


def test_an_empty_row_takes_what_section_seven_says(desk, qtbot):
    page = desk.open("passport")
    qtbot.waitExposed(page)
    rows = {editor.row.key: editor for editor in page.editors.values()}
    tasks, goal = rows["tasks"], rows["goal"]
    assert tasks.offer_button.isVisible() and tasks.offer_button.text() == "Взять из раздела 7 (F4)"
    assert "1. Научить читать" in tasks.offer_button.toolTip()
    assert not goal.offer_button.isVisible()
    QTest.mouseClick(tasks.offer_button, Qt.MouseButton.LeftButton)
    assert tasks.editor.toPlainText() == "1. Научить читать\n2. Удержать молодых"
    assert not tasks.offer_button.isVisible() and tasks.editor.hasFocus()
    assert desk.file.undo() == f"Паспорт: {tasks.row.label}"
    assert tasks.offer_button.isVisible() and tasks.editor.toPlainText() == ""
    type_text(tasks.editor, "Свои задачи")
    assert not tasks.offer_button.isVisible()
    QTest.keyClick(tasks.editor, Qt.Key.Key_F4)
    page.commit_pending()
    assert tasks.editor.toPlainText() == "Свои задачи"


def test_the_passport_is_filled_by_keys_alone(desk, qtbot):
    page = desk.open("passport")
    qtbot.waitExposed(page)
    editors = list(page.editors.values())
    editors[0].editor.setFocus()
    for before, after in zip(editors, editors[1:], strict=False):
        QTest.keyClick(before.editor, Qt.Key.Key_Tab)
        assert after.editor.hasFocus()
    tasks = next(editor for editor in editors if editor.row.key == "tasks")
    tasks.editor.setFocus()
    QTest.keyClick(tasks.editor, Qt.Key.Key_F4)
    assert tasks.editor.toPlainText().startswith("1. Научить читать")
    order = [row.id for row in desk.file.rows(PassportRow)]
    QTest.keyClick(tasks.editor, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    moved = [row.id for row in desk.file.rows(PassportRow)]
    assert moved.index(tasks.row.id) == order.index(tasks.row.id) - 1
    QTest.keyClick(tasks.editor, Qt.Key.Key_Insert, Qt.KeyboardModifier.AltModifier)
    assert len(desk.file.rows(PassportRow)) == len(order) + 1
    label = QApplication.focusWidget()
    assert label.accessibleName() == "Название строки паспорта"
    opened: list[QMenu] = []

    def remove() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        opened.append(menu)
        QTest.keyClick(menu, Qt.Key.Key_Up)  # the last line of the menu
        QTest.keyClick(menu, Qt.Key.Key_Return)

    QTimer.singleShot(100, remove)
    QTest.keyClick(label, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert opened
    assert [row.id for row in desk.file.rows(PassportRow)] == moved


# title page


def test_title_fields_write_on_leaving_and_undo_restores(desk):
    page = desk.open("")
    field = page.fields["school:director"]
    type_text(field, "Л. Л. Лосева")
    press(field, Qt.Key.Key_Return)
    assert desk.file.get(School, 1).director == "Л. Л. Лосева"
    desk.file.undo()
    assert field.text() == ""
    type_text(field, "М. М. Мухина")
    page.commit_pending()
    assert desk.file.get(School, 1).director == "М. М. Мухина"


def test_what_is_known_goes_into_the_grifs(desk):
    page = desk.open("")
    offer = page.actions_by_name["_propose"]
    assert offer.isEnabled()
    type_text(page.fields["school:director"], "Л. Л. Лосева")
    offer.trigger()
    assert [row.person for row in desk.file.rows(Approval)] == ["", "Л. Л. Лосева"]
    assert not offer.isEnabled()
    desk.file.undo()
    assert offer.isEnabled()


def test_years_and_date_are_checked(desk):
    page = desk.open("")
    year = page.fields["programme:year_to"]
    for typed, sentence in (("202", "Год пишется четырьмя цифрами"), ("2020", "Последний год программы раньше")):
        year.selectAll()
        type_text(year, typed)
        press(year, Qt.Key.Key_Return)
        assert desk.told.pop().startswith(sentence)
        assert year.text() == "2028"
    date = page.fields["programme:approval_date"]
    type_text(date, "31.02.2026")
    press(date, Qt.Key.Key_Return)
    assert desk.told == ["Дата пишется так: 28.08.2026."]
    type_text(date, "28.08.2026")
    press(date, Qt.Key.Key_Return)
    assert desk.file.get(Programme, 1).approval_date == "2026-08-28"
    assert date.text() == "28.08.2026"


def test_approvals_agree_with_the_programme_and_can_be_chosen(desk):
    page = desk.open("")
    tester = QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert [page.model.index(n, 0).data() for n in range(2)] == ["ПРИНЯТА", "УТВЕРЖДЕНА"]
    page.view.setCurrentIndex(page.model.index(0, 0))
    press(page.view, Qt.Key.Key_F2)
    combo = page.view.viewport().findChild(QComboBox)
    combo.setCurrentText("СОГЛАСОВАНА")
    combo.activated.emit(combo.currentIndex())
    assert desk.file.rows(Approval)[0].kind == "agreed"
    page._add()
    page.commit_pending()
    page._move_up()
    page._remove()
    assert [row.kind for row in desk.file.rows(Approval)] == ["agreed", "approved"]
    desk.file.undo()
    assert page.model.rowCount() == 3
    page.show_place(f"approval:{page.model.lines[1].row.id}:person")
    assert page.view.currentIndex() == page.model.index(1, 3)
    assert tester.model() is page.model


def test_pictures_are_shown_and_kept(desk, qtbot):
    image = QImage(40, 20, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    data = QBuffer()
    data.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(data, "PNG")
    with desk.file.transaction("Картинка") as transaction:
        transaction.add_picture("a.png", bytes(data.data().data()))
    blocks = (Picture("a.png", alt="схема"), PageBreak(), Paragraph((Run("подпись"),)))
    set_text(desk.file, entry_of(desk.file, "content").section.id, "body", blocks)
    page = desk.open("content")
    shown = page.grab().toImage()
    reds = [shown.pixelColor(x, y) == Qt.GlobalColor.red for x in range(0, 200, 4) for y in range(0, 300, 4)]
    assert any(reds)
    page.editor.moveCursor(QTextCursor.MoveOperation.End)
    type_text(page.editor, "!")
    page.commit_pending()
    assert text_of(desk, "content") == (*blocks[:2], Paragraph((Run("подпись!"),)))


def test_copy_and_paste_inside_the_program_keeps_headings(desk):
    blocks = (Heading(3, (Run("Итоги"),)), Paragraph((Run("текст"),)))
    set_text(desk.file, entry_of(desk.file, "content").section.id, "body", blocks)
    page = desk.open("content")
    page.editor.selectAll()
    data = page.editor.createMimeDataFromSelection()
    page.editor.moveCursor(QTextCursor.MoveOperation.End)
    page.editor.insertFromMimeData(data)
    page.commit_pending()
    assert [block.text for block in text_of(desk, "content")] == ["Итоги", "текст", "Итоги", "текст"]
    assert isinstance(text_of(desk, "content")[2], Heading)


def test_enter_on_an_empty_item_ends_the_list(desk):
    page = desk.open("relevance")
    page.editor.moveCursor(QTextCursor.MoveOperation.End)
    page.bar.looks["number"].trigger()
    press(page.editor, Qt.Key.Key_Return)
    press(page.editor, Qt.Key.Key_Return)
    type_text(page.editor, "после")
    page.commit_pending()
    _first, item, after = text_of(desk, "relevance")
    assert (item.list, item.start) == ("number", 1)
    assert (after.list, after.text) == ("", "после")


def test_a_text_that_the_disk_refuses_is_not_lost(desk, monkeypatch):
    page = desk.open("content")
    type_text(page.editor, "важное")

    def full_disk(*_args: object, **_more: object) -> None:
        raise UserError("Изменение не записано: на диске не осталось места.")

    with monkeypatch.context() as broken:
        broken.setattr(desk.file, "transaction", full_disk)
        page.commit_pending()
    assert desk.told == ["Изменение не записано: на диске не осталось места."]
    assert page.editor.toPlainText() == "важное"
    page.commit_pending()
    assert text_of(desk, "content") == plain_blocks("важное")
