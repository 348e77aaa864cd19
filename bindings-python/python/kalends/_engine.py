"""The engine over a store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta, timezone
from types import TracebackType
from typing import Any, Self, TypedDict, Unpack, cast

from kalends import records
from kalends._errors import InputError
from kalends._native import Slots, Store
from kalends._perform import answer, encode


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
    key: str
    """Of the caller's: a command that comes again with it is answered as the first time."""


class KeptResource(TypedDict):
    """A resource as the store has it."""

    resource: records.Resource
    schedule: records.Schedule
    revision: int


class KeptSession(TypedDict):
    """A session with all its bookings."""

    session: records.Session
    bookings: list[records.Booking]


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
        """Closes the store, once those who use it are done. Whoever uses the engine afterwards gets `host.closed`."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Engine {'open' if self._store.is_open else 'closed'}>"

    def call(self, op: str, request: str | bytes) -> str:
        """Does one operation: a request as JSON in, an envelope as JSON out.

        The engine's own are `resource.put`, `booking.execute`, `offer.find` and so on, as in every language; every other name
        is one of `kalends.OPS`.
        """
        return self._store.call(op, request, self._clock())

    def new_booking_id(self) -> str:
        """An id for a booking; ids rise with time."""
        return cast(str, self._ask("booking.id"))

    def put_resource(self, resource: records.Resource, schedule: records.Schedule | None = None) -> None:
        """Adds a resource, or replaces it and its whole schedule. Its bookings stay."""
        self._ask("resource.put", resource=resource, schedule=schedule)

    def put_service(self, service: records.Service) -> None:
        """Adds a service, or replaces it. Bookings keep the buffers that they were made with."""
        self._ask("service.put", service=service)

    def put_policy(self, policy: records.Policy) -> None:
        """Adds a version of a policy; bookings keep the one that they were made under."""
        self._ask("policy.put", policy=policy)

    def put_busy(self, resource: str, source: str, spans: Iterable[tuple[datetime, datetime]]) -> None:
        """Replaces what a source, such as an outside calendar, says about a resource's time."""
        self._ask("external.put", resource=resource, source=source, spans=[_span(pair) for pair in spans])

    def put_bookings(
        self, bookings: Sequence[records.Booking], sessions: Sequence[records.Session] | None = None
    ) -> None:
        """Takes over bookings that somebody else decided, with the sessions that they are part of."""
        self._ask("booking.put", bookings=list(bookings), sessions=sessions and list(sessions))

    def resources(self) -> list[records.Resource]:
        """All resources, in order of id."""
        return cast("list[records.Resource]", self._ask("resource.list", ["@Resource"]))

    def resource(self, id: str) -> KeptResource | None:
        """A resource with its schedule and revision."""
        fields = {"resource": "@Resource", "schedule": "@Schedule"}
        return cast("KeptResource | None", self._ask("resource.get", fields, resource=id))

    def services(self) -> list[records.Service]:
        """All services, in order of id."""
        return cast("list[records.Service]", self._ask("service.list", ["@Service"]))

    def service(self, id: str) -> records.Service | None:
        """A service."""
        return cast("records.Service | None", self._ask("service.get", "@Service", service=id))

    def policies(self) -> list[records.Policy]:
        """All policies, in order of name and version."""
        return cast("list[records.Policy]", self._ask("policy.list", ["@Policy"]))

    def booking(self, id: str) -> records.Booking | None:
        """A booking, cancelled or not."""
        return cast("records.Booking | None", self._ask("booking.get", "@Booking", booking=id))

    def bookings(self, resource: str, start: datetime, end: datetime) -> list[records.Booking]:
        """The bookings of a resource that overlap `[start, end)`, cancelled ones too, in order of start."""
        span = {"start": start, "end": end}
        return cast("list[records.Booking]", self._ask("booking.list", ["@Booking"], resource=resource, range=span))

    def session(self, id: str) -> KeptSession | None:
        """A session with all its bookings."""
        fields = {"session": "@Session", "bookings": ["@Booking"]}
        return cast("KeptSession | None", self._ask("session.get", fields, session=id))

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
        asked = {"service": service, "resource": resource, "duration": duration, "limit": limit}
        span = {"start": start, "end": end}
        return self._store.slots(_request({**asked, "range": span, "context": circumstances}), self._clock())

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
        found = self._ask(
            "offer.explain",
            {"reasons": ["@Reason"]},
            service=service,
            resource=resource,
            start=start,
            duration=duration,
            context=circumstances,
        )
        return cast("list[records.Reason]", found["reasons"])

    def execute(self, command: records.Command, **circumstances: Unpack[Orders]) -> records.BookingVerdict:
        """Carries out a command in one transaction, such as `{"book": {…}}`.

        Repeating it is accepted and changes nothing, so whoever has lost the answer may ask again.
        """
        verdict = self._ask("booking.execute", "@BookingVerdict", command=command, context=circumstances)
        return cast("records.BookingVerdict", verdict)

    def judge(self, command: records.Command, **circumstances: Unpack[Orders]) -> records.BookingVerdict:
        """What would become of a command, fees and all, for a screen that shows it before the click; nothing is written."""
        verdict = self._ask("booking.judge", "@BookingVerdict", command=command, context=circumstances)
        return cast("records.BookingVerdict", verdict)

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

    def _ask(self, op: str, record: Any = None, **request: object) -> Any:
        return answer(self.call(op, _request(request)), record)


def _request(fields: Mapping[str, object]) -> str:
    """What is None is not asked for."""
    return encode({name: value for name, value in fields.items() if value is not None})


def _span(pair: tuple[datetime, datetime]) -> dict[str, object]:
    if not (isinstance(pair, tuple) and len(pair) == 2):
        found = type(pair).__name__
        raise InputError("wire.type", f"found `{found}`; expected a tuple of two aware datetimes", "spans")
    return {"span": {"start": pair[0], "end": pair[1]}}
