"""The model of Приложения 1 and 2: indicators of criteria × waves, with computed shares and the dynamics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt

from ...models.monitoring import CriterionValue, Wave
from ...models.results import ExamResult, MethodSetting
from ...services import queries
from ...services.appendix_offers import FREE, FROM_RESULTS, OTHERWISE, offers, standing
from ...services.changes import RESULT_TABLES, Change
from ...services.editing.content import set_criterion
from ...services.editing.criteria_sheet import CriteriaSheet
from ...services.formats import ColumnSpec, CriterionSpec, IndicatorSpec, SectionSpec
from ...services.queries import OutlineEntry
from ...services.shares import NO_DATA, parse_value, share, shown
from ...services.waves import asked
from ..pages.base import PageContext
from .dynamics import dynamics
from .rows import Choices, Index, Line, Look, RowsModel, Span

if TYPE_CHECKING:
    from ...services.results.appendix_values import Proposal

DYNAMICS = ColumnSpec("dynamics", "Динамика", width=9, align="center")

SIGNS = {FROM_RESULTS: "◆", OTHERWISE: "≠", FREE: "◇"}
"""What stands in a cell that results speak of: it says the same, something else, it is empty."""

_SIGNED = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
_SPOKEN = {
    FROM_RESULTS: "с результатами сходится",
    OTHERWISE: "вписано не то, что в результатах",
    FREE: "можно взять из результатов",
}


class CriteriaModel(RowsModel):
    """A line for each indicator of the form; a column for each wave it is asked in."""

    sortable = False

    def __init__(self, context: PageContext, entry: OutlineEntry, parent: QObject | None = None) -> None:
        super().__init__(context, (), parent)
        self.section_id = entry.section.id
        self.spec: SectionSpec = entry.spec
        self.waves: list[Wave] = []
        self.years: list[int] = [0]
        self.year = 0
        self._values: dict[tuple[int, str], CriterionValue] = {}
        self._offers: dict[int, Mapping[str, Proposal]] = {}
        self._owner = {one.key: criterion for criterion in self.spec.criterion for one in criterion.indicators}
        self.reload()

    def load(self) -> list[Line]:
        """The form's indicators; values and waves are read beside them."""
        file = self.context.file
        known = [wave for wave in file.rows(Wave) if asked(self.spec, wave)]
        self.years = sorted({wave.year for wave in known}) or [0]
        self.year = self.year if self.year in self.years else self.years[-1]
        self.waves = [wave for wave in known if wave.year == self.year]
        self._values = {(v.wave_id, v.key): v for v in file.rows(CriterionValue, section_id=self.section_id)}
        years = queries.years_of(file)
        results, settings = file.rows(ExamResult), file.rows(MethodSetting)
        self._offers = {wave.id: offers(self.spec, wave, years, results, settings) for wave in self.waves}
        self.set_columns((*self._fixed(), *(self._column(wave) for wave in self.waves), DYNAMICS))
        numbers = {id(criterion): str(n) for n, criterion in enumerate(self.spec.criterion, 1)}
        return [
            Line(("criterion", one.key), one, number=numbers[id(self._owner[one.key])]) for one in self.spec.indicators
        ]

    def show_year(self, year: int) -> None:
        """Show the waves of a further year, of the first one for 0."""
        if year != self.year:
            self.year = year
            self.sync(self.load())
            self._touched(0, len(self.lines) - 1)

    def _fixed(self) -> tuple[ColumnSpec, ...]:
        return tuple(column for column in self.spec.columns if column.field != "fact")

    @staticmethod
    def column_label(wave: Wave) -> str:
        """«Входной» for «Входной мониторинг»."""
        return (wave.title.split() or [wave.key])[0]

    def _column(self, wave: Wave) -> ColumnSpec:
        return ColumnSpec(f"wave:{wave.id}", self.column_label(wave), width=17, align="center")

    def refresh(self, changes: Sequence[Change]) -> bool:
        """Take over new values and waves; the lines themselves are the form's."""
        touching = any(self.mine(change) for change in changes)
        if touching:
            self.sync(self.load())
            self._touched(0, len(self.lines) - 1)
        return touching

    def mine(self, change: Change) -> bool:
        """Values of this section, and the waves."""
        values = change.after or change.before or {}
        own = change.table == "criterion_value" and values.get("section_id") == self.section_id
        return own or change.table in ("wave", *RESULT_TABLES)

    def offers_of(self, wave_id: int) -> Mapping[str, Proposal]:
        """What results say for the rows of a wave."""
        return self._offers.get(wave_id, {})

    def offer(self, line: Line, field: str) -> Proposal | None:
        """What results say for a cell."""
        return self.offers_of(int(field.removeprefix("wave:"))).get(line.row.key) if field.startswith("wave:") else None

    def standing(self, line: Line, field: str) -> str:
        """How a cell stands to what results say; empty where they say nothing."""
        offer = self.offer(line, field)
        return standing(self.value(line, field), offer) if offer else ""

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.EditRole)) -> Any:
        """A small sign and a tip where results speak of a cell."""
        found = super().data(index, role)
        if role not in _SIGNED or not index.isValid():
            return found
        line, field = self.lines[index.row()], self.columns[index.column()].field
        offer, how = self.offer(line, field), self.standing(line, field)
        if offer is None:
            return found
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"По результатам: {offer.value}\n{offer.told()}"
        sign = SIGNS[how] if role == Qt.ItemDataRole.DisplayRole else _SPOKEN[how]
        return f"{found}\u00a0{sign}" if found else sign

    def value(self, line: Line, field: str) -> CriterionValue | None:
        """The stored value that a cell shows: a share shows that of its count."""
        spec: IndicatorSpec = line.row
        return self._values.get((int(field.removeprefix("wave:")), spec.of if spec.kind == "share" else spec.key))

    def text(self, line: Line, field: str) -> str:
        """What a cell shows."""
        spec: IndicatorSpec = line.row
        if field == "number":
            return line.number
        if field == "criterion":
            return self._owner[spec.key].title
        if field == "indicator":
            return spec.label
        if field == "dynamics":
            return self._dynamics(line)[0]
        text = shown(self.value(line, field), spec.kind)
        return text if text or spec.kind != "share" else self._typed_share(spec, field)

    def _typed_share(self, spec: IndicatorSpec, field: str) -> str:
        """A share that came from a document without its numbers."""
        own = self._values.get((int(field.removeprefix("wave:")), spec.key))
        return own.value if own else ""

    def _dynamics(self, line: Line) -> tuple[str, str]:
        spec: IndicatorSpec = line.row
        if spec.kind == "count" or len(self.waves) < 2:
            return "", ""
        better = spec.better or ("more" if spec.kind == "text" else "")  # in words a trouble that is gone is good
        ends = [f"wave:{wave.id}" for wave in (self.waves[0], self.waves[-1])]
        if spec.kind == "share":  # from the numbers, not from rounded per cents
            found = [self.value(line, field) for field in ends]
            shares = [share(one.numerator, one.denominator) if one and not one.no_data else None for one in found]
            if shares[0] is not None and shares[1] is not None:
                return dynamics(f"{shares[0]:.1f}", f"{shares[1]:.1f}", better)
        return dynamics(self.text(line, ends[0]), self.text(line, ends[1]), better)

    def editable(self, line: Line, field: str) -> bool:
        """Facts are typed; shares and dynamics are computed, labels are the form's."""
        return field.startswith("wave:") and line.row.kind != "share"

    def why_fixed(self, line: Line, field: str) -> str:
        """Labels are the form's; shares and dynamics follow from the answers."""
        if field.startswith("wave:"):
            return "Долю программа считает сама: впишите количество строкой выше, например «14 из 31»."
        if field == "dynamics":
            return "Динамику программа считает сама по ответам этапов."
        return "Подписи дала форма. Ответ школы впишите в столбец этапа."

    def sheet(self) -> CriteriaSheet:
        """The form's indicators with the facts of all waves."""
        specs = [line.row for line in self.lines]
        return CriteriaSheet(self.context.file, self.section_id, specs, self.fields, self._values)

    def choices(self, line: Line, field: str) -> Choices | None:
        """The form's choices, «нет данных» and nothing."""
        spec: IndicatorSpec = line.row
        if spec.kind != "choice" or not field.startswith("wave:"):
            return None
        return Choices(("", *spec.choices, NO_DATA))

    def look(self, line: Line, column: ColumnSpec) -> Look:
        """Computed cells are grey, empty facts are marked."""
        field = column.field
        if field == "dynamics":
            return Look(tone=self._dynamics(line)[1], align="center")
        if not field.startswith("wave:"):
            return Look(align=column.align)
        if line.row.kind == "share":
            return Look(tone="computed", align="center")
        return Look(tone="" if self.text(line, field) else "missing", align="center")

    def spans(self) -> list[Span]:
        """A criterion stands once beside all its indicators."""
        result: list[Span] = []
        place = 0
        fixed = [n for n, column in enumerate(self.columns) if column.field in ("number", "criterion")]
        for _owner, group in groupby(self.lines, key=self._criterion):
            count = len(list(group))
            result += [(place, column, count, 1) for column in fixed if count > 1]
            place += count
        return result

    def _criterion(self, line: Line) -> CriterionSpec:
        return self._owner[line.row.key]

    def write(self, line: Line, field: str, text: str) -> None:
        """Store a fact as typed: «14 из 31», a number, a text, «нет данных»."""
        spec: IndicatorSpec = line.row
        value = parse_value(text, spec.kind)
        set_criterion(self.context.file, self.section_id, int(field.removeprefix("wave:")), spec.key, value)
