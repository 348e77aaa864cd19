"""Every operation as a function: records in Python's own types in and out.

Made by `cargo xtask gen`; don't edit.
"""

from __future__ import annotations

from typing import cast

from kalends import records
from kalends._perform import perform

__all__ = [
    "availability_free",
    "booking_decide",
    "conflict_alternatives",
    "conflict_between",
    "conflict_first",
    "conflict_overloads",
    "conflict_pairs",
    "ical_busy",
    "ical_holidays",
    "ical_hours",
    "ical_write",
    "interval_combine",
    "policy_evaluate",
    "recur_describe",
    "recur_edit",
    "recur_expand",
    "recur_next",
    "recur_previous",
    "recur_validate",
    "schedule_preview",
    "series_preview",
    "slots_assign",
    "slots_dates",
    "slots_explain",
    "slots_find",
    "slots_sequences",
    "source_busy",
    "waitlist_settle",
    "zone_list",
    "zone_resolve",
    "zone_wall",
]


def availability_free(request: records.AvailabilityFreeRequest) -> records.AvailabilityFreeResponse:
    """The time in which a schedule is open and nothing is busy."""
    return cast("records.AvailabilityFreeResponse", perform("availability.free", request))


def booking_decide(request: records.BookingDecideRequest) -> records.BookingDecideResponse:
    """Whether a command about a booking or a session is accepted, with what follows, or why not."""
    return cast("records.BookingDecideResponse", perform("booking.decide", request))


def conflict_alternatives(request: records.ConflictAlternativesRequest) -> records.ConflictAlternativesResponse:
    """The free times nearest to one that is taken."""
    return cast("records.ConflictAlternativesResponse", perform("conflict.alternatives", request))


def conflict_between(request: records.ConflictBetweenRequest) -> records.ConflictBetweenResponse:
    """The conflicts of two series in a range."""
    return cast("records.ConflictBetweenResponse", perform("conflict.between", request))


def conflict_first(request: records.ConflictFirstRequest) -> records.ConflictFirstResponse:
    """Whether two series are ever in each other's way, and when first."""
    return cast("records.ConflictFirstResponse", perform("conflict.first", request))


def conflict_overloads(request: records.ConflictOverloadsRequest) -> records.ConflictOverloadsResponse:
    """When more is used at one time than there is."""
    return cast("records.ConflictOverloadsResponse", perform("conflict.overloads", request))


def conflict_pairs(request: records.ConflictPairsRequest) -> records.ConflictPairsResponse:
    """All pairs of spans that overlap, single or recurring."""
    return cast("records.ConflictPairsResponse", perform("conflict.pairs", request))


def ical_busy(request: records.IcalBusyRequest) -> records.IcalBusyResponse:
    """When a calendar file is busy, and what was odd about it."""
    return cast("records.IcalBusyResponse", perform("ical.busy", request))


def ical_holidays(request: records.IcalHolidaysRequest) -> records.IcalHolidaysResponse:
    """The holidays that a calendar file names."""
    return cast("records.IcalHolidaysResponse", perform("ical.holidays", request))


def ical_hours(request: records.IcalHoursRequest) -> records.IcalHoursResponse:
    """The schedule that a calendar file publishes as availability."""
    return cast("records.IcalHoursResponse", perform("ical.hours", request))


def ical_write(request: records.IcalWriteRequest) -> records.IcalWriteResponse:
    """Bookings as a calendar file."""
    return cast("records.IcalWriteResponse", perform("ical.write", request))


def interval_combine(request: records.IntervalCombineRequest) -> records.IntervalCombineResponse:
    """Union, intersection, difference or gaps of spans, and their total."""
    return cast("records.IntervalCombineResponse", perform("interval.combine", request))


def policy_evaluate(request: records.PolicyEvaluateRequest) -> records.PolicyEvaluateResponse:
    """What a policy says to a cancel, a move, a no-show or a reinstatement."""
    return cast("records.PolicyEvaluateResponse", perform("policy.evaluate", request))


def recur_describe(request: records.RecurDescribeRequest) -> records.RecurDescribeResponse:
    """A rule in words."""
    return cast("records.RecurDescribeResponse", perform("recur.describe", request))


def recur_edit(request: records.RecurEditRequest) -> records.RecurEditResponse:
    """A series after a change of one occurrence, of all that follow, or of all."""
    return cast("records.RecurEditResponse", perform("recur.edit", request))


def recur_expand(request: records.RecurExpandRequest) -> records.RecurExpandResponse:
    """The occurrences of a series."""
    return cast("records.RecurExpandResponse", perform("recur.expand", request))


def recur_next(request: records.RecurNextRequest) -> records.RecurOneResponse:
    """The first occurrence after a moment."""
    return cast("records.RecurOneResponse", perform("recur.next", request))


def recur_previous(request: records.RecurPreviousRequest) -> records.RecurOneResponse:
    """The last occurrence before a moment."""
    return cast("records.RecurOneResponse", perform("recur.previous", request))


def recur_validate(request: records.RecurValidateRequest) -> records.RecurValidateResponse:
    """Whether a rule is valid, and what it says."""
    return cast("records.RecurValidateResponse", perform("recur.validate", request))


def schedule_preview(request: records.SchedulePreviewRequest) -> records.SchedulePreviewResponse:
    """What a changed schedule would do to bookings, free time and slots."""
    return cast("records.SchedulePreviewResponse", perform("schedule.preview", request))


def series_preview(request: records.SeriesPreviewRequest) -> records.SeriesPreviewResponse:
    """What would be booked of a series, each occurrence with its reasons."""
    return cast("records.SeriesPreviewResponse", perform("series.preview", request))


def slots_assign(request: records.SlotsAssignRequest) -> records.SlotsAssignResponse:
    """Who takes a booking, and why they."""
    return cast("records.SlotsAssignResponse", perform("slots.assign", request))


def slots_dates(request: records.SlotsDatesRequest) -> records.SlotsDatesResponse:
    """Which dates have anything to book."""
    return cast("records.SlotsDatesResponse", perform("slots.dates", request))


def slots_explain(request: records.SlotsExplainRequest) -> records.SlotsExplainResponse:
    """Every reason why a time cannot be booked."""
    return cast("records.SlotsExplainResponse", perform("slots.explain", request))


def slots_find(request: records.SlotsFindRequest) -> records.SlotsFindResponse:
    """What can be booked."""
    return cast("records.SlotsFindResponse", perform("slots.find", request))


def slots_sequences(request: records.SlotsSequencesRequest) -> records.SlotsSequencesResponse:
    """Every way to book services one after the other."""
    return cast("records.SlotsSequencesResponse", perform("slots.sequences", request))


def source_busy(request: records.SourceBusyRequest) -> records.SourceBusyResponse:
    """What outside calendars take, and how far each can be relied on."""
    return cast("records.SourceBusyResponse", perform("source.busy", request))


def waitlist_settle(request: records.WaitlistSettleRequest) -> records.WaitlistSettleResponse:
    """Who is offered the seats that are free, and how many are everybody's."""
    return cast("records.WaitlistSettleResponse", perform("waitlist.settle", request))


def zone_list(request: records.ZoneListRequest) -> records.ZoneListResponse:
    """The names of all zones."""
    return cast("records.ZoneListResponse", perform("zone.list", request))


def zone_resolve(request: records.ZoneResolveRequest) -> records.ZoneResolveResponse:
    """The instant that a wall time means, and how often it happens."""
    return cast("records.ZoneResolveResponse", perform("zone.resolve", request))


def zone_wall(request: records.ZoneWallRequest) -> records.ZoneWallResponse:
    """What a wall clock shows at an instant."""
    return cast("records.ZoneWallResponse", perform("zone.wall", request))
