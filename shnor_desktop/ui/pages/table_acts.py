"""What can be done with a table, as data: texts and keys of its buttons and menu."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Act:
    """Something that can be done with a table: the method `name` of its page; `button` puts it beside the title."""

    name: str
    text: str
    keys: str = ""
    button: bool = False
    needs_line: bool = True
    tip: str = ""
    also: str = ""  # other keys for the same
    ordered: bool = False  # only while all lines stand in the document's order


CELLS = (
    Act("cut", "Вырезать", "Ctrl+X", tip="Вырезать ячейки", also="Shift+Del"),
    Act("copy", "Копировать", "Ctrl+C", tip="Копировать ячейки – и для Word, и для Excel", also="Ctrl+Ins"),
    Act("paste", "Вставить", "Ctrl+V", needs_line=False, tip="Вставить ячейки или строки", also="Shift+Ins"),
    Act("fill_down", "Заполнить вниз", "Ctrl+Shift+D", tip="Верхнюю из выбранных ячеек – во все под ней"),
    Act("clear_cell", "Очистить ячейки", "Del"),
)
"""What every table does with its cells."""

COMMON = (
    *CELLS,
    Act("move_up", "Переместить выше", "Alt+Up", ordered=True),
    Act("move_down", "Переместить ниже", "Alt+Down", ordered=True),
    Act("remove_lines", "Удалить строки", "Ctrl+Del"),
    Act("to_filters", "К отбору строк", "Ctrl+Shift+L", needs_line=False, tip="К кнопкам отбора над таблицей"),
    Act("sort_column", "Сортировать по колонке", "Ctrl+Shift+O", tip="Сортировать по колонке, потом обратно и снять"),
    Act(
        "show_all",
        "Показать всё по порядку",
        "Esc",
        needs_line=False,
        tip="Бросить правку ячейки; снять отбор и сортировку",
    ),
    Act("default_widths", "Ширина колонок по умолчанию", needs_line=False),
)
"""What every table of rows can do."""


NOT_IN_ORDER = "Чтобы перемещать строки, верните все строки в порядок документа: нажмите Esc в таблице."
"""Why rows cannot be moved while they are filtered or sorted."""

PASTE_HERE = "Готовую таблицу скопируйте в Word или Excel и вставьте сюда: Ctrl+V."
"""What an empty table says of the fastest way to fill it."""
