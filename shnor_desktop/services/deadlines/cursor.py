"""A place in the tokens of a period, with the few ways to step over them."""

from __future__ import annotations

from collections.abc import Iterable

from shnor_desktop.services.deadlines.tokens import DATED, Kind, Token
from shnor_desktop.services.deadlines.vocabulary import FREQUENCIES, Phrases

_END = Token(Kind.BREAK, "")


class Cursor:
    """Reads tokens one after another; a rule that fails puts `at` back where it was."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.at = 0

    @property
    def done(self) -> bool:
        """Whether nothing is left."""
        return self.at >= len(self.tokens)

    def peek(self, ahead: int = 0) -> Token:
        """The token so many places on; past the end, an empty break."""
        place = self.at + ahead
        return self.tokens[place] if place < len(self.tokens) else _END

    def next(self) -> Token:
        """The token here, stepping over it."""
        token = self.peek()
        self.at += 1
        return token

    def take(self, *words: str) -> bool:
        """Step over these words if they stand here in this order."""
        if any(self.peek(ahead).text != word for ahead, word in enumerate(words)):
            return False
        self.at += len(words)
        return True

    def take_one(self, words: Iterable[str]) -> bool:
        """Step over one token if it is among the words."""
        if self.done or self.peek().text not in words:
            return False
        self.at += 1
        return True

    def take_phrase(self, phrases: Phrases) -> bool:
        """Step over the longest of the phrases that stands here."""
        return any(self.take(*phrase) for phrase in phrases.get(self.peek().text, ()))

    def at_clause_end(self) -> bool:
        """Whether a comma, a bracket, a new line, the end, or a word that says how often stands here."""
        token = self.peek()
        return token.kind is Kind.BREAK or token.fresh or token.text in FREQUENCIES or token.text == "далее"

    def skip_words(self) -> int:
        """Step over plain words up to the end of the clause or a date; says how many."""
        start = self.at
        while not self.at_clause_end() and self.peek().kind not in DATED:
            self.at += 1
        return self.at - start
