"""For asyncio: any call of the package on a thread, so that the event loop goes on.

The engine lets other Python threads run while it works, so such a call really runs beside the loop. A call that was begun is
finished even if whoever awaits it is cancelled.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import date
from typing import ParamSpec, TypeVar

from kalends import _native

P = ParamSpec("P")
T = TypeVar("T")
D = TypeVar("D", bound=date)

_BATCH = 256


async def run(function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Calls a function or method on a thread: `await aio.run(engine.book, {…})`, `await aio.run(series.take, 10_000)`."""
    return await asyncio.to_thread(function, *args, **kwargs)


async def iterate(series: _native.Series[D]) -> AsyncIterator[D]:
    """The starts of a series, a batch at a time on a thread."""
    starts = iter(series)
    while batch := await asyncio.to_thread(_some, starts):
        for start in batch:
            yield start


def _some(starts: _native.Starts[D]) -> list[D]:
    return [start for _, start in zip(range(_BATCH), starts)]
