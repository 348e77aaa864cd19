"""Instants finer than a datetime."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from kalends._native import text_of


class FineDatetime(datetime):
    """A datetime that keeps the nanoseconds of the text that it was read from.

    A clock of another language may tell nanoseconds, and a record such as a booking has to go back as it came. So an instant
    that a datetime would cut is one of these, and whatever takes records takes it in full. All else about it is a
    datetime's: it is compared and computed with in microseconds.
    """

    _text: str | None = None

    @classmethod
    def read(cls, text: str) -> Self:
        """Reads an instant in the engine's words, `2027-03-27T09:00:00.000000001Z`."""
        cut = datetime.fromisoformat(text)
        fine = cls.combine(cut.date(), cut.timetz())
        fine._text = text
        return fine

    @property
    def text(self) -> str:
        """The instant in full."""
        return self._text or text_of(self)

    def __reduce_ex__(self, protocol: object) -> tuple[object, ...]:
        return FineDatetime.read, (self.text,)


def instant(text: str) -> datetime:
    """An instant in the engine's words: fine only if it has to be."""
    _, _, digits = text.removesuffix("Z").partition(".")
    return FineDatetime.read(text) if len(digits) > 6 else datetime.fromisoformat(text)
