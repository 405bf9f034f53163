"""What the person should know of a Word file besides its text: what stays behind, and what was taken how."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator, Sequence

from shnor_desktop.services.documents.docx_reader.context import Source
from shnor_desktop.services.documents.docx_reader.names import DEL, INS, MOVE_FROM, MOVE_TO, A, C, O, R, V, W
from shnor_desktop.services.documents.image_info import image_info
from shnor_desktop.services.documents.text_clean import clean_text
from shnor_desktop.services.documents.tree import Block, Paragraph

_CHANGES = (INS, DEL, MOVE_FROM, MOVE_TO)
_CHUNK, _SUB, _OLE, _CHART = W + "altChunk", W + "subDoc", O + "OLEObject", C + "chart"
_UNSEEN = {"EMF", "WMF"}
"""Pictures that Word shows and Qt does not."""
_PICTURES = {A + "blip": ("embed", "link"), V + "imagedata": ("id",)}


def notices_of(source: Source, remarks: Sequence[Block], *, macros: bool) -> tuple[str, ...]:
    """One sentence for each thing; nothing here is about text that was read in full."""
    return tuple(_notices(source, remarks, macros))


def _notices(source: Source, remarks: Sequence[Block], macros: bool) -> Iterator[str]:
    """What stays behind comes first."""
    yield from _foreign(source)
    pictures, missing = _pictures(source)
    for name in missing:
        yield f"Рисунка «{name}» нет в самом документе: вставьте его в Word и сохраните."
    if pictures:
        yield f"Рисунков – {pictures}: они перенесены как есть, текст на рисунках и сканах не читается."
    if next(source.main.root.iter(*_CHANGES), None) is not None:
        yield "В документе отмечены исправления: взят текст с принятыми исправлениями."
    count = sum(isinstance(block, Paragraph) for block in remarks)
    if count:
        yield f"Примечаний на полях – {count}: они в скрытом разделе и не печатаются."
    if macros:
        yield "В файле есть макросы: они не переносятся."


def _pictures(source: Source) -> tuple[int, list[str]]:
    """How many pictures came over, and the names of those that stand outside the file."""
    missing: dict[str, None] = {}
    there: dict[str, bool] = {}  # a picture may be spoken of thousands of times
    for shape in source.main.root.iter(*_PICTURES):
        keys = (shape.get(R + name, "") for name in _PICTURES[shape.tag])
        relations = [source.main.relations[key] for key in keys if key in source.main.relations]
        for one in relations:
            if not one.external and one.target not in there:
                there[one.target] = source.package.read(one.target) is not None
        if relations and not any(there.get(one.target, False) for one in relations if not one.external):
            missing.setdefault(clean_text(posixpath.basename(relations[0].target.replace("\\", "/"))))
    return len(source.media), list(missing)


def _foreign(source: Source) -> Iterator[str]:
    """Documents and objects of other programs inside the document."""
    for element in source.main.root.iter(_CHUNK, _SUB):
        relation = source.main.relations.get(element.get(R + "id", ""))
        name = clean_text(posixpath.basename(relation.target)) if relation else "без имени"
        yield (
            f"Внутри документа лежит другой документ («{name}»), его текст не прочитан: "
            "откройте файл в Word, сохраните как .docx и импортируйте снова."
        )
    objects = Counter(clean_text(one.get("ProgID", "")) or "объект" for one in source.main.root.iter(_OLE))
    for kind, count in objects.items():
        yield f"Вставлено из другой программы ({kind}) – {count}: перенесён только рисунок, не сама таблица или файл."
    charts = sum(1 for _ in source.main.root.iter(_CHART))
    if charts:
        yield f"Диаграмм – {charts}: вместо рисунка перенесены их числа – таблицей, а где чисел нет – подписи."
    unseen = sorted({info.extension.upper() for data in source.media.values() if (info := image_info(data))} & _UNSEEN)
    if unseen:
        yield (
            f"Есть рисунки {' и '.join(unseen)}: в документе Word они останутся, а в просмотре, печати и PDF "
            "на их месте рамка. Чтобы видеть их везде, сохраните их в Word как PNG."
        )
