"""What a text says of the corridor of completion against the table above it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...folding import fold
from ...queries import ProgrammeData
from ...results.figures import COUNTRY, REGION
from ...results.methods import methods_from
from ...results.statistics import Methods
from ...results.task_heading import natural, parse_heading
from ..finding import Finding, at_place
from .completion import Completion, completion_in
from .oge import subject_of
from .reading import Said, read

_TASK = r"\d{1,2}(?:\.\d)?(?:\s*[кk]\s*\d)?(?:\s*\(\d{1,2}\))?"
_LIST = re.compile(
    rf"задани\w*\s*(?:№+\s*|номер\w*\s*)?({_TASK}(?:\s*(?:,|;|и|–|-)\s*(?:№\s*)?{_TASK})*)(?![\d%])", re.IGNORECASE
)
_ONE = re.compile(_TASK, re.IGNORECASE)
_NONE = re.compile(
    r"не (?:наблюда|выявл|отмеча|обнаруж)\w*[^.]{0,60}(?:отклонен|несоответств|выход)"
    r"|(?:отклонен|несоответств)\w*[^.]{0,60}не (?:наблюда|выявл|отмеча|обнаруж)"
    r"|все задания[^.]{0,40}(?:в коридоре|в пределах|соответств)"
)
_LEVELS = (
    (COUNTRY, r"росси|\bрф\b|вс(?:ей|я) выборк|стран"),
    (REGION, r"област|\bкра[йюея]\b|республик|регион|\bсо\b"),
)
_OUT = re.compile(r"несоответств|отклон|вне\b|выход|ниже|за предел|не соответств")


def corridor_claims(data: ProgrammeData) -> Iterator[Finding]:
    """The tasks that a text names outside the corridor are those that its table shows there."""
    methods = methods_from(data.methods)
    for section in data.sections:
        for table in read(section)[1]:
            completion = completion_in(table)
            if completion is None:
                continue
            for said in table.below:
                message = _contradiction(said, completion, methods)
                if message:
                    spot = " · ".join(part for part in (subject_of(table), said.spot) if part)
                    yield at_place(section, "error", "corridor-claim", message, said.place, spot)


def _contradiction(said: Said, completion: Completion, methods: Methods) -> str:
    plain = fold(said.text)
    if "коридор" not in plain or "остальн" in plain:
        return ""
    out = completion.outside(_levels(plain, completion), methods)
    claimed = _claimed(said.text)
    if _NONE.search(plain) and not claimed:
        return f"Сказано, что отклонений нет, а по таблице вне коридора: {_list(out)}." if out else ""
    if not claimed or not _OUT.search(plain):
        return ""
    missing = [task for task in out if task not in claimed]
    extra = [task for task in claimed if task not in out]
    parts = [f"по таблице вне коридора ещё {_list(missing)}"] if missing else []
    parts += [f"в коридоре – {_list(extra)}"] if extra else []
    return f"Названы задания {_list(claimed)}; {', '.join(parts)}." if parts else ""


def _levels(plain: str, completion: Completion) -> list[str]:
    """The samples that the sentence names, else all there are but the municipality, else all."""
    named = [level for level, words in _LEVELS if level in completion.samples and re.search(words, plain)]
    return named or [level for level in completion.others if level in (COUNTRY, REGION)] or completion.others


def _claimed(text: str) -> list[str]:
    found = _LIST.search(text)
    if not found:
        return []
    keys = [heading.key for one in _ONE.findall(found[1]) if (heading := parse_heading(one))]
    return sorted(dict.fromkeys(keys), key=natural)


def _list(tasks: Sequence[str]) -> str:
    return ", ".join(sorted(tasks, key=natural))
