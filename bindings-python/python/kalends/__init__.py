"""Kalends: an embeddable scheduling engine.

Recurrence, availability, slots and bookings, right at the awkward hour: gaps, folds, month ends. Times are aware datetimes; the
zone data is the engine's own, the same on every machine.
"""

from kalends import aio, ops, records
from kalends._engine import Circumstances, Engine, KeptResource, KeptSession, Orders
from kalends._errors import ConflictError, Error, InputError, InternalError, LimitError, PortError
from kalends._fine import FineDatetime
from kalends._instants import Instants
from kalends._native import (
    ConflictIndex,
    Occurrence,
    Recurrence,
    Resolved,
    Series,
    Slot,
    Slots,
    call,
    codes,
    operations,
    resolve,
)
from kalends._slots import Prepared, explain, find_slots

OPS: tuple[str, ...] = tuple(name for name, _, _ in operations())
"""The names of all operations that `call` does."""

__all__ = [
    "OPS",
    "Circumstances",
    "ConflictError",
    "ConflictIndex",
    "Engine",
    "Error",
    "FineDatetime",
    "InputError",
    "Instants",
    "InternalError",
    "KeptResource",
    "KeptSession",
    "LimitError",
    "Occurrence",
    "Orders",
    "PortError",
    "Prepared",
    "Recurrence",
    "Resolved",
    "Series",
    "Slot",
    "Slots",
    "aio",
    "call",
    "codes",
    "explain",
    "find_slots",
    "operations",
    "ops",
    "records",
    "resolve",
]
