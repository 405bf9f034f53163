"""Everything the person can ask for, as one table: text, keys, icon, who does it and when it can be asked for."""

from __future__ import annotations

from typing import NamedTuple

NAVIGATION = "navigation"
APPEARANCE = "appearance"
TEXT_SIZE = "text_size"
ALONE = "alone"


class ActionSpec(NamedTuple):
    """One action. `handler` names the commands and their method; `when` is the state in which it is enabled."""

    id: str
    text: str
    handler: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    when: str = "always"
    short: str = ""  # the text on the top bar; the icon alone when it is empty
    hint: str = ""
    here: str = ""  # «navigation»: the keys work only there, elsewhere they have another meaning
    choice: str = ""  # it is one of several of which one is ticked, or («alone») ticked by itself


ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("new", "Новая программа…", "files.create", ("Ctrl+N",), "new"),
    ActionSpec("open", "Открыть…", "files.choose", ("Ctrl+O",), "open"),
    ActionSpec("example", "Открыть пример школы", "files.example", (), "example"),
    ActionSpec("save_copy", "Сохранить копию…", "files.save_copy", ("Ctrl+Shift+S",), "copy", "file"),
    ActionSpec("import_word", "Импорт из Word…", "importing.import_word", ("Ctrl+Shift+I",), "import"),
    ActionSpec(
        "import_results", "Результаты ВПР, ОГЭ, ЕГЭ…", "results.bring_in", (), "import", "file",
        hint="Взять результаты из папки или книг Excel",
    ),
    ActionSpec(
        "export_word", "Экспорт в Word…", "papers.export_word", ("Ctrl+E",), "word", "file",
        "Word", "Сохранить программу документом Word",
    ),
    ActionSpec("export_pdf", "Экспорт в PDF…", "papers.export_pdf", (), "pdf", "file"),
    ActionSpec("export_html", "Экспорт в HTML…", "papers.export_html", (), "html", "file"),
    ActionSpec(
        "preview", "Предпросмотр", "papers.preview", ("Ctrl+Shift+P",), "preview", "file",
        "Предпросмотр", "Посмотреть всю программу страницами",
    ),
    ActionSpec(
        "preview_beside", "Просмотр рядом", "live_preview.toggle", ("F9",), "", "file",
        hint="Листы рядом с полями: меняются сразу после правки", choice=ALONE,
    ),
    ActionSpec("preview_section", "Предпросмотр раздела", "papers.preview_section", (), "preview", "section"),
    ActionSpec(
        "print", "Печать…", "papers.print_all", ("Ctrl+P",), "print", "file", "Печать", "Напечатать всю программу"
    ),
    ActionSpec("print_section", "Печать раздела…", "papers.print_section", (), "print", "section"),
    ActionSpec("print_roadmap", "Печать дорожной карты…", "wall.print_roadmap", (), "print", "file"),
    ActionSpec(
        "wall_plan", "План на стену…", "wall.show", (), "calendar", "file",
        hint="План по месяцам на большом листе: что, когда и кто",
    ),
    ActionSpec("pdf_section", "Раздел в PDF…", "papers.export_section_pdf", (), "pdf", "section"),
    ActionSpec(
        "page_look", "Оформление страниц…", "papers.page_look", (), "", "file",
        hint="Поля, буквы, интервал по ГОСТ и бланк школы для Word",
    ),
    ActionSpec(
        "packet", "Отчёт к контрольному сроку…", "monitoring.packet", ("Ctrl+Shift+M",), "packet", "file",
        hint="Таблицы, Word, PDF, письмо и черновик почты одной папкой",
    ),
    ActionSpec("reports", "Журнал отчётов…", "monitoring.reports", (), "", "file"),
    ActionSpec("export_excel", "Таблицы в Excel…", "monitoring.export_excel", (), "table", "file"),
    ActionSpec(
        "take_back", "Принять книгу Excel…", "monitoring.take_back", (), "import", "file",
        hint="Книга, которую заполнил коллега: что отличается и что взять",
    ),
    ActionSpec("calendar", "Календарь сроков…", "monitoring.calendar", (), "calendar", "file"),
    ActionSpec("consolidate", "Сложить таблицы школ…", "monitoring.consolidate", (), "sum"),
    ActionSpec("backups", "Резервные копии…", "files.backups", (), "backup"),
    ActionSpec("close_file", "Закрыть файл", "files.close", ("Ctrl+W",), "close", "file"),
    ActionSpec("quit", "Выход", "window.quit", ("Ctrl+Q",)),
    ActionSpec("undo", "Отменить", "editing.undo", ("Ctrl+Z",), "undo", "undo"),
    ActionSpec("redo", "Повторить", "editing.redo", ("Ctrl+Y", "Ctrl+Shift+Z"), "redo", "redo"),
    ActionSpec(
        "find", "Найти…", "searching.find", ("Ctrl+F",), "find", "file", "", "Найти слова во всей программе"
    ),
    ActionSpec(
        "check", "Проверить", "checking.check", ("F7",), "check", "file", "Проверить", "Найти пропуски и противоречия"
    ),
    ActionSpec("finding_next", "Следующее замечание", "checking.next_finding", ("F8",), "", "file"),
    ActionSpec("finding_previous", "Предыдущее замечание", "checking.previous_finding", ("Shift+F8",), "", "file"),
    ActionSpec(
        "people", "Люди и должности…", "people.show", (), "people", "file",
        hint="Кто назван в планах: добавить, переименовать везде сразу",
    ),
    ActionSpec(
        "other_form", "Другая форма документа…", "forms.switch", (), "", "file",
        hint="Те же данные в форме другого документа",
    ),
    ActionSpec(
        "methods", "Методики расчёта…", "results.methods", (), "", "file",
        hint="Коридор, вес отметок в СОУ, границы и малые числа: по каким правилам считаются результаты",
    ),
    ActionSpec("next", "Следующий раздел", "editing.next_section", ("Ctrl+PgDown",), "", "file"),
    ActionSpec("previous", "Предыдущий раздел", "editing.previous_section", ("Ctrl+PgUp",), "", "file"),
    ActionSpec("section_add", "Добавить раздел…", "editing.add_section", (), "add", "file"),
    ActionSpec(
        "section_rename", "Переименовать раздел…", "editing.rename_section", ("F2",), "rename", "section",
        here=NAVIGATION,
    ),
    ActionSpec("section_hide", "Скрыть раздел", "editing.toggle_hidden", (), "hide", "section"),
    ActionSpec("section_up", "Раздел выше", "editing.section_up", ("Ctrl+Shift+Up",), "up", "section", here=NAVIGATION),
    ActionSpec(
        "section_down", "Раздел ниже", "editing.section_down", ("Ctrl+Shift+Down",), "down", "section",
        here=NAVIGATION,
    ),
    ActionSpec("section_title", "Вернуть название формы", "editing.restore_title", (), "", "renamed_section"),
    ActionSpec("section_order", "Вернуть порядок формы", "editing.restore_order", (), "", "file"),
    ActionSpec("section_remove", "Удалить раздел", "editing.remove_section", (), "delete", "own_section"),
    ActionSpec("tidy_section", "Поправить типографику раздела", "texts.tidy_section", (), "", "section"),
    ActionSpec("tidy_all", "Поправить типографику во всей программе", "texts.tidy_all", (), "", "file"),
    ActionSpec(
        "results_text", "Текст по результатам…", "results_text.text", ("Ctrl+Alt+R",), "", "file",
        hint="Выводы и таблицы по ВПР, ОГЭ и ЕГЭ, связанные с данными",
    ),
    ActionSpec("results_table", "Таблица результатов…", "results_text.table", (), "table", "file"),
    ActionSpec("numbers_section", "Обновить числа раздела", "results_text.refresh_section", (), "", "section"),
    ActionSpec(
        "numbers_all", "Обновить числа во всей программе", "results_text.refresh_all", (), "", "file",
        hint="Взять из результатов числа, которые с ними разошлись",
    ),
    ActionSpec("autocorrect", "Поправлять при вводе: «ёлочки», тире, пробелы", "texts.toggle_typing", choice=ALONE),
    ActionSpec("text_100", "Обычный", "looks.text_100", choice=TEXT_SIZE),
    ActionSpec("text_115", "Крупнее", "looks.text_115", choice=TEXT_SIZE),
    ActionSpec("text_130", "Крупный", "looks.text_130", choice=TEXT_SIZE),
    ActionSpec("look_system", "Как в системе", "looks.as_system", choice=APPEARANCE),
    ActionSpec("look_light", "Светлое", "looks.light", choice=APPEARANCE),
    ActionSpec("look_dark", "Тёмное", "looks.dark", choice=APPEARANCE),
    ActionSpec(
        "guide", "Руководство", "help.guide", ("F1",), "help", short="Справка",
        hint="Руководство на странице о том, что открыто",
    ),
    ActionSpec("keys", "Все клавиши", "window.show_keys", ("Shift+F1",), "keyboard"),
    ActionSpec("about", "О программе", "window.show_about"),
)  # fmt: skip

SEPARATOR = "-"
RECENT = "recent"
SECTION = "section"

SECTION_MENU = (
    "section_add", "section_rename", "section_hide", SEPARATOR, "section_up", "section_down", SEPARATOR,
    "section_title", "section_order", SEPARATOR, "section_remove",
)  # fmt: skip

APPEARANCE_MENU = ("look_system", "look_light", "look_dark")
TEXT_SIZE_MENU = ("text_100", "text_115", "text_130")

MENUS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "&Файл",
        (
            "new", "open", "example", RECENT, SEPARATOR, "save_copy", "backups", SEPARATOR, "import_word",
            "import_results", SEPARATOR,
            "export_word", "export_pdf", "export_html", SEPARATOR, "preview", "print",
            "print_roadmap", "wall_plan", "page_look", SEPARATOR, "close_file", "quit",
        ),
    ),
    ("&Правка", ("undo", "redo", SEPARATOR, "find", SEPARATOR, "tidy_section", "tidy_all", "autocorrect")),
    ("Вст&авить", ("results_text", "results_table", SEPARATOR, "numbers_section", "numbers_all")),
    ("&Вид", ("preview_beside", SEPARATOR, APPEARANCE, TEXT_SIZE)),
    (
        "П&рограмма",
        (
            "check", "finding_next", "finding_previous", "people", "other_form", "methods", SEPARATOR,
            "next", "previous", SECTION, SEPARATOR,
            "preview_section", "print_section", "pdf_section",
        ),
    ),
    (
        "&Отчёты",
        ("packet", "reports", SEPARATOR, "export_excel", "take_back", SEPARATOR, "calendar", SEPARATOR, "consolidate"),
    ),
    ("&Справка", ("guide", "keys", SEPARATOR, "about")),
)  # fmt: skip
"""Menus with the ids of their actions; `RECENT`, `SECTION`, `APPEARANCE` and `TEXT_SIZE` are submenus."""

TOP_BAR_LEFT = ("undo", "redo", "find")
TOP_BAR_RIGHT = ("check", "preview", "export_word", "print", "guide")

FIELD_KEYS: tuple[tuple[str, str], ...] = (
    ("Tab, Shift+Tab", "К следующему или предыдущему полю"),
    ("F4, Alt+↓ в поле", "Выбрать срок или взять введённое раньше"),
    ("↑, ↓ в списке разделов", "Другой раздел"),
    ("Alt", "К меню"),
    ("Esc", "Закрыть диалог, не меняя ничего"),
)
"""Keys that belong to no action but are worth knowing."""


def known_keys() -> list[tuple[str, str]]:
    """All keys with what they do, as the help shows them."""
    ours = [
        (", ".join(spec.keys), spec.text.rstrip("…") + (" (в списке разделов)" if spec.here else ""))
        for spec in ACTIONS
        if spec.keys
    ]
    return [*ours, *FIELD_KEYS]
