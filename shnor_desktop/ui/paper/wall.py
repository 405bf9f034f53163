"""The plan for the wall on pages: twelve months on a sheet where they can be read from afar, else on more sheets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from shnor_desktop.services.jobs import Progress, no_progress, still_wanted
from shnor_desktop.services.wall_plan import MONTHS, WallGroup, WallItem, WallPlan, WallYear
from shnor_desktop.ui.paper.align import Shape
from shnor_desktop.ui.paper.fonts import FontBook
from shnor_desktop.ui.paper.measure import TextSetter
from shnor_desktop.ui.paper.pages import POINT, Area, Fill, Goal, Look, Page, Pages, Spot, TextItem, mm, page_size
from shnor_desktop.ui.paper.sheet import Sheet
from shnor_desktop.ui.paper.units import Piece

COLOURS = ("#bcd8f2", "#ffd8a3", "#c4e5b6", "#e8c8e4", "#fff0a3", "#c4e6e6", "#f6c4be", "#ddd6c6")
"""Grounds of the badges, group by group; the sign on them says the same to those who see no colours."""

HEAD = "#e6ebf1"
ONGOING, UNDATED = "Весь год и постоянно", "Без даты в календаре"
AGAIN = "(продолжение)"

MARGIN = mm(10)
GAP = mm(2.5)
"""Between columns and rows of months."""

PAD = mm(1.6)
BETWEEN = 0.45
"""Of the letter's size between two activities."""


LEAST = 7.0
"""Points: nothing is smaller."""

FEW_GROUPS = 12
"""With more groups than this they are explained on the first sheet only."""

SIGN = 0.85
"""How large the sign on a badge is, beside the letters."""


class Sizes(NamedTuple):
    """Letters to try on a paper, in points, the largest first: twelve months a sheet, six, and as it comes."""

    twelve: tuple[float, ...]
    six: tuple[float, ...]
    flowing: float
    columns: int


SIZES = {"A3": Sizes((12, 11, 10, 9), (12, 11, 10, 9), 9, 4), "A4": Sizes((9, 8.5, 8, 7.5, 7), (9, 8, 7.5, 7), 7.5, 3)}
"""The papers a plan can be printed on."""


class Block(NamedTuple):
    """Something of a column: what is drawn, from its upper left corner on."""

    height: float
    texts: tuple[TextItem, ...] = ()
    fills: tuple[Fill, ...] = ()
    source: str = ""
    head: bool = False  # stays with what follows
    title: str = ""  # of a head: said again where the column goes on elsewhere


def wall_pages(plan: WallPlan, paper: str = "A3", *, progress: Progress = no_progress) -> Pages:
    """The plan on sheets that lie; needs a QGuiApplication and may run in any thread."""
    painter = _Painter(plan, paper)
    sheets: list[_Sheet] = []
    goals: list[Goal] = []
    for number, year in enumerate(plan.years):
        goals.append(Goal(1, f"{year.year} год", len(sheets) + 1, 0.0))
        sheets += painter.year(year, plan.undated if year is plan.years[0] else ())
        progress((number + 1) / (len(plan.years) + 1))
    if not plan.years:
        sheets += painter.lists((), plan.undated, f"{plan.title}")
    pages = tuple(sheet.done(number, len(sheets), paper) for number, sheet in enumerate(sheets, 1))
    progress(1.0)
    return Pages(pages, tuple(goals), f"{plan.title} – план на стену".strip(" –"))


class _Sheet:
    """A page in the making."""

    def __init__(self, fonts: FontBook, area: Area) -> None:
        self._fonts, self._area = fonts, area
        self.sheet = Sheet(landscape=True)
        self.fills: list[Fill] = []

    def put(self, block: Block, x: float, y: float, width: float) -> None:
        """Draw a block."""
        self.sheet.texts += [item._replace(x=item.x + x, y=item.y + y) for item in block.texts]
        for area, colour in block.fills:
            self.fills.append(Fill(area._replace(left=area.left + x, top=area.top + y), colour))
        if block.source:
            self.sheet.spots.append(Spot(Area(x, y, width, block.height), block.source))

    def done(self, number: int, count: int, paper: str) -> Page:
        """The finished page; one of several has its number in the corner."""
        page = self.sheet.page(None)
        corner = None
        if count > 1:
            look, text = _look(9), f"{number} из {count}"
            width = self._fonts.width(text, look)
            corner = TextItem(self._area.right - width, self._area.bottom + mm(5), text, look, width)
        return Page(True, page.texts, page.rules, (), corner, page.spots, (), tuple(self.fills), paper)


class _Painter:
    """Lays out one plan on one kind of paper."""

    def __init__(self, plan: WallPlan, paper: str) -> None:
        self._plan, self._sizes = plan, SIZES[paper]
        self._fonts = FontBook()
        self._setter = TextSetter(self._fonts)
        width, height = page_size(landscape=True, paper=paper)
        self._area = Area(MARGIN, MARGIN, width - 2 * MARGIN, height - 2 * MARGIN)
        self._head_size = 20.0 if paper == "A3" else 15.0
        self._made: dict[tuple[WallItem, float, float], Block] = {}

    def year(self, year: WallYear, undated: Sequence[WallItem]) -> list[_Sheet]:
        """The sheets of a year: as few as can be, with letters as large as they then can be."""
        title = f"{year.year} год · {self._plan.title}"
        lists = self._lists(year.ongoing, undated)
        for columns, rows, sizes in ((4, 3, self._sizes.twelve), (3, 2, self._sizes.six)):
            for below, apart in ((lists, ()), ((), lists)) if lists else (((), ()),):
                for size in sizes:
                    sheets = self._grid(year, below, title, columns, rows, size)
                    if sheets:
                        return sheets + (self._flow(apart, title) if apart else [])
        return self._flow([*self._months(year), *lists], title)

    def lists(self, ongoing: Sequence[WallItem], undated: Sequence[WallItem], title: str) -> list[_Sheet]:
        """What has no months, by itself."""
        return self._flow(self._lists(ongoing, undated), title)

    # what stands in columns

    @staticmethod
    def _lists(ongoing: Sequence[WallItem], undated: Sequence[WallItem]) -> list[tuple[str, Sequence[WallItem]]]:
        return [(name, items) for name, items in ((ONGOING, ongoing), (UNDATED, undated)) if items]

    @staticmethod
    def _months(year: WallYear) -> list[tuple[str, Sequence[WallItem]]]:
        return [(name.capitalize(), items) for name, items in zip(MONTHS, year.months, strict=True)]

    def _title(self, text: str, width: float, size: float) -> Block:
        """The head of a month or a list."""
        look = _look(size + 1.5, bold=True)
        line = self._fonts.line(look)
        height = line.ascent + line.descent + PAD
        item = TextItem(PAD, PAD / 2 + line.ascent, text, look, self._fonts.width(text, look))
        return Block(height + PAD, (item,), (Fill(Area(0, 0, width, height), HEAD),), head=True, title=text)

    def _item(self, item: WallItem, width: float, size: float) -> Block:
        """An activity: its badge, when, what and who."""
        key = (item, width, size)
        block = self._made.get(key)
        if block is None:
            still_wanted()  # a year of thousands of lines is tried in many sizes
            block = self._made[key] = self._make(item, width, size)
        return block

    def _make(self, item: WallItem, width: float, size: float) -> Block:
        look = _look(size)
        line = self._fonts.line(look)
        badge, number = _badge(item, self._plan.groups)
        mark = _look(max(size * SIGN, LEAST), bold=True)
        letters = self._fonts.width(badge, mark)
        left = PAD + max(letters + 0.5 * look.size, 1.5 * look.size) + 0.35 * look.size if badge else PAD
        pieces = [
            Piece(text, _look(size, bold=bold, italic=italic))
            for text, bold, italic in (
                (f"{item.when}\u00a0 " if item.when else "", True, False),
                (f"{number} " if number else "", False, False),
                (item.text, False, False),
                (f" – {item.who}" if item.who else "", False, True),
            )
            if text
        ]
        texts: list[TextItem] = []
        y = 0.0
        for height, line_texts, _spare in self._setter.lines(pieces, Shape(width - PAD, left)):
            texts += [text._replace(y=text.y + y) for text in line_texts]
            y += height
        fills: tuple[Fill, ...] = ()
        if badge:
            room = left - PAD - 0.35 * look.size
            height = line.ascent + line.descent
            fills = (Fill(Area(PAD, 0.06 * height, room, 0.9 * height), COLOURS[item.group % len(COLOURS)]),)
            texts.append(TextItem(PAD + (room - letters) / 2, line.ascent - 0.06 * look.size, badge, mark, letters))
        return Block(y + BETWEEN * look.size, tuple(texts), fills, item.source)

    # a grid of months

    def _grid(
        self,
        year: WallYear,
        lists: Sequence[tuple[str, Sequence[WallItem]]],
        title: str,
        columns: int,
        rows: int,
        size: float,
    ) -> list[_Sheet]:
        """The year in boxes; nothing where that does not fit."""
        width = (self._area.width - GAP * (columns - 1)) / columns
        months = self._months(year)
        made: list[_Sheet] = []
        for start in range(0, len(months), columns * rows):
            sheet, top = self._begin(title)
            room = self._area.bottom - top
            last = start + columns * rows >= len(months)
            bands = self._bands(lists, columns, width, size, room) if last else []
            under = sum(GAP + height for _title, _columns, height in bands)
            boxes = self._boxes(months[start : start + columns * rows], columns, width, size, room - under)
            if boxes is None:
                return []
            y = top
            for row, height in boxes:
                for index, column in enumerate(row):
                    self._box(sheet, column, self._area.left + index * (width + GAP), y, width, height)
                y += height + GAP
            for head, band, height in bands:
                sheet.put(head, self._area.left, y, self._area.width)
                for index, column in enumerate(band):
                    self._stack(sheet, column, self._area.left + index * (width + GAP), y + head.height, width)
                y += height + GAP
            made.append(sheet)
        return made

    def _boxes(
        self, months: Sequence[tuple[str, Sequence[WallItem]]], columns: int, width: float, size: float, room: float
    ) -> list[tuple[list[list[Block]], float]] | None:
        """Rows of months with their heights, which fill the room together; None where they need more."""
        rows: list[tuple[list[list[Block]], float]] = []
        used = -GAP
        for start in range(0, len(months), columns):
            row, height = [], 0.0
            for name, items in months[start : start + columns]:
                column = [self._title(name, width, size)]
                high = column[0].height + PAD
                for item in items:
                    column.append(self._item(item, width, size))
                    high += column[-1].height
                    if used + high > room:
                        return None
                row.append(column)
                height = max(height, high)
            rows.append((row, height))
            used += height + GAP
        if used > room:
            return None
        heights = _levelled([height for _row, height in rows], room - GAP * (len(rows) - 1))
        return [(row, height) for (row, _needed), height in zip(rows, heights, strict=True)]

    def _bands(
        self, lists: Sequence[tuple[str, Sequence[WallItem]]], columns: int, width: float, size: float, room: float
    ) -> list[tuple[Block, list[list[Block]], float]]:
        """What stands below the months: a head across the sheet and columns of about one height, with their height."""
        bands = []
        for name, items in lists:
            head = self._title(name, self._area.width, size)
            blocks: list[Block] = []
            used = 0.0
            for item in items:
                blocks.append(self._item(item, width, size))
                used += blocks[-1].height
                if used > room * columns:  # does not fit, whatever the rest is
                    return [(head, [], room + used)]
            height = max(used / columns, max(block.height for block in blocks))
            while len(band := list(_columns(blocks, height, None))) > columns:
                height *= 1.03
            bands.append((head, band, head.height + height))
        return bands

    # columns that flow from sheet to sheet

    def _flow(self, lists: Sequence[tuple[str, Sequence[WallItem]]], title: str) -> list[_Sheet]:
        """Months and lists one after another in columns, for what no grid holds."""
        size, count = self._sizes.flowing, self._sizes.columns
        width = (self._area.width - GAP * (count - 1)) / count
        blocks: list[Block] = []
        for name, items in lists:
            if items:
                blocks.append(self._title(name, width, size))
                blocks += [self._item(item, width, size) for item in items]
        sheet, top = self._begin(title)
        made = [sheet]
        filled = 0
        for column in _columns(blocks, self._area.bottom - top, lambda name: self._title(name, width, size)):
            if filled == count:
                sheet, top = self._begin(title, legend=len(self._plan.groups) <= FEW_GROUPS)
                made.append(sheet)
                filled = 0
            self._stack(sheet, column, self._area.left + filled * (width + GAP), top, width)
            filled += 1
        return made

    # sheets

    def _begin(self, title: str, *, legend: bool = True) -> tuple[_Sheet, float]:
        """A sheet with its head: what it is, whose it is, what the badges mean; and where the months begin."""
        sheet = _Sheet(self._fonts, self._area)
        look, small = _look(self._head_size, bold=True), _look(self._head_size * 0.6)
        school = self._plan.school
        beside = self._fonts.width(school, small) if school else 0.0
        y = self._area.top
        room = Shape(self._area.width - beside - mm(8))
        for height, texts, _spare in self._setter.lines([Piece(title, look)], room):
            sheet.put(Block(height, texts), self._area.left, y, self._area.width)
            y += height
        if school:
            base = self._area.top + self._fonts.line(look).ascent
            sheet.put(Block(0, (TextItem(0, base - self._area.top, school, small, beside),)), self._area.right - beside,
                      self._area.top, beside)  # fmt: skip
        return sheet, self._legend(sheet, y + PAD) if legend else y + PAD

    def _legend(self, sheet: _Sheet, top: float) -> float:
        """The groups with their badges, one after another; where what follows begins."""
        size = self._head_size * 0.5
        look, mark = _look(size), _look(max(size * SIGN, LEAST), bold=True)
        line = self._fonts.line(look)
        height = line.ascent + line.descent
        x, y = self._area.left, top
        for index, group in enumerate(self._plan.groups):
            name = group.title if len(group.title) <= 70 else group.title[:70].rpartition(" ")[0] + "…"
            letters = self._fonts.width(group.sign, mark)
            badge = max(letters + 0.5 * look.size, 1.5 * look.size)
            width = badge + 0.4 * look.size + self._fonts.width(name, look)
            if x > self._area.left and x + width > self._area.right:
                x, y = self._area.left, y + height * 1.25
            fill = Fill(Area(0, 0.06 * height, badge, 0.9 * height), COLOURS[index % len(COLOURS)])
            sign = TextItem((badge - letters) / 2, line.ascent - 0.06 * look.size, group.sign, mark, letters)
            text = TextItem(badge + 0.4 * look.size, line.ascent, name, look, width - badge)
            sheet.put(Block(height, (sign, text), (fill,)), x, y, width)
            x += width + mm(7)
        return y + (height + 2 * PAD if self._plan.groups else PAD)

    def _stack(self, sheet: _Sheet, column: Iterable[Block], x: float, y: float, width: float) -> float:
        """Draw blocks one under another; where they end."""
        for block in column:
            sheet.put(block, x, y, width)
            y += block.height
        return y

    def _box(self, sheet: _Sheet, column: Sequence[Block], x: float, y: float, width: float, height: float) -> None:
        self._stack(sheet, column, x, y, width)
        sheet.sheet.frame(x, y, x + width, y + height)


def _levelled(needed: Sequence[float], room: float) -> list[float]:
    """Heights that fill the room: one for all, but for those that need more."""
    heights = list(needed)
    low = sorted(heights)
    for count in range(len(low), 0, -1):
        level = (room - sum(low[count:])) / count
        if level >= low[count - 1]:
            return [max(height, level) for height in heights]
    return heights


def _columns(blocks: Sequence[Block], height: float, again: Callable[[str], Block] | None) -> Iterator[list[Block]]:
    """Blocks in columns; a title is not left alone at the foot, and is said again where its list goes on."""
    column: list[Block] = []
    used, title = 0.0, ""
    for index, block in enumerate(blocks):
        needed = block.height
        if block.head and index + 1 < len(blocks):
            needed += blocks[index + 1].height
        if column and used + needed > height:
            yield column
            column, used = [], 0.0
            if again is not None and not block.head and title:
                column.append(again(f"{title} {AGAIN}"))
                used = column[0].height
        if block.head:
            title = block.title
        column.append(block)
        used += block.height
    if column:
        yield column


def _badge(item: WallItem, groups: Sequence[WallGroup]) -> tuple[str, str]:
    """What stands on the badge, and the number that is left to be said."""
    if item.group < 0:
        return "", item.number
    sign = groups[item.group].sign
    if item.number.startswith(f"{sign}."):
        return item.number, ""
    return sign, item.number


def _look(size: float, *, bold: bool = False, italic: bool = False) -> Look:
    return Look(round(size * POINT), bold, italic, sans=True)
