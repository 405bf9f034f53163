"""The grammar of a dated period: prepositions, its named parts, a range, the year or the school year."""

from __future__ import annotations

from dataclasses import dataclass, replace

from shnor_desktop.services.deadlines.cores import Core, UnclearError
from shnor_desktop.services.deadlines.cursor import Cursor
from shnor_desktop.services.deadlines.tokens import ABSENT, Kind
from shnor_desktop.services.deadlines.vocabulary import EDGES, SCHOOL, SEASON_MONTHS, UNITS, YEARS_PLURAL, Unit, phrases
from shnor_desktop.services.years import FIRST_YEAR, LAST_YEAR

_LIMIT_LEADS = phrases("не позднее", "не позже", "в срок до", "срок до", "до", "к", "ко")
_SINCE_LEADS = phrases("начиная с", "начиная со", "с", "со", "от")
_WITHIN_LEADS = phrases("в течение", "в течении", "на протяжении", "весь", "всего", "за")
_NUMBERED = frozenset((Unit.QUARTER, Unit.TERM, Unit.TRIMESTER, Unit.HALF, Unit.DECADE, Unit.HALF_MONTH))
_OF_MONTH = frozenset((Unit.DECADE, Unit.HALF_MONTH))


@dataclass(frozen=True, slots=True)
class Piece:
    """One period of a list. `joint`: the mark or word that stands before it."""

    left: Core
    right: Core | None = None
    limit: bool = False
    since: bool = False
    inclusive: bool = False
    joint: str = ""


def read_piece(cursor: Cursor) -> Piece | None:
    """The dated period that begins here, or None with the cursor where it was."""
    start = cursor.at
    piece = _read_piece(cursor)
    if piece is None:
        cursor.at = start
    return piece


def _read_piece(cursor: Cursor) -> Piece | None:
    cursor.take("в", "период") or cursor.take("за", "период") or cursor.take("период")
    limit = cursor.take_phrase(_LIMIT_LEADS)
    if limit:
        cursor.take("до")
    since = not limit and cursor.take_phrase(_SINCE_LEADS)
    within = not limit and not since and cursor.take_phrase(_WITHIN_LEADS)
    if within:
        cursor.take_one(("всего", "всей", "целого"))
    elif not limit and not since:
        cursor.take_one(("в", "во")) or (cursor.peek(1).kind is Kind.YEAR and cursor.take("на"))
    left = _read_core(cursor, within)
    if left is None:
        return None
    right = None
    joint = "" if limit else _range_joint(cursor, since)
    if joint:
        right = _read_core(cursor, within=False)
        if right is None or (joint == "до" and right.unit is not Unit.DAY):
            return None
        since = False
    return Piece(left, right, limit, since, inclusive=cursor.take("включительно"))


def _range_joint(cursor: Cursor, since: bool) -> str:
    """Step over a dash, or «по» / «до» after «с»; «до мая» would leave it open whether May belongs."""
    if cursor.peek().kind is Kind.DASH and cursor.peek(1).text != "далее":
        cursor.next()
        cursor.take("по")
        return "-"
    if since and cursor.take_one(("по", "до")):
        return cursor.peek(-1).text
    return ""


def _read_core(cursor: Cursor, within: bool) -> Core | None:
    """One named part; `within`: «год» alone will do."""
    edge = EDGES.get(cursor.peek().text, "")
    if edge:
        cursor.next()
    core = _read_named(cursor, within or bool(edge))
    if core is None or (edge and (core.unit in (Unit.DAY, None) or core.unit in _OF_MONTH)):
        return None
    return replace(core, edge=edge) if edge else core


def _read_named(cursor: Cursor, bare_year: bool) -> Core | None:
    token = cursor.peek()
    if token.kind is Kind.DATE:
        cursor.next()
        return _dated(cursor, *token.date)
    if token.kind in (Kind.NUMBER, Kind.ORDINAL):
        cursor.next()
        return _numbered(cursor, token.value)
    if token.kind is Kind.MONTH:
        cursor.next()
        if UNITS.get(cursor.peek().text) is Unit.MONTH:
            cursor.next()
        return _with_year(cursor, Core(Unit.MONTH, month=token.value))
    if token.text in SEASON_MONTHS:
        cursor.next()
        return _with_year(cursor, Core(Unit.SEASON, months=SEASON_MONTHS[token.text]))
    return _year(cursor, bare_year)


def _dated(cursor: Cursor, day: int, month: int, year: int) -> Core:
    """A date in figures; without a day it is a month."""
    if not 1 <= month <= 12 or not (year == ABSENT or FIRST_YEAR <= year <= LAST_YEAR):
        raise UnclearError("no such month or year")
    unit = Unit.MONTH if day == ABSENT else Unit.DAY
    core = Core(unit, number=day, month=month, years=() if year == ABSENT else (year,))
    if year == ABSENT:
        return _with_year(cursor, core)
    _take_year_word(cursor)
    return core


def _numbered(cursor: Cursor, number: int) -> Core:
    """«15 сентября», «IV квартал», «2-я декада марта», «первая половина 2026 года», or a figure whose unit follows."""
    token = cursor.peek()
    if token.kind is Kind.MONTH:
        cursor.next()
        return _with_year(cursor, Core(Unit.DAY, number=number, month=token.value))
    school = token.text in SCHOOL
    unit = UNITS.get(cursor.peek(1 if school else 0).text)
    if unit not in _NUMBERED or (school and unit not in (Unit.TERM, Unit.HALF)):
        return Core(None, number=number)
    cursor.at += 2 if school else 1
    core = Core(unit, number=number, school=school and unit is Unit.HALF)
    if unit in _OF_MONTH:
        month = cursor.peek()
        if month.kind is Kind.MONTH:
            cursor.next()
            return _with_year(cursor, replace(core, month=month.value))
        if unit is Unit.DECADE:
            return core
        core = replace(core, unit=Unit.HALF)
    return _with_year(cursor, core)


def _year(cursor: Cursor, bare_year: bool) -> Core | None:
    """«2026 год», «2026–2028 годы», «2026-2027 учебный год»; «год», «учебный год» where a preposition allows it."""
    if cursor.peek().kind is Kind.YEAR:
        core = _with_year(cursor, Core(Unit.YEAR))
        return replace(core, unit=Unit.SCHOOL_YEAR) if core.school else core
    cursor.take_one(("календарного", "календарный"))
    if _take_school(cursor):
        core = _with_year(cursor, Core(Unit.SCHOOL_YEAR, school=True))
        return replace(core, each=not core.years) if core.years or bare_year else None
    if bare_year and UNITS.get(cursor.peek().text) is Unit.YEAR:
        cursor.next()
        return Core(Unit.YEAR, each=True)
    return None


def _with_year(cursor: Cursor, core: Core) -> Core:
    """The core with the year that follows it, if one does."""
    if cursor.peek().kind is Kind.YEAR:
        return _written_years(cursor, core)
    if core.unit is not Unit.DAY and core.unit is not Unit.SCHOOL_YEAR and _take_school(cursor):
        return _with_year(cursor, replace(core, school=True))
    if core.unit is not Unit.MONTH and core.unit is not Unit.DAY and UNITS.get(cursor.peek().text) is Unit.YEAR:
        cursor.next()
    return core


def _written_years(cursor: Cursor, core: Core) -> Core:
    first = cursor.next().value
    joint, second = cursor.peek(), cursor.peek(1)
    if joint.kind in (Kind.DASH, Kind.SLASH) and second.kind in (Kind.YEAR, Kind.NUMBER):
        last = second.value if second.kind is Kind.YEAR else first // 100 * 100 + second.value
        start = cursor.at
        cursor.at += 2
        consecutive = last == first + 1
        if consecutive and (_take_school(cursor) or joint.kind is Kind.SLASH or core.school):
            return replace(core, years=(first,), school=True)
        if second.kind is Kind.YEAR and joint.kind is Kind.DASH and first < last <= first + 120:
            plural = cursor.take_one(YEARS_PLURAL)
            if plural or (core.unit is Unit.YEAR and not consecutive):
                _take_year_word(cursor)
                return replace(core, years=tuple(range(first, last + 1)), bare=plural)
        cursor.at = start
        if core.unit is Unit.YEAR and consecutive:
            raise UnclearError("two calendar years or one school year")
    if cursor.peek().text in SCHOOL or core.school:
        raise UnclearError("a school year has two years")
    return replace(core, years=(first,), bare=_take_year_word(cursor) != "год")


def _take_year_word(cursor: Cursor) -> str:
    """Step over «год», «года», «г.», «гг.»; the word, or nothing."""
    if UNITS.get(cursor.peek().text) is not Unit.YEAR:
        return ""
    return cursor.next().text


def _take_school(cursor: Cursor) -> bool:
    """Step over «учебного года»."""
    if cursor.peek().text in SCHOOL and UNITS.get(cursor.peek(1).text) is Unit.YEAR:
        cursor.at += 2
        return True
    return False
