"""The engine over a store."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta, timezone
from types import TracebackType
from typing import Any, Self, TypedDict, Unpack, cast

from kalends import records
from kalends._native import Slots, Store
from kalends._perform import decode, encode


class Circumstances(TypedDict, total=False):
    """On whose behalf, and what shall not count: `records.Context` without the time, which the engine knows."""

    actor: records.Actor
    moving: str
    hold_owner: str
    client: str
    place: str
    party: int
    waive: list[records.ReasonCode]


class Orders(Circumstances, total=False):
    """The circumstances of a command."""

    by: str
    """Who gives it, for the trail of changes."""
    cause: str
    """Why, as a code of the host's own."""


class KeptResource(TypedDict):
    """A resource as the store has it."""

    resource: records.Resource
    schedule: records.Schedule
    revision: int


class Engine:
    """A store with a clock: open it by URL, ask what is free, and book.

    `memory:` dies with the engine, `sqlite:PATH` is a file. Any number of threads may use it; they take turns, and other
    Python threads run meanwhile. A refusal is an answer (`{"refuse": {"reasons": […]}}`), never raised.
    """

    def __init__(self, url: str, *, tenant: str | None = None, clock: Callable[[], datetime] | None = None) -> None:
        """Opens the store. Raises `store.url`, `store.unknown-kind`, `store.tenant`, `store.unavailable`."""
        self._store = Store(url, tenant)
        self._clock = clock or (lambda: datetime.now(timezone.utc))

    def close(self) -> None:
        """Closes the store, once those who use it are done. Whoever uses the engine afterwards gets `store.closed`."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Engine {'open' if self._store.is_open else 'closed'}>"

    def new_booking_id(self) -> str:
        """An id for a booking; ids rise with time."""
        return self._store.new_booking_id()

    def put_resource(self, resource: records.Resource, schedule: records.Schedule) -> None:
        """Adds a resource, or replaces it and its whole schedule. Its bookings stay."""
        self._store.put_resource(encode({"resource": resource, "schedule": schedule}))

    def put_service(self, service: records.Service) -> None:
        """Adds a service, or replaces it. Bookings keep the buffers that they were made with."""
        self._store.put_service(encode(service))

    def put_policy(self, policy: records.Policy) -> None:
        """Adds a version of a policy; bookings keep the one that they were made under."""
        self._store.put_policy(encode(policy))

    def policies(self) -> list[records.Policy]:
        """All policies, in order of name and version."""
        return cast("list[records.Policy]", _read(self._store.policies(), ["@Policy"]))

    def put_busy(self, resource: str, source: str, spans: Iterable[tuple[datetime, datetime]]) -> None:
        """Replaces what a source, such as an outside calendar, says about a resource's time."""
        self._store.put_busy(resource, source, spans)

    def resources(self) -> list[records.Resource]:
        """All resources, in order of id."""
        return cast("list[records.Resource]", _read(self._store.resources(), ["@Resource"]))

    def resource(self, id: str) -> KeptResource | None:
        """A resource with its schedule and revision."""
        fields = {"resource": "@Resource", "schedule": "@Schedule"}
        return cast("KeptResource | None", _read(self._store.resource(id), fields))

    def services(self) -> list[records.Service]:
        """All services, in order of id."""
        return cast("list[records.Service]", _read(self._store.services(), ["@Service"]))

    def service(self, id: str) -> records.Service | None:
        """A service."""
        return cast("records.Service | None", _read(self._store.service(id), "@Service"))

    def booking(self, id: str) -> records.Booking | None:
        """A booking, cancelled or not."""
        return cast("records.Booking | None", _read(self._store.booking(id), "@Booking"))

    def bookings(self, resource: str, start: datetime, end: datetime) -> list[records.Booking]:
        """The bookings of a resource that overlap `[start, end)`, cancelled ones too, in order of start."""
        return cast("list[records.Booking]", _read(self._store.bookings(resource, start, end), ["@Booking"]))

    def slots(
        self,
        service: str,
        start: datetime,
        end: datetime,
        *,
        resource: str | None = None,
        duration: timedelta | None = None,
        limit: int | None = None,
        **circumstances: Unpack[Circumstances],
    ) -> Slots:
        """What can be booked that starts within `[start, end)`, from one state of the store."""
        question = {"service": service, "resource": resource, "duration": duration, "limit": limit}
        return self._store.slots(self._question(question, circumstances, range={"start": start, "end": end}))

    def explain(
        self,
        service: str,
        start: datetime,
        *,
        resource: str | None = None,
        duration: timedelta | None = None,
        **circumstances: Unpack[Circumstances],
    ) -> list[records.Reason]:
        """Every reason why a start cannot be booked; none means that it can."""
        question = {"service": service, "resource": resource, "duration": duration}
        answer = self._store.explain(self._question(question, circumstances, start=start))
        return cast("list[records.Reason]", _read(answer, ["@Reason"]))

    def execute(self, command: records.Command, **circumstances: Unpack[Orders]) -> records.BookingVerdict:
        """Carries out a command in one transaction, such as `{"book": {…}}`.

        Repeating it is accepted and changes nothing, so whoever has lost the answer may ask again.
        """
        verdict = self._store.execute(encode(command), self._order(circumstances))
        return cast("records.BookingVerdict", _read(verdict, "@BookingVerdict"))

    def judge(self, command: records.Command, **circumstances: Unpack[Orders]) -> records.BookingVerdict:
        """What would become of a command, fees and all, for a screen that shows it before the click; nothing is written."""
        verdict = self._store.judge(encode(command), self._order(circumstances))
        return cast("records.BookingVerdict", _read(verdict, "@BookingVerdict"))

    def hold(self, hold: records.Hold, **circumstances: Unpack[Orders]) -> records.BookingVerdict:
        """Keeps a time free for the `hold_owner` of the circumstances."""
        return self.execute({"hold": hold}, **circumstances)

    def book(self, book: records.Book, **circumstances: Unpack[Orders]) -> records.BookingVerdict:
        """Takes a time, or asks for it where a host has to confirm."""
        return self.execute({"book": book}, **circumstances)

    def confirm(self, confirm: records.Confirm, **circumstances: Unpack[Orders]) -> records.BookingVerdict:
        """Says yes to what was asked for."""
        return self.execute({"confirm": confirm}, **circumstances)

    def decline(self, decline: records.Decline, **circumstances: Unpack[Orders]) -> records.BookingVerdict:
        """Says no to what was asked for."""
        return self.execute({"decline": decline}, **circumstances)

    def cancel(self, cancel: records.Cancel, **circumstances: Unpack[Orders]) -> records.BookingVerdict:
        """Calls a booking off, lets go of a hold, or takes a request back."""
        return self.execute({"cancel": cancel}, **circumstances)

    def reschedule(
        self, reschedule: records.Reschedule, **circumstances: Unpack[Orders]
    ) -> records.BookingVerdict:
        """Moves a booking."""
        return self.execute({"reschedule": reschedule}, **circumstances)

    def _context(self, circumstances: Mapping[str, Any]) -> dict[str, Any]:
        return {**circumstances, "now": self._clock()}

    def _order(self, orders: Mapping[str, Any]) -> str:
        said = {name: orders[name] for name in ("by", "cause") if name in orders}
        rest = {name: value for name, value in orders.items() if name not in said}
        return encode({**said, "context": self._context(rest)})

    def _question(self, optional: Mapping[str, Any], circumstances: Mapping[str, Any], **asked: Any) -> str:
        given = {name: value for name, value in optional.items() if value is not None}
        return encode({**given, **asked, "context": self._context(circumstances)})


def _read(text: str, table: Any) -> Any:
    return decode(json.loads(text), table)
