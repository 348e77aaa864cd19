"""The records of the operations.

Made by `cargo xtask gen`; don't edit.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any, Literal, NotRequired, TypeAlias, TypedDict


class AcceptOffer(TypedDict):
    """Take what is offered: it is booked, or asked for where the service has a host confirm.

    Repeating it is accepted and changes nothing."""
    details: NotRequired[Details]
    """What people say about it."""
    entry: WaitlistId
    """Which entry."""
    kind: NotRequired[BookingKind]
    """What the booking is."""
    participants: NotRequired[list[Participant]]
    """Who takes part."""
    price: NotRequired[Money]
    """What it costs to come, where a policy takes parts of that."""
    version: NotRequired[int]
    """The version that the caller has seen; any if absent."""


class AddResource(TypedDict):
    """Make a resource known."""
    resource: Resource
    """The resource, with an id that no other has."""
    schedule: Schedule
    """When it is open."""


class AddRule(TypedDict):
    """Add a rule to the schedule of a resource."""
    on_bookings: NotRequired[OnBookings]
    """What becomes of bookings that would be left outside."""
    resource: ResourceId
    """Whose schedule."""
    rule: ScheduleRule
    """The rule, with an id that no other rule of the schedule has. Its version begins at 1."""


class AddService(TypedDict):
    """Offer a service."""
    service: Service
    """The service, with an id that no other has."""


class Agreement(TypedDict):
    """Under which policy a booking was made, and what has come of that."""
    consequences: NotRequired[list[Consequence]]
    """What it has cost or given back, in the order in which it happened. What came to nothing is not here."""
    moves: NotRequired[int]
    """How often the client has moved it."""
    policy: PolicyRef
    """The policy, as it stood when the booking was made."""
    reference: NotRequired[datetime]
    """The start that lateness is judged by, where that is another than the booking's: the one that stood before the client's last late move."""


class AmountBookings(TypedDict):
    """So many."""
    bookings: int


class AmountTime(TypedDict):
    """So much."""
    time: Elapsed


class Attended(TypedDict):
    """Whether one participant came."""
    attendance: Attendance
    """Whether they came."""
    subject: SubjectId
    """Who."""


class AvailabilityFreeRequest(TypedDict):
    """Asks for the free time of a range."""
    busy: NotRequired[list[Busy]]
    """What takes time, in any order; bounds of outside events with a fraction are widened to whole seconds."""
    range: Interval
    """Of which range."""
    schedule: Schedule
    """When it is open."""
    zone: str
    """The home zone of the schedule, in either case."""


class AvailabilityFreeResponse(TypedDict):
    """The free time of a range."""
    free: IntervalSet
    """Open and not busy, in order, neither overlapping nor touching."""
    release: str
    """The release of the zone data."""
    total: Total
    """How long that is together, as time elapses."""


class BlockerBooking(TypedDict):
    """A booking of ours."""
    booking: BookingId


class BlockerExternal(TypedDict):
    """An outside event."""
    external: ExternalUse


class BlockerHold(TypedDict):
    """A booking that is held for somebody."""
    hold: BookingId


class BlockerSession(TypedDict):
    """A session of ours."""
    session: SessionId


class Book(TypedDict):
    """Take a time, or ask for it where the service has a host confirm.

    How many come, whose booking it is and where it takes place are said in the context, as when slots were listed. Repeating the same command with the same id is accepted and changes nothing."""
    booking: BookingId
    """The new booking's id: a UUIDv7 of the caller's, or any other unique text."""
    details: NotRequired[Details]
    """What people say about it."""
    duration: NotRequired[Length]
    """One of the service's durations; absent is its default."""
    kind: NotRequired[BookingKind]
    """What it is."""
    participants: NotRequired[list[Participant]]
    """Who takes part."""
    price: NotRequired[Money]
    """What it costs to come, where a policy takes parts of that."""
    resource: NotRequired[ResourceId]
    """Whose time: needed where the service requires nothing by itself. Otherwise a member who has to take part."""
    service: ServiceId
    """What for."""
    session: NotRequired[SessionId]
    """The id of the session that begins with it, if none is there to join; absent is one that is derived from the booking's."""
    start: datetime
    """From when."""


class BookSeries(TypedDict):
    """Book every occurrence of a series, in one commit.

    Each is judged as a booking of its own, with those before it in place, and has an id of its own: the series' id and its original local start. A series without end is booked up to `until`, and further by `ExtendSeries`. Repeating the same command with the same id is accepted and changes nothing."""
    details: NotRequired[Details]
    """What people say about it."""
    duration: NotRequired[Length]
    """One of the service's durations; absent is its default."""
    kind: NotRequired[BookingKind]
    """What the bookings are."""
    on_conflict: NotRequired[OnConflict]
    """What is done about occurrences that cannot be booked."""
    participants: NotRequired[list[Participant]]
    """Who takes part."""
    price: NotRequired[Money]
    """What it costs to come to one of them, where a policy takes parts of that."""
    recurrence: SeriesRecord
    """When it takes place. It needs a zone."""
    resource: NotRequired[ResourceId]
    """Whose time: needed where the service requires nothing by itself. Otherwise a member who has to take part."""
    series: SeriesId
    """The new series' id."""
    service: ServiceId
    """What for."""
    until: NotRequired[datetime]
    """Only occurrences whose original start comes before this instant. A series without end needs it."""


class BookedSeries(TypedDict):
    """A recurring booking: when it takes place, and how far it is booked. Its occurrences are bookings."""
    client: NotRequired[SubjectId]
    """Who books."""
    created_at: datetime
    """When it was made."""
    duration: NotRequired[Length]
    """How long; absent is the service's default."""
    ended: NotRequired[Ending]
    """Who ended it, and when; absent while it goes on."""
    id: SeriesId
    """Came in with the command; also the iCalendar UID of its calendar entry."""
    kind: NotRequired[BookingKind]
    """What its bookings are."""
    party: NotRequired[int]
    """How many come."""
    pauses: NotRequired[list[Pause]]
    """When it does not take place."""
    planned: NotRequired[datetime]
    """Original local start of the last occurrence that was planned; absent if none was."""
    recurrence: SeriesRecord
    """When it takes place."""
    resource: NotRequired[ResourceId]
    """Who has to take part, if somebody was named."""
    service: ServiceId
    """What for."""
    split_from: NotRequired[SplitFrom]
    """From which series it was split off."""
    updated_at: datetime
    """When it was last changed."""
    version: int
    """Starts at 1 and rises with each change."""


class Booking(TypedDict):
    """One party's claim on a session.

    It repeats of its session what people ask of a booking: when, what for and whose time; and keeps that when the session goes on without it."""
    agreement: NotRequired[Agreement]
    """Under which policy it was made, and what has come of that; absent where the service has none."""
    client: NotRequired[SubjectId]
    """Who books, where limits and policies ask."""
    created_at: datetime
    """When it was made."""
    details: NotRequired[Details]
    """What people say about it."""
    id: BookingId
    """Came in with the command; also the iCalendar UID, for good."""
    kind: NotRequired[BookingKind]
    """What it is."""
    local: LocalIntent
    """What people agreed on."""
    occurrence: NotRequired[Occurrence]
    """Which occurrence of a series it is."""
    participants: NotRequired[list[Participant]]
    """Who takes part."""
    party: NotRequired[int]
    """How many come; where the session has seats, how many of them it takes."""
    price: NotRequired[Money]
    """What it costs to come."""
    resources: list[ResourceId]
    """Whose time, in the order of the service's legs. The first one leads."""
    sequence: int
    """The iCalendar SEQUENCE: starts at 0 and rises when the time, the place or the status changes."""
    service: ServiceId
    """What for."""
    session: SessionId
    """Which use of time it has a part in."""
    span: Interval
    """When, without buffers."""
    status: Status
    """Where it stands."""
    updated_at: datetime
    """When it was last changed."""
    version: int
    """Starts at 1 and rises with each change."""


class BookingAccepted(TypedDict):
    """What an accepted command leads to."""
    before: NotRequired[BookedSeries]
    """What a split leaves of the series that it was split off from."""
    bookings: list[Booking]
    """The bookings that it is about, as they stand afterwards."""
    changed: bool
    """Whether anything has to be written: a command that was carried out before changes nothing. If so, these bookings have to be written, the one or two series, the resource or the service, and what stands below, each list in its order: a record may change twice."""
    entries: NotRequired[list[BookingEntry]]
    """The entries of waitlists that have to be written."""
    entry: NotRequired[BookingEntry]
    """The place in a waitlist that it is about, as it stands afterwards, where it is about one."""
    offers: NotRequired[list[Booking]]
    """The bookings that hold what is offered, or held it, and have to be written too."""
    orphans: NotRequired[list[Orphan]]
    """What a changed schedule leaves outside opening hours: kept or cancelled, as the command says."""
    outcomes: NotRequired[dict[str, Outcome]]
    """What the policies say to it, by booking: whether it is late, fees, tokens, deposits."""
    plan: NotRequired[Plan]
    """What was planned of the series: every occurrence, with the reasons of what could not be booked."""
    promoted: NotRequired[list[BookingEntry]]
    """Those who waited and have an offer now of what became free, in the order in which they got it."""
    resource: NotRequired[Scheduled]
    """The resource that it is about, with its schedule as it stands afterwards, where it is about one."""
    series: NotRequired[BookedSeries]
    """The series that it is about, as it stands afterwards, where it is about one."""
    service: NotRequired[BookingService]
    """The service that it is about, as it stands afterwards; absent where it is about none, or removes it."""
    session: NotRequired[Session]
    """The session that it is about, as it stands afterwards, where it is about one."""
    sessions: NotRequired[list[Session]]
    """The sessions that have to be written, with the bookings."""


class BookingBuffer(TypedDict):
    """Time kept clear before and after a booking."""
    after: Elapsed
    """Kept clear after the end."""
    before: Elapsed
    """Kept clear before the start."""


class BookingConfirmation(TypedDict):
    """How a host confirms what clients ask for."""
    declines_losers: NotRequired[bool]
    """Whether a request that cannot be confirmed, because the time has been taken, is declined at once. It stays requested if not."""
    expires_after: NotRequired[Elapsed]
    """How long a request waits; absent is for good."""
    late_confirm: LateConfirm
    """What becomes of a request that is confirmed after it has lapsed."""
    pending_blocks: NotRequired[bool]
    """Whether a request takes its time from others while it waits."""


class BookingDecideRequest(TypedDict):
    """Asks whether a command can be carried out, with everything that the decision has to see.

    Whoever keeps the records has to load them and write what follows in one transaction, or two buyers can get one time."""
    bookings: NotRequired[list[Booking]]
    """Bookings: the one with the command's id if there is one, and all of the sessions and of the series."""
    command: Command
    """What somebody wants done."""
    context: Context
    """The circumstances."""
    entries: NotRequired[list[Entry]]
    """Entries of waitlists: the one with the command's id if there is one, and all that wait for the sessions, or for any time of the service. The bookings that are their offers belong to the bookings above."""
    policies: NotRequired[list[Policy]]
    """The policies, where the service or a booking names one: in the version that the booking was made under, or that the service is booked under now."""
    resources: NotRequired[list[ResourceState]]
    """The resources that the service requires, or that the command or its booking names, as questions about slots take them; none is needed for a command that takes no time."""
    series: NotRequired[list[BookedSeries]]
    """The series that the command is about, if there is one with its id."""
    service: NotRequired[Service]
    """The service that the command or its booking is about; not needed for a command that takes no time."""
    sessions: NotRequired[list[Session]]
    """Sessions: the one that the command is about or that its booking has a part in. Others may be here too, instead of in the resources' busy time; what is in both counts once."""
    surroundings: NotRequired[Surroundings]
    """What matters beside the resources."""
    tokens_used: NotRequired[list[date]]
    """The local dates at which the client used grace tokens, for whatever booking, that were not given back."""


class BookingDecideResponse(TypedDict):
    """What becomes of a command."""
    release: str
    """The release of the zone data."""
    verdict: BookingVerdict
    """The decision."""


class BookingEntry(TypedDict):
    """Somebody's place in a waitlist."""
    client: SubjectId
    """Who waits."""
    ends_at: NotRequired[datetime]
    """From when on it waits no longer, as far as that is known: when the session begins, or the end of the wish."""
    id: WaitlistId
    """The host's id."""
    joined_at: datetime
    """Since when: whoever joined first comes first, and of several at one instant the one whose id is less."""
    seats: NotRequired[int]
    """How many seats it needs, all of them together."""
    status: Status3
    """Where it stands."""
    version: int
    """Starts at 1 and rises with each change."""
    wish: Wish
    """What it waits for."""


class BookingRefused(TypedDict):
    """Why a command cannot be carried out."""
    bookings: NotRequired[list[Booking]]
    """The bookings that have to be written all the same: a request that cannot be confirmed may be declined at once."""
    entries: NotRequired[list[BookingEntry]]
    """The entries of waitlists that have to be written with them."""
    orphans: NotRequired[list[Orphan]]
    """Of a changed schedule: what it would leave outside opening hours."""
    plan: NotRequired[Plan]
    """Of a series: every occurrence with its reasons."""
    reasons: list[Reason]
    """Why, in the order of the codes."""
    sessions: NotRequired[list[Session]]
    """The sessions that have to be written with them."""


class BookingService(TypedDict):
    """What can be booked."""
    align: Align
    """Where the grid is anchored."""
    buffer: NotRequired[BookingBuffer]
    """Time kept clear around a booking; a resource's own buffer counts where it is larger."""
    buffer_hours: BufferHours
    """Whether buffers must fit inside opening hours."""
    buffer_scope: BufferScope
    """Whom buffers keep their distance from."""
    business: NotRequired[Business]
    """What counts as working time, and the notice in it."""
    compose: Compose
    """How buffers of neighbours add up."""
    confirmation: NotRequired[BookingConfirmation]
    """How a host confirms what clients ask for; absent where a booking is confirmed as it is made."""
    durations: list[Length]
    """The durations that can be chosen; the first is the default."""
    first_day: NotRequired[int]
    """The first day that can be booked, in the resource's zone: 0 is today, 1 is tomorrow."""
    horizon: NotRequired[Horizon]
    """How far ahead; absent is without end."""
    id: ServiceId
    """The host's id."""
    limits: NotRequired[list[Limit]]
    """How much of it may be booked."""
    notice: NotRequired[CalendarDuration]
    """Shortest time from now to a start: hours and shorter are elapsed, days and longer keep the wall time in the resource's zone. `start >= now + notice` is bookable, inclusive."""
    policy: NotRequired[PolicyName]
    """What cancelling, moving and not coming cost a client, and until when they may; absent is nothing, and until the start. A booking keeps the version that it was made under."""
    requires: NotRequired[list[Leg]]
    """What a booking takes, all of it; none is the one resource that the question names."""
    retired: NotRequired[bool]
    """Whether it is not offered any more: it was removed, and is kept for what was booked of it."""
    seats: NotRequired[int]
    """How many can book the same session, for a group; absent is one party alone."""
    step: Length
    """Distance between possible starts."""
    version: NotRequired[int]
    """Rises by one with each change; the first is 1, and so is an absent one."""
    waitlist: NotRequired[BookingTerms]
    """How those who wait come next when something becomes free; absent where nobody can wait."""
    zone: NotRequired[ZoneName]
    """The zone whose dates its limits count by, but for those per resource."""


class BookingStatus2Moved(TypedDict):
    """It is booked at another time than its own."""
    moved: BookingStatus2MovedMoved


BookingStatus2MovedMoved = TypedDict('BookingStatus2MovedMoved', {'from': "datetime", 'reasons': "list[Reason]"})


class BookingStatus2Skip(TypedDict):
    """It is left out."""
    skip: BookingStatus2SkipSkip


class BookingStatus2SkipSkip(TypedDict):
    """A record."""
    reasons: list[Reason]
    """Every reason, in the order of their codes. Another occurrence of the plan that is in the way is named by its original local start, as if that were the id of a booking."""


class BookingTerms(TypedDict):
    """How a waitlist works."""
    cutoff: Elapsed
    """How long before the start offers end, and free seats are everybody's."""
    discipline: Discipline
    """Who comes next."""
    offer_ttl: Length
    """How long an offer stands."""


class BookingUse(TypedDict):
    """A booking's use of a resource."""
    buffer: NotRequired[Buffer]
    """The time that it keeps clear."""
    id: BookingId
    """Which booking."""
    tentative: NotRequired[Tentative]
    """Until when it takes them, if nobody has confirmed it yet."""
    units: NotRequired[int]
    """How many of the resource's concurrent uses it takes."""


class BookingVerdictAccept(TypedDict):
    """It is done once what follows is written."""
    accept: BookingAccepted


class BookingVerdictRefuse(TypedDict):
    """It cannot be done."""
    refuse: BookingRefused


class Buffer(TypedDict):
    """Time kept clear before and after a booking."""
    after: NotRequired[Elapsed]
    """Kept clear after the end."""
    before: NotRequired[Elapsed]
    """Kept clear before the start."""


class Business(TypedDict):
    """What counts as working time, and how much notice of it a service needs.

    A business day is a local date with some open time, holidays and time off already taken away."""
    notice: NotRequired[BusinessTime]
    """Shortest time from now to a start, beside the service's own notice."""
    schedule: Schedule
    """When it is working time."""
    zone: ZoneName
    """The zone of the calendar."""


class BusinessTimeDays(TypedDict):
    """To the same wall time on the nth business day after today, or before it where one counts back."""
    days: int


class BusinessTimeTime(TypedDict):
    """So much open time; what is closed in between does not count."""
    time: Elapsed


class Busy(TypedDict):
    """Time that is taken."""
    by: NotRequired[Occupant]
    end: datetime
    """an instant such as 2027-01-31T08:00:00Z"""
    place: NotRequired[PlaceId]
    start: datetime
    """an instant such as 2027-01-31T08:00:00Z"""


class CalendarBooking(TypedDict):
    """A booking with what a calendar shows besides."""
    booking: Booking
    """The booking: its id is the UID, its title the SUMMARY, its state the STATUS (tentative while it is held or requested), its participants with an address the attendees."""
    description: NotRequired[str]
    """DESCRIPTION; absent is the booking's notes."""
    location: NotRequired[str]
    """LOCATION."""
    url: NotRequired[str]
    """URL: where it can be seen or joined; absent is the booking's link."""


class CalendarEvent(TypedDict):
    """An event of a calendar that blocks."""
    all_day: bool
    """Whether it covers whole days of the owner."""
    kind: CalendarBusyKind
    """How firmly."""
    line: int
    """The line of the file that it comes from, from 1."""
    recurrence: NotRequired[datetime]
    """The original local start of the instance, its identity; absent if the event happens once."""
    span: Interval
    """When."""
    summary: NotRequired[str]
    """SUMMARY."""
    uid: NotRequired[str]
    """UID; the same for all instances of an event."""


class CalendarProblem(TypedDict):
    """Something in a calendar that is not as it should be, and was read anyway."""
    code: str
    """The stable code."""
    line: int
    """The line of the file, from 1."""
    message: str
    """The sentence for people."""


class Cancel(TypedDict):
    """Call a booking off, let go of a hold, or take a request back.

    A client only before its start. Repeating it is accepted and changes nothing."""
    booking: BookingId
    """Which."""
    version: NotRequired[int]
    """The version that the caller has seen; any if absent."""


CancelSeries = TypedDict('CancelSeries', {'from': "NotRequired[datetime]", 'series': "SeriesId", 'version': "NotRequired[int]"})
"""End a series: what is booked of it from an occurrence on is called off. Bookings that have begun stay."""


class CancelSession(TypedDict):
    """Call a session off with all its bookings. Only a host."""
    session: SessionId
    """Which."""
    version: NotRequired[int]
    """The version that the caller has seen; any if absent."""


class CancelTerms(TypedDict):
    """When a client may cancel, and for how much."""
    cooling_off: NotRequired[Elapsed]
    """For so long after the booking was made it is free, however close the start; inclusive."""
    grace: NotRequired[Grace]
    """Late cancels that cost nothing after all."""
    tiers: NotRequired[list[Tier]]
    """What it costs, from long before to shortly before; after the last tier it is not allowed. None: free."""


class Change2Move(TypedDict):
    """All move as the first of them does, by the same difference on the clock: to another weekday, say. Their identities stay. Of all occurrences, the series' own start is the first."""
    move: Moment


class Change2Rule(TypedDict):
    """They follow another rule."""
    rule: Rule


class Change2Time(TypedDict):
    """They take place at another time of day. Their identities move along."""
    time: TimeOfDay


class ChangeMoved(TypedDict):
    """It takes place at another time, or the same and lasts otherwise."""
    moved: ChangeMovedMoved


class ChangeMovedMoved(TypedDict):
    """A record."""
    lasting: NotRequired[Extent]
    """How long it lasts; absent is as long as the others."""
    to: Moment
    """When it starts."""


class ChangeResource(TypedDict):
    """Change what is said of a resource; its schedule stays. Bookings are judged where its home zone moves the hours."""
    on_bookings: NotRequired[OnBookings]
    """What becomes of bookings that would be left outside."""
    resource: Resource
    """What is said from now on. Which version it brings along does not matter."""
    version: NotRequired[int]
    """The version that the caller has seen; any if absent."""


class ChangeRule(TypedDict):
    """Let a rule of a schedule say something else, be it of another kind. Its version rises by one."""
    on_bookings: NotRequired[OnBookings]
    """What becomes of bookings that would be left outside."""
    resource: ResourceId
    """Whose schedule."""
    rule: ScheduleRule
    """What it says from now on. Which version it brings along does not matter."""
    version: NotRequired[int]
    """The version that the caller has seen; any if absent."""


class ChangeSchedule(TypedDict):
    """Replace all rules of a schedule at once; the version is that of the resource."""
    on_bookings: NotRequired[OnBookings]
    """What becomes of bookings that would be left outside."""
    resource: ResourceId
    """Whose schedule."""
    schedule: Schedule
    """What it says from now on."""
    version: NotRequired[int]
    """The version that the caller has seen; any if absent."""


class ChangeService(TypedDict):
    """Change a service. Bookings keep the buffers and the length that they were made with."""
    service: Service
    """What it is from now on. Which version it brings along does not matter."""
    version: NotRequired[int]
    """The version that the caller has seen; any if absent."""


class Claim(TypedDict):
    """A booking's seats in a session."""
    booking: BookingId
    """Which booking."""
    seats: NotRequired[int]
    """How many seats."""
    tentative: NotRequired[Tentative]
    """Until when, if nobody has confirmed it yet."""


class ClosedBy(TypedDict):
    """What closes a time."""
    layer: Layer
    """The layer."""
    rule: NotRequired[RuleId]
    """The rule; absent where simply no window is open."""


class CombinationGaps(TypedDict):
    """What is missing from the first inside a range."""
    gaps: Interval


class CombinationIntersect(TypedDict):
    """What is in both."""
    intersect: IntervalSet


class CombinationSubtract(TypedDict):
    """What is in the first and not in this one."""
    subtract: IntervalSet


class CombinationUnion(TypedDict):
    """What is in either."""
    union: IntervalSet


class CommandAcceptOffer(TypedDict):
    """Take what is offered to whoever waits."""
    accept_offer: AcceptOffer


class CommandAddResource(TypedDict):
    """Make a resource known."""
    add_resource: AddResource


class CommandAddRule(TypedDict):
    """Add a rule to a schedule."""
    add_rule: AddRule


class CommandAddService(TypedDict):
    """Offer a service."""
    add_service: AddService


class CommandBook(TypedDict):
    """Take a time, or ask for it where a host has to confirm."""
    book: Book


class CommandBookSeries(TypedDict):
    """Book every occurrence of a series."""
    book_series: BookSeries


class CommandCancel(TypedDict):
    """Call a booking off, let go of a hold, or take a request back."""
    cancel: Cancel


class CommandCancelSeries(TypedDict):
    """End a series."""
    cancel_series: CancelSeries


class CommandCancelSession(TypedDict):
    """Call a session off with all its bookings."""
    cancel_session: CancelSession


class CommandChangeResource(TypedDict):
    """Change what is said of a resource."""
    change_resource: ChangeResource


class CommandChangeRule(TypedDict):
    """Let a rule of a schedule say something else."""
    change_rule: ChangeRule


class CommandChangeSchedule(TypedDict):
    """Replace a schedule as a whole."""
    change_schedule: ChangeSchedule


class CommandChangeService(TypedDict):
    """Change a service."""
    change_service: ChangeService


class CommandComplete(TypedDict):
    """Note that a booking took place, and who came."""
    complete: Complete


class CommandConfirm(TypedDict):
    """Say yes to what was asked for."""
    confirm: Confirm


class CommandDecline(TypedDict):
    """Say no to what was asked for."""
    decline: Decline


class CommandDeclineOffer(TypedDict):
    """Do not take what is offered."""
    decline_offer: DeclineOffer


class CommandEditSeries(TypedDict):
    """Edit a series that is booked."""
    edit_series: EditSeries


class CommandExpire(TypedDict):
    """Write down that a hold or a request has lapsed."""
    expire: Expire


class CommandExpireEntry(TypedDict):
    """Write down that an offer, or the time to wait, is over."""
    expire_entry: ExpireEntry


class CommandExtendSeries(TypedDict):
    """Book further occurrences of a series."""
    extend_series: ExtendSeries


class CommandHold(TypedDict):
    """Keep a time free for somebody for a while."""
    hold: Hold


class CommandJoinWaitlist(TypedDict):
    """Wait for seats in a session, or for a time that is taken."""
    join_waitlist: JoinWaitlist


class CommandLeaveWaitlist(TypedDict):
    """Do not wait any longer."""
    leave_waitlist: LeaveWaitlist


class CommandMoveSession(TypedDict):
    """Move a session with all its bookings."""
    move_session: MoveSession


class CommandNoShow(TypedDict):
    """Note that nobody came."""
    no_show: NoShow


class CommandOpenSession(TypedDict):
    """Put a session up that parties can book."""
    open_session: OpenSession


class CommandPauseSeries(TypedDict):
    """Stop a series for a time."""
    pause_series: PauseSeries


class CommandReinstate(TypedDict):
    """Take a cancellation back."""
    reinstate: Reinstate


class CommandRemoveResource(TypedDict):
    """Take a resource out of what is offered."""
    remove_resource: RemoveResource


class CommandRemoveRule(TypedDict):
    """Take a rule out of a schedule."""
    remove_rule: RemoveRule


class CommandRemoveService(TypedDict):
    """Offer a service no longer."""
    remove_service: RemoveService


class CommandReschedule(TypedDict):
    """Move a booking to another time, or to another resource."""
    reschedule: Reschedule


class CommandResumeSeries(TypedDict):
    """Let a series that pauses go on."""
    resume_series: ResumeSeries


class CommandSwap(TypedDict):
    """Put one resource of a session in the place of another."""
    swap: Swap


class Complete(TypedDict):
    """Note that a booking took place, and who came. Only a host, and only from its start on."""
    attendance: NotRequired[list[Attended]]
    """Who came, and who did not."""
    booking: BookingId
    """Which."""
    version: NotRequired[int]
    """The version that the caller has seen; any if absent."""


class Confirm(TypedDict):
    """Say yes to what was asked for.

    Conflicts are checked once more. A request that has lapsed is confirmed only where the service says so, and then as if it were asked for now."""
    booking: BookingId
    """Which."""
    version: NotRequired[int]
    """The version that the caller has seen; any if absent."""


class Confirmation(TypedDict):
    """How a host confirms what clients ask for."""
    declines_losers: NotRequired[bool]
    """Whether a request that cannot be confirmed, because the time has been taken, is declined at once. It stays requested if not."""
    expires_after: NotRequired[Elapsed]
    """How long a request waits; absent is for good."""
    late_confirm: NotRequired[LateConfirm]
    """What becomes of a request that is confirmed after it has lapsed."""
    pending_blocks: NotRequired[bool]
    """Whether a request takes its time from others while it waits."""


class ConflictAlternativesRequest(TypedDict):
    """Asks for the free times nearest to one that is taken."""
    asked: Interval
    """The time that was asked for."""
    busy: NotRequired[list[Interval]]
    """What is taken, in any order."""
    limit: NotRequired[int]
    """At most this many; absent is 10."""
    open: IntervalSet
    """What is open, in any order."""
    step: Elapsed
    """Alternatives start a whole number of these before or after the asked start."""


class ConflictAlternativesResponse(TypedDict):
    """Free times of the length of the asked one."""
    alternatives: list[Interval]
    """By the distance of their starts from the asked one; the later of two that are as far comes first. The asked time itself leads if it is free."""


class ConflictBetweenRequest(TypedDict):
    """Asks for the conflicts of two series in a range. Both need a zone."""
    a: SeriesRecord
    """One series."""
    b: SeriesRecord
    """The other."""
    limit: NotRequired[int]
    """At most this many, from the earliest on."""
    range: Interval
    """Only conflicts whose time lies in it, at least in part."""


class ConflictBetweenResponse(TypedDict):
    """The conflicts of two series."""
    conflicts: list[SeriesConflict]
    """In the order in which they begin."""
    release: str
    """The release of the zone data."""


class ConflictEntry(TypedDict):
    """A span of time and whose it is."""
    id: str
    """The host's name for it."""
    span: Interval
    """When."""


ConflictFirstRequest = TypedDict('ConflictFirstRequest', {'a': "SeriesRecord", 'b': "SeriesRecord", 'from': "NotRequired[datetime]"})
"""Asks whether two series are ever in each other's way. Both need a zone."""


class ConflictFirstResponse(TypedDict):
    """Whether two series are ever in each other's way."""
    first: FirstConflictAnswer
    """The answer."""
    release: str
    """The release of the zone data."""


class ConflictOverloadsRequest(TypedDict):
    """Asks when more is used at one time than there is."""
    capacity: int
    """How much there is."""
    uses: list[ConflictUse]
    """The uses, in any order."""


class ConflictOverloadsResponse(TypedDict):
    """When more is used than there is."""
    overloads: list[OverloadRecord]
    """In order of time; none if the capacity is enough."""
    peak: int
    """The most that is ever used at one time."""


class ConflictPair(TypedDict):
    """Two spans that share time."""
    a: ConflictEntry
    """The one that starts first; of two that start at once, that which ends first, then the smaller id."""
    b: ConflictEntry
    """The other."""
    shared: Interval
    """The time that both take up."""


class ConflictPairsRequest(TypedDict):
    """Asks for all pairs that overlap: single spans, occurrences of series, and one with the other."""
    entries: NotRequired[list[ConflictEntry]]
    """Single spans, in any order."""
    limit: NotRequired[int]
    """At most this many, from the earliest on."""
    range: Interval
    """Which occurrences of the series take part: those that take up some of it. Single spans all do."""
    series: NotRequired[list[ConflictSeries]]
    """Series."""


class ConflictPairsResponse(TypedDict):
    """All pairs that overlap."""
    pairs: list[ConflictPair]
    """In the order in which they begin to."""
    release: NotRequired[str]
    """The release of the zone data; absent where no series took part."""


class ConflictSeries(TypedDict):
    """A series and whose it is."""
    id: str
    """The host's name for it."""
    series: SeriesRecord
    """The series, with a zone."""


class ConflictUse(TypedDict):
    """A use of something for a span of time."""
    amount: NotRequired[int]
    """How much it uses; absent is 1."""
    id: str
    """The host's name for it."""
    span: Interval
    """When."""


class Consecutive(TypedDict):
    """How long a resource may be booked without a pause.

    Bookings, sessions and holds with less than a pause between them are one chain, from the start of the first to the end of the last. Outside events are not part of it."""
    most: Length
    """How long a chain may be; a day at most."""
    pause: NotRequired[Length]
    """The shortest gap that ends a chain, a day at most; absent is any."""


class Consequence(TypedDict):
    """What something that was done to a booking has come to: a line of an invoice."""
    action: Action
    """What was done."""
    at: datetime
    """When."""
    by: Actor
    """By whom."""
    deposit: NotRequired[Deposit]
    """What has become of the deposit."""
    fee: NotRequired[Money]
    """What the client owes for it. All of it: a deposit that is kept counts towards it."""
    late: NotRequired[bool]
    """Whether it was late."""
    token: NotRequired[Token]
    """What has become of a grace token."""


class Context(TypedDict):
    """The circumstances of a question, the same value for listing, explaining and deciding."""
    actor: NotRequired[Actor]
    """On whose behalf."""
    client: NotRequired[SubjectId]
    """Who books, where limits count per client."""
    hold_owner: NotRequired[SubjectId]
    """Whose holds are no obstacle, because they are the caller's own."""
    moving: NotRequired[BookingId]
    """A booking that is being moved: its own time does not stand in its way."""
    now: datetime
    """The present instant; the library has no clock."""
    party: NotRequired[int]
    """How many come."""
    place: NotRequired[PlaceId]
    """Where it would take place; absent is online."""
    waive: NotRequired[list[ReasonCode]]
    """Reasons that shall not count. A host may waive `past`, `notice`, `horizon`, `hours`, `grid`, `travel`, `travel.unknown`, `limit`, `consecutive` and `break`; nobody may waive a double use."""


class Counted(TypedDict):
    """A booking that limits count.

    Whoever puts them together leaves out what does not count: what is cancelled, declined or expired, and what is held or requested without taking time. What is moved may be in or out."""
    booking: BookingId
    """Which booking."""
    client: NotRequired[SubjectId]
    """Whose it is, where that is known."""
    length: Length
    """How long it lasts, without buffers."""
    resources: list[ResourceId]
    """What it takes."""
    service: ServiceId
    """Of which service."""
    session: NotRequired[SessionId]
    """The session that it has a place in: the bookings of a session are one use of its resources and its service."""
    start: datetime
    """When it starts."""
    tentative: NotRequired[Tentative]
    """Until when it counts, if nobody has confirmed it yet."""


DateRange = TypedDict('DateRange', {'from': "NotRequired[date]", 'until': "NotRequired[date]"})
"""Dates from one to another, both inclusive, either end open."""


class Decline(TypedDict):
    """Say no to what was asked for."""
    booking: BookingId
    """Which."""
    version: NotRequired[int]
    """The version that the caller has seen; any if absent."""


class DeclineOffer(TypedDict):
    """Do not take what is offered, and do not wait any longer: it goes to whoever comes next. Repeating it is accepted and changes nothing."""
    entry: WaitlistId
    """Which entry."""
    version: NotRequired[int]
    """The version that the caller has seen; any if absent."""


class DepositKept(TypedDict):
    """It stays with the host."""
    kept: Money


class DepositRefunded(TypedDict):
    """The client gets it back."""
    refunded: Money


class Details(TypedDict):
    """What people say about a booking: nothing that decides anything, and all of it can be erased."""
    data: NotRequired[Json]
    """Anything else, for the host's software: given back as it came."""
    link: NotRequired[str]
    """Where to meet online."""
    notes: NotRequired[str]
    """Anything else, for people."""
    title: NotRequired[str]
    """Subject, for people."""


class EditSeries(TypedDict):
    """Edit a series that is booked: one occurrence, one and all that follow, or all of them; in one commit.

    Bookings that move keep their ids. What is moved, or added by another rule, is judged as when the series was booked, with what the edit moves out of the way; what cannot be had at its new time is treated as `on_conflict` says, and a booking that is left out by it is called off. What was moved by itself stays as people agreed, what has begun stays."""
    edit: SeriesEdit
    """What is different."""
    on_conflict: NotRequired[OnConflict]
    """What is done about occurrences that cannot be booked."""
    series: SeriesId
    """Which."""
    version: NotRequired[int]
    """The version that the caller has seen; any if absent."""


Ending = TypedDict('Ending', {'at': "datetime", 'by': "Actor", 'with': "NotRequired[EndedWith]"})
"""Who ended a booking, and when."""


class Entry(TypedDict):
    """Somebody's place in a waitlist."""
    client: SubjectId
    """Who waits."""
    ends_at: NotRequired[datetime]
    """From when on it waits no longer, as far as that is known: when the session begins, or the end of the wish."""
    id: WaitlistId
    """The host's id."""
    joined_at: datetime
    """Since when: whoever joined first comes first, and of several at one instant the one whose id is less."""
    seats: NotRequired[int]
    """How many seats it needs, all of them together."""
    status: NotRequired[Status2]
    """Where it stands."""
    version: NotRequired[int]
    """Starts at 1 and rises with each change."""
    wish: Wish
    """What it waits for."""


class EventTimeDates(TypedDict):
    """Whole local days in the owner's zone, both inclusive."""
    dates: DateRange


class EventTimeSpan(TypedDict):
    """From an instant until just before another; fractions of a second are widened outward."""
    span: EventTimeSpanSpan


class EventTimeSpanSpan(TypedDict):
    """A record."""
    end: datetime
    """When it ends."""
    start: datetime
    """When it starts."""


class Exception(TypedDict):
    """An occurrence that is not as the rule says, perhaps with all that follow."""
    change: Change
    """What becomes of it."""
    following: NotRequired[bool]
    """Whether the same becomes of all that follow: RANGE=THISANDFUTURE."""
    original: Moment
    """The original start of the occurrence, its identity."""


class Expire(TypedDict):
    """Write down that a hold or a request has lapsed. It takes no time in any case."""
    booking: BookingId
    """Which."""


class ExpireEntry(TypedDict):
    """Write down that an offer, or the time to wait, is over; what was offered goes to whoever comes next."""
    entry: WaitlistId
    """Which entry."""


Expiry = TypedDict('Expiry', {'at': "datetime", 'from': "StateName"})
"""When a booking lapsed, and as what."""


class ExtendSeries(TypedDict):
    """Book further occurrences of a series, up to a later instant. What cannot be booked is left out, and reported; the series goes on. Who takes part and what is said is as in its last booking."""
    series: SeriesId
    """Which."""
    until: datetime
    """Up to when."""
    version: NotRequired[int]
    """The version that the caller has seen; any if absent."""


class ExtentExact(TypedDict):
    """The same elapsed time for each: what RFC 5545 §3.8.5.3 says of DTEND."""
    exact: Elapsed


class ExtentNominal(TypedDict):
    """Months and days on the calendar, then elapsed seconds: what RFC 5545 says of DURATION. A month that lacks the day ends on its last."""
    nominal: CalendarDuration


class ExtentWall(TypedDict):
    """The same time on the clock: each occurrence ends when the wall shows its start plus this much."""
    wall: Elapsed


class ExternalUse(TypedDict):
    """An outside event's use of a resource."""
    event: NotRequired[EventId]
    """The event."""
    source: NotRequired[SourceId]
    """The calendar it comes from."""


class Facts(TypedDict):
    """What a policy has to know of a booking and its client."""
    cancelled_by_token: NotRequired[bool]
    """Whether this booking was cancelled by means of a token, where it is to be reinstated."""
    created_at: NotRequired[datetime]
    """When the booking was made, for terms that speak of it."""
    moves: NotRequired[int]
    """How often the client has moved it."""
    price: NotRequired[Money]
    """What it costs to come; a percentage of no price is nothing."""
    reference: NotRequired[datetime]
    """The start that lateness is judged by, where that is another: the one that stood before the client's last late move. See `Outcome::reference_after`."""
    start: datetime
    """When the booking starts."""
    tokens_used: NotRequired[list[date]]
    """The local dates at which the client used grace tokens, for whatever booking, that were not given back."""


class FeeFixed(TypedDict):
    """So much, whatever the price."""
    fixed: Money


class FeePercent(TypedDict):
    """A part of the price, rounded half up; nothing where there is no price."""
    percent: Percent


class FirstConflictAnswerAt(TypedDict):
    """These two are the first."""
    at: SeriesConflict


class FirstConflictAnswerNotBefore(TypedDict):
    """The search ended at its limit; no conflict starts before this instant."""
    not_before: datetime
    """an instant in whole seconds such as 2027-01-31T08:00:00Z"""


FloatingBreak = TypedDict('FloatingBreak', {'days': "NotRequired[Weekdays]", 'from': "TimeOfDay", 'id': "RuleId", 'length': "Length", 'to': "TimeOfDay"})
"""A break whose place in the day is not fixed: lunch of half an hour some time between 11:30 and 14:00.

A start inside or across the range is possible only if afterwards one stretch of the length is still clear of all bookings and all other busy time. Buffers may lie in it. What keeps out of the range is not judged. Where a clock change shortens the range below the length, nothing fits into it."""


class FreshnessStaleOk(TypedDict):
    """What was last known counts for a time; after that, nothing is offered."""
    stale_ok: FreshnessStaleOkStaleOk


class FreshnessStaleOkStaleOk(TypedDict):
    """A record."""
    max_age: Elapsed
    """How old it may be, inclusive."""


class Gap(TypedDict):
    """How much time may lie between two stages, both bounds inclusive."""
    max: NotRequired[Elapsed]
    """At most."""
    min: NotRequired[Elapsed]
    """At least."""


class Grace(TypedDict):
    """Tokens of a client, each of which makes one late cancel free."""
    most: int
    """So many."""
    period: Period
    """In each such period, by the local date of the cancel in the schedule's zone."""


class Held(TypedDict):
    """For whom a time is held, and until when."""
    expires_at: datetime
    """Alive iff `now` is before this instant."""
    owner: SubjectId
    """For whom."""


class Hold(TypedDict):
    """Keep a time free for somebody for a while.

    For everyone but the `hold_owner` of the context the time is taken while `now` is before the end of the hold. `Book` with the same booking's id makes a booking of it, judged by the notice and horizon of when it was held. Repeating it prolongs the hold, if nothing else has changed."""
    booking: BookingId
    """The new booking's id: a UUIDv7 of the caller's, or any other unique text."""
    duration: NotRequired[Length]
    """One of the service's durations; absent is its default."""
    resource: NotRequired[ResourceId]
    """Whose time: needed where the service requires nothing by itself. Otherwise a member who has to take part."""
    service: ServiceId
    """What for."""
    session: NotRequired[SessionId]
    """The id of the session that begins with it, if none is there to join; absent is one that is derived from the booking's."""
    start: datetime
    """From when."""
    ttl: Length
    """How long from now on."""


class HoldUse(TypedDict):
    """A hold's use of a resource."""
    buffer: NotRequired[Buffer]
    """The time that it keeps clear."""
    expires_at: datetime
    """Alive iff `now` is before this instant."""
    id: BookingId
    """The booking that it may become."""
    owner: SubjectId
    """For whom: to its owner the time is free."""
    units: NotRequired[int]
    """How many of the resource's concurrent uses it takes."""


class Holiday(TypedDict):
    """One day of a holiday calendar."""
    date: date
    """The local date in the home zone, closed from midnight to midnight."""
    name: NotRequired[str]
    """Its name."""


HolidayCalendar = TypedDict('HolidayCalendar', {'days': "list[Holiday]", 'except': "NotRequired[list[date]]", 'id': "RuleId", 'version': "NotRequired[int]"})
"""A calendar of holidays that a schedule observes, with the dates on which it does not."""


class HorizonBusinessDays(TypedDict):
    """The nth business day after today, in the zone of the service's business calendar, to the end of that local day."""
    business_days: int


class HorizonDays(TypedDict):
    """A rolling horizon: today is day 0 in the resource's zone, and all of the last local day is bookable."""
    days: int


class HorizonUntil(TypedDict):
    """Up to this date in the resource's zone, inclusive."""
    until: date
    """a date such as 2027-01-31"""


class IcalBusyRequest(TypedDict):
    """Asks when a calendar is busy."""
    events: NotRequired[bool]
    """Whether the answer also says what the events are called; absent is no, for that may be private."""
    own: NotRequired[OwnEvents]
    """The mirrors of our own bookings, which block nothing."""
    range: Interval
    """Only what takes up some of this range is answered."""
    source: NotRequired[SourceId]
    """Where the file comes from: named in the answer, and later in reasons."""
    tentative_blocks: NotRequired[bool]
    """Whether tentative events block; absent is yes."""
    text: str
    """The file, `text/calendar`."""
    zone: str
    """Whose calendar it is: days and times without a zone are read in the owner's zone."""


class IcalBusyResponse(TypedDict):
    """When a calendar is busy."""
    busy: list[Busy]
    """What blocks, uncut, in order of start; in the form that questions about slots and bookings take. Overlaps stay. A UID that cannot be an id (more than 255 bytes) is left out."""
    complete: bool
    """Whether every outermost component was closed; a download that broke off is not complete."""
    events: NotRequired[list[CalendarEvent]]
    """The same events with what the file says about them, one by one; absent unless asked for."""
    problems: list[CalendarProblem]
    """What was odd about the file, in order of lines. Never a reason to fail: the rest was read."""
    release: str
    """The release of the zone data."""


class IcalHolidaysRequest(TypedDict):
    """Asks for the holidays of a calendar file."""
    dates: DateRange
    """Of which dates, both inclusive."""
    id: RuleId
    """The id of the rule that it becomes."""
    text: str
    """The file, `text/calendar`."""


class IcalHolidaysResponse(TypedDict):
    """The holidays of a calendar file."""
    calendar: HolidayCalendar
    """The holidays, in order of date and name, for a schedule's list of holidays."""
    complete: bool
    """Whether every outermost component was closed; a download that broke off is not complete."""
    problems: list[CalendarProblem]
    """What was odd about the file, in order of lines. Never a reason to fail: the rest was read."""


class IcalHoursRequest(TypedDict):
    """Asks for the availability that a calendar file publishes."""
    range: NotRequired[Interval]
    """A range for which the open time is worked out as well."""
    tentative_closes: NotRequired[bool]
    """Whether time that is busy only tentatively is closed; absent is yes."""
    text: str
    """The file, `text/calendar`."""
    unstated_open: NotRequired[bool]
    """Whether time that the file does not speak of is open, as RFC 7953 counts it; absent is no."""
    zone: str
    """Whose hours: the home zone of the schedule, also for times without a zone."""


class IcalHoursResponse(TypedDict):
    """The availability that a calendar file publishes."""
    complete: bool
    """Whether every outermost component was closed; a download that broke off is not complete."""
    open: NotRequired[IntervalSet]
    """The open time of the range; absent unless there is one."""
    problems: list[CalendarProblem]
    """What was odd about the file or has no place in a schedule, in order of lines."""
    release: str
    """The release of the zone data."""
    schedule: Schedule
    """The hours, as recurring windows with the UIDs as ids."""


class IcalWriteRequest(TypedDict):
    """Asks for bookings as iCalendar."""
    bookings: list[CalendarBooking]
    """The bookings."""
    method: Method
    """What the file asks its reader to do; only a publication may hold other than one booking."""
    now: datetime
    """The present instant, for DTSTAMP."""
    organizer: NotRequired[Organizer]
    """Who invites; absent is the booking's first host with an address."""


class IcalWriteResponse(TypedDict):
    """A calendar file."""
    release: str
    """The release of the zone data."""
    text: str
    """`text/calendar; charset=utf-8`, with CRLF and folded lines."""


class Interval(TypedDict):
    """A half-open, non-empty span of time, `[start, end)`, in whole seconds."""
    end: datetime
    """an instant in whole seconds such as 2027-01-31T08:00:00Z"""
    start: datetime
    """an instant in whole seconds such as 2027-01-31T08:00:00Z"""


class IntervalCombineRequest(TypedDict):
    """Asks for a combination of two sets of spans."""
    how: Combination
    """With what, and how."""
    spans: IntervalSet
    """One set, in any order, overlapping or not."""


class IntervalCombineResponse(TypedDict):
    """A set of spans."""
    spans: IntervalSet
    """In order, neither overlapping nor touching."""
    total: Total
    """How long they are together."""


class JoinWaitlist(TypedDict):
    """Wait for seats in a session, or for a time that is taken.

    The `client` of the context waits, for as many seats as the `party` says. If the session has room, it is offered at once; a wish is offered what becomes free from now on. Repeating the same command with the same id is accepted and changes nothing."""
    entry: WaitlistId
    """The new entry's id: a UUIDv7 of the caller's, or any other unique text."""
    wish: Wish
    """What for."""


class LastSync(TypedDict):
    """When a source was last copied, as its host knows."""
    at: NotRequired[datetime]
    """When it was copied with success; absent is never."""
    reachable: bool
    """Whether the last attempt was that success."""


class LeaveWaitlist(TypedDict):
    """Do not wait any longer; what is offered is let go of. Repeating it is accepted and changes nothing."""
    entry: WaitlistId
    """Which entry."""
    version: NotRequired[int]
    """The version that the caller has seen; any if absent."""


class Leg(TypedDict):
    """One thing that a booking takes; a booking takes all legs of its service, or none."""
    count: NotRequired[int]
    """How many of them, each another one."""
    of: LegOf
    """From which resources."""
    units: NotRequired[Units]
    """How much of each."""


class LegAssigned(TypedDict):
    """Who serves a leg."""
    leg: int
    """Which leg of the service's requirement, from 0."""
    members: list[ResourceId]
    """Its members."""
    shares: NotRequired[Shares]
    """The shares with this booking counted."""
    turns: NotRequired[list[Turn]]
    """Why they and not others: everyone's claim, the best first. Whoever stands before those that were taken could not take part, or another leg needs them."""


class LegOfMembers(TypedDict):
    """Any of these, in the order in which they are offered."""
    members: list[ResourceId]


class LegOfResource(TypedDict):
    """This one."""
    resource: ResourceId


class LegOfTagged(TypedDict):
    """Any that carries all of these tags, in the order in which they are known."""
    tagged: list[Tag]


class LegShares(TypedDict):
    """The shares of a leg's members."""
    leg: int
    """Which leg of the service's requirement, from 0."""
    members: Shares
    """What its members have taken so far."""


class Limit(TypedDict):
    """How much of a service may be booked."""
    most: Most
    """How much, this booking included."""
    per: LimitScope
    """Whose bookings are counted together."""
    period: Period
    """Over which time. Dates are those of the resource's zone for `LimitScope::Resource`, else of the service's."""


class LocalIntent(TypedDict):
    """The start as people agreed on it: it survives a change of the zone's rules."""
    offset: int
    """The offset in seconds east; decides while the wall time happens twice."""
    release: str
    """The release of the zone data."""
    wall: datetime
    """The reading of the wall clock."""
    zone: ZoneName
    """In which zone."""


class LocalTimes(TypedDict):
    """A slot as a clock shows it."""
    end: datetime
    """When it ends."""
    label: str
    """The start's time of day, with the offset where the clock reads it twice that day."""
    start: datetime
    """When it starts."""


class MemberReasons(TypedDict):
    """What is said against one member of a pool."""
    reasons: list[Reason]
    """All reasons against it; none if it is only needed elsewhere."""
    resource: ResourceId
    """The member."""


class MomentRange(TypedDict):
    """From one moment until just before another."""
    end: Moment
    """The moment just after the last."""
    start: Moment
    """The first moment."""


class Money(TypedDict):
    """An amount in the smallest unit of a currency: cents, pence, yen.

    At most 2^53 units either way, which every language holds exactly."""
    currency: Currency
    """The currency."""
    minor: int
    """Minor units, at most 2^53 either way."""


class MostBookings(TypedDict):
    """So many bookings."""
    bookings: int


class MostTime(TypedDict):
    """So much time, without buffers."""
    time: Length


class MoveSession(TypedDict):
    """Move a session with all its bookings, whose versions rise. Only a host."""
    duration: NotRequired[Length]
    """One of the service's durations; absent keeps the present one."""
    session: SessionId
    """Which."""
    start: datetime
    """To when."""
    version: NotRequired[int]
    """The version that the caller has seen; any if absent."""


class MoveTerms(TypedDict):
    """When a client may move, how often, and for how much."""
    cooling_off: NotRequired[Elapsed]
    """For so long after the booking was made it is free, however close the start; inclusive."""
    most: NotRequired[int]
    """How often a client may move one booking; moves by the host don't count."""
    tiers: NotRequired[list[Tier]]
    """What it costs, from long before to shortly before; after the last tier it is not allowed. None: free."""


class Movement(TypedDict):
    """How a resource moves between the places of its bookings, where travel times are known."""
    across_online: NotRequired[bool]
    """Whether a booking online leaves the way to be made between the bookings in person around it. If not, nobody asks where one is online."""
    day_end: NotRequired[PlaceId]
    """Where it has to be when its opening window ends."""
    day_start: NotRequired[PlaceId]
    """Where it is when its opening window begins."""


class NearMissed(TypedDict):
    """A time that cannot be booked, though the calendar alone would allow it."""
    end: datetime
    """When it would end."""
    reasons: list[Reason]
    """All reasons, in the order of their codes."""
    start: datetime
    """When it would start."""


class NoShow(TypedDict):
    """Note that nobody came. Only a host, and only from its start on."""
    booking: BookingId
    """Which."""
    version: NotRequired[int]
    """The version that the caller has seen; any if absent."""


class OccupantBooking(TypedDict):
    """A booking of ours, with the buffers that it was made with."""
    booking: BookingUse


class OccupantExternal(TypedDict):
    """An outside event."""
    external: ExternalUse


class OccupantHold(TypedDict):
    """Somebody is about to book: counts for everyone else, until it expires."""
    hold: HoldUse


class OccupantSession(TypedDict):
    """A session of ours that several parties can book: one use, however many seats are taken."""
    session: SessionUse


class Occurrence(TypedDict):
    """Which occurrence of a series a booking is: an identity that survives moves and edits."""
    original: datetime
    """Its original local start, in the series' zone."""
    series: SeriesId
    """Of which series."""


class OccurrenceRecord(TypedDict):
    """One time that a series takes place."""
    end: NotRequired[datetime]
    """When it ends, where the request says how long it lasts; absent for a series without a zone."""
    start: NotRequired[datetime]
    """When it starts; absent for a series without a zone."""
    wall: Moment
    """The local start that the rule or a date list names, its identity."""


class Offer(TypedDict):
    """Seats that are kept for an entry."""
    seats: NotRequired[int]
    """How many."""
    session: SessionId
    """In which session, or in place of which one."""
    until: datetime
    """Alive iff `now` is before this instant."""


class OfferedSlot(TypedDict):
    """A time that can be booked."""
    end: datetime
    """When it ends; elapsed time after the start."""
    local: NotRequired[LocalTimes]
    """What the clock reads, if the request names a zone."""
    members: NotRequired[list[list[ResourceId]]]
    """For each leg of the service that leaves a choice: whoever takes part in some way to serve all legs, in declared order."""
    remaining: NotRequired[int]
    """The seats that are left, if the service has seats."""
    session: NotRequired[SessionId]
    """The session that a booking would join, if one stands already."""
    start: datetime
    """When it starts."""


class OnConflictExtendToCount(TypedDict):
    """They are left out, and the rule goes on beyond its COUNT or UNTIL until as many are booked as the series names."""
    extend_to_count: OnConflictExtendToCountExtendToCount


class OnConflictExtendToCountExtendToCount(TypedDict):
    """A record."""
    until: datetime
    """No occurrence that begins at this instant or later is looked at."""


class OnConflictMove(TypedDict):
    """Each is moved to the nearest start that can be booked, and left out where there is none.

    Occurrences that can keep their time come first: none of them gives way to one that is moved. None is moved to the start of another, even where there is room for both."""
    move: OnConflictMoveMove


class OnConflictMoveMove(TypedDict):
    """A record."""
    direction: NotRequired[Direction]
    """Which way."""
    within: CalendarDuration
    """How far, inclusive: hours and shorter are elapsed, days and longer keep the wall time in the series' zone."""


class OneChangeMove(TypedDict):
    """It takes place at another time."""
    move: Moment


class OpenSession(TypedDict):
    """Put a session up that parties can book, and that takes place though nobody has. Only a host, and only of a service that has seats."""
    duration: NotRequired[Length]
    """One of the service's durations; absent is its default."""
    resource: NotRequired[ResourceId]
    """Whose time: needed where the service requires nothing by itself. Otherwise a member who has to take part."""
    seats: NotRequired[int]
    """How many can book it; absent is as many as the service says."""
    service: ServiceId
    """What for."""
    session: SessionId
    """The new session's id."""
    start: datetime
    """From when."""


class Opening(TypedDict):
    """Seats that may be free."""
    free: int
    """How many of them no booking has. Those that are offered are among them."""
    resources: NotRequired[list[ResourceId]]
    """What takes part."""
    seats: NotRequired[int]
    """How many seats there are."""
    service: ServiceId
    """Of what."""
    session: SessionId
    """The session that has them, or that had the time."""
    span: Interval
    """When."""


class Organizer(TypedDict):
    """Who invites."""
    address: str
    """A mail address, or a URI such as `mailto:` or `urn:uuid:`."""
    name: NotRequired[str]
    """CN, the name that people see."""


class Orphan(TypedDict):
    """A booking, session or hold that the changed schedule leaves outside opening hours."""
    already: bool
    """Whether it was outside opening hours before the change as well: a host had waived them, or an earlier change has left it there."""
    closed_by: list[ClosedBy]
    """What closes it now, each layer and rule once."""
    span: Interval
    """Its time, without buffers."""
    what: Blocker
    """Which."""


class Outcome(TypedDict):
    """What a policy says to an action: a statement, which changes nothing by itself."""
    against: NotRequired[list[PolicyRule]]
    """What does not allow it; nothing if it is allowed."""
    deposit: NotRequired[Deposit]
    """What becomes of the deposit, if it decides that."""
    fee: NotRequired[Money]
    """What the client owes for it; absent if nothing. All of it: a deposit that is kept counts towards it."""
    free_until: NotRequired[datetime]
    """The last instant at which it is, or was, free for the client: absent if it never is, and for what a host does."""
    late: bool
    """Whether a client does it after that; a host is never late."""
    policy: PolicyRef
    """Under which policy."""
    token: NotRequired[Token]
    """What becomes of a grace token, if one is concerned."""


class OutsideEvent(TypedDict):
    """An event of an outside calendar, as far as it concerns time."""
    booking: NotRequired[BookingId]
    """The booking of ours that it mirrors, if the host knows."""
    id: NotRequired[EventId]
    """What reasons call it."""
    status: NotRequired[EventStatus]
    """Whether it takes place."""
    time: EventTime
    """When it takes place."""
    transparent: NotRequired[bool]
    """Whether its owner is free all the same (`TRANSP:TRANSPARENT`, "show as free")."""
    uid: NotRequired[str]
    """Its iCalendar UID, by which a mirror of our own bookings is known."""


class OverloadRecord(TypedDict):
    """A stretch of time in which more is used than there is."""
    ids: list[str]
    """Who takes part, in order of start."""
    peak: int
    """The most that is used at one time within."""
    span: Interval
    """From where the capacity is exceeded until where it no longer is."""


class Override(TypedDict):
    """Replaces all windows that *start* on a date; what spills over from the day before stays."""
    date: date
    """The date whose windows are replaced."""
    id: RuleId
    """The host's id."""
    version: NotRequired[int]
    """Rises by one with each change; the first is 1, and so is an absent one."""
    windows: list[TimeWindow]
    """The windows instead; none closes the date."""


class OwnEvents(TypedDict):
    """By which UIDs the mirrors of our own bookings are known in an outside calendar.

    UIDs are compared byte by byte, as the provider returns them."""
    prefixes: NotRequired[list[str]]
    """Beginnings of UIDs; an empty one, which every UID has, holds none."""
    uids: NotRequired[list[str]]
    """Whole UIDs."""


class Participant(TypedDict):
    """A person who has to do with a booking."""
    attendance: NotRequired[Attendance]
    """Whether they came."""
    email: NotRequired[str]
    """An address for calendars."""
    name: NotRequired[str]
    """A name for calendars."""
    role: ParticipantRole
    """As what."""
    subject: SubjectId
    """Who, by a key that carries no personal data."""


Pause = TypedDict('Pause', {'from': "date", 'until': "NotRequired[date]"})
"""A time in which a series does not take place: no occurrence whose original start lies on one of these dates.

It ends by itself, or is ended by setting `until`: from the next date on the series goes on as if nothing had been, with the same identities. What falls into a pause still counts towards COUNT."""


PauseSeries = TypedDict('PauseSeries', {'from': "date", 'series': "SeriesId", 'until': "NotRequired[date]", 'version': "NotRequired[int]"})
"""Stop a series for a time: what is booked on these dates is called off. A client only before the first of them begins."""


class PeriodWeek(TypedDict):
    """Seven local days, from this weekday on."""
    week: str
    """a weekday such as MO"""


class Plan(TypedDict):
    """What would be booked of a series."""
    missing: int
    """How many occurrences fewer are booked than the series names."""
    occurrences: list[Planned]
    """Every occurrence that was judged, in order of the times that the series gives them; then those beyond its end."""
    refused: bool
    """Whether nothing is booked: an occurrence cannot be, and the policy is all or nothing; or none can."""
    same_members: bool
    """Whether all that are booked have the same members; so it is where the service leaves no choice."""


class Planned(TypedDict):
    """One occurrence of a plan."""
    members: NotRequired[list[list[ResourceId]]]
    """For each leg of the service that leaves a choice: who takes part."""
    original: datetime
    """Its identity: the local start that the rule names, in the series' zone."""
    session: NotRequired[SessionId]
    """The session that it joins, if it joins one."""
    span: Interval
    """When it takes place, or would."""
    status: BookingStatus2
    """What becomes of it."""


class Policy(TypedDict):
    """What cancelling, moving and not coming cost a client, and until when they may. What is left out is free, and allowed until the start."""
    cancel: NotRequired[CancelTerms]
    """Cancelling by the client."""
    deposit: NotRequired[Fee]
    """What is paid ahead: given back when the booking is cancelled in time or by the host, kept when the client cancels late or does not come. A deposit that is kept counts towards the fee."""
    id: PolicyId
    """The host's id."""
    move: NotRequired[MoveTerms]
    """Moving by the client."""
    no_show: NotRequired[Fee]
    """What not coming costs."""
    version: int
    """Rises with each change of the terms; a booking keeps the one that it was made under."""


class PolicyEvaluateRequest(TypedDict):
    """Asks what a policy says to an action, before anybody does anything."""
    action: Action
    """What somebody wants to do."""
    actor: NotRequired[Actor]
    """On whose behalf."""
    business: NotRequired[Business]
    """The service's business calendar, for terms in working time."""
    facts: Facts
    """What is known of the booking and its client."""
    now: datetime
    """The present instant."""
    policy: Policy
    """The policy that the booking was made under."""
    zone: str
    """The schedule's zone: wall times and dates are those of its clock."""


class PolicyEvaluateResponse(TypedDict):
    """What a policy says to an action."""
    allowed: bool
    """Whether it is allowed."""
    deposit: NotRequired[Deposit]
    """What becomes of the deposit, if it decides that."""
    fee: NotRequired[Money]
    """What the client owes for it; absent if nothing. A deposit that is kept counts towards it."""
    free_until: NotRequired[datetime]
    """The last instant at which it is, or was, free for the client, fractions included; absent if it never is, and for what a host does. On the start itself a client can't do it any more."""
    late: bool
    """Whether a client does it after that. After a late move lateness is judged by the same start as before, after any other by the new one."""
    policy: PolicyRef
    """Under which policy."""
    reasons: list[Reason]
    """Why not; none if it is allowed."""
    release: str
    """The release of the zone data."""
    token: NotRequired[Token]
    """What becomes of a grace token, if one is concerned."""


class PolicyName(TypedDict):
    """Which policy a service is booked under: the newest version of it at the time of booking, or a certain one."""
    id: PolicyId
    """The policy."""
    version: NotRequired[int]
    """The version; absent is the newest."""


class PolicyRef(TypedDict):
    """Which policy, as it stood when it was asked."""
    id: PolicyId
    """The policy."""
    version: int
    """Its version."""


class PolicyRuleAfterStart(TypedDict):
    """Not before the start."""
    after_start: PolicyRuleAfterStartAfterStart


PolicyRuleAfterStartAfterStart = TypedDict('PolicyRuleAfterStartAfterStart', {'from': "datetime"})


class PolicyRuleBeforeStart(TypedDict):
    """A client cancels or moves only before the start."""
    before_start: PolicyRuleBeforeStartBeforeStart


class PolicyRuleBeforeStartBeforeStart(TypedDict):
    """A record."""
    deadline: datetime
    """The start."""


class PolicyRuleCancelWindow(TypedDict):
    """It is too late to cancel."""
    cancel_window: PolicyRuleCancelWindowCancelWindow


class PolicyRuleCancelWindowCancelWindow(TypedDict):
    """A record."""
    deadline: datetime
    """The last instant at which it was allowed."""


class PolicyRuleMoveCap(TypedDict):
    """The client has moved the booking as often as allowed."""
    move_cap: PolicyRuleMoveCapMoveCap


class PolicyRuleMoveCapMoveCap(TypedDict):
    """A record."""
    most: int
    """How often."""


class PolicyRuleMoveWindow(TypedDict):
    """It is too late to move."""
    move_window: PolicyRuleMoveWindowMoveWindow


class PolicyRuleMoveWindowMoveWindow(TypedDict):
    """A record."""
    deadline: datetime
    """The last instant at which it was allowed."""


class PolicyRuleWaitlistClosed(TypedDict):
    """It is too late to wait: free seats are everybody's."""
    waitlist_closed: PolicyRuleWaitlistClosedWaitlistClosed


class PolicyRuleWaitlistClosedWaitlistClosed(TypedDict):
    """A record."""
    since: datetime
    """Since when."""


class Quota(TypedDict):
    """How much a resource may be booked, by whatever service."""
    most: Most
    """How much, this booking included."""
    period: Period
    """Over which time, by the dates of the resource's zone."""


ReasonBreak = TypedDict('ReasonBreak', {'break': "ReasonBreakBreak"})
"""No room left for a break."""


class ReasonBreakBreak(TypedDict):
    """A record."""
    end: datetime
    """Where its range ends."""
    has: Elapsed
    """The longest stretch that would be left."""
    needs: Elapsed
    """How long the break is."""
    resource: NotRequired[ResourceId]
    """Of which resource, where several are needed."""
    rule: RuleId
    """Which break."""
    start: datetime
    """Where its range begins."""


class ReasonBuffer(TypedDict):
    """A neighbour is too close."""
    buffer: ReasonBufferBuffer


class ReasonBufferBuffer(TypedDict):
    """A record."""
    by: Blocker
    """Which."""
    has: Elapsed
    """The time that does."""
    needs: Elapsed
    """The time that must lie between."""
    resource: NotRequired[ResourceId]
    """Of which resource, where several are needed."""


class ReasonBusy(TypedDict):
    """Something else takes the time."""
    busy: ReasonBusyBusy


class ReasonBusyBusy(TypedDict):
    """A record."""
    by: Blocker
    """What."""
    end: datetime
    """Until when."""
    resource: NotRequired[ResourceId]
    """Of which resource, where several are needed."""
    start: datetime
    """From when."""


class ReasonCapacity(TypedDict):
    """Too many uses at a time."""
    capacity: ReasonCapacityCapacity


class ReasonCapacityCapacity(TypedDict):
    """A record."""
    limit: int
    """The resource's capacity."""
    needs: int
    """The uses that are needed."""
    peak: int
    """The concurrent uses at most, without this one."""
    resource: NotRequired[ResourceId]
    """Of which resource, where several are needed."""


class ReasonConsecutive(TypedDict):
    """Too long without a pause."""
    consecutive: ReasonConsecutiveConsecutive


ReasonConsecutiveConsecutive = TypedDict('ReasonConsecutiveConsecutive', {'end': "datetime", 'has': "Elapsed", 'most': "Elapsed", 'resource': "NotRequired[ResourceId]", 'start': "datetime", 'with': "NotRequired[list[Blocker]]"})


class ReasonEntryState(TypedDict):
    """The state of the place in a waitlist does not allow the action."""
    entry_state: ReasonEntryStateEntryState


class ReasonEntryStateEntryState(TypedDict):
    """A record."""
    found: EntryState
    """The state that it is in."""


class ReasonGrid(TypedDict):
    """The start is not on the grid."""
    grid: ReasonGridGrid


class ReasonGridGrid(TypedDict):
    """A record."""
    after: NotRequired[datetime]
    """The nearest start on the grid after."""
    before: NotRequired[datetime]
    """The nearest start on the grid before."""


class ReasonHeld(TypedDict):
    """Somebody else holds the time."""
    held: ReasonHeldHeld


class ReasonHeldHeld(TypedDict):
    """A record."""
    by: BookingId
    """The booking that it may become."""
    expires_at: datetime
    """When the hold ends."""
    resource: NotRequired[ResourceId]
    """Of which resource, where several are needed."""


class ReasonHorizon(TypedDict):
    """The start is beyond the horizon."""
    horizon: ReasonHorizonHorizon


class ReasonHorizonHorizon(TypedDict):
    """A record."""
    last: date
    """The last bookable date in the resource's zone."""


class ReasonHours(TypedDict):
    """The time is not inside opening hours."""
    hours: ReasonHoursHours


class ReasonHoursHours(TypedDict):
    """A record."""
    layer: Layer
    """The layer that closes."""
    resource: NotRequired[ResourceId]
    """Whose hours, where several resources are needed."""
    rule: NotRequired[RuleId]
    """The rule that closes; absent where simply no window is open."""


class ReasonLimit(TypedDict):
    """Too much is booked in the period."""
    limit: ReasonLimitLimit


class ReasonLimitLimit(TypedDict):
    """A record."""
    end: NotRequired[datetime]
    """When it ends."""
    has: Amount
    """How much is booked already."""
    most: Amount
    """How much may be booked."""
    needs: Amount
    """How much this booking would add."""
    of: LimitOf
    """Whose limit it is."""
    per: LimitScope
    """Whose bookings it counts together."""
    period: Period
    """Over which time."""
    resource: NotRequired[ResourceId]
    """Of which resource, where several are needed."""
    start: NotRequired[datetime]
    """When that time begins; absent if it is all time."""


class ReasonMembers(TypedDict):
    """Too few members of a pool can take part."""
    members: ReasonMembersMembers


class ReasonMembersMembers(TypedDict):
    """A record."""
    free: int
    """How many can take part, other legs aside."""
    leg: int
    """Which leg of the service's requirement, from 0."""
    members: list[MemberReasons]
    """Every member, in declared order."""
    needs: int
    """How many are needed."""


class ReasonNotice(TypedDict):
    """The start is sooner than the minimum notice."""
    notice: ReasonNoticeNotice


class ReasonNoticeNotice(TypedDict):
    """A record."""
    earliest: datetime
    """The earliest start that gives enough notice."""


class ReasonOrphaned(TypedDict):
    """The change would leave a booking outside opening hours, or without what it is of."""
    orphaned: ReasonOrphanedOrphaned


class ReasonOrphanedOrphaned(TypedDict):
    """A record."""
    by: Blocker
    """Which booking, session or hold."""
    end: datetime
    """Until when."""
    start: datetime
    """From when."""


class ReasonPast(TypedDict):
    """The start lies before `now`."""
    past: ReasonPastPast


class ReasonPastPast(TypedDict):
    """A record."""
    now: datetime
    """The `now` of the call."""


class ReasonPolicy(TypedDict):
    """A policy does not allow the action."""
    policy: ReasonPolicyPolicy


class ReasonPolicyPolicy(TypedDict):
    """A record."""
    policy: NotRequired[PolicyRef]
    """Which policy; absent where it holds for all of them."""
    rule: PolicyRule
    """What in it."""


class ReasonSeats(TypedDict):
    """Too few seats."""
    seats: ReasonSeatsSeats


class ReasonSeatsSeats(TypedDict):
    """A record."""
    remaining: int
    """The seats that are left."""


class ReasonSource(TypedDict):
    """A calendar that says when the resource is busy cannot be relied on."""
    source: ReasonSourceSource


class ReasonSourceSource(TypedDict):
    """A record."""
    resource: NotRequired[ResourceId]
    """Of which resource, where several are needed."""
    source: SourceId
    """Which."""
    state: SourceState
    """How it stands: never copied, or how long ago."""


class ReasonState(TypedDict):
    """The booking's state does not allow the action."""
    state: ReasonStateState


class ReasonStateState(TypedDict):
    """A record."""
    found: StateName
    """The state that it is in."""


class ReasonTravel(TypedDict):
    """The way takes too long."""
    travel: ReasonTravelTravel


ReasonTravelTravel = TypedDict('ReasonTravelTravel', {'by': "NotRequired[Blocker]", 'from': "PlaceId", 'has': "Elapsed", 'needs': "Elapsed", 'resource': "NotRequired[ResourceId]", 'to': "PlaceId"})


ReasonTravelUnknown = TypedDict('ReasonTravelUnknown', {'travel.unknown': "ReasonTravelUnknownTravelUnknown"})
"""Nobody knows how long the way takes."""


ReasonTravelUnknownTravelUnknown = TypedDict('ReasonTravelUnknownTravelUnknown', {'by': "NotRequired[Blocker]", 'from': "PlaceId", 'resource': "NotRequired[ResourceId]", 'to': "PlaceId"})


class ReasonVersion(TypedDict):
    """What is to be changed has changed since the caller read it."""
    version: ReasonVersionVersion


class ReasonVersionVersion(TypedDict):
    """A record."""
    expected: int
    """The version that the caller expected."""
    found: int
    """The version that it has."""


class RecurDescribeRequest(TypedDict):
    """Asks for a rule in words."""
    lenient: NotRequired[bool]
    """Whether the rule is read as other people's calendars write it."""
    locale: NotRequired[Locale]
    """The language, as a BCP 47 tag; absent is English, and one without words here is refused."""
    rule: str
    """A RECUR value of RFC 5545."""
    start: NotRequired[Moment]
    """DTSTART, a date or a wall time; with it the words say what the rule takes from it."""
    zone: NotRequired[str]
    """The zone of the start, in which UNTIL is said; without it the start floats."""


class RecurDescribeResponse(TypedDict):
    """A rule in words."""
    locale: Locale
    """The language that they are in."""
    words: str
    """Half a sentence, in lower case where the language has it so, without a full stop."""


class RecurEditRequest(TypedDict):
    """Asks for a series as it is after an edit."""
    edit: RecurSeriesEdit
    """What to change."""
    series: SeriesRecord
    """The series as it is."""


class RecurEditResponse(TypedDict):
    """A series after an edit."""
    before: NotRequired[RecurSeriesRecord]
    """What was before an edit of one occurrence and all that follow; absent if nothing was, and for other edits."""
    release: NotRequired[str]
    """The release of the zone data; absent for a series without a zone."""
    series: RecurSeriesRecord
    """The edited series."""


class RecurException(TypedDict):
    """An occurrence that is not as the rule says, perhaps with all that follow."""
    change: Change
    """What becomes of it."""
    following: bool
    """Whether the same becomes of all that follow: RANGE=THISANDFUTURE."""
    original: Moment
    """The original start of the occurrence, its identity."""


class RecurExpandRequest(TypedDict):
    """Asks for the occurrences of a series.

    With neither `limit` nor `range` it asks for all of them, which an endless series does not have: `recur.too-many`."""
    limit: NotRequired[int]
    """At most this many, from the earliest on."""
    range: NotRequired[MomentRange]
    """Only occurrences that start within: instants for a series with a zone, wall times for one without."""
    series: SeriesRecord
    """The series."""


class RecurExpandResponse(TypedDict):
    """The occurrences of a series, as columns of one length."""
    ends: NotRequired[list[datetime]]
    """When they end, where the request says how long they last; absent for a series without a zone."""
    release: NotRequired[str]
    """The release of the zone data; absent for a series without a zone."""
    starts: NotRequired[list[datetime]]
    """When they start; absent for a series without a zone."""
    walls: list[Moment]
    """The local starts that the rule or the date lists name, their identities: dates for a series of dates. In a gap it is a time that the clock never showed."""


class RecurNextRequest(TypedDict):
    """Asks for the first occurrence after a moment."""
    after: Moment
    """An instant for a series with a zone, a wall time for one without; an occurrence at it does not count."""
    series: SeriesRecord
    """The series."""


class RecurOneResponse(TypedDict):
    """One occurrence, or none."""
    occurrence: NotRequired[OccurrenceRecord]
    """The occurrence; absent if there is none."""
    release: NotRequired[str]
    """The release of the zone data; absent for a series without a zone."""


class RecurPreviousRequest(TypedDict):
    """Asks for the last occurrence before a moment."""
    before: Moment
    """An instant for a series with a zone, a wall time for one without; an occurrence at it does not count."""
    series: SeriesRecord
    """The series."""


class RecurSeriesChange(TypedDict):
    """What is different about a series; what is absent stays."""
    lasting: NotRequired[Extent]
    """How long each occurrence lasts."""
    rule: NotRequired[str]
    """The rule, in place of the ones that there are; its UNTIL counts at the new time of day."""
    time: NotRequired[TimeOfDay]
    """The time of day. Every identity moves by the same difference on the clock."""


class RecurSeriesEditAll(TypedDict):
    """The whole series changes; occurrences that were cancelled or moved stay so."""
    all: RecurSeriesEditAllAll


class RecurSeriesEditAllAll(TypedDict):
    """A record."""
    change: RecurSeriesChange
    """What is different."""


class RecurSeriesEditCancel(TypedDict):
    """The occurrence does not take place. It still counts towards COUNT."""
    cancel: RecurSeriesEditCancelCancel


class RecurSeriesEditCancelCancel(TypedDict):
    """A record."""
    original: Moment
    """Its original start."""


class RecurSeriesEditFollowing(TypedDict):
    """The occurrence and all that follow become a series of their own, which may change."""
    following: RecurSeriesEditFollowingFollowing


class RecurSeriesEditFollowingFollowing(TypedDict):
    """A record."""
    change: NotRequired[RecurSeriesChange]
    """What is different from there on."""
    original: Moment
    """Its original start."""


class RecurSeriesEditMove(TypedDict):
    """The occurrence takes place at another time, or has a length of its own, or both."""
    move: RecurSeriesEditMoveMove


class RecurSeriesEditMoveMove(TypedDict):
    """A record."""
    lasting: NotRequired[Extent]
    """How long it lasts; absent is as long as the others."""
    original: Moment
    """Its original start."""
    to: Moment
    """When it takes place."""


class RecurSeriesEditReset(TypedDict):
    """The occurrence is again what the rule or the date list says: neither cancelled nor moved."""
    reset: RecurSeriesEditResetReset


class RecurSeriesEditResetReset(TypedDict):
    """A record."""
    original: Moment
    """Its original start."""


class RecurSeriesRecord(TypedDict):
    """A series as data: what a request, a file or a database holds.

    It has no invariants of its own; `SeriesRecord::series` checks it through the same door as everything else. As JSON it is what every operation about a series takes."""
    allow_never: bool
    """Whether a rule that could never match is an empty set; else it is refused."""
    exdate: NotRequired[list[Moment]]
    """Dates that are taken out. A date in a series of times takes out all that start on that local day."""
    exrules: NotRequired[list[str]]
    """Rules whose instances are taken out: EXRULE of RFC 2445."""
    extra_rules: NotRequired[list[str]]
    """More rules, whose instances are added. RFC 5545 asks for one rule at most; old calendars have several."""
    include_start: bool
    """Whether the start is an occurrence even if the rule does not name it."""
    lasting: NotRequired[Extent]
    """How long each occurrence lasts; absent is no time for a wall time and one day for a date."""
    lenient: bool
    """Whether rules are read as other people's calendars write them."""
    overrides: NotRequired[list[RecurException]]
    """Occurrences that were moved or cancelled: RECURRENCE-ID."""
    periods: NotRequired[list[SeriesPeriod]]
    """Dates that are added with a length of their own: RDATE;VALUE=PERIOD."""
    rdate: NotRequired[list[Moment]]
    """Dates that are added."""
    rule: NotRequired[str]
    """A RECUR value of RFC 5545, such as `FREQ=WEEKLY;BYDAY=MO`; absent for a series of dates only."""
    start: Moment
    """DTSTART: a date or a wall time."""
    zone: NotRequired[str]
    """The zone that the wall recurs in. Without it the series floats: answers are wall times and no instants."""


class RecurValidateRequest(TypedDict):
    """Asks whether a rule is valid, by itself or at a start."""
    allow_never: NotRequired[bool]
    """Whether a rule that could never match is valid too; the answer then says `never`."""
    lenient: NotRequired[bool]
    """Whether the rule is read as other people's calendars write it."""
    rule: str
    """A RECUR value of RFC 5545."""
    start: NotRequired[Moment]
    """DTSTART, a date or a wall time, if the rule shall fit it."""
    zone: NotRequired[str]
    """The zone of the start; without it the start floats."""


class RecurValidateResponse(TypedDict):
    """What a valid rule says."""
    never: bool
    """Whether it can be seen that it never matches: at the start, if there is one, else at any."""
    parts: RuleParts
    """The same, part by part."""
    rule: str
    """The canonical text."""


Recurring = TypedDict('Recurring', {'dates': "NotRequired[list[date]]", 'effective': "NotRequired[DateRange]", 'except': "NotRequired[list[date]]", 'from': "TimeOfDay", 'id': "RuleId", 'kind': "NotRequired[WindowKind]", 'nights': "NotRequired[int]", 'rule': "NotRequired[Rule]", 'start': "date", 'to': "TimeOfDay", 'version': "NotRequired[int]", 'zone': "NotRequired[ZoneName]"})
"""A window on the dates that a recurrence rule names: every second Monday, the first Saturday of a month.

It belongs to the weekly layer and is a local window like all others: it starts on its date, its bounds are clamped in gaps and folds, an override of the date replaces it. Without a rule it is there on its start and on the further dates: hours that are added to a day, where an override would replace them."""


class Reinstate(TypedDict):
    """Take a cancellation back, if the time is still free; past ones too. Only a host."""
    booking: BookingId
    """Which."""
    version: NotRequired[int]
    """The version that the caller has seen; any if absent."""


class RemoveResource(TypedDict):
    """Take a resource out of what is offered: it loses its rules and its tags, and is kept for what was booked of it."""
    on_bookings: NotRequired[OnBookings]
    """What becomes of bookings that would be left outside."""
    resource: ResourceId
    """Which."""
    version: NotRequired[int]
    """The version that the caller has seen; any if absent."""


class RemoveRule(TypedDict):
    """Take a rule out of a schedule."""
    on_bookings: NotRequired[OnBookings]
    """What becomes of bookings that would be left outside."""
    resource: ResourceId
    """Whose schedule."""
    rule: RuleId
    """Which rule."""
    version: NotRequired[int]
    """The version that the caller has seen; any if absent."""


class RemoveService(TypedDict):
    """Offer a service no longer. What is booked of it can be called off or take place, but not be moved."""
    on_bookings: NotRequired[OnBookings]
    """What becomes of bookings that would be left outside."""
    service: ServiceId
    """Which."""
    version: NotRequired[int]
    """The version that the caller has seen; any if absent."""


class Requested(TypedDict):
    """What is asked of a host."""
    blocks: bool
    """Whether it takes its time from others meanwhile, as the service said when it was asked for."""
    expires_at: NotRequired[datetime]
    """Alive iff `now` is before this instant; absent is for good."""


class Reschedule(TypedDict):
    """Move a booking to another time, or to another resource.

    It keeps its id and its history; the old time is free in the same commit, and does not stand in the new one's way. Who took part does so again where that is possible. A client only before its start. Moving it to where it is is accepted and changes nothing."""
    booking: BookingId
    """Which."""
    duration: NotRequired[Length]
    """One of the service's durations; absent keeps the present one."""
    resource: NotRequired[ResourceId]
    """To whom; absent leaves it to whoever takes part, or to any other member who can."""
    session: NotRequired[SessionId]
    """The id of the session that begins with it, if it leaves one to others; absent is one that is derived from the booking's."""
    start: datetime
    """To when."""
    version: NotRequired[int]
    """The version that the caller has seen; any if absent."""


class Resource(TypedDict):
    """Anything that can be busy: one use at a time, unless its capacity says more."""
    breaks: NotRequired[list[FloatingBreak]]
    """Breaks that bookings must leave room for."""
    buffer: NotRequired[Buffer]
    """Time kept clear around each of its bookings; a service's own buffer counts where it is larger."""
    capacity: NotRequired[int]
    """How many uses it has at a time."""
    consecutive: NotRequired[Consecutive]
    """How long it may be booked without a pause."""
    id: ResourceId
    """The host's id."""
    limits: NotRequired[list[Quota]]
    """How much it may be booked."""
    movement: NotRequired[Movement]
    """How it moves between places."""
    name: NotRequired[str]
    """The name that people see, if the host keeps it here."""
    retired: NotRequired[bool]
    """Whether it is not offered any more: it was removed, and is kept for what was booked of it."""
    tags: NotRequired[list[Tag]]
    """What it can do or has."""
    version: NotRequired[int]
    """Rises by one with each change, of its schedule too; the first is 1, and so is an absent one."""
    zone: ZoneName
    """The home zone: weekly hours, holidays, horizon and clock grid are read in it."""


class ResourceState(TypedDict):
    """A resource with everything that says when it is free."""
    busy: NotRequired[list[Busy]]
    """What takes its time, in any order: everything from two days before the time that is asked about to two days after it, as far as a buffer or a window reaches."""
    resource: Resource
    """Whose time."""
    schedule: Schedule
    """When it is open."""
    sources: NotRequired[list[SourceReport]]
    """How its sources of outside busy time stand, as `source.busy` tells: while one is closed nothing is offered."""


class ResumeSeries(TypedDict):
    """End a pause: from this date on the series goes on, with the same identities. What had been called off by the pause is booked again where it is free; what is not is reported."""
    on: date
    """The first date on which it takes place again, in the series' zone."""
    series: SeriesId
    """Which."""
    version: NotRequired[int]
    """The version that the caller has seen; any if absent."""


class RuleParts(TypedDict):
    """A rule, part by part; a list that is absent does not limit."""
    by_day: NotRequired[list[str]]
    """BYDAY: `MO`, `-1FR`."""
    by_hour: NotRequired[list[int]]
    """BYHOUR."""
    by_minute: NotRequired[list[int]]
    """BYMINUTE."""
    by_month: NotRequired[list[int]]
    """BYMONTH."""
    by_month_day: NotRequired[list[int]]
    """BYMONTHDAY."""
    by_second: NotRequired[list[int]]
    """BYSECOND."""
    by_set_pos: NotRequired[list[int]]
    """BYSETPOS."""
    by_week_no: NotRequired[list[int]]
    """BYWEEKNO."""
    by_year_day: NotRequired[list[int]]
    """BYYEARDAY."""
    count: NotRequired[int]
    """COUNT."""
    freq: str
    """FREQ, the word of RFC 5545."""
    interval: int
    """INTERVAL."""
    skip: NotRequired[str]
    """SKIP of RFC 7529, the word; absent is OMIT."""
    until: NotRequired[Moment]
    """UNTIL, inclusive."""
    week_start: str
    """WKST."""


class Schedule(TypedDict):
    """When a resource is open. An empty schedule is never open."""
    holidays: NotRequired[list[HolidayCalendar]]
    """Calendars of closed dates."""
    overrides: NotRequired[list[Override]]
    """Dates with windows of their own."""
    recurring: NotRequired[list[Recurring]]
    """Windows on the dates of recurrence rules, and on single dates."""
    time_off: NotRequired[list[TimeOff]]
    """Closed time."""
    travel: NotRequired[list[Travel]]
    """Dates spent in other zones."""
    weekly: NotRequired[list[Weekly]]
    """Windows that recur on weekdays."""


class SchedulePreviewRequest(TypedDict):
    """Asks what a changed schedule would do."""
    after: Schedule
    """The schedule as it shall be."""
    before: Schedule
    """The schedule as it is."""
    busy: NotRequired[list[Busy]]
    """What takes the resource's time, in any order: everything from two days before the range to two days after it."""
    context: Context
    """The circumstances that slots depend on."""
    range: Interval
    """Within which range."""
    resource: Resource
    """Whose."""
    services: NotRequired[list[SchedulePreviewService]]
    """The services whose slots are to be compared."""


class SchedulePreviewResponse(TypedDict):
    """What a changed schedule would do."""
    gained: IntervalSet
    """Free time that there was not before."""
    lost: IntervalSet
    """Free time that there is no more."""
    orphans: list[Orphan]
    """What of ours is outside opening hours after the change, in order of time."""
    schedule: Schedule
    """The schedule as it would be stored: rules that change one version above those that they follow."""
    slots: list[SlotsChanged]
    """The slots of each service asked for, in that order."""


class SchedulePreviewService(TypedDict):
    """A service whose slots are to be compared."""
    duration: NotRequired[Length]
    """One of its durations; absent is its default."""
    service: Service
    """Which."""


class ScheduleRuleHolidays(TypedDict):
    """A calendar of closed dates."""
    holidays: HolidayCalendar


class ScheduleRuleOverride(TypedDict):
    """A date with windows of its own."""
    override: Override


class ScheduleRuleRecurring(TypedDict):
    """A window on the dates of a recurrence rule."""
    recurring: Recurring


class ScheduleRuleTimeOff(TypedDict):
    """Closed time."""
    time_off: TimeOff


class ScheduleRuleTravel(TypedDict):
    """Dates spent in another zone."""
    travel: Travel


class ScheduleRuleWeekly(TypedDict):
    """A window that recurs on weekdays."""
    weekly: Weekly


class Scheduled(TypedDict):
    """A resource with its schedule."""
    resource: Resource
    """The resource."""
    schedule: Schedule
    """When it is open."""


class SequenceStage(TypedDict):
    """One of several services that are booked one after the other."""
    duration: NotRequired[Length]
    """One of the service's durations; absent is its default."""
    gap: NotRequired[Gap]
    """The time between the end of the stage before and this one's start, both bounds inclusive; absent is none. Of the first stage it means nothing."""
    resource: NotRequired[ResourceId]
    """Who is asked, where the service requires nothing by itself; absent is the only resource there is."""
    service: Service
    """The service."""


class SeriesChange(TypedDict):
    """What is different about a booked series; what is absent stays."""
    duration: NotRequired[Length]
    """How long each occurrence lasts."""
    resource: NotRequired[ResourceId]
    """Who has to take part."""
    when: NotRequired[Change2]
    """When it takes place."""


class SeriesConflict(TypedDict):
    """Two occurrences that are in each other's way."""
    a: OccurrenceRecord
    """That of the first series."""
    b: OccurrenceRecord
    """That of the second."""
    shared: NotRequired[Interval]
    """The time that both take up; absent if one of them takes none."""
    start: datetime
    """When the conflict begins."""


class SeriesEditAll(TypedDict):
    """Of all that have not begun."""
    all: SeriesEditAllAll


class SeriesEditAllAll(TypedDict):
    """A record."""
    change: SeriesChange
    """What is different."""


class SeriesEditFollowing(TypedDict):
    """Of one occurrence and all that follow. Where there are some before, those that follow become a series of their own, which says where it came from; only a move by a difference on the clock leaves all in one series."""
    following: SeriesEditFollowingFollowing


class SeriesEditFollowingFollowing(TypedDict):
    """A record."""
    change: SeriesChange
    """What is different from there on."""
    into: SeriesId
    """The id of the series that they become."""
    original: Moment
    """Its original start."""


class SeriesEditThis(TypedDict):
    """Of one occurrence."""
    this: SeriesEditThisThis


class SeriesEditThisThis(TypedDict):
    """A record."""
    change: OneChange
    """What becomes of it."""
    original: Moment
    """Its original start."""


class SeriesPeriod(TypedDict):
    """A date that is added with a length of its own."""
    lasting: Extent
    """How long it lasts."""
    start: Moment
    """When it starts."""


class SeriesPlanned(TypedDict):
    """One occurrence of a plan."""
    members: NotRequired[list[list[ResourceId]]]
    """For each leg of the service that leaves a choice: who takes part."""
    original: datetime
    """Its identity: the local start that the rule names, in the series' zone."""
    session: NotRequired[SessionId]
    """The session that it joins, if it joins one."""
    span: Interval
    """When it takes place, or would."""
    status: SeriesStatus
    """What becomes of it."""


class SeriesPreviewRequest(TypedDict):
    """Asks what would be booked of a series."""
    after: NotRequired[datetime]
    """Only occurrences whose original start comes after this one: the last that was planned before."""
    context: Context
    """The circumstances."""
    duration: NotRequired[Length]
    """One of the service's durations; absent is its default."""
    horizon_days: NotRequired[int]
    """Only occurrences whose original date, in the series' zone, is at most so many days after today: a horizon that rolls. Planned again later, `after` the last that was planned, the series goes on."""
    on_conflict: NotRequired[OnConflict]
    """What is done about occurrences that cannot be booked; absent is all or nothing."""
    pauses: NotRequired[list[Pause]]
    """When the series does not take place."""
    resource: NotRequired[ResourceId]
    """Who is asked, where the service requires nothing by itself; absent is the only resource there is."""
    resources: list[ResourceState]
    """The resources that there are, in the order in which they are offered where the service says nothing else."""
    series: SeriesRecord
    """The series, with its zone. It says when occurrences start; how long they last is said by the service."""
    service: Service
    """What for."""
    surroundings: NotRequired[Surroundings]
    """What matters beside the resources."""
    until: NotRequired[datetime]
    """Only occurrences whose original start comes before this instant. A series without end needs it."""


class SeriesPreviewResponse(TypedDict):
    """What would be booked of a series."""
    missing: int
    """How many occurrences fewer are booked than the series names."""
    occurrences: list[SeriesPlanned]
    """Every occurrence that was judged, in order of the times that the series gives them; then those beyond its end."""
    refused: bool
    """Whether nothing is booked: an occurrence cannot be, and the policy is all or nothing; or none can."""
    release: str
    """The release of the zone data."""
    same_members: bool
    """Whether all that are booked have the same members; so it is where the service leaves no choice."""
    sources: NotRequired[list[UncertainSource]]
    """The sources of outside busy time that are not fresh: what the answer does not know for certain."""


class SeriesRecord(TypedDict):
    """A series as data: what a request, a file or a database holds.

    It has no invariants of its own; `SeriesRecord::series` checks it through the same door as everything else. As JSON it is what every operation about a series takes."""
    allow_never: NotRequired[bool]
    """Whether a rule that could never match is an empty set; else it is refused."""
    exdate: NotRequired[list[Moment]]
    """Dates that are taken out. A date in a series of times takes out all that start on that local day."""
    exrules: NotRequired[list[str]]
    """Rules whose instances are taken out: EXRULE of RFC 2445."""
    extra_rules: NotRequired[list[str]]
    """More rules, whose instances are added. RFC 5545 asks for one rule at most; old calendars have several."""
    include_start: NotRequired[bool]
    """Whether the start is an occurrence even if the rule does not name it."""
    lasting: NotRequired[Extent]
    """How long each occurrence lasts; absent is no time for a wall time and one day for a date."""
    lenient: NotRequired[bool]
    """Whether rules are read as other people's calendars write them."""
    overrides: NotRequired[list[Exception]]
    """Occurrences that were moved or cancelled: RECURRENCE-ID."""
    periods: NotRequired[list[SeriesPeriod]]
    """Dates that are added with a length of their own: RDATE;VALUE=PERIOD."""
    rdate: NotRequired[list[Moment]]
    """Dates that are added."""
    rule: NotRequired[str]
    """A RECUR value of RFC 5545, such as `FREQ=WEEKLY;BYDAY=MO`; absent for a series of dates only."""
    start: Moment
    """DTSTART: a date or a wall time."""
    zone: NotRequired[str]
    """The zone that the wall recurs in. Without it the series floats: answers are wall times and no instants."""


class SeriesStatusMoved(TypedDict):
    """It is booked at another time than its own."""
    moved: SeriesStatusMovedMoved


SeriesStatusMovedMoved = TypedDict('SeriesStatusMovedMoved', {'from': "datetime", 'reasons': "list[Reason]"})


class SeriesStatusSkip(TypedDict):
    """It is left out."""
    skip: SeriesStatusSkipSkip


class SeriesStatusSkipSkip(TypedDict):
    """A record."""
    reasons: list[Reason]
    """Every reason, in the order of their codes. Another occurrence of the plan that is in the way is named by its original local start, as if that were the id of a booking."""


class Service(TypedDict):
    """What can be booked."""
    align: NotRequired[Align]
    """Where the grid is anchored."""
    buffer: NotRequired[Buffer]
    """Time kept clear around a booking; a resource's own buffer counts where it is larger."""
    buffer_hours: NotRequired[BufferHours]
    """Whether buffers must fit inside opening hours."""
    buffer_scope: NotRequired[BufferScope]
    """Whom buffers keep their distance from."""
    business: NotRequired[Business]
    """What counts as working time, and the notice in it."""
    compose: NotRequired[Compose]
    """How buffers of neighbours add up."""
    confirmation: NotRequired[Confirmation]
    """How a host confirms what clients ask for; absent where a booking is confirmed as it is made."""
    durations: list[Length]
    """The durations that can be chosen; the first is the default."""
    first_day: NotRequired[int]
    """The first day that can be booked, in the resource's zone: 0 is today, 1 is tomorrow."""
    horizon: NotRequired[Horizon]
    """How far ahead; absent is without end."""
    id: ServiceId
    """The host's id."""
    limits: NotRequired[list[Limit]]
    """How much of it may be booked."""
    notice: NotRequired[CalendarDuration]
    """Shortest time from now to a start: hours and shorter are elapsed, days and longer keep the wall time in the resource's zone. `start >= now + notice` is bookable, inclusive."""
    policy: NotRequired[PolicyName]
    """What cancelling, moving and not coming cost a client, and until when they may; absent is nothing, and until the start. A booking keeps the version that it was made under."""
    requires: NotRequired[list[Leg]]
    """What a booking takes, all of it; none is the one resource that the question names."""
    retired: NotRequired[bool]
    """Whether it is not offered any more: it was removed, and is kept for what was booked of it."""
    seats: NotRequired[int]
    """How many can book the same session, for a group; absent is one party alone."""
    step: Length
    """Distance between possible starts."""
    version: NotRequired[int]
    """Rises by one with each change; the first is 1, and so is an absent one."""
    waitlist: NotRequired[Terms]
    """How those who wait come next when something becomes free; absent where nobody can wait."""
    zone: NotRequired[ZoneName]
    """The zone whose dates its limits count by, but for those per resource."""


class Session(TypedDict):
    """One use of time."""
    created_at: datetime
    """When it was made."""
    id: SessionId
    """The host's id, or one that is derived from the booking that begins it."""
    local: LocalIntent
    """What people agreed on."""
    place: NotRequired[PlaceId]
    """Where; absent is online, or not known."""
    seats: NotRequired[int]
    """How many can book it, for a group; absent is one party alone."""
    service: ServiceId
    """Of what."""
    span: Interval
    """When, without buffers."""
    status: SessionStatus
    """Whether it takes its resources' time."""
    stays: NotRequired[bool]
    """Whether it takes place though nobody has booked it: the host has opened it."""
    updated_at: datetime
    """When it was last changed."""
    uses: list[Use]
    """What it takes, in the order of the service's legs. The first one leads."""
    version: int
    """Starts at 1 and rises with each change."""


class SessionUse(TypedDict):
    """A session's use of a resource."""
    buffer: NotRequired[Buffer]
    """The time that it keeps clear."""
    claims: NotRequired[list[Claim]]
    """Who has some of them."""
    id: SessionId
    """Which session: the same one in every resource that it takes."""
    seats: int
    """How many seats it has."""
    service: ServiceId
    """Of which service: only its bookings join."""
    stays: NotRequired[bool]
    """Whether it takes place though nobody has booked it, as one that the host has opened does. One without claims does in any case."""


class Share(TypedDict):
    """One member of a pool."""
    paused: NotRequired[bool]
    """Whether it takes none at present."""
    resource: ResourceId
    """Who."""
    taken: NotRequired[int]
    """How many picks it has taken; on joining, as many as put it on the group's level."""
    weight: int
    """How much of the picks, against the weights of the others."""


class SlotsAssignRequest(TypedDict):
    """Asks who takes a booking at a start."""
    context: Context
    """The circumstances."""
    duration: NotRequired[Length]
    """One of the service's durations; absent is its default."""
    resources: list[ResourceState]
    """The resources that there are."""
    service: Service
    """What for."""
    shares: NotRequired[list[LegShares]]
    """The shares of the members of some legs; where there are none, the declared order decides."""
    start: datetime
    """From when."""
    surroundings: NotRequired[Surroundings]
    """What matters beside the resources."""


class SlotsAssignResponseAssigned(TypedDict):
    """Every leg that leaves a choice, with who serves it."""
    assigned: list[LegAssigned]


class SlotsAssignResponseRefused(TypedDict):
    """It cannot be booked, for these reasons, in the order of their codes."""
    refused: list[Reason]


class SlotsChanged(TypedDict):
    """Slots that a change of a schedule makes and takes away."""
    gained: list[Interval]
    """Those that there were not before, in order of start."""
    lost: list[Interval]
    """Those that there are no more, in order of start."""


class SlotsDate(TypedDict):
    """A date, and whether it has anything to book."""
    available: bool
    """Whether a slot starts on it."""
    date: date
    """The date."""


class SlotsDatesRequest(TypedDict):
    """Asks which dates have anything to book."""
    context: Context
    """The circumstances."""
    duration: NotRequired[Length]
    """One of the service's durations; absent is its default."""
    range: Interval
    """The bounds of the slots' *starts*."""
    resource: NotRequired[ResourceId]
    """Who is asked, where the service requires nothing by itself; absent is the only resource there is."""
    resources: list[ResourceState]
    """The resources that there are."""
    service: Service
    """What for."""
    surroundings: NotRequired[Surroundings]
    """What matters beside the resources."""
    zone: ZoneName
    """In whose zone dates are read."""


class SlotsDatesResponse(TypedDict):
    """Every date that the range touches."""
    dates: list[SlotsDate]
    """In order; a date that the zone skipped is not among them."""
    release: str
    """The release of the zone data."""


class SlotsExplainRequest(TypedDict):
    """Asks why a time cannot be booked."""
    context: Context
    """The circumstances."""
    duration: NotRequired[Length]
    """One of the service's durations; absent is its default."""
    resource: NotRequired[ResourceId]
    """Who is asked, where the service requires nothing by itself; absent is the only resource there is."""
    resources: list[ResourceState]
    """The resources that there are."""
    service: Service
    """What for."""
    start: datetime
    """From when."""
    surroundings: NotRequired[Surroundings]
    """What matters beside the resources."""


class SlotsExplainResponse(TypedDict):
    """Why a time cannot be booked."""
    reasons: list[Reason]
    """All reasons, in the order of their codes; none means that it can be booked."""
    release: str
    """The release of the zone data."""
    sources: NotRequired[list[UncertainSource]]
    """The sources of outside busy time that are not fresh: what the answer does not know for certain."""


class SlotsFindRequest(TypedDict):
    """Asks for what can be booked."""
    context: Context
    """The circumstances."""
    duration: NotRequired[Length]
    """One of the service's durations; absent is its default."""
    limit: NotRequired[int]
    """At most this many, from the earliest on."""
    near_misses: NotRequired[int]
    """How many starts on the grid that cannot be booked are told with their reasons, from the earliest on."""
    range: Interval
    """The bounds of the slots' *starts*."""
    resource: NotRequired[ResourceId]
    """Who is asked, where the service requires nothing by itself; absent is the only resource there is."""
    resources: list[ResourceState]
    """The resources that there are, in the order in which they are offered where the service says nothing else."""
    service: Service
    """What for."""
    surroundings: NotRequired[Surroundings]
    """What matters beside the resources."""
    zone: NotRequired[ZoneName]
    """In whose zone the slots are labelled: then each says what the clock reads."""


class SlotsFindResponse(TypedDict):
    """What can be booked."""
    near_misses: NotRequired[list[NearMissed]]
    """Starts on the grid, inside opening hours, that cannot be booked."""
    next: NotRequired[datetime]
    """Where to begin to ask for more, if the query's limit ended the answer: the start of the next slot."""
    release: str
    """The release of the zone data."""
    slots: list[OfferedSlot]
    """In order of start."""
    sources: NotRequired[list[UncertainSource]]
    """The sources of outside busy time that are not fresh: what the answer does not know for certain."""


class SlotsSequencesRequest(TypedDict):
    """Asks for every way to book services one after the other."""
    context: Context
    """The circumstances."""
    range: Interval
    """The bounds of the first stage's *starts*."""
    resources: list[ResourceState]
    """The resources that there are."""
    stages: list[SequenceStage]
    """The services, in their order."""
    surroundings: NotRequired[Surroundings]
    """What matters beside the resources."""


class SlotsSequencesResponse(TypedDict):
    """Every way, ordered by the starts of the stages."""
    release: str
    """The release of the zone data."""
    sequences: list[list[Interval]]
    """For each way, when each stage takes place."""


class Source(TypedDict):
    """Where outside busy time comes from, and how far it is relied on."""
    fresh_for: NotRequired[Elapsed]
    """How long a copy counts as fresh although the source could be read; absent is for as long as it can."""
    freshness: NotRequired[Freshness]
    """What happens when what is known of it is not fresh."""
    id: SourceId
    """The host's id."""
    own: NotRequired[OwnEvents]
    """The mirrors of our own bookings in it, which never take time."""
    tentative: NotRequired[SourceTentative]
    """Whether tentative events take time."""


class SourceBusyRequest(TypedDict):
    """Asks what the sources of a resource say of its time at a moment."""
    now: datetime
    """The present instant."""
    sources: list[SourceKnown]
    """The sources with what is known of them."""
    zone: str
    """The owner's zone: all-day events take its local days."""


class SourceBusyResponse(TypedDict):
    """What the sources of a resource say of its time."""
    busy: list[Busy]
    """What takes time, in order; in the form that questions about slots and bookings take. The events of a source that is ignored are not among them."""
    ignored: list[SourceIgnored]
    """Events that take no time, in the order of the request."""
    sources: list[SourceReport]
    """How each source stands, in the order of the request."""


class SourceIgnored(TypedDict):
    """An event that takes no time."""
    at: int
    """Its place in that source's list."""
    source: SourceId
    """Of which source."""
    why: WhyIgnored
    """Why."""


class SourceKnown(TypedDict):
    """A source and what is known of it."""
    events: NotRequired[list[OutsideEvent]]
    """Its events, as they were copied."""
    source: Source
    """The source and its policy."""
    sync: LastSync
    """When it was last copied."""


class SourceReport(TypedDict):
    """A source, how it stands, and what is to be done with it."""
    reliance: Reliance
    """What is to be done."""
    source: SourceId
    """Which."""
    state: SourceState
    """How it stands."""


class SourceStateStale(TypedDict):
    """As it was there."""
    stale: SourceStateStaleStale


class SourceStateStaleStale(TypedDict):
    """A record."""
    age: Elapsed
    """How long ago."""


class SplitFrom(TypedDict):
    """Where a series was split off: by an edit of an occurrence and all that follow."""
    original: Moment
    """At which of its occurrences, as the edit named it."""
    series: SeriesId
    """From which series."""


class Status2Offered(TypedDict):
    """Seats are kept for it."""
    offered: Offer


class Status3Offered(TypedDict):
    """Seats are kept for it."""
    offered: Offer


class StatusCancelled(TypedDict):
    """It was called off and takes no time."""
    cancelled: Ending


class StatusDeclined(TypedDict):
    """The host did not want it."""
    declined: Ending


class StatusExpired(TypedDict):
    """Nobody confirmed it in time, or its hold ran out."""
    expired: Expiry


class StatusHeld(TypedDict):
    """Its time is held for somebody: taken for everyone else while `now` is before the end of the hold."""
    held: Held


class StatusRequested(TypedDict):
    """It waits for a host to confirm it."""
    requested: Requested


class Surroundings(TypedDict):
    """What matters beside the resources; where nothing has limits or a place, nothing does."""
    counted: NotRequired[list[Counted]]
    """The bookings that limits count, in any order: of the service and of the resources, in every period of a limit that a start which is asked about can lie in. Only what takes time: nothing cancelled, declined or expired."""
    travel: NotRequired[TravelMatrix]
    """How long the ways between places take; absent is that places don't matter."""


Swap = TypedDict('Swap', {'from': "ResourceId", 'session': "SessionId", 'to': "ResourceId", 'version': "NotRequired[int]"})
"""Put one resource of a session in the place of another, at the same time. Only a host."""


class Tentative(TypedDict):
    """Until when something takes time that is not settled yet."""
    expires_at: datetime
    """Alive iff `now` is before this instant."""
    owner: NotRequired[SubjectId]
    """For whom it is held: to its owner the time is free. Absent for a request, which takes the time from everyone."""


class Terms(TypedDict):
    """How a waitlist works."""
    cutoff: NotRequired[Elapsed]
    """How long before the start offers end, and free seats are everybody's."""
    discipline: NotRequired[Discipline]
    """Who comes next."""
    offer_ttl: NotRequired[Length]
    """How long an offer stands."""


class Tier(TypedDict):
    """What something costs that is done in time.

    The notice is counted back from the start: hours and shorter are elapsed time, days and longer keep the wall time. It is enough if `start - now >= notice`, inclusive. With both kinds of notice, both must be kept; with neither the tier lasts to the start."""
    business: NotRequired[BusinessTime]
    """How much working time before the start, in the service's business calendar."""
    fee: NotRequired[Fee]
    """What it costs; nothing if absent."""
    notice: NotRequired[CalendarDuration]
    """How long before the start."""


class TimeOff(TypedDict):
    """Closes time, whatever opened it."""
    id: RuleId
    """The host's id."""
    span: TimeOffSpan
    """What is closed."""
    version: NotRequired[int]
    """Rises by one with each change; the first is 1, and so is an absent one."""


class TimeOffSpanDates(TypedDict):
    """Whole local days in the home zone, both inclusive."""
    dates: DateRange


class TimeOffSpanSpan(TypedDict):
    """A span of instants."""
    span: Interval


TimeWindow = TypedDict('TimeWindow', {'from': "TimeOfDay", 'to': "TimeOfDay"})
"""From one reading of the wall clock to another; `to <= from` ends the next day."""


TimeWish = TypedDict('TimeWish', {'days': "NotRequired[Weekdays]", 'from': "NotRequired[TimeOfDay]", 'resources': "NotRequired[list[ResourceId]]", 'service': "ServiceId", 'to': "NotRequired[TimeOfDay]", 'until': "NotRequired[datetime]", 'zone': "ZoneName"})
"""A time that would suit."""


class TokenUsed(TypedDict):
    """One is used, at this local date: it belongs into `Facts::tokens_used` from then on."""
    used: date
    """a date such as 2027-01-31"""


class Travel(TypedDict):
    """The zone in which windows that start on some dates are read, because their owner is elsewhere.

    Weekly windows and overrides follow the traveller; holidays, all-day events, limits, horizon and clock grid stay in the home zone."""
    dates: DateRange
    """The dates away, both inclusive."""
    id: RuleId
    """The host's id."""
    version: NotRequired[int]
    """Rises by one with each change; the first is 1, and so is an absent one."""
    zone: ZoneName
    """Where."""


class TravelMatrix(TypedDict):
    """A table of travel times."""
    both_ways: NotRequired[bool]
    """Whether each counts for the way back too, unless that is given itself."""
    times: list[TravelTime]
    """The times; the way from a place to itself is none."""


TravelTime = TypedDict('TravelTime', {'from': "PlaceId", 'time': "Elapsed", 'to': "PlaceId"})
"""How long it takes from one place to another."""


class Turn(TypedDict):
    """A member's claim on the next pick."""
    due: int
    """After how many picks of the group its next turn is due, rounded up."""
    of: int
    """How many picks the group has taken."""
    resource: ResourceId
    """Who."""
    taken: int
    """How many picks it has taken."""
    why: Why
    """Why it stands where it stands."""


class UncertainSource(TypedDict):
    """A source of outside busy time that is not fresh."""
    report: SourceReport
    """How it stands, and what was done with it."""
    resource: ResourceId
    """Whose time."""


class Use(TypedDict):
    """What a session takes of a resource."""
    buffer: NotRequired[Buffer]
    """The time that is kept clear, as it stood when it was booked."""
    resource: ResourceId
    """Which resource."""
    units: NotRequired[int]
    """How many of its concurrent uses."""


class WaitlistEntry(TypedDict):
    """Somebody's place in a waitlist."""
    client: SubjectId
    """Who waits."""
    ends_at: NotRequired[datetime]
    """From when on it waits no longer, as far as that is known: when the session begins, or the end of the wish."""
    id: WaitlistId
    """The host's id."""
    joined_at: datetime
    """Since when: whoever joined first comes first, and of several at one instant the one whose id is less."""
    seats: NotRequired[int]
    """How many seats it needs, all of them together."""
    status: NotRequired[WaitlistStatus]
    """Where it stands."""
    version: NotRequired[int]
    """Starts at 1 and rises with each change."""
    wish: Wish
    """What it waits for."""


class WaitlistEntryResponse(TypedDict):
    """Somebody's place in a waitlist."""
    client: SubjectId
    """Who waits."""
    ends_at: NotRequired[datetime]
    """From when on it waits no longer, as far as that is known: when the session begins, or the end of the wish."""
    id: WaitlistId
    """The host's id."""
    joined_at: datetime
    """Since when: whoever joined first comes first, and of several at one instant the one whose id is less."""
    seats: NotRequired[int]
    """How many seats it needs, all of them together."""
    status: WaitlistStatus
    """Where it stands."""
    version: int
    """Starts at 1 and rises with each change."""
    wish: Wish
    """What it waits for."""


class WaitlistSettleRequest(TypedDict):
    """Asks what becomes of free seats, and of those who wait for them."""
    entries: list[WaitlistEntry]
    """Those who wait, or have an offer, in any order. Whose wish does not fit the opening changes nothing."""
    now: datetime
    """The present instant."""
    opening: Opening
    """The seats."""
    terms: NotRequired[Terms]
    """How the waitlist works."""


class WaitlistSettleResponse(TypedDict):
    """What becomes of the free seats."""
    changes: list[WaitlistEntryResponse]
    """The entries that change, as they are then, in order of joining."""
    kept: int
    """How many are kept for the first who waits, until there are enough."""
    next: NotRequired[datetime]
    """When to ask again, if nothing happens before."""
    offered: int
    """How many of the free seats are offered."""
    public: int
    """How many everybody can book."""
    release: str
    """The release of the zone data that wishes were read with."""


class WaitlistStatusOffered(TypedDict):
    """Seats are kept for it."""
    offered: Offer


class WallTimeFold(TypedDict):
    """The two instants of a repeated wall time."""
    first: datetime
    """The earlier."""
    second: datetime
    """The later."""


class WallTimeGap(TypedDict):
    """The change that skips a wall time."""
    after: int
    """Seconds east from it on."""
    before: int
    """Seconds east before it."""
    transition: datetime
    """The instant of the change."""


class WallTimeKindFold(TypedDict):
    """Twice: a clock change repeats it."""
    fold: WallTimeFold


class WallTimeKindGap(TypedDict):
    """Never: a clock change skips it."""
    gap: WallTimeGap


Weekly = TypedDict('Weekly', {'days': "Weekdays", 'effective': "NotRequired[DateRange]", 'from': "TimeOfDay", 'id': "RuleId", 'kind': "NotRequired[WindowKind]", 'to': "TimeOfDay", 'version': "NotRequired[int]"})
"""A window that recurs on weekdays.

It counts for the dates of `effective` on which it *starts*, both ends inclusive."""


class WishSession(TypedDict):
    """This session and no other."""
    session: SessionId


class WishTime(TypedDict):
    """Any that fits."""
    time: TimeWish


class ZoneListRequest(TypedDict):
    """Asks for the names of all zones."""


class ZoneListResponse(TypedDict):
    """The names of all zones."""
    names: list[str]
    """In alphabetical order, older names that still stand for a zone included."""
    release: str
    """The release of the zone data."""


class ZoneResolveRequest(TypedDict):
    """Asks which instant a wall time means."""
    disambiguation: NotRequired[Disambiguation]
    """What a time that a clock change skips or repeats shall mean."""
    wall: datetime
    """The reading of the wall clock."""
    zone: str
    """The zone's name, in either case; `UTC`, `Z` and offsets such as `+05:30` are names too."""


class ZoneResolveResponse(TypedDict):
    """The instant that a wall time means."""
    instant: datetime
    """The instant."""
    kind: WallTimeKind
    """How often the wall time happens."""
    offset: int
    """The offset at that instant, in seconds east."""
    release: str
    """The release of the zone data."""
    wall: datetime
    """What the wall clock shows at that instant: another time than the one asked for, if that one was skipped."""
    zone: str
    """The zone's name as the zone data spells it."""


class ZoneWallRequest(TypedDict):
    """Asks what a wall clock shows."""
    instant: datetime
    """When."""
    zone: str
    """Where: the zone's name, in either case."""


class ZoneWallResponse(TypedDict):
    """What a wall clock shows."""
    offset: int
    """The offset, in seconds east."""
    release: str
    """The release of the zone data."""
    wall: datetime
    """The reading."""
    zone: str
    """The zone's name as the zone data spells it."""


Elapsed: TypeAlias = timedelta
"""elapsed time, ISO 8601 such as PT15M; zero is PT0S"""


BookingId: TypeAlias = str
"""booking id"""


SubjectId: TypeAlias = str
"""subject id"""


SessionId: TypeAlias = str
"""session id"""


ServiceId: TypeAlias = str
"""service id"""


EventId: TypeAlias = str
"""event id"""


SourceId: TypeAlias = str
"""source id"""


Occupant: TypeAlias = OccupantBooking | OccupantSession | OccupantHold | OccupantExternal
"""What takes the time."""


PlaceId: TypeAlias = str
"""place id"""


RuleId: TypeAlias = str
"""rule id"""


TimeOfDay: TypeAlias = time | str
"""time of day, HH:MM or HH:MM:SS"""


WindowKind: TypeAlias = Literal['open'] | Literal['closed']
"""Whether a rule opens its windows or closes them."""


Rule: TypeAlias = str
"""recurrence rule, a RECUR value of RFC 5545 such as FREQ=WEEKLY;BYDAY=MO"""


ZoneName: TypeAlias = str
"""name of a time zone, such as Europe/Paris or +05:30"""


TimeOffSpan: TypeAlias = TimeOffSpanDates | TimeOffSpanSpan
"""What a time off covers."""


Weekdays: TypeAlias = list[Literal['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']]
"""weekdays, such as ["MO","WE"]"""


IntervalSet: TypeAlias = list[Interval]
"""A set of instants, as sorted spans that neither overlap nor touch.

Whatever goes in, one normal form comes out, so two sets that hold the same instants are equal."""


Total: TypeAlias = timedelta
"""elapsed time such as PT26H30M"""


Action: TypeAlias = Literal['cancel'] | Literal['move'] | Literal['no_show'] | Literal['reinstate']
"""What a policy judges."""


Actor: TypeAlias = Literal['client'] | Literal['host']
"""On whose behalf something is asked or done."""


Currency: TypeAlias = str
"""currency code of three upper-case letters such as EUR"""


Deposit: TypeAlias = DepositKept | DepositRefunded
"""What becomes of a deposit."""


Token: TypeAlias = TokenUsed | Literal['returned']
"""What becomes of a grace token."""


PolicyId: TypeAlias = str
"""policy id"""


Json: TypeAlias = Any
"""any JSON value"""


BookingKind: TypeAlias = Literal['individual'] | Literal['group'] | Literal['trial']
"""What a booking is."""


SeriesId: TypeAlias = str
"""series id"""


Attendance: TypeAlias = Literal['present'] | Literal['late'] | Literal['excused'] | Literal['absent']
"""Whether somebody came."""


ParticipantRole: TypeAlias = Literal['host'] | Literal['booker'] | Literal['attendee'] | Literal['payer'] | Literal['guardian']
"""What a participant is to a booking."""


ResourceId: TypeAlias = str
"""resource id"""


EndedWith: TypeAlias = Literal['session'] | Literal['series'] | Literal['pause'] | Literal['schedule']
"""With what a booking ended."""


StateName: TypeAlias = Literal['held'] | Literal['requested'] | Literal['confirmed'] | Literal['declined'] | Literal['expired'] | Literal['cancelled'] | Literal['completed'] | Literal['no_show']
"""The states of a booking, by name."""


Status: TypeAlias = StatusHeld | StatusRequested | Literal['confirmed'] | StatusDeclined | StatusExpired | StatusCancelled | Literal['completed'] | Literal['no_show']
"""Where a booking stands."""


Length: TypeAlias = timedelta
"""elapsed time above zero, ISO 8601 such as PT30M"""


Direction: TypeAlias = Literal['nearest'] | Literal['later']
"""Which way an occurrence may be moved."""


CalendarDuration: TypeAlias = str
"""ISO 8601 duration; days and longer are calendar units, hours and shorter are elapsed"""


OnConflict: TypeAlias = Literal['all_or_nothing'] | Literal['skip_conflicts'] | OnConflictExtendToCount | OnConflictMove
"""What is done about occurrences that cannot be booked."""


Moment: TypeAlias = datetime | date
"""a date, a wall time or an instant"""


Extent: TypeAlias = ExtentExact | ExtentNominal | ExtentWall
"""How long each occurrence lasts.

On most days the three agree; over a clock change they differ. Each counts from what the clock shows at the start: an occurrence that a gap moves from 02:30 to 03:30 lasts from 03:30. An end in a gap or in a fold is read as a start is."""


Change: TypeAlias = Literal['cancelled'] | ChangeMoved
"""What becomes of an occurrence."""


OneChange: TypeAlias = Literal['cancel'] | OneChangeMove | Literal['reset']
"""What becomes of one occurrence."""


Change2: TypeAlias = Literal['nothing'] | Literal['cancel'] | Change2Time | Change2Move | Change2Rule
"""What becomes of several occurrences."""


SeriesEdit: TypeAlias = SeriesEditThis | SeriesEditFollowing | SeriesEditAll
"""An edit of a booked series. An occurrence is meant by its original start in the series' zone."""


OnBookings: TypeAlias = Literal['ask'] | Literal['keep'] | Literal['cancel']
"""What becomes of bookings that a change would leave outside opening hours. What was outside before, has begun or has ended is not touched by any of them."""


ScheduleRule: TypeAlias = ScheduleRuleWeekly | ScheduleRuleRecurring | ScheduleRuleOverride | ScheduleRuleHolidays | ScheduleRuleTimeOff | ScheduleRuleTravel
"""One rule of a schedule, of any kind."""


Most: TypeAlias = MostBookings | MostTime
"""How much, as a number of bookings or as their time."""


Period: TypeAlias = Literal['day'] | PeriodWeek | Literal['month'] | Literal['year'] | Literal['ever']
"""Over which time bookings are counted, by the local date on which they start."""


Tag: TypeAlias = str
"""tag id"""


Align: TypeAlias = Literal['window'] | Literal['clock'] | Literal['pack']
"""Where the grid of possible starts is anchored."""


BufferHours: TypeAlias = Literal['may_reach_outside'] | Literal['inside']
"""Whether buffers must fit inside opening hours."""


BufferScope: TypeAlias = Literal['bookings'] | Literal['all_busy']
"""Whom buffers keep their distance from."""


BusinessTime: TypeAlias = BusinessTimeTime | BusinessTimeDays
"""An amount of working time."""


Compose: TypeAlias = Literal['sum'] | Literal['max']
"""How the buffers of two neighbours add up."""


LateConfirm: TypeAlias = Literal['refuse'] | Literal['if_free']
"""What becomes of a request that is confirmed after it has lapsed."""


Horizon: TypeAlias = HorizonDays | HorizonUntil | HorizonBusinessDays
"""How far ahead a service can be booked."""


LimitScope: TypeAlias = Literal['service'] | Literal['resource'] | Literal['client'] | Literal['pool']
"""Whose bookings of a service are counted together."""


LegOf: TypeAlias = LegOfResource | LegOfMembers | LegOfTagged
"""The resources that a leg chooses from."""


Units: TypeAlias = Literal['one'] | Literal['party']
"""How many of a resource's concurrent uses a booking takes."""


Discipline: TypeAlias = Literal['first_fit'] | Literal['strict_fifo']
"""Who comes next where the first does not fit."""


WaitlistId: TypeAlias = str
"""waitlist id"""


Wish: TypeAlias = WishSession | WishTime
"""What an entry waits for."""


Command: TypeAlias = CommandHold | CommandBook | CommandConfirm | CommandDecline | CommandCancel | CommandReschedule | CommandComplete | CommandNoShow | CommandReinstate | CommandExpire | CommandOpenSession | CommandMoveSession | CommandSwap | CommandCancelSession | CommandBookSeries | CommandExtendSeries | CommandPauseSeries | CommandResumeSeries | CommandCancelSeries | CommandEditSeries | CommandAddRule | CommandChangeRule | CommandRemoveRule | CommandChangeSchedule | CommandAddResource | CommandChangeResource | CommandRemoveResource | CommandAddService | CommandChangeService | CommandRemoveService | CommandJoinWaitlist | CommandLeaveWaitlist | CommandAcceptOffer | CommandDeclineOffer | CommandExpireEntry
"""What somebody wants done."""


ReasonCode: TypeAlias = Literal['past'] | Literal['notice'] | Literal['horizon'] | Literal['hours'] | Literal['grid'] | Literal['busy'] | Literal['held'] | Literal['buffer'] | Literal['travel'] | Literal['travel.unknown'] | Literal['capacity'] | Literal['seats'] | Literal['limit'] | Literal['consecutive'] | Literal['break'] | Literal['members'] | Literal['source'] | Literal['policy'] | Literal['state'] | Literal['orphaned'] | Literal['version']
"""The codes of reasons, in the order in which reasons are listed."""


Status2: TypeAlias = Literal['waiting'] | Status2Offered | Literal['accepted'] | Literal['declined'] | Literal['expired'] | Literal['left']
"""Where an entry stands."""


Percent: TypeAlias = int
"""a whole percentage"""


Fee: TypeAlias = FeeFixed | FeePercent
"""A fee: so much, or a part of the price."""


Reliance: TypeAlias = Literal['full'] | Literal['aged'] | Literal['ignored'] | Literal['closed']
"""What is to be done with a source at a time."""


SourceState: TypeAlias = Literal['fresh'] | SourceStateStale | Literal['unavailable']
"""How what is known of a source stands at a time."""


SessionStatus: TypeAlias = Literal['tentative'] | Literal['confirmed'] | Literal['cancelled']
"""Whether a session takes time; the words are those of iCalendar's STATUS (RFC 5545 §3.8.1.11)."""


Status3: TypeAlias = Literal['waiting'] | Status3Offered | Literal['accepted'] | Literal['declined'] | Literal['expired'] | Literal['left']
"""Where an entry stands."""


Layer: TypeAlias = Literal['weekly'] | Literal['override'] | Literal['holiday'] | Literal['time_off']
"""Which layer of a schedule closes a time."""


Blocker: TypeAlias = BlockerBooking | BlockerSession | BlockerHold | BlockerExternal
"""What is in the way, as reasons name it."""


PolicyRule: TypeAlias = Literal['host_only'] | PolicyRuleBeforeStart | PolicyRuleAfterStart | PolicyRuleWaitlistClosed | PolicyRuleCancelWindow | PolicyRuleMoveWindow | PolicyRuleMoveCap
"""What in a policy, or in what holds for every policy, does not allow an action."""


Amount: TypeAlias = AmountBookings | AmountTime
"""So many bookings, or so much of their time."""


LimitOf: TypeAlias = Literal['service'] | Literal['resource']
"""Whose limit it is."""


EntryState: TypeAlias = Literal['waiting'] | Literal['offered'] | Literal['accepted'] | Literal['declined'] | Literal['expired'] | Literal['left']
"""The states by name."""


Reason: TypeAlias = ReasonPast | ReasonNotice | ReasonHorizon | ReasonHours | ReasonGrid | ReasonBusy | ReasonHeld | ReasonBuffer | ReasonTravel | ReasonTravelUnknown | ReasonCapacity | ReasonSeats | ReasonLimit | ReasonConsecutive | ReasonBreak | ReasonMembers | ReasonSource | ReasonPolicy | ReasonState | ReasonOrphaned | ReasonEntryState | ReasonVersion
"""Why not: one thing in the way of a start, an action or a change."""


BookingStatus2: TypeAlias = Literal['book'] | BookingStatus2Skip | BookingStatus2Moved
"""What becomes of an occurrence."""


BookingVerdict: TypeAlias = BookingVerdictAccept | BookingVerdictRefuse
"""The decision about a command."""


FirstConflictAnswer: TypeAlias = FirstConflictAnswerAt | Literal['never'] | FirstConflictAnswerNotBefore
"""The first conflict, if it is known."""


CalendarBusyKind: TypeAlias = Literal['busy'] | Literal['tentative'] | Literal['unavailable']
"""How firmly a time is taken."""


Method: TypeAlias = Literal['publish'] | Literal['request'] | Literal['cancel']
"""What a calendar object asks its reader to do (RFC 5546)."""


Combination: TypeAlias = CombinationUnion | CombinationIntersect | CombinationSubtract | CombinationGaps
"""How two sets of spans are combined."""


Locale: TypeAlias = str
"""language tag of BCP 47 such as en or de-AT"""


RecurSeriesEdit: TypeAlias = RecurSeriesEditCancel | RecurSeriesEditMove | RecurSeriesEditReset | RecurSeriesEditFollowing | RecurSeriesEditAll
"""A change of one occurrence, of one and all that follow, or of all.

An occurrence is meant by its original start, its identity, wherever it was moved. A wall time that the clock shows twice means the first; the second is meant by its instant."""


SeriesStatus: TypeAlias = Literal['book'] | SeriesStatusSkip | SeriesStatusMoved
"""What becomes of an occurrence."""


Shares: TypeAlias = list[Share]
"""The members of a pool with what each has taken so far.

A member that is busy keeps its debt and is repaid first. Joining, pausing and resuming, and nothing else, put a member on the group's level."""


Why: TypeAlias = Literal['due'] | Literal['ahead']
"""Why a member comes when it comes."""


SlotsAssignResponse: TypeAlias = SlotsAssignResponseAssigned | SlotsAssignResponseRefused
"""Who takes the booking, or why nobody can."""


EventStatus: TypeAlias = Literal['confirmed'] | Literal['tentative'] | Literal['cancelled']
"""Whether an outside event takes place."""


EventTime: TypeAlias = EventTimeSpan | EventTimeDates
"""When an outside event takes place."""


Freshness: TypeAlias = Literal['fail_open'] | Literal['fail_closed'] | FreshnessStaleOk
"""What happens when what is known of a source is not fresh."""


SourceTentative: TypeAlias = Literal['counts'] | Literal['ignored']
"""Whether tentative events take time."""


WhyIgnored: TypeAlias = Literal['cancelled'] | Literal['own'] | Literal['transparent'] | Literal['tentative'] | Literal['no_time']
"""Why an outside event takes no time."""


WaitlistStatus: TypeAlias = Literal['waiting'] | WaitlistStatusOffered | Literal['accepted'] | Literal['declined'] | Literal['expired'] | Literal['left']
"""Where an entry stands."""


Disambiguation: TypeAlias = Literal['compatible'] | Literal['earlier'] | Literal['later'] | Literal['reject'] | Literal['clamp']
"""Which instant a wall time means where a clock change makes it happen never or twice.

| | in a gap (never) | in a fold (twice) | |---|---|---| | `Compatible` | offset before the gap: later by its length | first | | `Earlier` | offset after the gap: earlier by its length | first | | `Later` | offset before the gap: later by its length | second | | `Reject` | `zone.gap` | `zone.fold` | | `Clamp` | the instant of the change | first |

Recurrences and event times are `Compatible` (RFC 5545 §3.3.5), the default; windows of availability are `Clamp`, so that time that no clock shows is never offered."""


WallTimeKind: TypeAlias = Literal['unique'] | WallTimeKindGap | WallTimeKindFold
"""How often a wall time happens."""
