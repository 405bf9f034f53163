"""The small programme that a newcomer fills in: an invented school, a colleague's plan in Word, figures."""

from __future__ import annotations

from html import escape

YEARS = (2026, 2028)

SCHOOL = (
    "Муниципальное бюджетное общеобразовательное учреждение Ольховская средняя школа",
    "МБОУ Ольховская СШ",
    "Приозёрный муниципальный округ",
    "село Ольховка",
    "Берёзкина М. А.",
)
"""What the first dialog asks for, in its order."""

TITLE = (
    ("school:region", "Северная область"),
    ("school:founder", "Управление образования Приозёрного округа"),
    ("programme:title", "Программа повышения качества образования"),
    ("programme:approval_date", "28.08.2026"),
)
"""Fields of the title page that the first dialog has not."""

APPROVED = "2026-08-28"
"""The date of approval as the file keeps it."""

ORDER_DATE = "28.08.2026"
"""The same in the гриф of the director."""

ON_TITLE_PAGE = ("school:founder", "programme:title")
"""Those of them that are printed on the first sheet."""

TASKS = (
    "Подтянуть математику и русский язык в 5–8 классах",
    "Помочь учителям работать с разными учениками в одном классе",
)

PASSPORT: tuple[tuple[str, ...], ...] = (
    ("Программа повышения качества образования на 2026–2028 годы",),
    ("Итоги проверочных работ за три года, решение педагогического совета",),
    ("Заместитель директора, руководители школьных объединений",),
    ("Каждый ученик к 2028 году осваивает основы по всем предметам",),
    TASKS,
    ("Доля справившихся с проверочными работами, число открытых уроков",),
    ("Учеников с двойками по итогам года станет вдвое меньше",),
    ("Нехватка учителей: договор о совместных уроках с соседней школой",),
    ("Администрация, учителя, педагог-психолог, библиотекарь",),
    ("2026–2028 годы",),
    ("Дважды в год на педагогическом совете по таблицам приложений",),
)
"""Texts of the rows of the passport, in the form's order; several paragraphs where there are several."""

OFFERED = ("Программа повышения качества образования на 2026–2028 годы", "2026–2028 годы")
"""Rows of them that the program offers, as the title page has it all."""

TYPED_IN_WORD = (" на 2026–2028 годы", " годы")
"""What is typed in Word behind what is copied from the title page."""

GROUPS = (
    "Организационно-управленческое обеспечение реализации программы",
    "Кадровое обеспечение реализации программы",
    "Организация методического сопровождения реализации программ перехода образовательных организаций в эффективный "
    "режим функционирования",
    "Финансовое обеспечение. Материально-техническое обеспечение",
)
"""Parts of the plan, named as in the form: the colleague had the form before her."""

COLUMNS = ("№", "Мероприятия", "Сроки", "Ответственные", "Результаты исполнения")

PLAN: tuple[tuple[int, str, str, str, str], ...] = (
    (0, "Собрать рабочую группу и распределить обязанности", "сентябрь 2026 года", "Директор", "Приказ, график встреч"),
    (0, "Разобрать итоги проверочных работ по классам", "октябрь 2026 года", "Заместитель директора", "Справка"),
    (0, "Обсудить ход программы на совете школы", "ежегодно, декабрь", "Директор", "Протокол"),
    (1, "Закрепить за новыми учителями наставников", "до 1 октября 2026 года", "Директор", "Приказ, планы пар"),
    (1, "Отправить учителей математики на курсы", "2026–2027 учебный год", "", "Удостоверения"),
    (2, "Провести открытые уроки внутри школы", "ежеквартально", "Руководители объединений", "Карты наблюдений"),
    (2, "Составить банк заданий на типичные ошибки", "февраль 2027 года", "Учителя-предметники", "Папка заданий"),
    (2, "Вести дополнительные занятия по математике", "с октября по май", "Учителя математики", "Журнал занятий"),
    (3, "Обновить компьютеры в кабинете информатики", "август 2031 года", "Завхоз", "Акты приёмки"),
    (3, "Заложить в смету доплаты наставникам", "январь 2027 года", "Главный бухгалтер", "Смета"),
)
"""Part, measure, deadline, responsible, result. Somebody forgot a name in the fifth row and mistyped a year in the
ninth: that is for the check to find."""

MISSING = "Заместитель директора"
"""Who goes to the empty cell when the check has found it."""

MISTYPED = ("август 2031 года", "август 2027 года")
"""The deadline outside of the programme's years, and the right one."""

BANK = (
    (
        "математике",
        (
            "Доля учеников 5–8 классов, написавших проверочную работу по математике не ниже чем на «3»",
            "Качество обучения по русскому языку и математике по итогам года",
        ),
        ("70", "45"),
    ),
    ("партнёр", ("Число уроков и мастерских, проведённых вместе со школой-партнёром",), ("6",)),
)
"""For each task: what is searched for in the bank, what is taken from there, and the targets of the school."""

OWN_INDICATORS = (
    (0, "Доля учеников 5–8 классов без двоек по русскому языку за год", "процент", "90"),
    (1, "Число открытых уроков с разбором", "количество", "12"),
)
"""Task, name, unit and target of the indicators that she types herself."""

DIRECTIONS = (4, 4, 2, 3, 3, 3, 1, 1, 1, 4)
"""Into which direction of the diary each row of the plan goes."""

COVERAGE = ("8 человек", "96 учеников")
"""Planned numbers of participants for the first rows of the diary."""

APPENDIX_1 = (
    ("quality_group", "3"),
    ("quality_index", "41,5"),
    ("secondary_count", "14 из 31"),
    ("gap_ege", "математика"),
    ("gap_oge", "нет данных"),
    ("gap_vpr", "русский язык, 6 класс"),
    ("inflated", "не выявлены"),
    ("mismatch", "математика, 7 класс"),
    ("jump", "не выявлено"),
    ("olympiad_count", "9 из 214"),
)
APPENDIX_2 = (
    ("social_group", "2"),
    ("social_index", "38,2"),
    ("single_parent_count", "47 из 214"),
    ("educated_parents_count", "52 из 214"),
    ("deviant_count", "6 из 214"),
    ("not_native_count", "11 из 214"),
)
"""Values of the first wave by their keys, in the order of the form."""


def word_table() -> str:
    """The plan as Word puts it on the clipboard: its own styles, parts of the plan across all columns."""
    rows = [_row(COLUMNS)]
    for part, title in enumerate(GROUPS):
        rows.append(
            f"<tr style='mso-yfti-irow:{len(rows)}'><td width=620 colspan=5>{_text(f'{part + 1}. {title}')}</td></tr>"
        )
        items = [texts for owner, *texts in PLAN if owner == part]
        rows += [_row((f"{part + 1}.{n}", *texts)) for n, texts in enumerate(items, 1)]
    return (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">'
        "<head><meta name=Generator content='Microsoft Word 15'></head><body lang=RU><!--StartFragment-->"
        "<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 style='border-collapse:collapse;"
        f"mso-yfti-tbllook:1184;mso-padding-alt:0cm 5.4pt 0cm 5.4pt'>{''.join(rows)}</table>"
        "<!--EndFragment--></body></html>"
    )


def plain_table() -> str:
    """The same as Word's plain text."""
    lines = ["\t".join(COLUMNS)]
    for part, title in enumerate(GROUPS):
        lines.append(f"{part + 1}. {title}")
        items = [texts for owner, *texts in PLAN if owner == part]
        lines += ["\t".join((f"{part + 1}.{n}", *texts)) for n, texts in enumerate(items, 1)]
    return "\r\n".join(lines)


def _row(texts: tuple[str, ...]) -> str:
    cells = "".join(
        f"<td width=124 valign=top style='border:solid windowtext 1.0pt'>{_text(text)}</td>" for text in texts
    )
    return f"<tr>{cells}</tr>"


def _text(text: str) -> str:
    return (
        f"<p class=MsoNormal style='margin-bottom:0cm'><span lang=RU>{escape(text) or '&nbsp;'}<o:p></o:p></span></p>"
    )
