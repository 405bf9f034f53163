"""Settings of the methods that a damaged file keeps: results are worked out by the usual ones meanwhile."""

from __future__ import annotations

from collections.abc import Iterator

from ..queries import ProgrammeData
from ..results.methods import STEP, remark
from .finding import Finding


def method_settings(data: ProgrammeData) -> Iterator[Finding]:
    """What nobody could have set is told here too: figures on the paper may be others than the school expects."""
    told = remark(data.methods)
    if told:
        message = f"{told} Откройте «Программа» → «{STEP}…», проверьте числа и нажмите «Применить»."
        yield Finding("warning", "method-damaged", STEP, message, "programme:1", 0, STEP)
