"""Word in: reading and recognising a document without the file, then writing all of it as one undoable step."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

from ..models.errors import UserError
from ..models.monitoring import Wave
from ..models.programme import Section, SectionText
from ..models.school import Approval, Programme, School
from . import ordering
from .documents.recognise import FoundSection, Recognised
from .documents.tree_json import dump_blocks
from .editing.rows import placed
from .editing.sections import write_frame
from .editing.switching import keep_form
from .formats import USUAL_FORM, Format, catalogue, load_format
from .import_review import ImportReview
from .jobs import Progress, no_progress
from .school_file import SchoolFile
from .uncollected import uncollected
from .waves import wave_of_year

if TYPE_CHECKING:
    from .documents.tree import Document
    from .transaction import Transaction

STEP_NAME = "Импорт из Word"


def import_docx(
    path: Path, form: Format | None, progress: Progress = no_progress, usual: Format | None = None
) -> Recognised:
    """Read a Word file and recognise it as a programme of that form, as the program sees it."""
    return review_docx(path, form, progress, usual).found


def guess_form(document: Document) -> Format | None:
    """The form a document is in, of all that can be chosen; None when it does not tell."""
    from .documents.recognise.detect import best_form

    return best_form(document, catalogue().forms)


@uncollected()
def review_docx(
    path: Path, form: Format | None, progress: Progress = no_progress, usual: Format | None = None
) -> ImportReview:
    """Read a Word file and recognise it, ready for a person's word on its tables; touches no school file.

    Without a form the document tells it itself; where it does not, it is taken for the `usual` one.

    Raises UserError for what is no sound .docx and for a document in which there is nothing at all.
    """
    from .documents.docx_reader import read_docx

    document = read_docx(path)
    progress(0.6)
    if not any(True for _ in document.blocks()):
        raise UserError(f"В файле «{path.name}» нет текста. Проверьте, тот ли это файл.")
    review = ImportReview(path.name, document, form or guess_form(document) or usual or load_format(USUAL_FORM))
    progress(1.0)
    return review


@uncollected()
def write_recognised(file: SchoolFile, found: Recognised) -> None:
    """Put a recognised programme in the place of the file's own, as one step that can be undone."""
    with file.transaction(STEP_NAME) as transaction:
        for name, data in found.media.items():
            transaction.add_picture(name, data)
        _clear(file, transaction)
        _write_frame(file, transaction, found)
        waves = {wave.key: wave.id for wave in file.rows(Wave)}
        stack: list[Section] = []
        for position, section in zip(ordering.spread(len(found.sections)), found.sections, strict=True):
            del stack[section.depth :]
            row = transaction.add(_section_row(section, stack[-1].id if stack else None, position))
            stack.append(row)
            _write_content(transaction, section, row.id, waves)


def is_empty(file: SchoolFile) -> bool:
    """Whether nothing was entered in the file yet, so that an import replaces nothing."""
    return not file.rows(Section)


def _clear(file: SchoolFile, transaction: Transaction) -> None:
    for section in file.rows(Section, parent_id=None):
        transaction.remove(Section, section.id)
    for approval in file.rows(Approval):
        transaction.remove(Approval, approval.id)


def _write_frame(file: SchoolFile, transaction: Transaction, found: Recognised) -> None:
    if file.get(Programme, 1) is None:
        write_frame(transaction, found.form, School(), found.years)
    keep_form(file, transaction, found.form)
    school = {name: text for name, text in found.school.items() if text}
    if school:
        transaction.change(School, 1, **school)
    fields: dict[str, object] = {"format_key": found.form.key}
    if found.title:
        fields["title"] = found.title
    if found.years[0]:
        fields |= {"year_from": found.years[0], "year_to": found.years[1]}
    transaction.change(Programme, 1, **fields)
    _write_waves(file, transaction, found)
    for position, approval in zip(ordering.spread(len(found.approvals)), found.approvals, strict=True):
        transaction.add(dataclasses.replace(approval, position=position))


def _write_waves(file: SchoolFile, transaction: Transaction, found: Recognised) -> None:
    """The waves of the form that was recognised, in the place of another form's."""
    known = {wave.key: wave for wave in file.rows(Wave)}
    for position, spec in zip(ordering.spread(len(found.form.wave)), found.form.wave, strict=True):
        row = known.pop(spec.key, None)
        if row is None:
            usual = spec.as_of.format(year_from=found.years[0]) if found.years[0] else ""
            as_of = found.waves.get(spec.key, usual)
            transaction.add(Wave(position=position, key=spec.key, title=spec.title, as_of=as_of))
        else:
            as_of = found.waves.get(spec.key, row.as_of)
            transaction.change(Wave, row.id, position=position, title=spec.title, as_of=as_of)
    _write_further_waves(transaction, found)
    transaction.remove_all(Wave, [wave.id for wave in known.values()])


def _write_further_waves(transaction: Transaction, found: Recognised) -> None:
    """The waves of the years after the first that the document tells of; a year has all the waves of its form."""
    told = {*found.waves, *(key for section in found.sections for key, _ in section.values)}
    years = sorted({wave.year for wave in (Wave(key=key) for key in told) if wave.year})
    waves = [wave_of_year(spec, year) for year in years for spec in found.form.wave]
    places = ordering.spread(len(found.form.wave) + len(waves))[len(found.form.wave) :]
    for position, wave in zip(places, waves, strict=True):
        as_of = found.waves.get(wave.key, wave.as_of)
        transaction.add(Wave(position=position, key=wave.key, title=wave.title, as_of=as_of))


def _section_row(section: FoundSection, parent_id: int | None, position: int) -> Section:
    return Section(
        parent_id=parent_id,
        position=position,
        key=section.key,
        kind=section.kind,
        title=section.title,
        numbering=section.numbering,
        title_role=section.title_role,
        hidden=section.hidden,
        columns=section.columns,
    )


def _write_content(transaction: Transaction, section: FoundSection, id_: int, waves: dict[str, int]) -> None:
    for slot, blocks in section.texts.items():
        transaction.add(SectionText(section_id=id_, slot=slot, body=dump_blocks(tuple(blocks))))
    for rows in (section.passport, section.activities, section.schedule, section.grid):
        places = ordering.spread(len(rows))
        transaction.add_all(
            placed(row, section_id=id_, position=place) for row, place in zip(rows, places, strict=True)
        )
    if section.order is not None:
        transaction.add(placed(section.order, section_id=id_))
    for place, (task, indicators) in zip(ordering.spread(len(section.tasks)), section.tasks, strict=True):
        stored = transaction.add(dataclasses.replace(task, section_id=id_, position=place))
        places = ordering.spread(len(indicators))
        transaction.add_all(
            placed(row, task_id=stored.id, position=position) for row, position in zip(indicators, places, strict=True)
        )
    for key, value in section.values:
        transaction.add(dataclasses.replace(value, section_id=id_, wave_id=waves[key]))
