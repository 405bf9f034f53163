"""What the members of a list lend each other: «15 и 20 сентября», «март, май 2027», «сентябрь 2026 и 2027 гг.»."""

from __future__ import annotations

from dataclasses import replace

from shnor_desktop.services.deadlines.cores import Core, UnclearError
from shnor_desktop.services.deadlines.periods import Piece
from shnor_desktop.services.deadlines.vocabulary import Unit

_LIST_JOINTS = frozenset((",", "и"))
_YEAR_JOINTS = frozenset((",", "и", "("))
_LENDING = frozenset((Unit.DAY, Unit.QUARTER, Unit.TERM, Unit.TRIMESTER, Unit.HALF, Unit.DECADE))


def settle(pieces: list[Piece]) -> list[Piece]:
    """The pieces with their units and with every year that stands in the text and belongs to them."""
    return _years_from_the_right(_years_of_groups(_units_from_the_right(pieces)))


def _units_from_the_right(pieces: list[Piece]) -> list[Piece]:
    """A bare figure is what the next member is: a day of its month, a quarter of its year."""
    settled: list[Piece] = []
    lender: Core | None = None
    for piece in reversed(pieces):
        right = _with_unit(piece.right, lender) if piece.right else None
        left = _with_unit(piece.left, right or lender)
        settled.append(replace(piece, left=left, right=right))
        lender = left if piece.joint in _LIST_JOINTS and not piece.limit else None
    return settled[::-1]


def _with_unit(core: Core, lender: Core | None) -> Core:
    if core.unit is not None:
        return core
    if lender is None or lender.unit not in _LENDING or lender.edge:
        raise UnclearError("a figure that is neither a day nor a quarter")
    return replace(lender, number=core.number)


def _years_of_groups(pieces: list[Piece]) -> list[Piece]:
    """Years written as members of their own: «март, 2026», «март 2026 и 2027 гг.», «2026 год: март, май»."""
    settled: list[Piece] = []
    group: list[Piece] = []
    lead: Core | None = None
    for place, piece in enumerate(pieces):
        if not _only_years(piece):
            group.append(_dated(piece, lead) if lead and not _years(piece) else piece)
            continue
        after = pieces[place + 1] if place + 1 < len(pieces) else None
        if group and piece.joint in _YEAR_JOINTS and _belongs(group[-1], piece.left):
            group = _with_years(group, piece.left)
            continue
        settled += group
        group = []
        lead = piece.left if after and after.joint == ":" else None
        if lead is None:
            settled.append(piece)
            if after and not _only_years(after) and not _years(after):
                raise UnclearError("a month after a year of its own")
    return settled + group


def _only_years(piece: Piece) -> bool:
    core = piece.left
    plain = piece.right is None and not piece.limit and not piece.since and not core.edge
    return plain and core.unit in (Unit.YEAR, Unit.SCHOOL_YEAR) and bool(core.years)


def _years(piece: Piece) -> tuple[int, ...]:
    """The years a piece names itself."""
    return piece.left.years or (piece.right.years if piece.right else ())


def _belongs(before: Piece, years: Core) -> bool:
    """A year after a month without one is that month's; after a month with one it is another year of it, but for
    «2021 год», which is a period of its own."""
    return not _years(before) or years.bare


def _with_years(group: list[Piece], years: Core) -> list[Piece]:
    own = [piece for piece in group if _years(piece)]
    if not own:
        return [_dated(piece, years) for piece in group]
    if len(own) > 1 or own[0] is not group[-1] or years.school or _school(own[0]):
        raise UnclearError("which of the years belongs to which month")
    union = replace(years, years=(*_years(own[0]), *years.years))
    return [_dated(piece, union) for piece in group]


def _school(piece: Piece) -> bool:
    return piece.left.school or bool(piece.right and piece.right.school)


def _dated(piece: Piece, years: Core) -> Piece:
    """The piece with these years; of a range only the end, the beginning follows from it."""
    if piece.right is None:
        return replace(piece, left=replace(piece.left, years=years.years, school=years.school or piece.left.school))
    left = replace(piece.left, years=())
    return replace(piece, left=left, right=replace(piece.right, years=years.years, school=years.school))


def _years_from_the_right(pieces: list[Piece]) -> list[Piece]:
    """«март, апрель 2027»: the year stands once, at the end."""
    settled: list[Piece] = []
    lender: Core | None = None
    for piece in reversed(pieces):
        if lender and not _years(piece):
            piece = _dated(piece, lender)
        settled.append(piece)
        dated = (core for core in (piece.left, piece.right) if core and len(core.years) == 1)
        lender = next(dated, None)
    return settled[::-1]
