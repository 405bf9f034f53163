"""The phrases of a typed period, one after another, until the whole text is understood or refused."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from shnor_desktop.services.deadlines.cores import UnclearError
from shnor_desktop.services.deadlines.cursor import Cursor
from shnor_desktop.services.deadlines.periods import Piece, read_piece
from shnor_desktop.services.deadlines.phrases import Frequency, read_event, read_frequency, read_plan, read_relative
from shnor_desktop.services.deadlines.tokens import Kind, tokenize
from shnor_desktop.services.deadlines.vocabulary import WHOLE_PERIOD_PHRASES


@dataclass(slots=True)
class Reading:
    """What the phrases of a text add up to, before the years are settled. `named`: words that only name a plan."""

    pieces: list[Piece] = field(default_factory=list)
    frequency: Frequency | None = None
    by_plan: bool = False
    relative: bool = False
    whole_period: bool = False
    onward: bool = False
    named: bool = False


def read(text: str) -> Reading:
    """All phrases of the text; raises UnclearError at the first word that belongs to none."""
    cursor = Cursor(tokenize(text))
    reading = Reading()
    if all(token.kind in (Kind.DASH, Kind.BREAK) for token in cursor.tokens):
        return reading
    joint = _step_over_marks(cursor, "start")
    while not cursor.done:
        pieces = len(reading.pieces)
        _read_phrase(reading, cursor, joint)
        another = len(reading.pieces) > pieces
        if another and not joint:
            raise UnclearError("two periods with nothing between them")
        joint = _step_over_marks(cursor, "" if another else "phrase")
    if reading.named and reading.pieces:
        raise UnclearError("dates among words that were not understood")
    return reading


def _step_over_marks(cursor: Cursor, joint: str) -> str:
    """Step over commas, brackets and «и»; the last mark is what joins the next phrase to the one before."""
    while not cursor.done and _is_mark(cursor, joint):
        joint = cursor.next().text
    return "line" if not joint and cursor.peek().fresh else joint


def _is_mark(cursor: Cursor, joint: str) -> bool:
    """Whether what stands here only parts phrases; a dash does so after words («ежегодно – март»)."""
    token = cursor.peek()
    if token.kind is Kind.DASH:
        return joint == "phrase" or cursor.peek(1).text == "далее"
    return token.kind in (Kind.BREAK, Kind.SLASH) or token.text == "и"


def _read_phrase(reading: Reading, cursor: Cursor, joint: str) -> None:
    """Add the phrase that begins at the cursor. The order matters: «в конце четверти» is no date, «в конце года» is."""
    if cursor.take_phrase(WHOLE_PERIOD_PHRASES):
        reading.whole_period = True
    elif cursor.take("далее"):
        reading.onward = True
    elif frequency := read_frequency(cursor):
        reading.frequency = reading.frequency.joined(frequency) if reading.frequency else frequency
    elif read_plan(cursor):
        reading.by_plan = True
    elif read_relative(cursor):
        reading.relative = True
    elif piece := read_piece(cursor):
        reading.pieces.append(replace(piece, joint=joint))
    elif read_event(cursor):
        reading.relative = True
    elif reading.by_plan and cursor.skip_words() and cursor.at_clause_end():
        reading.named = True
    else:
        raise UnclearError("a word that is no part of a period")
