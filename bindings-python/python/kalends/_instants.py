"""Many times as one block of memory."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any, overload

if TYPE_CHECKING:
    import numpy
    import numpy.typing

_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
_WALL_EPOCH = datetime(1970, 1, 1)


class Instants(Sequence[datetime]):
    """Times in whole seconds since 1970, eight bytes each, read-only.

    A sequence of datetimes in UTC (naive ones for a floating series), made when they are read. `numpy.asarray` and
    `numpy()` give `datetime64[s]` on the same memory, `memory` a view of signed 64-bit integers.
    """

    __slots__ = ("_seconds", "_zoned")

    def __init__(self, seconds: bytes, zoned: bool = True) -> None:
        self._seconds, self._zoned = bytes(seconds), zoned

    @property
    def memory(self) -> memoryview:
        """The seconds, without a copy."""
        return memoryview(self._seconds).cast("q")

    def __buffer__(self, flags: int, /) -> memoryview:
        return self.memory

    @property
    def __array_interface__(self) -> dict[str, Any]:
        return {"version": 3, "shape": (len(self),), "typestr": "=M8[s]", "data": self._seconds}

    def numpy(self) -> numpy.typing.NDArray[numpy.datetime64]:
        """The times as `datetime64[s]`, without a copy. Needs numpy."""
        import numpy

        return numpy.frombuffer(self._seconds, dtype="datetime64[s]")

    def __len__(self) -> int:
        return len(self._seconds) // 8

    @overload
    def __getitem__(self, index: int) -> datetime: ...
    @overload
    def __getitem__(self, index: slice) -> Instants: ...
    def __getitem__(self, index: int | slice) -> datetime | Instants:
        if isinstance(index, slice):
            return Instants(self.memory[index].tobytes(), self._zoned)
        return (_EPOCH if self._zoned else _WALL_EPOCH) + timedelta(seconds=self.memory[index])

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Instants):
            return NotImplemented
        return (self._seconds, self._zoned) == (other._seconds, other._zoned)

    def __hash__(self) -> int:
        return hash((self._seconds, self._zoned))

    def __repr__(self) -> str:
        shown = ", ".join(time.isoformat() for time in self[:3])
        return f"<Instants {len(self)}: {shown}{', …' if len(self) > 3 else ''}>"

    def __reduce__(self) -> tuple[type[Instants], tuple[bytes, bool]]:
        return Instants, (self._seconds, self._zoned)
