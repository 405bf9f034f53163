"""What the program calls the fields of rows where no column of the form does."""

from __future__ import annotations

ACTIVITY_FIELDS: dict[str, str] = {
    "number": "Номер",
    "text": "Мероприятие",
    "form": "Форма",
    "period": "Сроки",
    "responsible": "Ответственные",
    "result": "Результат",
    "coverage": "Охват участников",
    "percent": "Информация о выполнении",
    "done": "Готово, %",
    "progress": "Что выполнено",
    "reason": "Причины переноса",
    "evidence": "Подтверждение",
}
"""Fields of a plan's row."""

INDICATOR_FIELDS: dict[str, str] = {
    "number": "Номер",
    "text": "Показатель",
    "unit": "Единица измерения",
    "comparison": "Сравнение",
    "baseline": "Исходное значение",
    "target": "Целевое значение",
    "achieved": "Достигнуто",
    "note": "Примечание",
}
"""Fields of an indicator."""

CHECKPOINT_FIELDS: dict[str, str] = {"checkpoint": "Контрольная точка", "target": "План", "achieved": "Достигнуто"}
"""Fields of what an indicator should be and is at a checkpoint."""

SCHEDULE_FIELDS: dict[str, str] = {
    "number": "Номер",
    "kind": "Вид мониторинга",
    "content": "Содержание",
    "form": "Форма",
    "control_date": "Контрольный срок",
}
"""Fields of a row of the reporting schedule."""

SLOT_NAMES: dict[str, str] = {
    "body": "Текст",
    "after": "Текст после таблицы",
    "conclusions": "Выводы",
    "measures": "Меры",
    "preamble": "Преамбула",
    "points": "Пункты приказа",
}
"""Texts of a section."""

ORDER_FIELDS: dict[str, str] = {
    "issuer": "Кто издаёт",
    "word": "Вид документа",
    "day": "Дата",
    "number": "Номер",
    "place": "Место издания",
    "subject": "О чём",
    "verb": "Слово перед пунктами",
    "post": "Должность",
    "person": "Кто подписывает",
    "executor": "Исполнитель",
    "mark": "Кем утверждены приложения",
}
"""Fields of an order."""

SCHOOL_FIELDS: dict[str, str] = {
    "full_name": "Полное название",
    "short_name": "Краткое название",
    "municipality": "Муниципалитет",
    "region": "Регион",
    "founder": "Учредитель",
    "director": "Директор",
    "place": "Населённый пункт",
}
"""Fields of the school."""

PROGRAMME_FIELDS: dict[str, str] = {
    "title": "Название программы",
    "year_from": "Первый год",
    "year_to": "Последний год",
    "approval_date": "Дата утверждения",
}
"""Fields of the programme."""

APPROVAL_FIELDS: dict[str, str] = {
    "body": "Кем",
    "details": "Каким документом",
    "person": "Кто подписывает",
}
"""Texts of a гриф."""
